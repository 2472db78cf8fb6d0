"""Programs that tests run in processes of their own, and what others do: all is waited for, but not for ever."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from compact_core.folders import import_path
from compact_core.library.stamps import USELESS, settled, stamp

LONGEST_WAIT = 300
"""Seconds after which a program that a test has started is taken for dead."""

_SCRIPTS = Path(__file__).parents[1] / "scripts"
ANSWER_MANY = """
import sys
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.reading import open_assessment
folder, code, *items = sys.argv[1:]
book = AnswerBook(open_assessment(folder).assessment, 1, code)
for point in (1, 2, 3):
    for item in items:
        book.answer(item, "point", point)
"""
"""Answers items of an assessment for an invitee, one after the other."""
HOLD = """
import sys, time
from compact_core.assessment.records.locking import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""
"""Holds the lock of a folder for a minute, or until it is ended."""


def finished(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    typed: str = "",
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a program up to its end, and give it what is typed; with ``check`` it must end well."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=LONGEST_WAIT,
    )
    assert not check or done.returncode == 0, f"{done.args} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for what another thread or program does; a test that waits for ever has failed, and says for what."""
    end = time.monotonic() + LONGEST_WAIT
    while not true():
        assert time.monotonic() < end, f"waited {LONGEST_WAIT} seconds until {what}"
        time.sleep(0.05)


def until_still() -> None:
    """Wait until the folders of the import path have not changed for some seconds: till then a library stays new.

    The first run after a clone changes those of the tests: Python keeps what it compiles in them.
    """
    until(
        lambda: all(settled(stamp(path), time.time_ns()).mtime != USELESS for path in import_path()),
        f"nothing changes any more in {import_path()}",
    )


def made(script: str, target: Path, *options: str) -> Path:
    """The file that a script of the project makes."""
    finished([sys.executable, _SCRIPTS / script, "-o", target, *options], check=True)
    return target
