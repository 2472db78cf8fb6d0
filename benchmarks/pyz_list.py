"""Start of `compacts.pyz`: its ``list`` on an unchanged library, against that of the installed program.

    python benchmarks/pyz_list.py [ROUNDS]

Use the Python of an installation of the package. The file is made first; the first runs are not timed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from commands import LIST, ROUNDS, seconds
from timing import in_turn, tell

GOAL = 3.0
SCRIPT = Path(__file__).parents[1] / "scripts" / "pyz.py"


def main() -> None:
    """Print the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as home:
        file = Path(home, "compacts.pyz")
        subprocess.run([sys.executable, SCRIPT, "-o", file], check=True)
        alone = [sys._base_executable, "-I", str(file), "list"]  # type: ignore[attr-defined] # noqa: SLF001 - see below
        installed, packed = (
            {**os.environ, "COMPACTS_HOME": str(Path(home, name)), "PYTHONDONTWRITEBYTECODE": ""}
            for name in ("installed", "packed")
        )
        for _ in range(3):
            seconds(LIST, installed)
            seconds(alone, packed)  # with the Python below the environment, in which nothing is installed
        ours, theirs = in_turn(rounds, lambda: seconds(alone, packed), lambda: seconds(LIST, installed))
    tell("compacts.pyz list to compacts list", ours, theirs, GOAL)


if __name__ == "__main__":
    main()
