"""``compacts check``: every problem of code files, with its place."""

from __future__ import annotations

import os

import click

from compact_core.cli import output
from compact_core.errors import Problem, counted
from compact_core.library.checking import check_files
from compact_core.text import count, readable


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=output.FILE)
@output.json_option
def check(paths: tuple[str, ...], *, as_json: bool) -> int:
    """Check code files, and folders of them, and show every problem.

    Each problem is one line: file:line:column: what is wrong, what is allowed, what to do.
    """
    missing = [path for path in paths if not os.path.lexists(path)]
    with output.plugins_apart():
        present = [path for path in paths if path not in missing]
        files, problems = output.watched(lambda progress: check_files(present, progress))
    problems += [
        Problem("error", readable(path), 0, 0, "There is no such file or folder.", "Check the name.")
        for path in missing
    ]
    if as_json:
        output.echo_json({"files": files, "problems": output.problem_rows(problems)})
    else:
        for problem in problems:
            output.echo(output.problem_line(problem))
        output.message(_summary(files, problems))
    if missing:
        return output.NOT_FOUND
    return output.PROBLEMS if any(problem.severity == "error" for problem in problems) else output.DONE


def _summary(files: list[str], problems: list[Problem]) -> str:
    if not files:
        return "No code files were checked."
    return f"{count(len(files), 'file')} checked: {counted(problems)}."
