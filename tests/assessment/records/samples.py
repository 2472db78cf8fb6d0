"""A small invented assessment on disk, for the tests of its folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assessment_strategies import Said, case, response
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.reading import Assessment, open_assessment
from compact_core.assessment.records.saving import create
from compact_core.assessment.responses import Response

MEMORY = Path("/dev/shm")  # noqa: S108 - tests make folders of their own in it
QUICK = str(MEMORY) if MEMORY.is_dir() else None
"""Where many folders can be made quickly: in memory, on systems that have such a place."""
BAD = Path(__file__).parents[2] / "data" / "bad_assessments"
"""Files with mistakes, and a sound assessment that they are put into."""
FILES = {
    "partnership": "partnership.toml",
    "round": "round-1/round.toml",
    "response": "round-1/responses/a1.toml",
    "meeting": "round-1/meeting.toml",
    "plan": "round-1/plan.toml",
}
"""Which file of the sound assessment a mistake is put into, by the first word of its name."""
ITEMS = ("aims", "trust", "review")
CASE = case({"public": {"council": [{}, {}], "trust": [{}]}, "third": {"charity": [{}]}}, items=ITEMS)
ASKED = asked_digest(CASE.round)
NOON = "2026-03-01T12:00:00Z"
LATER = "2026-03-02T12:00:00Z"


def made(folder: Path, one_round: Round = CASE.round) -> Assessment:
    """An assessment with one round and no answers, as its folder holds it."""
    create(str(folder), CASE.partnership, one_round)
    return opened(folder)


def opened(folder: Path) -> Assessment:
    """What a folder holds, without a problem."""
    assessment, problems = open_assessment(str(folder))
    assert list(map(str, problems)) == []
    assert assessment is not None
    return assessment


def said(invitee: str, answers: Mapping[str, Said], given: str = NOON) -> Response:
    """What an invitee answers to the items, all at one moment."""
    plain = response(invitee, answers)
    return replace(plain, asked=ASKED, answers=tuple(replace(one, given=given) for one in plain.answers))


def answers_file(folder: Path, invitee: str) -> Path:
    """The file of an invitee's answers in round 1."""
    return folder / "round-1" / "responses" / f"{invitee}.toml"


def points(folder: Path, invitee: str) -> dict[str, int]:
    """The points that an invitee's file holds, by item."""
    (record,) = opened(folder).rounds
    return {answer.item: answer.point for one in record.responses if one.invitee == invitee for answer in one.answers}
