"""A terminal of a POSIX system: odd bytes do no harm, and it ends well after a hang-up or a signal."""

from __future__ import annotations

import os
import select
import signal
import termios
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO, Any, Protocol, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message

from compact_tui.host import BY_SIGNAL

ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""The signals that end the program."""
LARGEST = 2_000
"""Most lines or columns of a terminal: what says that it has more is no terminal."""
GRACE = 5.0
"""Seconds in which the app can save and leave before the program ends anyway."""
_LOOK = 0.1
"""Seconds between two looks at whether the app has left."""
_GIVE_BACK = b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000;1003;1015;1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Leaves the terminal as it was: no pasting marks, wrapped lines, no mouse, its own screen, a cursor."""


class Ending(Protocol):
    """The app, as its terminal knows it."""

    def end_by(self, number: int) -> None:
        """Save what is being typed, and leave because of a signal."""

    def crash(self, error: BaseException | None) -> None:
        """End because of an error."""


class Outlet:
    """What is painted on; a terminal that is gone takes nothing, and holds nobody up."""

    def __init__(self, stream: IO[str]) -> None:
        """Write to a stream."""
        self._stream = stream

    def write(self, text: str) -> None:
        """Write, as long as there is a terminal."""
        self._attempt(lambda: self._stream.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._attempt(self._stream.flush)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a stream has
        """All else is asked of the stream."""
        return getattr(self._stream, name)

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except OSError:  # what is left in the buffer goes to nowhere, or Python fails on it at the end
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), self._stream.fileno())


class PosixTerminal(LinuxDriver):
    """A terminal whose end, and whose odd bytes, do no harm."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - they are Textual's
        """Take the terminal that the program was started in."""
        super().__init__(*args, **options)
        self._file: Any = Outlet(self._file)
        self._parser = XTermParser(self._debug)

    def start_application_mode(self) -> None:
        """Take the terminal over, and watch for signals that end the program."""
        for number in ENDING:
            signal.signal(number, self._on_signal)
        for file in (self.fileno, self._file.fileno()):  # another program may have left the terminal without waiting
            os.set_blocking(file, True)
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gives it no types

    def close(self) -> None:
        """Give the signals back."""
        super().close()
        for number in ENDING:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    def run_input_thread(self) -> None:
        """Take in what is typed. Bytes that are no text in UTF-8, as of an old terminal, are ignored."""
        decoder = getincrementaldecoder("utf-8")("ignore")
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _LOOK)[0]:
                typed = self._read()
                if typed == b"":
                    self._end(signal.SIGHUP)
                    return
                self._take_in(partial(self._parser.feed, decoder.decode(typed or b"")))
            self._take_in(self._parser.tick)

    def _read(self) -> bytes | None:
        """What was typed; no byte when the terminal is gone, and None when another program was quicker to read."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _take_in(self, parse: Callable[[], Iterable[Message]]) -> None:
        """Hand on the keys in what was typed; sequences that make no sense are dropped."""
        try:
            events = list(parse())
        except Exception:  # noqa: BLE001 - a terminal can send anything
            self._parser = XTermParser(self._debug)
            return
        for event in events:
            if not (isinstance(event, Resize) and max(event.size) > LARGEST):
                self.process_message(event)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - the app ends because of it
            self._in_app(partial(self._ending.crash, error))

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del frame
        self._end(number)

    def _end(self, number: int) -> None:
        """Let the app save and leave. Where it cannot, as when a terminal takes nothing any more, end all the same."""
        watchdog = threading.Timer(GRACE, self._leave, [BY_SIGNAL + number])
        watchdog.daemon = True
        watchdog.start()
        self._in_app(partial(self._ending.end_by, number))

    @property
    def _ending(self) -> Ending:
        return cast("Ending", self._app)

    def _in_app(self, do: Callable[[], object]) -> None:
        """Do something in the thread of the app."""
        with suppress(RuntimeError):  # the app has left already
            self._loop.call_soon_threadsafe(do)

    def _leave(self, code: int) -> None:
        with suppress(termios.error, OSError):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            if select.select([], [self._file.fileno()], [], 0)[1]:
                os.write(self._file.fileno(), _GIVE_BACK)
        os._exit(code)
