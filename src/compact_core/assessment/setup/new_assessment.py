"""What a new assessment is made from, and what it asks of everybody before it is sent to anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, TypeVar

from compact_core.assessment.asking import minutes_each
from compact_core.assessment.findings.visibility import CHOICES, PUBLISHING, SHORTEST, STRICTNESS, with_publishing
from compact_core.assessment.partnership import Partnership, Publishing, Round, Row, Visibility
from compact_core.assessment.setup.beginning import first_round, invitees_for, lacks_signed_words, one_sided, scope_of
from compact_core.assessment.setup.partners import Partners
from compact_core.content.names import name_from
from compact_core.errors import CompactsError
from compact_core.model import Code
from compact_core.model.scales import Scale
from compact_core.model.text_rules import ADDRESS
from compact_core.reports.signed_words import why_no_signed_words
from compact_core.text import clean, count, listed, shorten

FormWording = Literal["plain", "signed"]
"""Whether forms show our plain words alone, or the signed words beside them."""
_FORM_WORDINGS: tuple[FormWording, ...] = ("plain", "signed")
_Choice = TypeVar("_Choice", bound=str)


class NewAssessment(NamedTuple):
    """Everything that a new assessment is made from."""

    name: str
    """Name of the partnership."""
    partners: Partners
    """Who belongs to it, and who is asked."""
    code: Code
    """The code that it is assessed by."""
    rows: tuple[Row, ...]
    """What is asked."""
    scale: Scale
    """What it is judged on."""
    chosen_by: tuple[str, ...]
    """Ids of the organisations that chose code and dates, and the items that no organisation picked by itself."""
    collector: str
    """Who collects the answers."""
    collector_address: str
    """Where they are sent; may be empty."""
    closes: str
    visibility: Visibility
    """What reports show."""
    fewest: int
    """How many organisations of each side must have answered before anything is shown by side."""
    facilitator: str
    """Who leads the talk about the result; may be empty."""
    facilitator_of: str
    """Id of the facilitator's organisation; may be empty."""
    retention: str
    """Until when answers are kept."""
    kind: str
    """What kind of partnership it is; may be empty."""
    formality: Literal["formal", "informal"]
    """formal or informal."""
    wording: FormWording = "plain"
    publish: Publishing = "no"
    """Whether findings may be published, and how."""
    area: str = ""
    """Name of the area under which they may be; empty when they may not."""


class Begun(NamedTuple):
    """A partnership and its first round, ready to be written."""

    partnership: Partnership
    round: Round


def address_from(text: str) -> str:
    """The web or mail address of whoever collects, as somebody typed it; raises CompactsError for anything else."""
    typed = clean(text).strip()
    if not re.fullmatch(ADDRESS.pattern, typed) or len(typed) > ADDRESS.longest:
        raise CompactsError(f"'{shorten(typed)}' is no address. Write {ADDRESS.allowed}. {ADDRESS.advice}")
    return typed


def wording_from(code: Code, text: str) -> FormWording:
    """Which words forms show, as somebody typed it; raises CompactsError when the code can have no signed words."""
    wording = _choice(text, _FORM_WORDINGS, "says not which words forms show. Write plain or signed.")
    if wording == "signed" and not code.wording:
        raise CompactsError(why_no_signed_words(code))
    return wording


def publishing_from(text: str) -> Publishing:
    """Whether findings may be published, and how, as somebody typed it."""
    return _choice(text, PUBLISHING, f"does not say how findings are published. Write {listed(PUBLISHING)}.")


def visibility_from(text: str) -> Visibility:
    """What reports show, as somebody typed it."""
    return _choice(text, STRICTNESS, f"is no rule for reports. Write one of {', '.join(STRICTNESS)}.")


def fewest_from(text: str) -> int:
    """How many organisations of each side must answer, as somebody typed it."""
    allowed = tuple(map(str, CHOICES))
    return int(_choice(text, allowed, f"is not how many organisations must answer. Write {' or '.join(allowed)}."))


def _choice(text: str, choices: Sequence[_Choice], why_not: str) -> _Choice:
    """One of several choices, as somebody typed it; raises CompactsError when it is none of them."""
    typed = " ".join(clean(text).casefold().split())
    for choice in choices:
        if typed == choice:
            return choice
    raise CompactsError(f"'{shorten(clean(text))}' {why_not}")


def begin(settings: NewAssessment, day: str) -> Begun:
    """The partnership and its first round, opened on a day."""
    members = settings.partners
    partnership = Partnership(
        id=name_from(settings.name, "partnership"),
        name=settings.name,
        form=settings.kind,
        formality=settings.formality,
        code=settings.code.id,
        visibility=settings.visibility,
        fewest=settings.fewest,
        facilitator=settings.facilitator,
        facilitator_of=settings.facilitator_of,
        retention=settings.retention,
        publish=settings.publish,
        area=settings.area,
        sides=members.sides,
        organisations=members.organisations,
    )
    people = invitees_for(members.people)
    plain = with_publishing(first_round(partnership, settings.scale, people, settings.rows), partnership)
    return Begun(
        partnership,
        replace(
            plain,
            collector=settings.collector,
            collector_address=settings.collector_address,
            wording=settings.wording,
            opened=day,
            closes=settings.closes,
            asks=scope_of(settings.code, settings.formality, settings.rows),
            code_chosen_by=settings.chosen_by,
            dates_chosen_by=settings.chosen_by,
        ),
    )


def asked_lines(begun: Begun, settings: NewAssessment) -> Iterator[str]:
    """What is asked of whom, and what partners should look at before anything is sent."""
    partnership, asked = begun
    rows = len(asked.rows)
    asks = f"{count(rows, 'item')} of {asked.code}, {count(minutes_each(rows), 'minute')} for each person"
    yield f"{partnership.name}, round 1: {asks}."
    homes = partnership.side_of
    people = Counter(homes[invitee.organisation] for invitee in asked.invitees)
    names = partnership.side_names
    for time in asked.time_asked:
        who = count(people[time.side], "person", "people")
        yield f"  {names[time.side]}: {who}, {count(time.minutes, 'minute')} together"
    yield from _warnings(begun, settings)


def _warnings(begun: Begun, settings: NewAssessment) -> Iterator[str]:
    partnership, asked = begun
    if why := lacks_signed_words(settings.code, asked):
        yield f"Warning: {why}"
    if partnership.area and partnership.publish == "no":
        yield "Warning: an area is named, but publish is 'no'. What this round finds can then never be published."
    if not settings.chosen_by:
        yield "Nobody is named as having chosen the code and the dates, and reports say so."
    if side := one_sided(partnership, settings.chosen_by):
        yield f"Warning: {side} chose the code and the dates alone. Agree on them with the others before forms go out."
    if side := one_sided(partnership, (organisation for row in asked.rows for organisation in row.chosen_by)):
        yield f"Warning: {side} chose the items alone. Let the others pick some too."
    if why := _why_nothing(begun):
        rule = partnership.visibility
        yield f"Warning: reports {rule} will show no findings: {why}. Agree on another rule before forms go out."


def _why_nothing(begun: Begun) -> str:
    partnership, asked = begun
    shortest = SHORTEST[partnership.visibility]
    if len(asked.points) < shortest:
        return f"the scale {asked.scale} has fewer than {shortest} points"
    if partnership.visibility != "by side":
        return ""
    for side in partnership.sides:
        members = sum(organisation.side == side.id for organisation in partnership.organisations)
        if members < partnership.fewest:
            return f"each side needs {partnership.fewest} organisations, and {side.name} has {members}"
    return ""
