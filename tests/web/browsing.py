"""The page in a real browser: a folder on disk is dropped on it, keys are typed, and what is painted is waited for."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize

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
_READ = """() => Array.from(
  { length: terminal.rows }, (_, line) => terminal.buffer.active.getLine(line).translateToString()
).join("\\n")"""
_SETTLE = """async () => {
  while (copying) await new Promise((resolve) => setTimeout(resolve, 10));
  await copyOnce();
}"""


@contextmanager
def browser(play: Playwright, profile: Path, origin: str, folder: Path | None = None) -> Iterator[BrowserContext]:
    """A browser without network, in which the page may write into a folder: nobody can answer its question here."""
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
    )
    try:
        yield context
    finally:
        context.close()


class Visit:
    """The page, opened and ready; with what it asked the network for, and its errors."""

    def __init__(self, context: BrowserContext, address: str, page: Page | None = None) -> None:
        """Open the page, and wait until its codes are there; in a tab of its own if one is given."""
        self.asked: list[str] = []
        self.errors: list[str] = []
        context.set_default_timeout(PATIENCE * 1000)
        self.page = page or context.pages[0]
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.goto(address)
        self.until("Boolean(session && session.ready)", "the codes are there")

    @property
    def foreign(self) -> list[str]:
        """What it asked for beside itself and what it has made itself."""
        return [url for url in self.asked if not url.startswith(LOCAL) and url != self.page.url]

    def until(self, true: str, what: str) -> None:
        """Wait for what a script in the page tells; a string as condition would be against the page's own policy."""
        end = time.monotonic() + PATIENCE
        while not self.page.evaluate(true):
            told = f"{self.state} {self.page.locator('#trouble').text_content()} {self.errors}"
            assert time.monotonic() < end, f"waited {PATIENCE} seconds, and not yet {what}: {told}"
            time.sleep(0.05)

    @property
    def state(self) -> str:
        """What the line above the terminal says."""
        return self.page.locator("#state").text_content() or ""

    def drop(self, path: Path) -> None:
        """Drop a folder or file on the page."""
        session = self.page.context.new_cdp_session(self.page)
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, "x": 400, "y": 400, "data": data})

    def open_folder(self, folder: Path) -> None:
        """Drop a folder, and wait until it is open."""
        self.drop(folder)
        self.until(f"Boolean(picked && picked.name === {json.dumps(folder.name)} && !copying)", "the folder is open")

    def settle(self) -> None:
        """Wait until everything is copied in both directions."""
        self.page.evaluate(_SETTLE)

    @property
    def shown(self) -> str:
        """What stands in the terminal."""
        text: str = self.page.evaluate(_READ)
        return text

    def sees(self, *texts: str) -> None:
        """Wait until texts stand in the terminal."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.shown for text in texts):
            assert time.monotonic() < end, f"waited {PATIENCE} seconds for {texts}: {self.shown}"
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys as a person does, named as the browser names them."""
        for key in keys:
            self.page.keyboard.press(key)


class PageTerminal(tui.terminal.Terminal):
    """The terminal in the page, for whoever types into a terminal of the system."""

    def __init__(self, visit: Visit) -> None:
        """Watch what is painted from now on."""
        self.visit = visit
        self.raw = b""
        self.ended = False
        visit.page.evaluate(_WATCH)
        visit.page.evaluate("session.resize(terminal.cols, terminal.rows)")  # so that all is painted once more

    def type(self, keys: str) -> None:
        """Type keys."""
        self.visit.page.evaluate("keys => terminal.input(keys)", keys)

    def shares(self) -> None:
        """Wait until all is copied in both directions."""
        self.visit.settle()

    def _read(self, seconds: float) -> bool:
        """Take in what is painted within some seconds; whether there was anything."""
        end = time.monotonic() + seconds
        while True:
            taken: Any = self.visit.page.evaluate(_TAKE)
            self.raw += str(taken).encode()
            if taken or time.monotonic() > end:
                return bool(taken)
            time.sleep(0.01)
