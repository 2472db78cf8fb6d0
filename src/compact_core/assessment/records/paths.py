"""Where the files of an assessment are, and which names they may have."""

from __future__ import annotations

import os
import re
from typing import get_args

from compact_core.content.names import is_reserved, name_from
from compact_core.errors import CompactsError
from compact_core.model.text_rules import Id
from compact_core.text import clean, shorten

RECORDS_FORMAT = 1
"""Version of the format of all these files."""

PARTNERSHIP = "partnership.toml"
ROUND = "round.toml"
MEETING = "meeting.toml"
PLAN = "plan.toml"
REPORTS = "reports.toml"
RESPONSES = "responses"
FORMS = "forms"

PREVIOUS = ".previous"
"""What is put behind the name of a file for the version that it had before."""
NEW = ".new"
"""What is put behind the name of a file while it is written; after a killed program such a file may be left."""
LOCK = ".lock"
"""The file by which programs wait for each other."""

ROUND_FOLDER = re.compile(r"round-([1-9][0-9]{0,3})")
"""The name of the folder of a round; rounds count from 1."""

_ID = re.compile(get_args(Id)[1].pattern)
_LONGEST_ID: int = get_args(Id)[1].longest


def is_assessment(folder: str) -> bool:
    """Whether a folder is one of an assessment."""
    return os.path.isfile(os.path.join(folder, PARTNERSHIP))


def numbers(folder: str) -> list[int]:
    """The numbers of the rounds in the folder of an assessment, in order."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(int(found[1]) for name in names if (found := ROUND_FOLDER.fullmatch(name)))


def folder_name(partnership: str) -> str:
    """A name for the folder of an assessment, made from the partnership's; right on every system."""
    return name_from(partnership, "assessment")


def round_folder(folder: str, number: int) -> str:
    """The folder of a round."""
    return os.path.join(folder, f"round-{number}")


def round_file(folder: str, number: int, name: str = ROUND) -> str:
    """A file of a round."""
    return os.path.join(round_folder(folder, number), name)


def response_file(folder: str, number: int, invitee: str) -> str:
    """The file of an invitee's answers.

    Raises :class:`compact_core.errors.CompactsError` when the code could lead out of the folder or names a device.
    """
    if not can_name_a_file(invitee):
        raise CompactsError(f"'{shorten(clean(invitee))}' cannot be the code of an invitee.")
    return os.path.join(round_folder(folder, number), RESPONSES, f"{invitee}.toml")


def real_place(path: str) -> str:
    """Where a file or link really lies, however links lead to its folder; the link itself is not followed."""
    where, name = os.path.split(path)
    if name in {"", os.curdir, os.pardir}:
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(where), name)


def lies_inside(folder: str, path: str) -> bool:
    """Whether a file or link really lies in a folder or below it."""
    return real_place(path).startswith(os.path.join(os.path.realpath(folder), ""))


def can_name_a_file(identity: str) -> bool:
    """Whether an id can be the name of a file on every system."""
    return bool(_ID.fullmatch(identity)) and len(identity) <= _LONGEST_ID and not is_reserved(identity)
