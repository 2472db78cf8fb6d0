"""What the interface remembers between runs: the theme, in a small file of its own."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from compact_core.folders import state_folder

DARK = "textual-dark"
LIGHT = "textual-light"
THEMES = {"dark": DARK, "light": LIGHT}
"""The themes by the words that the file uses."""


def remembered_theme() -> str:
    """The theme of the last run; dark when there is none or the file makes no sense."""
    try:
        word = _file().read_text("utf-8").strip()
    except (OSError, ValueError):
        word = ""
    return THEMES.get(word, DARK)


def remember_theme(theme: str) -> bool:
    """Keep the theme for the next run, and tell whether that worked."""
    word = next(word for word, name in THEMES.items() if name == theme)
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{word}\n")
    except OSError:
        return False
    return True


def write_whole(file: Path, text: str) -> None:
    """Write a file so that it is whole at every moment; raises OSError or ValueError and then leaves nothing behind."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".compacts-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            Path(name).unlink()
        raise


def _file() -> Path:
    return Path(state_folder(), "theme")
