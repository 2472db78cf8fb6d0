"""What is done with a round, and what came of it: forms, answers, a new round, somebody taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from compact_core.assessment.records.paths import FORMS
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.tasks import asking_again, erasing, mail_drafts, returned_answers, writing_forms
from compact_core.assessment.tasks.asking_again import Wishes
from compact_core.assessment.tasks.writing_forms import WritingForms, WrittenFile
from compact_core.library.library import Library
from compact_core.model import Code
from compact_core.plugins import FormKind
from compact_core.text import readable
from compact_tui.saved_files import typed_path

_MAIL = "mail"
_AGAIN = "Move it away, and write the forms again."
"""What to do about a form that is there already."""


class TaskOutcome(NamedTuple):
    """What came of a task."""

    title: str
    """What was done, in short."""
    lines: tuple[str, ...]
    """What was done and what was not."""
    complete: bool = True
    """Whether all of it could be done."""
    path: str = ""
    """A folder that was written, to be opened; empty for none."""


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


def write_forms(choice: FormChoice, assessment: Assessment, record: RoundRecord, code: Code) -> TaskOutcome:
    """Write what was chosen, for everybody whom it is for."""
    files = choice.write(assessment, record, code)
    folder = str(Path(record.folder, FORMS))
    lines = (
        *writing_forms.written_lines(files, _AGAIN),
        f"They are in {readable(folder)}; o opens it.",
        "Next: send each person the files below. Press c on the screen before when answers come back.",
        "",
        *writing_forms.lines_by_person(assessment, record, files),
    )
    return TaskOutcome("Forms", lines, writing_forms.all_written(files), folder)


def bring_in(assessment: Assessment, path: str) -> TaskOutcome:
    """Bring the answers in a file or folder in."""
    result = returned_answers.bring_in(assessment, (str(typed_path(path)),))
    lines = (*returned_answers.collected_lines(assessment, result), *returned_answers.refused_lines(result))
    return TaskOutcome("Answers brought in", lines, not result.refused)


def ask_again(assessment: Assessment, library: Library, wishes: Wishes) -> TaskOutcome:
    """Begin a new round."""
    last = assessment.rounds[-1].asked
    made = asking_again.new_round(assessment, last, library, wishes)
    asking_again.save_round(assessment.folder, made)
    return TaskOutcome("New round", (*asking_again.round_lines(made, last), *asking_again.invitee_lines(made)))


def erase(assessment: Assessment, code: str, also: Sequence[str]) -> TaskOutcome:
    """Take a person out, with reports outside the folder."""
    erased, more = erasing.erase_person(assessment, code, tuple(also))
    return TaskOutcome("Erased", (*erasing.erased_lines(code, erased), *more), not erased.left)


def _forms(kinds: tuple[FormKind, ...], assessment: Assessment, record: RoundRecord, code: Code) -> list[WrittenFile]:
    return writing_forms.write_forms(assessment, record, code, WritingForms(record.asked.invitees, kinds))


def _mails(
    kind: FormKind, assessment: Assessment, record: RoundRecord, code: Code, *, reminding: bool
) -> list[WrittenFile]:
    people = mail_drafts.unanswered(assessment, record) if reminding else record.asked.invitees
    return mail_drafts.write_drafts(assessment, record, code, WritingForms(people, (kind,)), reminding=reminding)
