"""A mail that Outlook has saved, as the mail that it was sent as (RFC 5322)."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from compact_core import CompactsError, clean

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

_LARGEST = 64 * 2**20
"""Bytes of everything in a mail."""
_MOST = 2_000
"""Things in a mail: each text, attachment and property is one."""
_BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Save it as plain text, or as .eml, and name that file."


def read(data: bytes) -> bytes:
    """The mail, with its texts and its attachments; raises :class:`CompactsError` when it cannot be read."""
    if not data.startswith(_BEGINNING):
        raise CompactsError(f"This is no mail that Outlook has saved, whatever its name says. {_SAVE}")
    try:
        _check_size(data)
        return _mail(data)
    except CompactsError:
        raise
    except Exception as error:  # a damaged file can make the parsers below raise anything
        raise CompactsError(f"This mail is damaged, or it is another file of Outlook. {_SAVE}") from error


def _check_size(data: bytes) -> None:
    """Refuse what says that it holds far more than it can: the library reads all of it at once."""
    from olefile import OleFileIO  # type: ignore[import-untyped]  # it has no types

    with OleFileIO(data) as file:
        entries = [entry for entry in file.direntries if entry]
        if len(entries) > _MOST or sum(entry.size for entry in entries) > _LARGEST:
            raise CompactsError(f"This mail holds far more than any mail of answers. {_SAVE}")


def _mail(data: bytes) -> bytes:
    from oxmsg import Message

    saved = Message.load(data)
    mail = EmailMessage(policy=SMTP)
    mail["MIME-Version"] = "1.0"
    mail["Message-ID"] = "<saved>"
    if date := _date(saved):
        mail["Date"] = date
    text, page = saved.body or "", _page(saved)
    if not (text or page) and not saved.attachments:
        raise CompactsError(f"This mail has no text that can be read. {_SAVE}")
    mail.set_content(text, cte="base64")
    if page:
        mail.add_alternative(page, subtype="html", cte="base64")
    for attachment in saved.attachments:
        content = attachment.file_bytes
        mail.add_attachment(content or b"", maintype="application", subtype="octet-stream", filename=_name(attachment))
    return mail.as_bytes()


def _date(saved: Message) -> str:
    if sent := saved.sent_date:
        return format_datetime(sent)
    headers = {name.lower(): value for name, value in saved.message_headers.items()}
    return " ".join(clean(str(headers.get("date", ""))).split())[:100]


def _page(saved: Message) -> str:
    """The mail as HTML; empty where its letters cannot be read, for there is the text too."""
    try:
        return saved.html_body or ""
    except (LookupError, UnicodeError):
        return ""


def _name(attachment: Attachment) -> str:
    name = " ".join(clean(attachment.file_name or "").replace('"', "").split())
    return name[:200] or "a part without a name"
