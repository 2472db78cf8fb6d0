"""A person taken out of an assessment: answers, earlier versions, the line of the round, and results that were made.

Only what the program itself wrote for this assessment is removed: it is found again by what stands in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compact_core.assessment.partnership import Meeting
from compact_core.assessment.records import outputs, paths
from compact_core.assessment.records.disk import existing, remove
from compact_core.assessment.records.editing import change_locked
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.minutes import forget_organisation
from compact_core.assessment.records.paths import is_plain_file, lies_inside, real_place
from compact_core.assessment.records.reading import read_file, read_partnership
from compact_core.assessment.records.saving import current_round
from compact_core.assessment.records.tables import without_row
from compact_core.assessment.records.traces import HISTORY, Left, Sought, holds_code, traces, whole
from compact_core.assessment.records.unpacking import parts, plain, texts
from compact_core.content.files import file_bytes
from compact_core.content.names import PARTNERSHIP
from compact_core.content.syntax import parse
from compact_core.content.whole import NEW
from compact_core.errors import CompactsError, Problem
from compact_core.text import clean, joined, path_of, shorten

_STAYED: dict[outputs.OutputState, str] = {
    "gone": "Results were written here, but the file is not there any more. It may have been moved.",
    "changed": "These results have been changed since they were written.",
    "unmarked": "It is on the list of results, but does not say that it is one of this assessment. So it stays.",
}
"""Why a file on the list of results was not removed."""
_UNKNOWN = "This list of the results that were written cannot be read. Look for the results yourself."
_COMMENTS = "There are comments in this file. They may tell of the person."
_OUTSIDE = "It lies outside the folder, and nobody named it to be removed. Remove it yourself."
_NOT_OURS = (
    "It was named to be removed, but it is no file that the program wrote for this, as it wrote it. So it stays."
)
_ANOTHER_NAME = "This file was removed, but the disk has it under another name too. Look for that."
_MADE = re.compile(
    r"(?:(?:form|paper)-.*\.html|sheet-.*\.csv|(?:invitation|mail)-.*\.txt|(?:invitation|reminder)-.*\.eml|([a-z]+)-.*\.\1)"
    rf"(?:{re.escape(NEW)})?"
)
"""The names of forms, invitations and reminders, and of copies of them that sync programs made.

Forms of plugins are named for their kind, which is their ending.
"""


class Erased(NamedTuple):
    """The result of erasing a person."""

    removed: tuple[str, ...]
    """The files that were removed, and the round files from which the person's line was taken."""
    left: tuple[Left, ...]
    """Files to look at by hand."""


class _Removal:
    """What is removed for one person, and what could not be."""

    def __init__(self, folder: str, also: Iterable[str]) -> None:
        """Begin with nothing; ``also`` are the places outside the folder that somebody named."""
        self.removed: list[str] = []
        self.left: list[Left] = []
        self._folder = folder
        self._also = {real_place(path): path for path in also}
        self._taken: set[str] = set()
        self._names: dict[tuple[int, int], tuple[str, int]] = {}

    def take(self, path: str) -> bool:
        """Remove a file that the program wrote; whether it is gone."""
        real = real_place(path)
        if not (lies_inside(self._folder, path) or real in self._also):
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
        self._taken.add(real)
        self.removed.append(path)
        first, names = self._names.get((found.st_dev, found.st_ino), (path, found.st_nlink))
        self._names[found.st_dev, found.st_ino] = (first, names - 1)
        return True

    def end(self) -> None:
        """Note what is still there under another name, and what was named and is not ours."""
        self.left += [Left(path, _ANOTHER_NAME) for path, names in self._names.values() if names > 0]
        self.left += [Left(path, _NOT_OURS) for real, path in self._also.items() if real not in self._taken]


class _Person(NamedTuple):
    """Somebody in the folder of an assessment."""

    folder: str
    code: str
    partnership: str
    """Id of the partnership; empty when it cannot be read."""
    rounds: tuple[int, ...]
    """Numbers of the rounds in which there is anything of the person."""

    @property
    def shown_in(self) -> list[int]:
        """Numbers of the rounds in whose results the person may be: later rounds compare with the earlier."""
        return [number for number in paths.numbers(self.folder) if number >= self.rounds[0]]


def erase(folder: str, invitee: str, also: tuple[str, ...] = ()) -> Erased:
    """Erase a person from every round of an assessment.

    Outside the folder only what ``also`` names is removed, and only if the program wrote it. The line in the round
    file goes last, so that whoever is interrupted can erase again. Raises
    :class:`compact_core.errors.CompactsError` when nothing is known of the person.
    """
    removal = _Removal(folder, also)
    with locked(folder):
        person = _person(folder, invitee)
        wanted = _sought(person)
        for number in person.shown_in:
            _remove_results(person, number, wanted, removal)
        for number in person.rounds:
            for path in (*_answers(person, number), *_forms(person, number)):
                removal.take(path)
            _leave_meeting(person, number, removal)
            _remove_line(person, number, removal)
        for path in _other_versions(person, wanted):
            removal.take(path)
        removal.end()
    left = [*removal.left, *_to_look_at(person), *traces(folder, wanted)]
    # Of two reasons to look at a file the first is given.
    first = {leftover.path: leftover for leftover in reversed(left)}
    return Erased(tuple(removal.removed), tuple(dict.fromkeys(first[leftover.path] for leftover in left)))


def written_elsewhere(folder: str, invitee: str) -> tuple[str, ...]:
    """The files outside the folder that the program wrote of a person: they are removed only where they are named."""
    person = _person(folder, invitee)
    results = [path for number in person.shown_in for path, _, state in _results(person, number) if state == "ours"]
    files = [path for number in person.rounds for path in (*_answers(person, number), *_forms(person, number))]
    return tuple(dict.fromkeys(path for path in (*results, *files) if not lies_inside(folder, path)))


def _person(folder: str, invitee: str) -> _Person:
    if not paths.can_name_a_file(invitee):
        raise CompactsError(f"'{shorten(clean(invitee))}' cannot be the code of an invitee.")
    partnership = read_partnership(folder).value
    person = _Person(folder, invitee, partnership.id if partnership else "", ())
    rounds = tuple(number for number in paths.numbers(folder) if _is_in(person, number))
    if not rounds:
        every = [current_round(folder, number) for number in paths.numbers(folder)]
        known = sorted({person.code for asked in every for person in asked.invitees})
        message = f"Nobody with the code '{invitee}' is in any round."
        raise CompactsError(f"{message} Codes: {', '.join(known) or 'none'}.")
    return person._replace(rounds=rounds)


def _is_in(person: _Person, number: int) -> bool:
    """Whether a round holds anything of a person."""
    path = paths.round_file(person.folder, number)
    quoted = re.compile(rf"[\"']{person.code}[\"']".encode())
    is_named = any(quoted.search(existing(other) or b"") for other in paths.other_versions(path))
    return _is_asked(person, number) or is_named or any(_answers(person, number))


def _is_asked(person: _Person, number: int) -> bool:
    return any(invitee.code == person.code for invitee in current_round(person.folder, number).invitees)


def _sought(person: _Person) -> Sought:
    """The words and digests to look for, gathered before anything is removed."""
    written = [output.sha256 for number in person.shown_in for output in _listed(person, number) or ()]
    marks = (
        [outputs.result_mark(person.partnership, number) for number in person.shown_in] if person.partnership else []
    )
    return Sought(whole(person.code), whole(*marks), frozenset(written))


def _listed(person: _Person, number: int) -> tuple[outputs.Output, ...] | None:
    """The list of results of a round; None when it cannot be read, which must not keep the person in."""
    try:
        return outputs.outputs(person.folder, number)
    except CompactsError:
        return None


def _results(person: _Person, number: int) -> Iterator[tuple[str, outputs.Output, outputs.OutputState]]:
    """The files on the list of results of a round: where they are, as they were written, and how they stand now."""
    for output in _listed(person, number) or ():
        path = outputs.real_path_of(person.folder, output.path)
        yield path, output, outputs.output_state(path, output, outputs.result_mark(person.partnership, number))


def _remove_results(person: _Person, number: int, wanted: Sought, removal: _Removal) -> None:
    """Remove the files of results that are still as they were written, and note the others.

    Those stay on the list, for who is erased later, unless their names tell of the person.
    """
    listed = paths.round_file(person.folder, number, paths.REPORTS)
    if _listed(person, number) is None:
        removal.left.append(Left(listed, _UNKNOWN))
        return
    kept: list[outputs.Output] = []
    found = list(_results(person, number))
    for path, output, state in found:
        if state == "ours" and removal.take(path):
            continue
        if not wanted.code.search(plain(output.path)):
            kept.append(output)
        if state != "ours":
            removal.left.append(Left(path, _STAYED[state]))
    if len(kept) < len(found):
        try:
            outputs.keep_outputs(person.folder, number, kept)
        except CompactsError as error:
            removal.left.append(Left(listed, str(error)))


def _answers(person: _Person, number: int) -> Iterator[str]:
    """The files of a person's answers: their own, earlier and unfinished versions, and copies of them."""
    responses = os.path.join(paths.round_folder(person.folder, number), paths.RESPONSES)
    for name in paths.names_in(responses):
        path = os.path.join(responses, name)
        if is_plain_file(path) and _is_of(person, path):
            yield path


def _is_of(person: _Person, path: str) -> bool:
    """Whether a file among the answers was written for a person, as it says itself.

    Under the names that the program gives to the person's own files, one that cannot be read is of that person too.
    """
    name = paths.without_page(os.path.basename(path))
    own = name in {f"{person.code}.toml{ending}" for ending in ("", *paths.OTHER_VERSIONS)}
    data = file_bytes(path)
    parsed = data if isinstance(data, Problem) else parse(data, path)
    if isinstance(parsed, Problem) or not parsed[0]:
        return own
    said = parsed[0]
    return said.get("invitee") == person.code and (own or said.get("partnership") == person.partnership)


def _forms(person: _Person, number: int) -> Iterator[str]:
    """The forms, invitations and mails that were made for a person, some filled in: anywhere below the folder."""
    own = re.compile(rf"(?:.*[^a-z])?([a-z]+-{person.code}-round-{number}(?![0-9]).*)", re.DOTALL)
    says = re.compile(rf"your code: {person.code}(?![a-z0-9-])|invitee\"?[,;\t]?\"?\[{person.code}\]")
    for path in _files_of(person, number):
        found = own.fullmatch(os.path.basename(path))
        if found and _MADE.fullmatch(found[1]) and is_plain_file(path):
            data = file_bytes(path)
            packed = [] if isinstance(data, Problem) else [part.data for part in parts(data) if part.data is not None]
            if any(says.search(text) for part in packed for text in texts(part)):
                yield path


def _files_of(person: _Person, number: int) -> Iterator[str]:
    """Every file below the folder, and below the folder of forms where a link leads elsewhere."""
    forms = os.path.join(paths.round_folder(person.folder, number), paths.FORMS)
    is_inside = lies_inside(person.folder, os.path.join(forms, ""))
    for top in (person.folder,) if is_inside else (person.folder, forms):
        for where, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != HISTORY)
            yield from (os.path.join(where, name) for name in sorted(names))


def _leave_meeting(person: _Person, number: int, removal: _Removal) -> None:
    """Take the organisation out of the meeting when nobody else of it is asked: its votes, statements, attendance.

    What the meeting was before goes too.
    """
    asked = current_round(person.folder, number).invitees
    home = next((invitee.organisation for invitee in asked if invitee.code == person.code), "")
    if not home or any(invitee.organisation == home and invitee.code != person.code for invitee in asked):
        return
    path = paths.round_file(person.folder, number, paths.MEETING)
    try:
        if forget_organisation(person.folder, number, home):
            removal.removed.append(path)
        before = paths.round_file(person.folder, number, paths.MEETING_BEFORE)
        for other in (before, *paths.other_versions(path)):
            if is_plain_file(other):
                removal.take(other)
        removal.left += _still_named(person, path, home)
    except CompactsError as error:
        why = " ".join(str(error).split())
        removal.left.append(Left(path, f"What the organisation said at the meeting could not be taken out. {why}"))


def _still_named(person: _Person, path: str, home: str) -> Iterator[Left]:
    """Where reasons and statements of others name an organisation: nobody but people can write them anew."""
    partnership = read_partnership(person.folder).value
    meeting = read_file(path, Meeting, lambda _: iter(())).value if is_plain_file(path) else None
    name = partnership.names.get(home, "").casefold() if partnership else ""
    if not meeting or not name:
        return
    notes = [(outcome.item, outcome.note) for outcome in meeting.outcomes]
    notes += [(said.item, said.text) for said in meeting.statements]
    if items := [item for item, text in notes if name in text.casefold()]:
        yield Left(path, f"What was written down on {joined(dict.fromkeys(items))} names the organisation.")


def _remove_line(person: _Person, number: int, removal: _Removal) -> None:
    """Take the person's line out of the round file."""
    path = paths.round_file(person.folder, number)
    if not _is_asked(person, number):
        return
    try:
        change_locked(person.folder, path, lambda text: without_row(text, "invitees", "code", person.code))
    except CompactsError as error:
        why = " ".join(str(error).split())
        removal.left.append(Left(path, f"The person's line could not be taken out. {why}"))
    else:
        removal.removed.append(path)


def _other_versions(person: _Person, wanted: Sought) -> Iterator[str]:
    """The earlier and unfinished versions of the program's own files in which the person's code stands."""
    files = [os.path.join(person.folder, PARTNERSHIP)]
    files += [paths.round_file(person.folder, number, name) for number in person.shown_in for name in paths.OF_A_ROUND]
    for path in (other for name in files for other in paths.other_versions(name)):
        if is_plain_file(path) and holds_code(path, wanted):
            yield path


def _to_look_at(person: _Person) -> Iterator[Left]:
    """Files of a round that may name the person in other words, and what looks like a copy of one."""
    for number in person.rounds:
        yield from _copies(paths.round_folder(person.folder, number), paths.OF_A_ROUND)
        path = paths.round_file(person.folder, number)
        if re.search(rb"^[^\"'\n]*#", existing(path) or b"", re.MULTILINE):
            yield Left(path, _COMMENTS)
    yield from _copies(person.folder, paths.OF_THE_TOP)


def _copies(folder: str, known: tuple[str, ...]) -> list[Left]:
    why = "This may be a copy of a file that told of the person."
    return [Left(path_of(problem.file), why) for problem in paths.unknown_files(folder, known)]
