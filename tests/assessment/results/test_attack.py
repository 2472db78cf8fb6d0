"""Told by side, no output gives an organisation away: attacks on everything that the program writes."""

import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.results.riverside import PROGRAM
from assessment_strategies import SHORT, Case, Said, case, cases, one_item
from compact_core.assessment.partnership import Meeting, Partnership, Plan
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Answer, Comment
from compact_core.assessment.results.formats import written
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from compact_core.model import Code
from compact_core.plugins.builtin import FORMATS
from compacts_word.plugin import compacts_report_formats
from leeds import RECENT

NO_CODE = replace(RECENT, parts=())
"""A code without provisions: the items of the cases are in no code, which is quicker and tells as much."""
SIDES = {"public": ("a", "b", "c", "d", "e"), "third": ("v", "w", "x", "y", "z")}
CLOSED = "2026-03-20"


def record(one: Case) -> RoundRecord:
    """A closed round."""
    return RoundRecord(replace(one.round, closed=CLOSED), one.responses, Meeting(), Plan(), "")


def together(rounds: Sequence[Case]) -> Partnership:
    """The partnership of all rounds, which is told of by side."""
    everybody = {one.id: one for each in rounds for one in each.partnership.organisations}
    return replace(
        rounds[0].partnership,
        visibility="by side",
        organisations=tuple(everybody[one] for one in sorted(everybody)),
    )


def pages(rounds: Sequence[Case], code: Code = NO_CODE, organisation: str = "") -> list[ResultPage]:
    """The pages of all rounds, for everybody or for one organisation. Every output is made from them alone."""
    partners, records = together(rounds), [record(one) for one in rounds]
    return [
        result_page(code, partners, records, one.round.number, program=PROGRAM, organisation=organisation)
        for one in rounds
    ]


def outputs(rounds: Sequence[Case], organisation: str = "") -> list[bytes]:
    """All that the program writes of all rounds."""
    return [written(offer, page, {}) for page in pages(rounds, organisation=organisation) for offer in FORMATS]


class Plot(NamedTuple):
    """Small partnerships of which every answer is tried. All organisations of a group answer in the same rounds."""

    groups: tuple[tuple[str, int], ...]
    """The side and the size of each group of organisations."""
    rounds: tuple[tuple[int, ...], ...]
    """The groups that answer in each round."""
    items: int
    """How many items each round has."""
    words: str
    """What an organisation can say."""


PLOTS = {
    "one round": Plot((("p", 3), ("t", 3)), ((0, 1),), 1, "1 2 3 4"),
    "two items": Plot((("p", 3),), ((0,),), 2, "3 4 DK"),
    "two rounds": Plot((("p", 3),), ((0,), (0,)), 1, "3 4 DK"),
    "a newcomer": Plot((("p", 3), ("p", 1)), ((0,), (0, 1)), 1, "3 4 DK"),
    "a leaver": Plot((("p", 3), ("p", 1)), ((0, 1), (0,)), 1, "3 4 DK"),
    "others in round two": Plot((("p", 3), ("p", 3)), ((0,), (1,)), 1, "3 4 DK"),
}
LARGE_PLOTS = {
    "one round": PLOTS["one round"]._replace(words="1 2 3 4 DK"),
    "two items": PLOTS["two items"]._replace(words="3 4 DK -"),
    "two rounds": PLOTS["two rounds"]._replace(words="1 2 3 4"),
    "four in two rounds": Plot((("p", 4),), ((0,), (0,)), 1, "3 4 DK"),
    "two rounds of the doubtful": PLOTS["two rounds"]._replace(words="3 4 DK NA"),
    "three newcomers": Plot((("p", 3), ("p", 3)), ((0,), (0, 1)), 1, "3 4 DK"),
}
"""What is said is limited to what gives every finding that is told at least two neighbouring points to come from."""
Answers = tuple[str, ...]
"""What one organisation says to each item of each round that it answers in, the rounds one after the other."""


def all_answers(plot: Plot) -> Iterator[tuple[tuple[Answers, ...], ...]]:
    """Every way to answer, by group. Organisations of a group can change places, so that each way stands for many."""
    choices = []
    for group, (_, size) in enumerate(plot.groups):
        rounds = sum(group in there for there in plot.rounds)
        one_round = [said for said in product(plot.words.split(), repeat=plot.items) if set(said) != {"-"}]
        single = [sum(said, ()) for said in product(one_round, repeat=rounds)]
        choices.append(combinations_with_replacement(single, size))
    yield from product(*choices)


def acted(plot: Plot, answers: tuple[tuple[Answers, ...], ...]) -> list[Case]:
    """The rounds in which these answers are given."""
    rounds = []
    spent = [0] * len(plot.groups)
    items = [f"item-{place}" for place in range(plot.items)]
    for number, there in enumerate(plot.rounds, start=1):
        sides: dict[str, dict[str, list[dict[str, Said]]]] = defaultdict(dict)
        for group in there:
            for place, whole in enumerate(answers[group]):
                words = whole[spent[group] : spent[group] + plot.items]
                said = {item: _said(word) for item, word in zip(items, words, strict=True)}
                sides[plot.groups[group][0]][f"org-{group}-{place}"] = [said]
            spent[group] += plot.items
        rounds.append(case(sides, items=items, number=number))
    return rounds


def _said(word: str) -> Said:
    return None if word == "-" else int(word) if word.isdigit() else word


Insider = tuple[int, Answers]
"""The group of an organisation, and what it said itself."""
NOBODY: Insider = (-1, ())
"""Who reads the pages and has answered nothing."""


def insiders(answers: tuple[tuple[Answers, ...], ...]) -> set[Insider]:
    """Everybody who may read the pages: nobody in particular, and each who answered."""
    return {NOBODY, *((group, whole) for group, every in enumerate(answers) for whole in every)}


def others(answers: tuple[tuple[Answers, ...], ...], insider: Insider) -> Iterator[tuple[int, Answers]]:
    """What all but the insider said, by group."""
    left = Counter((group, whole) for group, every in enumerate(answers) for whole in every)
    left.subtract([insider] if insider != NOBODY else [])
    return left.elements()


def assert_more_than_one_fits(plot: Plot) -> None:
    """For each answer of each organisation there is another one with which every page of every round is the same.

    It is so for whoever knows nothing else, and for each partner, who knows its own answers.
    """
    fitting: defaultdict[object, defaultdict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
    numbers: dict[object, int] = {}
    for answers in all_answers(plot):
        seen = numbers.setdefault(tuple(pages(acted(plot, answers))), len(numbers))
        for insider in insiders(answers):
            for group, whole in others(answers, insider):
                for place, word in enumerate(whole):
                    fitting[seen, insider][group, place].add(word)
    assert len(numbers) > 1
    assert [key for key, open_ in fitting.items() if any(len(words) == 1 for words in open_.values())] == []


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_whoever_tries_all_answers_finds_more_than_one_that_fits(plot: Plot) -> None:
    """In small partnerships nobody can work out an answer from the pages."""
    assert_more_than_one_fits(plot)


@pytest.mark.soak
@pytest.mark.parametrize("plot", LARGE_PLOTS.values(), ids=LARGE_PLOTS)
def test_whoever_tries_very_many_answers_finds_more_than_one_that_fits(plot: Plot) -> None:
    """Nor in larger ones, or where more can be said."""
    assert_more_than_one_fits(plot)


words = st.sampled_from(["SD", "D", "A", "A", "SA", "SA SA", "SD A SA", "DK", "NA", "-"])
comments = st.builds(
    Comment,
    section=st.just("forming"),
    box=st.just("strengths"),
    text=st.sampled_from("ab"),
    use=st.sampled_from(["may be quoted", "facilitator only"]),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Case]:
    """One or two rounds, in which organisations come and go and some answer late, with comments."""
    rounds = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        sides = {
            side: {one: draw(words) for one in members[: draw(st.integers(3, 5))]} for side, members in SIDES.items()
        }
        drawn = one_item(sides, number=number)
        late = draw(st.sets(st.sampled_from([one.code for one in drawn.round.invitees]), max_size=1))
        responses = tuple(
            replace(
                one,
                answers=tuple(replace(each, late=one.invitee in late) for each in one.answers),
                comments=(draw(comments),),
            )
            for one in drawn.responses
        )
        rounds.append(replace(drawn, responses=responses))
    return rounds


def swapped(rounds: Sequence[Case], one: str, other: str) -> list[Case]:
    """The same rounds, had all people of two organisations said what those of the other did."""
    places = {one: other, other: one}
    return [
        replace(
            each,
            round=replace(
                each.round,
                invitees=tuple(
                    replace(who, organisation=places.get(who.organisation, who.organisation))
                    for who in each.round.invitees
                ),
            ),
        )
        for each in rounds
    ]


def answering(rounds: Sequence[Case], organisation: str) -> list[bool]:
    """In which rounds an organisation answered before the round was closed."""
    homes = [{who.code: who.organisation for who in each.round.invitees} for each in rounds]
    return [
        any(
            homes[place][one.invitee] == organisation and any(not a.late for a in one.answers) for one in each.responses
        )
        for place, each in enumerate(rounds)
    ]


@given(histories(), st.sampled_from([*SIDES.values()]).flatmap(st.permutations))
def test_who_of_a_side_said_what_changes_no_output(rounds: list[Case], names: list[str]) -> None:
    """When two that answered in the same rounds change places, every byte of every output stays as it was."""
    one, other = names[:2]
    assume(all({one, other} <= set(each.round.organisations) for each in rounds))
    assume(answering(rounds, one) == answering(rounds, other))
    assert outputs(rounds) == outputs(swapped(rounds, one, other))


@given(histories(), st.sampled_from([*SIDES.values()]).flatmap(st.permutations))
def test_the_page_of_one_partner_tells_nothing_of_others_that_is_not_told_to_all(
    rounds: list[Case], names: list[str]
) -> None:
    """By side, when two others change places, the own page of a partner stays as it was, in every format."""
    one, other, reader = names[:3]
    assume(all({one, other, reader} <= set(each.round.organisations) for each in rounds))
    assume(answering(rounds, one) == answering(rounds, other))
    assert outputs(rounds, reader) == outputs(swapped(rounds, one, other), reader)


@given(cases(organisations=st.integers(1, 3)))
def test_by_organisation_who_of_its_people_said_what_changes_no_output(drawn: Case) -> None:
    """When people of one organisation change places, with roles and all, every byte stays as it was."""
    roles = tuple(replace(one, role=one.code, agreed=False) for one in drawn.round.invitees)
    drawn = replace(drawn, round=replace(drawn.round, invitees=roles))
    homes = {one.code: one.organisation for one in roles}
    last = {home: code for code, home in homes.items()}
    first = {home: code for code, home in reversed(homes.items())}
    places = {first[home]: last[home] for home in first} | {last[home]: first[home] for home in first}
    moved = tuple(replace(one, invitee=places.get(one.invitee, one.invitee)) for one in drawn.responses)
    swapped_ = replace(drawn, responses=moved)
    for reader in ("", *drawn.round.organisations):
        assert told_by_organisation(drawn, reader) == told_by_organisation(swapped_, reader)


def told_by_organisation(one: Case, organisation: str = "") -> list[bytes]:
    """All outputs of a round by organisation, for everybody or for one organisation."""
    partners = replace(one.partnership, visibility="by organisation")
    page = result_page(NO_CODE, partners, [record(one)], 1, program=PROGRAM, organisation=organisation)
    return [written(offer, page, {}) for offer in FORMATS]


@pytest.mark.parametrize("size", [2, 3, 4])
def test_by_organisation_whoever_tries_all_answers_finds_more_than_one_that_fits(size: int) -> None:
    """For each answer of one of several people there is another one with which all outputs are the same."""
    fitting: defaultdict[object, set[str]] = defaultdict(set)
    others = {"b": "A", "c": "SA", "d": "D", "e": "D"}
    for answers in combinations_with_replacement("1234", size):
        drawn = one_item({"public": {"a": " ".join(answers)}, "third": others})
        fitting[tuple(told_by_organisation(drawn))].update(answers)
    assert len(fitting) > 1
    assert [words for words in fitting.values() if len(words) == 1] == []


def test_by_organisation_nothing_that_comes_late_is_told() -> None:
    """A person of an organisation who answers after closing changes no output, so two results tell nothing."""
    drawn = one_item({"public": {"a": "A SD", "b": "SA"}, "third": {"c": "A"}})
    late = replace(drawn.responses[1], answers=tuple(replace(one, late=True) for one in drawn.responses[1].answers))
    came = replace(drawn, responses=(drawn.responses[0], late, *drawn.responses[2:]))
    without = replace(drawn, responses=(drawn.responses[0], *drawn.responses[2:]))
    assert told_by_organisation(came) == told_by_organisation(without)
    assert told_by_organisation(came) != told_by_organisation(drawn)


def test_hidden_words_are_in_no_output() -> None:
    """Comments for the facilitator, codes of invitees, roles, ticks and what came late are in no output by side."""
    drawn = one_item({"public": {"council": "SA", "trust": "A", "police": "A"}})
    (first, *others) = drawn.responses
    (answer,) = first.answers
    hidden = replace(
        first,
        answers=(replace(answer, missing=(1,)),),
        comments=(
            Comment(section="forming", box="strengths", text="XSECRETX", use="facilitator only"),
            Comment(section="forming", box="improvements", text="XOPENX", use="may be quoted"),
        ),
        replaced=(Answer(item="item", says="not applicable", reason="XREPLACEDX"),),
        replaced_comments=(Comment(section="forming", box="strengths", text="XOLDX", use="may be quoted"),),
    )
    late = replace(
        others[0],
        answers=(replace(others[0].answers[0], late=False),),
        comments=(Comment(section="forming", box="strengths", text="XLATEX", use="may be quoted", late=True),),
    )
    invitees = tuple(replace(one, role="XROLEX") for one in drawn.round.invitees)
    drawn = replace(drawn, round=replace(drawn.round, invitees=invitees), responses=(hidden, late, *others[1:]))
    (offer,) = compacts_report_formats()
    document = written(offer, pages([drawn])[0], {})
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    told = b"".join([*outputs([drawn]), *parts]).decode("utf-8", "replace")
    assert [word for word in ("XSECRETX", "XREPLACEDX", "XOLDX", "XLATEX", "XROLEX", "council-1") if word in told] == []
    assert told.count("XOPENX") == len(FORMATS)  # with Word, and without CSV, which has items only


def test_the_facilitators_page_has_the_hidden_comments_and_says_so() -> None:
    """Made for the facilitator, the page has what is for the facilitator only, marked, and a warning on top."""
    drawn = one_item({"public": {"council": "SA"}})
    comment = Comment(section="forming", box="strengths", text="XSECRETX")
    responses = (replace(drawn.responses[0], comments=(comment,)),)
    records = [record(replace(drawn, responses=responses))]
    page = result_page(NO_CODE, drawn.partnership, records, 1, program=PROGRAM, for_facilitator=True)
    assert page.warnings[0].startswith("For the facilitator only: ")
    assert [(one.text, one.hidden) for one in page.quotes] == [("XSECRETX", True)]
    assert SHORT["SA"] == len(page.points)
