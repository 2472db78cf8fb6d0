"""Files removed that the program wrote, and no others: those outside the folder only where somebody named them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from compact_core.assessment.records.disk import remove
from compact_core.assessment.records.paths import lies_inside, real_place
from compact_core.assessment.records.traces import Left
from compact_core.errors import CompactsError

if TYPE_CHECKING:
    from collections.abc import Iterable

_OUTSIDE = "It lies outside the folder, and nobody named it to be removed. Remove it yourself."
_NOT_OURS = (
    "It was named to be removed, but it is no file that the program wrote for this, as it wrote it. So it stays."
)
_ANOTHER_NAME = "This file was removed, but the disk has it under another name too. Look for that."


class Removal:
    """What is removed for one person, and what could not be."""

    def __init__(self, folder: str, also: Iterable[str]) -> None:
        """Begin with nothing; ``also`` are the places outside the folder that somebody named."""
        self.removed: list[str] = []
        self.left: list[Left] = []
        self._folder = folder
        self._also = {real_place(also_path): also_path for also_path in also}
        self._taken: set[str] = set()
        self._names: dict[tuple[int, int], tuple[str, int]] = {}

    def take(self, path: str) -> bool:
        """Remove a file that the program wrote, and tell whether it is gone; who may not is told why."""
        place = real_place(path)
        if not (lies_inside(self._folder, path) or place in self._also):
            self.left.append(Left(path, _OUTSIDE))
            return False
        try:
            found = os.lstat(path)
            remove(path)
        except FileNotFoundError:
            return True
        except CompactsError as error:
            self.left.append(Left(path, str(error)))
            return False
        self._taken.add(place)
        self.removed.append(path)
        first, names = self._names.get((found.st_dev, found.st_ino), (path, found.st_nlink))
        self._names[found.st_dev, found.st_ino] = (first, names - 1)
        return True

    def end(self) -> None:
        """Tell of what is still there under another name, and of what was named and is not ours."""
        self.left += [Left(path, _ANOTHER_NAME) for path, names in self._names.values() if names > 0]
        self.left += [Left(path, _NOT_OURS) for place, path in self._also.items() if place not in self._taken]


def is_plain_file(path: str) -> bool:
    """Whether there is a file of that name that is no link, no folder and no device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
