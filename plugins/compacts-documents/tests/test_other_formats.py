"""OpenDocument texts, web pages and PDF files as blocks."""

from __future__ import annotations

from papers.made import drawn, odt, pdf

from compact_core import DocumentBlock
from compacts_documents.html import read_html
from compacts_documents.odt import read_odt
from compacts_documents.pdf import read_pdf

LONG = "Seven lamps shine on the old harbour wall, and nobody counts them at night."
LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>'
)


def told(blocks: list[DocumentBlock]) -> list[tuple[str, str, str]]:
    """Kind, label and text of each block."""
    return [(block.kind, block.label, block.text) for block in blocks]


def test_an_opendocument_text() -> None:
    """Headings, list numbers on two levels, bullets, notes, tables and italics are read; deleted text is not."""
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Light</text:h>'
        '<text:list text:style-name="L"><text:list-item><text:p>Lamps</text:p>'
        "<text:list><text:list-item><text:p>Oil</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>Glass</text:p></text:list-item></text:list>"
        '<text:list text:style-name="B"><text:list-item><text:p>mend</text:p></text:list-item></text:list>'
        '<text:p>So <text:span text:style-name="I">it</text:span> is'
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Said once.</text:p></text:note-body></text:note>.<text:line-break/>Next</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    found = read_odt(odt(body, LISTS), lambda *_: None)
    assert told(found) == [
        ("heading", "", "Light"),
        ("text", "1.", "Lamps"),
        ("text", "(a)", "Oil"),
        ("text", "2.", "Glass"),
        ("item", "", "mend"),
        ("text", "", "So <i>it</i> is."),
        ("text", "", "Next"),
        ("note", "1", "Said once."),
        ("table", "", ""),
    ]
    assert found[0].level == 2
    assert found[-1].rows == (("a", "b"),)


def test_a_web_page() -> None:
    """What surrounds the page is left out; list numbers and tables are read, and lines have their number."""
    page = """<html><body><nav>Home</nav><main><h1>Lamps</h1>
<p>So <em>it</em> is.<br>Next</p><ol start="3"><li>three<ul><li>inner</li></ul></li><li>four</li></ol>
<ol type="a"><li>letter</li></ol><blockquote>It says</blockquote><dl><dt>Wick</dt><dd>a thread</dd></dl>
<table><tr><th>a</th><th>b</th></tr></table><p hidden>no</p></main><footer>end</footer></body></html>"""
    found = read_html(page.encode(), lambda *_: None)
    assert told(found) == [
        ("heading", "", "Lamps"),
        ("text", "", "So <i>it</i> is."),
        ("text", "", "Next"),
        ("text", "3.", "three"),
        ("item", "", "inner"),
        ("text", "4.", "four"),
        ("text", "a.", "letter"),
        ("quotation", "", "It says"),
        ("text", "", "Wick: a thread"),
        ("table", "", ""),
    ]
    assert [block.line for block in found[:2]] == [1, 2]


def test_a_page_in_an_old_encoding() -> None:
    """A page that names no encoding and is not in UTF-8 is read as old Windows pages are."""
    assert told(read_html("<p>Tŷ £5</p>".replace("ŷ", "y").encode("cp1252"), lambda *_: None)) == [
        ("text", "", "Ty £5")
    ]


def test_a_pdf() -> None:
    """Lines have page and line; larger letters are headings; a gap and a wide space are seen."""
    page = drawn("Lamps", size=18) + "\n" + drawn("1.1 The lamps are lit.", "", "Next", top=770)
    cells = drawn("Who", top=700) + "\n" + drawn("What", top=700, left=300)
    found = read_pdf(pdf(page + "\n" + cells, drawn("Last")), lambda *_: None)
    assert [(block.page, block.line, block.kind, block.text, block.gap) for block in found] == [
        (1, 1, "heading", "Lamps", True),
        (1, 2, "text", "1.1 The lamps are lit.", True),
        (1, 3, "text", "Next", True),
        (1, 4, "text", "Who\tWhat", True),
        (2, 1, "text", "Last", True),
    ]


def test_the_mark_of_a_note_in_a_pdf() -> None:
    """A small number that stands higher than the word before it is a mark, and no part of the word."""
    line = f"{drawn('In a month')}\n{drawn('1', size=7, top=804, left=114)}\n{drawn(' they meet.', left=119)}"
    assert [block.text for block in read_pdf(pdf(line), lambda *_: None)] == ["In a month[1] they meet."]


def test_a_table_in_a_pdf() -> None:
    """Cells whose words are broken into lines are put together, cell by cell or line by line."""
    head = f"{drawn('Who', top=760)}\n{drawn('What', top=760, left=300)}"
    first = [drawn("The crew of", "the lamps", top=730), drawn("mends each lamp and", "sweeps", top=730, left=300)]
    across = [
        f"{drawn('The office', top=690)}\n{drawn('pays for oil and', top=690, left=300)}",
        f"{drawn('of lamps', top=676)}\n{drawn('says so', top=676, left=300)}",
    ]
    found = read_pdf(pdf("\n".join([drawn(LONG, LONG), head, *first, *across, drawn(LONG, top=640)])), lambda *_: None)
    assert [block.rows for block in found if block.rows] == [
        (
            ("Who", "What"),
            ("The crew of the lamps", "mends each lamp and sweeps"),
            ("The office of lamps", "pays for oil and says so"),
        )
    ]
    assert [block.text for block in found if not block.rows] == [LONG, LONG, LONG]


def test_a_table_without_room_between_its_columns() -> None:
    """Words that begin at one place below each other are cells, and so is what stands over them in their middle."""
    rows = (("The crew", "Lamps"), ("The office of lamps", "Oil"), ("The guild of oil", "Wicks and glass"))
    lines = [drawn("Who", left=85, top=760) + "\n" + drawn("What", left=175, top=760)]
    for at, (who, what) in enumerate(rows):
        lines.append(f"{drawn(who, top=746 - 14 * at)}\n{drawn(what, top=746 - 14 * at, left=162)}")
    found = read_pdf(pdf("\n".join([drawn(LONG), *lines])), lambda *_: None)
    assert [block.rows for block in found if block.rows] == [(("Who", "What"), *rows)]


def test_words_that_are_put_at_one_place_by_accident_are_no_columns() -> None:
    """What follows words of one length begins at one place without a column."""
    lines = [f"{drawn(f'Lamp {n} is', top=760 - 14 * n)}\n{drawn('lit.', top=760 - 14 * n, left=110)}" for n in (1, 2)]
    assert [block.rows for block in read_pdf(pdf("\n".join([drawn(LONG), *lines])), lambda *_: None)] == [()] * 3


def test_numbers_in_a_pdf_are_no_table() -> None:
    """Numbers and what stands behind them stay lines, and so do two columns of prose."""
    lines = [
        f"{drawn(f'{n}.', top=760 - 20 * n)}\n{drawn(f'Lamp {n}', top=760 - 20 * n, left=120)}" for n in range(1, 5)
    ]
    columns = [drawn(*[LONG[:40]] * 12, top=600), drawn(*[LONG[:40]] * 12, top=600, left=320)]
    found = read_pdf(pdf("\n".join([*lines, *columns])), lambda *_: None)
    assert [block.rows for block in found if block.rows] == []
    assert found[0].text == "1.\tLamp 1"


def test_what_only_lays_out_a_page() -> None:
    """A table of one row with paragraphs in it is no table; a menu is no part of the text."""
    page = (
        '<div class="menu"><ul><li>Home</li></ul></div><table><tr><td><p>Side</p></td>'
        "<td><p><b>Lamps</b></p><p>1.1 We light.</p><p>1.2 We mend.</p></td></tr></table>"
    )
    assert told(read_html(page.encode(), lambda *_: None)) == [
        ("text", "", "Side"),
        ("text", "", "Lamps"),
        ("text", "", "1.1 We light."),
        ("text", "", "1.2 We mend."),
    ]
