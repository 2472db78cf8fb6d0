"""Assessments for the tests of the interface: the worked example, and a small one that is as hostile as text can be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from compact_core.assessment.records.reading import open_assessment
from tui.driving import drive, our_codes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from tui.driving import Reader

EXAMPLE = Path(__file__).parents[3] / "examples" / "riverside-health"
FIRST = "riverside-council-46ac"
"""Code of the first person whom the worked example asks."""


def sit_down(size: tuple[int, int], steps: Callable[[Reader], Awaitable[None]], folder: str = "") -> None:
    """Open the interface in a terminal of a size, at the assessment in a folder if one is named."""
    drive(our_codes(), size, lambda reader, _: steps(reader), assessment=folder)


def example(where: Path, *, open_again: bool = False) -> str:
    """A copy of the worked example; with its first round open again when that is asked for, and nothing after it."""
    folder = where / "riverside"
    shutil.copytree(EXAMPLE, folder)
    if open_again:
        shutil.rmtree(folder / "round-2")
        file = folder / "round-1" / "round.toml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("closed =")), encoding="utf-8")
    return str(folder)


def read(folder: str) -> Assessment:
    """The assessment in a folder, which has no problem."""
    found = open_assessment(folder)
    assert found.problems == ()
    assert found.assessment
    return found.assessment


def first(folder: str) -> RoundRecord:
    """The first round of the assessment in a folder."""
    return read(folder).rounds[0]


def squeezed_words(shown: str) -> str:
    """What is painted, on one line."""
    return " ".join(shown.split())
