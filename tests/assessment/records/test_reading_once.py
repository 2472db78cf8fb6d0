"""What is read while somebody answers: each file as often as it is needed, and no more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from auditing import listen, stop
from compact_core.assessment.records.answering import AnswerBook, SaveOutcome
from samples import NOON, made


@contextmanager
def opened_files() -> Iterator[list[str]]:
    """The names of the files that are opened meanwhile, once each time."""
    names: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and arguments[1] is None:  # the system's call, not Python's around it
            names.append(Path(str(arguments[0])).name)

    listen(watch)
    try:
        yield names
    finally:
        stop(watch)


def test_each_answer_looks_at_the_round_once(tmp_path: Path) -> None:
    """To say, take back, restore or comment reads round.toml once, under the lock."""
    typed = AnswerBook(made(tmp_path / "harbour"), 1, "council-1", now=lambda: NOON)
    typed.answer("aims", "point", 3)
    before = typed.response.answer_to("aims")
    changes: tuple[Callable[[], SaveOutcome], ...] = (
        lambda: typed.answer("trust", "point", 2),
        lambda: typed.answer("aims", "don't know"),
        lambda: typed.restore("aims", before),
        lambda: typed.take_back("trust"),
        lambda: typed.comment("aims-section", "strengths", "We meet."),
    )
    for change in changes:
        with opened_files() as names:
            change()
        assert names.count("round.toml") == 1
