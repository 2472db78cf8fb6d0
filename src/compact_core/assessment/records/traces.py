"""Traces of a person: every file below a folder, searched for the person's code and for results."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from compact_core.assessment.records.paths import lies_inside
from compact_core.assessment.records.unpacking import LARGEST, parts, plain, texts
from compact_core.content.files import file_bytes
from compact_core.errors import Problem
from compact_core.text import readable

HISTORY = ".git"
"""What git keeps; nothing in it can be taken out by itself."""
_IN_GIT = "git keeps earlier versions of files here, and they may tell of the person."
_NAMED = "It is named for the person."
_LED_TO = "A link that is named for the person leads to it."
_HOLDS = "The person's code stands in it."
_COPY = "These results were made before the person was erased."
_EDITED = "It looks like results that were made before the person was erased."
_CLOSED = "The program cannot look into all of it. Look whether it tells of the person."


class Left(NamedTuple):
    """A file that may still say something of the person."""

    path: str
    why: str
    """Why it was not removed, as a sentence."""


class Sought(NamedTuple):
    """The words and digests by which a person is found."""

    code: re.Pattern[str]
    """The person's code by itself, not as a part of another word."""
    marks: re.Pattern[str]
    """The marks of results in which the person's answers are."""
    results: frozenset[str]
    """The SHA-256 of files of such results."""


def whole(*words: str) -> re.Pattern[str]:
    """A pattern that finds any of the words, but not inside other words. They are given in small letters."""
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, words))})(?![a-z0-9])" if words else r"(?!)")


def holds_code(path: str, wanted: Sought) -> bool:
    """Whether a person's code stands in a file."""
    data = file_bytes(path, LARGEST)
    return not isinstance(data, Problem) and any(map(wanted.code.search, texts(data)))


def traces(folder: str, wanted: Sought) -> Iterator[Left]:
    """Everything below a folder that is named for the person, tells of them, or cannot be looked through."""
    blocked: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=blocked.append):
        if HISTORY in folders:
            folders.remove(HISTORY)
            yield Left(os.path.join(where, HISTORY), _IN_GIT)
        folders.sort()
        for name in sorted([*names, *folders]):
            path = os.path.join(where, name)
            if wanted.code.search(plain(readable(name))):
                yield Left(path, _NAMED)
                if os.path.islink(path) and not lies_inside(folder, target := os.path.realpath(path)):
                    yield Left(target, _LED_TO)
            elif why := _link(folder, path, wanted) if os.path.islink(path) else _why(path, wanted):
                yield Left(path, why)
    for error in blocked:
        yield Left(os.fsdecode(error.filename), _unread("This folder cannot be looked into."))


def _link(folder: str, path: str, wanted: Sought) -> str:
    """Why a link may tell of the person; what it leads to inside the folder is looked through there."""
    target = os.path.realpath(path)
    if not os.path.lexists(target):
        return f"It is a link to {readable(target)}, which is not there. It may have told of the person."
    if lies_inside(folder, target):
        return ""
    if os.path.isdir(target):
        return f"It is a link to the folder {readable(target)}, which was not looked through."
    why = _NAMED if wanted.code.search(plain(os.path.basename(target))) else _why(target, wanted)
    return f"It is a link to {readable(target)}. {why}" if why else ""


def _why(path: str, wanted: Sought) -> str:
    """Why a file may tell of the person; empty when nothing in it does."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return ""  # folders, pipes and devices hold no text of their own
    except OSError:
        return _unread("This file cannot be read.")
    data = file_bytes(path, LARGEST)
    return _unread(data.message) if isinstance(data, Problem) else _what_stays(data, wanted)


def _what_stays(data: bytes, wanted: Sought) -> str:
    """Why the bytes of a file may tell of the person; empty when they do not."""
    edited = closed = False
    for part in parts(data):
        closed = closed or not part.is_read
        if wanted.code.search(plain(part.name)):
            return _HOLDS
        if part.data is None:
            continue
        if sha256(part.data).hexdigest() in wanted.results:
            return _COPY
        for text in texts(part.data):
            if wanted.code.search(text):
                return _HOLDS
            edited = edited or bool(wanted.marks.search(text))
    return _EDITED if edited else _CLOSED if closed else ""


def _unread(message: str) -> str:
    return f"{message} It may tell of the person."
