"""``compacts schema``: the JSON Schema of a code file, for editors and other programs."""

from __future__ import annotations

import os

import click

from compact_core.cli.output import DONE, echo
from compact_core.errors import CompactsError
from compact_core.plugins.builtin import compacts_code_sources

_FILE = "code.schema.json"


@click.command("schema")
def schema() -> int:
    """Print the JSON Schema of a code file.

    With it an editor completes the keys of a code and marks mistakes while you type. To save it:

        compacts schema > code.schema.json
    """
    (source,) = compacts_code_sources()
    path = os.path.normpath(os.path.join(str(source.folder), _FILE))
    try:
        with open(path, encoding="ascii") as file:
            echo(file.read(), newline=False)
    except OSError as error:
        text = f"The schema cannot be read from {path}: {error.strerror}. Install the program again."
        raise CompactsError(text) from error
    return DONE
