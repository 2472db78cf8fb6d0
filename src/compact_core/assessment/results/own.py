"""Your page: what one organisation answered, beside what everybody may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.findings.arithmetic import share
from compact_core.assessment.findings.findings import AgreedStrength, Finding
from compact_core.assessment.findings.tallies import CountedAnswer
from compact_core.assessment.findings.vocabulary import stands
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.records.days import in_words
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.items import given_answers, said_by
from compact_core.assessment.results.priorities import found, in_short
from compact_core.assessment.results.values import OwnAnswer, OwnPage
from compact_core.errors import NotFoundError
from compact_core.model import ALL_PARTIES
from compact_core.text import clean, count, joined, shorten, suggestion

_MOST_NAMED = 5
"""How many strengths, and lines of the plan, the sentences for reports name."""
_LONGEST_LINE = 100
_KEPT = "by the rule that people were told, not even its own people are shown where it stands there"


def organisation_called(name: str, partnership: Partnership, asked: Round) -> str:
    """The id of an organisation that was asked, by its id or its name; raises NotFoundError that names all."""
    there = {member.id: member.name for member in organisations_asked(partnership, asked)}
    wanted = " ".join(clean(name).split()).casefold()
    for identity, called in there.items():
        if wanted in {identity.casefold(), called.casefold()}:
            return identity
    guess = f" {suggestion(clean(name), there)}".rstrip()
    known = ", ".join(f"{called} ({identity})" for identity, called in there.items())
    raise NotFoundError(
        f"Round {asked.number} asked no organisation '{shorten(clean(name))}'.{guess} It asked: {known}."
    )


def own_page(evidence: Evidence, items: Sequence[Item], organisation: str) -> OwnPage:
    """What the page holds for one organisation alone."""
    given = given_answers(evidence)
    answers = []
    for item, finding in zip(items, evidence.now.result.findings, strict=True):
        said = [counted for counted in given[finding.item] if counted.invitee.organisation == organisation]
        answers.append(_own_answer(item, finding, evidence, organisation, said))
    partnership = evidence.partnership
    homes = partnership.side_of
    return OwnPage(
        organisation=partnership.names[organisation],
        side=evidence.words.sides[homes[organisation]],
        answers=tuple(answers),
        notes=tuple(_notes(evidence, organisation, answers)),
        words_to_use=tuple(_words_to_use(evidence, items, organisation)),
    )


def _own_answer(
    item: Item, finding: Finding, evidence: Evidence, organisation: str, said: Sequence[CountedAnswer]
) -> OwnAnswer:
    """Where the organisation stands as everybody may see it; where they may not, what it said with one voice."""
    voice = next(voice for voice in finding.voices if voice.organisation == organisation)
    if not evidence.by_side and evidence.may_show(finding):
        people = tuple(said_by(*counted, evidence.words.points) for counted in said) if evidence.words.people else ()
        at = float(voice.x) if voice.known else None
        return OwnAnswer(item, stands(voice, evidence.words), at, people)
    if voice.state in {"silent", "cannot be read"}:
        return OwnAnswer(item, stands(voice, evidence.words), None, ())
    if len(said) != 1 or not evidence.may_tell_itself(said[0]):
        return OwnAnswer(item, "", None, ())
    answer, points = said[0].answer, evidence.words.points
    if answer.says == "point":
        return OwnAnswer(item, points[answer.point - 1], float(share(answer.point, len(points))), ())
    return OwnAnswer(item, answer.says, None, ())


def _notes(evidence: Evidence, organisation: str, answers: Sequence[OwnAnswer]) -> Iterator[str]:
    """For whom the page is, and what it does not hold."""
    name = evidence.partnership.names[organisation]
    if evidence.by_side:
        yield f"For {name} alone: this page holds its own answers, which other partners were promised not to be shown."
    if hidden := sum(not answer.words for answer in answers):
        yield f"Its own answers to {count(hidden, 'item')} came from several people: {_KEPT}."


def _words_to_use(evidence: Evidence, items: Sequence[Item], organisation: str) -> Iterator[str]:
    """Sentences for its own reports and bids."""
    record, partnership = evidence.now.record, evidence.partnership
    partners = joined(member.name for member in organisations_asked(partnership, record.asked))
    yield f"{partnership.name} is a partnership of {partners}."
    answering = len(evidence.now.result.answering)
    of = len(organisations_asked(partnership, record.asked))
    judged = f"{answering} of its {count(of, 'organisation')}" if answering < of else f"all its {of} organisations"
    yield f"By {in_words(record.asked.closed)} {judged} had judged how it works, on {count(len(items), 'item')}."
    yield in_short(items, len(evidence.side_names))
    if strengths := found(items, AgreedStrength):
        named = "; ".join(item.title for item in strengths[:_MOST_NAMED])
        yield f"Among the agreed strengths: {named}."
    name = partnership.names[organisation]
    own = [
        shorten(line.what.rstrip("."), _LONGEST_LINE)
        for line in record.plan.lines
        if {organisation, ALL_PARTIES}.intersection(line.owners)
    ]
    if own:
        yield f"In the plan {name} has a part in {count(len(own), 'line')}: {'; '.join(own[:_MOST_NAMED])}."
