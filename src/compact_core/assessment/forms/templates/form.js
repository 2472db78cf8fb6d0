"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = JSON.parse(byId("form-data").textContent);
  const key = ["compacts", form.head.partnership, form.head.round, form.head.invitee, form.head.asked].join("/");
  const largest = 8 * 1024 * 1024;
  const fields = new Map([...document.querySelectorAll(".item")].map((one) => [one.dataset.item, one]));
  const boxes = new Map(
    [...document.querySelectorAll(".comment")].map((one) => [place(one.dataset), one]),
  );
  const another = byId("another"); // not there where only one organisation is asked
  const which = byId("filled-in-by");
  const answers = new Map();
  const comments = new Map();
  let out = ""; // the latest moment that stands in a file
  let unsaved = false;
  let kept = true;
  let here = null; // the item where somebody last was

  function place(comment) {
    return `${comment.section} ${comment.box}`;
  }

  function say(text) {
    if (byId("status").textContent !== text) byId("status").textContent = text;
  }

  // What has to be known as long as it is so.
  function standing() {
    if (!kept) return "This browser keeps nothing. Save the answers file before you leave this page.";
    return unsaved && out ? "The file that you saved is older than your answers here. Save it again." : "";
  }

  // A change is later than what it replaces, if that stands in a file: even within the same second, and even if it
  // was made on a device whose clock is ahead.
  function moment(previous) {
    const now = inSeconds(Date.now());
    const before = previous ? previous.given : "";
    if (now > before) return now;
    return before > out ? before : inSeconds(Date.parse(before) + 1000);
  }

  function inSeconds(time) {
    return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
  }

  function isMoment(given) {
    return /^[1-8]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(given) && !Number.isNaN(Date.parse(given));
  }

  // What is said now stands in a file.
  function noteOut() {
    for (const one of [...answers.values(), ...comments.values()]) if (one.given > out) out = one.given;
  }

  function checked(name) {
    const one = document.querySelector(`input[name="${name}"]:checked`);
    return one ? one.value : null;
  }

  function check(name, value) {
    for (const one of document.getElementsByName(name)) one.checked = one.value === value;
  }

  // From the page to the answers

  function readAnswer(field) {
    const item = field.dataset.item;
    const value = checked(field.id);
    const before = answers.get(item);
    if (value === null || (value === "" && !before)) return;
    const answer = { item, says: value, given: moment(before) };
    if (value === "") answer.says = "taken back";
    if (/^\d+$/.test(value)) Object.assign(answer, { says: "point", point: Number(value) });
    if (value === "not applicable") answer.reason = reasonIn(field);
    const missing = [...field.querySelectorAll(".parts :checked")].map((one) => Number(one.value));
    if (missing.length && takesParts(answer)) answer.missing = missing;
    answers.set(item, answer);
  }

  function reasonIn(field) {
    return checked(`${field.id}-reason`) || byName(`${field.id}-own`).value.trim();
  }

  function byName(name) {
    return document.getElementsByName(name)[0];
  }

  function takesParts(answer) {
    return answer.says === "point" || answer.says === "don't know";
  }

  function readComment(box) {
    const { section, box: which } = box.dataset;
    const area = box.querySelector("textarea");
    const before = comments.get(place(box.dataset));
    if (!area.value && !before) return;
    comments.set(place(box.dataset), {
      section, box: which, text: area.value, use: checked(`${area.id}-use`), given: moment(before),
    });
  }

  // From the answers to the page

  function showAnswer(field) {
    const answer = answers.get(field.dataset.item);
    if (answer) {
      const values = { "point": String(answer.point), "taken back": "" };
      check(field.id, values[answer.says] ?? answer.says);
      for (const one of field.querySelectorAll(".parts input")) {
        one.checked = (answer.missing || []).includes(Number(one.value));
      }
      if (answer.reason) showReason(field, answer.reason);
    }
    unfold(field);
  }

  function showReason(field, reason) {
    const ready = [...document.getElementsByName(`${field.id}-reason`)].some((one) => one.value === reason);
    check(`${field.id}-reason`, ready ? reason : "");
    if (!ready) byName(`${field.id}-own`).value = reason;
  }

  function unfold(field) {
    const answer = answers.get(field.dataset.item);
    const parts = field.querySelector(".parts");
    field.querySelector(".reasons").hidden = !answer || answer.says !== "not applicable";
    field.querySelector(".own").hidden = checked(`${field.id}-reason`) !== "";
    if (parts) parts.disabled = !answer || !takesParts(answer);
    field.classList.toggle("done", Boolean(answer) && answer.says !== "taken back");
  }

  function showComment(box) {
    const comment = comments.get(place(box.dataset));
    if (!comment) return;
    const area = box.querySelector("textarea");
    if (area.value !== comment.text) area.value = comment.text;
    check(`${area.id}-use`, comment.use);
  }

  function isOpen(field) {
    const answer = answers.get(field.dataset.item);
    return !answer || answer.says === "taken back";
  }

  function openItems() {
    return [...fields.values()].filter(isOpen);
  }

  function showCount() {
    const left = openItems();
    const done = fields.size - left.length;
    byId("count").textContent = `${done} of ${fields.size} answered`;
    byId("progress").value = done;
    byId("next").firstChild.data = left.length ? `${left.length} open` : "None open";
    byId("next").lastChild.textContent = left.length ? ": go to the next" : ": go to the end";
    byId("next").href = left.length ? `#${left[0].id}` : "#sending";
    byId("left").textContent = left.length
      ? `Still open: ${left.length} of ${fields.size}. You can save and send all the same.`
      : "Every item is answered.";
    byId("left-list").replaceChildren(...left.map((field) => listed(field, field)));
  }

  // A line that leads to something.
  function listed(field, to) {
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.dir = "auto";
    link.textContent = field.querySelector("h3").textContent;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(to);
    });
    const line = document.createElement("li");
    line.append(link);
    return line;
  }

  function goTo(place) {
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  }

  // The next open item after the one where somebody last was, else the first; at last the end.
  function goOn() {
    const left = openItems();
    const after = (field) => here && here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = left.find(after) || left[0];
    goTo(next || byId("sending"));
    return next;
  }

  function showAll() {
    fields.forEach(showAnswer);
    boxes.forEach(showComment);
    showCount();
  }

  // What goes into files, and comes from them

  function file() {
    return {
      ...form.head,
      filled_in_by: another && another.checked ? which.value : "",
      answers: [...answers.values()],
      comments: [...comments.values()],
    };
  }

  // Of two versions the later one holds, and of two of one second that which is here, unless the other was written
  // after it. What a file leaves out is the default. Gives how many entries could not be used, and how many are older
  // than what is here.
  function merge(other, writtenAfter = false) {
    let useless = 0;
    let older = 0;
    const isLater = (given, before) => (writtenAfter ? given >= before : given > before);
    const take = (list, leftOut, usable, name, own) => {
      for (const said of Array.isArray(list) ? list : []) {
        const one = { ...leftOut, ...said };
        const here = own.get(name(one));
        if (!isMoment(one.given) || !usable(one)) useless += 1;
        else if (!here || isLater(one.given, here.given)) own.set(name(one), one);
        else if (one.given < here.given) older += 1;
      }
    };
    take(other.answers, {}, usableAnswer, (one) => one.item, answers);
    take(other.comments, { text: "", use: "facilitator only" }, usableComment, place, comments);
    return { useless, older };
  }

  function usableAnswer(one) {
    const field = fields.get(one.item);
    if (!field || !["point", "don't know", "not applicable", "taken back"].includes(one.says)) return false;
    if (one.says === "point" && !(Number.isInteger(one.point) && one.point >= 1 && one.point <= form.points)) {
      return false;
    }
    const parts = field.querySelectorAll(".parts input").length;
    const missing = one.missing ?? [];
    return (
      typeof (one.reason ?? "") === "string" &&
      Array.isArray(missing) &&
      missing.every((part) => Number.isInteger(part) && part >= 1 && part <= parts)
    );
  }

  function usableComment(one) {
    return boxes.has(place(one)) && typeof one.text === "string" && ["may be quoted", "facilitator only"].includes(one.use);
  }

  // What the browser keeps; nothing when that cannot be read.
  function stored() {
    const text = localStorage.getItem(key);
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  function keep() {
    try {
      const before = stored();
      if (before) merge(before);
      localStorage.setItem(key, JSON.stringify({ ...file(), unsaved, out }));
    } catch {
      kept = false;
      say(standing());
    }
  }

  function restore() {
    try {
      const before = stored();
      if (!before) {
        localStorage.setItem(`${key}/test`, "");
        localStorage.removeItem(`${key}/test`);
        return;
      }
      merge(before);
      showWho(before.filled_in_by);
      unsaved = Boolean(before.unsaved);
      if (isMoment(before.out)) out = before.out;
    } catch {
      kept = false;
      say(standing());
    }
  }

  // Whoever comes back goes on at the first open item.
  function welcome() {
    if (!answers.size && !comments.size) return;
    const next = goOn();
    const where = next ? `You go on at item ${next.dataset.number}.` : "Every item is answered.";
    say(`Your answers of last time are here again. ${where} ${standing()}`.trim());
  }

  function showWho(id) {
    if (!another || ![...which.options].some((one) => one.value === id)) return;
    another.checked = id !== "";
    which.value = id;
    byId("another-which").hidden = !another.checked;
  }

  async function load(input) {
    const told = byId("loaded");
    const [chosen] = input.files;
    if (!chosen) return;
    try {
      if (chosen.size > largest) throw Error("It is too large for an answers file.");
      const loaded = parsed(await chosen.text());
      const before = answers.size + comments.size;
      const { useless, older } = merge(loaded);
      showWho(loaded.filled_in_by);
      unsaved = unsaved || before > 0;
      noteOut();
      keep();
      showAll();
      const verbs = older === 1 ? ["was", "stays"] : ["were", "stay"];
      const old = older ? ` ${older} of them ${verbs[0]} older than yours here, which ${verbs[1]}.` : "";
      const lost = useless ? ` ${useless} entries in it could not be used.` : "";
      told.textContent = `The answers in ${chosen.name} are here now; where both had one, the later holds.${old}${lost}`;
    } catch (error) {
      told.textContent = `${chosen.name} was not used. ${error.message}`;
    }
    input.value = "";
  }

  function parsed(text) {
    const told = {
      partnership: "It belongs to another partnership.",
      round: "It belongs to another round.",
      invitee: "It has another person's code.",
      code: "It is about another code of practice.",
      asked: "It belongs to a form that asked in other words.",
    };
    let loaded = null;
    try {
      loaded = JSON.parse(text);
    } catch {
      throw Error("It is not an answers file.");
    }
    if (!loaded || loaded.format !== form.head.format) throw Error("It is not an answers file.");
    for (const [name, message] of Object.entries(told)) {
      if (loaded[name] !== form.head[name]) throw Error(message);
    }
    return loaded;
  }

  // Saving

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

  function empty() {
    answers.clear();
    comments.clear();
    unsaved = false;
    byId("answers").reset();
    showErrors([]);
    byId("text").value = "";
    byId("copy").hidden = true;
    showAll();
  }

  function forget() {
    if (!confirm("Remove all your answers from this browser? A saved answers file stays where it is.")) return;
    try {
      localStorage.removeItem(key);
    } catch {
      kept = false;
    }
    empty();
    say("Your answers are no longer in this browser.");
  }

  function changed(event) {
    const field = event.target.closest(".item");
    const box = event.target.closest(".comment");
    if (field) readAnswer(field);
    if (box) readComment(box);
    unsaved = unsaved || answers.size + comments.size > 0;
    if (another) byId("another-which").hidden = !another.checked;
    keep();
    say(standing());
    if (field) unfold(field);
    showCount();
    if (byId("errors").hasChildNodes()) showErrors(lackingReason());
  }

  // What has the focus must not end up under the bar; where it would take too much of the screen, it does not stay.
  function clearOfBar() {
    const bar = byId("bar");
    bar.classList.toggle("tall", bar.offsetHeight > innerHeight / 3);
    const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.scrollPaddingBottom = `${height + 16}px`;
  }

  // The same words as at the top, one tap away from everywhere.
  function showWhoSees() {
    byId("who").showModal();
  }

  // On a small screen, what is told beside an item is folded, so that the answers stay in view; not on paper.
  function fold() {
    const open = !matchMedia("screen and (max-width: 40rem)").matches;
    for (const more of document.querySelectorAll(".more")) more.open = open;
  }

  byId("who").append(document.querySelector(".facts").cloneNode(true));
  new ResizeObserver(clearOfBar).observe(byId("bar"));
  addEventListener("resize", clearOfBar);
  fold();
  addEventListener("beforeprint", () => document.querySelectorAll(".more").forEach((more) => (more.open = true)));
  addEventListener("afterprint", fold);
  byId("answers").addEventListener("input", changed);
  byId("answers").addEventListener("focusin", (event) => (here = event.target.closest(".item") || here));
  byId("answers").addEventListener("submit", (event) => event.preventDefault());
  byId("load").addEventListener("change", (event) => load(event.target));
  byId("next").addEventListener("click", (event) => {
    event.preventDefault();
    goOn();
  });
  byId("save").addEventListener("click", () => {
    say(standing());
    goTo(byId("sending"));
  });
  byId("share").addEventListener("click", share);
  byId("share").hidden = !canShare();
  byId("who-sees").addEventListener("click", showWhoSees);
  byId("who-close").addEventListener("click", () => byId("who").close());
  byId("save-here").addEventListener("click", save);
  byId("forget").addEventListener("click", forget);
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    const now = stored(); // and not what the event brought: this window may have written since
    if (now) {
      merge(now, true);
      showAll();
    } else {
      empty();
    }
  });
  history.scrollRestoration = "manual"; // the form itself leads to where one goes on
  restore();
  showAll();
  welcome();
})();
