"""Signs beside words, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.arithmetic import is_high, is_low, share
from compact_core.assessment.findings import FINDINGS
from compact_core.assessment.wording import nearest, stands
from compact_core.results.values import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from compact_core.assessment.findings import Finding
    from compact_core.assessment.standing import SideStanding, State
    from compact_core.assessment.wording import Vocabulary

NOT_TOLD = Mark("·", "not told")
"""What stands for whatever is withheld so that it gives nobody away."""
_FINDINGS = {
    "set aside": "○",
    "not enough known": "?",
    "sides differ": "≠",
    "split inside a side": "÷",
    "agreed strength": "▲",
    "agreed, needs work": "▼",
    "partly there": "◆",
}
FINDING_MARKS: Mapping[str, Mark] = {kind.name: Mark(_FINDINGS[kind.name], kind.name) for kind in FINDINGS}
"""Each finding by its name, in the order of the method."""
_STATES: Mapping[State, str] = {"don't know": "?", "not applicable": "○", "silent": "…", "cannot be read": "×"}


_UNREAD = Mark(_STATES["cannot be read"], "cannot be read")


def finding_mark(finding: Finding) -> Mark:
    """A finding's sign and name."""
    return FINDING_MARKS[finding.name]


def side_mark(side: SideStanding, words: Vocabulary) -> Mark:
    """Where a side stands."""
    symbol = level_sign(side.x, len(words.points)) if side.known else _STATES[side.state]
    return Mark(symbol, stands(side, words))


def level_sign(level: Fraction, points: int) -> str:
    """The sign of a share of the scale. It tells no more than its words do: it goes by the nearest points."""
    near = [share(point, points) for point in nearest(level, points)]
    if all(map(is_high, near)):
        return "++" if min(near) == 1 else "+"
    if all(map(is_low, near)):
        return "--" if max(near) == 0 else "-"
    return "~"


def legend(points: Sequence[str], cells: Collection[Mark]) -> tuple[Mark, ...]:
    """The signs of the findings and of the cells, explained for a scale; rare ones only where they are on the page."""
    steps = range(1, len(points) + 1)
    signs: dict[str, list[str]] = {}
    for point, word in zip(steps, points, strict=True):
        signs.setdefault(level_sign(share(point, len(points)), len(points)), []).append(word)
    places = [Mark(sign, " or ".join(words)) for sign, words in signs.items()]
    places += [Mark("~", "between high and low")] if "~" not in signs else []
    states = [Mark(sign, state) for state, sign in _STATES.items()]
    rare = (_UNREAD, NOT_TOLD)
    told = [one for one in (*FINDING_MARKS.values(), *places, *states) if one not in rare]
    return (*told, *(one for one in rare if one in cells))
