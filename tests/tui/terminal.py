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
_HEAVY, _LIGHT = "▌", "│"
"""The left edges of a field with and without the focus."""
_REST = 0.45
"""Seconds of rest; a cursor blinks more slowly."""
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
"""What stands around all that is painted at once, in terminals that say they know it."""
_STEERING = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|[()][A-Z0-9]|[P\]].*?(?:\x1b\\|\x07)|[=>78])", re.DOTALL)


class Terminal(terminals.Terminal):
    """The interface in a terminal of its own, in which nothing is seen before all that is painted at once is there."""

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
        self.wait(lambda: b"\x1b[?2026$p" in self.raw or self.ended, "the question what the terminal knows")
        self.type("\x1b[?2026;2$y")

    def types(self, *keys: str, until: str) -> None:
        """Type keys, and wait until something is painted anew: keys that are typed then find what it belongs to."""
        self._wait_for(keys, until)

    def goes_on(self, *keys: str) -> None:
        """Go to the next field, with tab unless other keys are named: one edge grows light, and then one heavy.

        A question can be painted more than once until its fields have their places, which looks the same: so this
        waits for rest too.
        """
        self._wait_for(keys or [TAB], _LIGHT, _HEAVY)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is painted for a while."""
        self.rests(_REST)

    def shares(self) -> None:
        """Wait until what the program wrote is on disk, and what others wrote is known to it: here it is at once."""

    def sees(self, *texts: str) -> None:
        """Wait until texts are painted."""
        self.wait(lambda: all(text in self.painted for text in texts), " and ".join(map(repr, texts)))

    def _wait_for(self, keys: Sequence[str], *texts: str) -> None:
        self.raw = b""
        self.type("".join(keys))
        self.sees(*texts)

    def leaves(self) -> int:
        """Leave with ctrl+q; gives the exit code."""
        self.type(QUIT)
        return self.ends()

    @property
    def painted(self) -> str:
        """What was painted since keys were typed, without what steers the terminal."""
        begin = self.raw.rfind(_BEGIN)
        whole = self.raw if self.ended or begin <= self.raw.rfind(_END) else self.raw[:begin]
        return _STEERING.sub(b"", whole).decode("utf-8", "replace")
