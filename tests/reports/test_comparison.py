"""Two codes compared: one value, what it says of every provision, and the pages that are made of it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import Library, open_library
from compact_core.errors import CompactsError, NotFoundError
from compact_core.model.lineage import CodePair, DroppedEntry, Lineage, LineageLink, NewEntry, code_of
from compact_core.reports.code_comparison import (
    EVERY,
    compared_codes,
    compared_links,
    compared_with,
    comparison,
    suggested_codes,
    wanted_verdicts,
)
from compact_core.reports.comparison_html import as_html
from compact_core.reports.comparison_page import CONTRADICTED, comparison_page, comparison_to_plain
from compact_core.reports.markdown import as_markdown
from compact_core.reports.page import Fact, Heading, Words
from compact_core.reports.plain_text import as_text
from compact_core.reports.rows import ComparedProvision
from compact_core.reports.word_marks import in_brackets, marked, one_line
from lineages import code_of_actions
from strategies import hostile_texts

OLD, NEW, LEAFLET = "leeds-partnership-2003", "leeds-working-together-2017", "leeds-partnership-2003-leaflet"
FIRST = code_of_actions("first", {"a": "We meet monthly.", "b": "We share minutes.", "c": "We pay.", "d": "We sing."})
SECOND = code_of_actions("second", {"x": "We meet weekly.", "y": "We share the minutes.", "z": "We plant oaks."})


def link(source: str, target: str, **values: str) -> LineageLink:
    """A link of two provisions."""
    said = {"relation": "equivalent", "change": "reworded", "note": "So.", "confidence": "high", **values}
    return LineageLink(source=(source,), target=(target,), **said)  # type: ignore[arg-type]


LINEAGE = Lineage(
    pairs=(CodePair(source="first", target="second", note="Read with care."),),
    links=(
        link("first#b", "second#y"),
        link("first#a", "second#x", relation="subset", change="strengthened"),
    ),
    dropped=(DroppedEntry(provisions=("first#c",), into="second", note="Pay is gone."),),
    new=(NewEntry(provisions=("second#z",), since="first", note="Oaks are new."),),
)


@pytest.fixture(scope="module")
def library() -> Library:
    """The codes of the program."""
    return open_library()


def test_each_pair_of_the_lineage_is_a_comparison(library: Library) -> None:
    """A code is compared with each code that its lineage pairs it with, whichever comes first.

    The code that replaced it stands first.
    """
    assert compared_with(library, OLD) == ((OLD, NEW), (OLD, LEAFLET))
    assert comparison(library, OLD, NEW) == comparison(library, NEW, OLD)


def test_every_provision_stands_in_a_row(library: Library) -> None:
    """Every provision of both codes is in a row, whatever compares them, and the page of a code has these numbers."""
    for first, second in ((OLD, NEW), (OLD, LEAFLET), (LEAFLET, NEW)):
        found = comparison(library, first, second)
        named = {side.reference for row in found.rows for side in (*row.left, *row.right)}
        provisions = {f"{code}#{one.id}" for code in (first, second) for one in library.code(code).provisions}
        assert named == provisions
    (told, _) = compared_links(library, OLD)
    assert told.note == f"From here to there: {comparison(library, OLD, NEW).counts()}."


def test_rows_stand_in_the_order_of_the_first_code() -> None:
    """Then comes what is new, and then what nothing tells of; each row has its verdict and its words."""
    found = compared_codes(FIRST, SECOND, [LINEAGE])
    assert [(row.verdict, [one.reference for one in (*row.left, *row.right)]) for row in found.rows] == [
        ("stronger", ["first#a", "second#x"]),
        ("reworded", ["first#b", "second#y"]),
        ("dropped", ["first#c"]),
        ("new", ["second#z"]),
        ("unknown", ["first#d"]),
    ]
    assert found.counts() == "0 kept, 1 reworded, 0 weaker, 1 stronger, 1 dropped, 1 new, 1 unknown"
    assert found.notes == ("Read with care.",)
    left, right = found.rows[0].marked()
    assert (in_brackets(left[0]), in_brackets(right[0])) == ("We meet [monthly.]", "We meet [weekly.]")


def test_only_some_verdicts_are_shown_and_all_are_counted() -> None:
    """A view shows what it names, and the numbers stay those of the whole."""
    found = compared_codes(FIRST, SECOND, [LINEAGE]).only(wanted_verdicts(["promised"]))
    assert [row.verdict for row in found.shown] == ["dropped"]
    page = [*comparison_page(found)]
    assert Fact("Shown", "only dropped and weaker") in page
    assert Fact("In short", "0 kept, 1 reworded, 0 weaker, 1 stronger, 1 dropped, 1 new, 1 unknown") in page
    assert [block.text for block in page if isinstance(block, Heading)] == ["What changed", "Dropped: We pay."]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["dropped,weaker"], ("dropped", "weaker")),
        (["promised", "new"], ("dropped", "weaker", "new")),
        (["Weakened", "strengthened"], ("weaker", "stronger")),
        ([], ()),
    ],
)
def test_verdicts_by_their_words(words: list[str], found: tuple[str, ...]) -> None:
    """Verdicts are named alone or with commas, as pages or as files say them, or as a view."""
    assert wanted_verdicts(words) == found


def test_a_word_that_is_no_verdict_is_told() -> None:
    """With the nearest one, or with all."""
    with pytest.raises(CompactsError) as error:
        wanted_verdicts(["droped"])
    assert str(error.value) == "'droped' is not a verdict. Did you mean 'dropped'?"


def test_words_that_name_no_verdict_are_told() -> None:
    """A comma alone would show everything, and look like an answer."""
    with pytest.raises(CompactsError) as error:
        wanted_verdicts(["", " , "])
    assert str(error.value).startswith("No verdict is named. There are kept, ")


@pytest.mark.parametrize(
    ("name", "title", "text", "heading"),
    [
        ("3 Share minutes of every…", "Share minutes of every…", "Share minutes of every\nmeeting.", "2.1, 3"),
        ("Share minutes.", "Share minutes.", "Share minutes.", ""),
        ("3 Minutes", "Minutes", "Share minutes.", "3 Minutes"),
        ("a#gone", "", "", "a#gone"),
    ],
)
def test_what_a_text_begins_with_is_not_said_twice(name: str, title: str, text: str, heading: str) -> None:
    """Above a text that has no title stands its place only."""
    assert ComparedProvision("a#b", name, "2.1, 3", text, title).heading == heading


def test_a_chain_is_told_as_one(library: Library) -> None:
    """Codes that are compared over a third say so, name it, and claim only what follows."""
    found = comparison(library, NEW, LEAFLET)
    assert (found.made_from, found.between) == ("chain", (OLD,))
    known = [row for row in found.rows if row.left and row.right and row.verdict != "unknown"]
    assert known
    assert all(row.relation in {"equal", "subset", "superset"} or row.relation for row in known)
    assert all(code_of(step[0]) == OLD for row in found.rows for step in row.through)
    text = as_text(comparison_page(found))
    assert f"This follows over\n{OLD}:" in text


def test_without_a_lineage_there_are_suggestions() -> None:
    """Each is marked, with a word for how like it is; what is like nothing is unknown."""
    found = suggested_codes(FIRST, SECOND)
    assert found.made_from == "suggestions"
    assert {row.verdict for row in found.rows} == {"suggested", "unknown"}
    assert "No lineage compares these codes." in as_text(comparison_page(found))
    assert any(heading.text.startswith("Suggested (") for heading in _headings(found))


def _headings(found: object) -> list[Heading]:
    return [block for block in comparison_page(found) if isinstance(block, Heading)]  # type: ignore[arg-type]


def test_a_changed_provision_makes_its_row_suspect() -> None:
    """A link whose digest no longer fits is told on every page."""
    stale = replace(link("first#a", "second#x"), source_digests=("0" * 16,))
    with_digest = Lineage(pairs=LINEAGE.pairs, links=(stale,))
    found = compared_codes(FIRST, SECOND, [with_digest])
    assert [row.suspect for row in found.rows if row.right and row.left] == [True]
    assert found.counts().endswith("; 1 of them suspect")
    assert "Suspect: a provision has changed" in as_text(comparison_page(found))
    assert "Suspect: a provision has changed" in as_html(found)


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (Lineage(links=(link("first#b", "second#y"),)), False),
        (Lineage(links=(link("first#d", "second#y"),)), False),
        (Lineage(links=(link("first#b", "second#y", relation="superset", change="weakened"),)), True),
        (Lineage(links=(link("first#c", "second#y"),)), True),
        (Lineage(new=(NewEntry(provisions=("second#y",), since="first", note="New."),)), True),
    ],
)
def test_lineages_that_contradict_each_other_are_told(other: Lineage, *, contradicts: bool) -> None:
    """What two files say differently is shown twice, and it is said that nobody can tell which is right."""
    found = compared_codes(FIRST, SECOND, [LINEAGE, other])
    assert found.contradicted == contradicts
    assert (Words(CONTRADICTED) in comparison_page(found)) == contradicts


def test_what_cannot_be_compared_is_told(library: Library) -> None:
    """A code that is not there, and one that is named twice."""
    with pytest.raises(NotFoundError):
        comparison(library, NEW, "nowhere")
    with pytest.raises(CompactsError, match="is named twice"):
        comparison(library, NEW, NEW)


@given(st.lists(st.sampled_from("abcde"), max_size=8), st.lists(st.sampled_from("abcde"), max_size=8))
def test_marks_change_no_word(first: list[str], second: list[str]) -> None:
    """Without its marks a text is what it was, and what is not marked is the same on both sides."""
    (left,), (right,) = marked([" ".join(first)], [" ".join(second)])
    assert " ".join(piece.text for piece in left) == " ".join(first)
    assert " ".join(piece.text for piece in right) == " ".join(second)
    same = [[word for piece in side if not piece.differs for word in piece.text.split()] for side in (left, right)]
    assert same[0] == same[1]
    assert all(one.differs != other.differs for side in (left, right) for one, other in pairwise(side))


@given(hostile_texts, hostile_texts, hostile_texts)
def test_every_format_takes_any_text(first: str, second: str, note: str) -> None:
    """Whatever codes and lineages say, HTML has it as text, and the other formats are whole."""
    ours, theirs = code_of_actions("first", {"a": first}), code_of_actions("second", {"x": second})
    lineage = Lineage(
        pairs=(CodePair(source="first", target="second", note=note),), links=(link("first#a", "second#x"),)
    )
    found = compared_codes(ours, theirs, [lineage])
    html = as_html(found)
    assert "<script" not in html
    assert "<b>bold" not in html
    assert html.count("<li class=") == len(found.rows) == 1
    assert as_text(comparison_page(found))
    assert as_markdown(comparison_page(found))
    (row,) = comparison_to_plain(found)["rows"]
    assert " ".join(piece["text"] for piece in row["from"][0]["words"]) == " ".join(one_line(first).split())


def test_html_stands_by_itself() -> None:
    """It loads nothing, says its language, and shows each verdict with a sign and a word."""
    html = as_html(compared_codes(FIRST, SECOND, [LINEAGE]))
    assert "http" not in html.replace("http-equiv", "")
    assert "default-src 'none'" in html
    assert "<del>monthly.</del>" in html
    assert "<ins>weekly.</ins>" in html
    assert all(f'class="row {name}"' in html for name in ("stronger", "reworded", "dropped", "new"))
    assert set(EVERY) >= {"stronger", "reworded", "dropped", "new"}
