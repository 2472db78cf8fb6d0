"""Is this assessment itself equal: who answered, who chose, and whether one side answered for another."""

from dataclasses import replace

import pytest

from assessment_strategies import Case, case, one_item
from compact_core.assessment.findings.equality import Choice, Equality, SideTurnout, equality
from compact_core.assessment.partnership import AskedTime
from compact_core.assessment.responses import Response

EVEN = one_item({"public": {"council": "SA A DK", "trust": "-"}, "third": {"a": "DK", "b": "NA"}})


def facts(drawn: Case) -> Equality:
    """The facts of a case."""
    return equality(drawn.partnership, drawn.result(), drawn.responses)


def asked(drawn: Case, **changes: object) -> Case:
    """The case with another round."""
    return replace(drawn, round=replace(drawn.round, **changes))  # type: ignore[arg-type]


def written_by(drawn: Case, writer: str, *invitees: str) -> Case:
    """The case with some responses filled in by another organisation."""
    return replace(
        drawn,
        responses=tuple(
            replace(one, filled_in_by=writer) if one.invitee in invitees else one for one in drawn.responses
        ),
    )


def test_the_facts_of_each_side() -> None:
    """Who answered and who did not, don't-knows out of answers, and minutes asked, side by side."""
    assert facts(asked(EVEN, time_asked=(AskedTime(side="third", minutes=90),))).sides == (
        SideTurnout("public", ("council",), ("trust",), (), answers=3, dont_knows=1, minutes=0, spoken_for=False),
        SideTurnout("third", ("a", "b"), (), (), answers=2, dont_knows=1, minutes=90, spoken_for=False),
    )


def test_who_chose_is_told_by_organisation_and_side() -> None:
    """Code, rows and dates each have their choosers; one side alone is noticed, and nobody is not one side."""
    rows = (replace(EVEN.round.rows[0], chosen_by=("trust", "council", "trust")),)
    found = facts(asked(EVEN, rows=rows, dates_chosen_by=("council", "a")))
    assert found.code == Choice((), ())
    assert found.rows == Choice(("trust", "council"), ("public",))
    assert found.dates == Choice(("council", "a"), ("public", "third"))
    assert [one.one_sided for one in (found.code, found.rows, found.dates)] == [False, True, False]
    assert facts(asked(EVEN, code_chosen_by=("a",))).code == Choice(("a",), ("third",))


def spoken_for_in(found: Equality) -> tuple[str, ...]:
    """The sides that another side answered for."""
    return tuple(side.side for side in found.sides if side.spoken_for)


@pytest.mark.parametrize(
    ("drawn", "spoken_for"),
    [
        (EVEN, ()),
        (one_item({"public": {"council": "SA"}, "third": {"a": "-", "b": "-"}}), ("third",)),
        (one_item({"public": {"council": "-"}, "third": {"a": "-"}}), ()),
        (one_item({"public": {"council": "SA", "trust": "-"}}), ()),
        (written_by(EVEN, "council", "a-1", "b-1"), ("third",)),
        (written_by(EVEN, "council", "a-1"), ()),
        (written_by(EVEN, "a", "b-1"), ()),
        (written_by(EVEN, "council", "trust-1"), ()),
    ],
    ids=["all", "silent", "nobody", "alone", "filled in", "partly filled in", "by its own side", "empty"],
)
def test_a_side_that_another_answered_for_is_a_warning(drawn: Case, spoken_for: tuple[str, ...]) -> None:
    """The warning comes when a side is silent while another is not, or another side filled in all its answers."""
    assert spoken_for_in(facts(drawn)) == spoken_for


def test_who_filled_it_in_is_asked_of_each_answer_that_counts() -> None:
    """One answer of its own is enough for a side, but not one that was taken back or gave way to an agreed reply."""
    drawn = case(
        {"public": {"council": [{"one": 4}]}, "third": {"a": [{"one": 4, "two": 3}, {"one": 1}]}}, items=("one", "two")
    )
    by_others, own = drawn.responses[1:]
    mixed = replace(by_others, answers=(replace(by_others.answers[0], filled_in_by="council"), by_others.answers[1]))
    all_by_others = replace(by_others, filled_in_by="council")
    taken_back = replace(own, answers=(replace(own.answers[0], says="taken back", point=0),))
    agreed = (drawn.round.invitees[0], replace(drawn.round.invitees[1], agreed=True), drawn.round.invitees[2])

    def spoken_for(*responses: Response, **changes: object) -> tuple[str, ...]:
        return spoken_for_in(facts(asked(replace(drawn, responses=(drawn.responses[0], *responses)), **changes)))

    assert spoken_for(mixed) == ()
    assert spoken_for(all_by_others, own) == ()
    assert spoken_for(all_by_others) == spoken_for(all_by_others, taken_back) == ("third",)
    assert spoken_for(all_by_others, own, invitees=agreed) == ("third",)


def test_sides_stand_in_the_order_of_the_partnership() -> None:
    """The order of organisations does not matter, and a side that nobody asked is not there."""
    turned = replace(EVEN.partnership, sides=tuple(reversed(EVEN.partnership.sides)))
    assert [one.side for one in facts(replace(EVEN, partnership=turned)).sides] == ["third", "public"]
    assert [one.side for one in facts(asked(EVEN, organisations=("council",))).sides] == ["public"]
