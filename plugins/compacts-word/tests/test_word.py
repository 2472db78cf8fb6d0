"""Results as Word documents: everything is in them, as text, and screen readers can find their way."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from word.documents import opened, part, words
from word.sample import HOSTILE, item, page, usual

from compact_core import OwnAnswer, OwnPage
from compacts_word.writing import write

SHOWN = (
    "Riverside: result of round 3",
    "Partners agree on 1 strength.",
    "Closed: 2026-03-20",
    "One side answered for another.",
    "Town: Council. No response: Trust.",
    "low is on the left and high on the right: T Town, G Groups.",
    "≠ sides differ",
    "─G━━┊━━T─",
    "parked",
    "“Too late.” (Trust; Trust)",
    "≠▲",
    "2 Item 2",
    "T agree; G disagree",
    "█████░░░░░",
    "wider",
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
    text = words(usual())
    assert [one for one in SHOWN if one not in text] == []
    assert "{" not in text


def test_screen_readers_find_their_way() -> None:
    """Headings are headings, the first row of each table is marked, tables have titles; title and language are set."""
    document = opened(usual())
    styled = [(one.style.name or "", one.text) for one in document.paragraphs if one.style]
    headings = [text for style, text in styled if style.startswith("Heading")]
    assert headings[:3] == ["Read this first", "Who answered", "Talk about these first"]
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


@settings(max_examples=settings().max_examples // 10)  # a document takes long to make
@given(st.text(min_size=1))
def test_any_words_make_a_document_that_can_be_read(text: str) -> None:
    """Whatever people write, the parts of the document are sound XML."""
    data = write(page(text, items=(item(1, page().items[0].finding),)), {})
    for name in ("word/document.xml", "docProps/core.xml"):
        ET.fromstring(part(data, name))  # noqa: S314  (our own file)


@pytest.mark.parametrize("sides", [1, 7])
def test_any_number_of_sides_stands_on_the_scale(sides: int) -> None:
    """Each item tells where every side stands in words, by its letter, and no table is wider than the paper."""
    cells = tuple(page().items[0].cells[0] for _ in range(sides))
    letters = tuple(str(number) for number in range(1, sides + 1))
    names = tuple(f"Side {one}" for one in range(sides))
    made = page(sides=names, letters=letters, items=(item(1, page().items[0].finding, cells),))
    document = opened(write(made, {}))
    (table,) = [one for one in document.tables if one.rows[0].cells[-1].text == "Sides"]
    assert table.rows[1].cells[-1].text == "; ".join(f"{letter} agree" for letter in letters)
    assert table.rows[1].cells[1].paragraphs[0].runs[0].font.name == "Consolas"
    section = document.sections[0]
    assert section.page_width
    room = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
    assert sum(column.width or 0 for column in table.columns) <= room


def test_a_page_for_one_organisation_has_its_own_answers() -> None:
    """They stand beside where the sides stand, with words for its own reports."""
    made = page()
    own = OwnPage("Council", "Town", (OwnAnswer(made.items[0], "disagree", 0.25, ()),), ("For it.",), ("We are one.",))
    text = words(write(page(own=own), {}))
    shown = ("For Council", "For it.", "in words that anybody may read: We are one.", "; Council disagree")
    assert [one for one in shown if one not in text] == []


def test_a_page_with_nothing_in_it_is_a_document_too() -> None:
    """Without warnings, items, plan, comments and rounds there is still a page that says so."""
    nothing = {name: () for name, value in page()._asdict().items() if isinstance(value, tuple)}
    text = words(write(page(**{**nothing, "comparison": None, "trend": None}), {}))
    assert "There is no plan yet." in text
    assert "No differences are shown." in text
    assert "Read this first" not in text
