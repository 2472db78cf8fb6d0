"""A program that is killed while answers are typed loses none that it acknowledged."""

import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from samples import answers_file, made, opened

TYPIST = Path(__file__).with_name("typist.py")
INVITEE = "council-1"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the typist forks, which this system cannot")


class Typist:
    """A process that starts typists, one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._asks, self._tells = process.stdin, process.stdout
        self._a_save = 0.01

    def killed(self, seed: int, answers: int, part: float) -> list[list[str]]:
        """What a typist said that was killed after some answers, in the midst of the next one.

        ``part`` is how far the next one may have come, as a part of the time that the last one took.
        """
        self._asks.write(f"{seed}\n")
        self._asks.flush()
        told: list[list[str]] = []
        start = time.perf_counter()
        while sum(words[0] == "saved" for words in told) < answers or len(told) < len(("started", "begins")):
            told.append(self._line())
            if told[-1][0] == "saved":
                self._a_save, start = time.perf_counter() - start, time.perf_counter()
        time.sleep(part * self._a_save)
        os.kill(next(int(words[1]) for words in told if words[0] == "started"), signal.SIGKILL)
        while told[-1][0] != "ended":
            told.append(self._line())
        return told

    def _line(self) -> list[str]:
        line = self._tells.readline()
        assert line, "the process that starts typists has ended"
        return line.split()


def soak(folder: Path, kills: int) -> int:
    """Kill a typist so many times; after each time compare what it said with what is there. Gives acknowledgements."""
    made(folder)
    chance = random.Random(kills)  # noqa: S311 - moments to kill at need no secrecy
    held: dict[str, int] = {}
    acknowledged = 0
    command = [sys.executable, str(TYPIST), str(folder), INVITEE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        typist = Typist(process)
        for number in range(kills):
            said = typist.killed(number, chance.randrange(3), chance.random() * 1.5)
            begun: tuple[str, int] | None = None
            for word, *rest in said:
                if word == "begins":
                    begun = rest[0], int(rest[1])
                elif word == "saved":
                    held[rest[0]] = int(rest[1])
                    acknowledged += 1
                    begun = None
            found = points_of(folder)
            # The answer that was being typed may be there or not, all others must.
            assert found in (held, {**held, begun[0]: begun[1]} if begun else held)
            held = found
        assert process.stdin
        process.stdin.close()
    return acknowledged


def points_of(folder: Path) -> dict[str, int]:
    """What the file of answers holds; it and its previous version can be read, and there is no problem."""
    (record,) = opened(folder).rounds
    previous = answers_file(folder, INVITEE).with_name(f"{INVITEE}.toml.previous")
    assert not previous.exists() or tomllib.loads(previous.read_text("utf-8"))["invitee"] == INVITEE
    return {answer.item: answer.point for one in record.responses for answer in one.answers}


def test_a_killed_typist_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    """Killed 20 times at random moments, every acknowledged answer is there each time, and every file is readable."""
    assert soak(tmp_path / "harbour", 20) > 0


@pytest.mark.soak
def test_a_thousand_killed_typists_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    """The same a thousand times."""
    assert soak(tmp_path / "harbour", 1_000) > 1_000
