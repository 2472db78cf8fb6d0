"""Tasks that the plain commands do: the interface runs the very same commands, and shows what they say."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import click

from compact_core.cli.app import compacts
from compact_core.errors import CompactsError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Outcome(NamedTuple):
    """What a command did."""

    done: bool
    """Whether it did all that it was asked to do."""
    text: str
    """What it said, from top to bottom."""


def run_command(codes: Iterable[str], *args: str) -> Outcome:
    """Run a command with the folders of codes that the interface was opened with. It asks nothing."""
    said = StringIO()
    named = [part for folder in codes for part in ("--codes", folder)]
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = compacts.main([*named, *args], prog_name="compacts", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return Outcome(not leaving.exit_code, said.getvalue())
    except click.ClickException as error:
        return Outcome(done=False, text=f"{said.getvalue()}{error.format_message()}")
    except CompactsError as error:
        return Outcome(done=False, text=f"{said.getvalue()}{error}")
    return Outcome(not code, said.getvalue())
