"""A rehearsal reveals just what each rule would, and writes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.tasks.rehearsal import rehearse_invented, rehearse_partners
from compact_core.errors import CompactsError
from compact_core.model.scales import SCALES
from strategies import few

NAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")
PARTNERS = st.lists(
    st.tuples(st.sampled_from(["public", "third", "funders"]), st.integers(1, 3)), min_size=1, max_size=len(NAMES)
).map(
    lambda made: [f"{side}: {name} Trust, {people} people" for (side, people), name in zip(made, NAMES, strict=False)]
)
FOUR = [f"{side}: {side.title()} {name}, 2 people" for side in ("public", "third") for name in "ABCD"]


@few
@given(PARTNERS, st.sampled_from(list(SCALES.values())))
def test_no_rule_reveals_more_than_it_says(typed: list[str], scale: object) -> None:
    """By side and by organisation no answer of one of several people is told, and by side none of an organisation."""
    points = scale.points  # type: ignore[attr-defined]
    found = rehearse_partners(typed, {}, points)
    assert found == rehearse_partners(typed, {}, points)
    assert [rule.name for rule in found.rules] == ["named", "by organisation", "by side, 3", "by side, 5"]
    named, by_organisation, *by_side = found.rules
    assert [said.partition(" (")[0] for said in named.person] == list(found.answers)
    if found.people > 1:
        assert set(by_organisation.person) == {"nothing"}
    for rule in by_side:
        assert set(rule.person) == {"nothing"}
        assert all(said == "nothing" or said.startswith("its side: ") for said in rule.organisation)
        assert found.organisation not in rule.comment
        assert "split inside a side" not in rule.findings


def test_by_side_needs_enough_on_each_side() -> None:
    """Four on each side are enough to hide among three, and too few to hide among five."""
    three, five = rehearse_partners(FOUR, {}).rules[2:]
    assert three.organisation == ("its side: mostly low", "its side: mostly high", "its side: mostly high")
    assert five.organisation == ("nothing", "nothing", "nothing")
    assert set(five.findings) == {"withheld"}


def test_somebody_who_is_alone_is_the_organisation() -> None:
    """By organisation the answer of the only person who is asked is told, and the rehearsal says so."""
    found = rehearse_partners(["public: Ash", "third: Birch"], {})
    assert found.rules[1].person[0] == "strongly disagree: nobody else of it is asked"


def test_nobody_yet() -> None:
    """Without partners there is an invented partnership; without anybody who is asked the rehearsal says what to do."""
    assert rehearse_invented().note == "All of this is invented: the partners, and what they answer."
    with pytest.raises(CompactsError, match=r"^Nobody is asked yet\. Name the organisations first\.$"):
        rehearse_partners([], {})
