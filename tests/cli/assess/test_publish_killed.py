"""Publishing that is killed: no half of a file is ever seen, and where something was published is never forgotten."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from compact_core.assessment.publishing.ledger import ledger
from compact_core.assessment.publishing.lines import PublishedRound, read_lines
from compact_core.assessment.records.outputs import real_path_of
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.tasks import code_asked
from compact_core.assessment.tasks.publishing import propose, publish, withdraw
from compact_core.library.opening import open_library
from publishing import consenting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CALLS = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.link", "os.chmod"})
"""The audit events before which the process is killed: every step that changes the disk has one of these."""


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do something in a process that is killed before the step of that number; whether it came so far."""
    child = os.fork()
    if not child:
        left = [step]

        def before(event: str, details: tuple[object, ...]) -> None:
            if event in _CALLS and not (event == "open" and details[1] in {"r", "rb"}):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(before)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied, which this system cannot do")
def test_killed_at_every_step(tmp_path: Path) -> None:
    """Published, replaced elsewhere and withdrawn, killed before every step on the disk, and done again."""
    folder, out = consenting(tmp_path / "agreed"), tmp_path / "out"
    out.mkdir()
    assessment = open_assessment(str(folder)).assessment
    assert assessment is not None
    code = code_asked(open_library([]), assessment.rounds[1].asked)

    def make(place: str) -> None:
        publish(str(folder), propose(assessment, assessment.rounds[1], code, place))

    for number, (work, state) in enumerate(
        [
            (lambda: make(""), "published"),
            (lambda: make(f"{out}/"), "published"),
            (lambda: withdraw(str(folder), [2]), "withdrawn"),
            (lambda: make(f"{out}/again.jsonl"), "published"),
        ]
    ):
        step = 0
        while killed_at(step, work):
            _nothing_is_half_or_forgotten(folder, out)
            step += 1
        assert step > 3, number
        known = ledger(str(folder)).of(2)
        assert known.state == state
        _nothing_is_half_or_forgotten(folder, out)
    withdraw(str(folder), [2])
    assert {told.state for told in _seen(folder, out).values()} == {"withdrawn"}


def _seen(folder: Path, out: Path) -> dict[str, PublishedRound]:
    """Every published file that anybody can see, whole."""
    found = {}
    for path in (*(folder / "published").glob("*.jsonl"), *out.glob("*.jsonl")):
        told = read_lines(path.read_bytes(), path.name)
        assert isinstance(told, PublishedRound)
        found[os.path.realpath(path)] = told
    return found


def _nothing_is_half_or_forgotten(folder: Path, out: Path) -> None:
    """Every file is whole, is of the one id that is kept, and stands in the list of places."""
    known = ledger(str(folder))
    places = {os.path.realpath(real_path_of(str(folder), place)) for place in known.of(2).places}
    for path, told in _seen(folder, out).items():
        assert path in places
        assert told.assessment == known.assessment
        assert told.edition <= known.of(2).edition
