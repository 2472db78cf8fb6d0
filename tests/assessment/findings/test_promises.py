"""What forms said holds: the strictest of all that was said, and the sides as they were then."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import one_item
from compact_core.assessment.findings.visibility import (
    CHOICES,
    STRICTNESS,
    as_asked,
    fewest_promised,
    promised,
    with_promise,
    without_promise,
)
from compact_core.assessment.partnership import AskedSide, Organisation, Side, Visibility

DRAWN = one_item({"public": {"council": "A", "trust": "A"}, "third": {"carers": "D"}})
LAST = {
    "2027": "2027-12-31",
    "2027-03": "2027-03-31",
    "2027-03-30": "2027-03-30",
    "2027-11": "2027-11-30",
    "2028": "2028-12-31",
}
"""Days as files have them, and the last day of each."""
DAYS = ["", *LAST]
RULES = st.sampled_from(STRICTNESS)
UNTIL = st.sampled_from(DAYS)


@given(st.lists(st.tuples(RULES, UNTIL), min_size=1, max_size=5))
def test_the_strictest_of_all_that_was_said_stays(told: list[tuple[Visibility, str]]) -> None:
    """Whatever forms say one after the other, the strictest rule and the earliest day are kept, in any order."""
    asked = DRAWN.round
    for visibility, retention in told:
        asked = with_promise(asked, replace(DRAWN.partnership, visibility=visibility, retention=retention))
    assert asked.promised == max((visibility for visibility, _ in told), key=STRICTNESS.index)
    days = [LAST[day] for _, day in told if day]
    assert LAST.get(asked.promised_retention, "") == min(days, default="")
    looser = replace(DRAWN.partnership, visibility="named", retention=asked.promised_retention)
    assert with_promise(asked, looser) == asked
    assert without_promise(asked) == DRAWN.round


def test_what_forms_say_first_of_code_and_collector_stays() -> None:
    """Who collects and by which code is recorded when forms are written, and later forms change neither."""
    told = with_promise(DRAWN.round, DRAWN.partnership)
    assert (told.promised_collector, told.promised_code) == (DRAWN.round.collector, DRAWN.round.code)
    changed = replace(told, collector="Trust, secretary", code="other-code")
    again = with_promise(changed, DRAWN.partnership)
    assert (again.promised_collector, again.promised_code) == (DRAWN.round.collector, DRAWN.round.code)


@given(st.lists(st.tuples(RULES, st.sampled_from(CHOICES)), min_size=1, max_size=4))
def test_the_largest_number_that_forms_say_stays(told: list[tuple[Visibility, int]]) -> None:
    """Forms say among how many organisations each hides only by side; of what they said the largest is kept."""
    asked = DRAWN.round
    for visibility, fewest in told:
        asked = with_promise(asked, replace(DRAWN.partnership, visibility=visibility, fewest=fewest))
    assert asked.promised_fewest == max(fewest if visibility == "by side" else 0 for visibility, fewest in told)


def test_sides_stay_as_they_were_when_people_were_told() -> None:
    """A round goes by the sides of its forms, with their names; organisations that came later stand as they do now."""
    told = with_promise(DRAWN.round, DRAWN.partnership)
    assert told.sides == (
        AskedSide(id="public", name="Public sector", organisations=("council", "trust")),
        AskedSide(id="third", name="Third sector", organisations=("carers",)),
    )
    council, trust, carers = DRAWN.partnership.organisations
    now = replace(
        DRAWN.partnership,
        sides=(Side(id="third", name="Charities"), Side(id="health", name="Health"), Side(id="public", name="State")),
        organisations=(council, replace(trust, side="health"), carers, Organisation(id="b", name="B", side="health")),
    )
    then = as_asked(now, told)
    assert then.sides == (*DRAWN.partnership.sides, Side(id="health", name="Health"))
    assert [one.side for one in then.organisations] == ["public", "public", "third", "health"]
    assert as_asked(now, DRAWN.round) == now


@given(st.sampled_from(STRICTNESS), st.lists(st.sampled_from(["", *STRICTNESS]), max_size=3))
def test_the_strictest_rule_that_was_ever_said_holds(now: Visibility, said: list[Visibility]) -> None:
    """Neither the partnership's file nor any round's forms are forgotten, whichever of them is the strictest."""
    rounds = [replace(DRAWN.round, number=number, promised=rule) for number, rule in enumerate(said, start=1)]
    partnership = replace(DRAWN.partnership, visibility=now)
    found = promised(partnership, rounds)
    assert found in {now, *said}
    assert all(STRICTNESS.index(found) >= STRICTNESS.index(rule) for rule in (now, *filter(None, said)))


@given(st.sampled_from(CHOICES), st.lists(st.sampled_from([0, *CHOICES]), max_size=3))
def test_the_largest_number_that_was_ever_said_holds(now: int, said: list[int]) -> None:
    """Who was told of five a side is hidden among five, whatever the partnership's file or other forms say."""
    rounds = [replace(DRAWN.round, promised_fewest=fewest) for fewest in said]
    assert fewest_promised(replace(DRAWN.partnership, fewest=now), rounds) == max([now, *said])
