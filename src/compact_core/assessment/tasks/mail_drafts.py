"""Mails that ask somebody to answer, or remind them: drafts that any mail program opens, without an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type

from compact_core.assessment.findings.progress import progress
from compact_core.assessment.forms.content import Form
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.forms.kinds import MAIL, USUAL, file_name, written
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.tasks import writing_forms
from compact_core.errors import CompactsError
from compact_core.model import Code
from compact_core.plugins.offers import FormKind
from compact_core.text import clean, joined

_POLICY = SMTP.clone(max_line_length=76)


def write_drafts(
    assessment: Assessment,
    record: RoundRecord,
    code: Code,
    wishes: writing_forms.WritingForms,
    *,
    reminding: bool = False,
) -> list[writing_forms.WrittenFile]:
    """Write a draft for each invitee, with the form of the first kind: attached, or as the text of the mail."""
    if reminding and record.asked.closed:
        raise CompactsError(
            f"Round {record.asked.number} was closed on {record.asked.closed}. Nobody is reminded any more."
        )
    kind = wishes.kinds[0]
    beginning = "reminder" if reminding else "invitation"
    made = writing_forms.forms_for(assessment, record, code, wishes.invitees)
    of_kind = "" if kind.name == USUAL else f"-{kind.name}"  # so that each kind has its drafts
    names = [f"{beginning}-{form.invitee}-round-{form.round}{of_kind}.eml" for form in made]
    drafts = [_draft(form, kind, reminding=reminding) for form in made]
    return writing_forms.write_files(record, wishes, list(zip(names, drafts, strict=True)))


def unanswered(assessment: Assessment, record: RoundRecord) -> list[Invitee]:
    """Everybody who has answered nothing, or has not yet answered what changed since; without those in ``unread``."""
    sides = progress(assessment.partnership, record.asked, record.responses, record.unread)
    people = (person for side in sides for home in side.organisations for person in home.invitees)
    return [person.invitee for person in people if person.is_awaited]


def draft_lines(files: Sequence[writing_forms.WrittenFile]) -> Iterator[str]:
    """What to do with drafts."""
    if files:
        yield "Open each in your mail program, put in the address, and send it. Nothing has been sent yet."


def _draft(form: Form, kind: FormKind, *, reminding: bool) -> bytes:
    message = EmailMessage(policy=_POLICY)
    again = "Reminder: " if reminding else ""
    message["Subject"] = " ".join(clean(f"{again}How do we work together? {form.title}").split())
    message["X-Unsent"] = "1"
    text = (
        _reminder(form, kind) if reminding else form_mail(form) if kind.name == MAIL else writing_forms.invitation(form)
    )
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    if kind.name != MAIL:
        _attach(message, file_name(kind, form), written(kind, form))
        message.set_boundary(f"=_{form.invitee}-{form.round}")
    return message.as_bytes()


def _reminder(form: Form, kind: FormKind) -> str:
    """A reminder of one person, with the form below it where that is the text of the mail."""
    by = f" They are asked for by {in_words(form.closes)}." if form.closes else ""
    is_mail = kind.name == MAIL
    why = (
        f"We asked you how the partners of {form.partnership_name} work together. {_missing(form)}{by} They count as "
        "much as everybody else's. If you have sent them, you need do nothing."
    )
    lines = [
        *writing_forms.addressed(form),
        "",
        why,
        "",
        *(["The questions stand below."] if is_mail else writing_forms.steps(form)),
        "",
        "Answering is up to you. The form says who reads the answers, who sees what, and how to withdraw.",
    ]
    return writing_forms.on_lines(lines) + (f"\n{form_mail(form)}" if is_mail else "")


def _missing(form: Form) -> str:
    """Which answers are missing: all, or those that became due when the items changed."""
    if not any(item.earlier or item.follows for item in form.items):
        return "Your answers have not come yet."
    left = joined(item.number for item in form.items if not item.follows)
    return f"What is asked has changed since you answered, and some of your answers have not come yet: {left}."


def _attach(message: EmailMessage, name: str, data: bytes) -> None:
    """Attach a file; a page of text stays readable, so that a search for a person who is erased finds them in it."""
    kind, _ = guess_type(name)
    main, _, sub = (kind or "application/octet-stream").partition("/")
    if main == "text":
        message.add_attachment(data.decode(), subtype=sub, filename=name, charset="utf-8", cte="quoted-printable")
    else:
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
