"""What mail programs and people do to a text on its way back, each by itself; all of them keep its words."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from typing import Literal

from compact_core.assessment.forms.content import Form
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.responses import Response

Mangling = Callable[[str], str]

GREETING = "Dear {all},\n\nhere are my answers {I hope}.\n\n"
SIGNATURE = "\n-- \nCoordinator, Riverside Lunch Club\n{tea at four}\n"


def quoted(text: str) -> str:
    """Replied to."""
    return "".join(f"> {line}\n" if line else ">\n" for line in text.split("\n"))


def tightly_quoted(text: str) -> str:
    """Replied to by a program that puts no space behind the mark."""
    return "".join(f">{line}\n" for line in text.split("\n"))


def wrapped(width: int) -> Mangling:
    """Broken between words at a width, whatever the line is."""
    return lambda text: "\n".join(_broken(line, width, "\n") for line in text.split("\n"))


def flowed(width: int) -> Mangling:
    """Broken so that a space stays at the end of a line (format=flowed)."""
    return lambda text: "\n".join(_broken(line, width, " \n") for line in text.split("\n"))


def _broken(line: str, width: int, end: str) -> str:
    made, room = "", width
    for word in line.split(" "):
        if made and len(word) + 1 > room:
            made, room = f"{made}{end}{word}", width - len(word)
        else:
            made = f"{made} {word}" if made else word
            room -= len(word) + 1
    return made


def with_firm_spaces(text: str) -> str:
    """Every other space does not break."""
    return re.sub(r"(\S) (\S)", "\\1\u00a0\\2", text)


def with_soft_hyphens(text: str) -> str:
    """A hidden hyphen in every long word."""
    return re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text)


def with_smart_quotes(text: str) -> str:
    """Straight marks made round."""
    return re.sub(r'"', "\u201d", re.sub(r'"(?=\w)', "\u201c", text)).replace("'", "\u2019")


def greeted(text: str) -> str:
    """A greeting before it."""
    return GREETING + text


def signed(text: str) -> str:
    """A signature after it."""
    return text + SIGNATURE


ALIKE: tuple[Mangling, ...] = (
    *(with_firm_spaces, with_soft_hyphens, with_smart_quotes, greeted, signed),
    *(wrapped(width) for width in (20, 40, 72)),
    *(flowed(width) for width in (40, 72)),
)
"""What happens before a text is quoted, or while it is not."""
QUOTINGS: tuple[Mangling, ...] = (quoted, tightly_quoted)

Carrier = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "quoted-printable", "base64", "page"]


def carried(text: str, how: Carrier) -> bytes:
    """The text as a file: plain in some letters, or a mail in some encoding, or a mail that is only a page of HTML."""
    if how == "page":
        return _mail(_page(text), "html", "quoted-printable")
    if how in {"quoted-printable", "base64"}:
        return _mail(text, "plain", how)
    return text.encode(how, "replace")


def _mail(text: str, kind: str, encoding: str) -> bytes:
    mail = EmailMessage()
    mail["Date"] = "Sun, 01 Mar 2026 09:30:00 +0000"
    mail["From"] = "nobody"
    mail.set_content(text, subtype=kind, cte=encoding)
    return mail.as_bytes()


def _page(text: str) -> str:
    """The text as a page, its quotations as blocks."""
    made, depth = ["<html><head><style>p {color: red}</style></head><body>"], 0
    for line in text.split("\n"):
        marks = re.match(r"(?:> ?)*", line)
        now = marks[0].count(">") if marks else 0
        made.append("<blockquote>" * (now - depth) + "</blockquote>" * (depth - now))
        depth = now
        made.append(f"<div>{escape(line[marks.end() if marks else 0 :]) or '<br>'}</div>")
    return "\n".join((*made, "</body></html>"))


def filled_in(form: Form, response: Response) -> str:
    """The form in the text of a mail, with answers written behind their marks."""
    text = form_mail(form)
    for answer in response.answers:
        words = form.points[answer.point - 1] if answer.says == "point" else answer.says
        reason = f": {answer.reason}" if answer.reason else ""
        missing = f"; missing {' and '.join(map(str, answer.missing))}" if answer.missing else ""
        text = _behind(text, f"[answer:{answer.item}] Your answer:", f"{words}{reason}{missing}")
    for comment in response.comments:
        where = f"{comment.section}:{comment.box}]"
        label = next(line for line in text.split("\n") if f"[comment:{where}" in line)
        text = _behind(text, label, comment.text)
        label = next(line for line in text.split("\n") if f"[quote:{where}" in line)
        text = _behind(text, label, "yes" if comment.use == "may be quoted" else "no")
    if response.filled_in_by:
        label = next(line for line in text.split("\n") if "[filled-in-by]" in line)
        text = _behind(text, label, response.filled_in_by)
    return text


def _behind(text: str, label: str, words: str) -> str:
    assert text.count(label) == 1
    return text.replace(label, f"{label} {words}")
