"""Changes to the files that people edit too: the fresh text is changed under the lock, and comments survive.

Every function gives what the file holds afterwards, which another program may have changed in other places as well.
It raises :class:`compact_core.errors.CompactsError` with what is wrong and what to do; then the file is as it was.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any, NamedTuple, TypeVar, cast

from compact_core.assessment.asking import time_asked
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.visibility import PROMISES, as_asked, with_promise
from compact_core.assessment.partnership import Invitee, Meeting, Organisation, Partnership, Plan, PlanLine, Round
from compact_core.assessment.records import file_checks, reading, tables
from compact_core.assessment.records.disk import existing, write
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.paths import MEETING, PLAN, RECORDS_FORMAT, ROUND, round_file
from compact_core.assessment.records.saving import cleaned, sound
from compact_core.content.names import PARTNERSHIP, ROUND_FOLDER, name_from, unused
from compact_core.content.structure import structure
from compact_core.content.write import plain_value
from compact_core.errors import CompactsError, ContentError
from compact_core.text import readable

_CLOSING = ("closed", "method")
"""What a round holds while it is closed."""


_Made = TypeVar("_Made")


class Promise(NamedTuple):
    """What forms are made from."""

    partnership: Partnership
    """The partnership as the forms of the round show it."""
    round: Round
    """The round, with what its forms say."""


def change_file(path: str, change: Callable[[str], str]) -> Any:
    """Change the text of partnership.toml, or of a round.toml, meeting.toml or plan.toml.

    ``change`` gets the text as it is on disk now; of a meeting or a plan that is not there yet, an empty one. What it
    makes of it is checked before it is written.
    """
    folder = os.path.dirname(path)
    if os.path.basename(path) != PARTNERSHIP:
        folder = os.path.dirname(folder)
    with locked(folder):
        return change_locked(folder, path, change)


def change_locked(
    folder: str, path: str, change: Callable[[str], str], first: Callable[[bytes], None] = lambda _: None
) -> Any:
    """Change the text of one of these files for a caller that holds the lock already.

    ``first`` gets the bytes before they are written.
    """
    there = existing(path)
    data = there if there is not None else f"format = {RECORDS_FORMAT}\n".encode()
    sound(_read(folder, path, data))
    text = change(data.decode("utf-8-sig").replace("\r\n", "\n"))
    changed = (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()
    value = sound(_read(folder, path, changed))
    if changed != there:
        first(changed)
        write(path, changed)
    return value


def close_round(folder: str, number: int, day: str) -> reading.Assessment:
    """Close a round on a day, so that its results can be seen; they go by what forms said until then.

    Gives the assessment as it was closed.
    """

    def change(text: str) -> str:
        if since := tomllib.loads(text).get("closed"):
            raise CompactsError(f"Round {number} is closed already, since {since}.")
        text = tables.with_keys(text, (), _CLOSING, {"closed": day, "method": METHOD})
        return _with_promise(text, promise)

    with locked(folder):
        promise = _promise(folder, number).round
        assessment, record = _opened(folder, number)
        closed = cast("Round", change_locked(folder, round_file(folder, number), change))
        rounds = (each._replace(asked=closed) if each is record else each for each in assessment.rounds)
        return assessment._replace(rounds=tuple(rounds))


def reopen_round(
    folder: str, number: int, check: Callable[[reading.Assessment, reading.RoundRecord], None] | None = None
) -> Round:
    """Open a closed round again, unless a check refuses it; the check is made under the lock."""
    with locked(folder):
        assessment, record = _opened(folder, number)
        if not record.asked.closed:
            raise CompactsError(f"Round {number} is open.")
        if check:
            check(assessment, record)
        change = partial(tables.with_keys, table=(), keys=_CLOSING, plain={})
        return cast("Round", change_locked(folder, round_file(folder, number), change))


def keep_promise(folder: str, number: int, make: Callable[[Promise], _Made]) -> _Made:
    """Make what somebody is to be shown of a round, and record what its forms say before it is shown.

    If it cannot be made, nothing is recorded.
    """
    with locked(folder):
        promise = _promise(folder, number)
        made = make(promise)
        change_locked(folder, round_file(folder, number), lambda text: _with_promise(text, promise.round))
        return made


def _promise(folder: str, number: int) -> Promise:
    """What forms of a round are made from, as the files of the assessment are now."""
    assessment, record = _opened(folder, number, answers=False)
    return Promise(as_asked(assessment.partnership, record.asked), with_promise(record.asked, assessment.partnership))


def _opened(folder: str, number: int, *, answers: bool = True) -> tuple[reading.Assessment, reading.RoundRecord]:
    """The assessment and one of its rounds as its files hold them now."""
    opened = reading.open_assessment(folder, answers=answers)
    if opened.assessment is None:
        raise ContentError(opened.problems)
    for record in opened.assessment.rounds:
        if record.asked.number == number:
            return opened.assessment, record
    raise CompactsError(f"There is no round {number} in {readable(folder)} (any more).")


def _with_promise(text: str, asked: Round) -> str:
    """The text of a round with what its forms say."""
    plain = cleaned(plain_value(asked))
    text = tables.with_keys(text, (), [*PROMISES], plain)
    return tables.with_changed_rows(text, "sides", "id", ["organisations"], plain.get("sides", ()))


def change_edition(folder: str, number: int, make: Callable[[reading.Assessment, reading.RoundRecord], Round]) -> Round:
    """Let a round go on in another edition: one file is changed, so that it happens whole or not at all.

    ``make`` gives the round as it is to be, from what the files hold under the lock.
    """

    def change(text: str) -> str:
        plain = cleaned(plain_value(new))
        text = tables.with_keys(text, (), ["code", *PROMISES], plain)
        text = tables.with_rows(text, "rows", "item", plain["rows"])
        if [row["item"] for row in tomllib.loads(text)["rows"]] != [row["item"] for row in plain["rows"]]:
            text = tables.with_list(text, "rows", plain["rows"])
        for key in ("time_asked", "editions", "earlier"):
            text = tables.with_list(text, key, plain.get(key, ()))
        return text

    with locked(folder):
        new = make(*_opened(folder, number))
        return cast("Round", change_locked(folder, round_file(folder, number), change))


def add_invitees(folder: str, number: int, invitees: Sequence[Invitee], partnership: Partnership) -> Round:
    """Ask more people in a round, and recount the minutes that it asks of each side."""
    new = cleaned(plain_value(invitees))

    def add(text: str) -> str:
        for invitee in new:
            text = tables.with_table(text, "invitees", invitee)
        return text

    path = round_file(folder, number)
    asked = cast("Round", change_file(path, add))
    minutes = plain_value(time_asked(partnership, asked.invitees, len(asked.rows)))
    change = partial(tables.with_changed_rows, key="time_asked", by="side", keys=["minutes"], rows=minutes)
    return cast("Round", change_file(path, change))


def add_plan_line(folder: str, number: int, line: PlanLine) -> Plan:
    """Add a line to the plan of a round; a line without an id gets one made from what it says."""

    def change(text: str) -> str:
        taken = {str(table["id"]) for table in tomllib.loads(text).get("lines", ())}
        identity = line.id or unused(name_from(line.what, "line"), taken.__contains__)
        return tables.with_table(text, "lines", cleaned(plain_value(replace(line, id=identity))))

    return cast("Plan", change_file(round_file(folder, number, PLAN), change))


def change_plan_line(folder: str, number: int, seen: PlanLine, new: PlanLine) -> Plan:
    """Change what a line of the plan says.

    ``seen`` is the line as whoever changes it saw it: where it says something else by now, nothing is changed.
    """

    def change(text: str) -> str:
        lines = tomllib.loads(text).get("lines", [])
        position = tables.position_of(lines, "id", seen.id)
        now, then = (structure(line, PlanLine, []) for line in (lines[position], cleaned(plain_value(seen))))
        if now != then:
            message = f"The line '{seen.id}' of the plan has been changed by another program."
            raise CompactsError(f"{message} Nothing was saved: look at it again, then change it.")
        plain = cleaned(plain_value(new))
        if "kind" not in lines[position] and new.kind == "action":
            del plain["kind"]  # as it was: the kind that need not be written
        return tables.with_keys(text, ("lines", position), [field.name for field in fields(new)], plain)

    return cast("Plan", change_file(round_file(folder, number, PLAN), change))


def remove_plan_line(folder: str, number: int, line: str) -> Plan:
    """Take a line out of the plan."""
    change = partial(tables.without_row, key="lines", by="id", value=line)
    return cast("Plan", change_file(round_file(folder, number, PLAN), change))


def _read(folder: str, path: str, data: bytes) -> reading.ReadResult[Any]:
    """What one of the files holds, checked together with the other files."""
    partnership = reading.read_partnership(folder).value
    name = os.path.basename(path)
    if name == PARTNERSHIP:
        return reading.read_value(data, path, Partnership, file_checks.partnership_flaws)
    found = ROUND_FOLDER.fullmatch(os.path.basename(os.path.dirname(path)))
    number = int(found[1]) if found else 0
    if name == ROUND:
        return reading.read_round(data, path, partnership, number)
    asked = reading.read_file(
        round_file(folder, number), Round, lambda read: file_checks.round_flaws(read, partnership, number)
    ).value
    if name == MEETING:
        return reading.read_value(data, path, Meeting, lambda read: file_checks.meeting_flaws(read, partnership, asked))
    return reading.read_value(data, path, Plan, lambda read: file_checks.plan_flaws(read, partnership, asked))


def save_partners(folder: str, organisations: Iterable[Organisation]) -> Partnership:
    """Write who joined, who left and who is small into partnership.toml."""
    rows = [cleaned(plain_value(organisation)) for organisation in organisations]
    keys = ["joined", "left", "small"]
    change = partial(tables.with_changed_rows, key="organisations", by="id", keys=keys, rows=rows)
    return cast("Partnership", change_file(os.path.join(folder, PARTNERSHIP), change))
