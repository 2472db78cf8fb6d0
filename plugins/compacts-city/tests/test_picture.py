"""The picture over all areas: what it tells, in every format, and what it does not tell."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from made_rounds import NAMES, assessment, made, put, withdrawn

from compacts_city import formats
from compacts_city.gathering import gather
from compacts_city.picture import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compact_core import Library, PublishedRound
    from compacts_city.values import Picture

CODE = "leeds-partnership-2003"
HOSTILE = "<script>x</script> =1+1 \x1b[31m"


def told(number: int, finding: str, *, round_number: int = 1, area: str = "") -> PublishedRound:
    """A published round of one part that has a finding."""
    base = made(number, round_number, parts=1)
    return base._replace(area=area or f"Area {number}", findings=(base.findings[0]._replace(finding=finding),))


def shown(folder: Path, library: Library, *rounds: PublishedRound) -> Picture:
    """The picture after more was published."""
    put(folder / "in", *rounds)
    gather([str(folder / "in")], str(folder / "data"))
    return picture(str(folder / "data"), library)


def counts(of: Picture, round_number: int = 1) -> dict[str, int]:
    """What is told of the only part in a round."""
    rows = [row for code in of.codes for part in code.parts for row in part.rows if row.round == round_number]
    return {cell.finding.words: cell.areas for row in rows for cell in row.cells if cell.areas is not None}


def test_it_counts_areas(tmp_path: Path, library: Library) -> None:
    """Each area counts once, with what most of its partnerships found; small cells are hidden."""
    some = [told(number, "sides differ" if number < 10 else "agreed strength") for number in range(22)]
    more = [told(100 + number, "partly there", area=f"AREA {number} ") for number in range(3)]
    again = [told(200 + number, "partly there", area=f"Area {number}") for number in range(2)]
    made_of = shown(tmp_path, library, *some, *more, *again, told(30, "partly there"))
    part = made_of.codes[0].parts[0]
    assert part.rows[0].areas == 23
    assert counts(made_of) == {"agreed strength": 12}  # seven areas differ, one varies, three are partly there
    assert part.rows[0].hidden == 11
    assert made_of.differ_most == ()


def test_one_more_or_less_tells_nothing(tmp_path: Path, library: Library) -> None:
    """One partnership joins, one is withdrawn, one finds something else: the picture stays as it was."""
    first = shown(tmp_path, library, *(told(number, NAMES[number % 2]) for number in range(20)))
    assert (first.codes[0].parts[0].rows[0].areas, list(counts(first).values())) == (20, [10])
    other = told(1, NAMES[5])._replace(edition=3)
    for new in (told(50, NAMES[0]), withdrawn(told(0, NAMES[0])), other):
        assert shown(tmp_path, library, new).codes == first.codes
    after = shown(tmp_path, library, *(told(number, NAMES[number % 3]) for number in range(60, 69)))
    assert after.codes != first.codes
    assert after.codes[0].parts[0].rows[0].areas == 30


@pytest.mark.parametrize(
    "elsewhere",
    [
        lambda one: one._replace(area=f"{one.area} district"),
        lambda one: one._replace(code="other-code"),
        lambda one: one._replace(findings=(one.findings[0]._replace(digest="f" * 16),)),
    ],
    ids=["another name", "another code", "other words"],
)
def test_nobody_is_counted_twice(
    tmp_path: Path, library: Library, elsewhere: Callable[[PublishedRound], PublishedRound]
) -> None:
    """All areas but one publish what they found elsewhere: one picture less the other would tell the last one's."""
    rounds = [told(number, NAMES[number % 2]) for number in range(30)]
    first = shown(tmp_path, library, *rounds)
    after = shown(tmp_path, library, *(elsewhere(one)._replace(edition=2) for one in rounds[1:]))
    assert (after.codes, after.release) == (first.codes, first.release + 1)
    again = shown(tmp_path, library, *(told(number, NAMES[number % 3])._replace(edition=3) for number in range(30)))
    assert again.codes != first.codes  # what is as it was before counts again


def test_a_picture_is_the_same_when_it_is_made_again(tmp_path: Path, library: Library) -> None:
    """Also where something waits that nothing was told of."""
    few = [told(number, NAMES[number])._replace(code="other-code") for number in range(7)]
    made_of = shown(tmp_path, library, *few, *(told(number, NAMES[number % 2]) for number in range(20, 40)))
    assert picture(str(tmp_path / "data"), library) == made_of


def test_where_sides_differ_and_how_it_changed(tmp_path: Path, library: Library) -> None:
    """Two rounds stand beside each other; the newest says where sides differ most often."""
    rounds = [
        told(number, "sides differ" if number < differ else "agreed strength", round_number=round_number)
        for number in range(30)
        for round_number, differ in ((1, 20), (2, 15))
    ]
    made_of = shown(tmp_path, library, *rounds)
    assert counts(made_of, 1) == {"sides differ": 20}  # the other ten are hidden, or it were told that nobody is left
    assert counts(made_of, 2) == {"sides differ": 15}
    assert [(most.areas, most.of) for most in made_of.differ_most] == [(15, 30)]


def test_dropped_parts_are_missed(tmp_path: Path, library: Library) -> None:
    """A part that a later code dropped, and that areas still ask about, is named with how many."""
    (lineage,) = [one for one in library.lineages() if any(entry.provisions for entry in one.dropped)][:1]
    code, _, part = lineage.dropped[0].provisions[0].partition("#")
    rounds = []
    for number in range(12):
        base = told(number, NAMES[number % 2])
        rounds.append(base._replace(code=code, findings=(base.findings[0]._replace(part=part),)))
    made_of = shown(tmp_path, library, *rounds)
    assert [(most.part.part, most.areas) for most in made_of.missed] == [(part, 12)]


def test_every_format_tells_the_same(tmp_path: Path, library: Library) -> None:
    """HTML, text, CSV and JSON have the same numbers, and nothing of an area; foreign text steers none of them."""
    rounds = [told(number, NAMES[number % 2], area=f"{HOSTILE} {number}") for number in range(20)]
    made_of = shown(tmp_path, library, *rounds)
    whole = {
        "html": formats.as_html(made_of),
        "text": formats.as_plain_text(made_of, 80),
        "csv": formats.as_csv(made_of),
        "json": formats.as_json(made_of),
    }
    for text in whole.values():
        assert "10" in text
        assert "script>x" not in text
        assert "Area" not in text.replace("Areas", "")
        assert all(assessment(number)[:12] not in text for number in range(20))
    data = json.loads(whole["json"])
    cells = data["codes"][0]["parts"][0]["rows"][0]["cells"]
    assert Counter(cell["areas"] for cell in cells) == {10: 1, None: 9}
    line = next(csv.DictReader(StringIO(whole["csv"].removeprefix("\ufeff"))))
    assert (line["Areas"], line[NAMES[0]], line[NAMES[2]], line["Not told"]) == ("20", "10", "", "10")
    assert "default-src 'none'" in whole["html"]
    assert made_of.dataset in whole["html"]
    assert data["dataset"] == made_of.dataset


def test_a_page_names_its_dataset(tmp_path: Path, library: Library) -> None:
    """The same files in two datasets have two names; one dataset keeps its own."""
    one, again, other = (shown(tmp_path / name, library, told(1, NAMES[0])) for name in ("one", "one", "other"))
    assert one.dataset == again.dataset != other.dataset


def test_nothing_is_shown_of_few(tmp_path: Path, library: Library) -> None:
    """Seven areas are too few, and so are twenty that all found the same; the picture says why it is empty."""
    few = shown(tmp_path / "few", library, *(told(number, NAMES[number]) for number in range(7)))
    alike = shown(tmp_path / "alike", library, *(told(number, NAMES[0]) for number in range(20)))
    for made_of in (few, alike):
        assert made_of.codes == ()
        assert made_of.notes[-1] == "Nothing can be shown yet. It needs 8 areas that were asked about the same part."
