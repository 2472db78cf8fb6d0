// What goes into files and into the browser, and comes from them.

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
    say(warning());
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
    say(warning());
  }
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
