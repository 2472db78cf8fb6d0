// What is answered: from the page to the answers, and from the answers to the page.

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

// What to do about answers that are saved nowhere, or in an older version.
function warning() {
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
  const before = field.querySelector(".before"); // what was said of other words is shown once these are answered
  if (before) before.hidden = !answer || answer.says === "taken back";
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

function showAll() {
  fields.forEach(showAnswer);
  boxes.forEach(showComment);
  showCount();
}
