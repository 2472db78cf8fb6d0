"""How the tests run the command line: in a process of its own, or in this one with its streams caught."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from compact_core.cli.compacts import run
from programs import LONGEST_WAIT

COMMAND = (sys.executable, "-m", "compact_core")
LEFT_OUT = ("COMPACTS_", "PYTEST_", "PYTHON", "XDG_", "NO_COLOR", "COLUMNS", "LINES", "TERM", "LC_", "LANG", "COV_")
"""Beginnings of the names of variables that a test must not inherit."""


class Done(NamedTuple):
    """What a command did."""

    code: int
    """Exit code."""
    out: str
    """The data, from stdout."""
    err: str
    """The messages, from stderr."""

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON holds anything
        """The data as JSON."""
        return json.loads(self.out)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command whose folders are all below ``home``, without installed plugins."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    mine = {"COMPACTS_HOME": str(home), "COMPACTS_PLUGINS": "none", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
    return {**kept, "HOME": str(home), **mine, **more}


def run_alone(home: Path, *args: str | bytes, env: Mapping[str, str] | None = None, before: Sequence[str] = ()) -> Done:
    """Run a command in a process of its own; ``before`` is put before it, as in ``setpriv ...``."""
    return run_command([*before, *COMMAND, *args], environment(home, **(env or {})))


def run_command(command: Sequence[str | bytes], variables: Mapping[str, str], cwd: Path | None = None) -> Done:
    """Run any command in a process of its own, up to its end."""
    done = subprocess.run(command, env=variables, cwd=cwd, capture_output=True, check=False, timeout=LONGEST_WAIT)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_here(*args: str, together: bool = False) -> Done:
    """Run a command in this process, in the environment as it is; ``together`` puts messages among the data."""
    return called(run, *args, together=together)


def called(main: Callable[[], object], *args: str | Path, together: bool = False) -> Done:
    """Call what a program or a script begins with, as if these words had been typed after its name."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    if together:
        err = out
    before = sys.argv
    sys.argv = ["compacts", *map(str, args)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main()
    except SystemExit as leaving:
        code = leaving.code
    finally:
        sys.argv = before
    return Done(code if isinstance(code, int) else -1, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
