"""One assessment: who is asked, how far everybody is, and the way to everything that can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.editing import keep_promise
from compact_core.assessment.records.paths import MEETING, PLAN
from compact_core.assessment.records.reading import Assessment, Opened, RoundRecord, open_assessment, refuse_spoilt
from compact_core.assessment.setup.beginning import lacks_signed_words
from compact_core.assessment.tasks import closing, code_asked
from compact_core.assessment.tasks.asking_again import Wishes, invite
from compact_core.assessment.tasks.correcting import correct, settings, why_not
from compact_core.errors import CompactsError, ContentError
from compact_core.model import Code
from compact_core.text import count, joined
from compact_tui import safe
from compact_tui.assessment.journey import Journey, ListLine, about, aligned, journey, lines
from compact_tui.beside import do_beside
from compact_tui.choice_list import ChoiceList
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ChoiceScreen, ask, confirm
from compact_tui.reasons import explained
from compact_tui.safe import Run

if TYPE_CHECKING:
    from compact_core.assessment.tasks.correcting import RoundSettings
    from compact_tui.assessment.round_questions import Invitation
    from compact_tui.assessment.round_tasks import FormChoice, TaskOutcome

_READING = "Reading the answers ..."
_MOST_PROBLEMS = 3
"""How many problems are shown below the list; there is no room for more."""
_WHEN_CLOSED = {"results", "meeting", "plan", "next_round"}
"""What needs a closed round."""
_WHEN_OPEN = {"close", "invite", "rehearse", "edition"}
"""What needs an open round."""


class AssessmentScreen(Screen[None]):
    """The overview of one folder."""

    HELP = """
        One assessment, and everything that can be done with it.

        The list shows everybody who is asked, with a code in place of a name, and how many items each has answered.
        What anybody answered stays hidden until the round is closed.

        Enter answers for the chosen code, here in the terminal. F writes forms and mails to send out, c brings the
        answers in, z closes the round, i asks more people. Then r shows the results, m leads the meeting, l is the
        plan, and w begins a new round. X lets an open round go on in another edition of its code. Z opens a closed
        round again while nobody can have seen its result. V changes between the rounds. T puts right what was typed
        wrong, until the first form is written or filled in. E takes the chosen person out: answers, forms, and reports
        that hold them. H shows on invented answers what each rule on who may see what would reveal. The folder is
        read again whenever you come back.
        """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "results", "Results", id="assessment.results", tooltip="See what the round came to"),
        Binding("m", "meeting", "Meeting", id="assessment.meeting", tooltip="Lead the talk about the result"),
        Binding("l", "plan", "Plan", id="assessment.plan", tooltip="See and change the plan"),
        Binding("w", "next_round", "New round", id="assessment.round", tooltip="Ask again in a new round"),
        Binding("v", "other_round", "Other round", id="assessment.other", tooltip="Show another round"),
        Binding("f", "forms", "Forms", id="assessment.forms", tooltip="Write forms or mails to send out"),
        Binding("c", "collect", "Collect", id="assessment.collect", tooltip="Bring in answers that were sent back"),
        Binding("z", "close", "Close", id="assessment.close", tooltip="Close the round, so that results can be seen"),
        Binding("i", "invite", "Invite", id="assessment.invite", tooltip="Ask more people of an organisation"),
        Binding("t", "correct", "Put right", id="assessment.correct", tooltip="Change what was typed wrong"),
        Binding("h", "rehearse", "Rehearse", id="assessment.rehearse", tooltip="See what each rule would reveal"),
        Binding("x", "edition", "Edition", id="assessment.edition", tooltip="Go on in another edition of the code"),
        Binding("z", "reopen", "Reopen", id="assessment.reopen", tooltip="Open the round again; results are hidden"),
        Binding("e", "erase", "Erase", id="assessment.erase", tooltip="Take the chosen person out, for good"),
        Binding("escape", "dismiss", "Back", id="assessment.back", tooltip="Go back to the list of assessments"),
    ]

    def __init__(self, assessment: Assessment) -> None:
        """Show an assessment at its last round."""
        super().__init__()
        self.assessment = assessment
        """The assessment as it was read last."""
        self.read = False
        """Whether the answers have been read."""
        self._lines: tuple[ListLine, ...] = ()
        self._shown = len(assessment.rounds) - 1
        self._can_reopen = False
        self._news = ""

    def compose(self) -> ComposeResult:
        """Where the round stands, who is asked, what is wrong, and the keys."""
        yield Static(id="where")
        yield ChoiceList(id="people", compact=True)
        yield Static(id="message")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Read the folder again, beside the screen: others may have worked in it, and there can be many answers."""
        self._show(_READING)
        do_beside(self, partial(open_assessment, self.assessment.folder), self._filled, exclusive=True)

    def on_screen_suspend(self) -> None:
        """Say what was done no longer than until another screen comes up."""
        self._news = ""

    def _filled(self, opened: Opened) -> None:
        """Show what was read."""
        if opened.assessment:
            self.assessment = opened.assessment
        self.read = True
        problems = [str(problem) for problem in opened.problems[:_MOST_PROBLEMS]]
        self._show("\n".join(filter(None, (self._news, *(problems or [self.journey.advice, self._edition_news()])))))

    @property
    def record(self) -> RoundRecord:
        """The round that is shown."""
        return self.assessment.rounds[min(self._shown, len(self.assessment.rounds) - 1)]

    @property
    def journey(self) -> Journey:
        """How far the round is that is shown."""
        return journey(self.assessment, self.record)

    def code(self) -> Code:
        """The code that the round asks about; raises CompactsError when the library does not have it."""
        return code_asked(host_of(self.app).library, self.record.asked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Results, plan and a new round come after closing; there is another round only from two on."""
        if action == "reopen":
            return self._can_reopen
        if action in _WHEN_CLOSED:
            return self.read and bool(self.record.asked.closed)
        if action in _WHEN_OPEN:
            return not self.record.asked.closed
        if action == "correct":
            return self.read and not why_not(self.assessment, self.record)
        if action == "erase":
            return self.read and self._chosen is not None
        return action != "other_round" or len(self.assessment.rounds) > 1

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer for the chosen invitee."""
        if invitee := self._lines[event.option_index].invitee:
            self._answer(invitee)

    def action_other_round(self) -> None:
        """Show the round before; after the first one, the last."""
        self._shown = (self._shown - 1) % len(self.assessment.rounds)
        self._show(self.journey.advice)

    def action_close(self) -> None:
        """Ask whether to close the round."""
        question = "\n\n".join(closing.before_closing(self.assessment, self.record))
        confirm(self.app, question, "Close the round", self._close_round)

    def action_reopen(self) -> None:
        """Ask whether to open the round again."""
        number = self.record.asked.number
        question = f"Open round {number} again? Its results are hidden until you close it."
        confirm(self.app, question, "Open it again", self._reopen_round)

    def action_invite(self) -> None:
        """Ask who is asked too."""
        from compact_tui.assessment.round_questions import InviteScreen

        partners = organisations_asked(self.assessment.partnership, self.record.asked)
        ask(self.app, InviteScreen(partners), self._invite)

    def action_correct(self) -> None:
        """Ask what is to be put right."""
        from compact_tui.assessment.round_questions import CorrectScreen

        self.app.push_screen(CorrectScreen(settings(self.assessment, self.record), self._correct))

    @explained
    def action_erase(self) -> None:
        """Ask whether to take the chosen person out."""
        from compact_core.assessment.records.removal import written_elsewhere
        from compact_tui.assessment.round_questions import EraseScreen

        if invitee := self._chosen:
            screen = EraseScreen(invitee.code, written_elsewhere(self.assessment.folder, invitee.code))
            ask(self.app, screen, partial(self._erase, invitee.code))

    @explained
    def action_meeting(self) -> None:
        """Lead the talk about the result."""
        from compact_tui.assessment.meeting_screen import MeetingScreen

        refuse_spoilt(self.record, MEETING)
        self.app.push_screen(MeetingScreen(self.assessment, self.record, self.code()))

    @explained
    def action_results(self) -> None:
        """Show what the round came to."""
        from compact_tui.assessment.results_screen import ResultsScreen

        self.app.push_screen(ResultsScreen(self.assessment, self.record, self.code()))

    @explained
    def action_plan(self) -> None:
        """Show the plan."""
        from compact_tui.assessment.plan_screen import PlanScreen

        refuse_spoilt(self.record, PLAN)
        self.app.push_screen(PlanScreen(self.assessment, self.record))

    def action_forms(self) -> None:
        """Ask what to write for those who are asked, and write it."""
        from compact_core.library.opening import open_plugins
        from compact_tui.assessment.round_tasks import form_choices

        offered = list(form_choices(open_plugins().form_kinds()))
        screen = ChoiceScreen("What do you want to write, to be sent out?", [choice.line for choice in offered])
        ask(self.app, screen, lambda chosen: self._write_forms(offered[chosen]))

    def action_collect(self) -> None:
        """Ask where the answers are, and bring them in."""
        from compact_tui.path_screen import PathScreen

        question = PathScreen(
            "Which file or folder holds the answers that came back?", str(Path(self.assessment.folder).parent)
        )
        ask(self.app, question, self._bring_in)

    @explained
    def action_rehearse(self) -> None:
        """Show on invented answers what each rule of visibility would reveal."""
        from compact_core.assessment.tasks.rehearsal import rehearse_round
        from compact_tui.assessment.begin_screen import RehearsalScreen

        self.app.push_screen(RehearsalScreen(rehearse_round(self.assessment.partnership, self.record.asked)))

    def action_next_round(self) -> None:
        """Ask what is new, and begin a new round."""
        from compact_tui.assessment.round_questions import NextRoundScreen

        ask(self.app, NextRoundScreen(), self._ask_again)

    @explained
    def action_edition(self) -> None:
        """Show what another edition of the code means for the round."""
        from compact_core.assessment.tasks.going_on import going_on
        from compact_tui.assessment.edition_screen import EditionScreen

        assessment = self._reopened()
        record = next(each for each in assessment.rounds if each.asked.number == self.record.asked.number)
        seen = going_on(assessment, record, self.code(), host_of(self.app).library)
        ask(self.app, EditionScreen(assessment, record, seen), self._done)

    def _done(self, news: str) -> None:
        """Read the folder again, and say what was done."""
        self._news = news
        self.on_screen_resume()

    def _edition_news(self) -> str:
        """That the code is no longer as the round asks about it, and what to do."""
        from compact_core.assessment.tasks.going_on import news

        changed = news(host_of(self.app).library, self.record, self.assessment.partnership.formality)
        return f"{changed} Press x to see what that means." if changed else ""

    @explained
    def _write_forms(self, choice: FormChoice) -> None:
        from compact_tui.assessment.round_tasks import write_forms

        self._show_outcome(write_forms(choice, self.assessment, self.record, self.code()))

    @explained
    def _bring_in(self, path: str) -> None:
        from compact_tui.assessment.round_tasks import bring_in

        self._show_outcome(bring_in(self._reopened(), path))

    @explained
    def _ask_again(self, wishes: Wishes) -> None:
        from compact_tui.assessment.round_tasks import ask_again

        assessment = self._reopened()
        outcome = ask_again(assessment, host_of(self.app).library, wishes)
        self._shown = len(assessment.rounds)
        self._show_outcome(outcome)

    def _reopened(self) -> Assessment:
        """The assessment as it is in its folder now."""
        opened = open_assessment(self.assessment.folder)
        if not opened.assessment:
            raise ContentError(opened.problems)
        return opened.assessment

    def _show_outcome(self, outcome: TaskOutcome) -> None:
        heading = outcome.title if outcome.complete else f"{outcome.title}: not everything could be done"
        self.app.push_screen(TextScreen(outcome.title, "\n".join(outcome.lines), heading, outcome.path))

    @explained
    def _answer(self, invitee: Invitee) -> None:
        from compact_core.assessment.forms.content import form_of, with_answers_before
        from compact_tui.assessment.answering_screen import AnsweringScreen

        asked = self.record.asked
        code = self.code()
        form = keep_promise(
            self.assessment.folder,
            asked.number,
            lambda promise: form_of(code, *promise, invitee, needs_signed_words=False),
        )
        book = AnswerBook(self.assessment, asked.number, invitee.code)
        form = with_answers_before(form, asked, book.response)
        self.app.push_screen(AnsweringScreen(form, book, lacks_signed_words(code, asked)))

    @explained
    def _close_round(self) -> None:
        assessment, record = closing.close(self.assessment, self.record)
        self._done("\n".join(closing.closed_lines(assessment, record)))

    @explained
    def _reopen_round(self) -> None:
        closing.reopen(self.assessment, self.record)
        self._done("\n".join(closing.reopened_lines(self.record.asked.number)))

    @explained
    def _invite(self, invitation: Invitation) -> None:
        home, role, people = invitation
        new = invite(self.assessment, self.record.asked, home, people, role=role)
        codes = joined(invitee.code for invitee in new)
        self._done(f"{home.name} is asked for {count(len(new), 'more answer')}: {codes}. Press f to write the forms.")

    def _correct(self, new: RoundSettings) -> None:
        """Save what was put right."""
        correct(self.assessment.folder, new)
        self._news = "Put right."

    @explained
    def _erase(self, code: str, also: Sequence[str]) -> None:
        from compact_tui.assessment.round_tasks import erase

        self._show_outcome(erase(self._reopened(), code, also))

    @property
    def _chosen(self) -> Invitee | None:
        """Who is chosen in the list."""
        position = self.query_one("#people", OptionList).highlighted
        return self._lines[position].invitee if position is not None and position < len(self._lines) else None

    def explain(self, text: str) -> None:
        """Say why something cannot be done."""
        self._news = text  # the folder may be read again at once, which shows the news too
        self._say(text)

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(safe.content(text))

    def _show(self, message: str) -> None:
        self._can_reopen = False
        with suppress(CompactsError):  # the result says what is wrong
            self._can_reopen = self.read and closing.can_reopen(self.assessment, self.record)
        self.query_one(KeyLine).wanted = self.journey.wanted if self.read else ()
        titles = {entry.id: entry.title for entry in host_of(self.app).library.entries}
        head, *others = about(self.assessment, self.record, titles)
        way = [*self.journey.runs, Run("")] if self.read else []
        said = [[Run(head, "bold $primary")], way, *([Run(text, "$quiet")] for text in others)]
        self.query_one("#where", Static).update(safe.stacked(runs for runs in said if runs))
        self._lines = tuple(lines(self.assessment, self.record, read=self.read))
        people = self.query_one("#people", OptionList)
        before = people.highlighted
        shown = zip(aligned(self._lines, self.size.width), self._lines, strict=True)
        people.set_options([Option(content, disabled=not line.invitee) for content, line in shown])
        first = next((position for position, line in enumerate(self._lines) if line.invitee), None)
        people.highlighted = first if before is None or before >= len(self._lines) else before
        people.focus()
        self._say(message)
        self.refresh_bindings()
