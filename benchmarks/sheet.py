"""Reading a workbook with a code of 400 parts against openpyxl loading the same file and doing nothing with it.

    python benchmarks/sheet.py [ROUNDS]

And the same workbook with a formatted, empty cell in the last row of Excel, against the one without. The plugin in
``plugins/compacts-sheet`` must be installed.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook as opened
from timing import cpu_seconds, first_number, in_turn, tell

from compact_core.model import Action, Agreement, Code, Header, Section, Source
from compacts_sheet.plugin import load_workbook
from compacts_sheet.writing import write_workbook

if TYPE_CHECKING:
    from compact_core.model import Part

SECTIONS, EACH = 20, 19
LAST = "A1048576"
GOAL, GOAL_OF_LAST = 3.0, 1.1
ROUNDS = 15


def code() -> Code:
    """An invented code of twenty sections and 400 parts."""
    parts: list[Part] = []
    for section in range(1, SECTIONS + 1):
        parts.append(Section(id=f"s{section}", number=f"{section}", title=f"Matter {section}"))
        parts += [
            Action(
                id=f"s{section}-{place}",
                number=f"{section}.{place}",
                title="Say what comes next",
                text="Tell each other early what you plan, in plain words, and say by when it will be done.",
                covers=("early", "in plain words"),
                hedge="where possible",
            )
            for place in range(1, EACH + 1)
        ]
    return Code(
        header=Header(id="large-2025", title="Large"),
        agreement=Agreement(id="large", name="Large", kind="compact"),
        source=Source(title="Large"),
        parts=tuple(parts),
    )


def with_last_cell(data: bytes) -> bytes:
    """The workbook with a format in the last row of the parts, and nothing else there."""
    book = opened(BytesIO(data))
    book["Parts"][LAST].number_format = "0.00"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def without_last_cell(data: bytes) -> bytes:
    """The workbook as openpyxl writes it."""
    file = BytesIO()
    opened(BytesIO(data)).save(file)
    return file.getvalue()


def read(data: bytes) -> None:
    """Read a workbook with the plugin; it must hold the code."""
    loaded = load_workbook(data, "large.xlsx")
    if loaded.code is None:
        raise SystemExit("\n".join(map(str, loaded.problems)))


def main() -> None:
    """Print the ratios."""
    rounds = first_number(ROUNDS)
    data = write_workbook(code())
    read(data)
    sides = in_turn(rounds, lambda: cpu_seconds(lambda: read(data)), lambda: cpu_seconds(lambda: opened(BytesIO(data))))
    tell("reading 400 parts to loading the file, CPU", *sides, GOAL)
    far, near = with_last_cell(data), without_last_cell(data)
    sides = in_turn(rounds, lambda: cpu_seconds(lambda: read(far)), lambda: cpu_seconds(lambda: read(near)))
    tell("with a formatted cell in the last row to without, CPU", *sides, GOAL_OF_LAST)


if __name__ == "__main__":
    main()
