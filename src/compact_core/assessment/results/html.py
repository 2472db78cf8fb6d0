"""A result page as one HTML file: no network, a strict policy, two sheets of A4 before the appendix."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from compact_core.assessment.results.marks import FINDING_MARKS, NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from compact_core.assessment.results.values import Mark, Profile, ResultPage

FRONT = {
    "most_named": 12,  # items named under one heading
    "most_columns": 34,  # items side by side in the picture
    "most_rows": 36,  # items in the table, and
    "most_sides": 2,  # sides in it; a larger table stands in the appendix
    "most_sections": 8,  # in the table of findings
    "most_moved": 5,
    "most_settled": 5,
    "most_lines": 7,
}
"""How much of a kind stands before the appendix, so that this is two sheets of paper."""
_TONES = {"++": "top", "+": "high", "~": "middle", "-": "low", "--": "bottom"}


def write(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as HTML in UTF-8."""
    from markupsafe import Markup

    style = _file("page.css")
    text = _template().render(
        FRONT,
        page=page,
        style=Markup(style),  # noqa: S704  (our own file)
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        count_marks=_counted(page),
        number_of=_number_of,
        tone=_tone,
    )
    return text.lstrip().encode("utf-8", "replace")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("page.html.jinja"))


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _tone(symbol: str) -> str:
    return _TONES.get(symbol, "none")


def _counted(page: ResultPage) -> tuple[Mark, ...]:
    """The findings that have a column: those of the method, and what is not told where there is any."""
    withheld = any(count.finding == NOT_TOLD for profile in page.profiles for count in profile.counts)
    return (*FINDING_MARKS.values(), *([NOT_TOLD] if withheld else []))


def _number_of(profile: Profile, mark: Mark) -> int:
    return next((count.items for count in profile.counts if count.finding == mark), 0)
