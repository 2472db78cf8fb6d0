"""What each rule of visibility would reveal, on invented answers, before partners choose one."""

from __future__ import annotations

from compact_core.assessment.tasks.rehearsal import Rehearsal, rehearsal_blocks
from compact_core.reports.plain_text import as_text
from compact_tui.layout import Page
from compact_tui.page_screen import PageScreen

_WIDTH = 100


class RehearsalScreen(PageScreen):
    """Shows the rules side by side."""

    HELP = """
        See what each rule on who may see what would reveal.

        All answers here are invented; the partners, their sides and how many people are asked are yours. For each rule
        you see what everybody would learn of one organisation, and of one person there. Nothing is written. C copies
        it, s saves it to a file, escape goes back.
        """

    def __init__(self, found: Rehearsal) -> None:
        """Show a rehearsal."""
        blocks = tuple(rehearsal_blocks(found))
        super().__init__(Page((), blocks, as_text(blocks, _WIDTH), "rehearsal"))
