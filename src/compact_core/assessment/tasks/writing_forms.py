"""Forms and invitations for those who are asked, written into a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from compact_core.assessment.forms.content import form_of
from compact_core.assessment.forms.form_pages import html_form, large_print
from compact_core.assessment.forms.sheet import sheet
from compact_core.assessment.records.disk import existing, make_folder, write_once
from compact_core.assessment.records.editing import keep_promise
from compact_core.assessment.records.paths import FORMS
from compact_core.text import count, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compact_core.assessment.forms.content import Form
    from compact_core.assessment.partnership import Invitee
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.model import Code


KINDS = ("html", "paper", "sheet")
"""A page for any browser, large print for paper, a spreadsheet."""


class WrittenFile(NamedTuple):
    """A file, and what came of writing it."""

    path: str
    state: str
    """``written``, ``unchanged`` when it held the same already, or ``left`` when it held something else."""


class WritingForms(NamedTuple):
    """What is written for whom, and where."""

    invitees: Sequence[Invitee]
    """Who gets a form."""
    kinds: Sequence[str] = KINDS
    folder: str = ""
    """Where the files go; empty for the folder ``forms`` of the round."""
    replace: bool = False
    """Whether files that hold something else are written over."""


def write_forms(assessment: Assessment, record: RoundRecord, code: Code, wishes: WritingForms) -> list[WrittenFile]:
    """Write the forms and an invitation for each invitee.

    What the forms say is recorded before they are written. Raises :class:`compact_core.errors.CompactsError` when a
    form cannot be made or written.
    """
    if not wishes.invitees:
        return []
    folder = wishes.folder or os.path.join(record.folder, FORMS)
    made = keep_promise(
        assessment.folder,
        record.asked.number,
        lambda promise: [form_of(code, *promise, invitee) for invitee in wishes.invitees],
    )
    return [
        _write(os.path.join(folder, name), text, replace=wishes.replace)
        for form in made
        for name, text in _files(form, wishes.kinds)
    ]


def all_written(files: Sequence[WrittenFile]) -> bool:
    """Whether every file is there as it should be."""
    return all(file.state != "left" for file in files)


def file_lines(files: Sequence[WrittenFile]) -> Iterator[str]:
    """The path of each file."""
    return (readable(file.path) for file in files)


def written_lines(files: Sequence[WrittenFile], hint: str) -> Iterator[str]:
    """How many files there are, and which were left as they are, with a hint on how to write over them."""
    states = [file.state for file in files]
    unchanged = states.count("unchanged")
    same = f", {unchanged} there already and the same" if unchanged else ""
    yield f"{count(states.count('written'), 'file')} written{same}."
    for file in files:
        if file.state == "left":
            yield f"{readable(file.path)} is there already and holds something else. {hint}"


def _files(form: Form, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and texts of the files for one invitee; the invitation speaks of the first of the forms."""
    makers: dict[str, tuple[str, str, Callable[[Form], str]]] = {
        "html": ("form", ".html", html_form),
        "paper": ("paper", ".html", large_print),
        "sheet": ("sheet", ".csv", sheet),
    }
    who = f"{form.invitee}-round-{form.round}"
    names = {kind: f"{beginning}-{who}{ending}" for kind, (beginning, ending, _) in makers.items()}
    for kind in kinds:
        yield names[kind], makers[kind][2](form)
    yield f"invitation-{who}.txt", invitation(form, names[kinds[0]])


def _write(path: str, text: str, *, replace: bool) -> WrittenFile:
    """Write a file, unless it holds something else that nobody said to write over."""
    data = text.encode()
    there = existing(path)
    if there == data:
        return WrittenFile(path, "unchanged")
    if there is not None and not replace:
        return WrittenFile(path, "left")
    make_folder(os.path.dirname(path))
    write_once(path, data)
    return WrittenFile(path, "written")


def invitation(form: Form, file_name: str) -> str:
    """The invitation of one person as plain text.

    Args:
        form: The form that the person is sent.
        file_name: Name of the file that is sent with it.
    """
    role = f", {form.role}" if form.role else ""
    why = (
        f"The partners of {form.partnership_name} ask each other how well they work together. They go by this code of "
        f"practice: {form.code_title}. Every organisation has one voice, whether it is large or small. The answers are "
        "the start of a talk between the partners. They are no test, and nobody is ranked."
    )
    lines = [
        f"How do we work together? {form.title}",
        "",
        f"To: {form.organisation_name}{role}",
        f"Your code: {form.invitee}",
        "",
        why,
        "",
        *(["Please send the one reply that your organisation has agreed on.", ""] if form.agreed else []),
        "What to do",
        "",
        f"1. Open the file {file_name}. If it is a web page, it opens in any browser, without a network.",
        "2. Answer what you can. You may leave out anything, and you may say that you don't know.",
        f"3. Send what you filled in to: {form.collector}.",
        "",
        "If you would like it on paper in large print, or as a spreadsheet, ask for it.",
        "",
        "What you should know",
        "",
        *(f"{fact.label}: {fact.text}" for fact in form.about),
    ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"
