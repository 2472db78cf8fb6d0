"""Forms and invitations for those who are asked, written into a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compact_core.assessment.findings.progress import described
from compact_core.assessment.forms.content import Form, form_of, with_answers_before
from compact_core.assessment.forms.form_text import purpose
from compact_core.assessment.forms.kinds import MAIL, file_name, written
from compact_core.assessment.partnership import Invitee, Round
from compact_core.assessment.records.disk import existing, make_folder, write_once
from compact_core.assessment.records.editing import Promise, keep_promise
from compact_core.assessment.records.paths import FORMS, response_file
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.records.saving import read_own
from compact_core.assessment.responses import Response
from compact_core.errors import CompactsError
from compact_core.model import Code
from compact_core.plugins.builtin import KINDS
from compact_core.plugins.offers import FormKind
from compact_core.text import clean, count, readable


class WrittenFile(NamedTuple):
    """A file, and what came of writing it."""

    path: str
    state: str
    """``written``, ``unchanged`` when it held the same already, or ``left`` when it held something else."""


class WritingForms(NamedTuple):
    """What is written for whom, and where."""

    invitees: Sequence[Invitee]
    """Who gets a form."""
    kinds: Sequence[FormKind] = KINDS
    folder: str = ""
    """Where the files go; empty for the folder ``forms`` of the round."""
    replace: bool = False
    """Whether files that hold something else are written over."""


def write_forms(assessment: Assessment, record: RoundRecord, code: Code, wishes: WritingForms) -> list[WrittenFile]:
    """Write the forms and an invitation for each invitee; what they say is recorded before they are written."""
    made = forms_for(assessment, record, code, wishes.invitees)
    return write_files(record, wishes, [file for form in made for file in _files(form, wishes.kinds)])


def forms_for(assessment: Assessment, record: RoundRecord, code: Code, invitees: Sequence[Invitee]) -> list[Form]:
    """The form of each invitee; what they say is recorded before anybody can see them."""
    if not invitees:
        return []

    def make(promise: Promise) -> list[Form]:
        made = [
            (form_of(code, *promise, invitee), _answered(assessment, promise.round, invitee)) for invitee in invitees
        ]
        return [with_answers_before(form, promise.round, response, held=True) for form, response in made]

    return keep_promise(assessment.folder, record.asked.number, make)


def _answered(assessment: Assessment, asked: Round, invitee: Invitee) -> Response | None:
    """What somebody answered, for a form of another edition that has to mention it; None when it cannot be read."""
    if all(edition.round != asked.number for edition in asked.editions):
        return None
    path = response_file(assessment.folder, asked.number, invitee.code)
    try:
        data = existing(path)
        return read_own(data, path, asked) if data else None
    except CompactsError:  # status names what is wrong with it
        return None


def write_files(record: RoundRecord, wishes: WritingForms, files: Sequence[tuple[str, bytes]]) -> list[WrittenFile]:
    """Write files by their names into the folder of the forms, or that which is wished."""
    folder = wishes.folder or os.path.join(record.folder, FORMS)
    return [_write(os.path.join(folder, name), data, replace=wishes.replace) for name, data in files]


def all_written(files: Sequence[WrittenFile]) -> bool:
    """Whether every file is there as it should be."""
    return all(file.state != "left" for file in files)


def lines_by_person(assessment: Assessment, record: RoundRecord, files: Sequence[WrittenFile]) -> Iterator[str]:
    """Below each person who is asked, the names of the files to send to that person; then the files for nobody."""
    names, left = assessment.partnership.names, [os.path.basename(file.path) for file in files]
    for invitee in record.asked.invitees:
        own = [name for name in left if invitee.code in name]
        left = [name for name in left if name not in own]
        if own:
            yield f"{names.get(invitee.organisation, invitee.organisation)}: {described(invitee)}"
            yield from (f"  {readable(name)}" for name in own)
    yield from map(readable, left)


def written_lines(files: Sequence[WrittenFile], hint: str) -> Iterator[str]:
    """How many files there are, and which were left as they are, with a hint on how to write over them."""
    states = [file.state for file in files]
    unchanged = states.count("unchanged")
    same = f", {unchanged} there already and the same" if unchanged else ""
    yield f"{count(states.count('written'), 'file')} written{same}."
    for file in files:
        if file.state == "left":
            yield f"{readable(file.path)} is there already and holds something else. {hint}"


def _files(form: Form, kinds: Sequence[FormKind]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files for one invitee; a mail is its own invitation."""
    for kind in kinds:
        yield file_name(kind, form), written(kind, form)
    if any(kind.name != MAIL for kind in kinds):
        yield f"invitation-{form.invitee}-round-{form.round}.txt", invitation(form).encode()


def _write(path: str, data: bytes, *, replace: bool) -> WrittenFile:
    """Write a file, unless it holds something else that nobody said to write over."""
    there = existing(path)
    if there == data:
        return WrittenFile(path, "unchanged")
    if there is not None and not replace:
        return WrittenFile(path, "left")
    make_folder(os.path.dirname(path))
    write_once(path, data)
    return WrittenFile(path, "written")


def invitation(form: Form) -> str:
    """The invitation of one person as plain text; it is the same for every kind of form that is sent with it."""
    lines = [
        f"How do we work together? {form.title}",
        "",
        *addressed(form),
        "",
        purpose(form),
        "",
        *(["Please send the one reply that your organisation has agreed on.", ""] if form.agreed else []),
        "What to do",
        "",
        *steps(form),
        "",
        "If you would like it on paper in large print, as a spreadsheet, or in the text of a mail, ask for it.",
        "",
        "What you should know",
        "",
        *(f"{fact.label}: {fact.text}" for fact in form.about),
    ]
    return on_lines(lines)


def addressed(form: Form) -> list[str]:
    """Whom a form is for, and the code."""
    role = f", {form.role}" if form.role else ""
    return [f"To: {form.organisation_name}{role}", f"Your code: {form.invitee}"]


def steps(form: Form) -> list[str]:
    """What to do with a form that is sent as a file."""
    return [
        "1. Open the form that is attached. If it is a web page, it opens in any browser, without a network.",
        "2. Answer what you can. You may leave out anything, and you may say that you don't know.",
        f"3. Send what you filled in to: {form.send_to}.",
    ]


def on_lines(lines: Sequence[str]) -> str:
    """Lines as one text, in which no name makes a line of its own."""
    return "\n".join(" ".join(clean(line).split()) for line in lines) + "\n"
