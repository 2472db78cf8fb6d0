"""A comparison of two codes as one HTML file that loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports.comparison_page import (
    NOTHING,
    SUSPECT,
    UNKNOWN_PAIRS,
    UNTOLD,
    about,
    how_made,
    is_bare,
    shown_in_words,
    unknown_pairs,
    untold,
    verdict_of,
)
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
        made=how_made(compared),
        told=[row for row in compared.shown if not is_bare(row)],
        lists=untold(compared),
        pairs=unknown_pairs(compared),
        unknown_pairs=UNKNOWN_PAIRS,
        shown=[name for name in SIGNS if name in found],
        signs=SIGNS,
        verdict_of=verdict_of,
        about=about,
        suspect=SUSPECT,
        untold=UNTOLD,
        nothing=NOTHING,
        only=shown_in_words(compared) if compared.limited else "",
    )
