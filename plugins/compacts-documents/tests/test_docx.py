"""Word documents: styles, list numbers that the file does not hold, tables, boxes and notes."""

from __future__ import annotations

from papers.made import cell, docx, paragraph

from compact_core import DocumentBlock
from compacts_documents.docx import read_docx


def blocks(*body: str) -> list[DocumentBlock]:
    """The blocks of a Word document with this body."""
    return read_docx(docx(*body), lambda *_: None)


def test_list_numbers_are_worked_out() -> None:
    """Numbers of styles and paragraphs are counted level by level: 1, 1a, 1b, (i), 2, 2a, and A. to D."""
    found = blocks(
        paragraph("Light", "H1"),
        paragraph("Lamps", number=(1, 1)),
        paragraph("Oil", number=(1, 1)),
        paragraph("Whale", number=(1, 2)),
        paragraph("Dark", "H1"),
        paragraph("Night", "H2"),
        paragraph("First", number=(3, 0)),
        paragraph("Second", number=(3, 0)),
        paragraph("Fourth", number=(4, 0)),
        paragraph("mend", number=(2, 0)),
    )
    assert [(block.label, block.text, block.kind) for block in found] == [
        ("1", "Light", "heading"),
        ("1a", "Lamps", "text"),
        ("1b", "Oil", "text"),
        ("(i)", "Whale", "text"),
        ("2", "Dark", "heading"),
        ("2a", "Night", "heading"),
        ("A.", "First", "text"),
        ("B.", "Second", "text"),
        ("D.", "Fourth", "text"),
        ("", "mend", "item"),
    ]
    assert [block.level for block in found if block.kind == "heading"] == [1, 1, 2]


def test_words_are_as_printed() -> None:
    """Italics are kept; hidden and deleted words are not there; a line break begins a line, a page break a page."""
    runs = (
        "<w:r><w:rPr><w:i/></w:rPr><w:t>soft</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins>"
        '<w:r><w:br/><w:t>second</w:t><w:br w:type="page"/></w:r>'
    )
    found = blocks(paragraph("A ", runs=runs), paragraph("Later"))
    assert [(block.text, block.gap) for block in found] == [
        ("A <i>soft</i> new", True),
        ("second", False),
        ("Later", True),
    ]
    assert found[-1].page == 2


def test_tables_boxes_and_notes() -> None:
    """A table has its cells, one column only frames text, and a footnote follows its paragraph."""
    table = (
        f"<w:tbl><w:tr>{cell('Who')}{cell('What')}</w:tr><w:tr>{cell('Crew')}{cell('mends', 'sweeps')}</w:tr></w:tbl>"
    )
    frame = f"<w:tbl><w:tr>{cell('Framed')}</w:tr></w:tbl>"
    note = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    found = blocks(table, frame, paragraph("Said.", runs=note), paragraph("It says", "Q"))
    assert [(block.kind, block.text, block.label, block.rows) for block in found] == [
        ("table", "", "", (("Who", "What"), ("Crew", "mends\nsweeps"))),
        ("text", "Framed", "", ()),
        ("text", "Said.", "", ()),
        ("note", "As the mayor says.", "1", ()),
        ("quotation", "It says", "", ()),
    ]


def test_title_and_bold_lines() -> None:
    """The style Title is a heading above all others, and a line all in bold is strong."""
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Loud</w:t></w:r></w:p>"
    found = blocks(paragraph("Lamp code", "T"), bold)
    assert [(block.kind, block.level, block.strong) for block in found] == [("heading", 0, False), ("text", 0, True)]
