"""A picture written as a page, as plain text, as CSV and as JSON. All tell the same."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core import (
    BAR_WIDTH,
    Block,
    Count,
    Grid,
    Heading,
    Items,
    Profile,
    Segment,
    SidesDiffer,
    Words,
    as_text,
    harmless,
    page_style,
    segments,
    tone_of,
)
from compacts_city.values import HIDDEN, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core import Mark
    from compacts_city.values import Most, Picture, PicturePart, PictureRow

SCHEMA_VERSION = 1
TITLE = "What partnerships found, over all areas"
DIFFER, MISSED = "Where sides differ most often", "Dropped from a later code, and still asked about"
_EDGE = 20
_GAP, _LINE = 9.0, 10
"""How near dots may come to each other on a line, and how far the next line is."""


class ShareDot(NamedTuple):
    """A round on the scale from no area to all areas."""

    x: float
    line: int
    """On which line from the top, from 0: a dot that would cover another one stands below it."""
    round: int

    @property
    def y(self) -> int:
        """How far down it stands."""
        return 7 + _LINE * self.line


def blocks(picture: Picture) -> Iterator[Block]:
    """The picture in reading order."""
    yield Heading(1, TITLE)
    yield Words(f"Release {picture.release}.")
    for heading, named in ((DIFFER, picture.differ_most), (MISSED, picture.missed)):
        if named:
            yield Heading(2, heading)
            yield Items(tuple(map(named_line, named)))
    for code in picture.codes:
        yield Heading(2, f"{code.title} ({code.code})")
        rows = [
            (name_of(part), str(row.round), str(row.areas), in_words(row)) for part in code.parts for row in part.rows
        ]
        yield Grid(("Part", "Round", "Areas", "Found, in how many"), tuple(rows))
    yield Heading(2, "How to read this")
    yield Items(picture.notes)


def as_plain_text(picture: Picture, width: int) -> str:
    """For a terminal."""
    return as_text(blocks(picture), width)


def as_json(picture: Picture) -> str:
    """As an object of JSON."""
    data = {"schema_version": SCHEMA_VERSION, **_plain(picture)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(picture: Picture) -> str:
    """A line a part and round; a cell that is hidden is empty."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["Code", "Part", "Title", "Digest", "Round", "Areas", *(kind.words for kind in KINDS), "Not told"])
    for code in picture.codes:
        for part in code.parts:
            for row in part.rows:
                counts = ["" if cell.areas is None else str(cell.areas) for cell in row.cells]
                line = [part.code, part.part, part.title, part.digest, str(row.round), str(row.areas), *counts]
                writer.writerow([*map(harmless, line), str(row.hidden)])
    return "\ufeff" + file.getvalue()


def as_html(picture: Picture) -> str:
    """A page by itself: nothing in it is loaded from elsewhere."""
    from jinja2 import Environment, StrictUndefined

    style = page_style() + _file("picture.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("picture.html.jinja")).render(
        picture=picture,
        title=TITLE,
        style=style,
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        named=[one for one in ((DIFFER, picture.differ_most), (MISSED, picture.missed)) if one[1]],
        kinds=[kind for kind in KINDS if _is_told(picture, kind)],
        bar=bar,
        dots=dots,
        tone_of=tone_of,
        name_of=name_of,
        named_line=named_line,
        in_words=in_words,
    )


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def name_of(part: PicturePart) -> str:
    """A part by its title and place."""
    where = f" ({part.at})" if part.at else ""
    return f"{part.title}{where}{', in earlier words' if part.reworded else ''}"


def named_line(most: Most) -> str:
    """A part that is named, with how many areas."""
    of = f" of {most.of}" if most.areas != most.of else ""
    return f"{name_of(most.part)}, {most.part.code}: {most.areas}{of} areas"


def in_words(row: PictureRow) -> str:
    """What was found in how many areas."""
    told = [f"{cell.finding.symbol} {cell.finding.words} {cell.areas}" for cell in row.cells if cell.areas]
    return ", ".join([*told, *([f"{HIDDEN.words} {row.hidden}"] if row.hidden else [])])


def bar(row: PictureRow, part: PicturePart) -> tuple[Segment, ...]:
    """A row as a stacked bar, as long as it has areas beside the part's longest."""
    return segments(_profile(row), tuple(map(_profile, part.rows)))


def _profile(row: PictureRow) -> Profile:
    counts = [Count(cell.finding, cell.areas or 0) for cell in row.cells]
    return Profile("", (*counts, Count(HIDDEN, row.hidden)))


def dots(part: PicturePart) -> tuple[ShareDot, ...]:
    """In how many of its areas sides differ, by round, from none on the left to all on the right; where it is told."""
    placed: list[ShareDot] = []
    for row in part.rows:
        if areas := row.of(SidesDiffer.name):
            x = round(_EDGE + (BAR_WIDTH - 2 * _EDGE) * areas / row.areas, 1)
            taken = {dot.line for dot in placed if abs(dot.x - x) < _GAP}
            placed.append(ShareDot(x, next(line for line in count() if line not in taken), row.round))
    return tuple(placed)


def _is_told(picture: Picture, kind: Mark) -> bool:
    rows = (row for code in picture.codes for part in code.parts for row in part.rows)
    return any(row.of(kind.words) for row in rows)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a picture holds anything that JSON can
    """A picture, or a part of it, as dicts, lists, texts and numbers."""
    if isinstance(value, tuple):
        parts = getattr(value, "_asdict", None)
        return {name: _plain(part) for name, part in parts().items()} if parts else [_plain(part) for part in value]
    return value
