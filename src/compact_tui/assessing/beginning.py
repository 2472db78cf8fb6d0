"""A new assessment as it is filled in: what each field says, and what is still wrong with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from compact_core.assessment.model import Visibility
from compact_core.assessment.partners import (
    EXAMPLE,
    organisations,
    partners,
    side_names,
    typed_organisation,
    with_small,
)
from compact_core.assessment.settings import Begun, Settings, asked_lines, begin
from compact_core.cli.assess.rows import rows_as_said
from compact_core.errors import CompactsError
from compact_core.records.days import partial_date
from compact_core.records.places import folder_name
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from compact_core.assessment.model import Row
    from compact_core.assessment.partners import Partners
    from compact_core.library import Library
    from compact_core.scales import Scale

T = TypeVar("T")

QUESTIONS = {
    "name": "Name of the partnership:",
    "organisations": f"Organisations, one a line: side, name, number of people, as in '{EXAMPLE}':",
    "small": "Which of them have few paid staff or none (names with commas):",
    "code": "Code that it is assessed by:",
    "rows": "What is asked:",
    "chosen_by": "Who chose the code, the items and the dates (names with commas, or all):",
    "collector": "Who collects the answers, and can read them all (organisation, role):",
    "closes": "Answers are asked for by:",
    "visibility": "Reports show:",
    "retention": "Answers are kept until:",
    "facilitator": "Role of the facilitator, if there is one:",
    "folder": "Folder:",
}
"""Each field, and what it asks."""
ROWS = {"all": "every item", "short": "a short check: the principles alone", "applicable": "what the code's rule says"}
"""What can be asked, by the word that commands use."""
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
_NEEDED = {"name": "Type a name.", "collector": "Say who collects the answers."}
_WEEKS_TO_ANSWER = 3
_WEEKS_TO_KEEP = 55


class Draft(NamedTuple):
    """What the fields come to."""

    begun: Begun | None
    """What can be written; None while something is wrong."""
    lines: tuple[str, ...]
    """How many minutes it asks of whom, and what partners should look at first."""
    wrong: Mapping[str, str]
    """What is wrong, by field."""
    folder: str
    """Where it will be written."""


def usual(day: date) -> dict[str, str]:
    """What stands in the fields at first."""
    closes = day + timedelta(weeks=_WEEKS_TO_ANSWER)
    kept = day + timedelta(weeks=_WEEKS_TO_KEEP)
    return {"chosen_by": "all", "closes": closes.isoformat(), "retention": kept.isoformat()}


def draft(fields: Mapping[str, str], library: Library, scales: Mapping[str, Scale], day: date) -> Draft:
    """What the fields come to on a day; everything that is wrong is told at once."""
    said = {name: clean(text).strip() for name, text in fields.items()}
    wrong = {name: needed for name, needed in _NEEDED.items() if not said[name]}
    code = library.code(said["code"])
    members = _tried(wrong, "organisations", lambda: _partners(said["organisations"], side_names(code)))
    among = members.organisations if members else ()
    chosen_by = _tried(wrong, "chosen_by", lambda: organisations(among, said["chosen_by"]) if members else ()) or ()
    small = _tried(wrong, "small", lambda: organisations(among, said["small"]) if members else ()) or ()
    rows: Sequence[Row] = (
        _tried(wrong, "rows", lambda: rows_as_said(library, code, "informal", said["rows"], chosen_by)) or ()
    )
    closes = _tried(wrong, "closes", lambda: partial_date(said["closes"])) or ""
    retention = _tried(wrong, "retention", lambda: partial_date(said["retention"])) or ""
    folder = said["folder"] or folder_name(said["name"])
    if wrong or not members:
        return Draft(None, (), wrong, folder)
    settings = Settings(
        name=said["name"],
        partners=with_small(members, small),
        code=code,
        rows=tuple(rows),
        scale=scales[code.header.scale],
        chosen_by=chosen_by,
        collector=said["collector"],
        closes=closes,
        visibility=VISIBILITIES[VISIBILITIES.index(said["visibility"])],
        facilitator=said["facilitator"],
        facilitator_of="",
        retention=retention,
        kind="",
        formality="informal",
    )
    begun = begin(settings, day.isoformat())
    return Draft(begun, tuple(asked_lines(begun, settings)), {}, folder)


def _partners(text: str, names: Mapping[str, str]) -> Partners:
    typed = [typed_organisation(line) for line in text.splitlines() if line.strip()]
    if not typed:
        raise CompactsError(f"Name the organisations, one a line, as in '{EXAMPLE}'.")
    return partners(typed, names)


def _tried(wrong: dict[str, str], field: str, read: Callable[[], T]) -> T | None:
    """What a field says; what is wrong with it is noted instead."""
    try:
        return read()
    except CompactsError as error:
        wrong[field] = str(error)
        return None
