"""What can be written to be sent out: forms of each kind, and mails that ask or remind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.tasks.writing_forms import WritingForms, WrittenFile
from compact_core.model import Code
from compact_core.plugins import FormKind

_MAIL = "mail"


class FormChoice(NamedTuple):
    """Something that can be written."""

    line: str
    """What it is, in one line."""
    write: Callable[[Assessment, RoundRecord, Code], list[WrittenFile]]
    """Writes it for everybody whom it is for."""


def form_choices(kinds: list[FormKind]) -> Iterator[FormChoice]:
    """Everything that can be written, the most usual first."""
    for kind in kinds:
        yield FormChoice(f"Forms ({kind.name}): {kind.summary}", partial(_forms, (kind,)))
    yield FormChoice("Forms of every kind", partial(_forms, tuple(kinds)))
    for kind in [kinds[0], *(kind for kind in kinds if kind.name == _MAIL)]:
        how = "the questions in the text" if kind.name == _MAIL else f"with the form ({kind.name})"
        yield FormChoice(f"Mails that ask, {how}", partial(_mails, kind, reminding=False))
        yield FormChoice(f"Mails that remind who has not answered, {how}", partial(_mails, kind, reminding=True))


def _forms(kinds: tuple[FormKind, ...], assessment: Assessment, record: RoundRecord, code: Code) -> list[WrittenFile]:
    from compact_core.assessment.tasks.writing_forms import write_forms

    return write_forms(assessment, record, code, WritingForms(record.asked.invitees, kinds))


def _mails(
    kind: FormKind, assessment: Assessment, record: RoundRecord, code: Code, *, reminding: bool
) -> list[WrittenFile]:
    from compact_core.assessment.tasks.mail_drafts import unanswered, write_drafts

    people = unanswered(assessment, record) if reminding else record.asked.invitees
    return write_drafts(assessment, record, code, WritingForms(people, (kind,)), reminding=reminding)
