"""Codes and forms as plain pages, for whoever reads better without the terminal."""

from __future__ import annotations

from markdown_it import MarkdownIt

from compact_core.library.library import Library
from compact_core.reports.code_page import code_page
from compact_core.reports.markdown import as_markdown
from compact_tui.code_names import edition, in_force_first
from compacts_page.copying import look


def code_as_html(library: Library, code: str) -> str:
    """A code as a page: headings, paragraphs and lists, in which nothing of the code is taken for a tag."""
    text = as_markdown(code_page(library, library.index(code)))
    return str(MarkdownIt("js-default", {"html": False, "linkify": False}).render(text))


def codes_in(library: Library) -> list[tuple[str, str]]:
    """The id and the name of each code, as the first screen has them."""
    return [(entry.id, edition(entry, library.entries)) for entry in in_force_first(library.entries)]


def files_in(folder: str, *, forms: bool = False) -> list[str]:
    """The files below a folder; or only the forms that people fill in."""
    paths = [path for path in sorted(look(folder)) if not path.endswith(("/", ".previous"))]
    return [path for path in paths if "/forms/" in f"/{path}"] if forms else paths
