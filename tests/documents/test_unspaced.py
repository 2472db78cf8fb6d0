"""Lines whose layout says little: headings without space around them, definition lists, notes under a heading."""

from compact_core.documents.readers import cleaned
from compact_core.documents.text_reader import read_text
from compact_core.documents.tidying import tidied
from compact_core.model import Definition
from documents.outlines import draft_from, outline_of

PROSE = "The lamps of the town are lit at dusk in each street, by whoever lives nearest to them and has oil."
SHORT = "Nobody is left in the dark."
WRAPPED = """\
Lamp code
Light
The lamps of the town are lit at dusk in each street, by whoever
lives nearest to them and has oil for the lamps of the whole row.
Oil
The office of lamps gives oil to whoever asks for it, on each day
of the week but one.
"""


def test_a_short_line_between_paragraphs_stands_by_itself() -> None:
    """Where no space tells, a short line after the end of a paragraph and before prose is no part of either."""
    tidy = tidied(map(cleaned, read_text(WRAPPED.encode(), lambda *_: None)))
    assert [block.text for block in tidy.blocks if len(block.text) < 20] == ["Lamp code", "Light", "Oil"]
    assert [str(doubt) for doubt in tidy.doubts] == [
        "line 2: 'Light' is a short line without space around it. Assumed: it is a line of its own.",
        "line 5: 'Oil' is a short line without space around it. Assumed: it is a line of its own.",
    ]


def test_lines_of_a_list_do_not_stand_by_themselves() -> None:
    """Short lines after one another, or after a colon, are left as they are."""
    text = f"Lamp code\n\nThese have oil:\nThe office\nThe crew\n{PROSE}\n{SHORT}\n{PROSE}\n"
    tidy = tidied(map(cleaned, read_text(text.encode(), lambda *_: None)))
    assert [str(doubt) for doubt in tidy.doubts if "short line" in str(doubt)] == []


def test_a_definition_list_in_markdown() -> None:
    """A term and what it means are one definition, on however many lines they stand."""
    draft = draft_from(
        "# Lamp code\n\n## Glossary\n\nDusk\n: When lamps\n  are lit.\n\nOil\n\n: What lamps burn.\n", "a.md"
    )
    found = [part for part in draft.code.parts if isinstance(part, Definition)]
    assert [(part.title, part.text) for part in found] == [
        ("Dusk", "Dusk: When lamps are lit."),
        ("Oil", "Oil: What lamps burn."),
    ]


def test_a_note_makes_no_lead_of_a_promise() -> None:
    """The only text under a heading is what is promised there, also with a note to it."""
    draft = draft_from("# Lamp code\n\n## What the council will do\n\nLight lamps.[^1]\n\n[^1]: At dusk.\n", "a.md")
    assert outline_of(draft).splitlines()[1:4] == [
        "section What the council will do <council>",
        "  commitment Light lamps.",
        "    note 1 At dusk.",
    ]


def test_a_heading_that_is_often_at_the_top_of_a_page_is_no_running_line() -> None:
    """Only what runs along the pages is left out, and not a party's heading that comes on some of them."""
    pages = ["The council will:\n\n1.1 Light.", "1.2 Oil.", "The council will:\n\n2.1 Sweep.", "2.2 Mend."]
    text = "\f".join(f"Lamp code - {at}\n\n{page}\n" for at, page in enumerate([*pages, *pages[:1], *pages[1:2]], 1))
    tidy = tidied(map(cleaned, read_text(text.encode(), lambda *_: None)))
    assert sum(block.words == "The council will:" for block in tidy.blocks) == 3
    assert {dropped.block.words for dropped in tidy.dropped} == {f"Lamp code - {at}" for at in range(1, 7)}
