"""The picture over all areas: how many found what on each part, as far as it may be told."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

import pyarrow as pa

from compact_core import CompactsError, SidesDiffer, clean, content_digest, shorten
from compacts_city import dataset
from compacts_city.areas import Key, area_findings
from compacts_city.dataset import RELEASED_COLUMNS
from compacts_city.releases import APART, EMPTY, LEAST, Held, Row, next_release, shown_counts
from compacts_city.values import KINDS, Most, Picture, PictureCell, PictureCode, PicturePart, PictureRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compact_core import Code, Library
    from compacts_city.dataset import Manifest

_MOST_NAMED = 10


def picture(folder: str, library: Library) -> Picture:
    """The picture of a dataset: released anew where enough has changed, and else as it was released last."""
    found = dataset.steady(folder, lambda known: _as_released(folder, known))
    if found is None:
        with dataset.writing(folder):
            found = dataset.steady(folder, lambda known: _as_released(folder, known) or _released(folder, known))
    rows, known = found
    return _as_picture(rows, known, library)


def _as_released(folder: str, known: Manifest) -> tuple[dict[Key, Row], Manifest] | None:
    """The rows of the last release; None where something was gathered since."""
    dataset.check_exists(folder, known)
    return (_rows(folder, known), known) if known.pictured == known.generation else None


def _released(folder: str, known: Manifest) -> tuple[dict[Key, Row], Manifest]:
    """The rows brought up to what may be told now; they are kept, so that what was told is known the next time."""
    release = known.release + 1
    now, first = area_findings(folder, known)
    rows = _rows(folder, known)
    new = {key: next_release(rows.get(key, EMPTY), now.get(key, {})) for key in {*rows, *now}}
    columns: dict[str, list[object]] = {name: [] for name in RELEASED_COLUMNS.names}
    for key in sorted(new):
        row = new[key]
        told = [(area, *held) for area, held in row.held.items()]
        told += [(*each, -cohort) for each, cohort in row.gone.items()]
        for line in sorted(told):
            for name, value in zip(RELEASED_COLUMNS.names, (*key, *line), strict=True):
                columns[name].append(value)
    made = pa.table(columns, schema=RELEASED_COLUMNS)
    generation = known.generation + 1
    refused = [(*key, cohort, waited) for key in sorted(new) for cohort, waited in sorted(new[key].refused.items())]
    tables = {dataset.RELEASED: made, dataset.FIRST: first}
    files = {name: dataset.write_table(folder, name, each, generation) for name, each in tables.items()}
    after = dataset.commit(folder, known, files, release=release, pictured=generation, refused=tuple(refused))
    return new, after


def _rows(folder: str, known: Manifest) -> dict[Key, Row]:
    """What was released, by the row."""
    made = dataset.table(folder, known, dataset.RELEASED, RELEASED_COLUMNS)
    held: defaultdict[Key, dict[str, Held]] = defaultdict(dict)
    gone: defaultdict[Key, dict[tuple[str, str], int]] = defaultdict(dict)
    for code, part, digest, number, area, finding, cohort in zip(
        *(made[name].to_pylist() for name in RELEASED_COLUMNS.names), strict=True
    ):
        key = Key(code, part, digest, number)
        if cohort > 0:
            held[key][area] = Held(finding, cohort)
        else:
            gone[key][area, finding] = -cohort
    refused: defaultdict[Key, dict[int, int]] = defaultdict(dict)
    for code, part, digest, number, cohort, waited in known.refused:
        refused[Key(code, part, digest, number)][cohort] = waited
    return {key: Row(held[key], gone[key], refused[key]) for key in {*held, *gone, *refused}}


def _as_picture(rows: Mapping[Key, Row], known: Manifest, library: Library) -> Picture:
    told = {key: made for key, row in rows.items() if (made := _picture_row(key.round, row)).areas}
    codes = tuple(_code(code, told, library) for code in sorted({key.code for key in told}))
    parts = [part for code in codes for part in code.parts]
    return Picture(
        dataset=known.dataset,
        release=known.release,
        codes=codes,
        differ_most=tuple(_differ_most(parts)),
        missed=tuple(_missed(parts, library)),
        notes=tuple(_notes(told)),
    )


def _picture_row(number: int, row: Row) -> PictureRow:
    shown = shown_counts(row)
    return PictureRow(number, len(row.held), tuple(PictureCell(kind, shown.get(kind.words)) for kind in KINDS))


def _code(code_id: str, told: Mapping[Key, PictureRow], library: Library) -> PictureCode:
    """A code with its parts, in its own order where it is at hand."""
    code = _known(code_id, library)
    order = {part.id: place for place, part in enumerate(code.provisions)} if code else {}
    digests = {part.id: content_digest(part) for part in code.provisions} if code else {}
    titles = {part.id: (part.title or shorten(part.text), clean(part.at)) for part in code.provisions} if code else {}
    wordings = sorted(
        {(key.part, key.digest) for key in told if key.code == code_id},
        key=lambda each: (order.get(each[0], len(order)), each[0], digests.get(each[0]) != each[1], each[1]),
    )
    parts = []
    for part, digest in wordings:
        keys = sorted(key for key in told if key[:3] == (code_id, part, digest))
        title, at = titles.get(part, (part, ""))
        other = digests.get(part, digest) != digest
        parts.append(PicturePart(code_id, part, digest, clean(title), at, other, tuple(told[key] for key in keys)))
    return PictureCode(code_id, clean(code.title) if code else code_id, tuple(parts))


def _known(code_id: str, library: Library) -> Code | None:
    try:
        return library.code(code_id)
    except CompactsError:
        return None


def _differ_most(parts: Iterable[PicturePart]) -> Iterator[Most]:
    """Parts on which sides differ in the largest share of areas, in their newest round."""
    told = [Most(part, areas, part.rows[-1].areas) for part in parts if (areas := part.rows[-1].of(SidesDiffer.name))]
    yield from sorted(told, key=lambda most: -Fraction(most.areas, most.of))[:_MOST_NAMED]


def _missed(parts: Iterable[PicturePart], library: Library) -> Iterator[Most]:
    """Parts that a later code dropped and that are still asked about."""
    dropped = {
        reference for lineage in library.lineages() for entry in lineage.dropped for reference in entry.provisions
    }
    still = [part for part in parts if f"{part.code}#{part.part}" in dropped]
    told = [Most(part, part.rows[-1].areas, part.rows[-1].areas) for part in still]
    yield from sorted(told, key=lambda most: -most.areas)[:_MOST_NAMED]


def _notes(told: Mapping[Key, PictureRow]) -> Iterator[str]:
    yield "No area and no partnership is ranked. A difference between sides is something to talk about, not a mistake."
    yield "The finding of an area is what most of its partnerships found."
    yield (
        f"Findings of areas go into the picture, and out of it, {LEAST} or more at a time, of which {APART} or more are"
        " unlike the commonest. Until then the picture stays as it was, so that nothing can be worked out from two of"
        " them."
    )
    yield f"A number below {LEAST} is not told, nor one from which it could be worked out."
    if not told:
        yield f"Nothing can be shown yet. It needs {LEAST} areas that were asked about the same part."
