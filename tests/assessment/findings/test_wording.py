"""Findings in words: whole sentences for each kind, with names and without."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings.wording import notes, place, summary, vocabulary
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
            (
                "Public sector rates it higher: mostly agree, against mostly disagree; "
                "2 of 2 and 1 of 2 voices, B doesn't know"
            ),
        ),
        (
            {"public": {"council": "A A SA", "trust": "A A"}, "third": {"a": "A", "b": "A"}},
            "Agreed strength: Public sector mostly agree, Third sector agree; 2 of 2 and 2 of 2 voices",
        ),
        (
            {"public": {"council": "SA SA A", "trust": "A A"}, "third": {"a": "D", "b": "SD"}},
            (
                "Public sector rates it higher: mostly agree, against strongly disagree or disagree; "
                "2 of 2 and 2 of 2 voices"
            ),
        ),
        (
            {"public": {"council": "D D A", "trust": "A SA"}, "third": {"a": "A", "b": "DK"}},
            (
                "Split inside Public sector: Trust agree or strongly agree, against Council mostly disagree; "
                "Public sector mostly agree, Third sector agree; 2 of 2 and 1 of 2 voices, B doesn't know"
            ),
        ),
        (
            {"public": {"a": "SD"}, "third": {"b": "D"}},
            "Agreed, needs work: Public sector strongly disagree, Third sector disagree; two voices",
        ),
        (
            {"public": {"a": "SD A A"}, "third": {"b": "D D A"}},
            "Partly there: Public sector mostly disagree, Third sector mostly disagree; two voices",
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
                "disagree; Faith sector mostly disagree; four voices"
            ),
        ),
        (
            {"public": {"a": "SA", "b": "D"}, "third": {"c": "SD"}},
            (
                "Public sector rates it higher: mostly agree, against strongly disagree; "
                "split inside Public sector: A strongly agree, against B disagree; 2 of 2 and 1 of 1 voices"
            ),
        ),
        (
            {"public": {"a": "SA", "b": "SA", "c": "D", "d": "NA"}},
            (
                "Split inside Public sector: A and B strongly agree, against C disagree; Public sector mostly agree; "
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
    assert set(lines.values()) == {"Agreed strength: Public sector mostly agree, Third sector mostly agree; two voices"}


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
        (Fraction(0), "mostly strongly disagree"),
        (Fraction(1, 6), "strongly disagree or disagree"),
        (Fraction(17, 100), "mostly disagree"),
        (Fraction(5, 6), "agree or strongly agree"),
        (Fraction(1), "mostly strongly agree"),
    ],
)
def test_a_place_is_told_by_the_nearest_point(level: Fraction, words: str) -> None:
    """The nearest point is named, and both where a share stands exactly halfway."""
    assert place(level, AGREE) == words


def test_mostly_is_not_said_twice() -> None:
    """'Most of the time' stays as it is."""
    assert place(Fraction(3, 5), SCALES["practice4"].points) == "most of the time"


@given(st.sampled_from([scale.points for scale in SCALES.values()]))
def test_every_point_and_every_middle_has_its_words(points: tuple[str, ...]) -> None:
    """Where every opinion is on one point, its words stand alone; halfway both are named."""
    steps = len(points) - 1
    for step, word in enumerate(points):
        assert place(Fraction(step, steps), points, exact=True) == word
    for step, (lower, upper) in enumerate(pairwise(points)):
        assert place(Fraction(2 * step + 1, 2 * steps), points) == f"{lower} or {upper}"
