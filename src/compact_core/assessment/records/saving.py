"""Changes to the folder of an assessment: each is whole or not at all, and nothing that another program wrote is lost.

Every function raises :class:`compact_core.errors.CompactsError` with what is wrong and what to do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from operator import attrgetter
from shutil import rmtree
from typing import Any, NamedTuple

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.editions import brought_over
from compact_core.assessment.merging import all_answers, in_order, merged
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.records import answer_checks, disk, file_checks, paths, reading
from compact_core.assessment.records.locking import let_pages_end, locked
from compact_core.assessment.responses import Response
from compact_core.content.flaws import Flaw
from compact_core.content.names import PARTNERSHIP
from compact_core.content.structure import file_key, structure
from compact_core.content.whole import NEW, sync_folder
from compact_core.content.write import plain_value, toml_text
from compact_core.errors import CompactsError, ContentError
from compact_core.text import clean, readable

_MOST_MERGED = 10
"""How often in a row somebody else may write in the very moment."""

ResponseChange = Callable[[Round, Response | None], Response]
"""Makes the new answers of an invitee.

It gets the round and the answers in the file, both read under the lock; None for answers that its caller knows.
"""


class Saved(NamedTuple):
    """The result of saving a response."""

    response: Response
    """The response as it is on disk now."""
    data: bytes
    """What the file holds now."""
    asked: Round
    """The round as it was at that moment."""
    anew: bool
    """Whether there was no file."""


def file_data(value: Any) -> bytes:
    """A value of the assessment as the bytes of its file, without anything that could steer a screen."""
    tables = {file_key(field): rows for field in fields(value) if _holds_tables(rows := getattr(value, field.name))}
    rest = replace(value, **dict.fromkeys(tables, ()))
    top = toml_text({"format": paths.RECORDS_FORMAT, **cleaned(plain_value(rest))})
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
        raise disk.unwritten(folder, error) from error
    top, asked = file_data(partnership), file_data(first)
    sound(reading.read_value(top, PARTNERSHIP, Partnership, file_checks.partnership_flaws))
    sound(reading.read_round(asked, paths.ROUND, partnership, first.number))
    _make_round(folder, first.number, asked)
    try:
        disk.write(os.path.join(folder, PARTNERSHIP), top)  # last, because it makes the folder one of an assessment
    except CompactsError:
        rmtree(paths.round_folder(folder, first.number), ignore_errors=True)  # so that it can be made again
        raise


def add_round(folder: str, new: Round) -> str:
    """Add a round to an assessment, and give the path of its folder."""
    with locked(folder):
        partnership = sound(reading.read_partnership(folder))
        path = paths.round_folder(folder, new.number)
        if os.path.lexists(path):
            raise CompactsError(f"There is a round {new.number} already: {readable(path)}.")
        asked = file_data(new)
        sound(reading.read_round(asked, paths.ROUND, partnership, new.number))
        _make_round(folder, new.number, asked)
        return path


def save_response(folder: str, response: Response) -> Saved:
    """Merge a response with what is there already, and save it. What is late in it stays late.

    Raises :class:`CompactsError` when nothing was saved: nobody with that code is asked in the round, the answers could
    not be read again, or the file cannot be written.
    """

    def change(asked: Round, there: Response | None) -> Response:
        said = brought_over(in_order(response), asked)
        return merged(said, there) if there else said

    return change_response(folder, response.round, response.invitee, change)


def change_response(
    folder: str, number: int, invitee: str, change: ResponseChange, *, known: bytes | None = None
) -> Saved:
    """Change what the file of an invitee's answers in a round holds.

    ``known`` is what the file held when it was read or saved before. While it still holds that, ``change`` gets none.
    """
    with locked(folder):
        return _save(folder, number, invitee, change, known)


def change_responses(
    folder: str, changes: Mapping[tuple[int, str], ResponseChange]
) -> dict[tuple[int, str], Saved | CompactsError]:
    """Change the answers of several invitees, by the number of the round and the code.

    Each is saved or refused by itself.
    """
    saved: dict[tuple[int, str], Saved | CompactsError] = {}
    with locked(folder):
        for (number, invitee), change in changes.items():
            try:
                saved[number, invitee] = _save(folder, number, invitee, change, None, more=True)
            except CompactsError as error:
                saved[number, invitee] = error
        for number in {number for number, _ in saved}:
            sync_folder(os.path.join(paths.round_folder(folder, number), paths.RESPONSES))
    return saved


def merged_files(data: bytes, other: bytes, path: str) -> bytes:
    """Two versions of the file of an invitee's answers, in one, as on a drive on which both were written.

    Raises :class:`CompactsError` where one of them cannot be read, or they answer different things.
    """
    ours, theirs = _read_as_written(data, path), _read_as_written(other, path)
    about = attrgetter("partnership", "round", "code", "invitee", "asked")
    if about(ours) != about(theirs):
        raise CompactsError(f"{readable(path)}: The theirs versions answer different things.")
    return response_data(merged(ours, theirs), path)


def response_data(response: Response, path: str) -> bytes:
    """The bytes of a file of answers."""
    data = file_data(response)
    disk.check_size(path, data)
    flaws: list[Flaw] = []
    structure(cleaned(plain_value(response)), Response, flaws)
    flaws += answer_checks.response_flaws(response)
    if wrong := [f"{flaw.message} {flaw.hint}".rstrip() for flaw in flaws if flaw.severity == "error"]:
        raise disk.RefusedError(f"{' '.join(wrong)} This was not saved.")
    return data


def _save(
    folder: str, number: int, invitee: str, change: ResponseChange, known: bytes | None, *, more: bool = False
) -> Saved:
    path = paths.response_file(folder, number, invitee)
    asked = current_round(folder, number)
    if all(person.code != invitee for person in asked.invitees):
        message = f"Nobody with the code '{invitee}' is asked in round {number} (any more)."
        raise CompactsError(f"{message} Nothing was saved.")
    there = disk.existing_answers(path)
    before = None if there is None or there == known else read_own(there, path, asked)
    whole = change(asked, before)
    if there is not None and whole == before:
        return Saved(whole, there, asked, anew=False)
    data = response_data(whole, path)
    if data != there:
        disk.make_folder(os.path.dirname(path))
        older = disk.existing(path + paths.PREVIOUS) if there is None else there
        disk.write(path, data, more=more)
        whole, data = _with_overtaken(path, whole, data, older, asked)
    return Saved(whole, data, asked, anew=there is None)


def _with_overtaken(
    path: str, whole: Response, data: bytes, older: bytes | None, asked: Round
) -> tuple[Response, bytes]:
    """What is on disk in the end: no lock keeps web pages out, nor anybody on a drive without locks.

    What this has just replaced stands beside it. If that is not what was read, somebody else wrote before this did. If
    the file holds something else by now, somebody wrote after. Theirs is merged in.
    """
    for _ in range(_MOST_MERGED):
        let_pages_end(path)
        now = disk.existing(path)
        both = whole
        for version in (disk.existing(path + paths.PREVIOUS), now):
            if version and version not in (older, data):
                both = merged(both, read_own(version, path, asked))
        if both == whole and now == data:
            break
        whole, older, data = both, now, response_data(both, path)
        disk.write(path, data)
    return whole, data


def current_round(folder: str, number: int) -> Round:
    """The round as its file holds it now; the same bytes are read once."""
    path = paths.round_file(folder, number)
    data = disk.existing(path)
    if data is None:
        raise CompactsError(f"There is no round {number} in {readable(folder)} (any more).")
    return _round_of(path, number, data)


def read_own(data: bytes, path: str, asked: Round) -> Response:
    """The response that its own file holds, taken by itself, as one to what the round asks now."""
    now = brought_over(_read_as_written(data, path), asked)
    if now.asked != asked_digest(asked) and _is_of_other_edition(now, asked):
        message = "These answers were given to an edition of the code that round.toml does not know (yet)."
        hint = "If the round goes on in it on another computer, wait until this folder is as it is there."
        raise CompactsError(f"{message} Nothing was saved. {hint}")
    return now


def _read_as_written(data: bytes, path: str) -> Response:
    read = reading.read_response(data, path, None, None)
    if read.sound is None:
        read = reading.ReadResult(None, (*read.problems, *reading.version_before(path)))
    response: Response = sound(read)
    return response


def _is_of_other_edition(response: Response, asked: Round) -> bool:
    """Whether a response shows by itself that it is to another edition."""
    marked = any(answer.given_to for answer in all_answers(response))
    return response.code != asked.code or bool(response.earlier) or marked


@lru_cache(maxsize=8)
def _round_of(path: str, number: int, data: bytes) -> Round:
    asked: Round = sound(reading.read_round(data, path, None, number))
    return asked


def _make_round(folder: str, number: int, asked: bytes) -> None:
    """Make the folder of a round, beside its place first, so that a stop leaves no half of one."""
    path = paths.round_folder(folder, number)
    rmtree(path + NEW, ignore_errors=True)
    try:
        disk.make_folder(os.path.join(path + NEW, paths.RESPONSES))
        disk.write(os.path.join(path + NEW, paths.ROUND), asked)
        os.rename(path + NEW, path)
    except OSError as error:
        raise disk.unwritten(paths.round_file(folder, number), error) from error
    finally:
        rmtree(path + NEW, ignore_errors=True)
    sync_folder(folder)


def sound(read: reading.ReadResult[Any]) -> Any:
    """What was read."""
    if read.sound is None:
        raise ContentError(read.problems)
    return read.sound


def cleaned(plain: Any) -> Any:
    """Plain data without anything in their texts that could steer a screen."""
    if isinstance(plain, str):
        return clean(plain)
    if isinstance(plain, dict):
        return {key: cleaned(value) for key, value in plain.items()}
    return [cleaned(value) for value in plain] if isinstance(plain, list) else plain
