"""What a new assessment is asked for: each thing by an option, or by a question at a terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, TypedDict

import click

from compact_core.assessment.findings.visibility import CHOICES, PUBLISHING, STRICTNESS
from compact_core.assessment.records.days import day_from, today, usual_closing, usual_retention
from compact_core.assessment.setup.beginning import kinds_of_rows, rows_as_picked, rows_as_said, united
from compact_core.assessment.setup.new_assessment import (
    NewAssessment,
    address_from,
    fewest_from,
    publishing_from,
    visibility_from,
    wording_from,
)
from compact_core.assessment.setup.partners import (
    EXAMPLE,
    organisation,
    organisations,
    partners,
    side_names,
    typed_organisation,
    with_small,
)
from compact_core.cli.output import message, plugins_apart
from compact_core.cli.prompts import ask, ask_for, can_ask, options_understood, read_option
from compact_core.content.names import name_from
from compact_core.errors import NotFoundError
from compact_core.library.opening import open_plugins
from compact_core.reports.signed_words import why_no_signed_words
from compact_core.text import clean, joined, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compact_core.assessment.partnership import Organisation, Row, Visibility
    from compact_core.assessment.setup.new_assessment import FormWording
    from compact_core.assessment.setup.partners import Partners, Typed
    from compact_core.library.library import Library
    from compact_core.model import Code
    from compact_core.model.scales import Scale

_RULES = ", ".join(STRICTNESS)
_CHOICES = " or ".join(map(str, CHOICES))


class AssessmentOptions(TypedDict):
    """What the options of a new assessment say; None, or nothing, where an option is left out."""

    name: str | None
    organisations: tuple[str, ...]
    small: tuple[str, ...]
    sides: tuple[str, ...]
    code: str | None
    rows: str | None
    picks: tuple[str, ...]
    scale: str | None
    collector: str | None
    collector_address: str | None
    closes: str | None
    visibility: str | None
    fewest: str | None
    facilitator: str | None
    facilitator_of: str | None
    chosen_by: str | None
    retention: str | None
    wording: str | None
    publish: str | None
    area: str | None
    kind: str | None
    formality: Literal["formal", "informal"]


def ask_settings(found: Library, given: AssessmentOptions) -> NewAssessment:
    """What the options say, and what a person at the terminal answers to the questions that are left."""
    _refuse_unsaid(given)
    name = ask("name", "Name of the partnership", given["name"], "").strip()
    typed = _organisations(given["organisations"])
    code = found.code(given["code"]) if given["code"] else ask_for("Code", None, _usual_code(found), found.code)
    members = _partners(typed, {**side_names(code), **_sides(given["sides"])}, given["small"])
    among = members.organisations
    chosen_by = ask_for(
        "Who chose the code, the items and the dates (names with commas, or all)",
        given["chosen_by"],
        "all" if can_ask() else "",
        lambda text: organisations(among, text),
    )
    rows = _rows(found, code, among, chosen_by, given)
    collector = ask("collector", "Who collects the answers (organisation, role)", given["collector"], "").strip()
    closes = ask_for(
        "Answers are asked for by",
        given["closes"],
        usual_closing(today()),
        partial(day_from, first=today().isoformat()),
    )
    visibility = ask_for(f"Reports show answers ({_RULES})", given["visibility"], "by organisation", visibility_from)
    fewest = _fewest_for(visibility, given["fewest"])
    publish = ask_for(f"Findings may be published ({', '.join(PUBLISHING)})", given["publish"], "no", publishing_from)
    area = _published("area", "Name of the area, such as a district", given["area"], is_published=publish != "no")
    facilitator = ask(
        "facilitator", "Role of the facilitator, if there is one", given["facilitator"], "", may_be_empty=True
    ).strip()
    return NewAssessment(
        name=name,
        partners=members,
        code=code,
        rows=rows,
        scale=_scale(given["scale"] or code.header.scale),
        chosen_by=chosen_by,
        collector=collector,
        collector_address=read_option(given["collector_address"] or "", address_from),
        closes=closes,
        visibility=visibility,
        fewest=fewest,
        facilitator=facilitator,
        facilitator_of=_facilitator_of(among, facilitator, given["facilitator_of"]),
        retention=ask_for(
            "Answers are kept until", given["retention"], usual_retention(closes), partial(day_from, first=closes)
        ),
        kind=_published(
            "form",
            "What kind of partnership it is, such as task-based",
            given["kind"],
            is_published=publish == "area and kind",
        ),
        formality=given["formality"],
        wording=_wording_for(code, given["wording"]),
        publish=publish,
        area=area,
    )


def _refuse_unsaid(given: AssessmentOptions) -> None:
    """Without a terminal, name every option that is missing, all at once."""
    if can_ask():
        return
    needed = {
        "name": given["name"],
        "organisation": given["organisations"],
        "code": given["code"],
        "collector": given["collector"],
    }
    if unsaid := [f"--{option}" for option, said in needed.items() if not said]:
        raise click.UsageError(f"No terminal: pass {joined(unsaid)}.")


def _organisations(given: Sequence[str]) -> list[Typed]:
    if given:
        with options_understood():
            typed = [typed_organisation(text) for text in given]
            partners(typed, {})
        return typed
    message(f"Name the organisations one by one: side, name, number of people, as in '{EXAMPLE}'.")
    message("When all are named, press enter.")
    typed = []
    while organisation := ask_for("Organisation", None, "", lambda text: _one_more(text, typed)):
        typed.append(organisation)
    return typed


def _one_more(text: str, before: Sequence[Typed]) -> Typed | None:
    """The organisation, if it goes with the earlier ones; None for an empty line, which ends the list."""
    if before and not text.strip():
        return None
    organisation = typed_organisation(text)
    partners((*before, organisation), {})
    return organisation


def _sides(given: Sequence[str]) -> dict[str, str]:
    names = {}
    for text in given:
        side, mark, name = (part.strip() for part in clean(text).partition("="))
        if not (side and mark and name) or name_from(side, "") != side:
            shown = shorten(clean(text))
            raise click.UsageError(f"'{shown}' names no side. Write its id and its name, as in 'public=Public sector'.")
        names[side] = name
    return names


def _partners(typed: Sequence[Typed], names: Mapping[str, str], small: Sequence[str]) -> Partners:
    """The partners, with those marked that are small."""
    members = partners(typed, names)
    among = members.organisations
    if small:
        ids = [partner for text in small for partner in organisations(among, text)]
    else:
        question = "Which of them are small: few paid staff, or none (names with commas)"
        ids = list(ask_for(question, None, "", lambda text: organisations(among, text)))
    return with_small(members, ids)


def _usual_code(found: Library) -> str:
    """The code that is proposed, after all have been shown: the first that is in force."""
    if not can_ask():
        return ""
    message("Codes:")
    for entry in found.entries:
        message(f"  {entry.id}: {shorten(entry.title)}, {entry.status}")
    return next((match.id for match in found.entries if match.status == "current"), "")


def _rows(
    found: Library, code: Code, among: Sequence[Organisation], chosen_by: Sequence[str], given: AssessmentOptions
) -> tuple[Row, ...]:
    """The rows that are asked: as organisations pick them, as options say for all of them, or both together."""
    formality = given["formality"]
    picked = [read_option(text, lambda text: rows_as_picked(code, among, text)) for text in given["picks"]]
    if picked and given["rows"] is None:
        return united(code, picked)
    if given["rows"] is None and can_ask():
        message("Items that can be asked about:")
        for line in kinds_of_rows(code, formality):
            message(f"  {line}")
    said = ask_for("Items", given["rows"], "all", lambda text: rows_as_said(found, code, formality, text, chosen_by))
    return united(code, [said, *picked])


def _scale(name: str) -> Scale:
    with plugins_apart():
        scales = {scale.id: scale for scale in open_plugins().scales()}
    if name not in scales:
        raise NotFoundError(f"There is no scale '{shorten(clean(name))}'. The scales are {joined(scales)}.")
    return scales[name]


def _wording_for(code: Code, given: str | None) -> FormWording:
    """The words on forms; it is asked only where the signed words of the code can be shown."""
    if given is None and why_no_signed_words(code):
        given = "plain"
    question = "Words on the forms (plain, or signed to have the signed words beside ours)"
    return ask_for(question, given, "plain", lambda text: wording_from(code, text))


def _fewest_for(visibility: Visibility, given: str | None) -> int:
    """How many organisations of a side must answer; it is asked only when reports are made by side."""
    usual = str(CHOICES[0])
    if visibility != "by side" and given is None:
        given = usual
    return ask_for(f"Organisations of each side that must answer ({_CHOICES})", given, usual, fewest_from)


def _published(option: str, question: str, given: str | None, *, is_published: bool) -> str:
    """What the option says; it is asked only where that is published."""
    return (ask(option, question, given, "") if is_published else clean(given or "")).strip()


def _facilitator_of(among: Sequence[Organisation], facilitator: str, given: str | None) -> str:
    """Id of the facilitator's organisation; nothing is asked when there is no facilitator."""
    if not facilitator and given is None:
        return ""
    question = "Organisation of the facilitator, or nothing when neutral"
    return ask_for(question, given, "", lambda text: organisation(among, text).id if text.strip() else "")
