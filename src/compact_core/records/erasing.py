"""A person taken out of an assessment: answers, earlier versions, the line of the round, and results that were made."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.content.syntax import parse
from compact_core.errors import CompactsError, Problem
from compact_core.records.disk import existing, locked, remove
from compact_core.records.editing import change_locked, taken_out
from compact_core.records.outputs import is_unchanged, keep_outputs, outputs
from compact_core.records.places import (
    FORMS,
    NEW,
    PREVIOUS,
    REPORTS,
    RESPONSES,
    can_name_a_file,
    numbers,
    round_file,
    round_folder,
)
from compact_core.records.saving import current_round
from compact_core.records.strays import OF_A_ROUND, OF_THE_TOP, names_in, stray_files
from compact_core.text import clean, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from compact_core.records.outputs import Output

_OTHERS = (PREVIOUS, NEW, PREVIOUS + NEW)
"""What is behind the names of other versions of a file."""
_GONE = "Results were written here, but the file is not there any more. It may have been moved."
_CHANGED = "These results have been changed since they were written."
_HISTORY = ".git"
"""What git keeps; nothing in it can be taken out by itself."""
_UNKNOWN = "This list of the results that were written cannot be read. Look for the results yourself."
_COPY = "These results were made before the person was erased."
_NAMED = "It is named for the person."
_HOLDS = "The person's code stands in it."


class Left(NamedTuple):
    """A file that may still tell of the person."""

    path: str
    """Where it is."""
    why: str
    """Why it was not removed, as a sentence."""


class Erased(NamedTuple):
    """What came of erasing a person."""

    removed: tuple[str, ...]
    """The files that were removed, and the round files from which the person's line was taken."""
    left: tuple[Left, ...]
    """Files to look at by hand."""


def erase(folder: str, invitee: str) -> Erased:
    """Erase a person from every round of an assessment.

    The line in the round file goes last, so that whoever is interrupted can erase again. Raises
    :class:`compact_core.errors.CompactsError` when nothing is known of the person, or a file cannot be removed.
    """
    removed: list[str] = []
    left: list[Left] = []
    made: set[str] = set()
    if not can_name_a_file(invitee):
        raise CompactsError(f"'{shorten(clean(invitee))}' cannot be the code of an invitee.")
    with locked(folder):
        rounds = [number for number in numbers(folder) if _is_in(folder, number, invitee)]
        if not rounds:
            known = sorted({one.code for number in numbers(folder) for one in current_round(folder, number).invitees})
            message = f"Nobody with the code '{invitee}' is in any round."
            raise CompactsError(f"{message} Codes: {', '.join(known) or 'none'}.")
        for number in (number for number in numbers(folder) if number >= rounds[0]):  # later rounds compare with it
            made |= _remove_results(folder, number, removed, left)
        for number in rounds:
            where = round_folder(folder, number)
            removed += [path for path in (*_answers(where, invitee), *_forms(where, invitee)) if remove(path)]
            _remove_line(folder, number, invitee, removed)
            left += _to_look_at(folder, number)
    left += [*_copies(folder, OF_THE_TOP), *_traces(folder, invitee, made)]
    first = {one.path: one for one in reversed(left)}  # of two reasons to look at a file the first is told
    return Erased(tuple(removed), tuple(dict.fromkeys(first[one.path] for one in left)))


def _is_in(folder: str, number: int, invitee: str) -> bool:
    """Whether a round holds anything of a person."""
    path = round_file(folder, number)
    quoted = re.compile(rf"[\"']{invitee}[\"']".encode())
    told = any(quoted.search(existing(path + ending) or b"") for ending in _OTHERS)
    asked = any(one.code == invitee for one in current_round(folder, number).invitees)
    return asked or told or any(_answers(round_folder(folder, number), invitee))


def _answers(folder: str, invitee: str) -> Iterator[str]:
    """The files of a person's answers: their own, earlier and unfinished versions, and copies of them."""
    responses = os.path.join(folder, RESPONSES)
    for name in names_in(responses):
        path = os.path.join(responses, name)
        if name.startswith(f"{invitee}.toml") or (os.path.isfile(path) and _invitee_of(path) == invitee):
            yield path


def _forms(folder: str, invitee: str) -> Iterator[str]:
    """The forms that were made for a person, which may be filled in by now, and the invitation."""
    own = re.compile(rf"[a-z]+-{invitee}-round-[0-9]+\..*")
    forms = os.path.join(folder, FORMS)
    yield from (os.path.join(forms, name) for name in names_in(forms) if own.fullmatch(name))


def _invitee_of(path: str) -> object:
    """Whom the answers in a file are of, as it says itself."""
    data = file_bytes(path)
    parsed = data if isinstance(data, Problem) else parse(data, path)
    return None if isinstance(parsed, Problem) else parsed[0].get("invitee")


def _remove_line(folder: str, number: int, invitee: str, removed: list[str]) -> None:
    """Take the person's line out of the round file, and remove its other versions."""
    path = round_file(folder, number)
    if any(one.code == invitee for one in current_round(folder, number).invitees):
        change_locked(folder, path, lambda text: taken_out(text, "invitees", "code", invitee))
        removed.append(path)
    removed += [path + ending for ending in _OTHERS if remove(path + ending)]


def _remove_results(folder: str, number: int, removed: list[str], left: list[Left]) -> set[str]:
    """Remove the files of results that are still as they were written, name the others, and give the hashes of all."""
    try:
        written = outputs(folder, number)
    except CompactsError:  # what cannot be read must not keep the person in
        left.append(Left(round_file(folder, number, REPORTS), _UNKNOWN))
        return set()
    kept: list[Output] = []
    for output in written:
        path = os.path.normpath(os.path.join(folder, output.path))
        unchanged = is_unchanged(folder, output)
        if unchanged:
            remove(path)
            removed.append(path)
            continue
        kept.append(output)
        left.append(Left(path, _GONE if unchanged is None else _CHANGED))
    if len(kept) < len(written):
        keep_outputs(folder, number, kept)
    return {one.sha256 for one in written}


def _to_look_at(folder: str, number: int) -> Iterator[Left]:
    """Other files of a round that may tell of the person."""
    where = round_folder(folder, number)
    yield from _copies(where, OF_A_ROUND)
    path = round_file(folder, number)
    if re.search(rb"^[^\"'\n]*#", existing(path) or b"", re.MULTILINE):
        yield Left(path, "There are comments in this file. They may tell of the person.")


def _traces(folder: str, invitee: str, made: Container[str]) -> Iterator[Left]:
    """Files anywhere below the folder that are named for the person, hold the code, or are copies of results."""
    code = re.compile(rf"(?<![a-z0-9]){invitee}(?![a-z0-9])".encode(), re.IGNORECASE)
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != _HISTORY)
        for name in sorted(names):
            path = os.path.join(where, name)
            data = file_bytes(path)
            if code.search(os.fsencode(name)):
                yield Left(path, _NAMED)
            elif not isinstance(data, Problem) and code.search(data):
                yield Left(path, _HOLDS)
            elif not isinstance(data, Problem) and sha256(data).hexdigest() in made:
                yield Left(path, _COPY)


def _copies(folder: str, known: tuple[str, ...]) -> list[Left]:
    why = "This may be a copy of a file that told of the person."
    return [Left(readable(problem.file), why) for problem in stray_files(folder, known)]
