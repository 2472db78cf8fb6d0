"""The plugin: one more format for results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import ReportFormat, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_report_formats() -> Iterable[ReportFormat]:
    """Word documents, by the package's template or one of the user's own."""
    return [ReportFormat("docx", ".docx", "A Word document.", "compacts_word.writing:write", ("template",))]
