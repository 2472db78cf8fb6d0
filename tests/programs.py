"""Programs that tests run in processes of their own: each is waited for, but not for ever."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

LONGEST_WAIT = 300
"""Seconds after which a program that a test has started is taken for dead."""


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
