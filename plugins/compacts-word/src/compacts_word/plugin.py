"""The plugin: one more format for results, and a form to be filled in as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import AnswerReader, FormKind, ReportFormat, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_report_formats() -> Iterable[ReportFormat]:
    """Word documents, by the package's template or one of the user's own."""
    return [
        ReportFormat("docx", ".docx", "A document to change in Word.", "compacts_word.writing:write", ("template",))
    ]


@hookimpl
def compacts_form_kinds() -> Iterable[FormKind]:
    """A Word document in which answers are ticked."""
    return [FormKind("docx", ".docx", "A Word document with boxes to tick.", "compacts_word.form_document:write")]


@hookimpl
def compacts_answer_readers() -> Iterable[AnswerReader]:
    """Documents that were filled in."""
    return [AnswerReader("Word document", (".docx", ".docm"), "compacts_word.form_reading:read")]
