"""Start of commands: ``compacts list`` on an unchanged library, against a bare start of Python.

    python benchmarks/commands.py [ROUNDS]

Use the Python of an installation of the package; the first, untimed run fills the catalogue.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timing import first_number, in_turn, tell

GOAL = 5.0
ROUNDS = 40
BARE = [sys.executable, "-c", "pass"]
LIST = [str(Path(sys.executable).with_name("compacts")), "list"]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """How long a command takes, from its start to its end."""
    begin = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print the ratio."""
    rounds = first_number(ROUNDS)
    with tempfile.TemporaryDirectory() as home:
        # Compiled modules are kept, as they are wherever a package is installed.
        environment = {**os.environ, "COMPACTS_HOME": home, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(3):
            seconds(LIST, environment)
        ours, theirs = in_turn(rounds, lambda: seconds(LIST, environment), lambda: seconds(BARE, environment))
    tell("compacts list to python -c pass", ours, theirs, GOAL)


if __name__ == "__main__":
    main()
