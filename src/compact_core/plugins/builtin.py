"""The built-in plugin: the program's own codes, scales, formats of results, kinds of forms, and readers of files.

It uses the same hooks as any other plugin.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compact_core.plugins import CodeSource, DocumentReader, FormKind, Loader, ReportFormat, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from compact_core.content.read import Loaded
    from compact_core.model.scales import Scale

NAME = "built-in"


@hookimpl
def compacts_code_sources() -> Iterable[CodeSource]:
    """The codes that come with the program."""
    return [CodeSource(NAME, _codes())]


@hookimpl
def compacts_loaders() -> Iterable[Loader]:
    """The loader of codes in TOML files."""
    return [TOML]


@hookimpl
def compacts_scales() -> Iterable[Scale]:
    """The scales that come with the program."""
    from compact_core.model.scales import SCALES

    return SCALES.values()


@hookimpl
def compacts_report_formats() -> Iterable[ReportFormat]:
    """The formats of results that need no other package."""
    return FORMATS


@hookimpl
def compacts_form_kinds() -> Iterable[FormKind]:
    """The kinds of forms that need no other package."""
    return KINDS


@hookimpl
def compacts_document_readers() -> Iterable[DocumentReader]:
    """The readers of documents that need no other package."""
    return READERS


def _load_toml(data: bytes, file: str) -> Loaded:
    from compact_core.content.read import read_bytes

    return read_bytes(data, file)


def _id_in_toml(data: bytes) -> str:
    from compact_core.content.read import id_in

    return id_in(data)


TOML = Loader("TOML", (".toml",), _load_toml, _id_in_toml)
"""The loader of the program's own format."""


_WRITERS = "compact_core.assessment.results.formats"
FORMATS = (
    ReportFormat("html", ".html", "A page to send or print.", f"{_WRITERS}:write_html"),
    ReportFormat("markdown", ".md", "Text to put into other documents.", f"{_WRITERS}:write_markdown"),
    ReportFormat("csv", ".csv", "A table for a spreadsheet, one row an item.", f"{_WRITERS}:write_csv"),
    ReportFormat("json", ".json", "Everything, for other programs.", f"{_WRITERS}:write_json"),
)
"""The formats of results that come with the program."""


_READERS = "compact_core.documents"
READERS = (
    DocumentReader("plain text", (".txt", ".text"), f"{_READERS}.text_reader:read_text"),
    DocumentReader("Markdown", (".md", ".markdown"), f"{_READERS}.markdown_reader:read_markdown"),
)
"""The readers of documents that come with the program."""

_FORMS = "compact_core.assessment.forms.kinds"
KINDS = (
    FormKind("html", ".html", "A page for any browser.", f"{_FORMS}:write_html"),
    FormKind("paper", ".html", "Large print for paper.", f"{_FORMS}:write_paper"),
    FormKind("sheet", ".csv", "A spreadsheet (CSV).", f"{_FORMS}:write_sheet"),
    FormKind("mail", ".txt", "The text of a mail, answered by replying between its lines.", f"{_FORMS}:write_mail"),
)
"""The kinds of forms that come with the program."""


def _codes() -> str | Traversable:
    """The folder ``codes``: inside the package when installed, which may be an archive; else beside ``src``."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shipped = os.path.join(package, "_codes")
    if os.path.isdir(shipped):
        return shipped
    if os.path.isdir(package):
        return os.path.join(package, "..", "..", "codes")
    from importlib.resources import files

    return files("compact_core") / "_codes"
