"""The form as a Word document with boxes to tick."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from compact_core import form_lines

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

    from compact_core import Form

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARK = re.compile(r"(\[[^\[\]]*\])")
_STYLES = {"title": "Title", "heading": "Heading 1", "item": "Heading 2"}
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BOX = "\u2610"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When each document says that it was made, so that the same form gives the same file."""
_FIRST = (1980, 1, 1, 0, 0, 0)


def write(form: Form) -> bytes:
    """The form as a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.title = _legal(form.title)[:255]
    document.core_properties.language = form.language
    document.core_properties.created = document.core_properties.modified = _MADE
    lines = list(form_lines(form, ticks=True))
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.style == "option":
            _tick(document, _legal(line.text))
            continue
        _words(document.add_paragraph(style=_STYLES.get(line.style)), _legal(line.text))
        if line.style == "slot" and (following is None or following.style != "option"):
            document.add_paragraph()
    file = BytesIO()
    document.save(file)
    return _repacked(file.getvalue())


def _legal(text: str) -> str:
    return _NO_XML.sub("", text)


def _words(paragraph: Paragraph, text: str) -> None:
    """Write a line; its mark is small, for it is there for the program."""
    from docx.shared import Pt, RGBColor

    for piece in filter(None, _MARK.split(text)):
        run = paragraph.add_run(piece)
        if _MARK.fullmatch(piece):
            run.font.size = Pt(8)
            run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _tick(document: Word, text: str) -> None:
    """Write an answer behind a box that is ticked with a click, or with an x in its place."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(1)
    paragraph.paragraph_format.space_after = Cm(0)
    box = (
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
        f"<w:t>{_BOX}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph._p.append(parse_xml(box))  # noqa: SLF001 - python-docx has no way to add a box
    paragraph.add_run(f" {text}")


def _repacked(data: bytes) -> bytes:
    """A packed file with the same time on everything in it."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _FIRST), old.read(name), compress_type=ZIP_DEFLATED)
    return file.getvalue()
