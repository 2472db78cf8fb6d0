"""The two comment boxes of a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, cast

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Button, Select, Static, TextArea

from compact_core.assessment.forms.content import BOXES
from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from compact_tui.assessment.answer_form import Sheet


USES: tuple[Literal["facilitator only", "may be quoted"], ...] = ("facilitator only", "may be quoted")
"""What a writer can allow, the most careful first."""


class Written(NamedTuple):
    """What was written into a box."""

    box: Literal["strengths", "improvements"]
    """Which of the two."""
    text: str
    """The words; none take the comment back."""
    use: Literal["may be quoted", "facilitator only"]
    """What the writer allows."""


class CommentsScreen(AskingScreen["tuple[Written, ...]"]):
    """Returns the boxes that changed, or nothing when the reader changed their mind."""

    HELP = """
        Write what works well, and what could be better.

        A comment is for the facilitator only, unless you allow it to be quoted in reports. Do not name people.
        Tab goes to the next field. Ctrl+s keeps what you wrote; escape goes back without keeping it.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="comments.keep", tooltip="Keep what you wrote", priority=True),
    ]

    def __init__(self, sheet: Sheet, refused: Sequence[Written] = (), why: str = "") -> None:
        """Write about the section that is shown; go on with what was refused, and say why."""
        super().__init__()
        self._sheet = sheet
        self._refused = {one.box: one for one in refused}
        self._why = why

    def compose(self) -> ComposeResult:
        """Two boxes, each with what the writer allows."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(safe.content(f"Comments on: {self._sheet.section.title}"), classes="heading")
            for box, question in BOXES.items():
                before = self._refused.get(box) or self._sheet.comment(box)
                yield Static(safe.content(question))
                yield TextArea(before.text if before else "", tab_behavior="focus", id=box)
                use = before.use if before else USES[0]
                yield Select([(one, one) for one in USES], value=use, allow_blank=False, id=f"{box}-use")
            yield Button("Keep (ctrl+s)", compact=True)
            yield Static(safe.content(self._why or "Ctrl+s keeps, escape goes back."), id="answer")
        yield KeyLine()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep what was written."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Give the boxes that changed."""
        self.dismiss(tuple(one for one in map(self._written, BOXES) if self._changed(one)))

    @property
    def typed(self) -> bool:
        """Whether a box changed."""
        return any(self._changed(self._written(box)) for box in BOXES)

    def _written(self, box: str) -> Written:
        which = cast("Literal['strengths', 'improvements']", box)
        use = USES[USES.index(cast("Any", self.query_one(f"#{box}-use", Select).value))]
        return Written(which, self.query_one(f"#{box}", TextArea).text.strip(), use)

    def _changed(self, one: Written) -> bool:
        before = self._sheet.comment(one.box)
        return (one.text, one.use) != (before.text, before.use) if before else bool(one.text)
