"""What every question that covers a screen has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

_Result = TypeVar("_Result")


class AskingScreen(ModalScreen[_Result]):
    """A question with keys of its own; nothing is what it returns when the reader changed their mind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="asking.back", tooltip="Go back and change nothing"),
        Binding(
            "question_mark,f1", "app.help", "Help", id="asking.help", tooltip="What this screen is for, and its keys"
        ),
    ]

    def on_mount(self) -> None:
        """Begin at the top, wherever the first field is."""
        self.call_after_refresh(self.query_one(".form").scroll_home, animate=False)

    @property
    def typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return False

    def action_leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if not self.typed:
            self.dismiss()
            return
        from compact_tui.prompt import ConfirmScreen

        self.app.push_screen(ConfirmScreen("Go back? What you typed here is not kept.", "Go back"), self._leave)

    def _leave(self, agreed: bool | None) -> None:  # noqa: FBT001 - what the question gives
        if agreed:
            self.dismiss()
