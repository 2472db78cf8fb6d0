"""A result page as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.results.blocks import page_blocks
from compact_core.reports.markdown import as_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.assessment.results.values import ResultPage


def write(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as Markdown in UTF-8."""
    return as_markdown(page_blocks(page)).encode("utf-8", "replace")
