"""Types answers without end, and says before and after each one; a test kills it.

One process loads the program once. For each line on its input it starts a typist by forking, which is a hundred times
quicker than a new Python.
"""

import os
import sys
from itertools import count

from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.reading import open_assessment


def tell(*words: object) -> None:
    """Say something on one line, at once and whole."""
    os.write(1, f"{' '.join(map(str, words))}\n".encode())


def type_answers(folder: str, invitee: str, seed: int) -> None:
    """Answer one item after the other, each anew as often as one comes round to it."""
    assessment, _ = open_assessment(folder)
    assert assessment
    book = AnswerBook(assessment, 1, invitee)
    items = [row.item for row in assessment.rounds[0].asked.rows]
    for number in count(seed):
        item, point = items[number % len(items)], number % 4 + 1
        tell("begins", item, point)
        book.answer(item, "point", point)
        tell("saved", item, point)


def main() -> None:
    """Start a typist for each line, and say when it has ended."""
    folder, invitee = sys.argv[1:]
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            try:
                type_answers(folder, invitee, int(line))
            finally:
                os._exit(1)
        tell("started", child)
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    main()
