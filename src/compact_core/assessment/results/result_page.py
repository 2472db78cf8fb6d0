"""The page that shows what a round came to. Every output is made from it, so what it does not hold is in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar, cast

from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.equality import equality
from compact_core.assessment.findings.findings import AgreedNeedsWork, AgreedStrength
from compact_core.assessment.findings.visibility import why_nothing
from compact_core.assessment.partnership import Partnership
from compact_core.assessment.records.outputs import result_mark
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results import about, follow_up, history, priorities
from compact_core.assessment.results.charts import letters_of
from compact_core.assessment.results.evidence import evidence
from compact_core.assessment.results.items import items, profiles
from compact_core.assessment.results.marks import legend
from compact_core.assessment.results.own import own_page
from compact_core.assessment.results.values import ResultPage
from compact_core.assessment.said import said_items
from compact_core.model import Code
from compact_core.text import clean
from compact_core.version import __version__

PURPOSE = (
    "This result is the start of a talk between partners. A difference is a result, not a mistake.",
    "It is not for ranking partnerships, organisations or people, not an audit, and no condition of funding.",
)
"""What the result is for, and what it is not for."""

_Value = TypeVar("_Value")


def result_page(  # noqa: PLR0913 - what is shown, and to whom
    code: Code,
    partnership: Partnership,
    rounds: Iterable[RoundRecord],
    number: int,
    *,
    program: str,
    for_facilitator: bool = False,
    organisation: str = "",
) -> ResultPage:
    """What the round of that number came to, as far as it may be shown.

    Args:
        code: The code that the round asks about.
        partnership: The partnership; what it agreed on who may see what is obeyed here, for all outputs.
        rounds: Every round of the partnership, in any order. Open ones are passed over.
        number: Number of the round. It is compared with the closed round before it.
        program: Name and version of the program, such as ``compacts 0.1.0``.
        for_facilitator: Whether comments that are for the facilitator only are on the page.
        organisation: Id of an organisation that was asked, whose own answers stand beside the rest; empty for none.

    Raises:
        CompactsError: There is no such round, or it is still open.
    """
    found = evidence(partnership, rounds, number)
    equal = equality(found.partnership, found.now.result, found.now.responses)
    every = items(code, found)
    lines = said_items(found.now.record.asked)
    of_code = tuple(item for item in every if item.id not in lines)  # what was said is told by itself
    settled = follow_up.settled(found, every)
    quotes = follow_up.quotes(code, found, for_facilitator=for_facilitator)
    made_with = f"{program}, method version {METHOD}, {result_mark(partnership.id, number)}"
    title = f"{found.partnership.name}: result of round {number}"
    page = ResultPage(
        title=f"{title}, for {found.partnership.names[organisation]}" if organisation else title,
        language=code.header.language,
        partnership=partnership.name,
        round=number,
        for_facilitator=for_facilitator,
        facts=tuple(about.facts(code, found, made_with)),
        points=found.words.points,
        warnings=tuple(about.warnings(code, found, equal, for_facilitator=for_facilitator)),
        turnout=about.turnout(equal, found),
        equality=tuple(about.equality_facts(equal, found)),
        dont_knows=tuple(about.dont_knows(equal, found)),
        sides=found.side_names,
        letters=letters_of(found.side_names),
        profiles=profiles(every),
        items=every,
        talk_first=priorities.talk_first(every, settled, quotes),
        strengths=priorities.found(of_code, AgreedStrength),
        needs_work=priorities.found(of_code, AgreedNeedsWork),
        comparison=history.comparison(found, every),
        trend=history.trend(found, every),
        meeting=tuple(follow_up.meeting(found)),
        settled=settled,
        plan=follow_up.plan(found, every),
        spoilt=found.now.record.spoilt,
        fairness=tuple(follow_up.fairness_lines(found)),
        quotes=quotes,
        left_out=tuple(about.left_out(code, found, every, for_facilitator=for_facilitator)),
        legend=legend(found.words, {mark for item in every for mark in (item.finding, *item.cells)}),
        purpose=PURPOSE,
        program=made_with,
        method=METHOD,
        closed_under=found.now.record.asked.method,
        in_short=priorities.in_short(of_code, len(found.side_names)),
        balance=tuple(about.balance(equal, found)),
        said=follow_up.said(found, every),
        votable=follow_up.votable(every),
        agenda=follow_up.agenda(found, every),
        own=own_page(found, every, organisation) if organisation else None,
        basis=about.basis(code, found),
    )
    return _cleaned(page, {})


def _cleaned(value: _Value, done: dict[int, Any]) -> _Value:
    """The value with every text in it cleaned, so that no output can be steered by what somebody wrote.

    What stands in several places of a page is cleaned once; ``done`` holds it by its identity.
    """
    if isinstance(value, str):
        return cast("_Value", clean(value))
    if isinstance(value, tuple):
        if id(value) not in done:
            parts = [_cleaned(part, done) for part in value]
            done[id(value)] = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        return cast("_Value", done[id(value)])
    return value


def page_of(
    assessment: Assessment, record: RoundRecord, code: Code, *, for_facilitator: bool = False, organisation: str = ""
) -> ResultPage:
    """The page of a round of an assessment."""
    return result_page(
        code,
        assessment.partnership,
        assessment.rounds,
        record.asked.number,
        program=f"compacts {__version__}",
        for_facilitator=for_facilitator,
        organisation=organisation,
    )


def fairness_of(assessment: Assessment, record: RoundRecord) -> list[str]:
    """How the plan of a round is shared out, as sentences."""
    return list(follow_up.fairness_lines(evidence(assessment.partnership, assessment.rounds, record.asked.number)))


def was_shown(assessment: Assessment, record: RoundRecord, invitee: str = "") -> bool:
    """Whether a second result of a closed round, beside the first, would give away what somebody answered.

    With ``invitee``, only that person is looked at. By side it does so if the first showed anything: a finding, where a
    side stands, that something is withheld, a comment. By organisation it does so where several people answer for
    one: its positions with and without one of them show what this one said. Where answers are named there is
    nothing to work out. Raises CompactsError while the round is open.
    """
    found = evidence(assessment.partnership, assessment.rounds, record.asked.number)
    if found.by_side:
        # Answers that cannot be read now may have been readable when the first result was shown.
        why = why_nothing(found.partnership, found.now.result)
        return why in {"", "unreadable"} or any(follow_up.quotable(found, for_facilitator=False))
    people = Counter(person.organisation for person in record.asked.invitees)
    shown = found.now.result.answering | found.now.result.unread_organisations
    if invitee:
        shown = shown.intersection(person.organisation for person in record.asked.invitees if person.code == invitee)
    return not found.words.people and any(people[organisation] > 1 for organisation in shown)
