"""Change the modules that decide what is told one small thing at a time, and see that a test fails each time.

    pip install -c constraints.txt mutmut
    python scripts/mutants.py [--processes N] [--minutes N] [--report]

Which modules are changed, and which tests have to notice, stands in ``pyproject.toml`` under ``tool.mutmut``. A change
that no test notices has survived. Each survivor is either noticed by a new test, or written in
``scripts/mutation/survivors.toml`` with the reason why no test can notice it. The exit code is 1 when a module's score
is under 90 %, when a survivor is not written down, or when the run did not end in time. With ``--report``, the results
of the last run are printed and nothing is run. ``mutmut show NAME`` and ``mutmut run NAME`` are about one change.

mutmut leaves functions with a decorator as they are, properties among them, and does not run on Windows. It is no
part of the test requirements: it takes many minutes, and the tests do without it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ROOT / "scripts" / "mutation"
COPY = ROOT / "mutants"
GOAL = 90
"""The least score of each module: of a hundred changes, how many some test notices."""
NOTICED = {"killed", "timeout"}


class Change(NamedTuple):
    """One small change of the source, known by what it does: its number moves with the lines above it."""

    function: str
    """Module and function."""
    was: str
    """The lines that it takes away."""
    now: str
    """The lines that it puts in their place."""


def mutmut(*arguments: str, minutes: float | None = None) -> subprocess.CompletedProcess[str]:
    """Run mutmut in the project. What ``run`` prints is its own clock, so it is shown; the rest is given back."""
    program = shutil.which("mutmut", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        raise SystemExit("mutmut is not installed. Run: pip install -c constraints.txt mutmut")
    return subprocess.run(  # noqa: S603 - the arguments are written here
        [program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(BESIDE)},
        stdout=None if arguments[0] == "run" else subprocess.PIPE,
        text=True,
        timeout=minutes and 60 * minutes,
        check=False,
    )


def results() -> dict[str, str]:
    """What became of each change, by mutmut's name of it."""
    lines = mutmut("results", "--all", "true").stdout.splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if "__mutmut_" in line)


def function_of(name: str) -> str:
    """The module and function of a change, from mutmut's name of it."""
    module, _, mangled = name.rpartition("__mutmut_")[0].rpartition(".")
    return f"{module}.{mangled[2:].replace('ǁ', '.')}"


def change(name: str) -> Change:
    """What a change does, from mutmut's name of it."""
    lines = mutmut("show", name).stdout.splitlines()
    signs = {sign: [line[1:].strip() for line in lines if line[:1] == sign != line[1:2]] for sign in "-+"}
    return Change(function_of(name), "\n".join(signs["-"]), "\n".join(signs["+"]))


def written_down() -> set[Change]:
    """The survivors that no test can notice, each of which has its reason there."""
    survivors = tomllib.loads((BESIDE / "survivors.toml").read_text(encoding="utf-8"))["survivors"]
    return {Change(survivor["function"], survivor["was"], survivor["now"]) for survivor in survivors}


def report() -> bool:
    """Print the score of each module and what is to be done; whether all is well."""
    by_module: defaultdict[str, Counter[str]] = defaultdict(Counter)
    survivors = {}
    for name, status in results().items():
        by_module[name.rpartition(".")[0]][status] += 1
        if status not in NOTICED:
            survivors[name] = change(name), status
    well = bool(by_module)
    for module, counts in by_module.items():
        noticed, every = sum(counts[status] for status in NOTICED), counts.total()
        well = well and 100 * noticed >= GOAL * every
        print(f"{module}: {noticed} killed, {every - noticed} survived, score {100 * noticed / every:.1f} %")
    known = written_down()
    for name, (survivor, status) in survivors.items():
        if survivor not in known:
            well = False
            print(f"\n{name}: {status}, and not written down with a reason\n- {survivor.was}\n+ {survivor.now}")
    for gone in sorted(known - {survivor for survivor, _ in survivors.values()}):
        print(f"\n{gone.function}: written down, but noticed now; take it out of the list\n- {gone.was}\n+ {gone.now}")
    return well


def main() -> int:
    """Run every change, and print what is found."""
    parser = argparse.ArgumentParser(description="See that tests notice small changes of the source.")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="how many to run at once (default: 1)")
    parser.add_argument("--minutes", type=float, default=120, metavar="N", help="give up after so long (default: 120)")
    parser.add_argument("--report", action="store_true", help="print the results of the last run, and run nothing")
    wanted = parser.parse_args()
    if not wanted.report:
        shutil.rmtree(COPY, ignore_errors=True)
        try:
            ended = mutmut("run", "--max-children", str(wanted.processes), minutes=wanted.minutes)
        except subprocess.TimeoutExpired:
            raise SystemExit(f"Not done after {wanted.minutes:g} minutes. Allow more with --minutes.") from None
        if ended.returncode:
            return 1
    return 0 if report() else 1


if __name__ == "__main__":
    sys.exit(main())
