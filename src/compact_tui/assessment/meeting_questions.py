"""What is asked at a meeting: the day and who is there, the votes of an organisation, and what came of an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Literal, get_args, get_type_hints

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from compact_core.assessment.findings.agenda import MOST_VOTES
from compact_core.assessment.partnership import Meeting, Organisation, Outcome
from compact_core.assessment.records.days import in_words, next_year, partial_date, today
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.tasks.meeting import Settling, agreed, parked
from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.choice_list import MarkList
from compact_tui.questions import QuestionScreen

RESULTS: tuple[Literal["agreed", "agreed to disagree", "parked"], ...] = get_args(get_type_hints(Outcome)["result"])
"""What can come of an item."""
NOTHING = "nothing settled"
_QUESTIONS = {
    "agreed": "What do the partners see in the same way now, and why?",
    "agreed to disagree": "What does each say?",
    "parked": "Why is it left for later (may be empty)?",
}
"""What is asked for each result."""


class AttendanceScreen(QuestionScreen[Meeting]):
    """Returns the meeting as it was before; day and who was there are saved."""

    HELP = """
        Write down when the partners met to talk about the result, and which organisations were there.

        Type the day, such as 14/4/2026. Tab goes to the list; space marks an organisation that was there. Ctrl+s keeps
        it, escape goes back.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Keep", id="attendance.done", tooltip="Keep day and names", priority=True),
    ]

    def __init__(
        self, before: Meeting, partners: Sequence[Organisation], accept: Callable[[str, tuple[str, ...]], object]
    ) -> None:
        """Begin with what was written down before; ``accept`` saves day and organisations, or raises an error."""
        super().__init__()
        self._before = before
        self._partners = partners
        self._accept = accept

    def fields(self) -> ComposeResult:
        """A day, the organisations, and room for what is wrong."""
        held = self._before.held
        yield Static(safe.content(f"When did the partners meet (such as {in_words(today().isoformat())})?"))
        yield Input(in_words(held) if held else "", id="held")
        yield Static("Who was there? Space marks an organisation:")
        there = (number for number, partner in enumerate(self._partners) if partner.id in self._before.present)
        yield MarkList([partner.name for partner in self._partners], there)
        yield Static("Ctrl+s keeps it, escape goes back.", id="answer")

    def on_input_submitted(self) -> None:
        """Go on to the organisations."""
        self.query_one(MarkList).focus()

    def action_done(self) -> None:
        """Keep it, or say why that cannot be."""
        try:
            held = partial_date(self.query_one("#held", Input).value)
        except CompactsError as error:
            self.explain(str(error))
            return
        marked = self.query_one(MarkList).marked
        present = tuple(partner.id for number, partner in enumerate(self._partners) if number in marked)
        self.settle(self._before, partial(self._accept, held, present))


class VotesScreen(QuestionScreen[tuple[str, ...]]):
    """Returns the ids of the items that an organisation votes for."""

    HELP = """
        Enter the votes of an organisation: three at most, each for another item.

        Space marks an item, or takes the mark away. Ctrl+s keeps the votes, escape goes back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Keep", id="votes.done", tooltip="Keep the votes", priority=True),
    ]

    def __init__(
        self, name: str, items: Sequence[Item], given: Sequence[str], accept: Callable[[tuple[str, ...]], object]
    ) -> None:
        """Offer items, those marked that the organisation voted for; ``accept`` saves the votes, or raises an error."""
        super().__init__()
        self._name = name
        self._items = items
        self._given = given
        self._accept = accept

    def fields(self) -> ComposeResult:
        """The items, and room for what is wrong."""
        yield Static(safe.content(f"{self._name} has {MOST_VOTES} votes. What should the meeting talk about?"))
        marked = (number for number, item in enumerate(self._items) if item.id in self._given)
        lines = [f"{item.finding.symbol} {item.number:>3}  {item.title}" for item in self._items]
        yield MarkList(lines, marked)
        yield Static("Space marks, ctrl+s keeps the votes, escape goes back.", id="answer")

    def action_done(self) -> None:
        """Keep the votes, or say why that cannot be."""
        marked = self.query_one(MarkList).marked
        items = tuple(item.id for number, item in enumerate(self._items) if number in marked)
        self.settle(items, partial(self._accept, items))


class SettleScreen(QuestionScreen[Settling]):
    """Returns what is written down on an item."""

    HELP = """
        Write down what came of an item.

        Agreed needs the reason. Agreed to disagree needs what each side says, and the day on which the partners look
        at it again, such as June 2027. Parked may have a note. Enter goes to the next field, and from the last one
        keeps it, as ctrl+s does. Escape goes back and changes nothing.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "Keep", id="settle.done", tooltip="Write it down", priority=True),
    ]

    def __init__(
        self,
        result: str,
        item: Item,
        holders: Sequence[tuple[str, str]],
        before: Settling | None,
        disagreed: Callable[[Sequence[tuple[str, str]], str], Settling],
        accept: Callable[[Settling], object],
    ) -> None:
        """Ask for a result of an item, with what was written down before; ``accept`` saves it, or raises an error.

        ``holders`` are ids and names of those who can say something; ``disagreed`` makes of what they say what is
        written down.
        """
        super().__init__()
        self._result = result
        self._item = item
        self._holders = holders
        self._before = before if before and before.outcome.result == result else None
        self._disagreed = disagreed
        self._accept = accept

    def fields(self) -> ComposeResult:
        """The item, and the fields of the result; nothing is filled in that was not written down before."""
        yield Static(safe.content(f"{self._item.number} {self._item.title}: {self._result}"))
        yield Static(safe.content(_QUESTIONS[self._result]))
        if self._result == "agreed to disagree":
            statements = self._before.statements if self._before else ()
            said = {statement.side or statement.organisation: statement.text for statement in statements}
            for number, (identity, name) in enumerate(self._holders):
                yield Static(safe.content(f"{name}:"))
                yield Input(safe.plain(said.get(identity, "")), id=f"statement-{number}")
            yield Static(safe.content(f"When do they look at it again (such as June {next_year()})?"))
            review = self._before.outcome.review if self._before else ""
            yield Input(in_words(review) if review else "", id="review")
        else:
            yield Input(safe.plain(self._before.outcome.note) if self._before else "", id="note")
        yield Static("Ctrl+s writes it down, escape goes back.", id="answer")

    @property
    def typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return self._before is None and any(field.value.strip() for field in self.query(Input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field; from the last one, keep it."""
        if event.input is list(self.query(Input))[-1]:
            self.action_done()
        else:
            self.focus_next()

    def action_done(self) -> None:
        """Keep it, or say why that cannot be."""
        try:
            new = self._made()
        except CompactsError as error:
            self.explain(str(error))
            return
        self.settle(new, partial(self._accept, new))

    def _made(self) -> Settling:
        """What the fields say; raises CompactsError with what is missing."""
        if self._result == "agreed to disagree":
            said = [
                (identity, self.query_one(f"#statement-{number}", Input).value)
                for number, (identity, _) in enumerate(self._holders)
            ]
            return self._disagreed(said, partial_date(self.query_one("#review", Input).value))
        note = self.query_one("#note", Input).value
        return agreed(self._item.id, note) if self._result == "agreed" else parked(self._item.id, note)
