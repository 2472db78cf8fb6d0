"""Copies of codes that sync programs, or people, leave beside the original: the plainly named file wins."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from compact_core.errors import Problem
from compact_core.library.library import seems_to_hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from compact_core.library.discovery import Finds
    from compact_core.library.library import Entry

_CONFLICT = re.compile(r"conflicted copy|case conflict|[._]sync-conflict-|_conflict-[0-9]|\(sfconflict ", re.IGNORECASE)
"""What Dropbox, Nextcloud, Syncthing, ownCloud and Seafile write into the name of a copy.

OneDrive and Google Drive write only the name of a computer or a number, and Windows a word of its language. So there
the content of the file decides.
"""
_CODE = re.compile(rb"(?m)^[ \t]*\[code\]")


def copies(finds: Finds, entries: Mapping[str, Entry | None], stated_ids: Mapping[str, str]) -> dict[str, str]:
    """The files of codes that are copies, by path, each with the path of its original.

    ``entries`` has the entry of each file, None where it has errors; ``stated_ids`` has the ids that these files state.
    """
    files = {**dict.fromkeys(finds.lineages, ""), **dict.fromkeys(finds.codes, "")}
    found: dict[str, str] = {}
    for path in finds.codes:
        for original in _possible_originals(path, files.__contains__):
            if original not in found and _is_copy(path, original, finds, entries, stated_ids):
                found[path] = original
                break
    return found


def copy_problems(copied: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each copy, with what to do."""
    for path, original in copied.items():
        message = f"This looks like a copy of {os.path.basename(original)}, which is used. So nothing in it counts."
        hint = "A sync program may have made it. Copy over what is missing, then remove it."
        yield Problem(
            "warning", path, 0, 0, message, f"{hint} If it is a code of its own, give it another id and name."
        )


def _possible_originals(path: str, is_there: Callable[[str], bool]) -> Iterator[str]:
    """The files beside a file whose names are the beginning of its name, or its end, the longest first."""
    folder, name = os.path.split(path)
    stem, ending = os.path.splitext(name)
    for length in range(len(stem) - 1, 0, -1):
        rest = len(stem) - length
        for part, beside in ((stem[:length], stem[length]), (stem[rest:], stem[rest - 1])):
            original = os.path.join(folder, part + ending)
            if not beside.isalnum() and is_there(original):
                yield original


def _is_copy(
    path: str, original: str, finds: Finds, entries: Mapping[str, Entry | None], stated_ids: Mapping[str, str]
) -> bool:
    """Whether a file is a copy of one whose name its own begins or ends with."""
    if _CONFLICT.search(os.path.basename(path)):
        return True
    mine, theirs = entries.get(path), entries.get(original)
    if mine and theirs:
        return mine.id == theirs.id
    if mine is None and original in finds.lineages:
        data = finds.codes[path].file.data()
        return not isinstance(data, Problem) and not _CODE.search(data)
    return mine is None and theirs is not None and seems_to_hold(path, stated_ids.get(path, ""), theirs.id)
