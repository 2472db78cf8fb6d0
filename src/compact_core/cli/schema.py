"""``compacts schema``: the JSON Schema of a code file, for editors and other programs."""

from __future__ import annotations

from pathlib import Path

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
    folder = Path(source.folder).resolve() if isinstance(source.folder, str) else source.folder  # else in an archive
    file = folder.joinpath(_FILE)
    try:
        echo(file.read_text(encoding="ascii"), newline=False)
    except (OSError, KeyError) as error:  # an archive raises KeyError
        why = getattr(error, "strerror", None) or "No such file"
        raise CompactsError(f"The schema cannot be read from {file}: {why}. Install the program again.") from error
    return DONE
