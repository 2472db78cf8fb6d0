"""A result page as a Word document."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compact_core import CompactsError, clean, page_to_plain, reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document as Word

    from compact_core import ResultPage

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in a Word document."""
_WHITE = "FFFFFF"
_SHADES = {"++": "8FC1EE", "+": "D3E6F8", "~": "F2F2F2", "-": "FBDCBC", "--": "F3AE6B"}
"""Backgrounds that a template can give the cells that tell where a side stands. Sign and words say the same."""
_FOUND = {"≠": "D6C8E4", "÷": "E4D9EE", "≈": "F1EBF6", "▲": "D3E6F8", "▼": "FBDCBC", "◆": "F2F2F2"}
"""Backgrounds of findings by their signs."""
_MISTAKE = "'python -m compacts_word template FILE' makes a template that works, to start from."


def write(page: ResultPage, options: Mapping[str, str]) -> bytes:
    """The page as a Word document; the option ``template`` names a template of one's own.

    Raises :class:`CompactsError` when the template cannot be read, or asks for what is not there.
    """
    from compacts_word.archive import check_template
    from compacts_word.template import template

    name = options.get("template", "")
    data = _read(name) if name else template()
    check_template(data, clean(name) or "of this package")
    return _filled(data, page, clean(name) or "of this package")


def _read(name: str) -> bytes:
    from compacts_word.archive import LARGEST

    path = Path(name)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise CompactsError(f"The template {clean(name)} is a pipe or a device. Save it as a file, and name that.")
        if path.stat().st_size > LARGEST:
            raise CompactsError(f"The template {clean(name)} is larger than {LARGEST // 2**20} MiB. Choose another.")
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CompactsError(f"The template {clean(name)} cannot be read: {why}. Check the name.") from error


def _filled(data: bytes, page: ResultPage, name: str) -> bytes:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it has no types
    from jinja2 import TemplateError

    from compacts_word.sandbox import Sandbox

    try:
        document = DocxTemplate(BytesIO(data))
        document.render(_values(page), jinja_env=Sandbox(), autoescape=True)
        _name(document.docx, page)
        _fit_tables(document.docx)
        file = BytesIO()
        document.save(file)
    except TemplateError as error:
        said = clean(str(error.message)).rstrip(".")
        raise CompactsError(f"The template {name} has a mistake: {said}. {_MISTAKE}") from error
    except Exception as error:  # a template can hold anything, and docxtpl and lxml raise all kinds of errors
        raise CompactsError(f"The template {name} cannot be filled in: {reason(error)}. {_MISTAKE}") from error
    return file.getvalue()


def _values(page: ResultPage) -> dict[str, Any]:
    """What a template can name: the fields of the page; the items by rank, with an organisation's own answers; bars."""
    values: dict[str, Any] = _legal(page_to_plain(page))
    name = f"{page.own.organisation} " if page.own else ""
    own = {answer.item.id: f"{name}{answer.words or 'withheld'}" for answer in page.own.answers} if page.own else {}
    for cell in (cell for item in values["items"] for cell in item["cells"]):
        cell["shade"] = _SHADES.get(cell["symbol"], _WHITE)
    for item in (*values["items"], *(point["item"] for point in values["talk_first"])):
        item["finding"]["shade"] = _FOUND.get(item["finding"]["symbol"], _WHITE)
    ranked = sorted(values["items"], key=lambda item: item["rank"])
    values["ranked"] = [{**item, "own": _legal(own.get(item["id"], ""))} for item in ranked]
    values["bars"] = [{**bar, "title": bars["title"]} for bars in values["balance"] for bar in bars["bars"]]
    return values


def _legal(value: Any) -> Any:  # noqa: ANN401  (plain data of any shape)
    """The value without signs that cannot stand in XML."""
    if isinstance(value, str):
        return _NO_XML.sub("", value)
    if isinstance(value, list):
        return [_legal(each) for each in value]
    return {name: _legal(each) for name, each in value.items()} if isinstance(value, dict) else value


def _name(document: Word, page: ResultPage) -> None:
    """Set the title and the language, which screen readers go by, and the time at which the document was made."""
    from docx.oxml.ns import qn

    properties = document.core_properties
    properties.title = _legal(page.title)[:255]
    properties.language = page.language
    properties.created = properties.modified = datetime.now(UTC)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), page.language)


def _fit_tables(document: Word) -> None:
    """Make tables that grew with the number of sides as narrow as the paper is."""
    from docx.shared import Length

    section = document.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for table in document.tables:
        widths = [column.width or 0 for column in table.columns]
        if sum(widths) <= room or room <= 0:
            continue
        fitting = [Length(width * room // sum(widths)) for width in widths]
        for column, width in zip(table.columns, fitting, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, fitting, strict=False):
                cell.width = width
