"""The parts of a code: one order, one place in the tree for each, and what is filled in."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import Code, NotFoundError
from compact_core.model import (
    DEEPEST_LEVEL,
    TOP,
    Action,
    Agreement,
    CodeIndex,
    Commitment,
    Group,
    Header,
    Note,
    Paragraph,
    Part,
    Party,
    Quotation,
    Section,
    Signatory,
    Source,
    Table,
)
from compact_core.model.places import filled, plain_number, same_number
from strategies import codes, few, texts


def code(*parts: Part, **others: Any) -> Code:  # noqa: ANN401 - any field of a code
    """A code with these parts."""
    agreement = Agreement(id="agreement", name="Agreement", kind="compact")
    return Code(
        header=Header(id="code", title="Code", stem=others.pop("stem", "")),
        agreement=agreement,
        source=Source(title="Source"),
        parts=parts,
        **others,
    )


def section(name: str, number: str = "", within: str = "", title: str = "Talking", **others: Any) -> Section:  # noqa: ANN401
    """A section."""
    return Section(id=name, title=title, number=number, within=within, **others)


def clause(name: str, number: str = "", within: str = "") -> Paragraph:
    """A paragraph."""
    return Paragraph(id=name, number=number, within=within, text="Talk.")


# Laws


@given(codes())
def test_what_is_filled_in_stays(code: Code) -> None:
    """Filling in again changes nothing, and a code that is made again of its parts is the same."""
    assert filled(code.parts) == code.parts
    assert replace(code) == code == replace(code, parts=list(code.parts))  # type: ignore[arg-type]


@given(codes())
def test_the_views_together_are_the_parts(code: Code) -> None:
    """Each part is in one view, and every view has the order of the document."""
    views = (
        *(code.sections, code.provisions, code.groups, code.tables),
        *(code.quotations, code.figures, code.notes, code.signatories),
    )
    position = {id(part): number for number, part in enumerate(code.parts)}
    assert sorted(position[id(part)] for view in views for part in view) == [*range(len(code.parts))]
    assert all([position[id(part)] for part in view] == sorted(position[id(part)] for part in view) for view in views)


@given(codes())
def test_each_part_is_in_one_place_of_the_tree(code: Code) -> None:
    """Going down from the top meets every part once; going up from a part goes the same way."""
    index = CodeIndex(code)
    met: list[tuple[int, int]] = []

    def go_down(outer: str, around: tuple[Part, ...]) -> None:
        for part in index.parts_in(outer):
            met.append((id(part), len(around) + 1))
            assert index.around(part) == around
            assert index.section_of(part) == next((one.id for one in reversed(around) if isinstance(one, Section)), "")
            if part.id:
                go_down(part.id, (*around, part))

    go_down("", ())
    assert Counter(name for name, _ in met) == Counter(map(id, code.parts))
    for part in code.parts:
        inside = [one for one in code.parts if any(outer is part for outer in index.around(one))]
        assert Counter(map(id, index.inside(part))) == Counter(map(id, inside))
    assert max((level for _, level in met), default=0) <= DEEPEST_LEVEL


@given(codes())
def test_every_part_but_a_section_has_a_place(code: Code) -> None:
    """It stands in the nearest section before it unless it says otherwise, and its place is never empty."""
    nearest = ""
    for part in code.parts:
        if isinstance(part, Section):
            nearest = part.id
            continue
        assert part.within or not nearest
        assert part.at
    assert {part.within for part in code.parts} <= {"", TOP, *(part.id for part in code.parts)}


@given(codes())
def test_a_part_is_found_by_its_id_and_its_number(code: Code) -> None:
    """An id finds its own part, whatever numbers there are; a number finds every part that prints it."""
    index = CodeIndex(code)
    for part in code.parts:
        if part.id:
            assert index.find(part.id) == (part,) == (index.item(part.id),)
        if same_number(part.number) and part.number not in index.items:
            same = tuple(one for one in code.parts if same_number(one.number) == same_number(part.number))
            assert index.find(part.number) == same


@given(codes())
def test_a_link_is_found_from_both_ends(code: Code) -> None:
    """A link is among those from its source and, unless it leads into another code, among those to its target."""
    index = CodeIndex(code)
    for link in code.links:
        assert link in index.links_from(link.source)
        assert "#" in link.target or link in index.links_to(link.target)


@few
@given(codes())
def test_who_owes_a_part_is_a_party_of_the_code(code: Code) -> None:
    """Sides are told as their parties, and what somebody owes is in the code's list for that party and side."""
    parties = {party.id for party in code.parties}
    index = CodeIndex(code)
    for part in code.provisions:
        assert set(index.owed_by(part)) <= {*parties, "all"}
        for party in code.parties:
            owes = party.id in index.owed_by(part) or "all" in index.owed_by(part)
            assert (part in code.owed_by(party.id)) == owes
            assert not owes or part in code.owed_by(party.side)


@given(texts, texts)
def test_numbers_are_compared_without_their_dress(number: str, outer: str) -> None:
    """What is taken off a number once is off, and any number in any part gives a place."""
    assert plain_number(plain_number(number)) == plain_number(number)
    assert same_number(same_number(number)) == same_number(number)
    made = code(section("s", outer), clause("a", number)).parts[1]
    assert isinstance(made, Paragraph)
    assert made.at


@given(st.lists(st.sampled_from(("a", "b", "c", "", TOP)), max_size=6))
def test_parts_in_circles_and_of_one_id_are_held(within: list[str]) -> None:
    """The model refuses no draft: look-ups in it come to an end."""
    draft = code(*(clause("abc"[number % 3], within=outer) for number, outer in enumerate(within)))
    index = CodeIndex(draft)
    assert all(len(index.around(part)) <= len(draft.parts) for part in draft.parts)
    assert all(len(index.inside(part)) <= 3 * len(draft.parts) for part in draft.parts)


# Examples


@pytest.mark.parametrize(
    ("outer", "number", "at"),
    [
        ("8", "8b", "8b"),
        ("8", "81", "8, 81"),
        ("1", "1.2", "1.2"),
        ("1.", "1.2.", "1.2"),
        ("1.0", "1.1", "1.1"),
        ("4", "(a)", "4(a)"),
        ("4", "[a]", "4[a]"),
        ("4", "3", "4, 3"),
        ("IV", "2", "IV, 2"),
        ("Title I", "Article 3", "Article 3"),
        ("Annex A", "A.1", "A.1"),
        ("D", "D", "D"),
        ("", "A", "Talking, A"),
        ("2", "", "2, paragraph 1"),
        ("", "", "Talking, paragraph 1"),
        (" 3: ", "  ", "3, paragraph 1"),
    ],
)
def test_a_place_is_made_from_the_number(outer: str, number: str, at: str) -> None:
    """It is what a reader would look up: the number, after that of the section where it does not say as much itself."""
    made = code(section("s", outer), clause("a", number)).provisions[0]
    assert made.at == at


def test_clauses_in_clauses_add_to_the_place() -> None:
    """A number in brackets goes on from the place around it, and may print what it goes on from."""
    made = code(
        section("s", "1"),
        clause("c", "1.2"),
        clause("d", "(2)", "c"),
        clause("e", "(2)(a)", "d"),
        clause("f", "(i)", "e"),
        clause("g", within="c"),
        clause("h", "1.2.1", "c"),
    )
    assert [one.at for one in made.provisions] == [
        *("1.2", "1.2(2)", "1.2(2)(a)", "1.2(2)(a)(i)", "1.2, paragraph 1", "1.2.1"),
    ]


def test_a_place_without_a_number_counts_what_is_alike() -> None:
    """Bullets are counted by themselves, and so are paragraphs, tables, boxes and notes; numbers are not counted."""
    action, head = Action(id="", text="Talk."), section("s", "7")
    parts = (
        *(replace(action, id="a"), clause("p"), replace(action, id="b", number="7.1"), replace(action, id="c")),
        *(Table(id="t", headings=("a",), rows=()), Quotation(id="q", instrument="Act", text="Q.")),
        *(
            Note(id="n", text="N."),
            replace(action, id="d", at="as it is"),
            replace(action, id="e"),
            clause("u", within=TOP),
        ),
    )
    made = code(head, *parts, Signatory(organisation="O", within=TOP), clause("v", within=TOP))
    assert [getattr(one, "at", "") for one in made.parts[1:]] == [
        *("7, bullet 1", "7, paragraph 1", "7.1", "7, bullet 2", "7, table 1", "7, box 1", "7, note 1", "as it is"),
        *("7, bullet 4", "paragraph 1", "bullet 1", "paragraph 2"),
    ]


def test_a_section_within_another_has_both_in_its_places() -> None:
    """A heading without a number is told by its title, without the sign at its end."""
    made = code(
        section("s", "4"),
        section("t", title="What the council does:", within="s"),
        clause("a", "1"),
        section("u", "4.2", within="s"),
        clause("b"),
    )
    assert [one.at for one in made.provisions] == ["4, What the council does, 1", "4.2, paragraph 1"]


PAPER = code(
    section("one", "1", stem="We will", duty=("public",)),
    clause("a", "1.1"),
    Commitment(id="b", number="1.2", text="Talk."),
    section("two", "1.3", within="one"),
    Action(id="c", number="(a)", text="Talk.", duty=("third-side",)),
    Commitment(id="d", number="(b)", within="b", text="Talk."),
    section("again", "1", stem="They will"),
    Commitment(id="e", text="Talk.", duty=("all",)),
    Group(id="g", title="News"),
    Commitment(id="f", within="g", text="Talk.", duty=("third",)),
    Commitment(id="top-one", within=TOP, text="Talk."),
    stem="The partners will",
    parties=(
        Party(id="public", name="Public sector", side="public-side"),
        Party(id="third", name="Charities", side="third-side"),
        Party(id="faith", name="Churches", side="third-side"),
    ),
)


def test_a_part_is_found_by_id_number_or_place() -> None:
    """The id wins; a number may be typed with or without its brackets and full stop."""
    assert [PAPER.part(name).id for name in ("a", "1.2", "1.2.", "1.3", "1.3(a)", "(B)")] == [
        *("a", "b", "b", "two", "c", "d"),
    ]
    with pytest.raises(NotFoundError) as raised:
        PAPER.part("1")
    assert str(raised.value) == "2 parts of code have the number 1: 'one' and 'again'. Name one by its id."
    with pytest.raises(NotFoundError):
        PAPER.part("9.9")
    with pytest.raises(NotFoundError) as raised:
        PAPER.part("news")
    assert str(raised.value) == "There is no part of code called 'news'. Did you mean 'g' (News)?"
    assert replace(PAPER, parts=(*PAPER.parts, clause("1", within=TOP))).part("1").id == "1"


def test_what_stands_in_a_part_at_every_level() -> None:
    """Each part before what stands in it; nothing stands in what has no id."""
    index = CodeIndex(PAPER)
    assert [part.id for part in index.inside(PAPER.part("one"))] == ["a", "b", "d", "two", "c"]
    assert index.inside(PAPER.part("d")) == index.inside(Signatory(organisation="Mill")) == ()


def test_a_clause_of_a_running_paragraph_is_found_without_its_section() -> None:
    """Paragraphs may be counted through all sections: the last piece of a place is enough to find a clause."""
    two = (section("one", "1"), clause("p1", "1"), section("two", "2"), clause("p3", "3"), clause("a", "(a)", "p3"))
    paper = code(*two)
    assert paper.part("a").at == "2, 3(a)"  # type: ignore[union-attr]
    assert [paper.part(name).id for name in ("3(a)", "2, 3(a)", "3")] == ["a", "a", "p3"]


def test_what_stands_in_a_part() -> None:
    """The parts that stand directly in it, in their order, by id, number or the part itself; else those at the top."""
    for top in (PAPER.within(), PAPER.within("top"), PAPER.within("")):
        assert [part.id for part in top] == ["one", "again", "top-one"]
    assert [part.id for part in PAPER.within("one")] == ["a", "b", "two"]
    for b in ("b", "1.2", PAPER.part("b")):
        assert [part.id for part in PAPER.within(b)] == ["d"]
    assert PAPER.within(Signatory(organisation="Mill")) == ()
    with pytest.raises(NotFoundError):
        PAPER.within("nowhere")


def test_the_stem_is_that_of_the_nearest_section() -> None:
    """A section without one reads those around it, and what stands in none that of the code; other kinds have none."""
    index = CodeIndex(PAPER)
    stems = {name: index.stem_of(PAPER.part(name)) for name in ("a", "b", "c", "d", "f", "top-one")}
    assert stems == {
        "a": "",
        **dict.fromkeys("bcd", "We will"),
        "f": "They will",
        "top-one": "The partners will",
    }


def test_who_owes_what() -> None:
    """A side owes what one of its parties owes; the parties are those of the nearest part around that names some."""
    assert [one.id for one in PAPER.owed_by("public")] == ["b", "d", "e"]
    assert [one.id for one in PAPER.owed_by("third")] == ["c", "e", "f"]
    assert [one.id for one in PAPER.owed_by("faith")] == ["c", "e"]
    assert [one.id for one in PAPER.owed_by("third-side")] == ["c", "e", "f"]
    assert PAPER.owed_by("nobody") == ()
    duties = {name: CodeIndex(PAPER).duty_of(PAPER.part(name)) for name in "abce"}
    assert duties == {
        "a": (),
        "b": ("Public sector",),
        "c": ("Charities", "Churches"),
        "e": ("all parties",),
    }
