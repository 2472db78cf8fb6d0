// The file of answers, saved or shared.

function lackingReason() {
  return [...fields.values()].filter((field) => {
    const answer = answers.get(field.dataset.item);
    return answer && answer.says === "not applicable" && !answer.reason;
  });
}

function showErrors(wrong) {
  for (const field of fields.values()) {
    const told = byId(`${field.id}-error`);
    const isWrong = wrong.includes(field);
    told.hidden = !isWrong;
    told.textContent = isWrong ? "Error: say why this is not applicable." : "";
    field.classList.toggle("wrong", isWrong);
  }
  const list = document.createElement("ul");
  list.append(...wrong.map((field) => listed(field, field.querySelector(".reasons input"))));
  byId("errors").replaceChildren(...(wrong.length ? ["Not saved yet. Say why these are not applicable:", list] : []));
}

// Whether there is something that can be sent; else it says what is to be done first.
function isReady() {
  const wrong = lackingReason();
  showErrors(wrong);
  if (wrong.length) {
    say("Not saved yet: a reason is missing.");
    goTo(byId("errors"));
  } else if (!answers.size && !comments.size) {
    say("There is nothing to save yet.");
  } else if (another && another.checked && !which.value) {
    say("Not saved yet: say which organisation filled this in.");
    goTo(which);
  } else {
    return true;
  }
  return false;
}

function fileText() {
  return `${JSON.stringify(file(), null, 1)}\n`;
}

function save() {
  if (!isReady()) return;
  const text = fileText();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = form.file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  byId("text").value = text;
  byId("copy").hidden = false;
  noteSaved();
  say(`Saved as ${form.file_name}${howFar()} Look among your downloads, and send it to ${form.collector}.`);
}

// How much of the form is in the file.
function howFar() {
  const left = openItems().length;
  return left ? `, with ${fields.size - left} of ${fields.size} items; ${left} are open.` : ", with every item.";
}

function noteSaved() {
  unsaved = false;
  noteOut();
  keep();
}

// Browsers share text, but no data; whoever collects can bring in either.
function sharedFile(text) {
  return new File([text], form.file_name.replace(/json$/, "txt"), { type: "text/plain" });
}

function canShare() {
  try {
    return navigator.canShare({ files: [sharedFile("{}")] });
  } catch {
    return false;
  }
}

async function share() {
  if (!isReady()) return;
  const shared = { files: [sharedFile(fileText())], title: document.title };
  try {
    await navigator.share(shared);
  } catch (error) {
    say(error.name === "AbortError" ? "Nothing was shared." : "This browser cannot share it. Save the file instead.");
    return;
  }
  noteSaved();
  say(`Shared${howFar()} It is for ${form.collector}.`);
}
