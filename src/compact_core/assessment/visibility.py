"""What reports may show, so that no organisation's answer can be worked out when results are told by side.

Statisticians call this disclosure control: a cell needs enough contributors, and no sum or difference of cells, of
one round or of several, may come down to fewer. It limits reports, not files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from compact_core.assessment.findings import SidesDiffer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from compact_core.assessment.findings import Finding, RoundResult
    from compact_core.assessment.model import Partnership, Round, Visibility

FEWEST = 3
"""How many organisations an organisation hides among, itself included."""
STRICTNESS: tuple[Visibility, ...] = ("named", "by organisation", "by side")
"""The rules on what reports show, the strictest last."""
SHORTEST = 4
"""How many points a scale needs, so that findings leave more than one answer open."""


class Cell(NamedTuple):
    """Where one side stands on one item in one round."""

    round: int
    """Number of the round."""
    item: str
    """Id of the item."""
    side: str
    """Id of the side."""


class Shown(NamedTuple):
    """What reports may show of some rounds."""

    cells: frozenset[Cell]
    """The sides whose standing may be told in words."""
    findings: frozenset[tuple[int, str]]
    """The findings that may be told, by the number of the round and the id of the item."""
    organisations: bool
    """Whether organisations may be told of singly. If not, there are no numbers, notes or movements either."""


def promised(partnership: Partnership, rounds: Iterable[Round]) -> Visibility:
    """What reports may show of some rounds together: the strictest of what was said when people were asked."""
    said = {one.promised or partnership.visibility for one in rounds}
    return max({partnership.visibility, *said}, key=STRICTNESS.index)


def why_not_by_side(result: RoundResult) -> Literal["", "unreadable", "short scale", "few organisations"]:
    """Why nothing of a round may be told by side; empty when it may.

    While somebody's answers cannot be read, the result beside the one after they are mended would give them away.
    On a scale of three points one step is FAR already, so a finding leaves hardly a choice of answers; and an
    organisation hides only where enough of its side answered.
    """
    if result.unread:
        return "unreadable"
    if len(result.asked.points) < SHORTEST:
        return "short scale"
    sides = {side.side: side for finding in result.findings for side in finding.sides}.values()
    everybody = result.answering
    answered = [sum(voice.organisation in everybody for voice in side.voices) for side in sides]
    return "" if min(answered, default=0) >= FEWEST else "few organisations"


def shown(visibility: Visibility, results: Iterable[RoundResult]) -> Shown:
    """What reports may show of the rounds of a partnership, all of which a reader may have seen.

    At *named* and *by organisation* that is everything. At *by side* see docs/method.md: older rounds come first, and
    what would give an organisation away together with what is shown already is withheld.
    """
    results = sorted(results, key=lambda result: result.asked.number)
    every = [(result.asked.number, finding) for result in results for finding in result.findings]
    if visibility != "by side":
        cells = frozenset(cell for number, finding in every for cell in _cells(number, finding))
        return Shown(cells, frozenset((number, finding.item) for number, finding in every), organisations=True)
    safe = frozenset(_safe_cells(results))
    told = [(number, one) for number, one in every if one.sides and safe.issuperset(_cells(number, one))]
    differ = [cell for number, one in told if isinstance(one, SidesDiffer) for cell in _cells(number, one)]
    findings = frozenset((number, finding.item) for number, finding in told)
    return Shown(safe.difference(differ), findings, organisations=False)


def _cells(number: int, finding: Finding) -> list[Cell]:
    """The cells of a finding of a round."""
    return [Cell(number, finding.item, side.side) for side in finding.sides]


def _safe_cells(results: Collection[RoundResult]) -> Iterator[Cell]:
    """The cells that give no organisation away, those of older rounds first; none while answers cannot be read.

    Their means, known exactly and all together, single none out. And the organisations that answered in the same
    rounds are many enough to hide among each other: where one stands alone, that its round is told at all can tell of
    it, such as that a newcomer doesn't know.
    """
    if any(result.unread for result in results):
        return
    told: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    answered: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for result in results:
        if why_not_by_side(result):
            continue
        everybody = result.answering
        for finding in result.findings:
            groups = told[finding.item]
            for side, cell in zip(finding.sides, _cells(result.asked.number, finding), strict=True):
                answering = everybody.intersection(voice.organisation for voice in side.voices)
                before = answered[finding.item, side.side]
                if min(_bundles((*before, answering)).values()) < FEWEST:
                    continue
                before.append(answering)
                members = frozenset(voice.organisation for voice in side.known_voices)
                if members in groups or not singles_out((*groups, members)):
                    groups.append(members)
                    yield cell


def singles_out(groups: Collection[frozenset[str]]) -> bool:
    """Whether sums over these groups of organisations, added and subtracted, can come down to fewer than three.

    The organisations are taken to have answered the same in all groups. Then a group is a row of zeros and ones, one
    column an organisation, and what can be worked out is every combination of rows. One of them touches only some
    columns just when the rank falls as these columns are taken out.
    """
    if min(map(len, groups), default=FEWEST) < FEWEST:
        return True
    columns = _bundles(groups)
    # Organisations that always stand together cannot be told apart, so only the small bundles need a look.
    small = [column for column, size in columns.items() if size < FEWEST]
    sets = [few for size in range(1, FEWEST) for few in combinations(small, size)]
    few_enough = [few for few in sets if sum(columns[column] for column in few) < FEWEST]
    whole = _rank(columns)
    return any(_rank([column for column in columns if column not in few]) < whole for few in few_enough)


def _bundles(groups: Collection[frozenset[str]]) -> Counter[tuple[bool, ...]]:
    """How many organisations are in just the same groups, by the groups that they are in."""
    everybody = sorted(frozenset[str]().union(*groups))
    return Counter(tuple(one in group for group in groups) for one in everybody)


def _rank(columns: Iterable[Sequence[int]]) -> int:
    """How many of the columns are independent of each other."""
    basis: dict[int, list[Fraction]] = {}
    for column in columns:
        rest = [Fraction(value) for value in column]
        for pivot, vector in basis.items():
            if factor := rest[pivot]:
                rest = [value - factor * other for value, other in zip(rest, vector, strict=True)]
        if any(rest):
            pivot = next(place for place, value in enumerate(rest) if value)
            basis[pivot] = [value / rest[pivot] for value in rest]
    return len(basis)
