"""Small code files for tests of the library, how to make them old, and what a library then holds."""

import os
import time
from pathlib import Path

from compact_core import Library, open_library

BUILT_IN = ("leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017")
BROKEN = 'format = 1\n[code]\nid = "broken\n'


def small_code(identity: str, title: str = "A code", *, scale: str = "agree4", related: str = "") -> str:
    """The text of a small code of an invented place."""
    links = f'[[related]]\ncode = "{related}"\nrelation = "accompanies"\n' if related else ""
    return f"""\
format = 1
[code]
id = "{identity}"
title = "{title}"
place = "Zembla"
scale = "{scale}"
[agreement]
id = "accord-of-zembla"
name = "Accord of Zembla"
kind = "accord"
[source]
title = "Printed accord"
{links}[[sections]]
id = "all"
title = "All"
[[provisions]]
section = "all"
id = "greet"
kind = "action"
at = "1"
text = "Greet each other."
"""


def age(top: Path, seconds: float = 60) -> None:
    """Let everything in a folder seem to have been changed that long ago, and the folder itself."""
    then = time.time() - seconds
    for path in (*top.rglob("*"), top):
        os.utime(path, (then, then))


def ids(library: Library) -> list[str]:
    """The ids of the codes in a library."""
    return [entry.id for entry in library.entries]


def added(*codes: Path) -> list[str]:
    """The ids of the codes beside those of the program, in a library that is opened now."""
    return [name for name in ids(open_library([str(path) for path in codes])) if name not in BUILT_IN]


def state(library: Library) -> tuple[object, ...]:
    """Everything that can be asked of a library."""
    return library.entries, library.problems, library.lineages(), [library.code(name) for name in ids(library)]


def write(home: Path, name: str, text: str) -> int:
    """Write a file of the user's codes folder."""
    return (home / "codes" / name).write_text(text)
