"""``compacts check``: every problem of code files, with its place."""

from __future__ import annotations

import os

import click

from compact_core.cli.output import (
    DONE,
    FILE,
    NOT_FOUND,
    PROBLEMS,
    echo,
    echo_json,
    json_option,
    message,
    plugins_apart,
    problem_line,
    problem_rows,
    watched,
)
from compact_core.errors import Problem
from compact_core.library.checking import check_files
from compact_core.text import clean, count


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=FILE)
@json_option
def check(paths: tuple[str, ...], *, as_json: bool) -> int:
    """Check code files, and folders of them, and show every problem.

    Each problem is one line: file:line:column: what is wrong, what is allowed, what to do.
    """
    missing = [path for path in paths if not os.path.lexists(path)]
    with plugins_apart():
        present = [path for path in paths if path not in missing]
        files, problems = watched(lambda progress: check_files(present, progress))
    problems += [
        Problem("error", clean(path), 0, 0, "There is no such file or folder.", "Check the name.") for path in missing
    ]
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        echo_json({"files": files, "problems": problem_rows(problems)})
    else:
        for problem in problems:
            echo(problem_line(problem))
        message(_summary(files, errors, len(problems) - errors))
    if missing:
        return NOT_FOUND
    return PROBLEMS if errors else DONE


def _summary(files: list[str], errors: int, warnings: int) -> str:
    if not files:
        return "No code files were checked."
    checked = f"{count(len(files), 'file')} checked"
    if not errors and not warnings:
        return f"{checked}: no problems."
    return f"{checked}: {count(errors, 'error')}, {count(warnings, 'warning')}."
