"""Findings in words: whole sentences for each kind, with names and without."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings.findings import DifferInDegree, SidesDiffer
from compact_core.assessment.findings.vocabulary import notes, place, stands, summary, vocabulary
from compact_core.assessment.partnership import Visibility
from compact_core.model.scales import SCALES

AGREE = SCALES["agree4"].points


def told(drawn: Case) -> str:
    """The only finding in words."""
    return summary(drawn.finding(), vocabulary(drawn.partnership, drawn.round))


def noted(drawn: Case) -> tuple[str, ...]:
    """The notes beside the only finding."""
    return notes(drawn.finding(), vocabulary(drawn.partnership, drawn.round))


def by_side(drawn: Case) -> Case:
    """The same case, told by side."""
    return replace(drawn, partnership=replace(drawn.partnership, visibility="by side"))


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        (
            {"public": {"council": "SA SA A", "trust": "A A"}, "third": {"a": "SD D A", "b": "DK"}},
            ("Public sector rates it higher: agree, against disagree; 2 of 2 and 1 of 2 voices, B doesn't know"),
        ),
        (
            {"public": {"council": "A A SA", "trust": "A A"}, "third": {"a": "A", "b": "A"}},
            "Agreed strength: Public sector agree, Third sector agree; 2 of 2 and 2 of 2 voices",
        ),
        (
            {"public": {"council": "SA SA A", "trust": "A A"}, "third": {"a": "D", "b": "SD"}},
            ("Public sector rates it higher: agree, against disagree; 2 of 2 and 2 of 2 voices"),
        ),
        (
            {"public": {"council": "D D A", "trust": "A SA"}, "third": {"a": "A", "b": "DK"}},
            (
                "Split inside Public sector: Trust agree, against Council between, a step or more apart; "
                "Public sector agree, Third sector agree; 2 of 2 and 1 of 2 voices, B doesn't know"
            ),
        ),
        (
            {"public": {"a": "SD"}, "third": {"b": "D"}},
            "Agreed, needs work: Public sector strongly disagree, Third sector disagree; two voices",
        ),
        (
            {"public": {"a": "SD A A"}, "third": {"b": "D D A"}},
            "Partly there: Public sector between, Third sector between; two voices",
        ),
        (
            {"public": {"a": "SD A A"}, "third": {"b": "A"}},
            "Differ in degree: Public sector between, Third sector agree, less than a step apart; two voices",
        ),
        (
            {"public": {"a": "SD A A"}, "third": {"b": "SA"}},
            "Third sector rates it higher: strongly agree, against between, a step or more apart; two voices",
        ),
        (
            {"public": {"a": "NA", "b": "-"}, "third": {"c": "NA"}},
            "Set aside: every organisation that answered says it does not apply; B has not responded",
        ),
        (
            {"public": {"a": "SA"}, "third": {"b": "DK", "c": "DK"}, "health": {"d": "-"}},
            (
                "Not enough known: Third sector doesn't know, Health sector has not responded; "
                "Public sector strongly agree; 1 of 1, 0 of 2 and no voices, B and C don't know, D has not responded"
            ),
        ),
        ({"public": {"a": "-"}}, "Not enough known: Public sector has not responded; no voices, A has not responded"),
        (
            {"public": {"a": "SA"}, "third": {"b": "SD"}, "health": {"c": "SA"}, "faith": {"d": "SD A"}},
            (
                "Public sector and Health sector rate it higher than Third sector: strongly agree, against strongly "
                "disagree; Faith sector disagree; four voices"
            ),
        ),
        (
            {"public": {"a": "SA", "b": "D"}, "third": {"c": "SD"}},
            (
                "Public sector rates it higher: agree, against strongly disagree; "
                "split inside Public sector: A strongly agree, against B disagree; 2 of 2 and 1 of 1 voices"
            ),
        ),
        (
            {"public": {"a": "SA", "b": "SA", "c": "D", "d": "NA"}},
            (
                "Split inside Public sector: A and B strongly agree, against C disagree; Public sector agree; "
                "3 of 3 voices, D says it does not apply"
            ),
        ),
    ],
)
def test_each_finding_says_who_stands_where(sides: dict[str, dict[str, str]], sentence: str) -> None:
    """The whole line, named: what is found, where sides and organisations stand, voices, and who has none."""
    assert told(one_item(sides)) == sentence


def test_notes_tell_what_counting_heads_hides_and_whose_people_are_apart() -> None:
    """Both notes are whole sentences; where there is nothing to note there is none."""
    assert noted(one_item({"p": {"a": "SD SA SA SA", "b": "SA"}, "t": {"c": "SD SA", "d": "SD"}})) == (
        "Counting heads would hide this.",
        "People are far apart inside A and C.",
    )
    assert noted(one_item({"p": {"a": "SA"}, "t": {"b": "A"}})) == ()


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        (
            {"public": {"a": "SA", "b": "SA", "c": "SA"}, "third": {"d": "SD", "e": "SD", "f": "SD", "g": "DK"}},
            "Public sector rates it higher: mostly high, against mostly low; 3 of 3 and 3 of 4 voices, 1 doesn't know",
        ),
        (
            {"public": {"a": "SA", "b": "SD", "c": "SA", "d": "-", "e": "-"}},
            "Agreed strength: Public sector mostly high; 3 of 3 voices, 2 have not responded",
        ),
    ],
)
def test_by_side_organisations_are_counted_and_sides_are_mostly_high_or_low(
    sides: dict[str, dict[str, str]], sentence: str
) -> None:
    """No organisation is named, and nothing tells that all say the very same, or that a side is split."""
    assert told(by_side(one_item(sides))) == sentence


def test_by_organisation_no_word_tells_what_every_person_said() -> None:
    """Where all people of all organisations agree, the line is the same as where nearly all do."""
    lines = {}
    for third in ("A A A", "A A A A SA"):
        drawn = one_item({"public": {"a": "A"}, "third": {"b": third}})
        drawn = replace(drawn, partnership=replace(drawn.partnership, visibility="by organisation"))
        lines[third] = told(drawn)
    assert set(lines.values()) == {"Agreed strength: Public sector agree, Third sector agree; two voices"}


@given(cases())
def test_by_side_no_line_names_an_organisation(drawn: Case) -> None:
    """Whatever is found, neither the line nor its notes hold the name of an organisation."""
    drawn = by_side(drawn)
    words = vocabulary(drawn.partnership, drawn.round)
    for finding in drawn.result().findings:
        line = " ".join([summary(finding, words), *notes(finding, words)])
        assert not [one.name for one in drawn.partnership.organisations if one.name in line]


@given(cases())
def test_every_line_accounts_for_every_organisation(drawn: Case) -> None:
    """Whoever doesn't know, has not responded or says it does not apply is named, unless nobody says anything else."""
    words = vocabulary(drawn.partnership, drawn.round)
    for finding in drawn.result().findings:
        line = summary(finding, words)
        for voice in finding.voices:
            expected = voice.state in {"don't know", "silent"} or (
                voice.state == "not applicable" and finding.name != "set aside"
            )
            assert not expected or words.organisations[voice.organisation] in line


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Fraction(0), "strongly disagree"),
        (Fraction(1, 6), "disagree"),
        (Fraction(2, 5), "disagree"),
        (Fraction(41, 100), "between"),
        (Fraction(59, 100), "between"),
        (Fraction(3, 5), "agree"),
        (Fraction(5, 6), "agree"),
        (Fraction(1), "strongly agree"),
    ],
)
def test_a_place_is_told_by_a_point_of_its_own_part_of_the_scale(level: Fraction, words: str) -> None:
    """The words follow the lines of the findings; halfway between two points the milder one is named."""
    assert place(level, AGREE) == words


def test_a_point_in_the_middle_has_its_own_words() -> None:
    """Where the scale has a word for the middle, that word stands in place of 'between'."""
    assert place(Fraction(1, 2), SCALES["agree5"].points) == "neither agree nor disagree"
    assert place(Fraction(59, 100), SCALES["toolkit3"].points) == "could do better"
    assert place(Fraction(1, 2), SCALES["quality6"].points) == "between"


@given(st.sampled_from([scale.points for scale in SCALES.values()]))
def test_every_point_has_its_words(points: tuple[str, ...]) -> None:
    """Whoever chose a point is told in its very words."""
    for step, word in enumerate(points):
        assert place(Fraction(step, len(points) - 1), points) == word


def part_of(word: str, points: tuple[str, ...]) -> str:
    """Which part of the scale a word of a finding stands for, by the lines of the method."""
    if word not in points:
        return word
    x = Fraction(points.index(word), len(points) - 1)
    return "high" if x >= Fraction(3, 5) else "low" if x <= Fraction(2, 5) else "between"


@given(cases(), st.sampled_from(["named", "by organisation"]))
def test_a_reader_can_tell_the_finding_from_the_words(drawn: Case, visibility: Visibility) -> None:
    """Opposite words always mean that sides differ, or a split that is named; equal words never do.

    With one between, the line says whether it is a step or more.
    """
    drawn = replace(drawn, partnership=replace(drawn.partnership, visibility=visibility))
    words = vocabulary(drawn.partnership, drawn.round)
    step = "a step" if len(words.points) == 4 else "a third of the scale"
    for finding in drawn.result().findings:
        if not finding.sides or not all(side.known for side in finding.sides):
            continue
        line = summary(finding, words)
        parts = {part_of(stands(side, words), words.points) for side in finding.sides}
        split = {
            words.organisations[voice.organisation]
            for side in getattr(finding, "split", ())
            for voice in (*side.highest_voices, *side.lowest_voices)
        }
        assert not isinstance(finding, SidesDiffer | DifferInDegree) or len(parts) > 1
        if {"high", "low"} <= parts:
            assert isinstance(finding, SidesDiffer) or (split and all(name in line for name in split))
        elif len(parts) > 1 and not split:
            near, far = f"less than {step} apart", f"{step} or more apart"
            assert (near in line, far in line) == (finding.name == "differ in degree", finding.name == "sides differ")


@given(cases(), st.sampled_from(["named", "by organisation"]))
def test_organisations_with_opposite_words_are_never_passed_over(drawn: Case, visibility: Visibility) -> None:
    """Two organisations of one side in opposite words make it a split, or sides that differ and a split besides."""
    drawn = replace(drawn, partnership=replace(drawn.partnership, visibility=visibility))
    words = vocabulary(drawn.partnership, drawn.round)
    for finding in drawn.result().findings:
        for side in finding.sides if all(side.known for side in finding.sides) else ():
            parts = {part_of(stands(voice, words), words.points) for voice in side.known_voices}
            if {"high", "low"} <= parts:
                assert side in getattr(finding, "split", ())
            elif len(parts) == 1:
                assert side not in getattr(finding, "split", ())
