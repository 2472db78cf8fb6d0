"""The terminal of the page, as Textual drives it: xterm.js paints what is written here, and gives the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_TICK = 0.05
"""Seconds after which a lone escape is known to be one."""
_BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?2004h"
"""Another screen, no cursor, the mouse in all its ways, and pasted text marked as such."""
_END = "\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?1000l\x1b[?25h\x1b[?1049l"


class PageDriver(Driver):
    """Writes to the page, and takes in what is typed there."""

    paint: ClassVar[Callable[[str], None]]
    """Shows what was written in the page's terminal."""
    follow: ClassVar[Callable[[str], None]]
    """Opens an address, or gives a file away."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Drive the one terminal of the page."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._parser = XTermParser(debug)
        self._written: list[str] = []
        self._ticking: asyncio.Task[None] | None = None

    @property
    def is_web(self) -> bool:
        """It is in a browser."""
        return True

    def write(self, data: str) -> None:
        """Note what is to be painted."""
        self._written.append(data)

    def flush(self) -> None:
        """Paint what was written."""
        if self._written:
            data = "".join(self._written)
            self._written.clear()
            type(self).paint(data)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self.write(_BEGIN)
        self.flush()
        self.resize(*(self._size or (80, 24)))
        self._ticking = self._loop.create_task(self._tick())

    def disable_input(self) -> None:
        """Take no more keys."""
        if self._ticking:
            self._ticking.cancel()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        self.write(_END)
        self.flush()

    def send_message(self, message: Message) -> None:
        """Send a message to the app; here everything happens in one thread."""
        self._loop.create_task(self._app._post_message(message))  # noqa: SLF001 - as Textual's own drivers do

    def feed(self, data: str) -> None:
        """Take in what was typed, or done with the mouse."""
        for message in self._parser.feed(data):
            self.process_message(message)

    def resize(self, columns: int, lines: int) -> None:
        """Tell the app how large the terminal is now."""
        self._size = (columns, lines)
        size = Size(columns, lines)
        self.send_message(Resize(size, size))

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - as Textual has it
        """Open an address in the browser; a file of the folder is given away as a download."""
        type(self).follow(url)

    async def _tick(self) -> None:
        with suppress(asyncio.CancelledError):
            while True:
                await asyncio.sleep(_TICK)
                for message in self._parser.tick():
                    self.process_message(message)
                self.flush()
