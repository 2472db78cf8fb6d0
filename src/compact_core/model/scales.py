"""Response scales: the sets of answers that an assessment offers."""

from __future__ import annotations

from typing import NamedTuple


class Scale(NamedTuple):
    """A set of answers, from the lowest to the highest."""

    id: str
    """Id of the scale, as files name it."""
    title: str
    """What people call the scale."""
    points: tuple[str, ...]
    """The words of the answers, from the lowest point (1) to the highest."""


SCALES: dict[str, Scale] = {
    scale.id: scale
    for scale in (
        Scale("agree4", "Agree or disagree, four steps", ("strongly disagree", "disagree", "agree", "strongly agree")),
        Scale(
            "agree5",
            "Agree or disagree, five steps",
            ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
        ),
        Scale(
            "practice4",
            "How far we do this, four steps",
            ("not yet", "now and then", "most of the time", "as a matter of course"),
        ),
        Scale(
            "toolkit3", "Already do this, or not yet, three steps", ("need help", "could do better", "already do this")
        ),
        Scale(
            "quality6",
            "How good it is, six steps",
            ("very poor", "poor", "not quite good", "fairly good", "good", "very good"),
        ),
    )
}
"""The scales that come with the program, by id."""
