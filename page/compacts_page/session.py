"""What the page asks of the program, and the program of the page. The page's scripts know this module alone."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from textual.events import ScreenResume

from compact_core.content.names import is_assessment
from compact_core.content.whole import writing_listeners
from compact_core.errors import CompactsError
from compact_core.library.opening import open_library
from compact_core.text import clean, readable
from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.home_screen import HomeScreen
from compact_tui.library.background_opening import Opening
from compacts_page import archives, pages
from compacts_page.app import PageApp
from compacts_page.codes import take_in
from compacts_page.copying import ChangedError, Copied, TwoWay, look
from compacts_page.driver import PageDriver

FOLDERS = "/folders"
"""Where folders are in memory."""
ALONE = "compacts"
"""The folder for what is made before any folder is opened."""
_NOT_KEPT = ("cache/", "state/assessments")
"""What the program remembers, and what the page does not keep for the next time: no folder is open then."""


class Page(Protocol):
    """What the program asks of the page."""

    def paint(self, data: str) -> None:
        """Show what was written in the terminal."""

    def follow(self, url: str) -> None:
        """Open an address in the browser."""

    def give(self, name: str, data: Any) -> None:  # noqa: ANN401 - a buffer of the browser
        """Give a file away as a download."""

    def pick(self) -> None:
        """Ask for a folder, or for a zip file where there are none."""

    def dress(self, colours: Any) -> None:  # noqa: ANN401 - an object of the browser
        """Give what stands around the terminal these colours."""

    def usualTheme(self) -> str:  # noqa: N802 - a function of the page
        """The theme where none was chosen."""

    def written(self) -> None:
        """Something was written in memory that is not on disk yet."""


class Session:
    """The program in the page, from its start until the page is closed."""

    def __init__(self, page: Page, columns: int, lines: int) -> None:
        """Prepare to run in a terminal of a size."""
        self._page = page
        self._size = columns, lines
        self._app: PageApp | None = None
        self._copying: TwoWay | None = None
        self._given: dict[str, str] = {}
        PageApp.pick = staticmethod(page.pick)
        PageApp.dress = staticmethod(lambda colours: page.dress(_js(colours)))
        PageDriver.paint = staticmethod(page.paint)
        PageDriver.follow = staticmethod(self._follow)
        self.folder = os.path.join(FOLDERS, ALONE)
        """The folder that is open, in memory."""
        os.makedirs(self.folder, exist_ok=True)
        os.chdir(self.folder)
        writing_listeners.append(self._written)

    async def run(self) -> None:
        """Run the interface until it ends."""
        self._app = PageApp(opening=Opening(partial(open_library, ())))
        self.prefer()
        await self._app.run_async(size=self._size)
        if mistake := self._app.mistake:
            raise mistake

    def prefer(self) -> None:
        """Use the theme that the browser is told to prefer, unless one was chosen."""
        if self._app:
            self._app.prefer(self._page.usualTheme())

    def feed(self, data: str) -> None:
        """Take in what was typed."""
        if self._app and self._app.terminal:
            self._app.terminal.feed(data)

    def resize(self, columns: int, lines: int) -> None:
        """Tell the program how large the terminal is now."""
        self._size = columns, lines
        if self._app and self._app.terminal:
            self._app.terminal.resize(columns, lines)

    @property
    def ready(self) -> bool:
        """Whether the codes are there."""
        return bool(self._app and self._app.is_running and self._app.library.entries)

    async def open_folder(self, name: str, disk: Any) -> None:  # noqa: ANN401 - an object of the page
        """Work on a folder on disk from now on; an assessment in it is opened."""
        folder = self._new(name)
        copying = TwoWay(folder, Disk(disk))
        await copying.copy()
        self._copying = copying
        self._enter(folder)

    def open_zip(self, name: str, data: Any) -> str:  # noqa: ANN401 - a buffer of the browser
        """Work on what a zip file holds; gives what is wrong with it, or nothing."""
        folder = self._new(os.path.splitext(name)[0])
        try:
            archives.unpack(data.to_bytes(), folder)
        except CompactsError as error:
            shutil.rmtree(folder)
            return str(error)
        inside = os.listdir(folder)
        if len(inside) == 1 and os.path.isdir(os.path.join(folder, inside[0])):  # a folder packed with its name
            folder = os.path.join(folder, inside[0])
        self._copying = None
        self._given = look(folder)
        self._enter(folder)
        return ""

    async def copy_both_ways(self) -> Any:  # noqa: ANN401 - an object of the browser
        """Copy both ways; gives whether others had changed something, what was put beside, what failed."""
        done = await self._copying.copy() if self._copying else Copied()
        if done.to_memory:
            self._show_news()
        return _js([bool(done.to_memory), [*map(readable, done.beside)], [*map(readable, done.failed)]])

    @property
    def left_out(self) -> Any:  # noqa: ANN401 - an object of the browser
        """The files of the folder on disk that are too large for a page."""
        return _js([*map(readable, self._copying.left_out)] if self._copying else [])

    @property
    def on_disk(self) -> bool:
        """Whether a folder on disk is open."""
        return self._copying is not None

    @property
    def unsaved(self) -> int:
        """How many files are in this page only."""
        if self._copying:
            return len(self._copying.unsaved())
        now = look(self.folder)
        return sum(now.get(path) != self._given.get(path) for path in {*now, *self._given} if not path.endswith("/"))

    def give_all(self) -> None:
        """Give the whole folder away as a zip file."""
        now = look(self.folder)
        self._page.give(f"{_plain(self.folder)}.zip", _js(archives.packed(self.folder)))
        if not self._copying:
            self._given = now

    def give(self, path: str) -> None:
        """Give one file of the folder away."""
        place = os.path.join(self.folder, path)
        if os.path.isdir(place):
            self._page.give(f"{_plain(place)}.zip", _js(archives.packed(place)))
            return
        with open(place, "rb") as file:
            self._page.give(_plain(place), _js(file.read()))

    def files(self) -> Any:  # noqa: ANN401 - an object of the browser
        """The files in the folder, and those of them that are forms."""
        return _js([pages.files_in(self.folder), pages.files_in(self.folder, forms=True)])

    def codes(self) -> Any:  # noqa: ANN401 - an object of the browser
        """The id and the name of each code."""
        return _js(pages.codes_in(self._app.library) if self._app else [])

    def code(self, identity: str) -> str:
        """A code as HTML."""
        return pages.code_as_html(self._app.library, identity) if self._app else ""

    def readable(self, name: str) -> str:
        """The name of a file or folder as it can be shown: it may hold signs that turn the line around."""
        return clean(name)

    def add_codes(self, files: Any, ask: Callable[[str], bool]) -> Any:  # noqa: ANN401 - objects of the browser
        """Take files in among the codes of the user; gives whether that was done, and what is wrong with them."""
        try:
            return _js([take_in({name: data.to_bytes() for name, data in files}, ask), ""])
        except CompactsError as error:
            return _js([False, str(error)])

    def leave(self) -> None:
        """End the interface, so that it can be started anew."""
        if self._app:
            self._app.exit()

    def kept(self) -> Any:  # noqa: ANN401 - an object of the browser
        """The files that are kept in the browser for the next time: settings and codes."""
        home = os.environ["COMPACTS_HOME"]
        paths = [path for path in look(home) if not path.startswith(_NOT_KEPT) and not path.endswith("/")]
        return _js({path: _content(os.path.join(home, path)) for path in paths})

    def kept_state(self) -> str:
        """Another text each time something of it has changed."""
        home = os.environ["COMPACTS_HOME"]
        return str(sorted((path, key) for path, key in look(home).items() if not path.startswith(_NOT_KEPT)))

    def _written(self, path: str) -> None:
        if path.startswith(f"{FOLDERS}/"):
            self._page.written()

    def _new(self, name: str) -> str:
        """A new folder in memory of that name."""
        number, wanted = 1, os.path.join(FOLDERS, clean(name).replace("/", "-") or ALONE)
        folder = wanted
        while os.path.exists(folder):
            number += 1
            folder = os.path.join(f"{FOLDERS}/{number}", os.path.basename(wanted))
        os.makedirs(folder)
        return folder

    def _enter(self, folder: str) -> None:
        """Show a folder: the assessment that it is, or those in it."""
        self.folder = folder
        os.chdir(folder)
        if not self._app:
            return
        with self._app._context():  # noqa: SLF001 - Textual has no other way for a call from outside
            self._app.action_home()
            inside = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
            assessments = [path for path in (folder, *inside) if is_assessment(path)]
            if len(assessments) == 1:
                self._app.open_assessment(assessments[0])
            else:
                self._show_news()

    def _show_news(self) -> None:
        """Let the screen read the folder again, where it shows what is in it."""
        if self._app and isinstance(self._app.screen, AssessmentScreen | HomeScreen):
            self._app.screen.post_message(ScreenResume())

    def _follow(self, url: str) -> None:
        """Open an address, or give the file away that it names."""
        if url.startswith("file://"):
            from urllib.parse import unquote

            self.give(os.path.relpath(unquote(url.removeprefix("file://")), self.folder))
        else:
            self._page.follow(url)


class Disk:
    """The folder on disk, as the page gives it (`folder.js`)."""

    def __init__(self, folder: Any) -> None:  # noqa: ANN401 - an object of the page
        """Take over what the page gave."""
        self._folder = folder

    async def look(self) -> Mapping[str, str]:
        """What one look tells of each file."""
        found: Mapping[str, str] = (await self._folder.look()).to_py()
        return found

    async def read(self, path: str) -> bytes:
        """What a file holds."""
        data = await self._folder.read(path)
        if data is None:
            raise ChangedError
        content: bytes = data.to_bytes()
        return content

    async def write(self, path: str, data: bytes, expected: str) -> str:
        """Write a file, or make a folder."""
        written = await self._folder.write(path, _js(data), expected)
        if not written:
            raise ChangedError
        return str(written)

    async def remove(self, path: str, expected: str) -> None:
        """Remove a file or an empty folder."""
        if not await self._folder.remove(path, expected):
            raise ChangedError


def restore(home: str, kept: Any) -> None:  # noqa: ANN401 - whatever the browser has kept, for other pages on disk too
    """Put back what was kept in the browser the last time; what leads elsewhere, or is no file, is left out."""
    for path, data in kept.items() if isinstance(kept, dict) else ():
        place = os.path.normpath(os.path.join(home, str(path)))
        if place.startswith(f"{home}/") and isinstance(data, bytes | memoryview):
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as file:
                file.write(data)


def _plain(path: str) -> str:
    """The name under which a file is given away: one that shows what it is."""
    return clean(os.path.basename(path)).replace("\n", " ").strip(" .") or "file"


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _js(value: object) -> Any:  # noqa: ANN401 - an object of the browser
    """A value as the page's scripts have it."""
    from js import Object  # type: ignore[import-not-found]
    from pyodide.ffi import to_js  # type: ignore[import-not-found]

    return to_js(value, dict_converter=Object.fromEntries)


def mend() -> None:
    """Make up for a fault of Pyodide 314: its event loop calls a function that Python 3.14 no longer has."""
    if not hasattr(asyncio.tasks, "_set_task_name"):

        def name(task: asyncio.Task[Any], title: str | None) -> None:
            if title is not None:
                task.set_name(title)

        asyncio.tasks._set_task_name = name  # type: ignore[attr-defined]  # noqa: SLF001 - that is where it is looked for
