// What is around the terminal: buttons, what is told, and what is shown in a window of its own.

const at = (name) => document.getElementById(name);

function say(text) {
  if (at("state").textContent === text) return;
  at("state").textContent = text;
  at("state").classList.toggle("wrong", text.startsWith("NOT SAVED"));
}

function trouble(text, ways) {
  const buttons = document.createElement("p");
  const close = button("Close", hideTrouble);
  buttons.append(...ways.map(([label, act]) => button(label, act)), close);
  keepFocus();
  at("trouble").replaceChildren(text, buttons);
  at("trouble").hidden = false;
}

function hideTrouble() {
  keepFocus();
  at("trouble").hidden = true;
}

// Whoever has just used a button of what goes types on in the program.
function keepFocus() {
  if (at("trouble").contains(document.activeElement)) terminal.focus();
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.onclick = act;
  return made;
}

function show(title, parts, back) {
  at("dialog-title").textContent = title;
  at("dialog-text").replaceChildren(...parts);
  at("back").hidden = !back;
  at("back").onclick = back;
  if (!at("dialog").open) {
    terminal.focus(); // the browser leads back to it at once when the window is closed, so that no key is lost
    at("dialog").showModal();
  }
  at("dialog-text").scrollTop = 0;
  at("dialog-text").focus();
}

function element(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

function listOf(rows) {
  const list = document.createElement("ul");
  list.className = "choices";
  for (const [text, act] of rows) {
    const row = document.createElement("li");
    row.append(button(text, act));
    list.append(row);
  }
  return list;
}

function showFiles() {
  const [files] = session.files();
  const rows = files.map((path) => [session.readable(path), () => session.give(path)]);
  const told = rows.length ? "Choose a file to download it." : "There are no files yet.";
  show("Files", [element("p", told), listOf(rows)]);
}

function showPages() {
  const [, forms] = session.files();
  const codes = session.codes().map(([id, title]) => [title, () => showCode(id, title)]);
  const none = "There are no forms in this folder yet. The program writes them: open an assessment and press f.";
  const rows = forms.map((path) => [session.readable(path), () => session.give(path)]);
  show("Plain pages and forms", [element("h3", "Codes"), listOf([...codes, ["Add a code from a TOML file", pickZip]]), element("h3", "Forms"),
    rows.length ? element("p", "Choose a form to download it.") : element("p", none), listOf(rows)]);
}

function showCode(id, title) {
  const page = document.createElement("div");
  page.innerHTML = session.code(id); // made by compacts_page/pages.py, in which no text is taken for a tag
  for (const link of page.querySelectorAll("a")) {
    link.onclick = (event) => { event.preventDefault(); follow(link.href); };
  }
  page.querySelector("h1")?.remove(); // the window has the title
  for (const heading of page.querySelectorAll("h2, h3, h4, h5")) {
    const lower = document.createElement(`h${Number(heading.localName[1]) + 1}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  show(title, [page], showPages);
}

// What is inside, and the whole licence of each part.
async function showRights() {
  const [about, parts] = JSON.parse(new TextDecoder().decode(await unpacked("rights")));
  const licences = parts.map(([name, text]) => {
    const part = document.createElement("details");
    part.append(element("summary", name), element("pre", text));
    return part;
  });
  show("About", [...about.map((text) => element("p", text)), element("h3", "What is inside, and its licences"), ...licences]);
}

// Codes that are dropped together are looked at together: one may tell how another came about.
async function takeFiles(files) {
  const codes = [];
  for (const file of files) {
    const data = new Uint8Array(await file.arrayBuffer());
    if (file.name.toLowerCase().endsWith(".zip")) await useZip(file);
    else codes.push([file.name, data]);
  }
  if (!codes.length) return;
  const [taken, wrong] = session.add_codes(codes, (question) => confirm(question));
  if (wrong) trouble(wrong, []);
  if (taken) {
    hideTrouble();
    startAnew(`Among the codes now: ${codes.map(([name]) => session.readable(name)).join(", ")}.`);
  }
}

async function takeDropped(event) {
  event.preventDefault();
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  const files = items.map((item) => item.getAsFile());
  const handles = await Promise.all(items.map((item) => item.getAsFileSystemHandle?.()));
  const folder = handles.find((handle) => handle?.kind === "directory");
  if (folder) await useFolder(folder);
  else await takeFiles(files.filter(Boolean));
}

const pickZip = () => at("chosen").click();
const pick = () => (window.showDirectoryPicker ? pickFolder() : pickZip());

function makeFrame() {
  at("open").onclick = pickFolder;
  at("open").hidden = !window.showDirectoryPicker;
  at("unpack").onclick = pickZip;
  at("chosen").onchange = async () => { await takeFiles(at("chosen").files); at("chosen").value = ""; };
  at("download").onclick = downloadAll;
  at("files").onclick = showFiles;
  at("pages").onclick = showPages;
  at("about").onclick = showRights;
  at("close").onclick = () => at("dialog").close();
  at("reader").onchange = async () => {
    terminal.options.screenReaderMode = at("reader").checked;
    terminal.focus(); // before the browser remembers it, which takes a moment: a key pressed now is for the terminal
    await remember("reader", at("reader").checked);
  };
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => takeDropped(event).catch((error) => trouble(reasonOf(error), [])));
  addEventListener("keydown", (event) => {
    if (event.key !== "F6" || at("dialog").open) return;
    event.preventDefault();
    if (at("terminal").contains(document.activeElement)) (last ?? document.querySelector("nav button:not([hidden])")).focus();
    else terminal.focus();
  });
  let last; // the button that was used last
  document.querySelector("nav").addEventListener("focusin", (event) => { last = event.target; });
  addEventListener("beforeprint", fillPaper);
  addEventListener("afterprint", () => at("paper").replaceChildren());
  terminal.attachCustomKeyEventHandler((event) => event.key !== "F6");
}

// What is printed: the window that is open, all of it, or else what stands in the terminal.
function fillPaper() {
  const [title, text] = [at("dialog-title"), at("dialog-text")].map((part) => part.cloneNode(true));
  for (const part of text.querySelectorAll("details")) part.open = true;
  const parts = at("dialog").open ? [title, ...text.childNodes] : [element("pre", linesOf(terminal).join("\n"))];
  at("paper").replaceChildren(...parts);
}

function downloadAll() {
  const [files] = session.files();
  if (files.length) session.give_all();
  else trouble("There are no files yet.", []);
  sayIfAlone();
}

// The frame has the colours of the program's theme, as compacts_page/colours.py gives them; also the next time, at once.
function dress(colours) {
  const style = document.documentElement.style;
  const names = ["ground", "text", "accent"];
  if (!names.every((name) => /^#[0-9a-f]{6}$/i.test(colours[name]))) return; // other pages on disk can write there too
  for (const name of names) style.setProperty(`--${name}`, colours[name]);
  style.colorScheme = colours.scheme;
  terminal.options.theme = { background: colours.ground, foreground: colours.text };
}

function sayIfAlone() {
  if (session && !picked) sayAlone();
}
