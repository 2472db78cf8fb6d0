"""What is asked beside the items: a reason, the comments on a section, another place for the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, OptionList, Select, Static, TextArea

from compact_core.assessment.forms.answer_words import CONDITION_KEY, OTHER_REASON_KEY, TOO_EARLY_KEY, reason_keys
from compact_core.assessment.forms.content import BOXES, FormItem
from compact_tui import safe
from compact_tui.assessment.answer_form import AnswerForm
from compact_tui.choice_list import choices
from compact_tui.key_line import hidden
from compact_tui.questions import PromptScreen, QuestionScreen

USES: tuple[Literal["facilitator only", "may be quoted"], ...] = ("facilitator only", "may be quoted")
"""What a writer can allow, the most careful first."""


class ReasonScreen(QuestionScreen[str]):
    """Returns the reason why an item does not apply."""

    HELP = """
        Say why the item does not apply to your partnership.

        Choose a reason with the arrow keys and enter, or with its letter. Or press o, type your own words, and
        press enter. Escape goes back without an answer.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            hidden(key, f"choose('{key}')", "Choose", id=f"reason.{key}", tooltip="Give this reason")
            for key in (CONDITION_KEY, TOO_EARLY_KEY)
        ),
        Binding(OTHER_REASON_KEY, "other", "Own words", id="reason.other", tooltip="Write another reason"),
    ]

    def __init__(self, item: FormItem) -> None:
        """Offer the reasons of an item, and room for another."""
        super().__init__()
        self._reasons = dict(reason_keys(item))

    def fields(self) -> ComposeResult:
        """The reasons, a field, and what the keys do."""
        lines = (f"{key}  {reason}" for key, reason in self._reasons.items())
        yield Static("Why does this not apply?")
        yield choices(lines)
        yield Static(safe.content(f"{OTHER_REASON_KEY}  Or in your own words:"))
        yield Input(max_length=500)
        yield Static("Enter gives the reason, escape goes back.", id="answer")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the reason that was chosen."""
        self.dismiss(list(self._reasons.values())[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return a reason in one's own words."""
        if event.value.strip():
            self.dismiss(event.value.strip())
        else:
            self.explain("Type a reason, or choose one above.")

    def action_choose(self, key: str) -> None:
        """Return the reason of that key."""
        if key in self._reasons:
            self.dismiss(self._reasons[key])

    def action_other(self) -> None:
        """Go to the field for other words."""
        self.query_one(Input).focus()


class WrittenComment(NamedTuple):
    """What was written into a comment box."""

    box: Literal["strengths", "improvements"]
    """Which of the two boxes."""
    text: str
    """The words; none take the comment back."""
    use: Literal["may be quoted", "facilitator only"]
    """What the writer allows."""


class CommentsScreen(QuestionScreen["tuple[WrittenComment, ...]"]):
    """Returns the comment boxes that changed."""

    HELP = """
        Write what works well, and what could be better.

        A comment is for the facilitator only, unless you allow it to be quoted in reports. Do not name people.
        Tab goes to the next field. Ctrl+s keeps what you wrote; escape goes back without keeping it.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="comments.keep", tooltip="Keep what you wrote", priority=True),
    ]

    def __init__(self, form: AnswerForm, refused: Sequence[WrittenComment] = (), why: str = "") -> None:
        """Write about the section that is shown; go on with comments that were refused, and say why."""
        super().__init__()
        self._form = form
        self._refused = {comment.box: comment for comment in refused}
        self._why = why

    def fields(self) -> ComposeResult:
        """Two boxes, each with what the writer allows."""
        yield Static(safe.content(f"Comments on: {self._form.section.title}"), classes="heading")
        for box, question in BOXES.items():
            before = self._refused.get(box) or self._form.comment(box)
            yield Static(safe.content(question))
            yield TextArea(before.text if before else "", tab_behavior="focus", id=box)
            use = before.use if before else USES[0]
            yield Select([(words, words) for words in USES], value=use, allow_blank=False, id=f"{box}-use")
        yield Button("Keep (ctrl+s)", compact=True, action="screen.keep")
        yield Static(safe.content(self._why or "Ctrl+s keeps, escape goes back."), id="answer")

    def action_keep(self) -> None:
        """Return the boxes that changed."""
        self.dismiss(tuple(filter(self._changed, map(self._written, BOXES))))

    @property
    def typed(self) -> bool:
        """Whether a box changed."""
        return any(self._changed(self._written(box)) for box in BOXES)

    def _written(self, box: Literal["strengths", "improvements"]) -> WrittenComment:
        use = USES[USES.index(cast("Any", self.query_one(f"#{box}-use", Select).value))]
        return WrittenComment(box, self.query_one(f"#{box}", TextArea).text.strip(), use)

    def _changed(self, written: WrittenComment) -> bool:
        before = self._form.comment(written.box)
        return (written.text, written.use) != (before.text, before.use) if before else bool(written.text)


class ElsewhereScreen(PromptScreen):
    """Returns the file that the answers are in, when they cannot be saved where they belong."""

    HELP = """
        Your answers cannot be saved where they belong. They are still in memory.

        Type the name of a file in another place, such as your home folder or a USB stick, and press enter. The file
        can be brought in later with compacts assess collect. Escape goes back; the next answer tries to save again.
        """
    KEYS = "Enter saves, escape goes back."
    EMPTY = "Type a file name."
