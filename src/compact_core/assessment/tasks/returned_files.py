"""What came back, however it is packed: files in folders, in zip files and in mails, each looked at or named."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from io import BytesIO
from pkgutil import resolve_name
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from compact_core.assessment.forms.answer_files import read_answers, read_plain, read_text, seems_answers
from compact_core.assessment.forms.looks import is_form, look_of_text
from compact_core.assessment.forms.mail_lines import page_text
from compact_core.assessment.forms.mails import Mail, MailError, is_mail, look_of_empty, read_mail
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.paths import FORMS, LOCK, LOCK_BEFORE, MARKER, names_in
from compact_core.assessment.records.reading import ReadResult, read_response
from compact_core.assessment.records.unpacking import DAMAGED, LARGEST, LOCKED
from compact_core.assessment.responses import Response
from compact_core.content.files import LARGEST_FILE, file_bytes
from compact_core.content.names import ROUND_FOLDER, is_assessment
from compact_core.errors import CompactsError, Problem
from compact_core.plugins.offers import AnswerReader
from compact_core.text import readable, reason

ENDINGS = (".csv", ".eml", ".htm", ".html", ".json", ".txt", ".zip")
"""How files end that are looked at in folders, zip files and mails; readers of plugins have more."""
_TEXTS = (".htm", ".html", ".txt")
"""How files end that are often something else."""
_MADE = ("form-", "paper-", "invitation-", "reminder-")
"""How the files begin that 'form' and 'invite' write and nobody sends back."""
_COPY = ".toml"
"""How the copies end that a sync program makes of a file of answers."""
_OF_THE_SYSTEM = {".ds_store", "desktop.ini", "thumbs.db", "__macosx"}
_MOST_FILES = 10_000
"""Files that are looked at, in folders and packed in others."""
_MOST_PACKED = 1_000
"""Files in one zip file."""
_DEEPEST = 20
_DEEPEST_PACKED = 5
"""How deep packed files and mails may stand inside each other."""
_TOO_DEEP = "Packed files and mails stand inside each other too deep here."
_NEXT = "Save it as files of its own, and name them."


class Returned(NamedTuple):
    """A file that was looked at, and what was found in it."""

    name: str
    found: ReadResult[Response]


class Gathering:
    """Looks at everything that came back, and keeps what it found and what it did not look at."""

    def __init__(self, rounds: Sequence[Round], readers: Callable[[], Sequence[AnswerReader]]) -> None:
        """``readers`` gives the readers of plugins; it is called only for a file that the program cannot read."""
        self.returned: list[Returned] = []
        self.ignored: list[str] = []
        self._rounds = tuple(rounds)
        self._offered = readers
        self._known: dict[str, AnswerReader] | None = None
        self._seen: set[str] = set()
        self._names: dict[str, int] = {}
        self._left = _MOST_FILES
        self._room = LARGEST

    # Folders and files

    def path(self, path: str) -> None:
        """Look at a file, or at everything in a folder."""
        if os.path.isdir(path):
            before = len(self.returned)
            self._folder(path, 0)
            if len(self.returned) == before:
                message = "There is no answers file in this folder."
                self._refuse(readable(path), message, "Name another folder, or the files.")
        else:
            self._file(path, named=True)

    def _folder(self, folder: str, depth: int) -> None:
        real = os.path.realpath(folder)
        if real in self._seen:
            return
        self._seen.add(real)
        inner = []
        own = is_assessment(folder)
        for name in names_in(folder):
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                if depth >= _DEEPEST or name.startswith(".") or (own and ROUND_FOLDER.fullmatch(name)):
                    self._ignore(path)
                else:
                    inner.append(path)
            elif self._left <= 0:
                self._ignore(path)
            elif not _is_ours(folder, name, own=own):
                self._file(path, named=False)
        for path in inner:
            self._folder(path, depth + 1)

    def _file(self, path: str, *, named: bool) -> None:
        real = os.path.realpath(path)
        if real in self._seen:
            return
        name = readable(path)
        if not named and not (_is_file(path) and self._is_wanted(name)):
            self._ignore(path)
            return
        self._seen.add(real)
        self._left -= 1
        if path.lower().endswith(_COPY) and named:
            data = file_bytes(path)
            sync_copy = (
                ReadResult(None, (data,)) if isinstance(data, Problem) else read_response(data, name, None, None)
            )
            self._keep(name, sync_copy)
            return
        data = file_bytes(path, LARGEST)
        if isinstance(data, Problem):
            self._keep(name, ReadResult(None, (data,)))
            return
        self._room = LARGEST
        self._data(name, data, 0, named=named)

    # What files hold

    def _data(self, name: str, data: bytes, depth: int, *, named: bool = False, sent: str = "") -> bool:
        """Look at what a file holds; whether there was something to be looked at."""
        reader = self._reader(name)
        if reader is None and data.startswith(b"PK") and _ending(name) == ".zip":
            self._zip(name, data, depth, sent)
        elif reader is None and (_ending(name) == ".eml" or is_mail(data)):
            self._mail(name, data, depth)
        elif reader is not None and len(data) <= LARGEST_FILE * 4:
            self._converted(name, data, depth, reader, sent)
        elif not named and _ending(name) in _TEXTS and not seems_answers(data, name):
            self.ignored.append(name)
            return False
        else:
            self._keep(name, read_answers(data, name, self._rounds, sent))
        return True

    def _converted(self, name: str, data: bytes, depth: int, reader: AnswerReader, sent: str) -> None:
        """Look at a file through the reader of a plugin."""
        try:
            made = resolve_name(reader.target)(data)
        except CompactsError as error:
            self._refuse(name, str(error), "")
            return
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin can do anything, and costs no more than its file
            message = f"The reader '{reader.name}' failed on this file: {reason(error)}."
            self._refuse(name, message, "Tell the makers of the reader.")
            return
        if not isinstance(made, bytes):
            self._refuse(name, f"The reader '{reader.name}' gave nothing to be read.", "Tell its makers.")
        elif is_mail(made):
            self._mail(name, made, depth)
        else:
            self._keep(name, read_answers(made, name, self._rounds, sent))

    def _zip(self, name: str, data: bytes, depth: int, sent: str) -> None:
        """Look at the files in a zip file."""
        if depth >= _DEEPEST_PACKED:
            self._refuse(name, _TOO_DEEP, _NEXT)
            return
        if data.count(b"PK\x01\x02") > _MOST_PACKED:
            self._refuse(name, f"More than {_MOST_PACKED:,} files are packed in this file.", _NEXT)
            return
        try:
            with ZipFile(BytesIO(data)) as archive:
                looked_at = [self._member(name, archive, entry, depth, sent) for entry in archive.infolist()]
        except DAMAGED:
            self._refuse(name, "This packed file is damaged.", "Ask for it again, or unpack what can be unpacked.")
            return
        if not any(looked_at):
            self._refuse(name, "There are no answers in this packed file.", "Ask whoever sent it.")

    def _member(self, name: str, archive: ZipFile, entry: ZipInfo, depth: int, sent: str) -> bool:
        inner = f"{name}: {readable(entry.filename) or '?'}"
        if entry.is_dir() or _is_of_the_system(entry.filename):
            return False
        if self._left <= 0 or not self._is_wanted(inner):
            self.ignored.append(inner)
            return False
        self._left -= 1
        if entry.flag_bits & LOCKED:
            self._refuse(inner, "This file is packed with a password.", "Unpack it, and name it.")
        elif entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            self._refuse(inner, "This file is packed in an unusual way.", "Unpack it, and name it.")
        elif entry.file_size > self._room:
            self._refuse(inner, "There is more in this packed file than is looked at.", "Unpack it, and name it.")
        else:
            self._room -= entry.file_size
            try:
                data = archive.read(entry)
            except DAMAGED:
                self._refuse(inner, "This packed file is damaged.", "Ask for it again.")
                return True
            return self._data(inner, data, depth + 1, sent=sent)
        return True

    def _mail(self, name: str, data: bytes, depth: int) -> None:
        """Look at the text of a mail and at what is attached to it."""
        if depth >= _DEEPEST_PACKED:
            self._refuse(name, _TOO_DEEP, _NEXT)
            return
        try:
            mail = read_mail(data)
        except MailError as error:
            self._refuse(name, f"This mail was not looked into. {error}", _NEXT)
            return
        if len(mail.text) + len(mail.page) > LARGEST_FILE:
            self._refuse(name, "This mail has more text than any mail of answers.", _NEXT)
            return
        looked_at = False
        for attached in mail.attached:
            inner = f"{name}: {readable(attached.name)}"
            if self._is_wanted(attached.name) or is_mail(attached.data):
                looked_at |= self._data(inner, attached.data, depth + 1, sent=mail.sent)
            else:
                self.ignored.append(inner)
        self._text(name, mail, looked_at=looked_at)

    def _text(self, name: str, mail: Mail, *, looked_at: bool) -> None:
        """Look at the text of a mail, and report that it has no answers, unless they are attached."""
        text, page, sent = mail.text, mail.page, mail.sent
        shown = "" if is_form(page) else page_text(page)
        tries = (read_text(text, name, self._rounds, sent), read_plain(shown, name, self._rounds, sent))
        found = [read for read in tries if read]
        best = max(found, key=_answers_in, default=None)
        if best and not (looked_at and best.sound and not (best.sound.answers or best.sound.comments)):
            self._keep(name, best)
        elif not looked_at:
            written = text if text.strip() else shown
            look = look_of_text(written) if written.strip() else look_of_empty(mail)
            self._refuse(name, f"This is a mail without answers. {look.message}", look.hint)

    # What is looked at

    def _is_wanted(self, name: str) -> bool:
        return _ending(name) in ENDINGS or self._reader(name) is not None

    def _reader(self, name: str) -> AnswerReader | None:
        ending = _ending(name)
        if ending in ENDINGS or not ending:
            return None
        if self._known is None:
            self._known = {}
            for reader in self._offered():
                for suffix in reader.suffixes:
                    self._known.setdefault(suffix, reader)
        return self._known.get(ending)

    def _keep(self, name: str, found: ReadResult[Response]) -> None:
        """Keep what was found, under a name that nothing else has."""
        self._names[name] = self._names.get(name, 0) + 1
        number = self._names[name]
        self.returned.append(Returned(name if number == 1 else f"{name} ({number})", found))

    def _refuse(self, name: str, message: str, hint: str) -> None:
        self._keep(name, ReadResult(None, (Problem("error", name, 0, 0, message, hint),)))

    def _ignore(self, path: str) -> None:
        if not _is_of_the_system(os.path.basename(path)) and os.path.realpath(path) not in self._seen:
            self.ignored.append(readable(path))


def _answers_in(read: ReadResult[Response]) -> int:
    """How much there is to read; of a text and a page of one mail one may be only the form."""
    return 1 + len(read.sound.answers) + len(read.sound.comments) if read.sound else 0


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_ours(folder: str, name: str, *, own: bool) -> bool:
    """Whether a file is one that the program wrote: a form in its folder, or a record of an assessment."""
    forms = os.path.basename(os.path.abspath(folder)) == FORMS and name.startswith(_MADE)
    return forms or (own and (".toml" in name.lower() or name in {LOCK, LOCK_BEFORE, MARKER}))


def _is_of_the_system(name: str) -> bool:
    parts = name.replace("\\", "/").lower().split("/")
    return bool(_OF_THE_SYSTEM.intersection(parts)) or parts[-1].startswith(("._", "~$"))


def _is_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True  # whoever opens it will say what is wrong
