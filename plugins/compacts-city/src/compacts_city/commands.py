"""The commands of ``compacts city``."""

from __future__ import annotations

import csv
import os
import sys
from typing import TYPE_CHECKING

import click

from compact_core.assessment.records.disk import write_once
from compact_core.cli.output import (
    DONE,
    FILE,
    PROBLEMS,
    codes_option,
    echo,
    echo_json,
    json_option,
    library,
    line_width,
    message,
    problem_line,
    problem_rows,
)
from compact_core.errors import CompactsError
from compact_core.reports.cells import harmless
from compact_core.text import clean, count, readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from compacts_city.values import Picture

dataset_argument = click.argument("dataset", metavar="DATASET", type=FILE)


@click.command("gather")
@click.argument("places", metavar="PLACES...", nargs=-1, required=True)
@click.option(
    "-o", "--output", "dataset", required=True, metavar="DATASET", type=FILE, help="The folder of the dataset."
)
@json_option
def gather(places: tuple[str, ...], dataset: str, *, as_json: bool) -> int:
    """Bring published findings into a dataset, or bring it up to date.

    PLACES are files, folders, saved mails with findings attached, patterns such as 'in/*.jsonl', or addresses on other
    storage, such as s3://bucket/folder. Of each round the newest edition counts, in whatever order files come. A file
    that is broken costs only itself, and the exit code is 1.
    """
    from compacts_city.gathering import gather as bring_together

    made = bring_together(places, dataset)
    if as_json:
        echo_json({**made._asdict(), "problems": problem_rows(made.problems)})
    else:
        echo(readable(dataset))
    for problem in made.problems:
        message(problem_line(problem))
    same = f", {made.unchanged} of them as they were" if made.unchanged else ""
    gone = f", {made.withdrawn} of them withdrawn" if made.withdrawn else ""
    message(f"{count(made.files, 'file')} looked at{same}. {count(made.rounds, 'round')} brought in{gone}.")
    return PROBLEMS if made.problems else DONE


@click.command("picture")
@dataset_argument
@click.option("-o", "--output", "file", metavar="FILE", type=FILE, help="A file to write: .html, .csv, .json or .txt.")
@codes_option
@json_option
@click.pass_context
def picture(ctx: click.Context, dataset: str, file: str | None, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Show of each part of a code how many areas found what.

    Without -o it is shown as plain text. No area is ever named or ranked, numbers below 8 are not told, and the picture
    changes only when enough areas have changed together.
    """
    from compacts_city import formats
    from compacts_city.picture import picture as made_of

    made = made_of(dataset, library(ctx, codes))
    if file:
        write_once(file, _as(file)(made).encode("utf-8", "replace"))
        echo(readable(file))
    elif as_json:
        echo(formats.as_json(made), newline=False)
    else:
        echo(formats.as_plain_text(made, line_width()), newline=False)
    return DONE


def _as(file: str) -> Callable[[Picture], str]:
    """How a file is written, by its ending."""
    from compacts_city import formats

    known: dict[str, Callable[[Picture], str]] = {
        ".html": formats.as_html,
        ".csv": formats.as_csv,
        ".json": formats.as_json,
        ".txt": lambda made: formats.as_plain_text(made, 100),
    }
    ending = os.path.splitext(file)[1].lower()
    if ending not in known:
        raise CompactsError(f"The ending of {readable(file)} says of no format. Give it one of {', '.join(known)}.")
    return known[ending]


@click.command("sql")
@dataset_argument
@click.argument("question", metavar="QUESTION")
@json_option
def sql(dataset: str, question: str, *, as_json: bool) -> int:
    """Ask the dataset something in the SQL of DuckDB; the answer is CSV.

    There are two tables: 'findings', a line a finding, and 'rounds', a line a round, those that were withdrawn too.
    These are the published findings themselves: nothing is hidden as in a picture.
    """
    from compacts_city.sql import ask

    names, rows = ask(dataset, question)
    if as_json:
        echo_json({"columns": list(names), "rows": [[_plain(value) for value in row] for row in rows]})
        return DONE
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for line in (names, *rows):
        writer.writerow([harmless(clean(str(value))) if isinstance(value, str) else value for value in line])
    return DONE


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)
