"""Findings of a round are published: shown, written as one small file, replaced, and withdrawn."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from compact_core.assessment.publishing.ledger import Ledger, PublishedAt, keep_ledger, ledger, new_id
from compact_core.assessment.publishing.lines import (
    SCHEMA_VERSION,
    SUFFIX,
    PublishedRound,
    as_lines,
    is_published,
    read_lines,
)
from compact_core.assessment.publishing.making import check_consent, published_round
from compact_core.assessment.records.disk import existing, make_folder, write_once
from compact_core.assessment.records.locking import locked
from compact_core.assessment.records.outputs import is_kept_in, path_from, real_path_of
from compact_core.assessment.records.paths import real_place
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.evidence import evidence
from compact_core.assessment.results.result_page import was_shown
from compact_core.content.files import file_bytes
from compact_core.errors import CompactsError, NotFoundError, Problem
from compact_core.model import Code
from compact_core.text import clean, count, readable

FOLDER = "published"
"""Where findings are written in the folder of the assessment, unless somebody names another place."""
_CHANGED = "What was published of this round has changed since it was shown. Nothing was written. Begin again."


class Proposal(NamedTuple):
    """What would be published, and where; nothing is written yet."""

    published: PublishedRound
    path: str
    older: tuple[str, ...] = ()
    """Other files in which an earlier edition stays."""


class PublishOutcome(NamedTuple):
    """What came of publishing or withdrawing a round."""

    edition: int
    files: tuple[str, ...]
    """The files that were written."""
    left: tuple[str, ...] = ()
    """Why some were not, as sentences."""


def propose(assessment: Assessment, record: RoundRecord, code: Code, place: str = "") -> Proposal:
    """What would be published of a round, and the file it would stand in.

    ``place`` is a file or a folder; empty for one in the assessment. The id of the assessment is made and kept with its
    first proposal, so that what is shown is what is written. It is refused when nobody was told that findings may be
    published, when somebody was erased whom they would give away, or when they cannot stand there.
    """
    asked = record.asked
    check_consent(assessment.partnership, asked)
    known = ledger(assessment.folder)
    if known.of(asked.number).barred:
        raise CompactsError(
            f"Somebody was erased after the result of round {asked.number} could be read. Whoever has that result could"
            " work out what the person answered, so this round is not published (any more)."
        )
    found = evidence(assessment.partnership, assessment.rounds, asked.number)
    published = published_round(found, code, known.assessment or new_id())
    published = published._replace(edition=_edition(known.of(asked.number), published))
    _refuse_place(assessment.folder, Proposal(published, _path(assessment.folder, published, place)))
    if not known.assessment:
        published = published._replace(assessment=_kept_id(assessment.folder, published.assessment))
    path = _path(assessment.folder, published, place)
    return Proposal(published, path, tuple(_older(assessment.folder, known.of(asked.number), published, path)))


def _older(folder: str, before: PublishedAt, published: PublishedRound, path: str) -> Iterator[str]:
    """The files that go on saying what was published before, when something else is written to another one."""
    for other in (real_path_of(folder, listed) for listed in before.places):
        data = file_bytes(other) if real_place(other) != real_place(path) else b""
        held = read_lines(data, other) if isinstance(data, bytes) else data
        if isinstance(held, PublishedRound) and held.state == "published" and held.edition < published.edition:
            yield other


def _kept_id(folder: str, new: str) -> str:
    """The id of the assessment, which is the new one where it has none yet."""
    with locked(folder):
        known = ledger(folder)
        if not known.assessment:
            known = replace(known, assessment=new)
            keep_ledger(folder, known)
    return known.assessment


def shown_lines(proposal: Proposal) -> Iterator[str]:
    """What would be published, in words, before it is written."""
    published = proposal.published
    kind = f", a partnership of the kind '{published.kind}'" if published.kind else ""
    yield f"Of round {published.round} anybody will be able to read:"
    yield f"  Area: {published.area}{kind}"
    yield f"  Code: {published.code}, digest {published.code_digest}"
    opened = published.opened or "on an unknown day"
    yield f"  Opened {opened}, closed {published.closed}; rule: {published.rule}"
    found = Counter(finding.finding for finding in published.findings)
    counts = ", ".join(f"{number} {name}" for name, number in found.items())
    yield f"  {count(len(published.findings), 'finding')}: {counts}"
    yield "  Beside each: where each side stands, how many voices, and how many don't know."
    yield f"  Id of the assessment: {published.assessment}, edition {published.edition}"
    yield f"  Scale: {published.scale}; method {published.method}, version {SCHEMA_VERSION} of the file"
    yield "No organisation, no person, no comment, and not the name of the partnership."
    for path in proposal.older:
        yield f"An earlier edition stays in {readable(path)} until you publish to that file too."
    yield f"It will be written to {readable(proposal.path)}."


def finding_lines(proposal: Proposal) -> Iterator[str]:
    """Every finding that would be published, a line each."""
    for finding in proposal.published.findings:
        sides = "; ".join(
            f"{side.side} {side.words} ({side.voices} of {side.voices + side.dont_know})" for side in finding.sides
        )
        yield clean(f"  {finding.part}: {finding.finding}; {sides}")


def publish(folder: str, proposal: Proposal) -> PublishOutcome:
    """Write exactly what was proposed; refused when somebody else published or withdrew the round meanwhile.

    Its place is noted first: otherwise nobody could find the file to withdraw it.
    """
    _refuse_place(folder, proposal)
    with locked(folder):
        known = ledger(folder)
        published = proposal.published
        before = known.of(published.round)
        kept = known.assessment, _edition(before, published)
        if before.barred or (published.assessment, published.edition) != kept:
            raise CompactsError(_CHANGED)
        entry = replace(
            before,
            edition=published.edition,
            state="published",
            sha256=_digest(published),
            places=tuple(dict.fromkeys((*before.places, path_from(folder, proposal.path)))),
        )
        keep_ledger(folder, known.with_round(entry))
        try:
            make_folder(os.path.dirname(proposal.path) or ".")
            write_once(proposal.path, as_lines(published))
        except CompactsError:
            keep_ledger(folder, known)  # nothing was written, so there is nothing to take back
            raise
    return PublishOutcome(published.edition, (proposal.path,))


def withdraw(
    folder: str, numbers: Sequence[int], place: str = "", *, barred: Sequence[int] = ()
) -> list[PublishOutcome]:
    """Take back what was published of some rounds: each file is replaced by a notice that it is withdrawn.

    With ``place``, the notice of the only round is written there too. Rounds that are ``barred`` cannot be published
    again. Rounds of which nothing was published give nothing.
    """
    made = []
    with locked(folder):
        known = ledger(folder)
        for number in numbers:
            before = known.of(number)
            entry = replace(before, barred=before.barred or number in barred)
            if before.state:
                again = before.state == "withdrawn"
                entry = replace(entry, state="withdrawn", sha256="", edition=before.edition + (not again))
            if entry != before:
                known = known.with_round(entry)
                keep_ledger(folder, known)
            if before.state:
                made.append(_write_notices(folder, known, entry, place))
    return made


def is_offered(assessment: Assessment, record: RoundRecord) -> bool:
    """Whether a round may be published, or was, so that it can be taken back.

    Where the published file cannot be read it is offered too: whoever tries gets a message with what is wrong.
    """
    with suppress(CompactsError):
        check_consent(assessment.partnership, record.asked)
        return True
    with suppress(CompactsError):
        return record.asked.number in published_numbers(assessment.folder)
    return True


def published_numbers(folder: str) -> list[int]:
    """Numbers of the rounds that were ever published."""
    return [entry.number for entry in ledger(folder).rounds if entry.state]


def withdraw_round(assessment: Assessment, number: int, place: str = "") -> PublishOutcome:
    """Take back what was published of a round; raises :class:`NotFoundError` when nothing was."""
    if number not in published_numbers(assessment.folder):
        raise NotFoundError(f"Nothing of round {number} was published, so there is nothing to withdraw.")
    return withdraw(assessment.folder, [number], place)[0]


def withdraw_person(assessment: Assessment, invitee: str) -> list[PublishOutcome]:
    """Take back what was published of every round in which a person who is to be erased was asked.

    Where a second result would give the person away, the round cannot be published again.
    """
    asked = [each for each in assessment.rounds if any(person.code == invitee for person in each.asked.invitees)]
    barred = [each.asked.number for each in asked if each.asked.closed and was_shown(assessment, each, invitee)]
    return withdraw(assessment.folder, [each.asked.number for each in asked], barred=barred)


def withdrawn_lines(written: PublishOutcome) -> Iterator[str]:
    """What came of withdrawing."""
    for path in written.files:
        yield f"Withdrawn: {readable(path)} now says only that."
    yield from written.left
    if written.files:
        yield "Send it to wherever the earlier file was sent: the picture over all areas goes by the newest."


def _edition(before: PublishedAt, published: PublishedRound) -> int:
    """The number of the edition: that of the last one if it says the same, else the next."""
    same = before.state == "published" and before.sha256 == _digest(published)
    return before.edition if same else before.edition + 1


def _digest(published: PublishedRound) -> str:
    """The digest of what an edition says, without its owner and its number."""
    return sha256(as_lines(published._replace(assessment="", edition=0))).hexdigest()


def _path(folder: str, published: PublishedRound, place: str) -> str:
    """The file to write: the place, or one in it if it is a folder."""
    name = f"findings-{published.assessment[:12]}-round-{published.round}{SUFFIX}"
    place = place or os.path.join(folder, FOLDER)
    separators = (os.sep, os.altsep or os.sep)
    is_folder = os.path.isdir(place) or place.endswith(separators) or place == os.path.join(folder, FOLDER)
    return os.path.join(place, name) if is_folder else place


def _refuse_place(folder: str, proposal: Proposal) -> None:
    """Refuse a place where something else stands, or where nothing can be written."""
    path = proposal.path
    if is_kept_in(folder, path):
        raise CompactsError(f"{readable(path)} is a file of the assessment itself. Choose another name.")
    if os.path.basename(path) != path and os.path.dirname(path) and not os.path.isdir(os.path.dirname(path)):
        above = os.path.dirname(os.path.dirname(path)) or "."
        if not os.path.isdir(above):
            raise CompactsError(f"There is no folder {readable(above)}. Make it first, or choose another place.")
    if not _is_ours(path, proposal.published.assessment, proposal.published.round):
        raise CompactsError(
            f"{readable(path)} is there already and holds something else. Choose another name, or a folder."
        )


def _is_ours(path: str, assessment: str, number: int) -> bool:
    """Whether nothing is lost when a file is written there: there is none, or it is an edition of this round."""
    there = existing(path)
    if there is None:
        return True
    if not is_published(there):
        return False
    held = read_lines(there, path)
    return not isinstance(held, Problem) and (held.assessment, held.round) == (assessment, number)


def _write_notices(folder: str, known: Ledger, entry: PublishedAt, place: str) -> PublishOutcome:
    """Put the notice of a withdrawn round in the place of every file that was written of it."""
    notice = PublishedRound(known.assessment, entry.number, entry.edition, "withdrawn")
    paths = [real_path_of(folder, listed) for listed in entry.places]
    if place:
        paths.append(_path(folder, notice, place))
    done, left = [], []
    for path in {real_place(path): path for path in paths}.values():
        try:
            _write_notice(path, notice)
            done.append(path)
        except CompactsError as error:
            hint = (
                "Write the notice elsewhere with 'compacts assess publish --withdraw -o', and send it after the file."
            )
            left.append(f"{error} {hint}")
    return PublishOutcome(entry.edition, tuple(done), tuple(left))


def _write_notice(path: str, notice: PublishedRound) -> None:
    """Put a notice in the place of an edition of its round, or where one was."""
    if not os.path.isdir(os.path.dirname(path) or "."):
        raise CompactsError(f"The folder of {readable(path)} is gone.")
    if not _is_ours(path, notice.assessment, notice.round):
        raise CompactsError(f"{readable(path)} holds something else now.")
    write_once(path, as_lines(notice))
