"""The assessments that were opened last, in a small file of the interface's own."""

from __future__ import annotations

from pathlib import Path

from compact_core.assessment.records.paths import is_assessment
from compact_core.folders import state_folder
from compact_core.text import clean
from compact_tui.settings import write_whole

MOST = 50
"""How many are remembered."""


def known_assessments(folder: str) -> list[str]:
    """Folders of assessments: those opened before, the latest first, then others inside a folder."""
    here = [path for path in _inside(folder) if is_assessment(path)]
    return list(dict.fromkeys([*remembered_assessments(), *here]))


def remembered_assessments() -> list[str]:
    """The folders that were opened before, the latest first; they may be gone."""
    try:
        lines = _file().read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return [line for line in lines if Path(line).is_absolute() and clean(line) == line][:MOST]


def remember_assessment(folder: str) -> None:
    """Put a folder first. That it cannot be remembered is no reason not to open it."""
    path = str(Path(folder).absolute())
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        others = [one for one in remembered_assessments() if one != path]
        write_whole(file, "".join(f"{one}\n" for one in [path, *others][:MOST]))
    except (OSError, ValueError):
        return


def _inside(folder: str) -> list[str]:
    try:
        return sorted(str(entry) for entry in Path(folder).absolute().iterdir() if entry.is_dir())
    except OSError:
        return []


def _file() -> Path:
    return Path(state_folder(), "assessments")
