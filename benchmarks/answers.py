"""An answer acknowledged on disk, to a bare write, fsync and rename of the same bytes.

    python benchmarks/answers.py [ANSWERS [FOLDER]]

Both are measured in turn, on the disk of the folder: by default the one for temporary files.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from findings import ITEMS, assessment
from timing import first_number, in_turn, tell

from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.paths import response_file
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.saving import create

PEOPLE = 200
ANSWERS = 500
GOAL = 3


def book_in(folder: str) -> tuple[AnswerBook, list[str], str]:
    """The book of one of 200 people who has answered every item; the items, and the file."""
    partnership, asked, _ = assessment(PEOPLE)
    create(folder, partnership, asked)
    opened, problems = open_assessment(folder)
    if opened is None:
        raise SystemExit("\n".join(map(str, problems)))
    invitee = asked.invitees[0].code
    book = AnswerBook(opened, 1, invitee)
    items = [row.item for row in asked.rows]
    for item in items:
        book.answer(item, "point", 1)
    return book, items, response_file(folder, 1, invitee)


def bare(path: Path, data: bytes) -> float:
    """Seconds of a bare write, fsync and rename."""
    begin = time.perf_counter()
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return time.perf_counter() - begin


def main() -> None:
    """Print the ratio."""
    answers = first_number(ANSWERS)
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:  # noqa: PLR2004
        book, items, path = book_in(str(Path(folder, "ours")))
        data = Path(path).read_bytes()
        numbers = count()

        def ours() -> float:
            number = next(numbers)
            begin = time.perf_counter()
            book.answer(items[number % ITEMS], "point", number % 4 + 1)
            return time.perf_counter() - begin

        times = in_turn(answers, ours, lambda: bare(Path(folder, "theirs"), data))
    for name, share in (("median", 0.5), ("p95", 0.95)):
        tell(f"an answer on disk to a bare write, fsync and rename, {name}", *times, GOAL, share=share)


if __name__ == "__main__":
    main()
