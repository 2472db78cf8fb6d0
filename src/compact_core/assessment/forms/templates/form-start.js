// What the form does when something is typed or pressed, and what it begins with.

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
  say(warning());
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
  say(warning());
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
