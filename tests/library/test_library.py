"""Look-ups: codes by id, and what stands where inside one code."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from compact_core import Code, CodeIndex, Entry, Library, NotFoundError, read_text
from compact_core.library.indexing import entry_of
from compact_core.model import Paragraph, Section
from compact_core.model.places import same_number
from compact_core.testing import library_of
from samples import OTTERBURY
from strategies import codes, few

INDEX = CodeIndex(read_text(OTTERBURY).code)  # type: ignore[arg-type]


def library(*texts: Code) -> tuple[Library, list[str]]:
    """A library of codes, and the ids of those that were read, in order."""
    by_id = {code.id: code for code in texts}
    read: list[str] = []

    def look_up(entry: Entry) -> Code:
        read.append(entry.id)
        return by_id[entry.id]

    return Library([entry_of(code, "here", f"{code.id}.toml") for code in texts], [], look_up), read


def test_a_code_is_read_when_it_is_asked_for_and_once() -> None:
    """Opening a library reads no code; asking twice reads it once."""
    found, read = library(INDEX.code)
    assert found.entry("otterbury-promises").title == "Promises between neighbours"
    assert read == []
    assert found.code("otterbury-promises") is found.index("otterbury-promises").code
    assert read == ["otterbury-promises"]


def test_what_is_not_there_names_what_is_near() -> None:
    """A wrong id is told with the nearest one, or with what to do."""
    found, _ = library(INDEX.code)
    asked = {
        "otterbury-promise": "There is no code called 'otterbury-promise'. Did you mean 'otterbury-promises'?",
        "x": "There is no code called 'x'. Type 'compacts list' to see every code.",
        "\x1b[31mx": "There is no code called 'x'. Type 'compacts list' to see every code.",
    }
    for name, message in asked.items():
        for ask in (found.entry, found.code, found.index):
            with pytest.raises(NotFoundError) as raised:
                ask(name)
            assert str(raised.value) == message
    with pytest.raises(NotFoundError) as raised:
        INDEX.item("trus")
    assert str(raised.value) == "There is no part of otterbury-promises called 'trus'. Did you mean 'trust'?"


def test_a_library_without_search_or_lineage_finds_nothing() -> None:
    """A library that was made of values answers every question, with nothing where it has no answer."""
    found, _ = library(INDEX.code)
    assert (found.search("trust"), found.lineages()) == ([], ())


def test_parts_by_place() -> None:
    """Each part gives what stands directly in it, in the order of the source."""
    assert [part.id for part in INDEX.parts_in()] == ["aims", "deeds", ""]
    assert [part.id for part in INDEX.parts_in("aims")] == ["trust", "old-law", "aims-later"]
    assert [part.id for part in INDEX.parts_in("money")] == ["pay-early", "show-books"]
    assert INDEX.parts_in("no") == ()


def test_what_a_part_stands_in() -> None:
    """A part is reached through those around it."""
    assert [part.id for part in INDEX.around(INDEX.item("pay-early"))] == ["deeds", "money"]
    assert INDEX.section_of(INDEX.item("pay-early")) == "deeds"
    assert INDEX.around(INDEX.item("aims")) == ()


def test_a_part_is_found_by_its_id_or_its_printed_number() -> None:
    """Ids win over numbers; where two parts print one number both are offered."""
    parts = (
        Section(id="first", number="1.", title="First"),
        Paragraph(id="clause", number="(a)", text="One."),
        Section(id="second", number="2", title="Second"),
        Paragraph(id="other", number="(a)", text="Another."),
        Paragraph(id="1", text="An id like a number."),
    )
    code = replace(INDEX.code, parts=parts, links=())
    assert [code.part(name).id for name in ("clause", "1", "2", "1(a)", "2 (A)")] == [
        *("clause", "1", "second", "clause", "other")
    ]
    with pytest.raises(NotFoundError) as raised:
        code.part("(a)")
    assert str(raised.value) == (
        "2 parts of otterbury-promises have the number (a): 'clause' and 'other'. Name one by its id."
    )


@few
@given(codes())
def test_every_part_is_found_by_the_number_that_is_printed(code: Code) -> None:
    """A number finds every part that prints it, in the order of the document, unless it is the id of a part."""
    index = CodeIndex(code)
    for part in code.parts:
        if same_number(part.number):
            named = index.items.get(part.number)
            same = tuple(one for one in code.parts if same_number(one.number) == same_number(part.number))
            assert index.find(part.number) == ((named,) if named else same)


def test_a_path_in_a_circle_ends() -> None:
    """Sections that stand in each other, as a draft may have them, give each section once."""
    outer, inner = (Section(id=name, title=name, within=other) for name, other in (("a", "b"), ("b", "a")))
    circle = CodeIndex(replace(INDEX.code, parts=(outer, inner), links=()))
    assert [part.id for part in circle.around(outer)] == ["a", "b"]


def test_who_owes_a_provision() -> None:
    """A duty is a provision's own, else that of the nearest section that has one; some kinds have none."""
    owed = {one.id: INDEX.duty_of(one) for one in INDEX.code.provisions}
    assert owed == {
        "trust": (),
        "grow": (),
        "meet": ("all parties",),
        "pay-early": ("Town Meeting",),
        "show-books": ("Clubs of Otterbury",),
    }


def test_a_party_or_a_side_owes_what_it_owes_alone_or_with_all() -> None:
    """A duty of all is one of each party and each side; any other is that of its parties and their sides."""
    asked = ("town", "clubs", "public", "third", "all", "nobody")
    owed = {one.id: [name for name in asked if INDEX.is_owed_by(one, name)] for one in INDEX.code.provisions}
    assert owed == {
        "trust": [],
        "grow": [],
        "meet": ["town", "clubs", "public", "third"],
        "pay-early": ["town", "public"],
        "show-books": ["clubs", "third"],
    }


def test_a_search_by_side_knows_who_owes_a_provision(tmp_path: Path) -> None:
    """What a side owes is found by it, also where only a section further out says so."""
    text = OTTERBURY.replace('lead = "We aim at this:"', 'duty = ["town"]')
    text = text.replace('number = "2"\ntitle = "Deeds"\nduty = ["all"]', 'within = "aims"\ntitle = "Deeds"')
    (tmp_path / "otterbury.toml").write_text(text, encoding="utf-8")
    found = library_of(codes=[tmp_path])
    assert found.problems == ()
    assert [hit.item for hit in found.search("Monday", side="public")] == ["meet"]
    assert found.search("Monday", side="third") == []


@few
@given(codes())
def test_every_part_is_found_by_its_id(code: Code) -> None:
    """Everything in a code that has an id is found by it, in its section, and through its links."""
    index = CodeIndex(code)
    parts = [part for part in code.parts if part.id]
    assert [index.item(part.id) for part in parts] == [*index.items.values()] == parts
    holders = ["", *(part.id for part in parts)]
    inside = [part for holder in holders for part in index.parts_in(holder)]
    assert sorted(map(repr, inside)) == sorted(map(repr, code.parts))
    for link in code.links:
        assert link in index.links_from(link.source)
        assert "#" in link.target or link in index.links_to(link.target)
