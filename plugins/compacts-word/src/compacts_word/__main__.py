"""``python -m compacts_word template FILE``: the template of the package, to make one's own from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from compact_core import clean
from compacts_word.template import template

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the file that the command line asks for; the exit code."""
    parser = argparse.ArgumentParser("python -m compacts_word", description="Results of compacts as Word documents.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("template", help="make a template to start from")
    make.add_argument("file", metavar="FILE", help="where to put it; the name ends with .docx")
    path = Path(parser.parse_args(arguments).file)
    name = clean(str(path))
    if path.suffix.lower() != ".docx":
        return _failed(f"The name {name} will not do. Choose one such as our-template.docx.")
    try:
        with path.open("xb") as file:
            file.write(template())
    except FileExistsError:
        return _failed(f"{name} is there already, and nothing is overwritten. Choose another name.")
    except OSError as error:
        return _failed(f"{name} cannot be written: {error.strerror or error}. Choose another place.")
    _say(f"{name} is there. Change it in Word, and keep the placeholders as they are.", sys.stdout)
    return DONE


def _failed(message: str) -> int:
    _say(message, sys.stderr)
    return FAILED


def _say(message: str, stream: TextIO) -> None:
    """Print a message, without what its file name holds that the terminal cannot show."""
    encoding = stream.encoding or "utf-8"
    print(message.encode(encoding, "replace").decode(encoding), file=stream)


if __name__ == "__main__":
    sys.exit(main())
