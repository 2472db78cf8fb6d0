"""What to talk about first: opposite halves, then the larger gap, then the order of the code."""

from dataclasses import replace

from hypothesis import given

from assessment_strategies import Case, case, cases
from compact_core.assessment.findings.agenda import ranked
from compact_core.assessment.findings.findings import DifferInDegree, SidesDiffer, SplitInside

ANSWERS = {  # what the council, the trust and the charity say
    "strength": ("4", "4", "4"),
    "degree": ("2 3", "2 3", "3"),
    "larger-degree": ("2 3", "2", "3"),
    "far": ("4", "4", "2 3"),
    "split-by-a-step": ("3 4", "2 3", "3"),
    "split-by-more": ("4", "2 3", "3"),
    "halves-by-a-step": ("3", "2", "2 3"),
    "split": ("4", "1", "3"),
    "unknown": ("4", "4", "DK"),
    "small": ("3", "3", "2"),
    "large": ("4", "4", "1"),
    "as-large": ("1", "1", "4"),
}
ITEMS = tuple(ANSWERS)


def sample() -> Case:
    """A round with an item of each kind; a charity of two people."""

    def person(place: int, number: int) -> dict[str, int | str | None]:
        return {
            item: int(said)
            if (said := (words := ANSWERS[item][place].split())[min(number, len(words) - 1)]).isdigit()
            else said
            for item in ITEMS
        }

    return case(
        {
            "public": {name: [person(place, 0), person(place, 1)] for place, name in enumerate(("council", "trust"))},
            "third": {"charity": [person(2, 0), person(2, 1)]},
        },
        items=ITEMS,
    )


def test_differences_come_in_the_order_of_their_weight() -> None:
    """Between sides, inside a side, in degree, not known; of each kind opposite halves first, then the larger gap."""
    found = [finding.item for finding in ranked(sample().result().findings)]
    assert found == [
        *("large", "as-large", "small", "far"),
        *("split", "halves-by-a-step", "split-by-more", "split-by-a-step"),
        *("larger-degree", "degree"),
        "unknown",
    ]


@given(cases())
def test_every_difference_is_ranked_once_and_nothing_else(drawn: Case) -> None:
    """By each rule, no smaller gap stands above a larger one of its kind, and no agreement is among them."""
    for visibility in ("named", "by organisation", "by side"):
        result = replace(drawn, partnership=replace(drawn.partnership, visibility=visibility)).result()
        found = ranked(result.findings)
        kinds = {"sides differ", "split inside a side", "differ in degree", "not enough known"}
        assert {one.item for one in found} == {one.item for one in result.findings if one.name in kinds}
        for kind in (SidesDiffer, SplitInside, DifferInDegree):
            weights = [(getattr(one, "opposite", False), one.by) for one in found if isinstance(one, kind)]
            assert weights == sorted(weights, reverse=True)
