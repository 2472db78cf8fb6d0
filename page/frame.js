// What is around the terminal: buttons, what is told, and what is shown in a window of its own.

const at = (name) => document.getElementById(name);

function say(text) {
  if (at("state").textContent === text) return;
  at("state").textContent = text;
  at("state").classList.toggle("wrong", text.startsWith("NOT SAVED"));
}

function trouble(text, ways) {
  const buttons = ways.map(([label, act]) => button(label, act));
  at("trouble").replaceChildren(text, ...buttons, button("Close", hideTrouble));
  at("trouble").hidden = false;
}

function hideTrouble() {
  at("trouble").hidden = true;
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.onclick = act;
  return made;
}

function show(title, ...parts) {
  at("dialog-title").textContent = title;
  at("dialog-text").replaceChildren(...parts);
  if (!at("dialog").open) at("dialog").showModal();
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
  show("Files", element("p", rows.length ? "Choose a file to download it." : "There are no files yet."), listOf(rows));
}

function showPages() {
  const [, forms] = session.files();
  const codes = session.codes().map(([id, title]) => [title, () => showCode(id, title)]);
  const none = "There are no forms in this folder yet. The program writes them: open an assessment and press f.";
  show("Plain pages and forms", element("h3", "Codes"), listOf(codes), element("h3", "Forms"),
    forms.length ? listOf(forms.map((path) => [session.readable(path), () => session.give(path)])) : element("p", none));
}

function showCode(id, title) {
  const page = document.createElement("div");
  page.innerHTML = session.code(id); // made by compacts_page/pages.py, in which no text is taken for a tag
  for (const link of page.querySelectorAll("a")) {
    link.onclick = (event) => { event.preventDefault(); follow(link.href); };
  }
  show(title, button("Back", showPages), page);
}

async function showRights() {
  show("About", element("p", "Compacts: codes of practice for equal partnerships. This page needs no network and asks for none."),
    element("pre", new TextDecoder().decode(await unpacked("licences"))));
}

async function takeFiles(files) {
  for (const file of files) {
    if (file.name.toLowerCase().endsWith(".zip")) {
      await useZip(file);
      continue;
    }
    const wrong = session.add_code(file.name, new Uint8Array(await file.arrayBuffer()));
    if (wrong) trouble(wrong, []);
    else startAnew(`${file.name} is among the codes now.`);
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
  at("download").onclick = () => { session.give_all(); sayIfAlone(); };
  at("files").onclick = showFiles;
  at("pages").onclick = showPages;
  at("about").onclick = showRights;
  at("close").onclick = () => at("dialog").close();
  at("dialog").onclose = () => terminal.focus();
  at("reader").onchange = async () => {
    terminal.options.screenReaderMode = at("reader").checked;
    await remember("reader", at("reader").checked);
    terminal.focus();
  };
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => takeDropped(event).catch((error) => trouble(reasonOf(error), [])));
  addEventListener("keydown", (event) => {
    if (event.key !== "F6" || at("dialog").open) return;
    event.preventDefault();
    if (at("terminal").contains(document.activeElement)) document.querySelector("nav button:not([hidden]):not(:disabled)").focus();
    else terminal.focus();
  });
  terminal.attachCustomKeyEventHandler((event) => event.key !== "F6");
}

function sayIfAlone() {
  if (session && !picked) sayAlone();
}
