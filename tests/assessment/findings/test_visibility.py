"""What the partners' rule hides cannot be worked out: attacks on all that is shown, of one round or more."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, combinations_with_replacement, permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings.findings import RoundResult, finding_of
from compact_core.assessment.findings.position import as_shown, side_of
from compact_core.assessment.findings.visibility import (
    CHOICES,
    STRICTNESS,
    Cell,
    Shown,
    late_answers_count,
    shown,
    singles_out,
    why_nothing,
)
from compact_core.assessment.findings.vocabulary import place, stands, summary, vocabulary
from compact_core.assessment.partnership import Partnership, Visibility
from compact_core.model.scales import SCALES, Scale

PUBLIC = ("council", "trust", "police", "college", "fire")
THIRD = ("a", "b", "c", "d", "e")
ENOUGH = {"public": {"council": "SA", "trust": "A", "police": "A"}, "third": {"a": "D", "b": "SD", "c": "D"}}
ABSENT = "absent"
AGREE = SCALES["agree4"]
LONG_SCALES = [scale for scale in SCALES.values() if len(scale.points) > 3]

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


def ruled(one: Case, visibility: Visibility, fewest: int = 3) -> Case:
    """The same case, told by a rule."""
    return replace(one, partnership=replace(one.partnership, visibility=visibility, fewest=fewest))


def by(visibility: Visibility, fewest: int = 3) -> Partnership:
    """A partnership that chose a rule."""
    return ruled(one_item({}), visibility, fewest).partnership


def results(rounds: Sequence[Case], visibility: Visibility = "by side") -> list[RoundResult]:
    """What is found in each round."""
    return [ruled(one, visibility).result() for one in rounds]


def told_groups(found: Sequence[RoundResult], fewest: int) -> list[list[str]]:
    """The organisations behind each side that is told of, as somebody may know who knows who answered."""
    seen = shown(by("by side", fewest), found)
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


def rank(rows: Iterable[Sequence[Fraction]]) -> int:
    """How many rows are independent of each other."""
    left = [list(row) for row in rows]
    found = 0
    while left:
        row = left.pop()
        lead = next((column for column, value in enumerate(row) if value), None)
        if lead is not None:
            found += 1
            left = [
                [value - other[lead] / row[lead] * mine for value, mine in zip(other, row, strict=True)]
                for other in left
            ]
    return found


def few_worked_out(groups: Sequence[Sequence[str]], fewest: int) -> bool:
    """Whether some sum over fewer than so many organisations can be worked out from sums over groups."""
    kernel = unknowns(groups)
    return any(
        rank([kernel[one] for one in few]) < len(few) for size in range(1, fewest) for few in combinations(kernel, size)
    )


@pytest.mark.parametrize("fewest", CHOICES)
@given(rounds=histories())
def test_no_sum_or_difference_gives_an_organisation_away(rounds: list[Case], fewest: int) -> None:
    """Were the means of all shown cells of up to three rounds known exactly, none over fewer could be worked out."""
    assert not few_worked_out(told_groups(results(rounds), fewest), fewest)


groups_of_any_size = st.sampled_from((1, *CHOICES)).flatmap(
    lambda least: st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=least), max_size=4)
)


@pytest.mark.parametrize("fewest", CHOICES)
@example(groups=list(map(frozenset, ("abc", "cde"))))
@example(groups=list(map(frozenset, ("abceg", "bdgh", "cdg", "acdf"))))
@given(groups=groups_of_any_size)
def test_what_is_singled_out_is_what_algebra_finds(groups: list[frozenset[str]], fewest: int) -> None:
    """The quick check and the slow one agree on any groups at all, also on those that overlap in one or in a ring."""
    assert singles_out(groups, fewest) == few_worked_out([sorted(group) for group in groups], fewest)


@given(histories())
def test_an_older_round_stays_as_it_was_shown(rounds: list[Case]) -> None:
    """A new round takes nothing back: of the older ones the very same is shown, and the order given does not matter."""
    found, rule = results(rounds), by("by side")
    for count in range(1, len(found) + 1):
        seen, before = shown(rule, found[:count]), shown(rule, found[: count - 1])
        assert {cell for cell in seen.cells if cell.round < count} == before.cells
        assert {one for one in seen.findings if one[0] < count} == before.findings
    assert shown(rule, found[::-1]) == shown(rule, found)


@given(histories())
def test_a_finding_is_shown_only_with_all_its_sides(rounds: list[Case]) -> None:
    """A finding tells of every side, so it is shown just when all of them are, each with three known voices."""
    found = results(rounds)
    seen = shown(by("by side"), found)
    for result in found:
        for finding in result.findings:
            cells = {Cell(result.asked.number, finding.item, side.side) for side in finding.sides}
            assert ((result.asked.number, finding.item) in seen.findings) == bool(cells and cells <= seen.cells)
    assert all(len(group) >= 3 for group in told_groups(found, 3))


@given(histories(), st.data())
def test_what_is_shown_of_an_item_goes_by_that_item_alone(rounds: list[Case], data: st.DataObject) -> None:
    """Whatever the same organisations say of another item, of this one no more and no less is shown."""
    found, both, opinions = results(rounds), [], st.sampled_from(["1", "4", "DK"])
    for result in found:
        (finding,), (row,) = result.findings, result.asked.rows
        said = {
            side.side: {
                voice.organisation: data.draw(opinions) if voice.state != "silent" else "-" for voice in side.voices
            }
            for side in finding.sides
        }
        other = replace(results([one_item(said)])[0].findings[0], item="other")
        asked = replace(result.asked, rows=(replace(row, item="other"), row))
        both.append(result._replace(asked=asked, findings=(other, finding)))
    seen = shown(by("by side"), both)
    assert {cell for cell in seen.cells if cell.item == "item"} == shown(by("by side"), found).cells


@given(histories())
def test_five_a_side_shows_no_more_than_three(rounds: list[Case]) -> None:
    """Of one round whatever is shown with the larger number is shown with the smaller one too."""
    found = results(rounds[:1])
    few, many = (shown(by("by side", fewest), found) for fewest in CHOICES)
    assert many.cells <= few.cells
    assert many.findings <= few.findings


@given(histories(), st.sampled_from(["named", "by organisation"]))
def test_where_organisations_are_shown_nothing_is_withheld(rounds: list[Case], visibility: Visibility) -> None:
    """Named and by organisation, every cell and every finding is shown."""
    found = results(rounds, visibility)
    seen = shown(by(visibility), found)
    assert len(seen.cells) == sum(len(finding.sides) for result in found for finding in result.findings)
    assert len(seen.findings) == sum(len(result.findings) for result in found)
    assert seen.organisations


@given(cases(), cases())
def test_whatever_is_told_is_made_from_what_may_be_told(one: Case, other: Case) -> None:
    """By side is made from what is told by organisation, and what was told once is told no further."""
    for finding in (*one.result().findings, *other.result().findings):
        for side in finding.sides:
            points, sides = (
                as_shown(side.side, side.voices, "by organisation"),
                as_shown(side.side, side.voices, "by side"),
            )
            assert as_shown(points.side, points.voices, "by organisation") == points
            assert as_shown(points.side, points.voices, "by side") == sides
            assert as_shown(side.side, side.voices, "named") == side


@given(cases())
def test_by_side_a_result_holds_no_organisations_answer(drawn: Case) -> None:
    """All known organisations of a side stand where it does, and what their people said is nowhere in the result."""
    for finding in ruled(drawn, "by side").result().findings:
        assert finding.heads.answers == 0
        for side in finding.sides:
            assert len({voice.level for voice in side.known_voices}) <= 1
            assert {voice.tally.answers for voice in side.voices} <= {0}
            assert not side.known or {side.level} == {voice.level for voice in side.known_voices}


Told = Callable[[tuple[str, ...]], object]
"""What is told of a side when its organisations answer in these words. Who of them said what makes no difference."""


def orders(words: Sequence[str]) -> int:
    """In how many orders words can be given."""
    return len(set(permutations(words)))


def learned(told: Told, words: Sequence[str], size: int, insiders: int, said: Callable[[str], str] = str) -> int:
    """In how many ways to answer insiders who put their answers together learn what another one said."""
    fitting: defaultdict[tuple[object, tuple[str, ...]], set[str]] = defaultdict(set)
    counts: Counter[tuple[object, tuple[str, ...]]] = Counter()
    for answers in combinations_with_replacement(words, size):
        for known in set(combinations(answers, insiders)):
            rest = [*(Counter(answers) - Counter(known)).elements()]
            key = told(answers), known
            fitting[key].update(map(said, rest))
            counts[key] += orders(known) * orders(rest)
    return sum(counts[key] for key, others in fitting.items() if len(others) == 1)


def side(answers: Sequence[str], visibility: Visibility, scale: Scale) -> Case:
    """A side whose organisations of one person each answer in these words."""
    return ruled(one_item({"p": {f"p{place}": word for place, word in enumerate(answers)}}, scale=scale), visibility)


def as_reported(scale: Scale) -> Told:
    """All that a report by side tells of one side."""

    @cache
    def told(answers: tuple[str, ...]) -> object:
        drawn = side(answers, "by side", scale)
        result = drawn.result()
        seen = shown(drawn.partnership, [result])
        (finding,) = result.findings
        return seen, summary(finding, vocabulary(drawn.partnership, drawn.round)) if seen.findings else ""

    return told


def in_exact_words(scale: Scale) -> Told:
    """What a report would tell that had the finding of exact means, and where the side stands in exact words."""

    def told(answers: tuple[str, ...]) -> object:
        drawn = side(answers, "named", scale)
        finding = drawn.finding()
        return finding.name, place(finding.sides[0].x, drawn.round.points)

    return told


def points(scale: Scale) -> list[str]:
    """The points of a scale as words of answers."""
    return [str(point) for point, _ in enumerate(scale.points, start=1)]


@pytest.mark.parametrize("scale", LONG_SCALES, ids=lambda one: one.id)
@pytest.mark.parametrize("size", [3, 4])
def test_no_insider_learns_anothers_answer(scale: Scale, size: int) -> None:
    """Whoever knows one answer of a side, tries all others, and knows who is asked, finds two or more for each."""
    words = [*points(scale), "DK", "NA"]
    assert learned(as_reported(scale), words, size, 0) == 0
    assert learned(as_reported(scale), words, size, 1) == 0


@pytest.mark.parametrize(
    "scale", [scale for scale in LONG_SCALES if len(scale.points) % 2 == 0], ids=lambda one: one.id
)
@pytest.mark.parametrize("size", [3, 4, 5])
def test_on_an_even_scale_all_others_together_learn_no_point(scale: Scale, size: int) -> None:
    """Whoever has an opinion keeps two points or more, though all others of the side put their answers together."""
    for insiders in range(size):
        assert learned(as_reported(scale), points(scale), size, insiders) == 0


def half(word: str) -> str:
    """Whether an answer on four points is high or low."""
    return "high" if int(word) > 2 else "low"


@pytest.mark.parametrize("size", [3, 4, 5])
def test_who_stands_apart_from_most_of_a_side_is_given_away_to_nobody(size: int) -> None:
    """Where a side is mostly high, whoever is low could be high for all that the others know together; and so low."""
    told, words = as_reported(AGREE), points(AGREE)
    for answers in combinations_with_replacement(words, size):
        for word in set(answers):
            together = [one for one in answers if half(one) == half(word)]
            if 2 * len(together) < size:
                left = [*(Counter(answers) - Counter([word])).elements()]
                turned = [one for one in words if half(one) != half(word)]
                assert told(answers) in [told((*left, one)) for one in turned]


@pytest.mark.parametrize(("size", "exact", "reported"), [(3, (6, 24), (16, 32)), (5, (2, 10), (0, 64))])
def test_insiders_learn_as_much_as_the_method_says(
    size: int, exact: tuple[int, int], reported: tuple[int, int]
) -> None:
    """On four points one insider and two learn so many answers from exact words; from reports only if it is high."""
    words = points(AGREE)
    assert tuple(learned(in_exact_words(AGREE), words, size, insiders) for insiders in (1, 2)) == exact
    assert tuple(learned(as_reported(AGREE), words, size, insiders, half) for insiders in (1, 2)) == reported


def test_on_a_scale_with_a_middle_two_of_three_can_learn_it() -> None:
    """In 8 of 125 ways to answer on five points, one who is high and one who is low learn that the third is neither."""
    five = SCALES["agree5"]
    assert [learned(as_reported(five), points(five), 3, insiders) for insiders in (0, 1, 2)] == [0, 0, 8]


def people(answers: Sequence[str], scale: Scale) -> Case:
    """An organisation whose people answer in these words, told without them."""
    return ruled(one_item({"p": {"p": " ".join(answers)}}, scale=scale), "by organisation")


def of_an_organisation(scale: Scale) -> Told:
    """All that a report by organisation tells of an organisation of several people."""

    @cache
    def told(answers: tuple[str, ...]) -> object:
        (voice,) = people(answers, scale).finding().voices
        return voice

    return told


SCALES_OF = [Scale(f"of {size}", "", tuple(f"word {point}" for point in range(size))) for size in range(3, 8)]


@pytest.mark.parametrize("scale", SCALES_OF, ids=lambda one: one.id)
@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_by_organisation_no_one_of_several_people_is_given_away(scale: Scale, size: int) -> None:
    """Each place that is told comes from two points or more of every person, also where all gave an opinion."""
    told = of_an_organisation(scale)
    assert learned(told, points(scale), size, 0) == 0
    assert {told((word,) * size) for word in points(scale)} == {told((word,)) for word in points(scale)}


@pytest.mark.parametrize("size", [2, 3])
def test_by_organisation_nobody_who_may_have_said_nothing_is_given_away(size: int) -> None:
    """With don't know, not applicable and nothing among the answers it is the same, unless nobody said anything."""
    told, words = of_an_organisation(AGREE), [*points(AGREE), "DK", "NA", "-"]
    assert learned(told, words, size, 0) == 1
    assert told(("-",) * size) == told(("-",))


@given(cases())
def test_by_organisation_everything_is_made_from_the_places_told(drawn: Case) -> None:
    """Had each organisation sent one agreed reply with the place that is told of it, the result would be the same."""
    drawn = ruled(drawn, "by organisation")
    for finding in drawn.result().findings:
        sides = tuple(side_of(one.side, one.voices) for one in finding.sides)
        assert finding_of(finding.item, sides, len(drawn.round.points)) == finding


def result(
    sides: Mapping[str, Mapping[str, str]], *, number: int = 1, fewest: int = 3, scale: Scale = AGREE
) -> RoundResult:
    """What is found by side."""
    return ruled(one_item(sides, number=number, scale=scale), "by side", fewest).result()


@pytest.mark.parametrize("fewest", CHOICES)
def test_as_many_on_every_side_as_were_promised_are_enough_and_one_less_is_not(fewest: int) -> None:
    """With fewer answering organisations on a side than partners chose, a round shows nothing by side."""
    rule, members = by("by side", fewest), "abcde"[:fewest]
    enough = result({"public": dict.fromkeys(members, "A"), "third": dict.fromkeys(members.upper(), "D")})
    few = result({"public": dict.fromkeys(members, "A"), "third": {**dict.fromkeys(members.upper(), "D"), "A": "-"}})
    assert why_nothing(rule, enough) == ""
    assert shown(rule, [enough]).findings == {(1, "item")}
    for hidden in (few, result({})):
        assert why_nothing(rule, hidden) == "few organisations"
        assert shown(rule, [hidden]) == Shown(frozenset(), frozenset(), organisations=False)


@pytest.mark.parametrize(("visibility", "shortest"), [("named", 2), ("by organisation", 3), ("by side", 4)])
def test_a_scale_that_is_too_short_for_the_rule_shows_nothing(visibility: Visibility, shortest: int) -> None:
    """One point less than leaves everybody two answers, and nothing is told."""
    for length in (2, 3, 4):
        scale = Scale("of so many", "", tuple(f"word {point}" for point in range(length)))
        drawn = ruled(one_item({"p": {"a": "1", "b": "1 2", "c": "2"}}, scale=scale), visibility)
        found = drawn.result()
        assert why_nothing(drawn.partnership, found) == ("" if length >= shortest else "short scale")
        assert bool(shown(drawn.partnership, [found]).cells) == (length >= shortest)
        assert bool(shown(drawn.partnership, [found]).findings) == (length >= shortest)


def test_answers_that_cannot_be_read_withhold_every_round_by_side_and_none_elsewhere() -> None:
    """By side older rounds are withheld too, until the answers are mended; elsewhere only their organisation is."""
    first, second = result(ENOUGH), result(ENOUGH, number=2)
    spoilt = second._replace(unread=("a-1",))
    assert why_nothing(by("by side"), spoilt) == "unreadable"
    assert shown(by("by side"), [first, spoilt]) == Shown(frozenset(), frozenset(), organisations=False)
    for visibility in STRICTNESS[:2]:
        assert why_nothing(by(visibility), spoilt) == ""
        assert shown(by(visibility), [first, spoilt]) == shown(by(visibility), [first, second])


def test_late_answers_count_only_where_reports_name_who_gave_them() -> None:
    """Where people are hidden, a result with late answers beside one without would tell who was late."""
    assert [late_answers_count(visibility) for visibility in STRICTNESS] == [True, False, False]


def test_a_side_with_two_voices_is_withheld_and_so_is_the_finding() -> None:
    """Three answered, but one of them doesn't know: the other side may still be told, the finding may not."""
    found = result({**ENOUGH, "third": {"a": "D", "b": "SD", "c": "DK"}})
    seen = shown(by("by side"), [found])
    assert seen == Shown(frozenset({Cell(1, "item", "public")}), frozenset(), organisations=False)


def test_a_newcomer_is_not_given_away() -> None:
    """With one more on a side than last year it is withheld whatever the newcomer says; with three more it is not."""
    first, rule = result(ENOUGH), by("by side")
    one_more = result({**ENOUGH, "third": {**ENOUGH["third"], "d": "SA"}}, number=2)
    seen = shown(rule, [first, one_more])
    assert seen.findings == {(1, "item")}
    assert seen.cells == {*shown(rule, [first]).cells, Cell(2, "item", "public")}
    doubtful = result({**ENOUGH, "third": {**ENOUGH["third"], "d": "DK"}}, number=2)
    assert shown(rule, [first, doubtful]) == seen
    more = {**ENOUGH["third"], "d": "SA", "e": "SA", "f": "SA"}
    three_more = result({**ENOUGH, "third": more}, number=2)
    assert shown(rule, [first, three_more]).findings == {(1, "item"), (2, "item")}


def test_a_newcomer_on_one_side_hides_no_other_side() -> None:
    """Whichever side the newcomer is on, the other one is told again."""
    for side, other in permutations(ENOUGH):
        grown = result({**ENOUGH, side: {**ENOUGH[side], "newcomer": "A"}}, number=2)
        cells = shown(by("by side"), [result(ENOUGH), grown]).cells
        assert {cell.side for cell in cells if cell.round == 2} == {other}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("SA A A", "mostly high"),
        ("SA A SD", "mostly high"),
        ("SA SD SD", "mostly low"),
        ("SA A D SD", "in between"),
        ("SA DK D D", "mostly low"),
    ],
)
def test_a_side_is_where_more_than_half_of_its_voices_are(answers: str, words: str) -> None:
    """How high or how low they stand makes no difference, and who doesn't know is not among the voices."""
    drawn = side(answers.split(), "by side", AGREE)
    assert stands(drawn.finding().sides[0], vocabulary(drawn.partnership, drawn.round)) == words


@pytest.mark.parametrize(
    ("public", "third", "finding"),
    [
        ("SA A SD", "A A D", "agreed strength"),
        ("SD D SA", "D D A", "agreed, needs work"),
        ("A A D", "D D A", "sides differ"),
        ("A A D D", "D D A", "differ in degree"),
        ("SA SA SA", "SA SA D D", "differ in degree"),
        ("SA SA D D", "A A SD SD", "partly there"),
    ],
)
def test_findings_by_side_are_made_from_where_sides_are_told_to_stand(public: str, third: str, finding: str) -> None:
    """Sides differ when one is mostly high and another mostly low; a split inside a side is never found."""
    sides = {"public": public.split(), "third": third.split()}
    members = {name: {f"{name}{place}": word for place, word in enumerate(words)} for name, words in sides.items()}
    assert result(members).findings[0].name == finding
