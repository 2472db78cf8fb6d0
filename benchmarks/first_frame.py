"""First frame of the interface, with the built-in codes and with 1,200 more, against that of an empty Textual app.

Both are started as programs in a terminal, and timed from the start of the process until the first frame is
painted. The interface is started by its real command.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from make_library import make_library
from timing import Terminal, first_number, in_turn, tell

from compact_core.library.opening import open_library

GOAL, GOAL_OF_MANY = 1.45, 1.85
CODES, PROVISIONS = 1200, 60
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
sys.argv = ["compacts", "browse", *sys.argv[2:]]
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


def first_frame(program: str, *arguments: str) -> float:
    """Seconds until the program has painted once."""
    with Terminal(program, *arguments) as terminal:
        return terminal.until_ready()


def compare(name: str, rounds: int, goal: float, *arguments: str) -> None:
    """Print the ratio for one library. Each side runs once before it counts."""
    ours, theirs = in_turn(rounds + 1, lambda: first_frame(BROWSE, *arguments), lambda: first_frame(EMPTY))
    tell(f"First frame, {name}", ours[1:], theirs[1:], goal)


def main() -> None:
    """Print the ratios."""
    rounds = first_number(ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        os.environ["COMPACTS_HOME"] = str(Path(name, "home"))
        open_library()
        compare("the built-in codes", rounds, GOAL)
        codes = Path(name, "codes")
        make_library(codes, CODES, PROVISIONS)
        time.sleep(3)  # files that were changed this second are read again, to be on the safe side
        open_library([str(codes)])
        compare(f"{CODES:,} codes", rounds, GOAL_OF_MANY, "--codes", str(codes))


if __name__ == "__main__":
    main()
