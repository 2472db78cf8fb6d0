"""The template of the package, made when it is asked for; people can have it as a file, and change it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compacts_word.layout import APPENDIX, FRONT, Grid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Row
    from docx.text.run import Run

    from compacts_word.layout import Part

FONT, DRAWN = "Arial", "Consolas"
"""The letters of words, and those of pictures made of text, all of one width."""
STYLES = {"Normal": 8, "List Bullet": 8, "Quote": 8, "Title": 15, "Subtitle": 10.5, "Heading 1": 10.5, "Heading 2": 8.5}
"""The styles that are used, with their sizes in points. Screen readers can go from heading to heading by them."""
BLACK = RGBColor(0, 0, 0)


@cache
def template() -> bytes:
    """A Word document with placeholders; it takes longer to make than to fill in."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _add(document, FRONT)
    front = len(document.paragraphs)
    _add(document, APPENDIX)
    document.paragraphs[front].paragraph_format.page_break_before = True
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "compacts", "", "Result"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(11)


def _set_styles(document: Word) -> None:
    for name, size in STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.font.italic = name == "Quote"
        for spacing in style.element.get_or_add_rPr().findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        heading = name not in {"Normal", "List Bullet", "Quote"}
        style.paragraph_format.space_before = Pt(4 if heading else 0)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0


def _add(document: Word, parts: Iterable[Part]) -> None:
    for part in parts:
        if isinstance(part, Grid):
            _add_grid(document, part)
        else:
            for text in part.texts:
                document.add_paragraph(text, part.style)


def _add_grid(document: Word, grid: Grid) -> None:
    """A table whose first row is marked as its heading, so that it is told with each cell and on each sheet."""
    table = document.add_table(4, len(grid.headings), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    _describe(table, grid.caption)
    heading, begin, row, end = table.rows
    _mark(heading, "w:tblHeader")
    _fill(heading, grid.headings, grid.widths, bold=True)
    _fill(begin, (f"{{%tr for one in {grid.things} %}}",), grid.widths)
    _fill(row, grid.cells, grid.widths)
    if grid.drawn is not None:
        _set_drawn(row.cells[grid.drawn].paragraphs[0].runs[0])
    _mark(row, "w:cantSplit")
    _fill(end, ("{%tr endfor %}",), grid.widths)


def _fill(row: _Row, texts: tuple[str, ...], widths: tuple[int, ...], *, bold: bool = False) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    for cell, text in zip(row.cells, texts, strict=False):
        cell.paragraphs[0].add_run(text).bold = bold or None
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _set_drawn(run: Run) -> None:
    """Give a run letters of one width, for every script that Word tells apart."""
    run.font.name, run.font.size = DRAWN, Pt(7)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  (the library has no other way)
    for kind in ("w:eastAsia", "w:cs"):
        fonts.set(qn(kind), DRAWN)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  (the library has no other way)


def _describe(table: Table, caption: str) -> None:
    """Give the table a title, which screen readers say."""
    title: BaseOxmlElement = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    table._tblPr.append(title)  # noqa: SLF001  (the library has no other way)
