"""Asks what the list of codes, and the search, are to be limited to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Select, Static

from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model import KINDS
from compact_core.reports.labels import LABELS
from compact_core.text import count
from compact_tui import safe
from compact_tui.key_line import hidden
from compact_tui.library.outline import EVERYTHING, Filter, several
from compact_tui.safe import Run

if TYPE_CHECKING:
    from rich.text import Text

FIELDS = ("place", "agreement", "kind")
"""What can be chosen, from top to bottom."""


class FilterScreen(ModalScreen[Filter]):
    """Returns the filter that was chosen, or nothing when the reader changed their mind."""

    HELP = """
        Show only some of the codes, in the list and in the search.

        Choose a place, an agreement, or a kind of provision. Each list has what is there, and how much of it. Enter
        opens a list, the arrow keys or the first letters of a name choose in it, and enter takes what is chosen.
        The last line shows how many codes are left; enter on it shows them. Tab goes on, escape changes nothing.

        In the list, x shows everything again.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="filter.back", tooltip="Go back and change nothing"),
        hidden("f1", "app.help", "Help", id="filter.help", tooltip="What this screen is for, and its keys"),
    ]

    def __init__(self, library: Library, wanted: Filter) -> None:
        """Change a filter of a library."""
        super().__init__()
        self._library = library
        self._wanted = wanted
        try:
            self._kinds = library.kinds()
        except CompactsError:
            self._kinds = {}

    def compose(self) -> ComposeResult:
        """Three lists to choose from, and a button."""
        with VerticalScroll(can_focus=False, classes="form") as form:
            form.border_title = "Show only"
            for name in FIELDS:
                yield Static(safe.content(LABELS[name]), classes="label")
                value = getattr(self._wanted, name)
                yield Select([*self._offered(name)], value=value, allow_blank=False, id=name)
            yield Button(safe.content(self._outcome()), compact=True)

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        """Take what was chosen, and offer in the other lists what is there with it."""
        name = event.select.id or ""
        if event.value == getattr(self._wanted, name):
            return
        self._wanted = self._wanted._replace(**{name: str(event.value)})
        with self.prevent(Select.Changed):
            for other in FIELDS:
                if other != name:
                    offered = [*self._offered(other)]
                    select = self.query_one(f"#{other}", Select)
                    select.set_options(offered)
                    select.value = getattr(self._wanted, other)
        button = self.query_one(Button)
        button.label = safe.content(self._outcome())
        button.focus()

    @on(Button.Pressed)
    def _answer(self) -> None:
        """Give the filter."""
        self.dismiss(self._wanted)

    def _offered(self, name: str) -> Iterator[tuple[Text, str]]:
        """Everything that one list offers with what the others have chosen, each with how much of it there is."""
        others = self._wanted._replace(**{name: ""})
        fitting = [entry for entry in self._library.entries if others.fits(entry)]
        if name == "kind":
            found = sum((Counter(self._kinds.get(entry.id, {})) for entry in fitting), Counter[str]())
            counted = {kind: f"{found[kind]}" for kind in KINDS if found[kind] or kind == self._wanted.kind}
            yield _line("every kind", count(sum(found[kind] for kind in KINDS), "provision")), ""
            yield from ((_line(several(kind), number), kind) for kind, number in counted.items())
        else:
            if self._wanted.kind:
                fitting = [entry for entry in fitting if self._wanted.kind in self._kinds.get(entry.id, {})]
            there = Counter(safe.plain(getattr(entry, name)) for entry in fitting if getattr(entry, name))
            there[getattr(self._wanted, name)] += 0
            yield _line(f"every {name}", count(len(fitting), "code")), ""
            yield from ((_line(each, count(there[each], "code")), each) for each in sorted(there) if each)

    def _outcome(self) -> str:
        shown = sum(map(self._wanted.fits, self._library.entries))
        return "Show everything" if self._wanted == EVERYTHING else f"Show {count(shown, 'code')}"


def _line(name: str, number: str) -> Text:
    return safe.label(Run(name), Run(f"({number})"))
