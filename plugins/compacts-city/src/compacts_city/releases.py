"""What a picture may tell of a part of a code, from one release to the next, so that no area's finding is computed.

docs/method.md states the rule and proves it. A *cohort* is findings of areas that were in the picture in just the same
releases. Findings go in, out, and in again only in cohorts, or parts of cohorts, of at least eight areas, of which at
least three do not have the commonest finding; what stays behind of a cohort is as many and as mixed, or nobody. Where
somebody can see that areas were too alike, cohorts are parted no more. Values only.
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
    """Number of its cohort."""


class Row(NamedTuple):
    """What was released of one part, in one round and in one wording."""

    held: Mapping[str, Held]
    """What the picture has of each area, by its name."""
    gone: Mapping[tuple[str, str], int]
    """What it had and has no more: the cohorts of areas with their findings."""
    refused: Mapping[int, int]
    """By 0 how many new areas waited when they were last found too alike: they are looked at again when as many as go
    together have come to them. Every other number is that of a cohort that stays together, for something was seen of
    how alike a part of it is."""


EMPTY = Row({}, {}, {})


def next_release(row: Row, now: Mapping[str, str], least: int = LEAST, apart: int = APART) -> Row:
    """The row in the next release, when areas have these findings now."""
    after = _Change(row, least, apart)
    after.leave(now)
    after.come(now)
    return Row(after.held, after.gone, after.refused)


class _Change:
    """A row that becomes the next one."""

    def __init__(self, row: Row, least: int, apart: int) -> None:
        self.held = dict(row.held)
        self.gone = dict(row.gone)
        self.refused = dict(row.refused)
        self._least = least
        self._apart = apart

    def leave(self, now: Mapping[str, str]) -> None:
        """Take out what is withdrawn, or is another finding now."""
        for cohort, told in sorted(_cohorts((area, *kept) for area, kept in self.held.items()).items()):
            waiting = [(area, finding) for area, finding in told if now.get(area) != finding]
            staying = [(area, finding) for area, finding in told if now.get(area) == finding]
            if self._may_part(cohort, waiting, staying):
                number = self._new() if staying else cohort
                for area, finding in waiting:
                    del self.held[area]
                    self.gone[area, finding] = number

    def come(self, now: Mapping[str, str]) -> None:
        """Put in what is not there: what comes back as it was, with those that it went out with; and what is new."""
        coming = {(area, finding) for area, finding in now.items() if area not in self.held}
        for cohort, told in sorted(_cohorts((*key, cohort) for key, cohort in self.gone.items()).items()):
            back = [each for each in told if each in coming]
            staying = [each for each in told if each not in coming]
            if self._may_part(cohort, back, staying):
                self._put_in(back, self._new() if staying else cohort)
                for each in back:
                    del self.gone[each]
        new = sorted(each for each in coming if each not in self.gone and each[0] not in self.held)
        if self._may_begin(new):
            number = self._new()
            self._put_in(new, number)
            if 0 in self.refused:
                self.refused |= {0: 0, number: 0}

    def _may_part(self, cohort: int, going: list[tuple[str, str]], staying: list[tuple[str, str]]) -> bool:
        """Whether those of a cohort may go: all of them, or a part that is large and mixed, and leaves as much behind.

        A cohort of which a part was too alike is looked at no more: it goes whole.
        """
        if not going or not staying:
            return bool(going)
        if cohort in self.refused or min(len(going), len(staying)) < self._least:
            return False
        if all(is_mixed((finding for _, finding in part), self._apart) for part in (going, staying)):
            return True
        self.refused[cohort] = 0
        return False

    def _may_begin(self, new: list[tuple[str, str]]) -> bool:
        """Whether new ones may go in as a cohort; that they were too alike is kept."""
        if len(new) < self.refused.get(0, 0) + self._least:
            return False
        if is_mixed((finding for _, finding in new), self._apart):
            return True
        self.refused[0] = len(new)
        return False

    def _put_in(self, told: list[tuple[str, str]], cohort: int) -> None:
        self.held |= {area: Held(finding, cohort) for area, finding in told}

    def _new(self) -> int:
        """A number that no cohort has."""
        return max((0, *(kept.cohort for kept in self.held.values()), *self.gone.values())) + 1


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


def _cohorts(told: Iterable[tuple[str, str, int]]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for area, finding, cohort in told:
        found.setdefault(cohort, []).append((area, finding))
    return found
