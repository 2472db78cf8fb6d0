"""Answer as an invitee: one item at a time, every answer saved at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static

from compact_core.assessment.forms.answer_words import (
    COMMENT_KEY,
    DONT_KNOW_KEY,
    NEXT_KEY,
    NOT_APPLICABLE_KEY,
    TAKE_BACK_KEY,
)
from compact_core.assessment.forms.content import Form, earlier_answer
from compact_core.assessment.records.answering import LATE, AnswerBook, SaveOutcome
from compact_core.errors import CompactsError
from compact_tui import safe
from compact_tui.assessment.answer_form import AnswerForm, resumed
from compact_tui.assessment.answering_questions import CommentsScreen, ElsewhereScreen, ReasonScreen, WrittenComment
from compact_tui.assessment.journey import bar
from compact_tui.choice_list import ChoiceList
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine, hidden
from compact_tui.page_screen import TextScreen
from compact_tui.questions import WRITING, ConfirmScreen
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path

_LOST = "Your answers could not be saved. They are in memory only, and lost when you leave. Leave all the same?"
_BEFORE = "Before you answer: w tells who sees what you say."
_MARKED_LATE = "It is marked as late."
_COMPLETE = "Every item is answered. Escape leaves, b opens the comment boxes."
_LEAST = 3
"""Lines of a statement that are seen in the smallest window."""
_STYLES = {"section": "$quiet", "lead": "", "title": "bold", "text": "", "note": "italic"}


class AnsweringScreen(Screen[None]):
    """One item, its answers, and what it covers."""

    HELP = """
        Say how far each statement is true of your partnership, from where your organisation stands.

        Press the digit of an answer, and the next open item comes up. K says that you don't know. X says that the
        item does not apply, and asks why. None of the two is a bad mark. U takes an answer back.

        A long item goes on below: page down shows it, page up goes back.

        Some items cover several things. Judge the whole; if these differ, answer for the weakest. Press tab to go to
        them, and space to mark one as missing. Marks help the talk, and change no finding.

        W tells what you should know: who reads your answers, what reports show, and how long they are kept.

        N and p go to the next and the previous item, g to the next open one. B opens the comment boxes of the
        section. Every answer is saved at once; escape leaves, and you can go on later where you stopped.
        """

    LOSS = _LOST, "Leave, and lose them"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            hidden(str(digit), f"answer({digit})", "Answer", id=f"answering.{digit}", tooltip="Give this answer")
            for digit in range(1, 10)
        ),
        Binding(DONT_KNOW_KEY, "dont_know", "Don't know", id="answering.dont-know", tooltip="Say that you don't know"),
        Binding(
            NOT_APPLICABLE_KEY,
            "not_applicable",
            "Not applicable",
            id="answering.not-applicable",
            tooltip="Say that it does not apply",
        ),
        Binding(NEXT_KEY, "step(1)", "Next", id="answering.next", tooltip="Go to the next item"),
        Binding("p", "step(-1)", "Previous", id="answering.previous", tooltip="Go to the previous item"),
        Binding("g", "next_open", "Next open", id="answering.open", tooltip="Go to the next item without an answer"),
        Binding(COMMENT_KEY, "comment", "Comment", id="answering.comment", tooltip="Open the comment boxes"),
        Binding(
            "w", "about", "Who sees what", id="answering.about", tooltip="Read what you should know before you answer"
        ),
        hidden("space", "mark", "Mark", id="answering.mark", tooltip="Mark a part as missing"),
        Binding(TAKE_BACK_KEY, "take_back", "Take back", id="answering.take-back", tooltip="Take the answer back"),
        hidden("pageup", "scroll(-1)", "Up", id="answering.up", tooltip="Show what is above", priority=True),
        hidden("pagedown", "scroll(1)", "Down", id="answering.down", tooltip="Show what is below", priority=True),
        Binding("escape", "back", "Back", id="answering.back", tooltip="Leave; everything is saved"),
    ]

    def __init__(self, content: Form, book: AnswerBook, lacking: str = "") -> None:
        """Fill in a form, and keep the answers in a book; what it lacks is said once."""
        super().__init__()
        self._elsewhere = False
        self._note = ""
        self._lacking = lacking
        self._missing: tuple[int, ...] = ()
        self._book = book
        self._form = resumed(content, book.response)

    def compose(self) -> ComposeResult:
        """Where one is, the item, its answers, what it covers, a message, and the keys."""
        yield Static(id="where")
        with Vertical(id="answering"), Vertical(id="form"):
            with VerticalScroll(id="question", can_focus=False):
                yield Static(id="item")
            yield ChoiceList(id="answers", compact=True)
            yield ChoiceList(id="covers", compact=True)
        yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first open item."""
        self.query_one("#covers").border_title = "It covers: tab comes here, space marks one as missing"
        begun = "" if self._form.answered else _BEFORE
        self._show(f"This round is closed. {LATE}" if self._book.late else begun)
        self.query_one("#answers").focus()
        if self._lacking:
            self.notify(safe.plain(self._lacking), markup=False, severity="warning")

    def action_answer(self, point: int) -> None:
        """Give a point of the scale, and go on."""
        if point <= len(self._form.content.points):
            self._answer(point - 1)

    def action_dont_know(self) -> None:
        """Say 'don't know', and go on."""
        self._answer(len(self._form.content.points))

    def action_not_applicable(self) -> None:
        """Ask why the item does not apply."""
        self.app.push_screen(ReasonScreen(self._form.item), self._not_applicable)

    def action_step(self, steps: int) -> None:
        """Go to another item."""
        self._go(self._form.moved(steps))

    def action_next_open(self) -> None:
        """Go to the next item without an answer."""
        self._go(self._form.next_open())

    def action_scroll(self, pages: int) -> None:
        """Show more of a long item."""
        question = self.query_one("#question")
        question.scroll_relative(y=pages * max(question.size.height - 1, 1), animate=False)

    def action_back(self) -> None:
        """Leave; not without asking while answers are in memory only."""
        if self.unsaved:
            self.app.push_screen(ConfirmScreen(*self.LOSS), self._leave)
        else:
            self.dismiss()

    @property
    def unsaved(self) -> bool:
        """Whether answers are in memory only."""
        return self._book.unsaved and not self._elsewhere

    def action_take_back(self) -> None:
        """Take the answer to this item back."""
        if self._form.answer:
            self._keep(lambda: self._book.take_back(self._form.item.id))

    def action_comment(self) -> None:
        """Open the comment boxes of the section."""
        self.app.push_screen(CommentsScreen(self._form), self._keep_comments)

    def action_about(self) -> None:
        """Show what everybody has to know before they answer."""
        about = "\n".join(f"{fact.label}: {fact.text}" for fact in self._form.content.about)
        self.app.push_screen(TextScreen("What you should know", about))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer, or mark the part, that was chosen with enter or the mouse."""
        if event.option_list.id == "covers":
            self._mark(event.option_index + 1)
        elif event.option_index == len(self._form.options) - 1:
            self.action_not_applicable()
        else:
            self._answer(event.option_index)

    def action_mark(self) -> None:
        """Mark the part that the cursor is on as missing, or as there again."""
        covers = self.query_one("#covers", OptionList)
        if covers.has_focus and covers.highlighted is not None:
            self._mark(covers.highlighted + 1)

    def _mark(self, part: int) -> None:
        """Mark a part as missing, or as there again; before there is an answer, the mark waits for one."""
        self._missing = tuple(sorted({*self._missing} ^ {part}))
        if self._form.answer:
            self._say(self._form.chosen, self._form.answer.reason)
        else:
            self._show_covers()

    def _answer(self, option: int) -> None:
        """Give an answer, and go to the next open item."""
        item = self._form.item
        if self._say(option):
            self._note = " ".join(filter(None, (self._note, earlier_answer(item))))
            self._go(self._form.next_open())

    def _not_applicable(self, reason: str | None) -> None:
        if reason is not None:
            self._missing = ()
            if self._say(len(self._form.options) - 1, reason):
                self._go(self._form.next_open())

    def _say(self, option: int, reason: str = "") -> bool:
        """Save an answer with what is marked as missing; whether it is saved."""
        item, missing, points = self._form.item.id, self._missing, len(self._form.content.points)
        says: Literal["point", "don't know", "not applicable"]
        says = "point" if option < points else "don't know" if option == points else "not applicable"
        return self._keep(lambda: self._book.answer(item, says, option + 1, reason, missing))

    def _keep_comments(self, comments: tuple[WrittenComment, ...] | None) -> None:
        """Save what was written; what is refused can be written otherwise, and is not lost."""
        section = self._form.section.id
        refused: list[WrittenComment] = []
        why = ""
        for comment in comments or ():
            saved = self._keep(partial(self._book.comment, section, *comment))
            if not saved and not self._book.unsaved:
                refused.append(comment)
                why = self._note
        if refused:
            self.app.push_screen(CommentsScreen(self._form, refused, why), self._keep_comments)

    def _keep(self, save: Callable[[], SaveOutcome]) -> bool:
        """Save, say what there is to say, and return whether it is saved; where saving fails, offer another place."""
        self._elsewhere = False
        saved = True
        try:
            self._note = save().text
        except CompactsError as error:
            saved = False
            self._note = str(error)
            self._offer_another_place(self._note)
        self._form = self._form._replace(response=self._book.response)
        written = host_of(self.app).saved
        self._show(self._note or (f"{written} {_MARKED_LATE}" if self._book.late else written))
        return saved

    def _leave(self, agreed: bool | None) -> None:  # noqa: FBT001 - what the question gives
        if agreed:
            self.dismiss()
        else:
            self._offer_another_place("")

    def _offer_another_place(self, why: str) -> None:
        if self._book.unsaved:
            question = "Your answers are still in memory. Save them in another place:"
            file = str(Path.home() / self._form.content.file_name)
            self.app.push_screen(ElsewhereScreen(why, question, usual=file, accept=self._save_elsewhere), self._kept)

    def _save_elsewhere(self, file: str) -> None:
        try:
            self._book.save_elsewhere(str(typed_path(file)))
        except WRITING as error:
            raise CompactsError(f"{error} Choose another place.") from error

    def _kept(self, file: str | None) -> None:
        self._elsewhere = bool(file)
        kept = f"Your answers are in {file}. Bring them in with compacts assess collect."
        self._say_below(kept if file else "Your answers are only in memory until saving works.")

    def _go(self, form: AnswerForm) -> None:
        """Show an item, with what there is to say of the one before."""
        complete = form.answered == len(form.content.items) and form.position == self._form.position
        self._missing = ()
        self._form = form
        self._show(self._note or (_COMPLETE if complete else ""))
        self._note = ""
        self.query_one("#question").scroll_home(animate=False)
        self.query_one("#answers").focus()

    def _show(self, message: str = "") -> None:
        """Paint the item, its answers and what it covers."""
        form = self._form
        self._missing = form.answer.missing if form.answer else self._missing
        items = len(form.content.items)
        where = f"Item {form.position + 1} of {items}, {form.answered} answered"
        who = f"{form.content.organisation_name} ({form.content.invitee}), {form.content.title}"
        head = [
            Run(where, "bold $primary"),
            Run(f"   {bar(form.answered, items)}", "$primary"),
            Run(f" {items - form.answered} open"),
        ]
        self.query_one("#where", Static).update(safe.stacked([head, [Run(safe.plain(who), "$quiet")]]))
        self.query_one("#item", Static).update(
            safe.paragraphs(Run(text, _STYLES[style]) for style, text in form.texts())
        )
        answers = self.query_one("#answers", OptionList)
        answers.set_options([safe.content(safe.plain(line)) for line in form.option_lines()])
        answers.highlighted = form.chosen if form.answer else None
        self._show_covers()
        self._say_below(message)
        self.call_after_refresh(self._make_room)

    def on_resize(self) -> None:
        """Keep the answers on the screen."""
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Let the statement have what the answers leave, so that a long one scrolls and the answers stay."""
        question = self.query_one("#question")
        lists = [each for each in self.query(OptionList) if each.display]
        below = sum(each.outer_size.height + each.styles.margin.height for each in lists)
        room = self.query_one("#answering").size.height - below - question.styles.margin.height
        question.styles.max_height = max(room, _LEAST)

    def _show_covers(self) -> None:
        covers = self.query_one("#covers", OptionList)
        before = covers.highlighted
        covers.set_options([safe.content(safe.plain(line)) for line in self._form.covered_lines(self._missing)])
        covers.highlighted = before
        covers.display = bool(self._form.item.covers)

    def _say_below(self, message: str) -> None:
        self.query_one("#message", Static).update(safe.content(message))
