"""What another edition of the code means for an open round; it goes on in it when the reader agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from compact_core.assessment.setup.carrying import Said
from compact_core.assessment.tasks import code_asked, going_on
from compact_tui import safe
from compact_tui.choice_list import MARKED, UNMARKED, ChoiceList
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ChoiceScreen, ask, confirm
from compact_tui.reasons import explained
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.tasks.going_on import GoingOn, ItemLine

_ADVICE = "Nothing is changed until ctrl+s. Space marks an item that means just what it did: its answers follow."
_MARGINS = 6
"""Cells beside the list."""
_AGREE = "No answer is changed or taken away, and forms that are out can still come back. Write the forms again then."


class EditionScreen(Screen[str]):
    """Returns what was done, in words."""

    HELP = """
        What becomes of each item, and of the answers to it, when the round goes on in another edition of its code.

        Answers follow where an item says the same. Where it is reworded, it is asked again, and what was answered
        before is shown only after that. All else is asked anew. What was answered stays in its file in any case.

        Where only a typo was mended, space marks that an item means just what it did, so that its answers follow. O
        looks at another edition, s says what each organisation keeps. Ctrl+s lets the round go on; escape goes back
        and changes nothing.
        """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "go_on", "Go on in it", id="edition.done", tooltip="Let the round go on in this edition"),
        Binding("space", "same", "Same", id="edition.same", tooltip="Mark that the item means what it did"),
        Binding("o", "other", "Other", id="edition.other", tooltip="Look at another edition"),
        Binding("s", "shares", "Who keeps what", id="edition.shares", tooltip="Read what each organisation keeps"),
        Binding("escape", "back", "Back", id="edition.back", tooltip="Go back and change nothing"),
    ]

    def __init__(self, assessment: Assessment, record: RoundRecord, seen: GoingOn) -> None:
        """Show what an edition means for a round."""
        super().__init__()
        self._assessment = assessment
        self._record = record
        self._seen = seen
        self._same: frozenset[str] = frozenset()
        self._lines: tuple[ItemLine, ...] = ()

    def compose(self) -> ComposeResult:
        """From where to where, the items, a message, and the keys."""
        yield Static(id="where")
        yield ChoiceList(id="items", compact=True)
        yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()
        self.query_one("#items").focus()

    def action_same(self) -> None:
        """Mark that the chosen item means just what it did, or take the mark away."""
        at = self.query_one("#items", OptionList).highlighted
        line = self._lines[at] if at is not None else None
        if line and line.item and (line.how == "reworded" or line.item in self._same):
            self._look(self._seen.after.code, self._same ^ {line.item})
        else:
            self.explain("Only an item that is asked again in other words can be marked.")

    def action_other(self) -> None:
        """Ask which edition to look at."""
        codes = going_on.editions_to(host_of(self.app).library, self._record.asked)
        if len(codes) == 1:
            self.explain("No lineage relates this code to another one of the library.")
            return
        question = ChoiceScreen("In which edition is the round to go on?", codes, codes.index(self._seen.code.id))
        ask(self.app, question, lambda chosen: self._look(codes[chosen], frozenset()))

    def action_shares(self) -> None:
        """Show what each organisation keeps, and is asked again."""
        self.app.push_screen(TextScreen("Who keeps what", "\n".join(going_on.share_lines(self._seen))))

    def action_go_on(self) -> None:
        """Ask whether the round is to go on in this edition."""
        if self._seen.changes:
            confirm(self.app, f"{going_on.heading(self._seen)}\n\n{_AGREE}", "Go on in it", self._go_on)
        else:
            self.explain(going_on.NOTHING)

    def action_back(self) -> None:
        """Go back and change nothing."""
        self.dismiss()

    @explained
    def _go_on(self) -> None:
        done = going_on.go_on(self._assessment, self._seen, host_of(self.app).library, Said(self._same))
        self.dismiss(" ".join(going_on.done_lines(done)))

    @explained
    def _look(self, code: str, same: frozenset[str]) -> None:
        """Show what an edition means, with what people say of it."""
        library = host_of(self.app).library
        edition = code_asked(library, self._record.asked, code)
        self._seen = going_on.going_on(self._assessment, self._record, edition, library, Said(same))
        self._same = same
        self._show()

    def _show(self) -> None:
        """Paint the items; the cursor stays at the item where it was."""
        items = self.query_one("#items", OptionList)
        before = self._lines[items.highlighted].item if items.highlighted is not None and self._lines else ""
        self._lines = tuple(going_on.item_lines(self._seen))
        said = [Run(going_on.heading(self._seen), "bold $primary")]
        self.query_one("#where", Static).update(safe.paragraphs(said))
        items.set_options(Option(self._painted(line), disabled=not line.item) for line in self._lines)
        numbers = [number for number, line in enumerate(self._lines) if line.item]
        items.highlighted = next(
            (number for number in numbers if self._lines[number].item == before), min(numbers, default=None)
        )
        self.explain(_ADVICE if self._seen.changes else going_on.NOTHING)

    def _painted(self, line: ItemLine) -> Content:
        """A heading, or an item with a mark where one can be set."""
        if not line.item:
            return safe.line([Run(safe.plain(line.text), "bold")], {}, max(self.size.width - 2, 1))
        can_be = line.how == "reworded" or line.item in self._same
        mark = f"{MARKED if line.item in self._same else UNMARKED} " if can_be else "    "
        runs = [Run(mark, "not underline"), Run(safe.plain(line.title or line.text))]
        return safe.joined(safe.wrapped(runs, {}, max(self.size.width - _MARGINS, 1)))

    def explain(self, text: str) -> None:
        """Say something below the list."""
        self.query_one("#message", Static).update(safe.content(text))
