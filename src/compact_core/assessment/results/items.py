"""The items of a page: words, findings and positions, as far as they may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor

from compact_core.assessment.asking import numbers_of
from compact_core.assessment.findings.arithmetic import numbers, to_one_decimal
from compact_core.assessment.findings.findings import Finding
from compact_core.assessment.findings.position import SidePosition
from compact_core.assessment.findings.tallies import CountedAnswer, answers_that_count
from compact_core.assessment.findings.vocabulary import notes, stands, summary
from compact_core.assessment.partnership import Invitee
from compact_core.assessment.responses import Answer
from compact_core.assessment.results import item_values, priorities
from compact_core.assessment.results.charts import letters_of, scale_line, signs_line
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.marks import FINDING_MARKS, WITHHELD, side_mark
from compact_core.assessment.results.values import Count, Profile
from compact_core.model import Code
from compact_core.model.code import CodeIndex
from compact_core.model.parts import TOP
from compact_core.reports.part_names import after_stem, first_words, name_of

_LONGEST_TITLE = 60
_HALF = Fraction(1, 2)


def items(code: Code, evidence: Evidence) -> tuple[item_values.Item, ...]:
    """Every item that the last round asked about."""
    provisions = {part.id: part for part in code.provisions}
    sections = section_titles(code)
    index = CodeIndex(code)
    given = given_answers(evidence)
    letters = letters_of(evidence.side_names)
    asked = evidence.now.record.asked
    digests = {row.item: row.digest for row in asked.rows}
    numbered = numbers_of(asked)
    made = []
    for finding in evidence.now.result.findings:
        provision = provisions.get(finding.item)
        section = (index.section_of(provision) or TOP) if provision else ""
        name = provision.title or first_words(provision.text, _LONGEST_TITLE) if provision else ""
        covers = tuple(getattr(provision, "covers", ()))
        may_show = evidence.may_show(finding)
        shown = shown_finding(finding, evidence)
        places = tuple(_place(side, finding, evidence) for side in finding.sides)
        made.append(
            item_values.Item(
                number=numbered[finding.item],
                id=finding.item,
                at=provision.at if provision else "",
                title=name or finding.item,
                text=after_stem(index, provision) if provision else "",
                covers=covers,
                section=sections[section] if section else "",
                finding=shown.finding,
                summary=summary(finding, evidence.words) if may_show else "",
                cells=shown.cells,
                notes=notes(finding, evidence.words) if may_show else (),
                heads_hide_it=may_show and evidence.words.people and finding.heads_hide_it,
                voices=_voices(finding, evidence, given[finding.item]) if may_show else (),
                numbers=_numbers(finding) if may_show and not evidence.by_side else None,
                missing=_missing(covers, given[finding.item]) if evidence.words.people else (),
                section_id=section,
                places=places,
                scale=scale_line(places, letters),
                digest=digests.get(finding.item, ""),
                side_voices=shown.side_voices,
            )
        )
    return priorities.with_ranks(made, evidence)


def shown_finding(finding: Finding, evidence: Evidence) -> item_values.ShownFinding:
    """What may be shown of a finding of the last round, on a page and in a published file."""
    may_show = evidence.may_show(finding)
    return item_values.ShownFinding(
        finding=FINDING_MARKS[finding.name] if may_show else WITHHELD,
        cells=tuple(
            side_mark(side, evidence.words) if evidence.may_place(finding, side.side) else WITHHELD
            for side in finding.sides
        ),
        side_voices=tuple(
            item_values.SideVoices(len(side.known_voices), len(side.that("don't know")))
            for side in finding.sides
            if may_show
        ),
    )


def section_titles(code: Code) -> dict[str, str]:
    """Number and title of each section by its id, so that no two are the same; the title of the code for none.

    Where several have one title, the sections around it stand with it; where that is the same, the id.
    """
    index = CodeIndex(code)
    counts = Counter(section.title for section in code.sections)
    titles = {TOP: code.title}
    for section in code.sections:
        around = index.sections_around(section) if counts[section.title] > 1 else ()
        titles[section.id] = " > ".join(map(name_of, (*around, section)))
    again = Counter(titles.values())
    return {section: title if again[title] == 1 else f"{title} ({section})" for section, title in titles.items()}


def profiles(of: Iterable[item_values.Item]) -> tuple[Profile, ...]:
    """How many items of each section got each finding, and how many findings are withheld."""
    sections: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in of:
        sections[item.section_id, item.section][item.finding.words] += 1
    made = []
    for (section, title), counted in sections.items():
        kinds = (*FINDING_MARKS.values(), *([WITHHELD] if counted[WITHHELD.words] else []))
        counts = tuple(Count(mark, counted[mark.words]) for mark in kinds)
        made.append(Profile(title, counts, section, signs_line(counts)))
    return tuple(made)


def given_answers(evidence: Evidence) -> Mapping[str, Sequence[CountedAnswer]]:
    """The answers that count, by the id of the item."""
    given: defaultdict[str, list[CountedAnswer]] = defaultdict(list)
    for (item, _), answers in answers_that_count(evidence.now.record.asked, evidence.now.responses).items():
        given[item] += answers
    return given


def _place(side: SidePosition, finding: Finding, evidence: Evidence) -> item_values.SidePlace:
    """Where a side and its organisations stand on the scale, as far as it may be shown."""
    if not evidence.may_place(finding, side.side):
        return item_values.SidePlace(None)
    names = evidence.words.organisations if evidence.may_show(finding) else {}
    spots = tuple(item_values.Spot(names[voice.organisation], float(voice.x)) for voice in side.known_voices if names)
    return item_values.SidePlace(float(side.x) if side.known else None, spots)


def _voices(finding: Finding, evidence: Evidence, given: Sequence[CountedAnswer]) -> tuple[item_values.ItemVoice, ...]:
    """Where each organisation stands, and its people where single people are shown."""
    names = evidence.words.organisations
    if not names:
        return ()
    points = evidence.words.points
    people: Mapping[str, list[str]] = defaultdict(list)
    if evidence.words.people:
        for invitee, answer in given:
            people[invitee.organisation].append(said_by(invitee, answer, points))
    return tuple(
        item_values.ItemVoice(
            names[voice.organisation], stands(voice, evidence.words), tuple(people.get(voice.organisation, ()))
        )
        for voice in finding.voices
    )


def said_by(invitee: Invitee, answer: Answer, points: Sequence[str]) -> str:
    """What somebody answered, with the role, never the code."""
    words = points[answer.point - 1] if answer.says == "point" else answer.says
    beside = [
        *(["agreed reply"] if invitee.agreed else []),
        *([invitee.role] if invitee.role else []),
        *([f"because: {answer.reason}"] if answer.reason else []),
        *(["late"] if answer.late else []),
    ]
    return f"{words} ({', '.join(beside)})" if beside else words


def _numbers(finding: Finding) -> item_values.ItemNumbers | None:
    found = numbers(finding.opinions)
    if found is None:
        return None
    return item_values.ItemNumbers(
        organisations=found.organisations,
        distribution=tuple(map(_percent, found.distribution)),
        median=to_one_decimal(found.median).removesuffix(".0"),
        mean=to_one_decimal(found.mean),
        favourable=_percent(found.favourable),
        consensus=f"{found.consensus:.2f}",
    )


def _percent(part: Fraction) -> str:
    return f"{floor(part * 100 + _HALF)} %"


def _missing(covers: Sequence[str], given: Sequence[CountedAnswer]) -> tuple[item_values.Missing, ...]:
    """How many people ticked each thing; ticks for things that the item does not cover are passed over."""
    ticks = Counter(tick for _, answer in given for tick in set(answer.missing))
    return tuple(
        item_values.Missing(what, ticks[position]) for position, what in enumerate(covers, start=1) if ticks[position]
    )
