// Starts the page: unpacks Python and the program, and runs it.

const HOME = "/home/compacts";
const times = { begin: performance.now() }; // when each stage was over, in milliseconds; for whoever measures
const reached = (stage) => { times[stage] ??= performance.now(); };
let terminal;

async function unpacked(name) {
  const data = at(`data-${name}`);
  const text = data.textContent;
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const address = (data, type) => URL.createObjectURL(new Blob([data], { type }));

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "none" : "full");

async function startPython() {
  const [library, program, asm, wasm] = await Promise.all(["library", "program", "asm", "wasm"].map(unpacked));
  reached("unpacked");
  // Pyodide fetches its parts; each of them is here already.
  const parts = { "pyodide.asm.wasm": address(wasm, "application/wasm") };
  const fetchOutside = window.fetch;
  window.fetch = (what, ...more) => fetchOutside(parts[String(what.url ?? what).split("/").at(-1)] ?? what, ...more);
  // Pyodide would run Python on a stack of its own, where it could wait in the middle of a function, which is needed
  // nowhere here. In one browser of a hundred Chromium looks through the stack now and then, beyond the end of that
  // one, and with it goes the tab.
  delete WebAssembly.Suspending;
  const { default: createPyodideModule } = await import(address(asm, "text/javascript"));
  const python = await loadPyodide({
    indexURL: "https://page.invalid/",
    lockFileContents: LOCK,
    stdLibURL: address(library, "application/zip"),
    createPyodideModule,
    env: { HOME, COMPACTS_HOME: HOME, TERM: "xterm-256color", COLORTERM: "truecolor", TEXTUAL_ANIMATIONS: motion() },
  });
  reached("python");
  python.unpackArchive(program, "zip", { extractDir: "/program" });
  python.runPython("import sys; sys.path.insert(0, '/program')");
  return python;
}

async function runProgram() {
  for (;;) {
    try {
      terminal.reset();
      await session.run();
      say("The program has ended. Press enter to start it again.");
    } catch (error) {
      console.error(error);
      trouble(`The program has ended because of a mistake in it: ${reasonOf(error)}`, session.unsaved ? [["Download all", () => session.give_all()]] : []);
      say("Press enter to start it again.");
    }
    if (!anew) await new Promise((resolve) => { wake = resolve; });
    anew = false;
    sayIfAlone();
  }
}

let wake; // goes on after the program has ended
let anew = false; // whether it was ended in order to start again

function startAnew(why) {
  say(why);
  anew = true;
  session.leave();
}

// Settings and codes are put into the browser as soon as they have changed.
async function keepSettings() {
  let before = session.kept_state();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = session.kept_state();
    if (now !== before) await remember("home", session.kept());
    before = now;
    sayIfAlone();
  }
}

async function start() {
  say("Starting …");
  terminal = makeTerminal(at("terminal"));
  terminal.write("\r\n  Compacts is starting. This takes some seconds.");
  makeFrame();
  const colours = await remembered("colours");
  if (colours instanceof Object) dress(colours);
  at("reader").checked = Boolean(await remembered("reader"));
  terminal.options.screenReaderMode = at("reader").checked;
  const python = await startPython();
  reached("program");
  const program = python.pyimport("compacts_page.session");
  program.mend();
  const kept = python.toPy((await remembered("home")) ?? {});
  program.restore(HOME, kept);
  reached("imported");
  const paint = (text) => { reached("painted"); terminal.write(text); };
  const look = (colours) => { dress(colours); remember("colours", colours); };
  session = program.Session({ paint, follow, give, written, pick, dress: look, usualTheme }, terminal.cols, terminal.rows);
  for (const wish of ["(prefers-color-scheme: light)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
    matchMedia(wish).addEventListener("change", () => session.prefer());
  }
  terminal.onData((keys) => (wake ? goOn(keys) : session.feed(keys)));
  terminal.onBinary((keys) => session.feed(keys));
  terminal.onResize(({ cols, rows }) => session.resize(cols, rows));
  terminal.focus();
  for (const name of ["open", "unpack", "download", "files", "pages"]) at(name).disabled = false;
  sayAlone();
  runProgram();
  keepCopying();
  keepSettings();
  await offerLastFolder();
  while (!session.ready) await new Promise((resolve) => setTimeout(resolve, 20));
  reached("ready");
}

function goOn(keys) {
  if (keys !== "\r") return;
  const go = wake;
  wake = undefined;
  go();
}

start().catch((error) => {
  console.error(error);
  say("The page cannot start here.");
  trouble(`The page cannot start in this browser: ${reasonOf(error)} Use a newer Chrome, Edge, Firefox or Safari.`, []);
});
