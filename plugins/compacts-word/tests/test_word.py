"""Results as Word documents: everything is in them, as text, and screen readers can find their way."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from word.documents import opened, part, words
from word.sample import HOSTILE, item, page

from compacts_word.writing import write

SHOWN = (
    "Riverside: result of round 3",
    "Closed: 2026-03-20",
    "One side answered for another.",
    "Council",
    "Don't-knows, Town: 1 of 2 answers",
    "1 ▲ agreed strength",
    "≠ sides differ",
    "2 Item 2",
    "+ agree",
    "1 up, 0 same, 0 down",
    "Joined: B.",
    "Held: 2026-04-01.",
    "1 Item 1: agreed. We keep at it.",
    "Meet. | Support: Tea",
    "Nobody sees to 1 line.",
    "Appendix: every item",
    "We keep our word. (row 1)",
    "It covers: in time; in full.",
    "Town: agree. People: agree (clerk)",
    "Ticked as missing: in time (2).",
    "5 organisations. no 0 %, yes 50 %. Median 2.5, mean 2.5, favourable 50 %, consensus 0.31.",
    "Trust, strengths, Council, for the facilitator only: We talk.",
    "Round 2",
    "Nothing.",
    "A start. Not for ranking.",
)


def test_everything_is_in_the_document() -> None:
    """Each part of the page is there, and no placeholder is left."""
    text = words(write(page(), {}))
    assert [one for one in SHOWN if one not in text] == []
    assert "{" not in text


def test_screen_readers_find_their_way() -> None:
    """Headings are headings, the first row of each table is marked, tables have titles; title and language are set."""
    document = opened(write(page(), {}))
    styled = [(one.style.name or "", one.text) for one in document.paragraphs if one.style]
    headings = [text for style, text in styled if style.startswith("Heading")]
    assert headings[:3] == ["Read this first", "About this result", "Who was asked, and who answered"]
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None  # noqa: SLF001 - as written
        assert table._tblPr.find(qn("w:tblCaption")) is not None  # noqa: SLF001 - as written
    assert (document.core_properties.title, document.core_properties.language) == (page().title, "cy")
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"cy"}


def test_the_document_is_as_old_as_it_is() -> None:
    """Its properties tell the time at which it was made, not that of a template."""
    before = datetime.now(UTC).replace(microsecond=0)
    properties = opened(write(page(), {})).core_properties
    assert before <= properties.created == properties.modified <= datetime.now(UTC)


def test_hostile_words_come_out_as_text() -> None:
    """Markup, placeholders and formulas in what people wrote stand there as they were written."""
    data = write(page(HOSTILE), {})
    text = words(data)
    safe = HOSTILE.replace("\x0b", "").replace("\x1b", "").replace("\ufffe", "")
    assert text.count(safe) > 10
    assert text.count("<b>bold</b> & </w:t> {{ title }} {% for %} {{ ''.__class__ }}") == text.count(safe)
    assert opened(data).core_properties.title == safe[:255]


@settings(max_examples=settings().max_examples // 10)  # one document takes a third of a second
@given(st.text(min_size=1))
def test_any_words_make_a_document_that_can_be_read(text: str) -> None:
    """Whatever people write, the parts of the document are sound XML."""
    data = write(page(text, items=(item(1, page().items[0].finding),)), {})
    for name in ("word/document.xml", "docProps/core.xml"):
        ET.fromstring(part(data, name))  # noqa: S314  (our own file)


@pytest.mark.parametrize("sides", [1, 2, 3, 4, 7])
def test_any_number_of_sides_has_its_columns(sides: int) -> None:
    """The table of items has one column a side, and is no wider than the paper."""
    cells = tuple(page().items[0].cells[0] for _ in range(sides))
    made = page(sides=tuple(f"Side {one}" for one in range(sides)), items=(item(1, page().items[0].finding, cells),))
    document = opened(write(made, {}))
    (table,) = [one for one in document.tables if "Side 0" in [cell.text for cell in one.rows[0].cells]]
    assert [cell.text for cell in table.rows[0].cells[2:]] == list(made.sides)
    section = document.sections[0]
    assert section.page_width
    room = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    assert sum(column.width or 0 for column in table.columns) <= room


def test_a_page_with_nothing_in_it_is_a_document_too() -> None:
    """Without warnings, items, plan, comments and rounds there is still a page that says so."""
    nothing = {name: () for name, value in page()._asdict().items() if isinstance(value, tuple)}
    text = words(write(page(**{**nothing, "comparison": None, "trend": None}), {}))
    assert "There is no plan yet." in text
    assert "No differences are shown." in text
    assert "Read this first" not in text
