"""What reports may show, so that nobody's answer can be worked out whom the partners' rule hides; and that rule.

Statisticians call this disclosure control: a cell needs enough contributors, and no sum or difference of cells, of
one round or of several, may come down to fewer. It limits reports, not files. How coarse a shown cell is, is decided in
:mod:`compact_core.assessment.findings.position`. What the forms of a round said is recorded with it, and never
loosened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal, NamedTuple

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.editions import first_names
from compact_core.assessment.findings.findings import Finding, RoundResult
from compact_core.assessment.partnership import AskedSide, Partnership, Publishing, Round, Side, Visibility
from compact_core.content.partial_dates import over_first

CHOICES = (3, 5)
"""Among how many organisations each can hide by side, itself included: partners choose one."""
PUBLISHING: tuple[Publishing, ...] = ("no", "area", "area and kind")
"""How findings may be published, the strictest first."""
STRICTNESS: tuple[Visibility, ...] = ("named", "by organisation", "by side")
"""The rules on what reports show, the strictest last."""
SHORTEST: Mapping[Visibility, int] = {"named": 2, "by organisation": 3, "by side": 4}
"""How many points a scale needs, so that every person who is hidden can have given more than one answer."""


PROMISES: Mapping[str, Any] = {
    "promised": "",
    "promised_fewest": 0,
    **dict.fromkeys(("promised_retention", "promised_collector", "promised_code"), ""),
    **dict.fromkeys(("promised_publish", "promised_area", "promised_kind"), ""),
}
"""What a round promises on its forms, beside its sides; here, of a round that promises nothing yet."""


class Cell(NamedTuple):
    """Where one side stands on one item in one round."""

    round: int
    item: str
    """Id of the item."""
    side: str
    """Id of the side."""


class Shown(NamedTuple):
    """What reports may show of some rounds."""

    cells: frozenset[Cell]
    """Where a side stands may be shown."""
    findings: frozenset[tuple[int, str]]
    """The findings that may be shown, by the number of the round and the id of the item."""
    organisations: bool
    """Whether single organisations may be shown. If not, there are no numbers or movements either."""


def promised(partnership: Partnership, rounds: Iterable[Round]) -> Visibility:
    """What reports may show of some rounds together: the strictest rule of the partnership and the rounds."""
    said = {record.promised or partnership.visibility for record in rounds}
    return max({partnership.visibility, *said}, key=STRICTNESS.index)


def publishing_promised(partnership: Partnership, asked: Round) -> Publishing:
    """How the findings of a round may be published: the strictest of what the round and partnership.toml say."""
    return min(asked.promised_publish or "no", partnership.publish, key=PUBLISHING.index)


def with_publishing(asked: Round, partnership: Partnership) -> Round:
    """A round that is just begun, which keeps how its findings may be published."""
    return replace(
        asked,
        promised_publish=partnership.publish if partnership.publish != "no" else "",
        promised_area=partnership.area if partnership.publish != "no" else "",
        promised_kind=partnership.form if partnership.publish == "area and kind" else "",
    )


def late_answers_count(visibility: Visibility) -> bool:
    """Whether late answers count: only where reports show who answered what, each with its own mark.

    Elsewhere whoever takes the first result from the second could see who came late, and what that person said.
    """
    return visibility == "named"


def fewest_promised(partnership: Partnership, rounds: Iterable[Round]) -> int:
    """By side, the number of organisations to hide among: the largest that some rounds promised."""
    return max([partnership.fewest, *(record.promised_fewest for record in rounds)])


def why_nothing(
    partnership: Partnership, result: RoundResult
) -> Literal["", "unreadable", "short scale", "few organisations"]:
    """Why nothing of a round may be shown by the partnership's rule; empty when something may.

    By side an organisation hides only where enough of its side answered. While somebody's answers cannot be read
    nothing is shown either: once they are mended, the two results together would give them away.
    """
    if partnership.visibility == "by side" and result.unread:
        return "unreadable"
    if len(result.asked.points) < SHORTEST[partnership.visibility]:
        return "short scale"
    if partnership.visibility != "by side":
        return ""
    sides = {side.side: side for finding in result.findings for side in finding.sides}.values()
    everybody = result.answering
    answered = [sum(voice.organisation in everybody for voice in side.voices) for side in sides]
    return "" if min(answered, default=0) >= partnership.fewest else "few organisations"


def shown(partnership: Partnership, results: Iterable[RoundResult]) -> Shown:
    """What reports may show of the rounds of a partnership, all of which a reader may have seen.

    At *named* and *by organisation* that is everything, unless the scale is too short. At *by side* see docs/method.md:
    older rounds come first, and what would give an organisation away together with what is shown already is withheld.
    """
    results = sorted(results, key=lambda result: result.asked.number)
    organisations = partnership.visibility != "by side"
    # A result beside the one after unreadable answers are mended would give these away, in whatever round they are.
    unreadable = not organisations and any(result.unread for result in results)
    readable = [result for result in results if not (unreadable or why_nothing(partnership, result))]
    every = [(result.asked.number, finding) for result in readable for finding in result.findings]
    if organisations:
        cells = frozenset(cell for number, finding in every for cell in _cells(number, finding))
    else:
        cells = frozenset(_safe_cells(readable, partnership.fewest))
    findings = frozenset(
        (number, finding.item) for number, finding in every if cells.issuperset(_cells(number, finding))
    )
    return Shown(cells, findings, organisations)


def _cells(number: int, finding: Finding) -> list[Cell]:
    """The cells of a finding of a round."""
    return [Cell(number, finding.item, side.side) for side in finding.sides]


def _safe_cells(results: Iterable[RoundResult], fewest: int) -> Iterator[Cell]:
    """The cells that give no organisation away, older rounds first.

    Two rules hold. Whoever knows all their exact means cannot single an organisation out. And every set of
    organisations that answered in the same rounds is large enough to hide in: for one that stands alone, even showing
    its round would say something.
    """
    results = tuple(results)
    names = first_names(result.asked for result in results)
    shown_groups: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    answered: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for result in results:
        everybody = result.answering
        for finding in result.findings:
            name = names[result.asked.number, finding.item]
            groups = shown_groups[name]
            for side, cell in zip(finding.sides, _cells(result.asked.number, finding), strict=True):
                answering = everybody.intersection(voice.organisation for voice in side.voices)
                before = answered[name, side.side]
                if min(_bundles((*before, answering)).values()) < fewest:
                    continue
                before.append(answering)
                members = frozenset(voice.organisation for voice in side.known_voices)
                if members in groups or not singles_out((*groups, members), fewest):
                    groups.append(members)
                    yield cell


def singles_out(groups: Collection[frozenset[str]], fewest: int) -> bool:
    """Whether sums over these groups of organisations, added and subtracted, can come down to fewer than ``fewest``.

    The organisations are taken to have answered the same in all groups. Then a group is a row of zeros and ones, one
    column an organisation, and what can be worked out is every combination of rows. One of them touches only some
    columns just when the rank falls as these columns are taken out.
    """
    if min(map(len, groups), default=fewest) < fewest:
        return True
    columns = _bundles(groups)
    # Organisations that are always in the same groups cannot be told apart, so only small bundles need a look.
    small = [column for column, size in columns.items() if size < fewest]
    sets = [few for size in range(1, fewest) for few in combinations(small, size)]
    few_enough = [few for few in sets if sum(columns[column] for column in few) < fewest]
    whole = _rank(columns)
    return any(_rank([column for column in columns if column not in few]) < whole for few in few_enough)


def _bundles(groups: Collection[frozenset[str]]) -> Counter[tuple[bool, ...]]:
    """How many organisations are in exactly the same groups, by these groups."""
    everybody = sorted(frozenset[str]().union(*groups))
    return Counter(tuple(organisation in group for group in groups) for organisation in everybody)


def _rank(columns: Iterable[Sequence[int]]) -> int:
    """How many of the columns are independent of each other."""
    basis: dict[int, list[Fraction]] = {}
    for column in columns:
        rest = [Fraction(value) for value in column]
        for pivot, vector in basis.items():
            if factor := rest[pivot]:
                rest = [value - factor * other for value, other in zip(rest, vector, strict=True)]
        if any(rest):
            pivot = next(position for position, value in enumerate(rest) if value)
            basis[pivot] = [value / rest[pivot] for value in rest]
    return len(basis)


def with_promise(asked: Round, partnership: Partnership) -> Round:
    """The round after its forms were written: it keeps the strictest rule that it ever had."""
    known = as_asked(partnership, asked)
    partners = organisations_asked(known, asked)
    fewest = partnership.fewest if partnership.visibility == "by side" else 0  # other forms do not say it
    publish = publishing_promised(partnership, asked)
    return replace(
        asked,
        promised=promised(partnership, [asked]),
        promised_fewest=max(asked.promised_fewest, fewest),
        promised_retention=known.retention,
        promised_publish=publish if publish != "no" else "",
        promised_area=asked.promised_area if publish != "no" else "",
        promised_kind=asked.promised_kind if publish == "area and kind" else "",
        promised_collector=asked.promised_collector or asked.collector,
        promised_code=asked.promised_code or asked.code,
        sides=tuple(
            AskedSide(id=side.id, name=side.name, organisations=members)
            for side in known.sides
            if (members := tuple(member.id for member in partners if member.side == side.id))
        ),
    )


def without_promise(asked: Round) -> Round:
    """The round as it is before anybody was shown a form, and before it says how findings may be published."""
    return replace(asked, **PROMISES, sides=())


def as_asked(partnership: Partnership, asked: Round) -> Partnership:
    """The partnership as the forms of a round showed it: sides, who stood on them, how long answers are kept."""
    homes = {organisation: side.id for side in asked.sides for organisation in side.organisations}
    then = {side.id: Side(id=side.id, name=side.name) for side in asked.sides}
    return replace(
        partnership,
        retention=over_first(partnership.retention, asked.promised_retention),
        sides=(*then.values(), *(side for side in partnership.sides if side.id not in then)),
        organisations=tuple(
            replace(organisation, side=homes.get(organisation.id, organisation.side))
            for organisation in partnership.organisations
        ),
    )
