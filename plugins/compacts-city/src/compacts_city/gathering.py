"""Published findings brought into a dataset: of each round the highest edition counts, whatever comes first."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from compact_core import Problem, as_lines
from compacts_city import dataset
from compacts_city.dataset import FINDING_COLUMNS, ROUND_COLUMNS, SOURCE_COLUMNS
from compacts_city.files import shown
from compacts_city.places import contents, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compact_core import PublishedRound
    from compacts_city.dataset import Manifest
    from compacts_city.source import Source

AT_ONCE = 2_000
"""How many files are read before what they hold is written: what was gathered so far is kept when this is ended."""
Key = tuple[str, int]
"""The id of an assessment and the number of a round."""


@dataclass
class Gathered:
    """What came of gathering."""

    files: int = 0
    """Files that were looked at."""
    unchanged: int = 0
    """Of these, those that were gathered before and are as they were."""
    rounds: int = 0
    """Rounds that are new or another edition now."""
    withdrawn: int = 0
    """Of these, those that are withdrawn."""
    problems: list[Problem] = field(default_factory=list)


def gather(places: Iterable[str], folder: str) -> Gathered:
    """Bring what is at some places into the dataset in a folder, which is made where there is none."""
    seen = _seen(folder)
    gathered = Gathered()
    waiting = _changed(places, seen, gathered)
    while batch := list(islice(waiting, AT_ONCE)):
        _bring_in(folder, batch, gathered)
    _show(folder)
    return gathered


def _show(folder: str) -> None:
    """Let others read what counts now; also where somebody was ended before that."""
    if not dataset.is_shown(folder, dataset.manifest(folder)):
        with dataset.writing(folder):
            dataset.show(folder, dataset.manifest(folder))


def _seen(folder: str) -> dict[str, str]:
    """The stamp of every file that was gathered, by its name."""
    found = dataset.steady(folder, lambda known: dataset.table(folder, known, dataset.SOURCES, SOURCE_COLUMNS))
    return dict(zip(found["name"].to_pylist(), found["stamp"].to_pylist(), strict=True))


def _changed(places: Iterable[str], seen: dict[str, str], gathered: Gathered) -> Iterator[Source]:
    """The files that were not gathered yet as they are now."""
    for source in sources(places):
        if isinstance(source, Problem):
            gathered.problems.append(source)
            continue
        gathered.files += 1
        if source.stamp and seen.get(source.name) == source.stamp:
            gathered.unchanged += 1
        else:
            yield source


def _bring_in(folder: str, batch: list[Source], gathered: Gathered) -> None:
    """Read some files, then bring what they hold into the dataset, all at once."""
    best: dict[Key, PublishedRound] = {}
    sound: dict[str, str] = {}
    origin: dict[Key, str] = {}
    for source in batch:
        found = contents(source)
        gathered.problems += found.problems
        if not found.problems:
            sound[source.name] = source.stamp
        for published in found.rounds:
            key = (published.assessment, published.round)
            held = best.get(key)
            if held and _differ(published, *_weight(held)):
                gathered.problems.append(_two_of_one(published, source.name))
            if held is None or _weight(published) > _weight(held):
                best[key], origin[key] = published, source.name
    if not sound and not best:
        return
    with dataset.writing(folder):
        new, twofold = dataset.steady(folder, lambda before: _merge(folder, before, best, sound))
    gathered.rounds += len(new)
    gathered.withdrawn += sum(best[key].state == "withdrawn" for key in new)
    gathered.problems += [_two_of_one(best[key], origin[key]) for key in twofold]


def _merge(
    folder: str, before: Manifest, best: dict[Key, PublishedRound], sound: dict[str, str]
) -> tuple[list[Key], list[Key]]:
    """Let what was read count where it weighs more than what is there: those rounds, and those told in two ways."""
    there = _there(folder, before, best)
    new = {key: told for key, told in best.items() if key not in there or _weight(told) > there[key]}
    twofold = [key for key, told in best.items() if key in there and _differ(told, *there[key])]
    files: dict[str, str] = {}
    if new:
        changed = map(_round_row, new.values())
        files[dataset.ROUNDS] = _replaced(folder, before, dataset.ROUNDS, ROUND_COLUMNS, new, changed)
    for bucket, told in _by_bucket(new).items():
        rows = (row for published in told.values() for row in _finding_rows(published))
        files[bucket] = _replaced(folder, before, bucket, FINDING_COLUMNS, told, rows)
    files[dataset.SOURCES] = _sources(folder, before, sound)
    dataset.commit(folder, before, files)
    return list(new), twofold


def _there(folder: str, before: Manifest, keys: Iterable[Key]) -> dict[Key, tuple[int, bool, str]]:
    """How much those of some rounds weigh that are there."""
    rounds = dataset.table(folder, before, dataset.ROUNDS, ROUND_COLUMNS)
    held = rounds.filter(_holds(rounds, keys))
    columns = (held[name].to_pylist() for name in ("assessment", "round", "edition", "state", "content"))
    return {
        (assessment, number): (edition, state == "withdrawn", content)
        for assessment, number, edition, state, content in zip(*columns, strict=True)
    }


def _replaced(
    folder: str,
    before: Manifest,
    name: str,
    columns: pa.Schema,
    keys: Iterable[Key],
    rows: Iterable[dict[str, object]],
) -> str:
    """A table in which some rounds have new rows, in order; nothing is held longer than it is needed."""
    made = dataset.table(folder, before, name, columns)
    made = made.filter(pc.invert(_holds(made, keys)))
    made = pa.concat_tables([made, pa.Table.from_pylist(list(rows), schema=columns)])
    made = made.sort_by([(key, "ascending") for key in ("assessment", "round", "position") if key in columns.names])
    path = dataset.write_table(folder, name, made, before.generation + 1)
    del made
    pa.default_memory_pool().release_unused()
    return path


def _sources(folder: str, before: Manifest, sound: dict[str, str]) -> str:
    """Note which files were gathered, as they were read."""
    known = dataset.table(folder, before, dataset.SOURCES, SOURCE_COLUMNS)
    kept = known.filter(pc.invert(pc.is_in(known["name"], pa.array(list(sound), pa.string()))))
    new = pa.table({"name": list(sound), "stamp": list(sound.values())}, schema=SOURCE_COLUMNS)
    made = pa.concat_tables([kept, new]).sort_by("name")
    return dataset.write_table(folder, dataset.SOURCES, made, before.generation + 1)


def _weight(told: PublishedRound) -> tuple[int, bool, str]:
    """What decides between two: the edition, then a withdrawal, then something that does not go by who came first."""
    return told.edition, told.state == "withdrawn", _content(told)


def _differ(told: PublishedRound, edition: int, withdrawn: bool, content: str) -> bool:  # noqa: FBT001 - a weight
    """Whether two editions of one number say different things."""
    mine = _weight(told)
    return mine[:2] == (edition, withdrawn) and mine[2] != content


def _two_of_one(told: PublishedRound, source: str) -> Problem:
    message = (
        f"Another file has edition {told.edition} of round {told.round} of this assessment too, and says something"
        f" else. Only one of them counts. This one is of {told.assessment[:12]}, and names the area '{told.area}'."
    )
    hint = "Ask who published them. A folder that was copied for another partnership publishes under the same id."
    return Problem("warning", shown(source), 0, 0, message, hint)


def _content(told: PublishedRound) -> str:
    return sha256(as_lines(told)).hexdigest()[:16]


def _asked(told: PublishedRound) -> str:
    """The digest of what was asked: of the code, its parts, and their words."""
    parts = sorted(f"{finding.part} {finding.digest}" for finding in told.findings)
    return sha256(" ".join((told.code, *parts)).encode()).hexdigest()[:16]


def _holds(rows: pa.Table, keys: Iterable[Key]) -> pa.Array:
    """Which rows are of some rounds."""
    wanted = pa.array([f"{assessment}-{number}" for assessment, number in keys], pa.string())
    names = pc.binary_join_element_wise(rows["assessment"], pc.cast(rows["round"], pa.string()), "-")
    return pc.is_in(names, wanted)


def _by_bucket(new: dict[Key, PublishedRound]) -> dict[str, dict[Key, PublishedRound]]:
    found: dict[str, dict[Key, PublishedRound]] = {}
    for key, told in new.items():
        found.setdefault(dataset.bucket_of(told.assessment), {})[key] = told
    return found


def _round_row(told: PublishedRound) -> dict[str, object]:
    row = {name: value for name, value in told._asdict().items() if name in ROUND_COLUMNS.names}
    return {**row, "content": _content(told), "asked": _asked(told)}


def _finding_rows(told: PublishedRound) -> Iterator[dict[str, object]]:
    about = {
        name: getattr(told, name)
        for name in ("assessment", "round", "area", "kind", "code", "opened", "closed", "rule")
    }
    for position, finding in enumerate(told.findings, start=1):
        sides = [side._asdict() for side in finding.sides]
        yield {
            **about,
            "position": position,
            "part": finding.part,
            "digest": finding.digest,
            "finding": finding.finding,
            "sides": sides,
        }
