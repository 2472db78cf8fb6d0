"""A command of an assessment in a real terminal: what it shows, and keys for it."""

from __future__ import annotations

import os
from pathlib import Path

import terminals
from cli.running import COMMAND, environment


class Terminal(terminals.Terminal):
    """A command that runs in a terminal of its own."""

    def __init__(self, folder: Path, *args: str) -> None:
        """Start a command in a folder, with the home of this process."""
        super().__init__([*COMMAND, *args], folder, environment(Path(os.environ["COMPACTS_HOME"])))
        self._taken = 0

    def wait_for(self, text: str) -> str:
        """Wait until a text is shown, and give everything that was shown up to its end since the last time."""
        self.wait(lambda: text in self._rest, repr(text))
        before, found, _ = self._rest.partition(text)
        self._taken += len(before + found)
        return before + found

    def stop(self) -> tuple[int, str]:
        """Press ctrl+c; gives the exit code, and what was shown since the last time."""
        return self.is_stopped(), self._rest

    def end(self) -> tuple[int, str]:
        """Wait for the end; gives the exit code, and what was shown since the last time."""
        return self.ends(), self._rest

    @property
    def _rest(self) -> str:
        return self.shown[self._taken :]
