"""Findings: exactly one an item, as the method reads word for word, and the laws of one organisation one voice."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from assessment_strategies import Case, Said, case, cases, one_item, response
from compact_core.assessment.findings.findings import (
    FINDINGS,
    Finding,
    SidesDiffer,
    assess,
    organisations_by_side,
)
from compact_core.assessment.findings.position import side_of
from compact_core.assessment.findings.tallies import answers_that_count
from compact_core.assessment.partnership import Invitee


def far(one: Fraction, other: Fraction) -> bool:
    """FAR, as the method reads."""
    both = (one >= Fraction(3, 5) and other >= Fraction(3, 5)) or (one <= Fraction(2, 5) and other <= Fraction(2, 5))
    opposite = min(one, other) <= Fraction(2, 5) and max(one, other) >= Fraction(3, 5)
    return opposite or (abs(one - other) >= Fraction(1, 3) and not both)


def average(values: Sequence[Fraction]) -> Fraction:
    """The mean."""
    return sum(values, Fraction(0)) / len(values)


def answers_by_organisation(drawn: Case, item: str) -> dict[str, list[Said]]:
    """What counts of what was said to an item, straight from the responses."""
    invitees = {one.code: one for one in drawn.round.invitees}
    said: dict[str, list[tuple[bool, Said]]] = {one: [] for one in drawn.round.organisations}
    for one in drawn.responses:
        for each in one.answers:
            word: Said = each.point if each.says == "point" else {"don't know": "DK", "not applicable": "NA"}[each.says]
            if each.item == item:
                said[invitees[one.invitee].organisation].append((invitees[one.invitee].agreed, word))
    return {
        name: [word for agreed, word in every if agreed] or [word for _, word in every] for name, every in said.items()
    }


def state(said: list[Said]) -> str:
    """What is known of an organisation, as the method reads."""
    if not said:
        return "silent"
    if said.count("NA") * 2 > len(said):
        return "not applicable"
    opinions = [word for word in said if isinstance(word, int)]
    return "known" if opinions and len(opinions) >= said.count("DK") else "don't know"


def expected(drawn: Case, item: str) -> str:
    """The finding as docs/method.md reads, condition by condition, without any short cut."""
    steps = len(drawn.round.points) - 1
    said = answers_by_organisation(drawn, item)
    states = {name: state(words) for name, words in said.items()}
    answered = {one for one in states.values() if one != "silent"}
    if answered == {"not applicable"}:
        return "set aside"
    sides: dict[str, list[str]] = {}
    for one in drawn.partnership.organisations:
        sides.setdefault(one.side, []).append(one.id)
    voices = {}
    for side, members in sides.items():
        known = [one for one in members if states[one] == "known"]
        if not known or len(known) < len([one for one in members if states[one] == "don't know"]):
            return "not enough known"
        voices[side] = [
            average([Fraction(word - 1, steps) for word in said[one] if isinstance(word, int)]) for one in known
        ]
    return expected_of(voices)


def expected_of(voices: dict[str, list[Fraction]]) -> str:
    """The finding of sides that are all known, from where their organisations stand."""
    means = {side: average(xs) for side, xs in voices.items()}
    highest = [side for side, x in means.items() if x == max(means.values())]
    lowest = [side for side, x in means.items() if x == min(means.values())]
    split = any(far(one, other) for xs in voices.values() for one, other in combinations(xs, 2))
    above = all(one > other for top in highest for low in lowest for one in voices[top] for other in voices[low])
    if far(means[highest[0]], means[lowest[0]]) and (not split or above):
        return "sides differ"
    if split:
        return "split inside a side"
    if all(x >= Fraction(3, 5) for x in means.values()):
        return "agreed strength"
    if all(x <= Fraction(2, 5) for x in means.values()):
        return "agreed, needs work"
    middle = all(Fraction(2, 5) < x < Fraction(3, 5) for x in means.values())
    return "partly there" if middle else "differ in degree"


def moved(findings: Sequence[Finding], names: Callable[[str], str] = str) -> list[Any]:
    """What a law must leave as it is: kind, and where everybody stands; sides by their new names."""
    return [
        (
            type(one),
            {
                names(side.side): (
                    side.state,
                    side.level,
                    [(voice.organisation, voice.state, voice.level) for voice in side.voices],
                )
                for side in one.sides
            },
        )
        for one in findings
    ]


@given(cases())
def test_every_item_has_exactly_the_finding_that_the_method_gives(drawn: Case) -> None:
    """One finding a row, in their order, and the one that the rules give when they are read word for word."""
    result = drawn.result()
    assert [one.item for one in result.findings] == [row.item for row in drawn.round.rows]
    assert [one.name for one in result.findings] == [expected(drawn, row.item) for row in drawn.round.rows]


def test_every_finding_occurs() -> None:
    """The cases that these tests draw reach each of the findings, one after the other."""
    missing = {kind.name for kind in FINDINGS}

    def completes(drawn: Case) -> bool:
        missing.difference_update(one.name for one in drawn.result().findings)
        return not missing

    with suppress(NoSuchExample):
        find(cases(), completes, settings=settings(phases=[Phase.generate], max_examples=2000))
    assert missing == set()


@given(cases(), st.permutations(["side-0", "side-1", "side-2", "side-3"]))
def test_what_sides_are_called_moves_no_finding(drawn: Case, names: list[str]) -> None:
    """Sides with each other's ids, in another order, give the same findings."""
    new = dict(zip(["side-0", "side-1", "side-2", "side-3"], names, strict=True))
    relabelled = replace(
        drawn.partnership,
        sides=tuple(sorted((replace(one, id=new[one.id]) for one in drawn.partnership.sides), key=lambda one: one.id)),
        organisations=tuple(replace(one, side=new[one.side]) for one in drawn.partnership.organisations),
    )
    found = assess(relabelled, drawn.round, drawn.responses).findings
    assert moved(found) == moved(drawn.result().findings, new.__getitem__)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_responses_moves_nothing(drawn: Case, chance: Random) -> None:
    """Responses and answers in any order give equal results in every part."""
    responses = [replace(one, answers=tuple(reversed(one.answers))) for one in drawn.responses]
    chance.shuffle(responses)
    assert assess(drawn.partnership, drawn.round, responses) == drawn.result()


@given(cases(), st.data())
def test_an_invitee_who_answers_nothing_moves_nothing(drawn: Case, data: st.DataObject) -> None:
    """One more invitee, with an empty response or none, gives equal findings in every part."""
    home = data.draw(st.sampled_from(drawn.round.organisations))
    silent = Invitee(code="silent", organisation=home, agreed=data.draw(st.booleans()))
    asked = replace(drawn.round, invitees=(*drawn.round.invitees, silent))
    responses = data.draw(st.sampled_from([drawn.responses, (*drawn.responses, response("silent", {}))]))
    assert assess(drawn.partnership, asked, responses).findings == drawn.result().findings


@given(cases(), st.data())
def test_more_people_with_the_same_answers_move_no_finding(drawn: Case, data: st.DataObject) -> None:
    """An organisation that sends each of its answers three times has still one voice."""
    home = data.draw(st.sampled_from(drawn.round.organisations))
    people = [one for one in drawn.round.invitees if one.organisation == home]
    more = [replace(one, code=f"{one.code}-{time}") for one in people for time in (2, 3)]
    copies = [
        replace(one, invitee=f"{one.invitee}-{time}")
        for one in drawn.responses
        if one.invitee in {each.code for each in people}
        for time in (2, 3)
    ]
    asked = replace(drawn.round, invitees=(*drawn.round.invitees, *more))
    found = assess(drawn.partnership, asked, (*drawn.responses, *copies)).findings
    assert moved(found) == moved(drawn.result().findings)


@given(cases())
def test_the_scale_upside_down_turns_the_findings_over(drawn: Case) -> None:
    """With answers mirrored, strength and needs work change places, and so do highest and lowest; no others do."""
    points = len(drawn.round.points)
    mirrored = tuple(
        replace(
            one,
            answers=tuple(replace(each, point=points + 1 - each.point) if each.point else each for each in one.answers),
        )
        for one in drawn.responses
    )
    turned = {"agreed strength": "agreed, needs work", "agreed, needs work": "agreed strength"}
    found = assess(drawn.partnership, drawn.round, mirrored).findings
    for one, other in zip(drawn.result().findings, found, strict=True):
        assert other.name == turned.get(one.name, one.name)
        assert other.heads_hide_it == one.heads_hide_it
        if isinstance(one, SidesDiffer) and isinstance(other, SidesDiffer):
            assert [side.side for side in other.highest] == [side.side for side in one.lowest]
            assert other.by == one.by


@pytest.mark.parametrize(
    ("sides", "finding"),
    [
        ({"p": {"a": "-"}, "t": {"b": "-"}}, "not enough known"),
        ({"p": {"a": "NA"}, "t": {"b": "-"}}, "set aside"),
        ({"p": {"a": "NA NA SA"}, "t": {"b": "NA"}}, "set aside"),
        ({"p": {"a": "NA SA"}, "t": {"b": "NA"}}, "not enough known"),
        ({"p": {"a": "DK"}, "t": {"b": "NA"}}, "not enough known"),
        ({"p": {"a": "SA DK DK"}, "t": {"b": "SA"}}, "not enough known"),
        ({"p": {"a": "SA DK"}, "t": {"b": "SA"}}, "agreed strength"),
        ({"p": {"a": "SA", "b": "DK", "c": "DK"}, "t": {"d": "SA"}}, "not enough known"),
        ({"p": {"a": "SA", "b": "NA", "c": "-"}, "t": {"d": "SA"}}, "agreed strength"),
        ({"p": {"a": "D"}, "t": {"b": "A"}}, "sides differ"),
        ({"p": {"a": "A"}, "t": {"b": "SA"}}, "agreed strength"),
        ({"p": {"a": "SD"}, "t": {"b": "D"}}, "agreed, needs work"),
        ({"p": {"a": "SA", "b": "D"}, "t": {"c": "D"}}, "split inside a side"),
        ({"p": {"a": "SA", "b": "A"}, "t": {"c": "SD", "d": "D"}}, "sides differ"),
        ({"p": {"a": "SA", "b": "SD"}}, "split inside a side"),
        ({"p": {"a": "SD A A"}, "t": {"c": "D D A"}}, "partly there"),
    ],
)
def test_precedence_by_example(sides: dict[str, dict[str, str]], finding: str) -> None:
    """What comes first holds: not applicable and silence before differences, and ties count as reached."""
    assert one_item(sides).finding().name == finding


def test_sides_that_share_a_place_are_all_named() -> None:
    """Two sides stand highest and two lowest."""
    found = one_item({"p": {"a": "SA"}, "t": {"b": "D"}, "u": {"c": "SA"}, "v": {"d": "D"}}).finding()
    assert isinstance(found, SidesDiffer)
    assert [side.side for side in found.highest] == ["p", "u"]
    assert [side.side for side in found.lowest] == ["t", "v"]


def test_split_sides_differ_only_without_any_overlap() -> None:
    """A split side does not hide a difference when every organisation of one side is above every one of the other."""
    apart = one_item({"p": {"a": "SA", "b": "D"}, "t": {"c": "SD"}}).finding()
    overlapping = one_item({"p": {"a": "SA", "b": "D"}, "t": {"c": "SD", "d": "D"}}).finding()
    assert isinstance(apart, SidesDiffer)
    assert [side.side for side in apart.split] == ["p"]
    assert overlapping.name == "split inside a side"


def test_sides_that_are_not_split_may_overlap() -> None:
    """Without a split, sides differ also where an organisation of one stands level with one of the other."""
    level = "A " * 13 + "D " * 7
    high, low = "SA " * 11 + "A " * 9, "D " * 15 + "SD " * 5
    found = one_item({"p": {"a": level, "b": high}, "t": {"c": level, "d": low}}).finding()
    assert isinstance(found, SidesDiffer)
    assert found.by == Fraction(3, 10)


def test_people_apart_inside_an_organisation_are_a_note() -> None:
    """People FAR apart inside one organisation are named and split nothing."""
    found = one_item({"p": {"a": "SD SA SA", "b": "A"}, "t": {"c": "A"}}).finding()
    assert found.name == "agreed strength"
    assert [voice.organisation for voice in found.people_apart] == ["a"]


def test_an_agreed_reply_counts_in_place_of_single_people() -> None:
    """Where the agreed reply answers, it alone is heard; where it says nothing, the people are."""
    drawn = case({"p": {"a": [{"one": 4}, {"one": 1, "two": 1}]}}, items=["one", "two"])
    agreed = (replace(drawn.round.invitees[0], agreed=True), drawn.round.invitees[1])
    first, second = replace(drawn, round=replace(drawn.round, invitees=agreed)).result().findings
    assert [str(first.voices[0].x), first.heads.answers] == ["1", 1]
    assert [str(second.voices[0].x), second.heads.answers] == ["0", 1]


def test_an_answer_that_counts_comes_with_who_gave_it() -> None:
    """Answers stand by item and organisation, each with its invitee."""
    drawn = one_item({"p": {"a": "SA D"}})
    counted = answers_that_count(drawn.round, drawn.responses)
    assert list(counted) == [("item", "a")]
    assert [(entry.invitee.code, entry.answer.point) for entry in counted["item", "a"]] == [("a-1", 4), ("a-2", 2)]


def test_a_round_that_asks_nobody_knows_nothing() -> None:
    """Without organisations there is one finding an item all the same."""
    drawn = one_item({"p": {"a": "SA"}})
    assert replace(drawn, round=replace(drawn.round, organisations=())).finding().name == "not enough known"


def test_nothing_is_known_of_an_organisation_with_answers_that_cannot_be_read() -> None:
    """What others of it said does not stand for it; other organisations are known as before."""
    drawn = one_item({"p": {"a": "SA SA", "b": "D"}})
    found = assess(drawn.partnership, drawn.round, drawn.responses[1:], unread=("a-1",))
    (finding,) = found.findings
    assert [voice.state for voice in finding.voices] == ["cannot be read", "known"]
    assert found.unread == ("a-1",)
    assert (found.unread_organisations, found.answering) == (frozenset({"a"}), frozenset({"b"}))


def test_a_side_that_is_not_known_says_first_what_cannot_be_read() -> None:
    """Then come don't know, not applicable and silence; none of them has a place, whatever single people said."""
    drawn = one_item({"p": {"a": "-", "b": "NA NA A", "c": "A DK DK", "d": "A"}})
    responses = [one for one in drawn.responses if one.invitee != "d-1"]
    (finding,) = assess(drawn.partnership, drawn.round, responses, unread=("d-1",)).findings
    assert [side.state for side in finding.sides] == ["cannot be read"]
    assert [voice.state for voice in finding.voices] == ["silent", "not applicable", "don't know", "cannot be read"]
    assert {standing.level for standing in (*finding.sides, *finding.voices)} == {None}
    for left, state in ((3, "don't know"), (2, "not applicable"), (1, "silent")):
        assert side_of("p", finding.voices[:left]).state == state


def test_sides_stand_in_the_order_of_the_partnership_and_unknown_ones_after_them() -> None:
    """Whose organisations are named first makes no difference."""
    drawn = one_item({"gone": {"a": "A"}, "third": {"b": "A"}, "public": {"c": "A"}})
    sides = tuple(reversed(drawn.partnership.sides[1:]))
    found = organisations_by_side(replace(drawn.partnership, sides=sides), drawn.round)
    assert list(found.items()) == [("public", ["c"]), ("third", ["b"]), ("gone", ["a"])]


def test_strangers_and_other_items_do_not_count() -> None:
    """Answers of people who are not invited, to items that are not asked, change nothing."""
    drawn = one_item({"p": {"a": "SA"}})
    more = (response("stranger", {"item": 1}), response("a-1", {"other": 1}))
    assert assess(drawn.partnership, drawn.round, (*drawn.responses, *more)) == drawn.result()


@pytest.mark.parametrize("point", ["0", "5"])
def test_a_point_off_the_scale_is_refused(point: str) -> None:
    """No point that the scale does not have is ever counted as another."""
    drawn = one_item({"p": {"a": point}})
    with pytest.raises(ValueError, match=rf"^Point {point} for item is not on the scale of 4 points\.$"):
        drawn.result()


@pytest.mark.parametrize("words", ["DK", "NA", "-"])
def test_what_is_no_opinion_has_no_number(words: str) -> None:
    """Don't know, not applicable and nothing have no place on the scale, and asking for one is an error."""
    (voice,) = one_item({"p": {"a": words}}).finding().voices
    assert voice.level is None
    assert not voice.people_apart
    with pytest.raises(ValueError, match=rf"^There is no place on the scale: {voice.state}\.$"):
        _ = voice.x


def calls(organisations: int) -> int:
    """How many functions are called to find 34 items with ten people an organisation."""
    items = [f"item-{place}" for place in range(34)]
    members = {
        f"org-{one}": [dict.fromkeys(items, 1 + (one + person) % 4) for person in range(10)]
        for one in range(organisations)
    }
    half = len(members) // 2
    drawn = case({"p": dict(list(members.items())[:half]), "t": dict(list(members.items())[half:])}, items=items)
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        drawn.result()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_no_faster_than_the_answers() -> None:
    """34 items take at most twice the calls for 400 people in 40 organisations as for 200 in 20."""
    assert calls(40) <= 2 * calls(20)
