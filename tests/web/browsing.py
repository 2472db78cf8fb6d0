"""The page in a real browser: a folder on disk is dropped on it, keys are typed, and what is painted is waited for."""

from __future__ import annotations

import json
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, ViewportSize

import tui.terminal
from browser.watching import LOCAL, PATIENCE

NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Nothing but this machine has an address."""
SIZE: ViewportSize = {"width": 1280, "height": 760}
_WATCH = """() => {
  window.painted = "";
  const write = terminal.write.bind(terminal);
  terminal.write = (text, ...more) => { window.painted += text; return write(text, ...more); };
}"""
_TAKE = "() => { const taken = window.painted; window.painted = ''; return taken; }"
_LOOKS = 3
"""How often it is looked at least whether something was painted."""
_READ = """() => Array.from(
  { length: terminal.rows }, (_, line) => terminal.buffer.active.getLine(line).translateToString()
).join("\\n")"""
_STATE = "document.getElementById('state').textContent"
_TROUBLE = "document.getElementById('trouble').textContent"
_SETTLED = """async () => {
  if (copying) return false;
  await copyOnce();
  return !failed && !session.unsaved;  // a file that others write at the same time is tried again
}"""
_HOLD = "() => { if (copying) return false; return copying = true; }"


@contextmanager
def browser(
    play: Playwright,
    profile: Path,
    origin: str,
    folder: Path | None = None,
    **wishes: Any,  # noqa: ANN401 - as Playwright has them
) -> Iterator[BrowserContext]:
    """A browser without network, in which the page may write into a folder: nobody can answer its question here.

    What its user has told the system about pages, such as ``color_scheme``, holds in each of its tabs.
    """
    if folder:
        (profile / "Default").mkdir(parents=True)
        one = {"path": str(folder), "display-name": folder.name, "is-directory": True, "readable": True}
        chosen = {"last_modified": "13400000000000000", "setting": {"chosen-objects": [{**one, "writable": True}]}}
        allowed = {"last_modified": "13400000000000000", "setting": 1}
        places = [f"{origin},*", f"{origin}*,*", f"{origin},{origin}"]
        rules = {
            "file_system_access_chooser_data": dict.fromkeys(places, chosen),
            "file_system_access_extended_permission": dict.fromkeys(places, allowed),
        }
        preferences = {"profile": {"content_settings": {"exceptions": rules}}}
        (profile / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
    context = play.chromium.launch_persistent_context(
        str(profile),
        executable_path=shutil.which("chromium"),
        args=[NO_NETWORK],
        viewport=SIZE,
        accept_downloads=True,
        timeout=PATIENCE * 1000,
        **wishes,
    )
    context.set_default_timeout(PATIENCE * 1000)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def local_server(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that gives the files of a folder: its address, and what it is asked for."""
    asked: list[str] = []

    class Noting(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            asked.append(str(args[1]))

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Noting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


class Shown:
    """The page, whatever browser it is in: what it shows and says, what it asked for, and its errors."""

    asked: Sequence[str]
    errors: Sequence[str]

    def evaluate(self, script: str, value: object = None) -> Any:  # noqa: ANN401 - whatever it gives
        """What a script in the page gives; a function is called with the value."""
        raise NotImplementedError

    @property
    def address(self) -> str:
        """Where the page is."""
        raise NotImplementedError

    def press(self, *keys: str) -> None:
        """Press keys as a person does, named as the browser names them."""
        raise NotImplementedError

    @property
    def foreign(self) -> list[str]:
        """What it asked for beside itself and what it has made itself."""
        return [url for url in self.asked if not url.startswith(LOCAL) and url != self.address]

    def until(self, true: str, what: str) -> None:
        """Wait for what a script in the page tells; a string as condition would be against the page's own policy."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(true):
            if time.monotonic() > end:
                told = f"{self.state} {self.evaluate(_TROUBLE)} {self.errors} {self.shown}"
                raise AssertionError(f"waited {PATIENCE} seconds, and not yet {what}: {told}")
            time.sleep(0.05)

    @property
    def state(self) -> str:
        """What the line above the terminal says."""
        text: str = self.evaluate(_STATE)
        return text

    def says(self, text: str) -> None:
        """Wait until the line above the terminal begins with a text."""
        self.until(f"{_STATE}.startsWith({json.dumps(text)})", f"it says {text!r}")

    def warns(self, text: str) -> None:
        """Wait until what went wrong is told, in words that begin with a text."""
        self.until(f"{_TROUBLE}.startsWith({json.dumps(text)})", f"it is told {text!r}")

    def saves(self) -> None:
        """Wait until everything is said to be on disk."""
        self.until(f"{_STATE}.startsWith('Saved') && !session.unsaved", "all is saved")

    def settle(self) -> None:
        """Wait until everything is copied in both directions."""
        self.until(_SETTLED, "all is copied in both directions")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nothing be copied meanwhile: what both sides change is found by one and the same copy."""
        self.until(_HOLD, "no copy is under way")
        yield
        self.evaluate("() => { copying = false; }")

    @property
    def shown(self) -> str:
        """What stands in the terminal."""
        text: str = self.evaluate(_READ)
        return text

    def sees(self, *texts: str) -> None:
        """Wait until texts stand in the terminal."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.shown for text in texts):
            assert time.monotonic() < end, f"waited {PATIENCE} seconds for {texts}: {self.shown}"
            time.sleep(0.05)


class Visit(Shown):
    """The page in Chromium, opened and ready."""

    def __init__(self, context: BrowserContext, address: str, page: Page | None = None) -> None:
        """Open the page, in a tab of its own if one is given, and wait until its codes are there.

        A tab that Chromium itself ends while it loads is opened once more, and pytest tells of it at its end.
        """
        self._listen(page or context.pages[0])
        self.goes_to(address)

    def _listen(self, page: Page) -> None:
        asked, errors = list[str](), list[str]()
        self.page, self.asked, self.errors = page, asked, errors
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)

    def goes_to(self, address: str) -> None:
        """Open an address, the same one to load it anew, and wait until its codes are there."""
        try:
            self._load(address)
        except Error as error:
            if "crashed" not in str(error):
                raise
            warnings.warn(f"Chromium ended a tab while it loaded: {error.message}", stacklevel=2)
            crashed, page = self.page, self.page.context.new_page()
            crashed.close()
            self._listen(page)
            self._load(address)

    def _load(self, address: str) -> None:
        self.page.goto(address)
        self.begins()
        self.until("Boolean(session && session.ready)", "the codes are there")

    def begins(self) -> None:
        """Look at the page while Python is being unpacked: nothing is asked of it then, unless a test does."""

    def evaluate(self, script: str, value: object = None) -> Any:  # noqa: ANN401 - whatever it gives
        """What a script in the page gives; a function is called with the value."""
        return self.page.evaluate(script, value)

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.page.url

    def press(self, *keys: str) -> None:
        """Press keys as a person does, named as the browser names them."""
        for key in keys:
            self.page.keyboard.press(key)

    def types_on(self) -> None:
        """Wait until the program has the focus: the browser closes a window of the page first, and tells of it then."""
        self.focuses("xterm-helper-textarea")

    def focuses(self, name: str) -> None:
        """Wait until a part of the page has the focus."""
        found = "(document.activeElement.id || document.activeElement.className)"
        self.until(f"{found} === '{name}'", f"{name} has the focus")

    def drop(self, *paths: Path) -> None:
        """Drop a folder, or files, on the page."""
        session = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, "x": 400, "y": 400, "data": data})

    def open_folder(self, folder: Path) -> None:
        """Drop a folder, and wait until it is open."""
        self.drop(folder)
        self.until(f"Boolean(picked && picked.name === {json.dumps(folder.name)} && !copying)", "the folder is open")


class PageTerminal(tui.terminal.Terminal):
    """The terminal in the page, for whoever types into a terminal of the system."""

    def __init__(self, visit: Shown) -> None:
        """Watch what is painted from now on."""
        self.visit = visit
        self.raw = b""
        self.ended = False
        visit.evaluate(_WATCH)
        visit.evaluate("session.resize(terminal.cols, terminal.rows)")  # so that all is painted once more

    def type(self, keys: str) -> None:
        """Type keys."""
        self.visit.evaluate("keys => terminal.input(keys)", keys)

    def wait(self, done: Callable[[], bool], what: str, again: str = "") -> None:  # noqa: ARG002 - as every terminal
        """Take in what is painted until something is so, which has a name for the message when it never is."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"waited {PATIENCE} seconds, and not yet {what}: {self.visit.shown}"
            self._read(0.1)

    def shares(self) -> None:
        """Wait until all is copied in both directions."""
        self.visit.settle()

    def _read(self, seconds: float) -> bool:
        """Take in what is painted within some seconds; whether there was anything.

        It is looked three times at least: a page that is busy answers late, and paints only then.
        """
        end, looks = time.monotonic() + seconds, 0
        while looks < _LOOKS or time.monotonic() < end:
            if taken := str(self.visit.evaluate(_TAKE)):
                self.raw += taken.encode()
                return True
            time.sleep(0.01)
            looks += 1
        return False
