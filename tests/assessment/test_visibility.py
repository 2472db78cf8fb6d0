"""Told by side, no organisation's answer can be worked out: attacks on all that is shown, of one round or more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings import Finding, RoundResult, SidesDiffer, finding_of
from compact_core.assessment.model import Round
from compact_core.assessment.standing import SideStanding, side_of
from compact_core.assessment.visibility import (
    Cell,
    Shown,
    shown,
    singles_out,
    why_not_by_side,
)
from compact_core.assessment.wording import Vocabulary, notes, place, tell, vocabulary
from compact_core.scales import SCALES, Scale

PUBLIC = ("council", "trust", "police", "college", "fire")
THIRD = ("a", "b", "c", "d", "e")
ENOUGH = {"public": {"council": "SA", "trust": "A", "police": "A"}, "third": {"a": "D", "b": "SD", "c": "D"}}
SMALL = Fraction(1, 10**6)
ABSENT = "absent"

words = st.sampled_from(["1", "2", "3", "3", "4", "4", "4 4", "1 3 4", "DK", "NA", "-", ABSENT])


@st.composite
def histories(draw: st.DrawFn) -> list[Case]:
    """One partnership in one to three rounds of one item, with joiners, leavers and all kinds of answer."""
    rounds = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        said = {
            side: {one: draw(words) for one in members[: draw(st.integers(3, 5))]}
            for side, members in (("public", PUBLIC), ("third", THIRD))
        }
        there = {side: {one: word for one, word in some.items() if word != ABSENT} for side, some in said.items()}
        rounds.append(one_item(there, number=number))
    return rounds


def results(rounds: Sequence[Case]) -> list[RoundResult]:
    """What is found in each round."""
    return [one.result() for one in rounds]


def told_groups(found: Sequence[RoundResult]) -> list[list[str]]:
    """The organisations behind each side that is told of, as somebody may know who knows who answered."""
    seen = shown("by side", found)
    return [
        [voice.organisation for voice in side.known_voices]
        for result in found
        for finding in result.findings
        for side in finding.sides
        if (result.asked.number, finding.item) in seen.findings
        or Cell(result.asked.number, finding.item, side.side) in seen.cells
    ]


def unknowns(groups: Sequence[Sequence[str]]) -> dict[str, list[Fraction]]:
    """What stays open when the sum of each group is known: for each organisation, its row of a basis of the kernel."""
    names = sorted({one for group in groups for one in group})
    matrix = [[Fraction(one in group) for one in names] for group in groups]
    pivots: list[int] = []
    for column in range(len(names)):
        row = next((row for row in range(len(pivots), len(matrix)) if matrix[row][column]), None)
        if row is not None:
            place = len(pivots)
            matrix[place], matrix[row] = matrix[row], matrix[place]
            matrix[place] = [value / matrix[place][column] for value in matrix[place]]
            for other in range(len(matrix)):
                if other != place and (factor := matrix[other][column]):
                    pairs = zip(matrix[other], matrix[place], strict=True)
                    matrix[other] = [value - factor * leading for value, leading in pairs]
            pivots.append(column)
    free = [column for column in range(len(names)) if column not in pivots]
    kernel = {name: [Fraction(column == one) for one in free] for column, name in enumerate(names)}
    for row, column in enumerate(pivots):
        kernel[names[column]] = [-matrix[row][one] for one in free]
    return kernel


def few_worked_out(groups: Sequence[Sequence[str]]) -> bool:
    """Whether the answer of one organisation, or some sum over two, can be worked out from sums over groups."""
    kernel = unknowns(groups)
    return any(
        all(x * w == y * v for (x, y), (v, w) in combinations_with_replacement(list(zip(one, other, strict=True)), 2))
        for one, other in combinations_with_replacement(kernel.values(), 2)
        if one is not other or not any(one)
    )


@given(histories())
def test_no_sum_or_difference_gives_an_organisation_away(rounds: list[Case]) -> None:
    """From the exact means of all shown cells of up to three rounds, no answer of one or two can be worked out."""
    assert not few_worked_out(told_groups(results(rounds)))


@given(st.lists(st.frozensets(st.sampled_from(PUBLIC + THIRD[:1]), min_size=1), min_size=1, max_size=4))
def test_what_is_singled_out_is_what_algebra_finds(groups: list[frozenset[str]]) -> None:
    """The quick check and the slow one agree on any groups at all."""
    assert singles_out(groups) == few_worked_out([sorted(group) for group in groups])


@given(histories())
def test_an_older_round_stays_as_it_was_shown(rounds: list[Case]) -> None:
    """A new round takes nothing back: of the older ones the very same is shown, and the order given does not matter."""
    found = results(rounds)
    for count in range(1, len(found) + 1):
        seen, before = shown("by side", found[:count]), shown("by side", found[: count - 1])
        assert {cell for cell in seen.cells if cell.round < count} == before.cells
        assert {one for one in seen.findings if one[0] < count} == before.findings
    assert shown("by side", found[::-1]) == shown("by side", found)


@given(histories())
def test_a_finding_is_shown_only_with_all_its_sides(rounds: list[Case]) -> None:
    """A finding tells of every side, so each has three known voices; where sides differ, no places are told."""
    found = results(rounds)
    seen = shown("by side", found)
    for result in found:
        for finding in result.findings:
            cells = {Cell(result.asked.number, finding.item, side.side) for side in finding.sides}
            if (result.asked.number, finding.item) in seen.findings:
                assert cells & seen.cells == (set() if isinstance(finding, SidesDiffer) else cells)
            else:
                assert not cells <= seen.cells
    assert all(len(group) >= 3 for group in told_groups(found))


@given(histories(), st.sampled_from(["named", "by organisation"]))
def test_where_organisations_are_shown_nothing_is_withheld(rounds: list[Case], visibility: str) -> None:
    """Named and by organisation, every cell and every finding is shown."""
    found = results(rounds)
    seen = shown("named" if visibility == "named" else "by organisation", found)
    assert len(seen.cells) == sum(len(finding.sides) for result in found for finding in result.findings)
    assert len(seen.findings) == sum(len(result.findings) for result in found)
    assert seen.organisations


def moves(finding: Finding, organisation: str) -> Iterator[dict[str, Fraction]]:
    """Ways in which an organisation can answer differently: alone, with others making up for it, or in their place."""
    (home,) = [side for side in finding.sides if organisation in {voice.organisation for voice in side.known_voices}]
    places = {voice.organisation: voice.x for voice in home.known_voices}
    others = [name for name in places if name != organisation]
    for other in others:
        if apart := places[other] - places[organisation]:
            yield {organisation: apart, other: -apart}
    for step in (SMALL, -SMALL, *(sign * Fraction(1, parts) for parts in (12, 6, 3) for sign in (1, -1))):
        yield {organisation: step}
        yield {organisation: step} | dict.fromkeys(others, -step / len(others))
        yield {organisation: step} | dict.fromkeys(others, step)
        yield {voice.organisation: step for voice in finding.voices}
        for other in others:
            yield {organisation: step, other: -step}
        for one, two in combinations(others, 2):
            yield {organisation: step, one: -step / 2, two: -step / 2}


def otherwise(finding: Finding, move: dict[str, Fraction]) -> Finding | None:
    """The finding if organisations stood a little elsewhere; None when that is off the scale."""

    def side(one: SideStanding) -> SideStanding:
        voices = tuple(
            replace(voice, level=voice.x + move.get(voice.organisation, 0)) if voice.known else voice
            for voice in one.voices
        )
        return side_of(one.side, voices)

    sides = tuple(side(one) for one in finding.sides)
    if not all(0 <= voice.x <= 1 for one in sides for voice in one.known_voices):
        return None
    return finding_of(finding.item, sides, len(finding.heads.points))


@given(cases(sides=st.integers(1, 2), organisations=st.integers(3, 9)))
def test_what_is_told_fits_other_answers_too(drawn: Case) -> None:
    """For each organisation there are other answers, of it and of others, with which the very same line is told."""
    by_side = replace(drawn.partnership, visibility="by side")
    result = drawn.result()
    line: Callable[[Finding], str] = lambda one: tell(one, vocabulary(by_side, drawn.round))  # noqa: E731
    for number, item in shown("by side", [result]).findings:
        assert number == drawn.round.number
        (finding,) = [one for one in result.findings if one.item == item]
        for voice in finding.voices:
            if voice.known:
                other = [otherwise(finding, move) for move in moves(finding, voice.organisation)]
                assert line(finding) in {line(one) for one in other if one}


def everything_told(sides: Sequence[SideStanding], words: Vocabulary, asked: Round) -> object:
    """All that a reader of a report by side gets to know of one item."""
    finding = finding_of("item", tuple(sides), len(asked.points))
    seen = shown("by side", [RoundResult(asked, (finding,))])
    line = (tell(finding, words), notes(finding, words)) if seen.findings else ()
    return line, [place(side.x, asked.points) for side in sides if Cell(1, "item", side.side) in seen.cells]


@pytest.mark.parametrize("scale", [scale for scale in SCALES.values() if len(scale.points) > 3], ids=lambda one: one.id)
@pytest.mark.parametrize("sizes", [(3,), (4,), (3, 3)], ids=str)
def test_trying_all_answers_gives_nothing_away(scale: Scale, sizes: tuple[int, ...]) -> None:
    """Whoever knows that each organisation is one person, and tries every answer, finds more than one that fits."""
    said = [*map(str, range(1, len(scale.points) + 1)), "DK", "NA"]
    homes = [[f"{home}{place}" for place in range(size)] for home, size in zip("pt", sizes, strict=False)]
    asked = one_item({members[0][0]: dict.fromkeys(members, "1") for members in homes}, scale=scale)
    words = vocabulary(replace(asked.partnership, visibility="by side"), asked.round)
    sides: list[dict[tuple[str, ...], SideStanding]] = [
        {
            answers: one_item({members[0][0]: dict(zip(members, answers, strict=True))}, scale=scale).finding().sides[0]
            for answers in combinations_with_replacement(said, len(members))
        }
        for members in homes
    ]
    fitting: dict[str, list[set[tuple[str, ...]]]] = {}
    for answers in product(*sides):
        standings = [side[each] for side, each in zip(sides, answers, strict=True)]
        told = str(everything_told(standings, words, asked.round))
        for fits, each in zip(fitting.setdefault(told, [set() for _ in sides]), answers, strict=True):
            fits.add(each)
    given_away = [
        (told, side)
        for told, every in fitting.items()
        for side in every
        if len({word for one in side for word in one}) == 1
    ]
    assert given_away == []
    assert len(fitting) > len(said)


def test_three_on_every_side_are_enough_and_two_are_not() -> None:
    """With two answering organisations on a side, or three points on the scale, a round shows nothing by side."""
    enough = one_item(ENOUGH).result()
    assert why_not_by_side(enough) == ""
    assert shown("by side", [enough]).findings == {(1, "item")}
    few = one_item({**ENOUGH, "third": {"a": "D", "b": "SD", "c": "-"}}).result()
    nobody = one_item({}).result()
    three_points = one_item({"public": {"a": "1", "b": "2", "c": "3"}}, scale=SCALES["toolkit3"]).result()
    assert [why_not_by_side(one) for one in (few, nobody)] == ["few organisations", "few organisations"]
    assert why_not_by_side(three_points) == "short scale"
    for hidden in (few, nobody, three_points):
        assert shown("by side", [hidden]) == Shown(frozenset(), frozenset(), organisations=False)


def test_a_side_with_two_voices_is_withheld_and_so_is_the_finding() -> None:
    """Three answered, but one of them doesn't know: the other side may still be told, the finding may not."""
    found = one_item({**ENOUGH, "third": {"a": "D", "b": "SD", "c": "DK"}}).result()
    assert shown("by side", [found]) == Shown(frozenset({Cell(1, "item", "public")}), frozenset(), organisations=False)


def test_a_newcomer_is_not_given_away() -> None:
    """With one more on a side than last year the finding is withheld whatever it says; with three it is not."""
    first = one_item(ENOUGH).result()
    one_more = one_item({**ENOUGH, "third": {**ENOUGH["third"], "d": "SA"}}, number=2).result()
    seen = shown("by side", [first, one_more])
    assert seen.findings == {(1, "item")}
    assert seen.cells == {Cell(2, "item", "public")}
    doubtful = one_item({**ENOUGH, "third": {**ENOUGH["third"], "d": "DK"}}, number=2).result()
    assert shown("by side", [first, doubtful]) == seen
    more = {**ENOUGH["third"], "d": "SA", "e": "SA", "f": "SA"}
    three_more = one_item({**ENOUGH, "third": more}, number=2).result()
    assert shown("by side", [first, three_more]).findings == {(1, "item"), (2, "item")}
