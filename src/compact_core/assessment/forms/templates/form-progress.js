// What is open, and the way to it.

function isOpen(field) {
  const answer = answers.get(field.dataset.item);
  return answer ? answer.says === "taken back" : !("follows" in field.dataset);
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

// Whoever comes back goes on at the first open item.
function welcome() {
  if (!answers.size && !comments.size) return;
  const next = goOn();
  const where = next ? `You go on at item ${next.dataset.number}.` : "Every item is answered.";
  say(`Your answers of last time are here again. ${where} ${warning()}`.trim());
}
