"""``compacts city``: published findings of many areas gathered, pictured, and asked about in SQL."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING

import click

from compact_core import CompactsError, NotFoundError, Problem, clean, harmless, open_library
from compacts_city.files import counted, put, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from compacts_city.values import Picture

_DONE, _PROBLEMS = 0, 1
_SCHEMA_VERSION = 1
_WIDEST = 100

_dataset = click.argument("dataset", metavar="DATASET", type=click.Path())
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("city", invoke_without_command=True)
@click.pass_context
def city(ctx: click.Context) -> int:
    """Bring published findings of many partnerships together, and picture them.

    'compacts assess publish' makes the files; 'gather' brings them into a dataset; 'picture' shows how many areas found
    what. No area and no partnership is ever ranked.
    """
    if not ctx.invoked_subcommand:
        click.echo(ctx.get_help())
    return _DONE


@city.command("gather")
@click.argument("places", metavar="PLACES...", nargs=-1, required=True)
@click.option(
    "-o", "--output", "dataset", required=True, metavar="DATASET", type=click.Path(), help="The folder of the dataset."
)
@_json
def gather(places: tuple[str, ...], dataset: str, *, as_json: bool) -> int:
    """Bring published findings into a dataset, or bring it up to date.

    PLACES are files, folders, saved mails with findings attached, patterns such as 'in/*.jsonl', or addresses on other
    storage, such as s3://bucket/folder. Of each round the newest edition counts, in whatever order files come. A file
    that is broken, and a place that cannot be reached, costs only itself, and the exit code is 1.
    """
    from compacts_city.dataset import is_there
    from compacts_city.gathering import gather as bring_together

    made = bring_together(places, dataset)
    there = is_there(dataset)
    if as_json:
        _echo_json({**asdict(made), "problems": [problem._asdict() for problem in made.problems]})
    elif there:
        click.echo(shown(dataset))
    for problem in made.problems:
        _tell(problem)
    same = f", {made.unchanged} of them as they were" if made.unchanged else ""
    gone = f", {made.withdrawn} of them withdrawn" if made.withdrawn else ""
    looked = f"{counted(made.files, 'file')} looked at{same}."
    click.echo(f"{looked} {counted(made.rounds, 'round')} brought in{gone}.", err=True)
    if not there:
        raise NotFoundError("Nothing was gathered, so no dataset was made.")
    return _PROBLEMS if made.problems else _DONE


@city.command("picture")
@_dataset
@click.option(
    "-o", "--output", "file", metavar="FILE", type=click.Path(), help="A file to write: .html, .csv, .json or .txt."
)
@click.option("--codes", multiple=True, metavar="PATH", help="Also use the codes in this file or folder. Repeatable.")
@_json
def picture(dataset: str, file: str | None, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Show of each part of a code how many areas found what.

    Without -o it is shown as plain text. No area is ever named or ranked, numbers below 8 are not told, and the picture
    changes only when enough areas have changed together.
    """
    from compacts_city import formats
    from compacts_city.picture import picture as made_of

    write = _as(file) if file else None
    made = made_of(dataset, open_library(codes))
    if file and write:
        put(file, write(made).encode("utf-8", "replace"))
        click.echo(shown(file))
    elif as_json:
        click.echo(formats.as_json(made), nl=False)
    else:
        click.echo(formats.as_plain_text(made, min(shutil.get_terminal_size().columns, _WIDEST)), nl=False)
    return _DONE


def _as(file: str) -> Callable[[Picture], str]:
    """How a file is written, by its ending."""
    from compacts_city import formats

    known: dict[str, Callable[[Picture], str]] = {
        ".html": formats.as_html,
        ".csv": formats.as_csv,
        ".json": formats.as_json,
        ".txt": lambda made: formats.as_plain_text(made, _WIDEST),
    }
    ending = os.path.splitext(file)[1].lower()
    if ending not in known:
        raise CompactsError(f"The ending of {shown(file)} says of no format. Give it one of {', '.join(known)}.")
    return known[ending]


@city.command("sql")
@_dataset
@click.argument("question", metavar="QUESTION")
@_json
def sql(dataset: str, question: str, *, as_json: bool) -> int:
    """Ask the dataset something in the SQL of DuckDB; the answer is CSV.

    There are two tables: 'findings', a line a finding, and 'rounds', a line a round, those that were withdrawn too.
    These are the published findings themselves: nothing is hidden as in a picture.
    """
    from compacts_city.sql import ask

    names, rows = ask(dataset, question)
    if as_json:
        _echo_json({"columns": list(names), "rows": [[_plain(value) for value in row] for row in rows]})
        return _DONE
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for line in (names, *rows):
        writer.writerow([value if isinstance(value, int | float) else harmless(_text(value)) for value in line])
    return _DONE


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, int | None) or (isinstance(value, float) and isfinite(value)):
        return value
    return _text(value)


def _echo_json(content: dict[str, object]) -> None:
    click.echo(json.dumps({"schema_version": _SCHEMA_VERSION, **content}, ensure_ascii=False, indent=2))


def _tell(problem: Problem) -> None:
    click.echo(clean(str(problem)), err=True)
