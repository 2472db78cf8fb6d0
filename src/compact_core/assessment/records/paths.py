"""Where the files of an assessment are, and which names they may have."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import get_args

from compact_core.content.names import PARTNERSHIP, ROUND_FOLDER, is_reserved, name_from
from compact_core.content.whole import NEW
from compact_core.errors import CompactsError, Problem
from compact_core.model.text_rules import Id
from compact_core.text import clean, readable, shorten

RECORDS_FORMAT = 1
"""Version of the format of all these files."""

ROUND = "round.toml"
MEETING = "meeting.toml"
MEETING_BEFORE = "meeting-before.json"
"""What a meeting was before each of its changes, so that they can be taken back."""
PLAN = "plan.toml"
REPORTS = "reports.toml"
PUBLISHED = "published.toml"
RESPONSES = "responses"
FORMS = "forms"

PREVIOUS = ".previous"
"""What is put behind the name of a file for the version that it had before."""
LOCK = "lock.tmp"
"""The file by which programs wait for each other."""
MARKER = "locked.tmp"
"""The file that keeps others waiting, on a drive that has no locks, by being there."""
LOCK_BEFORE = ".lock"
"""The name of the lock in earlier versions; OneDrive and SharePoint refuse it."""
_NEW_BEFORE = ".new"
"""What earlier versions put behind the name of a file while it was written."""
_NEW_IN_BROWSERS = ".crswap"
"""What browsers put behind the name of a file while a page writes it; a killed one leaves it."""
OTHER_VERSIONS = (
    PREVIOUS,
    *(f"{kept}{new}" for kept in ("", PREVIOUS) for new in (NEW, _NEW_BEFORE, _NEW_IN_BROWSERS)),
)
"""What stands behind the names of other versions of a file, which the program made."""
_OF_A_PAGE = re.compile(rf"\.page-[0-9a-z]+{re.escape(NEW)}(?:{re.escape(_NEW_IN_BROWSERS)})?$")
"""What a web page puts behind the name of a file while it writes it, with a sign of its own; a killed one leaves it."""

_ID = re.compile(get_args(Id)[1].pattern)
_LONGEST_ID: int = get_args(Id)[1].longest


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
    """The file of an invitee's answers."""
    if not can_name_a_file(invitee):
        raise CompactsError(f"'{shorten(clean(invitee))}' cannot be the code of an invitee.")
    return os.path.join(round_folder(folder, number), RESPONSES, f"{invitee}.toml")


def was_never_written(path: str) -> bool:
    """Whether a file of answers is empty, with no version before it: a killed browser leaves such a new file."""
    with suppress(OSError):
        return os.path.getsize(path) == 0 and not os.path.lexists(path + PREVIOUS)
    return False


def new_of_pages(path: str) -> list[str]:
    """The files that web pages are about to put in the place of a file, or have left."""
    folder, name = os.path.split(path)
    return [os.path.join(folder, new) for new in names_in(folder or os.curdir) if new != name == without_page(new)]


def without_page(name: str) -> str:
    """The name of the file that a web page writes, from that of the file beside it."""
    return _OF_A_PAGE.sub("", name)


def other_versions(path: str) -> list[str]:
    """Where other versions of a file may be, which the program made."""
    return [*(path + ending for ending in OTHER_VERSIONS), *new_of_pages(path)]


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


OF_THE_TOP = (PARTNERSHIP, PUBLISHED)
OF_A_ROUND = (ROUND, MEETING, PLAN, REPORTS)

_BRING_IN = "If it holds answers, bring them in with 'compacts assess collect', then remove it."
_OF_THE_SYSTEM = {"desktop.ini", "thumbs.db"}
"""Files that Windows puts anywhere; those of other systems begin with a dot."""


def names_in(folder: str) -> list[str]:
    """The names in a folder, in order; none when it cannot be looked into."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def unknown_files(folder: str, known: Collection[str]) -> Iterator[Problem]:
    """Files and folders of the top, or of a round, that look like another version of one that counts."""
    for name in _unknown(folder, known):
        if ".toml" in name.casefold():
            yield _problem(
                folder, name, "This is not one of the files of an assessment, so nothing in it counts.", known
            )
        elif name.casefold().startswith("round") and os.path.isdir(os.path.join(folder, name)):
            yield _problem(folder, name, "This is not the folder of a round, so nothing in it counts.", ["round-1"])
        elif name.casefold().startswith(RESPONSES) and os.path.isdir(os.path.join(folder, name)):
            message = "This is not the folder of the answers, so nothing in it counts."
            yield Problem("warning", _shown(folder, name), 0, 0, message, _BRING_IN)


def unknown_responses(folder: str, invitees: Collection[str]) -> Iterator[Problem]:
    """Files beside the answers that are nobody's who is asked."""
    for name in _unknown(folder, [f"{code}.toml" for code in invitees]):
        message = "This is not the file of anybody who is asked in this round, so no answer in it counts."
        yield Problem("warning", _shown(folder, name), 0, 0, message, _BRING_IN)


def possible_partnership(folder: str) -> str:
    """The name of a file that looks like a copy of partnership.toml, where that is missing; empty if there is none."""
    stem = os.path.splitext(PARTNERSHIP)[0]
    names = (name for name in names_in(folder) if name.casefold().startswith(stem) and name.endswith(".toml"))
    return readable(next(names, ""))


def _unknown(folder: str, known: Collection[str]) -> Iterator[str]:
    expected = {name + ending for name in known for ending in ("", *OTHER_VERSIONS)}
    for name in names_in(folder):
        unfinished = ROUND_FOLDER.fullmatch(name.removesuffix(NEW))
        # A sync program can have made a copy of the previous version of one that is known.
        was_previous = name.endswith(PREVIOUS) and name.startswith(tuple(known))
        ours = without_page(name) in expected or unfinished or name == RESPONSES or was_previous
        if not (ours or name.startswith(".") or name.casefold() in _OF_THE_SYSTEM):
            yield name


def _problem(folder: str, name: str, message: str, known: Collection[str]) -> Problem:
    stems = tuple(re.split("[.-]", known_name)[0] for known_name in known)
    hint = "Move it elsewhere, or remove it."
    if name.casefold().startswith(stems):
        is_meeting = MEETING in known and name.casefold().startswith(os.path.splitext(MEETING)[0])
        add = "Bring it in with 'compacts assess meeting merge'" if is_meeting else "Copy over what is missing"
        hint = f"It may be a copy that a sync program made. {add}, then remove it."
    return Problem("warning", _shown(folder, name), 0, 0, message, hint)


def _shown(folder: str, name: str) -> str:
    return readable(os.path.join(folder, name))


def is_plain_file(path: str) -> bool:
    """Whether there is a file of that name that is no link, no folder and no device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
