"""Key press to repaint in the tree, against a minimal Textual app: a Tree with as many nodes and a Static.

Both run in terminals of their own, and both get the same keys in turn. In the interface each key shows another
page of the reading pane. The minimal app shows the label of the node; a second one shows nothing at all.
"""

from __future__ import annotations

from timing import Terminal, first_number, in_turn, tell

GOAL = 2.0
PRESSES = 400
DOWN, UP = b"\x1b[B", b"\x1b[A"
LENGTH = 60
"""Keys down before the walk turns, and keys up before it turns again."""

NODES = """
import os, sys
from compact_core.library.opening import open_library
from compact_tui.library.outline import rows_below
from compact_tui.state import START

CODE = "leeds-partnership-2003"
library = open_library()
ready = int(sys.argv[1])

def rows(place):
    found = rows_below(library, place)
    return [row for row in found if not row.place.code or row.place.code == CODE or not row.place.item]
"""

INTERFACE = f"""{NODES}
from compact_tui.app import CompactsApp
from compact_tui.library.code_tree import CodeTree

def open_all(app):
    tree = app.screen.query_one(CodeTree)
    code = next(node for node in tree.root.children[0].children if node.data.code == CODE)
    def opened(node):
        tree._fill(node)
        node.expand()
        for child in node.children:
            if child.allow_expand:
                opened(child)
    opened(code)
    app.call_after_refresh(os.write, ready, b"!")

CompactsApp.on_ready = open_all
CompactsApp(library, START).run()
"""

MINIMAL = f"""{NODES}
from rich.text import Text
from textual.app import App
from textual.widgets import Static, Tree

class Minimal(App):
    CSS = "Screen {{ layout: horizontal }} Tree {{ width: 2fr }} Static {{ width: 3fr }}"

    def compose(self):
        tree = Tree("codes")
        tree.show_root = False
        def fill(node, place):
            for row in rows(place):
                if not row.expandable:
                    node.add_leaf(Text(row.title))
                elif row.place.code in ("", CODE):
                    fill(node.add(Text(row.title), expand=True), row.place)
                else:
                    node.add(Text(row.title))
        fill(tree.root, START)
        yield tree
        yield Static(id="label")

    def on_ready(self):
        self.query_one(Tree).focus()
        self.call_after_refresh(os.write, ready, b"!")

    if sys.argv[2] == "label":
        def on_tree_node_highlighted(self, event):
            self.query_one("#label", Static).update(event.node.label)

Minimal().run()
"""


class Walk:
    """Walks down and up the tree in one terminal, a key at a time."""

    def __init__(self, terminal: Terminal) -> None:
        """Wait until the program is ready, and warm it up."""
        self._terminal = terminal
        self._steps = 0
        terminal.until_ready()
        terminal.painted()
        self.step()

    def step(self) -> float:
        """Seconds that one more key takes."""
        self._steps += 1
        return self._terminal.press(DOWN if self._steps % (2 * LENGTH) < LENGTH else UP)


def main() -> None:
    """Print the ratios."""
    presses = first_number(PRESSES)
    for name, kind in (("a minimal app", "label"), ("a minimal app that shows no label", "nothing")):
        with Terminal(INTERFACE) as interface, Terminal(MINIMAL, kind) as minimal:
            times = in_turn(presses, Walk(interface).step, Walk(minimal).step)
        tell(f"Key to repaint, p95, against {name}", *times, GOAL, share=0.95)
        tell(f"Key to repaint, median, against {name}", *times, GOAL)


if __name__ == "__main__":
    main()
