"""The interface in a real terminal: keys are typed into it, and what it paints is waited for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import terminals
from cli.running import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ENTER, TAB, ESCAPE, DOWN, RIGHT = "\r", "\t", "\x1b", "\x1b[B", "\x1b[C"
SAVE, REPORT, QUIT = "\x13", "\x05", "\x11"
_REST = 0.45
"""Seconds of rest; a cursor blinks more slowly."""
_STEERING = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|[()][A-Z0-9]|[P\]].*?(?:\x1b\\|\x07)|[=>78])", re.DOTALL)


class Terminal(terminals.Terminal):
    """The interface in a terminal of its own."""

    def __init__(
        self,
        folder: Path,
        home: Path,
        *args: str,
        size: tuple[int, int] = (24, 80),
        command: Sequence[str] = COMMAND,
    ) -> None:
        """Open the interface in a folder."""
        variables = environment(home)
        del variables["COMPACTS_PLUGINS"]  # the interface comes in as a plugin
        super().__init__([*command, "browse", *args], folder, variables, size)

    def types(self, *keys: str, until: str) -> None:
        """Type keys, and wait until a text is painted that was not there before."""
        self.raw = b""
        self.type("".join(keys))
        self.sees(until)

    def sees(self, text: str) -> None:
        """Wait until a text is painted."""
        self.wait(lambda: text in self.painted, repr(text))

    def rest(self) -> None:
        """Wait until nothing is painted for a while."""
        self.rests(_REST)

    def leaves(self) -> int:
        """Leave with ctrl+q; gives the exit code."""
        self.type(QUIT)
        return self.ends()

    @property
    def painted(self) -> str:
        """What was painted since keys were typed, without what steers the terminal."""
        return _STEERING.sub(b"", self.raw).decode("utf-8", "replace")
