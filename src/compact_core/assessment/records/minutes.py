"""What a meeting settles, written down under the lock, and taken back again.

Each change starts from what the file holds at that moment, so two facilitators lose nothing of each other. The text
before each change is kept beside the file: to take the change back is to put it there again.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, cast

from compact_core.assessment.partnership import Meeting
from compact_core.assessment.records import disk, tables
from compact_core.assessment.records.editing import change_locked
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.paths import MEETING, MEETING_BEFORE, round_file
from compact_core.assessment.records.reading import read_value
from compact_core.assessment.records.saving import cleaned, sound
from compact_core.content.structure import structure
from compact_core.content.write import plain_value
from compact_core.errors import CompactsError

_LISTS = {"votes": "organisation", "outcomes": "item", "statements": "item side organisation"}
"""The lists of a meeting, and the keys that identify their rows."""
_MOST_KEPT = 100
"""How many changes can be taken back."""
_LARGEST_KEPT = 1024 * 1024
"""Characters of all texts that are kept so."""
_NOTHING = "Nothing can be taken back: nothing was written down, or the file was changed in another way since."


def change_meeting(folder: str, number: int, change: Callable[[Meeting], Meeting]) -> Meeting:
    """Change what is written down of a meeting: ``change`` gets it as it is on disk now, and gives the new one."""

    def changed(text: str) -> str:
        there = _meeting_of(text)
        new = change(there)
        return text if new == there else _with_meeting(text, new)

    def keep(after: bytes) -> None:
        """Keep what the file was: first, so that whoever is killed between the two loses no way back."""
        text = before.decode(errors="replace") if before is not None else None
        _keep(folder, number, [*_kept(folder, number), {"before": text, "after": sha256(after).hexdigest()}])

    path = round_file(folder, number, MEETING)
    with locked(folder):
        before = disk.existing(path)
        return cast("Meeting", change_locked(folder, path, changed, keep))


def can_undo(folder: str, number: int) -> bool:
    """Whether there is a change of a meeting that can be taken back."""
    now = sha256(disk.existing(round_file(folder, number, MEETING)) or b"").hexdigest()
    return any(change["after"] == now for change in _kept(folder, number))


def undo(folder: str, number: int) -> None:
    """Take back the latest change of a meeting: its file has the bytes again that it had before.

    What was changed in another way since then is never taken back with it.
    """
    path = round_file(folder, number, MEETING)
    with locked(folder):
        now = sha256(disk.existing(path) or b"").hexdigest()
        kept = _kept(folder, number)
        while kept and kept[-1]["after"] != now:
            kept.pop()
        if not kept:
            raise CompactsError(_NOTHING)
        before = kept.pop()["before"]
        if before is None:
            disk.remove(path)
        else:
            sound(read_value(before.encode(), path, Meeting, lambda _: iter(())))
            disk.write(path, before.encode())
        _keep(folder, number, kept)


def forget_organisation(folder: str, number: int, organisation: str) -> bool:
    """Take the votes, statements and attendance of an organisation out of a meeting; whether there were any.

    Then nothing can be taken back any more. The caller holds the lock.
    """
    path = round_file(folder, number, MEETING)

    def change(text: str) -> str:
        there = _meeting_of(text)
        new = without_organisation(there, organisation)
        return text if new == there else _with_meeting(text, new)

    before = disk.existing(path)
    if before is None:
        return False
    change_locked(folder, path, change)
    return disk.existing(path) != before


def without_organisation(meeting: Meeting, organisation: str) -> Meeting:
    """The meeting without the votes, statements and attendance of an organisation."""
    return replace(
        meeting,
        present=tuple(there for there in meeting.present if there != organisation),
        votes=tuple(vote for vote in meeting.votes if vote.organisation != organisation),
        statements=tuple(said for said in meeting.statements if said.organisation != organisation),
    )


def _meeting_of(text: str) -> Meeting:
    """The meeting that a text holds, which was read without an error."""
    data = {key: value for key, value in tomllib.loads(text).items() if key != "format"}
    meeting: Meeting = structure(data, Meeting, [])
    return meeting


def _with_meeting(text: str, meeting: Meeting) -> str:
    """The text with what a meeting says; comments and what it says already stay as they are."""
    plain = cleaned(plain_value(meeting))
    for key, by in _LISTS.items():
        text = tables.with_rows(text, key, by, plain.pop(key, []))
    return tables.with_keys(text, (), ["held", "present"], plain)


def _kept(folder: str, number: int) -> list[dict[str, Any]]:
    """What the file was before its changes, the latest last; nothing where that cannot be read."""
    try:
        kept = json.loads(disk.existing(round_file(folder, number, MEETING_BEFORE)) or b"[]")
        return [
            {"before": change["before"], "after": str(change["after"])}
            for change in kept
            if change["before"] is None or isinstance(change["before"], str)
        ]
    except (CompactsError, ValueError, TypeError, KeyError):
        return []


def _keep(folder: str, number: int, kept: list[dict[str, Any]]) -> None:
    """Keep what the file was before its changes, as far as there is room; the oldest go first."""
    kept = kept[-_MOST_KEPT:]
    while sum(len(change["before"] or "") for change in kept) > _LARGEST_KEPT:
        kept = kept[1:]
    path = round_file(folder, number, MEETING_BEFORE)
    if kept:
        disk.write_once(path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    else:
        disk.remove(path)
