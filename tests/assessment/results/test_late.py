"""What the page of a result says of answers that came late."""

from dataclasses import replace

from assessment.results.test_page import GONE, page_of
from assessment_strategies import one_item
from compact_core.assessment.responses import Response


def test_late_answers_that_do_not_count_are_not_told() -> None:
    """A late answer that was taken back, or gave way to an agreed reply, is not among those that came late."""
    drawn = one_item({"public": {"a": "SA SA", "b": "SA"}, "third": {"c": "SA"}})
    asked = replace(drawn.round, invitees=(replace(drawn.round.invitees[0], agreed=True), *drawn.round.invitees[1:]))

    def late(response: Response, *, taken_back: bool = False) -> Response:
        (said,) = response.answers
        changed = replace(said, says="taken back", point=0) if taken_back else said
        return replace(response, answers=(replace(changed, late=True),))

    agreed, other, back, last = drawn.responses
    responses = (agreed, late(other), late(back, taken_back=True), last)
    assert page_of(replace(drawn, round=asked, responses=responses)).warnings == (GONE,)
    assert page_of(replace(drawn, responses=responses)).warnings == (
        "1 answer came after the round was closed, when results could be seen. They count.",
        GONE,
    )
