"""Documents of many layouts, with invented words: each becomes the draft that a reader of it would expect."""

from pathlib import Path

import pytest

from compact_core import read_text
from compact_core.documents.coverage import coverage
from compact_core.documents.writing import draft_text
from compact_core.model import Commitment
from documents.outlines import DOCUMENTS, FOLDER, draft_from, draft_of, outline_of


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_outlined(name: str) -> None:
    """Every part, who owes it, and every doubt are as the outline beside the document says."""
    assert outline_of(draft_of(name)) == Path(FOLDER, f"{name}.outline").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_is_in_the_draft(name: str) -> None:
    """All words of a document are in its draft, in order, but for those that are listed as left out."""
    found = coverage(draft_of(name))
    assert (found.found, found.missing) == (found.words, ())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_draft_is_a_sound_code(name: str) -> None:
    """The check accepts the draft as it is written, and says once that it has the document's own words."""
    draft = draft_of(name)
    loaded = read_text(draft_text(draft, name))
    assert loaded.code == draft.code
    notes = [problem for problem in loaded.problems if "the document's own words" in problem.message]
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    assert [problem.severity for problem in notes] == ["note"]


def test_each_doubt_stands_beside_its_part() -> None:
    """In the file, a part says where it stands in the document, and what is doubtful there."""
    text = draft_text(draft_of("recognition.txt"), "recognition.txt")
    assert (
        "# line 24\n"
        "# Doubt, line 24: the number 1 comes again under 'Commitments to be made by Voluntary Organisations',"
        " after 1. Assumed: numbers start again here.\n"
        '[[parts]]\nkind = "section"\nid = "early-answers"\n'
    ) in text


def test_a_restated_part_is_no_longer_the_documents() -> None:
    """Whoever writes a text anew has one part less that is not for passing on."""
    text = draft_text(draft_of("status.txt"), "status.txt")
    restated = text.replace("Nobody can go to court over it.", "No court will hear of it.")
    before, after = (read_text(one).problems[-1] for one in (text, restated))
    assert (
        before.message
        == "4 parts still have the document's own words; the first is 'it-is-a-promise-between-neighbours'."
    )
    assert (
        after.message
        == "3 parts still have the document's own words; the first is 'it-is-a-promise-between-neighbours'."
    )


CONTENTS = """\
Lamp code

Contents

Why we meet {0}
What we do {1}

Why we meet

The lamps are old, and the nights are long, so we keep them together.

What we do

- mend lamps
- share oil
"""


@pytest.mark.parametrize("pages", [("", ""), ("1", "2"), (".... 1", ".... 2"), ("\t1", "\t2")])
def test_a_contents_page_is_found_and_left_out(pages: tuple[str, str]) -> None:
    """With leaders, tabs, bare numbers or nothing, its entries are headings further down, and are in no part."""
    draft = draft_from(CONTENTS.format(*pages))
    assert [section.title for section in draft.code.sections] == ["Why we meet", "What we do"]
    assert {dropped.why for dropped in draft.dropped} == {"the contents page"}


def test_what_runs_along_the_pages_is_left_out() -> None:
    """Headers, footers, page numbers and marks of converters are listed, and are in no part."""
    pages = [
        f"Lamp code - draft\n\n{n} {name}\n\nThe lamps are lit at dusk by {name}.\n\nPage {n} of 3"
        for n, name in enumerate(("Wicks", "Oil", "Glass"), 1)
    ]
    draft = draft_from("Converted from Word to text by lamp2text\n" + "\f".join(pages))
    assert sorted({dropped.why for dropped in draft.dropped}) == [
        "a line that runs along the pages",
        "a mark of a converter, or a rule",
    ]
    assert [section.title for section in draft.code.sections] == ["Wicks", "Oil", "Glass"]


def test_a_heading_printed_twice_is_one() -> None:
    """A heading that the next page repeats opens one section."""
    draft = draft_from("Lamp code\n\n1 Oil\n\n1 Oil (continued)\n\nThe oil is kept in a dry and quiet place.\n")
    assert [(section.number, section.title) for section in draft.code.sections] == [("1", "Oil")]
    assert [dropped.why for dropped in draft.dropped] == ["a heading that is printed twice"]


def test_broken_lines_are_joined() -> None:
    """A sentence that the layout broke is one again, also at a hyphen and between tags."""
    text = (
        "1 Oil\n\n1.1 The oil is kept in a dry place that every\n\n"
        "part<b>ner</b> can reach, in a well-\nlit yard of co-\noperation.\n"
    )
    (part,) = draft_from(text).code.provisions
    assert (
        part.text == "The oil is kept in a dry place that every partner can reach, in a well-lit yard of co-operation."
    )


@pytest.mark.parametrize(
    ("heading", "owed"),
    [
        ("The County Council will:", "county-council"),
        ("Undertakings for the sector", "sector"),
        ("Joint undertakings", "all"),
        ("What the NHS will do", "nhs"),
        ("Voluntary Sector Responsibilities", "voluntary-sector"),
        ("Commitments made by public bodies", "public-bodies"),
        ("Both sectors agree to:", "all"),
        ("We will", "all"),
        ("Les associations s'engagent à :", "associations"),
        ("Engagements de l'État", "etat"),
        ("Ymrwymiadau'r Llywodraeth", "llywodraeth"),
        ("Bydd y trydydd sector yn:", "trydydd-sector"),
    ],
)
def test_a_heading_says_who_owes(heading: str, owed: str) -> None:
    """What stands under such a heading is promised by that party, and the doubt says that the heading told it."""
    draft = draft_from(f"Lamp code\n\n{heading}\n\n- mend the lamps\n- share the oil\n")
    (section,) = draft.code.sections
    assert (section.duty, [part.kind for part in draft.code.provisions]) == ((owed,), ["commitment", "commitment"])
    assert any("1 heading says what" in doubt.seen and doubt.line == 3 for doubt in draft.doubts)


def test_a_sentence_says_who_owes() -> None:
    """Where no heading says it, prose does, and the doubt says so."""
    draft = draft_from("Lamp code\n\n1 Oil\n\n1.1 The Town Council will pay for the oil.\n1.2 Oil is dear.\n")
    promise, fact = draft.code.provisions
    assert isinstance(promise, Commitment)
    assert (promise.duty, fact.kind) == (("town-council",), "paragraph")
    assert "line 5: 1 sentence says what 'Town Council' owes. Assumed: duty = [\"town-council\"] there." in map(
        str, draft.doubts
    )


def test_plugins_add_words_for_headings() -> None:
    """Words of another language say what stands under a heading."""
    from compact_core.documents.draft import drafted
    from compact_core.documents.heading_words import KindTable
    from compact_core.documents.text_reader import read_text as blocks_of
    from compact_core.plugins import HeadingWords

    text = "Lampenordnung\n\nHindernisse\n\n- Dunkelheit – niemand sieht etwas\n"
    table = KindTable([HeadingWords("de", "barrier", ("hinderniss*",))])
    (part,) = drafted(blocks_of(text.encode(), lambda *_: None), "x", table=table).code.provisions
    assert (part.kind, part.title) == ("barrier", "Dunkelheit")
