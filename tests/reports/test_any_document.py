"""Everything that a document prints is shown where it prints it: an invented accord that has every kind of part."""

from dataclasses import fields, replace

import pytest
from hypothesis import given

from compact_core import Code, CodeIndex
from compact_core.model import PART_KINDS, Action, Note, Part, Question, Section
from compact_core.reports.code_page import code_page, part_page
from compact_core.reports.labels import LABELS, SERVED, SERVES
from compact_core.reports.page import Block, Fact, Heading, PageLink, Words
from compact_core.reports.part_names import after_stem, kind_of, name_of
from compact_core.reports.plain_text import as_text
from samples import DATA, FERRY
from strategies import codes, few
from tui.samples import library_of

ALONE = library_of()
INDEX = CodeIndex(FERRY)
STANDS = (LABELS["kind"], LABELS["at"])


def page(part: str) -> list[Block]:
    """The page of a part of the accord."""
    return list(part_page(ALONE, INDEX, INDEX.item(part)))


def facts(part: str) -> dict[str, str]:
    """What the page of a part says as facts, those of the parts in it left out."""
    blocks = page(part)
    inside = next((place for place, block in enumerate(blocks[1:], 1) if isinstance(block, Heading)), len(blocks))
    return {block.label: block.text for block in blocks[:inside] if isinstance(block, Fact)}


def test_the_whole_accord_as_text() -> None:
    """A code with clauses in clauses and every kind of part reads in the order in which it is printed."""
    assert as_text(code_page(ALONE, INDEX)) == (DATA / "ferry.txt").read_text("utf-8")


def test_the_accord_has_everything() -> None:
    """Only what the accord has is tested with it: it has the newer kinds of part, and each of their fields filled."""
    kinds = {part.kind for part in INDEX.code.parts}
    assert {"aim", "step", "question", "example", "indicator", "task", "figure", "note", "group"} <= kinds
    for kind in ("step", "indicator", "task"):
        (part,) = (one for one in INDEX.code.parts if one.kind == kind)
        own = {field.name for field in fields(PART_KINDS[kind])} - {"erratum", "number", "title", "label"}
        assert [name for name in own if not getattr(part, name)] == []
    assert {link.relation for link in INDEX.code.links} == {*SERVES} == {*SERVED}


@few
@given(codes())
def test_kind_and_place_stand_under_the_heading(code: Code) -> None:
    """What stands for the page comes before what the part says, and nowhere else on its page."""
    index = CodeIndex(code)
    for part in code.parts:
        if not part.id or isinstance(part, Section):
            continue
        own = list(part_page(ALONE, index, part))
        at = getattr(part, "at", "")
        told = [Fact(LABELS["kind"], kind_of(part)), Fact(LABELS["at"], at)]
        assert own[1] == told[0]
        assert own[2:3] == told[1:] or at in part.number
        until = next((n for n, block in enumerate(own[1:], 1) if isinstance(block, Heading)), len(own))
        assert not any(isinstance(block, Fact) and block.label in STANDS for block in own[3:until])


@few
@given(codes())
def test_the_stem_of_the_nearest_section_is_read_before_an_action(code: Code) -> None:
    """On its page an action or a commitment is read after the stem of the nearest section with one, or the code's."""
    index = CodeIndex(code)
    for part in code.parts:
        in_a_clause = any(getattr(outer, "text", "") for outer in index.around(part))
        if part.kind in {"action", "commitment"} and not in_a_clause:
            stems = [section.stem for section in index.sections_around(part) if section.stem]
            stem = [code.header.stem, *stems][-1]
            said = after_stem(index, part)
            assert said == (f"{stem} … {getattr(part, 'text', '')}" if stem else getattr(part, "text", ""))
            assert not stem or Words(said) in list(part_page(ALONE, index, part))


def test_a_clause_that_goes_on_is_read_before_the_clauses_within_it() -> None:
    """What leads in to smaller clauses is read before each, after the stem; a whole sentence is not."""
    texts = {"ask": ("", "ask first:"), "letter": ("ask", "by letter:"), "post": ("letter", "by post")}
    whole = {"meet": ("", "Meet."), "often": ("meet", "Meet often.")}
    actions = (Action(id=key, within=within, text=text) for key, (within, text) in {**texts, **whole}.items())
    index = CodeIndex(replace(FERRY, header=replace(FERRY.header, stem="We"), parts=tuple(actions)))
    said = {part.id: after_stem(index, part) for part in index.code.parts}
    assert said["post"] == "We … ask first: … by letter: … by post"
    assert said["often"] == "We … Meet often."


@pytest.mark.parametrize(("link", "label"), [(link, SERVES[link.relation]) for link in INDEX.code.links])
def test_a_link_is_shown_from_both_ends(link: object, label: str) -> None:
    """The page of each end of a link leads to the other, in words for its direction; so does a section's."""
    assert link in INDEX.code.links
    source, target, relation = (getattr(link, name) for name in ("source", "target", "relation"))
    there = next(block for block in page(source) if isinstance(block, PageLink) and block.label == label)
    back = next(block for block in page(target) if isinstance(block, PageLink) and block.label == SERVED[relation])
    assert (there.id, there.text) == (target, name_of(INDEX.item(target)))
    assert (back.id, back.text, back.note) == (source, name_of(INDEX.item(source)), there.note)


def test_a_part_without_a_title_is_named_once() -> None:
    """Its number and its words are its heading, which are not said a second time; long words are, in full."""
    assert page("calm")[0] == Heading(
        1, "2.1 Every dispute ends at the table.", "calm", "Vision", ("Accord of the Ferry", "2.0 When we disagree")
    )
    assert not any(isinstance(block, Words) for block in page("calm"))
    assert Words("The act is quoted below.\nRead it slowly.") in page("first")
    assert [block.text for block in page("told") if isinstance(block, Words)] == [
        "Who tells the riders, and where can they read it before they come to the landing?"
    ]


def test_a_side_owes_by_its_parties() -> None:
    """A duty that names a side is owed by each party of it; what a clause holds is owed by whoever owes the clause."""
    duty = LABELS["duty"]
    assert {part: facts(part).get(duty) for part in ("full", "told", "light", "pay", "talk")} == {
        "full": "Crews, Riders",
        "told": "Crews, Riders",
        "light": "River Bank",
        "pay": "River Bank",
        "talk": None,
    }


def test_a_note_is_named_where_it_belongs() -> None:
    """The page of a part leads to the notes on it, and a note to its part."""
    assert PageLink("Note", "* See https://ferry.example/full-boats.", "see-page") in page("told")
    assert next(block for block in page("see-page") if isinstance(block, PageLink)).id == "told"


def test_the_documents_own_word_stands_in_place_of_the_kind() -> None:
    """A label is shown in headings and facts alike."""
    assert {part: facts(part)["Kind"] for part in ("calm", "pay", "talk", "money")} == {
        "calm": "Vision",
        "pay": "Undertaking",
        "talk": "step",
        "money": "paired undertakings",
    }


def test_a_name_holds_no_half_of_a_web_address() -> None:
    """In the first words that name a part, a web address that does not fit gives way to what stands around it."""
    address = f"https://ferry.example/{'long-' * 20}"
    assert name_of(Action(id="a", number="1", text=f"Pay, see {address}")) == "1 Pay, see…"
    assert name_of(Action(id="a", text=f"Read {address} together.")) == "Read … together."
    long = f"See https://ferry.example/fares first, {'and then ' * 9}"
    assert (
        name_of(Action(id="a", text=long)) == "See https://ferry.example/fares first, and then and then and then and…"
    )
    assert name_of(Action(id="a", text="See https://ferry.example/fares.")) == "See https://ferry.example/fares."
    assert name_of(Action(id="a", text=address)) == f"{address[:69]}…"


def test_what_is_no_clause_does_not_go_on() -> None:
    """A note, an example or a question within a clause is a sentence of its own; brackets and quotes end none."""
    outer = {"ask": "ask first:", "end": "Ask (see 2.)", "dots": "Ask ...", "say": "He said “Ask.”"}
    inner = (Note(id="note", within="ask", text="Since 2005."), Question(id="did", within="ask", text="Did we?"))
    parts: list[Part] = [Action(id=key, text=text) for key, text in outer.items()]
    parts += [Action(id=f"{key}-a", within=key, text="by post") for key in outer]
    index = CodeIndex(replace(FERRY, header=replace(FERRY.header, stem="We"), parts=(*parts, *inner)))
    said = {part.id: after_stem(index, part) for part in index.code.parts if part.within}
    assert said == {
        "ask-a": "We … ask first: … by post",
        "end-a": "We … by post",
        "dots-a": "We … Ask … by post",
        "say-a": "We … by post",
        "note": "Since 2005.",
        "did": "Did we?",
    }


def test_the_stem_of_what_is_in_a_section_is_told_on_its_page() -> None:
    """Where a section or paired undertakings hold promises, their page says what is read before them, and only then."""
    assert {part: facts(part).get(LABELS["stem"]) for part in ("law", "landing", "disputes", "money")} == {
        "law": None,
        "landing": "The Bank will",
        "disputes": "Each partner should",
        "money": "Each partner should",
    }
