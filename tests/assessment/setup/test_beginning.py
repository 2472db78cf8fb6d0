"""How a round begins: partners as people type them, the items that are asked, codes for invitees."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import cases
from compact_core.assessment.partnership import Organisation, Partnership, Side
from compact_core.assessment.setup.beginning import (
    first_round,
    invitees_for,
    items_to_judge,
    one_sided,
    picked_rows,
    rows_of,
    ruled_rows,
    united,
)
from compact_core.assessment.setup.partners import (
    EXAMPLE,
    Partners,
    Typed,
    organisation,
    organisations,
    partners,
    side_names,
    typed_organisation,
)
from compact_core.content.digest import content_digest
from compact_core.errors import CompactsError
from compact_core.model import ALL_PARTIES, Action, Party, Principle
from compact_core.model.scales import SCALES
from compact_core.model.text_rules import Id
from compact_core.text import clean
from leeds import FULL, RECENT
from strategies import hostile_texts, ids

ID = get_args(Id)[1]
ITEMS = [one.id for one in items_to_judge(RECENT, "informal")]
choices = st.lists(st.tuples(st.lists(ids, max_size=2), st.lists(st.sampled_from(ITEMS), max_size=5)), max_size=4)


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(ID.pattern, text)) and len(text) <= ID.longest


@given(st.lists(ids, max_size=20))
def test_codes_are_new_and_safe(homes: list[str]) -> None:
    """Each invitee has a code of its own, which is an id, and no name of another."""
    first = invitees_for((one, False) for one in homes)
    more = invitees_for(((one, True) for one in homes), [one.code for one in first])
    found = [one.code for one in (*first, *more)]
    assert len(set(found)) == len(found) == 2 * len(homes)
    assert all(map(_is_id, found))
    assert [one.organisation for one in more] == homes


@given(choices)
def test_union_of_picks(picks: list[tuple[list[str], list[str]]]) -> None:
    """The union has every item once, in the order of the code, with everybody who chose it; order of picks aside."""
    rows = picked_rows(RECENT, picks)
    assert [row.item for row in rows] == [item for item in ITEMS if any(item in chosen for _, chosen in picks)]
    for row in rows:
        assert set(row.chosen_by) == {who for by, chosen in picks for who in by if row.item in chosen}
    backwards = picked_rows(RECENT, picks[::-1])
    assert [(row.item, set(row.chosen_by)) for row in backwards] == [(row.item, set(row.chosen_by)) for row in rows]
    assert united(RECENT, [rows, rows]) == rows


def test_rows_hold_the_words() -> None:
    """Each row has the digest of its item's words now, so that a change is noticed."""
    digests = {one.id: content_digest(one) for one in RECENT.provisions}
    assert all(row.digest == digests[row.item] for row in rows_of(items_to_judge(RECENT, "informal")))


def test_what_can_be_judged() -> None:
    """Principles and actions can be judged; what is meant for formal partnerships only, by these alone."""
    items = items_to_judge(FULL, "informal")
    assert {type(one) for one in items} == {Principle, Action}
    first = next(one for one in FULL.provisions if isinstance(one, Principle))
    formal = replace(FULL, parts=tuple(replace(one, formality="formal") if one is first else one for one in FULL.parts))
    assert first.id not in [one.id for one in items_to_judge(formal, "informal")]
    assert first.id in [one.id for one in items_to_judge(formal, "formal")]


def test_rules_without_sections_cover_all() -> None:
    """A rule that names no section covers the whole code, and is cited with its place."""
    rows = ruled_rows(RECENT, "formal")
    assert [row.item for row in rows] == ITEMS
    assert {row.why for row in rows} == {"B"}


@given(cases())
def test_a_first_round_asks_every_partner(case: object) -> None:
    """The round asks everybody who has not left, and nothing is closed."""
    partnership: Partnership = case.partnership  # type: ignore[attr-defined]
    gone = replace(partnership.organisations[0], left="2026-01-01")
    partnership = replace(partnership, organisations=(gone, *partnership.organisations[1:]))
    made = first_round(partnership, SCALES["agree4"], (), ())
    assert made.organisations == tuple(one.id for one in partnership.organisations[1:])
    assert (made.number, made.closed, made.points) == (1, "", SCALES["agree4"].points)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (EXAMPLE, Typed("public", "City Council", 3, agreed=False)),
        ("third: Bees", Typed("third", "Bees", 1, agreed=False)),
        (" third :  Bees,1 person ", Typed("third", "Bees", 1, agreed=False)),
        ("third: Soup, and More, 12", Typed("third", "Soup, and More", 12, agreed=False)),
        ("third: Bees, Agreed reply", Typed("third", "Bees", 1, agreed=True)),
        ("third: Area 5, 10 Mile Club", Typed("third", "Area 5, 10 Mile Club", 1, agreed=False)),
        ("third: 3: Bees", Typed("third", "3: Bees", 1, agreed=False)),
    ],
)
def test_an_organisation_as_it_is_typed(text: str, typed: Typed) -> None:
    """Side, name and number are understood; a comma or a number may stand in a name."""
    assert typed_organisation(text) == typed


@given(st.lists(st.tuples(hostile_texts, hostile_texts), max_size=6))
def test_whatever_is_typed(texts: list[tuple[str, str]]) -> None:
    """Any text is understood, cleaned, or refused; ids are right, and no two organisations share one."""
    made = Partners((), (), ())
    with suppress(CompactsError):
        made = partners([typed_organisation(f"{side}:{name}") for side, name in texts], {})
    identities = [one.id for one in made.organisations]
    assert len(set(identities)) == len(identities)
    assert len(identities) in {0, len(texts)}
    assert all(map(_is_id, identities))
    assert ALL_PARTIES not in identities
    assert {one.side for one in made.organisations} == {one.id for one in made.sides}
    names = [*(one.name for one in made.organisations), *(one.name for one in made.sides)]
    assert names == list(map(clean, names))


def test_sides_have_the_names_of_the_code() -> None:
    """A side is known by its id or its name, and named as the code names it; others keep their own name."""
    made = _made("Third Sector: Bees", "faith: Chapel", "public: Council")
    assert made.sides == (
        Side(id="public", name="Public sector"),
        Side(id="third", name="Third sector"),
        Side(id="faith", name="Faith"),
    )
    assert [one.side for one in made.organisations] == ["third", "faith", "public"]


def test_the_id_of_a_side_goes_before_the_name_of_another() -> None:
    """Where one side has the id of the other for its name, each organisation stands on the side that was typed."""
    typed = [typed_organisation("public: A"), typed_organisation("third: B")]
    made = partners(typed, {"third": "Public", "public": "Third"})
    assert [one.side for one in made.organisations] == ["public", "third"]


def test_sides_in_any_script() -> None:
    """Two sides of which no letter can stand in an id are still two."""
    made = _made("公: Council", "民: Bees", "公: Trust")
    assert made.sides == (Side(id="side", name="公"), Side(id="side-2", name="民"))
    assert [one.side for one in made.organisations] == ["side", "side-2", "side"]


def test_a_side_of_several_parties_has_the_name_of_none() -> None:
    """The one party of a side names it; a side of two is called by its id."""
    sides = {"council": "public", "trust": "public", "bees": "third"}
    parties = tuple(Party(id=name, name=name.title(), side=side) for name, side in sides.items())
    assert side_names(replace(RECENT, parties=parties)) == {"public": "Public", "third": "Bees"}


def _made(*texts: str) -> Partners:
    return partners(map(typed_organisation, texts), side_names(RECENT))


@pytest.mark.parametrize("text", ["bees", "Bees", "BEES & Co", "bees-co", " bees & "])
def test_who_is_meant(text: str) -> None:
    """An organisation is found by its id, its name or how they begin, in any letters."""
    assert organisation(_made("third: Bees & Co", "public: Council").organisations, text).name == "Bees & Co"


def test_a_whole_name_goes_first() -> None:
    """A whole name is meant even if another begins like it; a beginning of two is refused."""
    among = _made("third: Bees", "third: Bees and Birds").organisations
    assert organisation(among, "bees").name == "Bees"
    with pytest.raises(CompactsError) as raised:
        organisation(among, "be")
    assert str(raised.value) == (
        "'be' could be several of them. Write one of bees (Bees), bees-and-birds (Bees and Birds)."
    )
    with pytest.raises(CompactsError, match=r"^'' is none of the organisations"):
        organisation(among, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("all", ("soup-and-more", "bees")),
        ("", ()),
        ("bees, soup, bees", ("bees", "soup-and-more")),
        ("Soup, and More", ("soup-and-more",)),
    ],
)
def test_several_are_meant(text: str, found: tuple[str, ...]) -> None:
    """Several stand with commas between them, each counted once; a name with a comma is still one name."""
    assert organisations(_made("third: Soup, and More", "third: Bees").organisations, text) == found


@pytest.mark.parametrize(
    ("chosen_by", "side"),
    [
        ((), ""),
        (("council",), "Public"),
        (("council", "trust"), "Public"),
        (("council", "bees"), ""),
        (("bees",), "Third"),
    ],
)
def test_one_side_alone(chosen_by: tuple[str, ...], side: str) -> None:
    """A side chose alone when everybody who chose stands on it, and there is another side."""
    homes = {"council": "public", "trust": "public", "bees": "third"}
    partnership = Partnership(
        id="harbour",
        name="Harbour",
        code="code",
        visibility="named",
        sides=(Side(id="public", name="Public"), Side(id="third", name="Third")),
        organisations=tuple(Organisation(id=one, name=one, side=home) for one, home in homes.items()),
    )
    assert one_sided(partnership, chosen_by) == side
    alone = replace(partnership, organisations=partnership.organisations[:2])
    assert one_sided(alone, [one for one in chosen_by if one != "bees"]) == ""
