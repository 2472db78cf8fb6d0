"""The parts of a code gone through one by one: what the screens of a draft and of a code from another share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from compact_tui import safe
from compact_tui.choice_list import ChoiceList
from compact_tui.key_line import KeyLine
from compact_tui.questions import QuestionScreen
from compact_tui.reading_pane import ReadingPane
from compact_tui.reasons import ExplainingScreen

if TYPE_CHECKING:
    from textual.content import Content

    from compact_core.model import Part

_BESIDE = 4
"""Cells of a line of the list that its margins and the scroll bar take."""


class PartsScreen(ExplainingScreen[None]):
    """A list of parts on one side, and a page about the chosen one on the other."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012 - as Textual declares it
    LIST = "Parts"
    """What stands above the list."""

    def compose(self) -> ComposeResult:
        """How far it is, the parts, the page, and the keys."""
        yield Static(id="where")
        with Container(id="sides"):
            parts = ChoiceList(id="parts", compact=True)
            parts.border_title = safe.content(self.LIST)
            yield parts
            yield ReadingPane(id="page")
        yield from self.below()
        yield KeyLine()

    def below(self) -> ComposeResult:
        """What stands below both."""
        yield from ()

    def on_option_list_option_highlighted(self) -> None:
        """Show the chosen part."""
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show how far it is, and the chosen part."""
        raise NotImplementedError

    @property
    def parts(self) -> Sequence[Part]:
        """The parts in the list."""
        raise NotImplementedError

    @property
    def listing(self) -> OptionList:
        """The list of parts."""
        return self.query_one("#parts", OptionList)

    @property
    def at(self) -> int:
        """The position of the chosen part."""
        return min(self.listing.highlighted or 0, len(self.parts) - 1)

    @property
    def part(self) -> Part:
        """The chosen part."""
        return self.parts[self.at]

    @property
    def room(self) -> int:
        """Cells of a line of the list."""
        return max(self.listing.size.width - _BESIDE, 1)

    def show_parts(self, lines: Iterable[Content], at: int) -> None:
        """Show a line for each part, one of them chosen."""
        self.listing.set_options(map(Option, lines))
        self.listing.highlighted = at
        self.show_chosen()


def next_of(positions: Sequence[int], start: int, otherwise: int) -> int:
    """The first of some positions from one on; after the last one the first of all; another where there are none."""
    return next((position for position in positions if position >= start), positions[0] if positions else otherwise)


class RestateScreen(QuestionScreen[str]):
    """Returns a part in plain words; an empty text stands for the document's own."""

    HELP = """
        Say in plain words of your own what the document says.

        Its words stand above the field. Where the part has a list, each further line is one of its points. Ctrl+s
        keeps what you wrote. An empty field takes the words of the document back. Escape goes back without keeping
        what you wrote.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="restate.keep", tooltip="Keep what you wrote", priority=True),
    ]

    def __init__(self, own: str, before: str, whose: str = "The document says:") -> None:
        """Show the words of the document, or of whatever else says them, and what stands for them now."""
        super().__init__()
        self._whose = whose
        self._own = own
        self._before = before

    def fields(self) -> ComposeResult:
        """The words of the document, a field, and what the keys do."""
        yield Static(safe.content(self._whose), classes="heading")
        yield Static(safe.content(self._own))
        yield Static(safe.content("In plain words:"), classes="heading")
        yield TextArea(self._before, tab_behavior="focus")
        yield Static("Ctrl+s keeps, escape goes back. An empty field takes the words above.", id="answer")

    @property
    def typed(self) -> bool:
        """Whether the text changed."""
        return self.query_one(TextArea).text != self._before

    def action_keep(self) -> None:
        """Return what was written."""
        self.dismiss(self.query_one(TextArea).text.strip())
