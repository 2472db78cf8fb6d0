"""Answers as they come back: files that the form saves, and filled-in sheets."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.assess.beginning import ITEMS, read
from compact_core.assessment.asking import asked_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

MORNING, EVENING = "2026-11-20T09:00:00Z", "2026-11-20T18:00:00Z"


def answers(invitee: str, points: Mapping[str, int], given: str = MORNING, **other: Any) -> dict[str, Any]:  # noqa: ANN401  (any value can stand in a file)
    """What the form of an invitee saves; ``other`` keys take the place of those that it has."""
    asked = read().rounds[-1].asked
    return {
        "format": "compacts-answers-1",
        "partnership": "harbour-health",
        "round": asked.number,
        "code": asked.code,
        "invitee": invitee,
        "asked": asked_digest(asked),
        "answers": [{"item": item, "says": "point", "point": point, "given": given} for item, point in points.items()],
        **other,
    }


def send(name: str, content: object) -> str:
    """Write an answers file, and give its name."""
    Path(name).write_text(json.dumps(content), encoding="utf-8")
    return name


def all_four(point: int) -> dict[str, int]:
    """The same point for every item."""
    return dict.fromkeys(ITEMS, point)


def fill_in(sheet: Path, said: Mapping[str, str], day: str = "2026-11-21") -> None:
    """Write answer words into a sheet, as somebody does in a spreadsheet program."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        if row and row[0] == "filled in on":
            row[1] = day
        for item, words in said.items():
            if row and f"[{item}]" in row[0]:
                row[3:] = [words]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
