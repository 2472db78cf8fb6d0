// What the page keeps in the browser between two visits: settings and codes, and the folders that were open last.
// Where the browser keeps nothing for a page, all goes on without it.

const STORE = "compacts";

function inStore(mode, ask) {
  return new Promise((resolve) => {
    let opening;
    try {
      opening = indexedDB.open(STORE, 1);
    } catch {
      resolve(undefined);
      return;
    }
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      const change = database.transaction("kept", mode);
      const asked = ask(change.objectStore("kept"));
      change.oncomplete = () => { database.close(); resolve(asked.result); };
      change.onabort = change.onerror = () => { database.close(); resolve(undefined); };
    };
  });
}

const remembered = (name) => inStore("readonly", (store) => store.get(name));
const remember = (name, value) => inStore("readwrite", (store) => store.put(value, name));
