"""Folders of assessments whose findings may be published, made from the worked example."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cli.assess.filling import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path


def consenting(folder: Path, area: str = "Exampleshire") -> Path:
    """The worked example in a folder, as if its partners had agreed to publish what is found, before both rounds."""
    shutil.copytree(EXAMPLE, folder)
    _top(folder / "partnership.toml", f'publish = "area"\narea = "{area}"\n')
    for number in (1, 2):
        _top(folder / f"round-{number}" / "round.toml", f'promised_publish = "area"\npromised_area = "{area}"\n')
    return folder


def _top(path: Path, lines: str) -> None:
    """Put lines at the end of the top of a file."""
    top, rest = path.read_text(encoding="utf-8").split("\n[[", 1)
    path.write_text(f"{top}{lines}\n[[{rest}", encoding="utf-8")
