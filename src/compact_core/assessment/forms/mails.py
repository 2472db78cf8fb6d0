"""A saved mail taken apart: its text, its attachments and when it was sent. Bounded in time and in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from compact_core.assessment.forms.letters import mail_text
from compact_core.assessment.forms.looks import Look
from compact_core.text import clean

_MOST_PARTS = 500
_MOST_NESTED = 30
_MOST_LINES = 500_000
_LONGEST_HEADER = 4_000
_PART = re.compile(rb"(?im)^content-type[ \t]*:")
_NESTED = re.compile(rb"(?im)^content-type[ \t]*:\s*\"?(?:multipart|message)/")
_HEADER = re.compile(rb"(?im)^content-(?:type|disposition|transfer-encoding)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*")
_BEGINNING = re.compile(rb"(?:From [^\n]*\n)?(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?:\n|$)")
_FIRST_LINES = 64 * 1024
_SIGNS = re.compile(rb"(?im)^(?:from|mime-version|received|message-id|content-type)[ \t]*:")
_LONGEST_DATE = 100
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
"""What the parts of a spoilt mail make the library raise."""


_CLOSED = (
    (
        ("smime.p7m", "pkcs7-mime", "pgp-encrypted"),
        "It is encrypted.",
        "Open it in the mail program, and save its text.",
    ),
    (
        ("winmail.dat", "ms-tnef"),
        "Outlook has packed what is in it in a way of its own.",
        "Ask for it again as plain text.",
    ),
)
"""What is attached to mails whose text cannot be read here."""
_TOO_MANY = "It has more parts or lines than any mail of answers."


class MailError(Exception):
    """A mail is not taken apart; the text says why."""


class Attachment(NamedTuple):
    """A file in a mail."""

    name: str
    """Its name, as the mail gives it; it is only ever shown."""
    data: bytes


class Mail(NamedTuple):
    """What a mail holds."""

    text: str
    """What is written in it as plain text."""
    page: str
    """The same as HTML; either may be empty."""
    sent: str
    """When it was sent (UTC); empty when it does not say."""
    attached: tuple[Attachment, ...]
    """The files in it, and mails that it passes on."""


def is_mail(data: bytes) -> bool:
    """Whether a file begins as a saved mail does."""
    start = data[:_FIRST_LINES].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").lstrip(b"\n")
    head = _BEGINNING.match(start)
    return bool(head and _SIGNS.search(head[0]))


def read_mail(data: bytes) -> Mail:
    """A mail taken apart; raises :class:`MailError` when it is built as no mail program builds one."""
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    _check(plain)
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(plain)
        texts: list[str] = []
        pages: list[str] = []
        attached: list[Attachment] = []
        for part in _parts(message):
            name = _name(part)
            kind = part.get_content_type()
            content = _content(part)
            if name or part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
                attached.append(Attachment(name or _unnamed(kind), content))
            else:
                (pages if kind == "text/html" else texts).append(
                    mail_text(content, str(part.get_content_charset() or ""))
                )
    except _FAULTS as error:
        raise MailError("It is damaged, and cannot be taken apart.") from error
    return Mail("\n".join(texts), "\n".join(pages), _sent(message), tuple(attached))


def look_of_empty(mail: Mail) -> Look:
    """What a mail is in which no text stands, and what to do."""
    for names, message, hint in _CLOSED:
        if any(name in attached.name.lower() for attached in mail.attached for name in names):
            return Look(message, hint)
    return Look("There is no text in it.", "Ask whoever sent it to send the answers again.")


def _check(data: bytes) -> None:
    """Refuse what would keep the program busy: it is built as no mail program builds a mail."""
    too_many = data.count(b"\n") > _MOST_LINES or sum(1 for _ in _PART.finditer(data)) > _MOST_PARTS
    if too_many:
        raise MailError(_TOO_MANY)
    if sum(1 for _ in _NESTED.finditer(data)) > _MOST_NESTED:
        raise MailError("Its parts stand inside each other deeper than in any mail of answers.")
    if any(len(header[0]) > _LONGEST_HEADER for header in _HEADER.finditer(data)):
        raise MailError("A line at its head is longer than any mail program writes.")


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, from the top; a mail that is passed on is one part."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise MailError(_TOO_MANY)
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += reversed([inner_part for inner_part in inner if not isinstance(inner_part, str)])
        else:
            yield part


def _content(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):
        first = inner[0] if inner else ""
        return first.encode() if isinstance(first, str) else first.as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    """The name that a mail gives to a file."""
    name = part.get_filename() or ""
    if "=?" in name:
        name = str(make_header(decode_header(name)))
    return " ".join(clean(name).split())


def _unnamed(kind: str) -> str:
    return "a mail that is passed on.eml" if kind == "message/rfc822" else f"a part without a name ({kind})"


def _sent(message: Message) -> str:
    """When a mail was sent; Outlook calls it so where it saves a mail as text."""
    for label in ("Date", "Sent"):
        try:
            moment = parsedate_to_datetime(str(message.get(label, ""))[:_LONGEST_DATE])
            known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return known.astimezone(UTC).strftime(_MOMENT)
        except _FAULTS:
            continue
    return ""
