"""The files that the interface itself writes: what it remembers between runs, and texts that are saved."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path

from compact_core.content.names import is_assessment, name_from
from compact_core.content.whole import put, put_new
from compact_core.errors import CompactsError
from compact_core.folders import GONE, state_folder, working_folder_is_gone
from compact_core.text import path_of, readable

MOST_ASSESSMENTS = 50
"""How many folders of assessments are remembered."""


def remembered_theme(known: Container[str]) -> str:
    """The theme of the last run if it is still known; empty when there is none or the file makes no sense."""
    try:
        name = _theme_file().read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
    return name if name in known else ""


def remember_theme(theme: str) -> bool:
    """Keep the theme for the next run; returns whether that worked."""
    return _remember(_theme_file(), f"{theme}\n")


def known_assessments(folder: str) -> list[str]:
    """Folders of assessments: those opened before, the latest first, then others inside a folder."""
    return list(dict.fromkeys([*remembered_assessments(), *filter(is_assessment, _folders_in(folder))]))


def remembered_assessments() -> list[str]:
    """The folders of assessments that were opened before, the latest first; they may be gone."""
    try:
        lines = _assessments_file().read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
    known = (path_of(line) for line in lines if readable(path_of(line)) == line)
    return [folder for folder in known if Path(folder).is_absolute()][:MOST_ASSESSMENTS]


def remember_assessment(folder: str) -> None:
    """Put a folder first in the list; where the list cannot be written, it stays as it was."""
    path = str(Path(folder).absolute())
    paths = list(dict.fromkeys([path, *remembered_assessments()]))[:MOST_ASSESSMENTS]
    _remember(_assessments_file(), "".join(f"{readable(path)}\n" for path in paths))


def file_name(title: str) -> str:
    """A name for a file with a text."""
    return f"{name_from(title, 'compacts')}.txt"


def typed_path(text: str) -> Path:
    """A path as it was typed, with ~ replaced; raises CompactsError when it begins in a folder that is not there."""
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise CompactsError("There is no such home folder.") from error
    if not path.is_absolute() and working_folder_is_gone():
        raise CompactsError(f"{GONE} Type a path from the top of the disk.")
    return path


def save_new(text: str, name: str) -> None:
    """Write a text to a new file; raises :class:`CompactsError` with what to do."""
    try:
        file = Path(name).expanduser()
        if os.path.lexists(file):
            raise CompactsError(f"{file} is there already. Choose another name.")
        put_new(str(file), text.encode())
    except OSError as error:
        raise CompactsError(f"This cannot be saved as {name}: {error.strerror}. Choose another name.") from error
    except (RuntimeError, ValueError) as error:  # a home folder of nobody, a character that no name can have
        raise CompactsError(f"No file can be called {name}. Choose another name.") from error


def _remember(file: Path, text: str) -> bool:
    """Write a file of the state folder; returns whether that worked."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        put(str(file), text.encode())
    except (OSError, ValueError):
        return False
    return True


def _folders_in(folder: str) -> list[str]:
    try:
        return sorted(str(entry) for entry in Path(folder).absolute().iterdir() if entry.is_dir())
    except OSError:
        return []


def _theme_file() -> Path:
    return Path(state_folder(), "theme")


def _assessments_file() -> Path:
    return Path(state_folder(), "assessments")
