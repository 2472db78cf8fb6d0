"""A new assessment as it is filled in: what each field says, and what is still wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from compact_core.assessment.findings.visibility import CHOICES, PUBLISHING
from compact_core.assessment.partnership import Organisation, Publishing, Row, Visibility
from compact_core.assessment.records.days import day_from, in_words, usual_closing, usual_retention
from compact_core.assessment.records.paths import folder_name
from compact_core.assessment.setup.beginning import rows_as_picked, rows_as_said, united
from compact_core.assessment.setup.new_assessment import (
    Begun,
    NewAssessment,
    address_from,
    asked_lines,
    begin,
    wording_from,
)
from compact_core.assessment.setup.partners import (
    EXAMPLE,
    Partners,
    organisations,
    partners,
    side_names,
    typed_organisation,
    with_small,
)
from compact_core.assessment.tasks.rehearsal import Rehearsal, rehearse_invented, rehearse_partners
from compact_core.content.names import why_clouds_refuse
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.model import Code
from compact_core.model.scales import Scale
from compact_core.text import clean, readable, shorten
from compact_tui.saved_files import typed_path

T = TypeVar("T")

QUESTIONS = {
    "name": "Name of the partnership:",
    "organisations": f"Organisations of other sides, one a line, with the side first, as in '{EXAMPLE}':",
    "small": "Which of them have few paid staff or none (names with commas):",
    "code": "Code that it is assessed by:",
    "rows": "What is asked:",
    "wording": "Words on the forms:",
    "chosen_by": "Who chose the code, the items and the dates (names with commas, or all):",
    "picks": "What an organisation picks by itself, one organisation a line, as in 'City Council: id, id':",
    "collector": "Who collects the answers, and can read them all (organisation, role):",
    "collector_address": "Where answers are sent, a web or mail address of an organisation or role, if there is one:",
    "closes": "Answers are asked for by:",
    "visibility": "Reports show:",
    "fewest": "By side, organisations of each side that must answer before anything is shown:",
    "publish": "What is found may be published beyond the partners:",
    "area": "Name of the area, such as a district, under which it may be:",
    "kind": "What kind of partnership it is, such as task-based:",
    "retention": "Answers are kept until:",
    "facilitator": "Role of the facilitator, if there is one:",
    "facilitator_of": "Organisation of the facilitator; nothing when neutral:",
    "folder": "Folder:",
}
"""Each field, and what it asks."""
STEPS = {
    "What is assessed": ("name", "code", "rows", "wording"),
    "Who the partners are": ("organisations", "small", "chosen_by", "picks"),
    "Who sees what": (
        *("visibility", "fewest", "collector", "collector_address", "facilitator", "facilitator_of"),
        *("publish", "area", "kind"),
    ),
    "Until when, and where": ("closes", "retention", "folder"),
}
"""The fields in the steps in which they are asked for."""
LISTS = ("organisations", "picks")
"""Fields of several lines."""
MOST_SIDES = 4
"""Sides of a code that have a field of their own."""
VISIBILITIES: Mapping[Visibility, str] = {
    "by organisation": "by organisation: where each organisation stands, and not what a person answered",
    "by side": "by side: only where each side stands as a whole",
    "named": "named: who answered what",
}
"""What reports can show, and what each means."""
PUBLISHED: Mapping[Publishing, str] = {
    "no": "no: it stays with the partners",
    "area": "area: with the name of the area, and nothing else of the partnership",
    "area and kind": "area and kind: with the name of the area and the kind of partnership",
}
"""How findings can be published, and what each means."""
ROWS = {
    "all": "every item",
    "short": "a short check: the principles alone",
    "applicable": "what the code's rule says",
    "picked": "only what the organisations pick in the next step",
}
"""What can be asked, by the word that commands use."""
WORDINGS = {
    "plain": "the plain words of the code",
    "signed": "the signed words too, beside ours; their document has to be attached",
}
"""Which words forms can show, by the word that commands use."""
FEWEST = tuple(map(str, CHOICES))
"""Among how many organisations each can hide by side."""
_NEEDED = {"name": "Type a name.", "code": "Choose a code.", "collector": "Say who collects the answers."}


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


def rehearsal(fields: Mapping[str, str], library: Library, scales: Mapping[str, Scale]) -> Rehearsal:
    """What each rule would reveal of the partners that are typed so far; of invented ones where there are none yet.

    Raises :class:`CompactsError` when a field cannot be read.
    """
    code = library.code(fields["code"]) if fields["code"] else None
    typed = [line for line in clean(fields["organisations"]).splitlines() if line.strip()]
    if not typed:
        return rehearse_invented()
    points = _scale(code, scales).points if code else ()
    return rehearse_partners(typed, side_names(code) if code else {}, points)


def usual(day: date) -> dict[str, str]:
    """What stands in the fields at first."""
    closes = usual_closing(day)
    return {"chosen_by": "all", "closes": in_words(closes), "retention": in_words(usual_retention(closes))}


def sides_of(library: Library, code_id: str) -> dict[str, str]:
    """The names of the sides that a code knows, by their ids; none for a code that cannot be read."""
    try:
        return dict(list(side_names(library.code(code_id)).items())[:MOST_SIDES]) if code_id else {}
    except CompactsError:
        return {}


def draft(fields: Mapping[str, str], library: Library, scales: Mapping[str, Scale], day: date) -> Draft:
    """What the fields come to on a day; with everything that is wrong."""
    said = {name: clean(text).strip() for name, text in fields.items()}
    wrong = {name: needed for name, needed in _NEEDED.items() if not said[name]}
    code = _tried(wrong, "code", lambda: library.code(said["code"])) if said["code"] else None
    scale = _tried(wrong, "code", lambda: _scale(code, scales)) if code else None
    members = _tried(wrong, "organisations", lambda: _partners(said["organisations"], side_names(code) if code else {}))
    among = members.organisations if members else ()

    def named(field: str) -> tuple[str, ...]:
        return _tried(wrong, field, lambda: organisations(among, said[field]) if among else ()) or ()

    chosen_by, small, facilitator_of = named("chosen_by"), named("small"), named("facilitator_of")
    if len(facilitator_of) > 1:
        wrong["facilitator_of"] = "Name one organisation, or none."
    picks = _tried(wrong, "picks", lambda: _picked(code, among, said["picks"])) or ()
    rows = _tried(wrong, "rows", lambda: _rows(library, code, said["rows"], chosen_by)) or ()
    if code and said["rows"] == "picked" and among and not picks:
        wrong.setdefault("picks", "Say what each organisation picks, or choose something else in the first step.")
    rows = united(code, [rows, picks]) if code else ()
    publish = next((name for name in PUBLISHED if name == said["publish"]), PUBLISHING[0])
    if publish != "no" and not said["area"]:
        wrong["area"] = "Type the name of the area."
    if publish == "area and kind" and not said["kind"]:
        wrong["kind"] = "Say what kind of partnership it is."
    address = _tried(wrong, "collector_address", lambda: address_from(said["collector_address"])) or ""
    closes = _tried(wrong, "closes", lambda: day_from(said["closes"], day.isoformat())) or ""
    retention = _tried(wrong, "retention", lambda: day_from(said["retention"], closes)) or ""
    folder = _tried(wrong, "folder", lambda: str(typed_path(said["folder"] or folder_name(said["name"])))) or ""
    wording = _tried(wrong, "wording", lambda: wording_from(code, said["wording"]) if code else "plain") or "plain"
    if not (members and code and scale and rows):
        return Draft(None, (), wrong, folder)
    soon = usual_closing(day)  # where a day is wrong, the minutes are shown all the same
    settings = NewAssessment(
        name=said["name"],
        partners=with_small(members, small),
        code=code,
        rows=rows,
        scale=scale,
        chosen_by=chosen_by,
        collector=said["collector"],
        collector_address=address,
        closes=closes or soon,
        visibility=next(name for name in VISIBILITIES if name == said["visibility"]),
        fewest=CHOICES[FEWEST.index(said["fewest"])],
        facilitator=said["facilitator"],
        facilitator_of=next(iter(facilitator_of), ""),
        retention=retention or usual_retention(closes or soon),
        kind=said["kind"] if publish == "area and kind" else "",
        formality="informal",
        wording=wording,
        publish=publish,
        area=said["area"] if publish != "no" else "",
    )
    begun = begin(settings, day.isoformat())
    clouds = (f"{readable(folder)}: {why}" for why in [why_clouds_refuse(folder)] if why)
    return Draft(None if wrong else begun, (*asked_lines(begun, settings), *clouds), wrong, folder)


def _partners(text: str, names: Mapping[str, str]) -> Partners:
    typed = [typed_organisation(line) for line in text.splitlines() if line.strip()]
    if not typed:
        raise CompactsError(f"Name the organisations, one a line, as in '{EXAMPLE}'.")
    return partners(typed, names)


def _scale(code: Code, scales: Mapping[str, Scale]) -> Scale:
    if code.header.scale not in scales:
        raise CompactsError(f"There is no scale '{shorten(code.header.scale)}', on which this code is judged.")
    return scales[code.header.scale]


def _rows(library: Library, code: Code | None, text: str, chosen_by: Sequence[str]) -> tuple[Row, ...]:
    return rows_as_said(library, code, "informal", text, chosen_by) if code and text != "picked" else ()


def _picked(code: Code | None, among: Sequence[Organisation], text: str) -> tuple[Row, ...]:
    lines = [line for line in text.splitlines() if line.strip()]
    return united(code, [rows_as_picked(code, among, line) for line in lines]) if code and among else ()


def _tried(wrong: dict[str, str], field: str, read: Callable[[], T]) -> T | None:
    """What a field says; what is wrong with it is noted instead."""
    try:
        return read()
    except CompactsError as error:
        wrong[field] = str(error)
        return None
