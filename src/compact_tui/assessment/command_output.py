"""A text to read: what a task said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports.page import Heading, Words
from compact_tui.page import Page
from compact_tui.page_screen import PageScreen

if TYPE_CHECKING:
    from compact_tui.assessment.tasks import Outcome


class ToldScreen(PageScreen):
    """Shows what a task said, line by line."""

    HELP = """
        What was done, and what was not.

        Read it with the arrow keys. C copies it, s saves it to a file. Escape goes back.
        """

    def __init__(self, title: str, outcome: Outcome) -> None:
        """Show an outcome under a title."""
        lines = outcome.text.rstrip().split("\n")
        state = title if outcome.done else f"{title}: not everything could be done"
        super().__init__(Page((), (Heading(1, state), *map(Words, lines)), outcome.text, title))
