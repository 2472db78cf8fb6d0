"""``python -m compacts_sheet new FILE``: a spreadsheet to start from."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from compact_core import clean, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.model import Code

DONE, FAILED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the file that the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(
        "python -m compacts_sheet", description="Write a code of practice in a spreadsheet."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    new = commands.add_parser("new", help="make a spreadsheet with examples and help, to start from")
    new.add_argument("file", metavar="FILE", help="where to put it; the name ends with .xlsx or .csv")
    path = Path(parser.parse_args(arguments).file)
    try:
        make(path)
    except FileExistsError:
        return _failed(f"{path} is there already, and nothing is overwritten. Choose another name.")
    except OSError as error:
        if not path.parent.is_dir():
            return _failed(f"There is no folder {path.parent}. Make it first, or choose another.")
        return _failed(f"{path} cannot be written: {error.strerror or error}. Choose another place.")
    except ValueError as error:
        return _failed(str(error))
    name = f'"{path}"' if " " in str(path) else path
    _say(f"{path} is there. Open it, write your code, then type: compacts check {name}", sys.stdout)
    return DONE


def make(path: Path) -> None:
    """Make a spreadsheet to start from.

    Raises ValueError when the name ends with neither .xlsx nor .csv, FileExistsError when there is a file of that
    name, and any other OSError that writing raises.
    """
    from compacts_sheet.writing import write_csv, write_workbook

    ending = path.suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise ValueError(f"The name {path.name} will not do. Choose one such as our-code.xlsx or our-code.csv.")
    # The mark at the beginning tells Excel that a CSV file is written in UTF-8.
    data = write_workbook(starter()) if ending == ".xlsx" else write_csv(starter()).encode("utf-8-sig")
    with path.open("xb") as file:
        file.write(data)


def starter() -> Code:
    """The code that the examples are rows of."""
    loaded = read_text((files(__package__) / "starter.toml").read_text(encoding="utf-8"))
    if loaded.code is None:
        raise ValueError("\n".join(map(str, loaded.problems)))
    return loaded.code


def _failed(message: str) -> int:
    _say(message, sys.stderr)
    return FAILED


def _say(message: str, stream: TextIO) -> None:
    """Print a message, without what its file names hold that the terminal must not or cannot show."""
    encoding = stream.encoding or "utf-8"
    print(clean(message).encode(encoding, "replace").decode(encoding), file=stream)


if __name__ == "__main__":
    sys.exit(main())
