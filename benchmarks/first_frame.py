"""First frame of the interface with the built-in codes, against the first frame of an empty Textual app.

Both are started as programs in a terminal, and timed from the start of the process until the first frame is
painted. The interface is started by its real command.
"""

from __future__ import annotations

import sys

from timing import Terminal, in_turn, tell

GOAL = 1.45
ROUNDS = 30

EMPTY = """
import os, sys
from textual.app import App

class Empty(App):
    def on_ready(self):
        self.call_after_refresh(os.write, int(sys.argv[1]), b"!")

Empty().run()
"""

BROWSE = """
import os, sys
import compact_tui.command
from compact_core.cli import main

ready = int(sys.argv[1])
sys.argv = ["compacts", "browse"]
library = compact_tui.command.fresh_library

def library_and_signal(*given):
    from compact_tui.app import CompactsApp
    on_ready = CompactsApp.on_ready

    def signal(app):
        on_ready(app)
        app.call_after_refresh(os.write, ready, b"!")

    CompactsApp.on_ready = signal
    return library(*given)

compact_tui.command.fresh_library = library_and_signal
main()
"""


def first_frame(program: str) -> float:
    """Seconds until the program has painted once."""
    with Terminal(program) as terminal:
        return terminal.until_ready()


def main() -> None:
    """Print the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for program in (BROWSE, EMPTY):
        first_frame(program)
    ours, theirs = in_turn(rounds, lambda: first_frame(BROWSE), lambda: first_frame(EMPTY))
    tell("First frame", ours, theirs, GOAL)


if __name__ == "__main__":
    main()
