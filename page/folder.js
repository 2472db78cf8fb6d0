// A folder on disk, as the browser gives it: looked at, read and written. compacts_page/copying.py decides what is copied.

const MOST_FILES = 5000;
const TAB = `.page-${Math.random().toString(36).slice(2, 10)}.tmp`; // behind the names of files that this tab is writing
const LEFT = 2000; // milliseconds after which such a file of another tab was left by one that was closed
const PASSING = [".tmp", ".crswap"]; // files that are only there while something is written

class PickedFolder {
  constructor(handle) {
    this.handle = handle;
    this.name = nameOf(handle);
    this.waiting = new Map(); // since when this waits for files of other tabs
  }

  // What one look tells of each file, by its path. Paths of folders end in a slash.
  async look() {
    const found = {};
    const waiting = [["", this.handle]];
    let missing = false;
    while (waiting.length) {
      const [path, folder] = waiting.pop();
      const files = [];
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") {
          found[`${path}${name}/`] = "folder";
          waiting.push([`${path}${name}/`, entry]);
        } else if (!PASSING.some((ending) => name.endsWith(ending))) {
          files.push(this.seen(entry).then((key) => { if (key) found[path + name] = key; else missing = true; }));
        }
      }
      await Promise.all(files);
      if (Object.keys(found).length > MOST_FILES) {
        throw new Error(`This folder holds more than ${MOST_FILES} files. Open the folder of the assessments only.`);
      }
    }
    // Files that went meanwhile were removed, or the whole folder was moved: then they are not to be removed here.
    if (missing && !(await this.isThere())) throw new DOMException("it is gone", "NotFoundError");
    return found;
  }

  // What a file holds; nothing while somebody else is writing or removing it.
  async read(path) {
    try {
      const file = await (await this.fileHandle(path)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      if (["NotFoundError", "NotReadableError"].includes(error.name) && (await this.isThere())) return undefined;
      throw error;
    }
  }

  // Write a file, or make a folder, if a look tells what is expected. Gives what it tells then, or nothing.
  async write(path, data, expected) {
    if (path.endsWith("/")) {
      await this.folderOf(path, true);
      return "folder";
    }
    const folder = await this.folderOf(path, true);
    const name = path.split("/").at(-1);
    if ((await this.seenIn(folder, name)) !== expected) return "";
    const spare = await folder.getFileHandle(name + TAB, { create: true });
    try {
      const writing = await spare.createWritable();
      await writing.write(data);
      await writing.close();
      const made = await this.seen(spare);
      if (await this.othersWrite(folder, name)) return "";
      // It takes the place of the file whole and at once, so this is the last moment to look.
      if ((await this.seenIn(folder, name)) !== expected) return "";
      const fault = await spare.move(name).then(() => "", (error) => error.name);
      if (!fault) return made;
      if (fault === "NoModificationAllowedError") return ""; // another tab uses it at this moment
      if (fault !== "NotFoundError") return await this.writeInPlace(folder, name, data, expected);
      if (await this.isThere()) return ""; // others took the new one for one that was left
      throw new DOMException("it is gone", fault);
    } finally {
      await folder.removeEntry(name + TAB).catch(() => {});
    }
  }

  // The same where the browser does not let a page move files, as with some new ones: these are empty for a moment.
  async writeInPlace(folder, name, data, expected) {
    const handle = await folder.getFileHandle(name, { create: true });
    const before = await this.seen(handle);
    if (expected ? before !== expected : !before.endsWith("-0")) return "";
    const writing = await handle.createWritable();
    try {
      await writing.write(data);
      if ((await this.seen(handle)) !== before) {
        await writing.abort();
        return "";
      }
      await writing.close();
    } catch (error) {
      if (!expected && (await this.seen(handle)) === before) await folder.removeEntry(name).catch(() => {});
      throw error;
    }
    const made = await handle.getFile();
    const there = new Uint8Array(await made.arrayBuffer());
    const isOurs = there.length === data.length && there.every((byte, place) => byte === data[place]);
    return isOurs ? `${made.lastModified}-${made.size}` : "";
  }

  // Whether another tab or computer is about to write this file. Of two that begin at once at least one sees the other.
  async othersWrite(folder, name) {
    for await (const other of folder.keys()) {
      if (!other.startsWith(`${name}.page-`) || !other.endsWith(".tmp") || other === name + TAB) continue;
      const since = this.waiting.get(other) ?? performance.now();
      this.waiting.set(other, since);
      if (performance.now() - since > LEFT) {
        await folder.removeEntry(other).catch(() => {});
      } else {
        await new Promise((resolve) => setTimeout(resolve, 100 * Math.random())); // so that both do not begin at once again
        return true;
      }
    }
    return false;
  }

  // Remove a file or an empty folder, if it is still the same. Gives whether that was done.
  async remove(path, expected) {
    const parts = path.split("/").filter(Boolean);
    let folder;
    try {
      folder = await this.folderOf(parts.join("/"), false);
    } catch (error) {
      if (error.name === "NotFoundError" && (await this.isThere())) return true;
      throw error;
    }
    const name = parts.at(-1);
    if (!path.endsWith("/") && (await this.seenIn(folder, name)) !== expected) return false;
    try {
      await folder.removeEntry(name);
    } catch (error) {
      if (error.name === "InvalidModificationError") return true; // others have put something into the folder
      if (error.name !== "NotFoundError") throw error;
    }
    return true;
  }

  async isThere() {
    try {
      await this.handle.entries().next();
      return true;
    } catch {
      return false;
    }
  }

  async seenIn(folder, name) {
    try {
      return await this.seen(await folder.getFileHandle(name));
    } catch (error) {
      if (error.name === "NotFoundError") return "";
      throw error;
    }
  }

  async seen(handle) {
    try {
      const file = await handle.getFile();
      return `${file.lastModified}-${file.size}`;
    } catch (error) {
      if (error.name === "NotFoundError") return ""; // it was removed while we looked
      throw error;
    }
  }

  async fileHandle(path) {
    return (await this.folderOf(path, false)).getFileHandle(path.split("/").at(-1));
  }

  async folderOf(path, create) {
    let folder = this.handle;
    for (const name of path.split("/").slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create });
    return folder;
  }
}

// Python hands an error of the browser on without its words, and does not know each kind: a full disk let it wait for
// ever. So the error is noted here on its way, and Python gets a plain one.
for (const name of ["look", "read", "write", "remove"]) {
  const plain = PickedFolder.prototype[name];
  PickedFolder.prototype[name] = async function (...given) {
    try {
      return await plain.apply(this, given);
    } catch (error) {
      this.trouble = error;
      throw new Error(error.message);
    }
  };
}
