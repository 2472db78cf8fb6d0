"""What is published of a round: values, and lines of JSON, written and read with everything checked.

Nothing in it names a partnership, an organisation or a person. schema.json says what the lines hold.

The first line is the round; each other line is what was found on a part. The first line says how many follow, so a
file that is cut off is never taken for a whole one.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from compact_core.assessment.findings.findings import FINDINGS
from compact_core.assessment.findings.visibility import STRICTNESS
from compact_core.errors import Problem
from compact_core.text import clean, shorten

SCHEMA_VERSION = 1
"""Version of the lines; it changes when a key is taken out or means something else."""
SUFFIX = ".jsonl"
LARGEST = 4 * 1024 * 1024
"""Bytes that a file may have: far more than the largest code needs."""
_LONGEST = 500
_MOST = 1_000_000
WITHHELD = "withheld"
_AGAIN = "Ask for it again: 'compacts assess publish' writes such files."
_FINDINGS = {*(kind.name for kind in FINDINGS), WITHHELD}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_ASSESSMENT = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?")
_HEAD = {"record", "schema_version", "assessment", "round", "edition", "state"}
_ROUND = {
    *_HEAD,
    *("area", "kind", "code", "code_digest", "opened", "closed", "rule", "fewest", "scale", "method", "findings"),
}


class PublishedSide(NamedTuple):
    """Where a side stands on a part, in the words of the result."""

    side: str
    """Id of the side in the code, or its place, such as ``side-1``, where the code does not know it."""
    words: str
    """Where it stands, or why it has no place on the scale."""
    voices: int
    """How many of its organisations are known; 0 where the finding is withheld."""
    dont_know: int
    """How many of them don't know; 0 where the finding is withheld."""


class PublishedFinding(NamedTuple):
    """What was found on a part of the code."""

    part: str
    """Id of the part."""
    digest: str
    """Content digest of the part as it was asked."""
    finding: str
    """The finding by its name, or ``withheld``."""
    sides: tuple[PublishedSide, ...]
    """Where each side stands, in the order of the result."""


class PublishedRound(NamedTuple):
    """A round as it is published; or the notice that it is withdrawn, which has the first four fields alone."""

    assessment: str
    """Random id of the assessment; it says nothing of whose it is."""
    round: int
    """Number of the round."""
    edition: int
    """1 when the round is first published, and one more whenever something replaces it: the highest holds."""
    state: Literal["published", "withdrawn"]
    """Whether it is published, or was and is withdrawn."""
    area: str = ""
    """Name of the area."""
    kind: str = ""
    """The kind of partnership; empty when only the area may be named."""
    code: str = ""
    """Id of the code."""
    code_digest: str = ""
    """Digest of the code: of the ids and words of its parts."""
    opened: str = ""
    """When the forms were given out; may be empty."""
    closed: str = ""
    """When results could first be seen."""
    rule: str = ""
    """Who may see what, as it was promised."""
    fewest: int = 0
    """Among how many organisations each hides, by side; 0 under the other rules."""
    scale: str = ""
    """Id of the scale."""
    method: int = 0
    """Version of the method."""
    findings: tuple[PublishedFinding, ...] = ()
    """What was found on each part, in the order of the code."""


class _WrongError(Exception):
    """Something in a line is not as it should be; the text says what."""

    line = 1


class _NewerError(_WrongError):
    """A newer version of the program wrote this."""


def as_lines(published: PublishedRound) -> bytes:
    """What is published, as the bytes of a file."""
    head: dict[str, Any] = {"record": "round", "schema_version": SCHEMA_VERSION}
    fields = published._asdict() if published.state == "published" else dict(list(published._asdict().items())[:4])
    head |= {key: value for key, value in fields.items() if key != "findings"}
    lines: list[dict[str, Any]] = [head]
    if published.state == "published":
        head["findings"] = len(published.findings)
        for finding in published.findings:
            sides = [side._asdict() for side in finding.sides]
            lines.append({"record": "finding", **finding._asdict(), "sides": sides})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")


def read_lines(data: bytes, name: str) -> PublishedRound | Problem:
    """What the bytes of a published file hold, or what is wrong with it; ``name`` names the file."""
    if len(data) > LARGEST:
        return _problem(name, 0, "This file is larger than 4 MiB, far more than the findings of a round need.")
    lines = _as_utf8(data).rstrip().splitlines()
    if not lines:
        return _problem(name, 0, "This file is empty.")
    try:
        return _published(lines)
    except _NewerError as error:
        return _problem(name, error.line, f"{error}.", "Bring compacts up to date, then read the file again.")
    except _WrongError as error:
        is_cut_off = error.line == len(lines) and not data.endswith(b"\n")
        return _problem(name, error.line, f"{error}{': the file is cut off here' if is_cut_off else ''}.")


def _published(lines: list[bytes]) -> PublishedRound:
    head = _object(lines[0])
    published = _round(head)
    expected = head["findings"] if published.state == "published" else 0
    if len(lines) - 1 != expected:
        raise _WrongError(f"The first line says that {expected} findings follow, and there are {len(lines) - 1}")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            found.append(_finding(_object(line)))
        except _WrongError as error:
            error.line = number
            raise
    if len({finding.part for finding in found}) < len(found):
        raise _WrongError("A part stands twice")
    return published._replace(findings=tuple(found))


def is_published(data: bytes) -> bool:
    """Whether a file begins as a published one does."""
    return re.match(rb'\s*\{\s*"record"\s*:\s*"round"', _as_utf8(data[:400])) is not None


def _as_utf8(data: bytes) -> bytes:
    """The bytes of a text as UTF-8, for some programs save it otherwise, and say so at its beginning."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(BOM_UTF8)


def _problem(name: str, line: int, message: str, hint: str = _AGAIN) -> Problem:
    return Problem("error", name, line, 1 if line else 0, message, hint)


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _WrongError("This line is no JSON") from error
    if not isinstance(found, dict):
        raise _WrongError("This line is no object of JSON")
    return found


def _round(head: dict[str, Any]) -> PublishedRound:
    if head.get("record") != "round":
        raise _WrongError("The first line is not the record of a round")
    version = head.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise _NewerError(
            f"schema_version is {version}, and this program reads {SCHEMA_VERSION}: a newer one wrote this"
        )
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise _WrongError(f"schema_version is not {SCHEMA_VERSION}")
    state = head.get("state")
    if state not in ("published", "withdrawn"):
        raise _WrongError("state is none of published, withdrawn")
    _keys(head, _ROUND if state == "published" else _HEAD)
    assessment = _matching(head, "assessment", _ASSESSMENT)
    number, edition = _number(head, "round", least=1), _number(head, "edition", least=1)
    if state == "withdrawn":
        return PublishedRound(assessment, number, edition, "withdrawn")
    _number(head, "findings")
    if head["rule"] not in STRICTNESS:
        raise _WrongError(f"rule is none of {', '.join(STRICTNESS)}")
    return PublishedRound(
        assessment=assessment,
        round=number,
        edition=edition,
        state="published",
        area=_text(head, "area", needed=True),
        kind=_text(head, "kind"),
        code=_matching(head, "code", _ID),
        code_digest=_matching(head, "code_digest", _DIGEST),
        opened=_matching(head, "opened", _DAY),
        closed=_matching(head, "closed", _DAY),
        rule=head["rule"],
        fewest=_number(head, "fewest"),
        scale=_matching(head, "scale", _ID),
        method=_number(head, "method", least=1),
    )


def _finding(line: dict[str, Any]) -> PublishedFinding:
    if line.get("record") != "finding":
        raise _WrongError("This line is not the record of a finding")
    _keys(line, {"record", "part", "digest", "finding", "sides"})
    if not isinstance(line["finding"], str) or line["finding"] not in _FINDINGS:
        raise _WrongError(f"'{shorten(clean(str(line['finding'])))}' is no finding")
    if not isinstance(line["sides"], list):
        raise _WrongError("sides is no list")
    return PublishedFinding(
        part=_matching(line, "part", _ID),
        digest=_matching(line, "digest", _DIGEST),
        finding=line["finding"],
        sides=tuple(map(_side, line["sides"])),
    )


def _side(value: object) -> PublishedSide:
    if not isinstance(value, dict):
        raise _WrongError("A side is no object of JSON")
    _keys(value, set(PublishedSide._fields))
    return PublishedSide(
        side=_matching(value, "side", _ID),
        words=_text(value, "words", needed=True),
        voices=_number(value, "voices"),
        dont_know=_number(value, "dont_know"),
    )


def _keys(found: Mapping[str, object], known: set[str]) -> None:
    if missing := sorted(known.difference(found)):
        raise _WrongError(f"{missing[0]} is missing")
    if more := sorted(set(found).difference(known)):
        raise _WrongError(f"'{shorten(clean(more[0]))}' is none of the keys that a published line has")


def _matching(found: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str:
    value = found[key]
    if not isinstance(value, str) or len(value) > _LONGEST or not pattern.fullmatch(value):
        raise _WrongError(f"{key} is '{shorten(clean(str(value)))}', which it cannot be")
    return value


def _text(found: Mapping[str, object], key: str, *, needed: bool = False) -> str:
    value = found[key]
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise _WrongError(f"{key} is no text of up to {_LONGEST} signs")
    text = " ".join(clean(value).split())
    if needed and not text:
        raise _WrongError(f"{key} is empty")
    return text


def _number(found: Mapping[str, object], key: str, least: int = 0) -> int:
    value = found[key]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _MOST:
        raise _WrongError(f"{key} is no whole number from {least} on")
    return value
