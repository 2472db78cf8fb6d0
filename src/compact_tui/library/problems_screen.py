"""Everything that is wrong with files and plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_tui.library.pages import problems_page
from compact_tui.page_screen import PageScreen

if TYPE_CHECKING:
    from compact_core.library.library import Library


class ProblemsScreen(PageScreen):
    """The problems, one below the other."""

    HELP = """
        See what is wrong with the files of codes and with plugins.

        Each problem names its file, line and column, says what is wrong, and what to do. One bad file never
        hides the others. Put the file right, then start the program again.

        The arrow keys choose a problem, and enter shows where it stands in the list.
        """

    def __init__(self, library: Library) -> None:
        """Show the problems of a library."""
        super().__init__(problems_page(library))
