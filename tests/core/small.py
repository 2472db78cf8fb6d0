"""Small code files for tests of the library, and how to make them old."""

import os
import time
from pathlib import Path

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
