"""Change the modules that decide what is told one small thing at a time, and see that a test fails each time.

    python scripts/mutants.py [MODULE ...] [--processes N] [--minutes N] [--report]

Which modules are changed, and which tests have to notice, stands in ``pyproject.toml`` under ``tool.mutmut``; a MODULE
is the last part of its name, such as ``merging``. A change that no test notices has survived. Each survivor is either
noticed by a new test, or written in ``scripts/mutation/survivors.toml`` with the reason why no test can notice it.
The exit code is 1 when a module's score is under 90 %, when a survivor is not written down, or when the run did not end
in time. What is written down and survives no longer is named. With ``--report``, the results of the last run are
printed and nothing is run. ``mutmut show NAME`` and ``mutmut run NAME`` are about one change.

mutmut leaves functions with a decorator as they are, properties among them. So a function of these modules that
remembers what it gave is a plain one, round which a memory is put. mutmut does not run on Windows. Another version of
it may write a change differently, so CONTRIBUTING.md names one. It is no part of the test requirements: it takes many
minutes, and the tests do without it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ROOT / "scripts" / "mutation"
COPY = ROOT / "mutants"
GOAL = 90
"""The least score of each module: of a hundred changes, how many some test notices."""
NOTICED = {"killed", "timeout"}
NOT_RUN = "not checked"


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
        raise SystemExit("mutmut is not installed. CONTRIBUTING.md says how.")
    return subprocess.run(  # noqa: S603 - the arguments are written here
        [program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(BESIDE)},
        stdout=None if arguments[0] == "run" else subprocess.PIPE,
        text=True,
        timeout=minutes and 60 * minutes,
        check=False,
    )


def modules() -> dict[str, str]:
    """The modules that are changed: their full names by the last part of them."""
    paths = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]["only_mutate"]
    names = [path.removeprefix("src/").removesuffix(".py").replace("/", ".") for path in paths]
    return {name.rpartition(".")[2]: name for name in names}


def results() -> dict[str, str]:
    """What became of each change, by mutmut's name of it."""
    lines = mutmut("results", "--all", "true").stdout.splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if "__mutmut_" in line)


def module_of(name: str) -> str:
    """The full name of the module of a change, from mutmut's name of it or from that of its function."""
    return next(module for module in modules().values() if name.startswith(f"{module}."))


def function_of(name: str) -> str:
    """The module and function of a change, from mutmut's name of it."""
    module, _, mangled = name.rpartition("__mutmut_")[0].rpartition(".")
    return f"{module}.{mangled[2:].replace('ǁ', '.')}"


def change(name: str) -> Change:
    """What a change does, from mutmut's name of it."""
    lines = mutmut("show", name).stdout.splitlines()
    signs = {sign: [line[1:].strip() for line in lines if line[:1] == sign != line[1:2]] for sign in "-+"}
    return Change(function_of(name), "\n".join(signs["-"]), "\n".join(signs["+"]))


def as_written(survivor: Change) -> str:
    """A change as it is written down."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in survivor._asdict().items()]
    return "\n".join(["[[survivors]]", *lines])


def written_down() -> set[Change]:
    """The survivors that no test can notice, each of which has its reason there."""
    survivors = tomllib.loads((BESIDE / "survivors.toml").read_text(encoding="utf-8"))["survivors"]
    return {Change(survivor["function"], survivor["was"], survivor["now"]) for survivor in survivors}


def report(wanted: Collection[str]) -> bool:
    """Print the score of each module and what is to be done; whether all is well."""
    by_module: dict[str, Counter[str]] = {module: Counter() for module in wanted}
    survivors = {}
    for name, status in results().items():
        if (module := module_of(name)) in wanted:
            by_module[module][status] += 1
            if status not in NOTICED | {NOT_RUN}:
                survivors[name] = change(name), status
    scores = [score(module, counts) for module, counts in by_module.items()]
    known = {survivor for survivor in written_down() if module_of(survivor.function) in wanted}
    new = {name: found for name, found in survivors.items() if found[0] not in known}
    for name, (survivor, status) in new.items():
        print(f"\n{name}: {status}, and not written down with a reason\n{as_written(survivor)}")
    for gone in sorted(known - {survivor for survivor, _ in survivors.values()}):
        print(f"\nWritten down, but no such change survives; take it out\n{as_written(gone)}")
    all_run = not any(counts[NOT_RUN] for counts in by_module.values())
    return all_run and not new and min(scores) >= GOAL


def score(module: str, counts: Counter[str]) -> float:
    """Of a hundred changes of a module, how many some test noticed; it is printed too."""
    noticed, every, not_run = sum(counts[status] for status in NOTICED), counts.total(), counts[NOT_RUN]
    in_hundred = 100 * noticed / every if every else 0
    survived = f"{every - noticed - not_run} survived{f', {not_run} not run' if not_run else ''}"
    print(f"{module}: {noticed} killed, {survived}, score {in_hundred:.1f} %")
    return in_hundred


def main() -> int:
    """Run every change, and print what is found."""
    names = modules()
    parser = argparse.ArgumentParser(description="See that tests notice small changes of the source.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"only these (default: {', '.join(names)})")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count(), metavar="N", help="how many to run at once (default: as cores)"
    )
    parser.add_argument("--minutes", type=float, default=120, metavar="N", help="give up after so long (default: 120)")
    parser.add_argument("--report", action="store_true", help="print the results of the last run, and run nothing")
    wanted = parser.parse_args()
    if unknown := [name for name in wanted.modules if name not in names]:
        parser.error(f"no module {', '.join(unknown)}; there are {', '.join(names)}")
    chosen = [names[name] for name in wanted.modules or names]
    if not wanted.report:
        shutil.rmtree(COPY, ignore_errors=True)
        changes = [f"{names[name]}.x*" for name in wanted.modules]
        try:
            ended = mutmut("run", "--max-children", str(wanted.processes), *changes, minutes=wanted.minutes)
        except subprocess.TimeoutExpired:
            raise SystemExit(f"Not done after {wanted.minutes:g} minutes. Allow more with --minutes.") from None
        if ended.returncode:
            raise SystemExit(f"mutmut ended with code {ended.returncode} before every change was tried.")
    return 0 if report(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
