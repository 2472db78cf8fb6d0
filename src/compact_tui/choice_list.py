"""Lists to choose from, and lists whose lines can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from compact_tui import safe

if TYPE_CHECKING:
    from textual.content import Content

MARKED, UNMARKED = "[x]", "[ ]"
"""What stands before a line that is marked, and before every other."""


class ChoiceList(OptionList):
    """A list to choose from."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Pages can be turned only where there is room for a line: Textual's own list fails where there is none."""
        return not action.startswith("page_") or bool(self.scrollable_content_region)


class MarkList(ChoiceList):
    """A list in which each line can be marked; a sign and not a colour shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Mark", id="marks.mark", tooltip="Mark the line, or take the mark away"),
    ]

    def __init__(self, lines: Sequence[str], marked: Iterable[int]) -> None:
        """Show some lines, a few of them marked, by their numbers."""
        self.marked = set(marked)
        """Numbers of the marked lines, counted from 0."""
        self._texts = lines
        super().__init__(*map(self._line, range(len(lines))), compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the line, or take its mark away."""
        event.stop()
        self.marked ^= {event.option_index}
        self.replace_option_prompt_at_index(event.option_index, self._line(event.option_index))

    def _line(self, number: int) -> Content:
        return safe.content(f"{MARKED if number in self.marked else UNMARKED} {safe.plain(self._texts[number])}")


def choices(lines: Iterable[str]) -> ChoiceList:
    """A list of lines to choose from."""
    return ChoiceList(*(safe.content(safe.plain(line)) for line in lines), compact=True)
