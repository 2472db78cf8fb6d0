"""The meeting: partners talk about a result in front of one projector, and what they settle is written down."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.partnership import Organisation, PlanLine
from compact_core.assessment.records.editing import add_plan_line, remove_plan_line
from compact_core.assessment.records.minutes import can_undo, undo
from compact_core.assessment.records.paths import MEETING, round_file
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.result_page import page_of
from compact_core.assessment.tasks import meeting
from compact_core.errors import CompactsError
from compact_core.library.stamps import Stamp, stamp
from compact_core.model import Code
from compact_core.text import count
from compact_tui.assessment import slides
from compact_tui.assessment.journey import as_it_is_now
from compact_tui.assessment.large_screen import SlidesScreen
from compact_tui.assessment.meeting_questions import AttendanceScreen, SettleScreen, VotesScreen
from compact_tui.assessment.slides import Slide, SlideLine, slides_of
from compact_tui.key_line import hidden
from compact_tui.questions import ChoiceScreen, PromptScreen, ask

_OF_AN_ITEM = {"settle", "plan_line"}
"""What can be done where an item is shown."""


class MeetingScreen(SlidesScreen):
    """Goes from the strengths over the votes and the items to what is settled."""

    HELP = """
        Lead the talk about a result, in front of one projector.

        It begins with what works. Then each organisation has three votes: press v, choose the organisation, and mark
        its items. At most seven items follow, those with most votes first. Of each everybody sees where all stand on
        one scale, as far as reports may show it.

        A writes down what was agreed, with the reason. D writes down that partners agreed to disagree: what each
        says, and when they look at it again. P parks the item. + begins a line of the plan for it. U takes the latest
        change back, and again the one before it. M is for the day and who is there. Nothing is chosen for you, and no
        answer is ever changed. The arrow keys go on and back; up and down show more of what is long.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "votes", "Votes", id="meeting.votes", tooltip="Enter the votes of an organisation"),
        Binding("a", "settle('agreed')", "Agreed", id="meeting.agreed", tooltip="They came to one view"),
        Binding("d", "settle('agreed to disagree')", "Disagree", id="meeting.disagree", tooltip="They keep two views"),
        Binding("p", "settle('parked')", "Parked", id="meeting.parked", tooltip="It is left for later"),
        Binding("plus", "plan_line", "Plan line", id="meeting.plan", tooltip="Begin a line of the plan for the item"),
        Binding("u", "undo", "Undo", id="meeting.undo", tooltip="Take the latest change back"),
        Binding("m", "attendance", "Who is here", id="meeting.who", tooltip="Write down the day and who is there"),
        hidden("a,d,p,plus,v", "elsewhere", "Not here", id="meeting.elsewhere", tooltip="Say where this can be done"),
    ]

    def __init__(self, assessment: Assessment, record: RoundRecord, code: Code) -> None:
        """Begin the meeting on a round; raises CompactsError when its result may not be seen yet."""
        self._assessment = assessment
        self._record = record
        self._code = code
        self._begun = ""
        self._seen = self._stamp()
        self._can_undo = can_undo(assessment.folder, record.asked.number)
        page = page_of(assessment, record, code)
        super().__init__(page, slides_of(page), 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """An item is settled where one is shown; votes are entered where they are counted."""
        if action in _OF_AN_ITEM:
            return self.slide.item is not None
        if action == "votes":
            return self.slide.kind == "votes" and bool(self.page.votable)
        if action == "undo":
            return bool(self._begun) or self._can_undo
        return True

    def lines(self, width: int, height: int) -> Iterator[SlideLine]:
        """What stands on the screen, in so much room."""
        kind, item = self.slide
        if item:
            yield from slides.item_lines(self.page, item, width, height)
        elif kind == "opening":
            yield from slides.opening_lines(self.page, width, height)
        elif kind == "strengths":
            yield from slides.strengths_lines(self.page, width, height)
        elif kind == "said":
            yield from slides.said_lines(self.page, width, height)
        elif kind == "votes":
            voted = len(self._record.meeting.votes)
            yield from slides.votes_lines(self.page, voted, len(self._organisations), width, height)
        else:
            yield from slides.closing_lines(self.page, width, height)

    def action_step(self, steps: int) -> None:
        """Go on or back; what somebody else wrote down meanwhile is seen then."""
        super().action_step(steps)
        if self._seen != self._stamp():
            self._reload("")

    def action_attendance(self) -> None:
        """Ask for the day and who is there."""
        save = partial(meeting.attend, self._assessment, self._record)
        screen = AttendanceScreen(self._record.meeting, self._organisations, save)
        ask(self.app, screen, lambda _: self._reload("Written down."))

    def action_votes(self) -> None:
        """Ask which organisation votes, and for what."""
        given = {vote.organisation: len(vote.items) for vote in self._record.meeting.votes}
        lines = [f"{home.name}: {count(given.get(home.id, 0), 'vote')}" for home in self._organisations]
        question = ChoiceScreen("Whose votes?", lines)
        ask(self.app, question, lambda chosen: self._ask_votes(self._organisations[chosen]))

    def action_settle(self, result: str) -> None:
        """Ask what is needed for a result of the item."""
        item = self.slide.item
        if item is None:
            return
        seen = meeting.settled_now(self._record.meeting, item.id)
        who = meeting.holders(self._assessment, self._record)

        def save(new: meeting.Settling) -> None:
            meeting.settle(self._assessment, self._record, item.id, new, seen)

        make = partial(meeting.disagreed, self._assessment, self._record, item.id)
        screen = SettleScreen(result, item, who, seen, make, save)
        ask(self.app, screen, lambda _: self._reload(f"Written down: {result}. U takes it back."))

    def action_plan_line(self) -> None:
        """Ask what will be done about the item."""
        if item := self.slide.item:

            def add(what: str) -> None:
                self._begin_line(PlanLine(id="", what=what, items=(item.id,)))

            question = PromptScreen(f"What will be done about {item.number} {item.title}?", accept=add)
            done = "A line of the plan has begun. Who does it by when is filled in in the plan."
            ask(self.app, question, lambda _: self._reload(done, begun=self._begun))

    def action_elsewhere(self) -> None:
        """Say where a key does something; keys of other screens do nothing in a meeting."""
        self.show("Votes are entered where they are counted, with v. What is settled is written down where an item is.")

    def action_undo(self) -> None:
        """Take the latest change back; where that was a line of the plan, the line."""
        folder, number, begun = self._assessment.folder, self._record.asked.number, self._begun
        try:
            if begun:
                remove_plan_line(folder, number, begun)
            else:
                undo(folder, number)
        except CompactsError as error:
            self._reload(str(error))
        else:
            self._reload(f"Taken back: the {'line of the plan' if begun else 'latest change'}.")

    def _begin_line(self, line: PlanLine) -> None:
        """Add a line to the plan, and remember which it is, so that it can be taken back."""
        plan = add_plan_line(self._assessment.folder, self._record.asked.number, line)
        self._begun = plan.lines[-1].id

    def _ask_votes(self, home: Organisation) -> None:
        given = next((vote.items for vote in self._record.meeting.votes if vote.organisation == home.id), ())
        save = partial(meeting.vote, self._assessment, self._record, self.page, home.id)
        screen = VotesScreen(home.name, self.page.votable, given, save)
        ask(self.app, screen, lambda items: self._reload(f"{home.name}: {count(len(items), 'vote')}."))

    @property
    def _organisations(self) -> list[Organisation]:
        return organisations_asked(self._assessment.partnership, self._record.asked)

    def _stamp(self) -> Stamp:
        """The stamp of the file of the meeting."""
        return stamp(round_file(self._assessment.folder, self._record.asked.number, MEETING))

    def _reload(self, message: str, begun: str = "") -> None:
        """Show everything as it is on disk now, at the same place; ``begun`` is a line of the plan just begun."""
        self._begun = begun
        self._seen = self._stamp()
        self._can_undo = can_undo(self._assessment.folder, self._record.asked.number)
        before = self.slide
        self._assessment, self._record = as_it_is_now(self._assessment, self._record)
        self.page = page_of(self._assessment, self._record, self._code)
        self.slides = slides_of(self.page)
        self.number = _position_of(before, self.slides, self.number)
        self.show(message)


def _position_of(before: Slide, new: tuple[Slide, ...], number: int) -> int:
    """The position of the same slide now; else one near it."""
    for position, slide in enumerate(new):
        same_item = before.item and slide.item and slide.item.id == before.item.id
        if same_item or (not before.item and slide.kind == before.kind):
            return position
    return min(number, len(new) - 1)
