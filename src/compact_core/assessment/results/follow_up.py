"""What comes of a result: what was settled, the plan, and the comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings.agenda import VOTABLE, chosen
from compact_core.assessment.findings.arithmetic import stretch_of
from compact_core.assessment.findings.fairness import fairness
from compact_core.assessment.partnership import Invitee, Outcome, PlanLine
from compact_core.assessment.records.days import in_words
from compact_core.assessment.responses import Comment
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.item_values import Item, numbered_title
from compact_core.assessment.results.items import section_titles
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.room import exact
from compact_core.assessment.results.values import AgendaItem, Kept, PlanRow, Quote, Settled
from compact_core.model import ALL_PARTIES, Code
from compact_core.reports.page import Fact
from compact_core.text import count, joined, shorten

_LONGEST_LINE = 100
"""Characters of a line of the plan that its name needs under the plan."""
_CONFIRMS = {"high": "confirmed", "low": "denied", "middle": "partly"}
"""What a side says of a line of the plan, by where it stands."""
_ENDINGS = {"step down": "A partner steps down", "pause": "The partnership pauses", "close": "The partnership closes"}


def meeting(evidence: Evidence) -> Iterator[Fact]:
    """When partners met, and who was there."""
    met = evidence.now.record.meeting
    if met.held:
        yield Fact("Held", in_words(met.held))
    if met.present:
        yield Fact("Present", evidence.who(met.present))


def settled(evidence: Evidence, items: Sequence[Item]) -> tuple[Settled, ...]:
    """What the meeting settled."""
    titles = _titles(items, evidence)
    met = evidence.now.record.meeting
    made = []
    for outcome in met.outcomes:
        statements = tuple(_statements(evidence, outcome.item))
        made.append(
            Settled(
                item=titles.get(outcome.item, outcome.item),
                result=outcome.result,
                note=outcome.note,
                item_id=outcome.item,
                statements=statements,
                review=in_words(outcome.review) if outcome.review else "",
                said=_said(outcome, statements),
            )
        )
    return tuple(made)


def _said(outcome: Outcome, statements: Sequence[Fact]) -> str:
    """All that was said on an item in one text."""
    views = [f"{view.label}: {view.text}" for view in statements]
    review = f"To be looked at again: {in_words(outcome.review)}." if outcome.review else ""
    texts = [outcome.note, *views, review]
    if not (views or review):
        return outcome.note
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text)


def _statements(evidence: Evidence, item: str) -> Iterator[Fact]:
    """What each says who disagrees; by side only what sides say."""
    sides, names = evidence.words.sides, evidence.partnership.names
    for said in evidence.now.record.meeting.statements:
        if said.item == item and (said.side or not evidence.by_side):
            yield Fact(sides.get(said.side, "") or names.get(said.organisation, said.organisation), said.text)


def said(evidence: Evidence, items: Iterable[Item]) -> tuple[Kept, ...]:
    """What the partners said that they would do, and whether each side confirms it, as far as that may be shown."""
    asked = {item.id: item for item in items}
    lines = evidence.now.record.asked.said
    made = []
    for line in lines:
        if item := asked.get(line.item):
            sides = _sides_say(item)
            text = ", ".join(f"{side}: {says}" for side, says in zip(evidence.side_names, sides, strict=True))
            made.append(Kept(line.what, sides, line.item, text))
    return tuple(made)


def _sides_say(item: Item) -> tuple[str, ...]:
    """What each side says of a line: confirmed where it stands high, denied where it stands low."""
    return tuple(
        cell.words if place.at is None else _CONFIRMS[stretch_of(exact(place.at))]
        for cell, place in zip(item.cells, item.places, strict=True)
    )


def votable(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that votes can go to, the weightiest first."""
    return tuple(item for item in by_rank(items) if item.finding.words in VOTABLE)


def agenda(evidence: Evidence, items: Iterable[Item]) -> tuple[AgendaItem, ...]:
    """What the meeting talks about, chosen by votes."""
    candidates = {item.id: item for item in votable(items)}
    votes = evidence.now.record.meeting.votes
    return tuple(AgendaItem(candidates[counted.item], counted.votes) for counted in chosen(tuple(candidates), votes))


def plan(evidence: Evidence, items: Sequence[Item]) -> tuple[PlanRow, ...]:
    """The lines of the plan, endings among them."""
    titles = _titles(items, evidence)
    return tuple(
        PlanRow(
            what=f"{_ENDINGS[line.kind]}: {line.what}" if line.kind in _ENDINGS else line.what,
            owners=_owners(line, evidence.partnership.names),
            due=in_words(line.due),
            state=line.state,
            details=tuple(_details(line, titles)),
        )
        for line in evidence.now.record.plan.lines
    )


def _owners(line: PlanLine, names: Mapping[str, str]) -> str:
    if ALL_PARTIES in line.owners:
        return "all partners jointly"
    return joined(names.get(owner, owner) for owner in line.owners) or "nobody"


def _details(line: PlanLine, titles: Mapping[str, str]) -> Iterator[Fact]:
    details = [
        ("For", "; ".join(titles.get(item, item) for item in line.items)),
        ("Support", line.support),
        ("Sign of success", line.sign),
        ("Learning kept", line.learning),
    ]
    yield from (Fact(label, text) for label, text in details if text)


def fairness_lines(evidence: Evidence) -> Iterator[str]:
    """Facts about how the plan is shared out, as sentences."""
    partners = organisations_asked(evidence.partnership, evidence.now.record.asked)
    shared = fairness(evidence.now.record.plan, partners)
    for side in shared.idle_sides:
        yield f"No line has an owner from {evidence.words.sides[side]}."
    for burden in shared.burdens:
        name = evidence.partnership.names[burden.organisation]
        yield f"{name} is small and has a part in {burden.lines} of the {burden.of} lines that are still to be done."
    if shared.unsupported:
        lines = f"{count(len(shared.unsupported), 'line')}: {_what(shared.unsupported)}"
        yield f"A small organisation works, and no support for it is written down, on {lines}."
    if shared.unowned:
        yield f"Nobody sees to {count(len(shared.unowned), 'line')}: {_what(shared.unowned)}."
    if shared.unlearned:
        endings = f"{count(len(shared.unlearned), 'ending')}: {_what(shared.unlearned)}"
        yield f"What is kept of what was learned is not written down for {endings}."


def _what(lines: Sequence[PlanLine]) -> str:
    return "; ".join(shorten(line.what.rstrip("."), _LONGEST_LINE) for line in lines)


def quotes(code: Code, evidence: Evidence, *, for_facilitator: bool) -> tuple[Quote, ...]:
    """The comments that may be quoted; on the facilitator's page also the others.

    By side nobody stands beside them, and they come in the order of their words.
    """
    sections = section_titles(code)
    ranks = {section: rank for rank, section in enumerate(sections)}
    given = list(quotable(evidence, for_facilitator=for_facilitator))
    rank = {comment: ranks.get(comment.section, len(ranks)) for comment, _ in given if not comment.given_to}
    given.sort(key=lambda pair: (rank.get(pair[0], len(ranks)), pair[0].box != "strengths", pair[0].text))
    return tuple(
        Quote(
            section=_section(comment, sections),
            box=comment.box,
            text=comment.text,
            by=_writer(invitee, evidence),
            hidden=comment.use == "facilitator only",
            section_id="" if comment.given_to else comment.section,
        )
        for comment, invitee in given
    )


def _section(comment: Comment, sections: Mapping[str, str]) -> str:
    """What a comment is about; one on a section of an earlier edition names its code."""
    if comment.given_to:
        return f"{comment.section}, in the earlier edition {comment.given_to}"
    return sections.get(comment.section, comment.section)


def quotable(evidence: Evidence, *, for_facilitator: bool) -> Iterator[tuple[Comment, Invitee]]:
    """The comments that may stand on a page, with their writers.

    By side there are none if too few organisations answered to hide their writers.
    """
    if evidence.hides_comments and not for_facilitator:
        return
    invitees = {invitee.code: invitee for invitee in evidence.now.record.asked.invitees}
    for response in evidence.now.responses:
        for comment in response.comments if response.invitee in invitees else ():
            if comment.text.strip() and (for_facilitator or comment.use == "may be quoted"):
                yield comment, invitees[response.invitee]


def _writer(invitee: Invitee, evidence: Evidence) -> str:
    """Whose a comment is, as far as it may be shown."""
    if evidence.by_side:
        return ""
    name = evidence.partnership.names[invitee.organisation]
    return f"{name}, {invitee.role}" if evidence.words.people and invitee.role else name


def _titles(items: Sequence[Item], evidence: Evidence) -> dict[str, str]:
    """Number and title of each item, also by the ids that items had in earlier editions."""
    titles = {item.id: numbered_title(item) for item in items}
    earlier = evidence.now.record.asked.earlier
    return {**{item.item: titles[item.becomes] for item in earlier if item.becomes in titles}, **titles}
