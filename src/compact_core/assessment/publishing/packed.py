"""Published rounds wherever they are packed: in mails, mailboxes and zip files, which may stand inside each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pkgutil import resolve_name
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from compact_core.assessment.forms.mails import MailError, is_mail, read_mail
from compact_core.assessment.publishing.lines import SUFFIX, PublishedRound, is_published, read_lines
from compact_core.assessment.records.unpacking import DAMAGED, LARGEST, LOCKED
from compact_core.errors import CompactsError, Problem
from compact_core.text import readable, reason

MAILS, MAILBOXES, ZIPS, OUTLOOK = (".eml", ".mail"), (".mbox",), (".zip",), ".msg"
PUBLISHED_ENDINGS = (SUFFIX, *MAILS, *MAILBOXES, *ZIPS, OUTLOOK)
"""How files end that may hold published rounds."""
_MOST_FILES = 10_000
_DEEPEST = 5
_MAIL_BEGINS = re.compile(rb"^From \S+ [^\n]*[0-9]{4}[^\n]*\n", re.MULTILINE)
_OUTLOOK_HINT = (
    "Save it as .eml. To read it as it is, install the package compacts-outlook: pip install plugins/compacts-outlook"
)
_AGAIN = f"Save the file that ends in {SUFFIX} by itself, and name it."


def published_in(data: bytes, name: str) -> tuple[PublishedRound | Problem, ...]:
    """The rounds that a file holds, or that are packed in it, and what is wrong with it; ``name`` names the file."""
    if is_published(data):
        return (read_lines(data, name),)
    if len(data) > LARGEST:
        return (_problem(name, "This file is larger than 64 MiB, more than any published file or mail.", _AGAIN),)
    found = tuple(_Unpacking().all(data, name, 0))
    if not found:
        return (
            _problem(name, "No published findings are in this file.", f"They stand in files that end in {SUFFIX}."),
        )
    return found


class _Unpacking:
    """Takes a file apart, and counts what was taken out of it, so that nothing small becomes endless."""

    def __init__(self) -> None:
        self._room = LARGEST
        self._left = _MOST_FILES

    def all(self, data: bytes, name: str, depth: int) -> Iterator[PublishedRound | Problem]:
        """What is in a file; of a packed one that has nothing to do with findings, nothing."""
        ending = os.path.splitext(name)[1].lower()
        if is_published(data):
            yield read_lines(data, name)
        elif depth > _DEEPEST:
            yield _problem(name, "Packed files and mails stand inside each other too deep here.", _AGAIN)
        elif ending in ZIPS or (ending not in PUBLISHED_ENDINGS and data.startswith(b"PK\x03\x04")):
            yield from self._zip(data, name, depth)
        elif ending == OUTLOOK:
            yield from self._outlook(data, name, depth)
        elif ending in MAILBOXES:
            yield from self._mailbox(data, name, depth)
        elif ending in MAILS or is_mail(data):
            yield from self._mail(data, name, depth)
        elif ending == SUFFIX or not depth:
            yield read_lines(data, name)

    def _zip(self, data: bytes, name: str, depth: int) -> Iterator[PublishedRound | Problem]:
        try:
            with ZipFile(BytesIO(data)) as archive:
                for entry in archive.infolist():
                    inner = f"{name}: {readable(entry.filename) or '?'}"
                    if not entry.filename.lower().endswith(PUBLISHED_ENDINGS) or _is_of_the_system(entry.filename):
                        continue
                    self._left -= 1
                    self._room -= entry.file_size
                    if self._left < 0 or self._room < 0:
                        yield _problem(inner, "There is more in this packed file than is looked at.", "Unpack it.")
                        return
                    if entry.flag_bits & LOCKED:
                        yield _problem(inner, "This file is packed with a password.", _AGAIN)
                    elif entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                        yield _problem(inner, "This file is packed in an unusual way.", _AGAIN)
                    else:
                        yield from self.all(archive.read(entry), inner, depth + 1)
        except DAMAGED:
            yield _problem(name, "This packed file is damaged.", "Ask for it again, or unpack what can be unpacked.")

    def _mailbox(self, data: bytes, name: str, depth: int) -> Iterator[PublishedRound | Problem]:
        for number, mail in enumerate(_MAIL_BEGINS.split(data)[1:] or [data], start=1):
            yield from self._mail(mail, f"{name}: mail {number}", depth)

    def _mail(self, data: bytes, name: str, depth: int) -> Iterator[PublishedRound | Problem]:
        try:
            mail = read_mail(data)
        except MailError as error:
            yield _problem(name, f"This mail was not looked into. {error}", _AGAIN)
            return
        written = mail.text.lstrip().encode("utf-8", "replace")
        if is_published(written):
            yield read_lines(written, name)
        for attached in mail.attached:
            yield from self.all(attached.data, f"{name}: {readable(attached.name)}", depth + 1)

    def _outlook(self, data: bytes, name: str, depth: int) -> Iterator[PublishedRound | Problem]:
        """A mail that Outlook has saved, through the reader of a plugin."""
        from compact_core.library.opening import open_plugins

        reader = next((reader for reader in open_plugins().answer_readers() if OUTLOOK in reader.suffixes), None)
        if reader is None:
            yield _problem(name, "This is a mail that Outlook has saved.", _OUTLOOK_HINT)
            return
        try:
            mail = resolve_name(reader.target)(data)
        except CompactsError as error:
            yield _problem(name, str(error), "")
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin can do anything, and costs no more than its file
            yield _problem(name, f"The reader '{reader.name}' failed on this file: {reason(error)}.", _AGAIN)
        else:
            yield from self._mail(mail, name, depth)


def _is_of_the_system(name: str) -> bool:
    """Whether a file in a zip file was put there by the system that packed it."""
    return "__macosx" in name.lower() or os.path.basename(name).startswith(".")


def _problem(name: str, message: str, hint: str) -> Problem:
    return Problem("error", name, 0, 0, message, hint)
