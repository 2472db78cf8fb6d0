"""What a picture may tell of a part of a code, from one release to the next, so that no area's finding is computed.

docs/method.md states the rule and proves it. A *cohort* is the areas whose finding was put into the picture in the same
release. Findings go in and out only in cohorts, or parts of cohorts, of at least eight areas, of which at least three
do not have the commonest finding; what stays behind of a cohort is as many and as mixed, or nobody. Values only.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST = 8
"""How many areas go in or out together, at least; and how many stand in a cell that is shown."""
APART = 3
"""How many of them do not have the finding that is the commonest among them, at least."""


class Held(NamedTuple):
    """The finding of an area as the picture has it."""

    finding: str
    cohort: int
    """The release in which it was put in."""


class Row(NamedTuple):
    """What was released of one part, in one round and in one wording."""

    held: Mapping[str, Held]
    """What the picture has of each area, by its name."""
    refused: Mapping[int, int]
    """How many areas waited when they were last looked at and were too alike, by the cohort that they would leave; by 0
    of those that would come in. They are looked at again when as many as go together have come to them."""


EMPTY = Row({}, {})


def next_release(row: Row, now: Mapping[str, str], release: int, least: int = LEAST, apart: int = APART) -> Row:
    """The row in a release of that number, from 1 on, when areas have these findings now."""
    held, refused = dict(row.held), dict(row.refused)
    for cohort, areas in sorted(_cohorts(row.held).items()):
        waiting = [area for area in areas if now.get(area) != held[area].finding]
        staying = [area for area in areas if now.get(area) == held[area].finding]
        if len(waiting) < least or 0 < len(staying) < least or len(waiting) < refused.get(cohort, 0) + least:
            continue
        parts = [[held[area].finding for area in part] for part in (waiting, staying) if part]
        if all(is_mixed(part, apart) for part in parts):
            for area in waiting:
                del held[area]
            refused.pop(cohort, None)
        else:
            refused[cohort] = len(waiting)
    coming = sorted(area for area in now if area not in held)
    if len(coming) >= refused.get(0, 0) + least:
        if is_mixed([now[area] for area in coming], apart):
            held |= {area: Held(now[area], release) for area in coming}
            refused.pop(0, None)
        else:
            refused[0] = len(coming)
    return Row(held, refused)


def is_mixed(findings: Iterable[str], apart: int = APART) -> bool:
    """Whether so many do not have the commonest finding."""
    counts = Counter(findings)
    return sum(counts.values()) - max(counts.values(), default=0) >= apart


def shown_counts(row: Row, least: int = LEAST) -> dict[str, int]:
    """How many areas have each finding, where that may be shown; findings that are hidden are not in it.

    Cells of fewer than eight are hidden, those of none too. As the number of all areas is told, cells are hidden from
    the smallest on until those hidden are eight or more together: else they could be worked out.
    """
    counts = Counter(kept.finding for kept in row.held.values())
    shown = {finding: number for finding, number in counts.items() if number >= least}
    while shown and counts.total() - sum(shown.values()) < least:
        shown.pop(min(shown, key=lambda finding: (shown[finding], finding)))
    return shown


def _cohorts(held: Mapping[str, Held]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for area, kept in held.items():
        found.setdefault(kept.cohort, []).append(area)
    return found
