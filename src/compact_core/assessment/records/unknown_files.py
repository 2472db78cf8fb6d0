"""Files that an assessment does not know, such as the copies that sync programs make of a file changed twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compact_core.assessment.records.paths import (
    MEETING,
    NEW,
    PARTNERSHIP,
    PLAN,
    PREVIOUS,
    REPORTS,
    RESPONSES,
    ROUND,
    ROUND_FOLDER,
)
from compact_core.errors import Problem
from compact_core.text import clean, readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OF_THE_TOP = (PARTNERSHIP,)
OF_A_ROUND = (ROUND, MEETING, PLAN, REPORTS)

_OF_THE_SYSTEM = {"desktop.ini", "thumbs.db"}
"""Files that Windows puts anywhere; those of other systems begin with a dot."""


def names_in(folder: str) -> list[str]:
    """The names in a folder, in order; none when it cannot be looked into."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def stray_files(folder: str, known: Collection[str]) -> Iterator[Problem]:
    """Files and folders of the top, or of a round, that look like another version of one that counts."""
    for name in _unknown(folder, known):
        if ".toml" in name.casefold():
            yield _problem(
                folder, name, "This is not one of the files of an assessment, so nothing in it counts.", known
            )
        elif name.casefold().startswith("round") and os.path.isdir(os.path.join(folder, name)):
            yield _problem(folder, name, "This is not the folder of a round, so nothing in it counts.", ["round-1"])


def stray_responses(folder: str, invitees: Collection[str]) -> Iterator[Problem]:
    """Files beside the answers that are nobody's who is asked."""
    for name in _unknown(folder, [f"{code}.toml" for code in invitees]):
        message = "This is not the file of anybody who is asked in this round, so no answer in it counts."
        hint = "If it holds answers, bring them in with 'compacts assess collect', then remove it."
        yield Problem("warning", _shown(folder, name), 0, 0, message, hint)


def _unknown(folder: str, known: Collection[str]) -> Iterator[str]:
    expected = {name + ending for name in known for ending in ("", PREVIOUS, NEW, PREVIOUS + NEW)}
    for name in names_in(folder):
        ours = name in expected or name == RESPONSES or ROUND_FOLDER.fullmatch(name)
        if not (ours or name.startswith(".") or name.casefold() in _OF_THE_SYSTEM):
            yield name


def _problem(folder: str, name: str, message: str, known: Collection[str]) -> Problem:
    like = next(
        (known_one for known_one in known if name.casefold().startswith(known_one.partition(".")[0].partition("-")[0])),
        "",
    )
    hint = "Move it elsewhere, or remove it."
    if like:
        hint = "It may be a copy that a sync program made. Copy over what is missing, then remove it."
    return Problem("warning", _shown(folder, name), 0, 0, message, hint)


def _shown(folder: str, name: str) -> str:
    return clean(readable(os.path.join(folder, name)))
