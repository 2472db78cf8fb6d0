"""A comparison of two codes as one HTML file that loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports import comparison_page
from compact_core.reports.html_pages import html_page
from compact_core.reports.labels import COMPARED
from compact_core.reports.rows import SIGNS

if TYPE_CHECKING:
    from compact_core.reports.code_comparison import CodeComparison


def as_html(compared: CodeComparison) -> str:
    """The comparison as HTML: two columns with the verdict between them, on narrow screens one card a row.

    Every value is escaped, and the policy in the file allows nothing but its own style.
    """
    found = {row.verdict for row in compared.shown}
    return html_page(
        __package__,
        "comparison.html.jinja",
        "comparison.css",
        compared=compared,
        heading=COMPARED,
        page=comparison_page,
        rows=[row for row in compared.shown if not comparison_page.is_bare(row)],
        pairs=comparison_page.unknown_pairs(compared),
        unrelated=comparison_page.unrelated(compared),
        verdicts=[verdict for verdict in SIGNS if verdict in found],
        signs=SIGNS,
    )
