// The terminal in the page.

const FONT = 15;
const SMALL_FONT = 11; // on a phone, so that more than 40 letters stand in a line

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// The theme that somebody would choose who has told the system how pages should look.
function usualTheme() {
  const wishes = (wish) => matchMedia(wish).matches;
  if (wishes("(prefers-contrast: more), (forced-colors: active)")) return "compacts-contrast";
  return wishes("(prefers-color-scheme: light)") ? "compacts-light" : "compacts-dark";
}

const linesOf = (terminal) =>
  Array.from({ length: terminal.rows }, (_, line) => terminal.buffer.active.getLine(line).translateToString(true));

function makeTerminal(place) {
  Terminal.strings.promptLabel = "Keys for the program";
  Terminal.strings.tooMuchOutput = "Much has changed. Read the lines of the program one by one. ";
  const terminal = new Terminal({
    cursorBlink: false,
    scrollback: 0,
    fontSize: innerWidth < 600 ? SMALL_FONT : FONT,
    fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
    theme: { background: colour("ground"), foreground: colour("text") },
    linkHandler: { activate: (_, address) => follow(address) },
  });
  const fit = new FitAddon.FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  terminal.parser.registerOscHandler(52, copyToClipboard);
  fit.fit();
  // The place changes with the window, and when something is told above it.
  new ResizeObserver(() => {
    terminal.options.fontSize = innerWidth < 600 ? SMALL_FONT : FONT;
    fit.fit();
  }).observe(place);
  return terminal;
}

// The program copies as a program in a terminal does: with a sequence that holds the text.
function copyToClipboard(sequence) {
  const packed = sequence.slice(sequence.indexOf(";") + 1);
  if (packed === "?") return true; // nothing in the clipboard is told to anybody
  const text = new TextDecoder().decode(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
  navigator.clipboard?.writeText(text).catch(() => copyBySelecting(text)) ?? copyBySelecting(text);
  return true;
}

function copyBySelecting(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

// Only the web and mail are opened, in a tab of their own that cannot reach back.
function follow(address) {
  if (/^(https?:\/\/|mailto:)/i.test(address)) open(address, "_blank", "noopener,noreferrer");
}

function give(name, data, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
