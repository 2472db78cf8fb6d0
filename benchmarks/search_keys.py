"""Key press to repaint in the search, against a minimal Textual app: an Input whose words a Static repeats.

A second minimal app has the Input alone, and shows nothing but the key itself.

    python benchmarks/search_keys.py [CODES] [KEYS]

The library has 1,200 invented codes beside those of the program. Both programs run in terminals of their own, and
both get the same keys in turn: words are typed and then taken back, as fast as they are painted. The last line says
how long the hits take from the third letter of a word.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import cycle
from pathlib import Path

from make_library import make_library
from timing import Terminal, first_number, in_turn, quantile, tell

CODES, PROVISIONS, KEYS = 1200, 60, 400
GOAL, LONGEST = 3.0, 0.06
WORDS = ("volunteer", "partner", "organisation", "share power", "result of review", "community")
BACKSPACE = b"\x7f"

SEARCH = """
import os, sys
from compact_core.library.opening import open_library
from compact_tui.app import CompactsApp

on_ready = CompactsApp.on_ready

def search(app):
    on_ready(app)
    app.call_later(app.action_search)
    app.set_timer(1, lambda: app.call_after_refresh(os.write, int(sys.argv[1]), b"!"))

CompactsApp.on_ready = search
CompactsApp(open_library([sys.argv[2]])).run()
"""

MINIMAL = """
import os, sys
from textual.app import App
from textual.widgets import Input, Static

class Minimal(App):
    def compose(self):
        yield Input()
        yield Static(markup=False)

    if sys.argv[2] == "echo":
        def on_input_changed(self, event):
            self.query_one(Static).update(event.value)

    def on_ready(self):
        self.query_one(Input).focus()
        self.set_timer(1, lambda: self.call_after_refresh(os.write, int(sys.argv[1]), b"!"))

Minimal().run()
"""


class Typing:
    """Types words and takes them back in one terminal, a key at a time."""

    def __init__(self, terminal: Terminal) -> None:
        """Wait until the program is ready, and warm it up."""
        self._terminal = terminal
        self._keys = cycle(
            (length, key)
            for word in WORDS
            for length, key in [
                *enumerate((letter.encode() for letter in word), 1),
                *((0, BACKSPACE) for _ in word),
            ]
        )
        self.late: list[float] = []
        """Seconds of each key from the third letter of a word on."""
        terminal.until_ready()
        terminal.painted()
        for _ in range(sum(2 * len(word) for word in WORDS)):
            self.step()
        self.late.clear()

    def step(self) -> float:
        """Seconds that one more key takes."""
        length, key = next(self._keys)
        seconds = self._terminal.press(key)
        if length > 2:  # noqa: PLR2004 - the third letter
            self.late.append(seconds)
        return seconds


def main() -> None:
    """Print the ratios."""
    codes = first_number(CODES)
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else KEYS  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory() as name:
        os.environ["COMPACTS_HOME"] = str(Path(name, "home"))
        make_library(Path(name, "codes"), codes, PROVISIONS)
        late: list[float] = []
        for what, kind in (("a minimal app", "echo"), ("an Input alone", "nothing")):
            with Terminal(SEARCH, str(Path(name, "codes"))) as interface, Terminal(MINIMAL, kind) as minimal:
                ours, theirs = Typing(interface), Typing(minimal)
                times = in_turn(keys, ours.step, theirs.step)
            tell(f"Key to repaint, p95, against {what}", *times, GOAL, share=0.95)
            tell(f"Key to repaint, median, against {what}", *times, GOAL)
            late += ours.late
    found = quantile(late, 0.95)
    print(f"Hits from the third letter, p95: {found * 1000:.1f} ms (goal {LONGEST * 1000:.0f})")


if __name__ == "__main__":
    main()
