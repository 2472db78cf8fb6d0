"""A comparison of two codes as one HTML file that loads nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
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
from compact_core.reports.labels import COMPARED
from compact_core.reports.rows import SIGNS

if TYPE_CHECKING:
    from jinja2 import Template

    from compact_core.reports.code_comparison import CodeComparison


def as_html(compared: CodeComparison) -> str:
    """The comparison as HTML: two columns with the verdict between them, on narrow screens one card a row.

    Every value is escaped, and the policy in the file allows nothing but its own style.
    """
    from markupsafe import Markup

    style = _file("comparison.css")
    found = {row.verdict for row in compared.shown}
    return (
        _template()
        .render(
            compared=compared,
            heading=COMPARED,
            style=Markup(style),  # noqa: S704  (our own file)
            style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
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
        .lstrip()
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("comparison.html.jinja"))


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
