// Brings what the program writes to disk, and what others write there to the program; and says how far that is.

const REST = 400; // milliseconds between two copies, and more where one takes long
let session; // the program, once it runs
let picked; // the folder on disk, if one is open
let copying = false;
let failed = "";
let soon = 0; // the timer of a copy that comes as soon as the program rests

// Something was written: "saved" is said again when it is on disk.
function written() {
  if (!picked) return;
  if (!failed) say("Saving …");
  if (!soon) soon = setTimeout(() => { soon = 0; copyOnce(); }, 0);
}

const nameOf = (handle) => session.readable(handle.name);

async function copyOnce() {
  if (!picked || copying || !session) return;
  copying = true;
  const begin = performance.now();
  try {
    const [taken, beside, lost] = await session.copy_both_ways();
    if (lost.length) {
      cannotCopy(lost);
    } else {
      if (failed) hideTrouble();
      failed = "";
      picked.trouble = undefined;
      if (!session.unsaved) say(`Saved in the folder ${picked.name}.${taken ? " Others have changed files there." : ""}`);
    }
    if (beside.length) {
      trouble(`Somebody else changed this at the same time: ${beside.join(", ")}. Their version holds. Yours was put beside it, with “copy from the page” in its name. Copy over what is missing, then remove it.`, []);
    }
  } catch (error) {
    cannotSave(picked.trouble ?? error);
  }
  copying = false;
  return performance.now() - begin;
}

async function endOfCopy() {
  while (copying) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function keepCopying() {
  for (;;) {
    const took = (await copyOnce()) ?? 0;
    await new Promise((resolve) => setTimeout(resolve, Math.max(REST, 4 * took)));
  }
}

// Some files cannot be read or written, while all others were copied.
function cannotCopy(paths) {
  const unsaved = session.unsaved;
  if (unsaved) say("NOT SAVED");
  const told = paths.join(", ");
  if (failed === told) return;
  failed = told;
  const why = picked.trouble ? ` ${plainly(picked.trouble)}` : " Another program may be using it, or there may be another file of that name.";
  if (unsaved) trouble(`This cannot be saved in the folder ${picked.name}: ${told}.${why} What you typed there is in this page only.`, [["Download all", () => session.give_all()]]);
  else trouble(`This cannot be read in the folder ${picked.name}: ${told}.${why} Everything else is here.`, []);
}

// Why the browser did not do something, in plain words where there are any.
const PLAINLY = {
  NoModificationAllowedError: "Another program or another tab is using it. Close it there.",
  NotAllowedError: "It may not be changed: it may be write-protected, or belong to somebody else.",
  NotReadableError: "It cannot be read: another program may be using it, or it belongs to somebody else.",
  QuotaExceededError: "The disk is full. Make room there.",
};
const plainly = (error) => PLAINLY[error.name] ?? reasonOf(error);

// The folder was moved, or may no longer be used. What was typed is still in memory, and can be had as a file.
function cannotSave(error) {
  const name = error.name;
  say("NOT SAVED");
  if (failed === name) return;
  failed = name;
  const ways = [["Download all", () => session.give_all()]];
  if (name === "NotAllowedError") {
    ways.unshift(["Allow it again", allowAgain]);
    trouble(`The browser no longer lets this page use the folder ${picked.name}. What you typed is in this page only.`, ways);
  } else if (name === "NotFoundError") {
    ways.unshift(["Open a folder", pickFolder]);
    trouble(`The folder ${picked.name} was moved, renamed or removed. What you typed is in this page only.`, ways);
  } else {
    trouble(`This cannot be saved in the folder ${picked.name}: ${plainly(error)} What you typed is in this page only.`, ways);
  }
}

async function allowAgain() {
  if ((await picked.handle.requestPermission({ mode: "readwrite" })) === "granted") await copyOnce();
}

async function pickFolder() {
  try {
    await useFolder(await showDirectoryPicker({ mode: "readwrite", id: "compacts" }));
  } catch (error) {
    if (error.name !== "AbortError") trouble(`The folder cannot be opened: ${reasonOf(error)}`, []);
  }
}

async function useFolder(handle) {
  if (!mayLeave()) return;
  if ((await handle.queryPermission({ mode: "readwrite" })) !== "granted") {
    if ((await handle.requestPermission({ mode: "readwrite" })) !== "granted") {
      trouble(`The browser was not allowed to use the folder ${nameOf(handle)}. Open it again and allow it.`, []);
      return;
    }
  }
  say(`Opening the folder ${nameOf(handle)} …`);
  await endOfCopy();
  copying = true;
  const folder = new PickedFolder(handle);
  try {
    await session.open_folder(handle.name, folder);
    picked = folder;
    failed = "";
    hideTrouble();
    say(`Opened the folder ${nameOf(handle)}.`);
    const large = session.left_out;
    if (large.length) trouble(`Too large for this page: ${large.join(", ")}. This stays in the folder as it is, and cannot be used here.`, []);
    await remember("folders", await lastFolders(handle));
    await offerLastFolder();
  } catch (error) {
    trouble(`The folder ${nameOf(handle)} cannot be opened: ${plainly(folder.trouble ?? error)}`, []);
  }
  copying = false;
  terminal.focus();
}

// The folders that were open last, the newest first; each once.
async function lastFolders(newest) {
  const others = [];
  for (const handle of await foldersBefore()) {
    if (!(await handle.isSameEntry(newest))) others.push(handle);
  }
  return [newest, ...others].slice(0, 5);
}

async function foldersBefore() {
  const kept = await remembered("folders");
  return (Array.isArray(kept) ? kept : []).filter((handle) => handle?.kind === "directory" && handle.isSameEntry);
}

async function offerLastFolder() {
  const last = (await foldersBefore())[0];
  const button = document.getElementById("again");
  button.hidden = !last || Boolean(picked);
  if (last) {
    button.textContent = `Open ${nameOf(last)} again`;
    button.onclick = () => useFolder(last);
  }
}

async function useZip(file) {
  if (!mayLeave()) return;
  const data = new Uint8Array(await file.arrayBuffer());
  await endOfCopy(); // it would go on with a folder that is no longer open
  const wrong = session.open_zip(file.name, data);
  if (wrong) {
    trouble(wrong, []);
    return;
  }
  picked = undefined;
  hideTrouble();
  sayAlone();
  terminal.focus();
}

const mayLeave = () =>
  !session.unsaved || confirm("Some files are in this page only. Go on without them? Choose “Download all” first to keep them.");

// Without a folder on disk, files are in this page until they are downloaded.
function sayAlone() {
  const unsaved = session.unsaved;
  const why = window.showDirectoryPicker ? "No folder is open. Choose “Open a folder” to work with files on your disk." : "This browser gives pages no folders: “Open a zip file” brings files in, “Download all” takes them out.";
  say(unsaved ? `NOT SAVED: ${unsaved} ${unsaved === 1 ? "file is" : "files are"} in this page only. Choose “Download all”.` : why);
}

const reasonOf = (error) => `${error.message ?? error}`.trim().split("\n").at(-1).replace(/^pyodide\.ffi\.JsException: /, "");

addEventListener("beforeunload", (event) => {
  if (session?.unsaved) event.preventDefault();
});
