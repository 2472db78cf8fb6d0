"""Changes to the folder of an assessment: each is whole or not at all, and nothing that another program wrote is lost.

Every function raises :class:`compact_core.errors.CompactsError` with what is wrong and what to do.
"""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from shutil import rmtree
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.assessment.merging import merged
from compact_core.assessment.model import Partnership, Round
from compact_core.assessment.responses import Response
from compact_core.content.plain import FORMAT, plain_value
from compact_core.content.structure import file_key
from compact_core.content.write import toml_text
from compact_core.errors import CompactsError, ContentError
from compact_core.records import checks
from compact_core.records.disk import existing, locked, make_folder, sync_folder, unwritten, write
from compact_core.records.places import PARTNERSHIP, RESPONSES, response_file, round_file, round_folder
from compact_core.records.reading import Read, read_file, read_value, version_before
from compact_core.text import clean, readable

if TYPE_CHECKING:
    from collections.abc import Iterable


class Saved(NamedTuple):
    """What came of saving a response."""

    response: Response
    """The response as it is on disk now."""
    before: Response | None
    """The version of another program that it was merged with, if there was one."""
    changed: tuple[str, ...]
    """What another version said that holds now: ids of items, and ``section box`` of comments."""
    data: bytes
    """What the file holds now."""
    anew: bool
    """Whether there was no file."""


def file_data(value: Any) -> bytes:
    """A value of the assessment as the bytes of its file, without anything that could steer a screen."""
    tables = {file_key(one): rows for one in fields(value) if _holds_tables(rows := getattr(value, one.name))}
    rest = replace(value, **dict.fromkeys(tables, ()))
    top = toml_text({"format": FORMAT, **cleaned(plain_value(rest))})
    return "\n".join([top, *(_table(key, row) for key, rows in tables.items() for row in rows)]).encode()


def _holds_tables(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


@lru_cache(maxsize=4096)
def _table(key: str, row: object) -> str:
    """One of the tables of a list, as a file has it; while somebody answers, all but one were written before."""
    return toml_text({key: [cleaned(plain_value(row))]})


def create(folder: str, partnership: Partnership, first: Round) -> None:
    """Make the folder of an assessment with its first round."""
    try:
        if os.path.isdir(folder) and os.listdir(folder):
            raise CompactsError(f"{readable(folder)} is not empty. Name a folder that does not exist yet.")
    except OSError as error:
        raise unwritten(folder, error) from error
    top, asked = file_data(partnership), file_data(first)
    sound(read_value(top, PARTNERSHIP, Partnership, checks.partnership_flaws))
    sound(read_value(asked, "round.toml", Round, lambda one: checks.round_flaws(one, partnership, first.number)))
    _make_round(folder, first.number, asked)
    try:
        write(os.path.join(folder, PARTNERSHIP), top)  # last, because it makes the folder one of an assessment
    except CompactsError:
        _unmake_round(folder, first.number)
        raise


def add_round(folder: str, new: Round) -> str:
    """Add a round to an assessment, and give the path of its folder."""
    with locked(folder):
        partnership = sound(read_file(os.path.join(folder, PARTNERSHIP), Partnership, checks.partnership_flaws))
        path = round_folder(folder, new.number)
        if os.path.lexists(path):
            raise CompactsError(f"There is a round {new.number} already: {readable(path)}.")
        asked = file_data(new)
        sound(read_value(asked, "round.toml", Round, lambda one: checks.round_flaws(one, partnership, new.number)))
        _make_round(folder, new.number, asked)
        return path


def save_response(folder: str, response: Response, *, known: bytes | None = None) -> Saved:
    """Save what an invitee answered. What another program saved meanwhile is merged with it, so nothing is lost.

    ``known`` is what the file held when the response was read from it or saved before: while it still holds that,
    there is nothing to merge.
    """
    with locked(folder):
        return _save(folder, response, known)


def save_responses(folder: str, responses: Iterable[Response]) -> list[Saved]:
    """Save what several invitees answered, as :func:`save_response` does; those before an error stay saved."""
    with locked(folder):
        saved = [_save(folder, one, None, more=True) for one in responses]
        for number in {one.response.round for one in saved}:
            sync_folder(os.path.join(round_folder(folder, number), RESPONSES))
    return saved


def _save(folder: str, response: Response, known: bytes | None, *, more: bool = False) -> Saved:
    path = response_file(folder, response.round, response.invitee)
    asked = current_round(folder, response.round)
    if all(one.code != response.invitee for one in asked.invitees):
        message = f"Nobody with the code '{response.invitee}' is asked in round {response.round} (any more)."
        raise CompactsError(f"{message} Nothing was saved.")
    there = existing(path)
    before = None if there is None or there == known else read_own(there, path)
    whole = merged(response, before) if before else response
    data = file_data(whole)
    if data != there:
        make_folder(os.path.dirname(path))
        write(path, data, more=more)
    return Saved(whole, before, _differences(response, whole), data, anew=there is None)


def current_round(folder: str, number: int) -> Round:
    """The round as its file holds it now; it is only read when it has changed."""
    path = round_file(folder, number)
    try:
        stamp = os.stat(path)
    except OSError as error:
        raise CompactsError(f"There is no round {number} in {readable(folder)} (any more).") from error
    return _round_of(path, number, (stamp.st_ino, stamp.st_mtime_ns, stamp.st_size))


def read_own(data: bytes, path: str) -> Response:
    """The response that its own file holds, taken by itself."""
    read = read_value(data, path, Response, lambda one: checks.response_flaws(one, None, None))
    if read.sound is None:
        read = Read(None, (*read.problems, *version_before(path)))
    response: Response = sound(read)
    return response


@lru_cache(maxsize=8)
def _round_of(path: str, number: int, stamp: tuple[int, int, int]) -> Round:  # noqa: ARG001 - the stamp is the key
    asked: Round = sound(read_file(path, Round, lambda one: checks.round_flaws(one, None, number)))
    return asked


def _make_round(folder: str, number: int, asked: bytes) -> None:
    try:
        make_folder(os.path.join(round_folder(folder, number), RESPONSES))
        write(round_file(folder, number), asked)
    except CompactsError:
        _unmake_round(folder, number)
        raise


def _unmake_round(folder: str, number: int) -> None:
    """Leave nothing of a round that could not be made whole, so that it can be made again."""
    rmtree(round_folder(folder, number), ignore_errors=True)


def sound(read: Read[Any]) -> Any:
    """What was read.

    Raises :class:`compact_core.errors.ContentError` with every problem when there is an error in it.
    """
    if read.sound is None:
        raise ContentError(read.problems)
    return read.sound


def _differences(one: Response, other: Response) -> tuple[str, ...]:
    """What two versions say differently."""
    items = {answer.item: answer for answer in one.answers}
    boxes = {(comment.section, comment.box): comment for comment in one.comments}
    said = [answer.item for answer in other.answers if items.get(answer.item) != answer]
    return (*said, *(f"{c.section} {c.box}" for c in other.comments if boxes.get((c.section, c.box)) != c))


def cleaned(plain: Any) -> Any:
    """Plain data without anything in their texts that could steer a screen."""
    if isinstance(plain, str):
        return clean(plain)
    if isinstance(plain, dict):
        return {key: cleaned(value) for key, value in plain.items()}
    return [cleaned(value) for value in plain] if isinstance(plain, list) else plain
