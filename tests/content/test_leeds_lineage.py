"""How the Leeds codes relate: what became of each provision, row by row."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from compact_core.content.lineage_file import read_lineage_file
from compact_core.content.read import read_code
from compact_core.content.suggesting import suggestions
from compact_core.model import Action, Barrier, Benefit, Code, Principle, Provision
from compact_core.model.lineage import LineageLink, relations
from lineages import lineage_in

ROOT = Path(__file__).parents[2]
LEEDS = ROOT / "codes" / "leeds"
FULL = read_code(LEEDS / "partnership-2003.toml")
LEAFLET = read_code(LEEDS / "partnership-2003-leaflet.toml")
RECENT = read_code(LEEDS / "working-together-2017.toml")
CODES = {code.id: code for code in (FULL, LEAFLET, RECENT)}
LINEAGE = lineage_in(LEEDS / "lineage.toml", CODES)
PAIRS = ((FULL, LEAFLET), (FULL, RECENT))
each_pair = pytest.mark.parametrize(("before", "after"), PAIRS, ids=["leaflet", "2017"])


def references(code: Code, kind: type[Provision] | None = None) -> list[str]:
    """References of the provisions of a code, of one kind or of all."""
    return [f"{code.id}#{one.id}" for one in code.provisions if kind is None or isinstance(one, kind)]


def name(reference: str) -> str:
    """The id of the provision alone."""
    return reference.partition("#")[2]


def links(before: Code, after: Code, kind: type[Provision] | None = None) -> list[LineageLink]:
    """The links from one code to another, of all provisions or only those that lead from a kind."""
    known, there = set(references(before, kind)), set(references(after))
    return [one for one in LINEAGE.links if known & set(one.source) and there & set(one.target)]


def became(before: Code, after: Code, kind: type[Provision]) -> dict[str, list[str]]:
    """Ids of the provisions of a kind, with the ids of what they became."""
    found: dict[str, list[str]] = {name(one): [] for one in references(before, kind)}
    for link in links(before, after, kind):
        for source in link.source:
            found[name(source)] += [name(target) for target in link.target]
    return {source: targets for source, targets in found.items() if targets}


def dropped(before: Code, after: Code, kind: type[Provision] | None = None) -> list[str]:
    """Ids of the provisions that did not come into the other code, in the order of the source."""
    every = references(before, kind)
    return [name(one) for one in every if any(entry.into == after.id for entry in relations([LINEAGE], one).dropped)]


def new(before: Code, after: Code, kind: type[Provision] | None = None) -> list[str]:
    """Ids of the provisions that the first code does not have, in the order of the source."""
    every = references(after, kind)
    return [name(one) for one in every if any(entry.since == before.id for entry in relations([LINEAGE], one).new)]


def test_nothing_is_wrong_with_the_lineage() -> None:
    """The file is sound, fits the codes as they are now, and every link was looked at since they last changed."""
    assert read_lineage_file(LEEDS / "lineage.toml", CODES).problems == ()


def test_the_lineage_compares_the_full_code_with_both_others() -> None:
    """There are two pairs, and the full code comes first in both."""
    assert [(pair.source, pair.target) for pair in LINEAGE.pairs] == [(before.id, after.id) for before, after in PAIRS]


@each_pair
def test_every_provision_is_accounted_for(before: Code, after: Code) -> None:
    """Not only every action: all provisions of both codes are linked, dropped or new."""
    told = {one for link in links(before, after) for one in (*link.source, *link.target)}
    told |= {f"{before.id}#{one}" for one in dropped(before, after)}
    told |= {f"{after.id}#{one}" for one in new(before, after)}
    assert told == {*references(before), *references(after)}


@each_pair
def test_every_note_says_what_changed_in_one_sentence(before: Code, after: Code) -> None:
    """A note is one sentence of at most twenty words."""
    notes = [link.note for link in links(before, after)]
    notes += [entry.note for entry in LINEAGE.dropped if entry.into == after.id]
    notes += [entry.note for entry in LINEAGE.new if entry.provisions[0].startswith(f"{after.id}#")]
    assert notes
    assert [note for note in notes if not note.endswith(".") or ". " in note or len(note.split()) > 20] == []


def test_the_lineage_is_our_own_reading() -> None:
    """No document says how the three relate, so every link is editorial."""
    assert {link.basis for link in LINEAGE.links} == {"editorial"}


# The leaflet


def test_the_leaflet_drops_one_action() -> None:
    """Sixteen of the seventeen actions are in the leaflet; limits and aims are not, and none is new."""
    assert dropped(FULL, LEAFLET, Action) == ["limits"]
    assert new(FULL, LEAFLET) == []
    assert len(became(FULL, LEAFLET, Action)) == 16


def test_the_leaflet_splits_one_action_and_joins_two() -> None:
    """All other actions have one counterpart, which has no other, and which has the same id."""
    found = became(FULL, LEAFLET, Action)
    assert {one: targets for one, targets in found.items() if targets != [one]} == {
        "represent": ["represent-own-group", "appropriate-representation"],
        "share-power": ["share-power-and-involve"],
        "excluded-groups": ["share-power-and-involve"],
    }
    joined = relations([LINEAGE], f"{LEAFLET.id}#share-power-and-involve").relatives
    assert [one.references for one in joined] == [(f"{FULL.id}#share-power", f"{FULL.id}#excluded-groups")]


def test_the_leaflet_drops_two_benefits() -> None:
    """Ten of the twelve benefits are in the leaflet."""
    assert dropped(FULL, LEAFLET, Benefit) == ["benefit-shared-aims", "benefit-responsibility"]
    assert all(targets == [one] for one, targets in became(FULL, LEAFLET, Benefit).items())
    assert len(became(FULL, LEAFLET, Benefit)) == 10


def test_the_leaflet_keeps_the_names_of_barriers_only() -> None:
    """All seven barriers are in the leaflet, and each says more in the full code."""
    assert became(FULL, LEAFLET, Barrier) == {name(one): [name(one)] for one in references(FULL, Barrier)}
    assert [link.relation for link in links(FULL, LEAFLET, Barrier)] == ["superset"] * 7


def test_the_leaflet_has_all_tests_of_equality() -> None:
    """Each test is in the leaflet; the one about the community is said there twice."""
    expected = {name(one): [name(one)] for one in references(FULL, Principle)}
    expected["test-community"].append("meaning-representation")
    assert became(FULL, LEAFLET, Principle) == expected


def test_what_the_leaflet_keeps_word_for_word() -> None:
    """One test, six benefits and the contacts stand in both, but for grammar."""
    equal = [name(link.source[0]) for link in links(FULL, LEAFLET) if link.relation == "equal"]
    assert sorted(equal) == [
        "benefit-audiences",
        "benefit-communities",
        "benefit-ideas",
        "benefit-skills",
        "benefit-support",
        "benefit-understanding",
        "contact-council",
        "contact-health",
        "contact-vcf",
        "test-debate",
    ]


# The 2017 code


def test_what_became_of_the_actions_of_2003() -> None:
    """Fourteen of the seventeen actions have counterparts in 2017, often several."""
    assert became(FULL, RECENT, Action) == {
        "role-purpose": ["forming-aims", "effective-aims"],
        "responsibilities": ["forming-roles", "effective-reasons"],
        "power-structures": ["sustaining-power"],
        "limits": ["forming-aims", "forming-ground-rules"],
        "involvement": ["forming-ways", "sustaining-capacity", "resourcing-capacity"],
        "procedures": ["forming-decisions", "forming-sharing-decisions", "sustaining-complaints"],
        "resources": ["resourcing-needs", "resourcing-assets"],
        "relationships": ["sustaining-boundaries"],
        "share-power": ["sustaining-power"],
        "skills": ["sustaining-capacity", "resourcing-capacity"],
        "communication": ["inclusive-methods", "effective-methods"],
        "accountability": ["forming-roles", "forming-ground-rules"],
        "monitor": ["sustaining-delivery", "effective-notes"],
        "review": ["sustaining-review", "sustaining-ending"],
    }


def test_what_2017_drops() -> None:
    """Three actions, every barrier, every benefit and every test are not in the 2017 code."""
    assert dropped(FULL, RECENT, Action) == ["membership", "represent", "excluded-groups"]
    for kind, number in ((Barrier, 7), (Benefit, 12), (Principle, 5)):
        assert dropped(FULL, RECENT, kind) == [name(one) for one in references(FULL, kind)]
        assert len(references(FULL, kind)) == number


def test_what_is_new_in_2017() -> None:
    """Twelve of the thirty-four actions have no counterpart in 2003."""
    assert new(FULL, RECENT, Action) == [
        "forming-form",
        "forming-others",
        "sustaining-people",
        "inclusive-times",
        "inclusive-venues",
        "inclusive-welcome",
        "effective-risks",
        "effective-learning",
        "resourcing-bids",
        "resourcing-time",
        "resourcing-meetings",
        "resourcing-notice",
    ]


def test_an_advice_of_2003_became_an_action() -> None:
    """Time and effort are advice in paragraph 8a and an action in 2017."""
    found = relations([LINEAGE], f"{RECENT.id}#effective-commitment").relatives
    assert [(one.references, one.change, one.earlier) for one in found] == [
        ((f"{FULL.id}#p-8a",), "strengthened", True)
    ]


def test_nothing_came_over_word_for_word() -> None:
    """No provision of 2017 says the same as one of 2003: no link is equal or equivalent, and no change is kept."""
    assert Counter(link.relation for link in links(FULL, RECENT)) == {"intersects": 18, "subset": 1}
    assert {link.change for link in links(FULL, RECENT)} == {"reworded", "strengthened", "weakened"}


def test_sharing_power_was_weakened() -> None:
    """Sharing power became understanding differences in power, which also came from recognising power structures."""
    found = relations([LINEAGE], f"{RECENT.id}#sustaining-power").relatives
    assert [(one.references, one.change) for one in found] == [
        ((f"{FULL.id}#power-structures",), "strengthened"),
        ((f"{FULL.id}#share-power",), "weakened"),
    ]


@pytest.mark.parametrize(("after", "right", "wrong"), [(LEAFLET, 33, 1), (RECENT, 4, 4)], ids=["leaflet", "2017"])
def test_suggestions_find_what_was_said_again(after: Code, right: int, wrong: int) -> None:
    """At least so many pairs that people linked, and at most so many others: docs/lineage.md gives the numbers."""
    known = {pair for one in links(FULL, after) for pair in product(one.source, one.target)}
    found = {pair for one in suggestions(FULL, after) for pair in product(one.source, one.target)}
    assert len(found & known) >= right
    assert len(found - known) <= wrong
