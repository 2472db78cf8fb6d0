"""A rehearsal: what each rule of visibility would reveal, shown on plainly invented answers before partners choose.

The partners and their numbers are real; the items and answers are invented, always in the same way. What is shown
comes from the page that every result comes from. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from compact_core.assessment.findings.visibility import CHOICES, STRICTNESS, as_asked, late_answers_count
from compact_core.assessment.partnership import Invitee, Meeting, Partnership, Plan, Round, Row, Visibility
from compact_core.assessment.records.paths import numbers
from compact_core.assessment.records.reading import RoundRecord, read_partnership
from compact_core.assessment.records.saving import current_round
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.assessment.results.about import SEEN
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from compact_core.assessment.setup.partners import partners, typed_organisation
from compact_core.content.digest import content_digest
from compact_core.errors import CompactsError
from compact_core.model import Action, Agreement, Code, Header, Section, Source
from compact_core.model.scales import SCALES
from compact_core.reports.page import Block, Fact, Grid, Heading, Items, Words
from compact_core.text import count

_ITEMS = {
    "decisions": "Decisions are taken together",
    "meetings": "Meetings are at good times",
    "money": "Everybody knows the budget",
}
"""The invented items: on the first the side stands apart, on the second the organisation, on the third somebody
doesn't know."""
_COMMENT = "We hear late of what was decided."
INVENTED = (
    "public: Northfield Council, 3 people",
    "public: Northfield Hospital, 2 people",
    "public: Northfield College",
    "third: Hill Carers",
    "third: Moor Mothers, 2 people",
    "third: Dale Drivers",
)
"""Invented partners, for people who have none yet."""
_NOTE = "All answers here are invented. Only the partners, their sides and how many people are asked are real."
_ALL_INVENTED = "All of this is invented: the partners, and what they answer."
_DAY = "2000-01-01"
_SILENT = "nothing"
_ID = "rehearsal"
_ROOMY = 4
"""From how many points on two of them are high and two low."""


class Revealed(NamedTuple):
    """What one rule would reveal."""

    rule: Visibility
    fewest: int
    """Among how many organisations each hides; 0 where the rule is not by side."""
    meaning: str
    """The rule in words."""
    findings: tuple[str, ...]
    """What is found of each item."""
    organisation: tuple[str, ...]
    """What everybody learns of the organisation, item by item."""
    person: tuple[str, ...]
    """What everybody learns of the person, item by item."""
    comment: str
    """What is shown of the person's comment that may be quoted."""
    late: str
    """What becomes of an answer that comes late."""
    notes: tuple[str, ...]
    """What the page leaves out, and why."""

    @property
    def name(self) -> str:
        """The rule in short."""
        return f"{self.rule}, {self.fewest}" if self.fewest else self.rule


class Rehearsal(NamedTuple):
    """What the rules would reveal, side by side."""

    organisation: str
    """Name of the organisation that is looked at."""
    people: int
    """How many of its people are asked."""
    items: tuple[str, ...]
    """The invented items."""
    answers: tuple[str, ...]
    """What the person answered to each, invented."""
    rules: tuple[Revealed, ...]
    note: str = _NOTE
    """What is invented."""


def rehearse(partnership: Partnership, people: Sequence[str], points: Sequence[str] = ()) -> Rehearsal:
    """What each rule would reveal of one organisation, and of one of its people.

    ``people`` has the id of the organisation of everybody who is asked; ``points`` are the words of the scale. The
    organisation is the first that asks several people, else the first of all.
    """
    if not people:
        raise CompactsError("Nobody is asked yet. Name the organisations first.")
    words = tuple(points) or SCALES["agree4"].points
    home = next((person for person in people if people.count(person) > 1), people[0])
    answers = _answers(partnership, people, home, len(words))
    asked = _Asked(partnership, people, home, words, answers)
    rules = [(rule, fewest) for rule in STRICTNESS for fewest in (CHOICES if rule == "by side" else (0,))]
    mine = next(response for response in answers if response.invitee == f"{home}-1").answers
    return Rehearsal(
        organisation=partnership.names[home],
        people=people.count(home),
        items=tuple(_ITEMS.values()),
        answers=tuple(words[answer.point - 1] if answer.point else answer.says for answer in mine),
        rules=tuple(_revealed(asked, rule, fewest) for rule, fewest in rules),
    )


def rehearse_round(partnership: Partnership, asked: Round | None) -> Rehearsal:
    """The rehearsal for those whom a round asks; without a round, for one person of each partner."""
    if asked is None or not asked.invitees:
        people = [partner.id for partner in partnership.organisations if not partner.left]
        return rehearse(partnership, people, asked.points if asked else ())
    return rehearse(as_asked(partnership, asked), [invitee.organisation for invitee in asked.invitees], asked.points)


def rehearse_invented() -> Rehearsal:
    """The rehearsal for an invented partnership, for whoever has none yet."""
    return rehearse_partners(INVENTED, {})._replace(note=_ALL_INVENTED)


def rehearse_partners(typed: Sequence[str], sides: Mapping[str, str], points: Sequence[str] = ()) -> Rehearsal:
    """The rehearsal for partners as people type them, such as ``public: City Council, 3 people``."""
    members = partners([typed_organisation(text) for text in typed], sides)
    partnership = Partnership(
        id=_ID,
        name="Rehearsal",
        code=_ID,
        visibility="by side",
        sides=members.sides,
        organisations=members.organisations,
    )
    return rehearse(partnership, [home for home, _ in members.people], points)


def rehearse_unchosen(folder: str) -> Rehearsal | None:
    """The rehearsal of a folder in which nothing is wrong but that no rule of visibility is chosen yet; else None."""
    read = read_partnership(folder)
    wrong = [problem for problem in read.problems if problem.severity == "error"]
    if not read.value or read.value.visibility or len(wrong) > 1:
        return None
    rounds = numbers(folder)
    return rehearse_round(read.value, current_round(folder, rounds[-1]) if rounds else None)


def rehearsal_blocks(found: Rehearsal) -> Iterator[Block]:
    """The rehearsal in reading order: what each rule would reveal of the organisation and of the person."""
    yield Heading(1, "What would each rule reveal?")
    yield Words(found.note)
    asked = count(found.people, "person is asked", "people are asked")
    yield Words(f"Look at {found.organisation} ({asked}), and at one person there, who answered:")
    yield Items(tuple(f"{item}: {answer}" for item, answer in zip(found.items, found.answers, strict=True)))
    names = tuple(rule.name for rule in found.rules)
    for title, rows in (
        (f"What everybody would learn of {found.organisation}", [rule.organisation for rule in found.rules]),
        ("What everybody would learn of the person", [rule.person for rule in found.rules]),
        ("What would be found", [rule.findings for rule in found.rules]),
    ):
        yield Heading(2, title)
        cells = zip(found.items, *rows, strict=True)
        more = [("A comment", *(rule.comment for rule in found.rules)), ("Late", *(rule.late for rule in found.rules))]
        table = [*cells, *(more if "person" in title else [])]
        yield Grid(("Item", *names), tuple(map(tuple, table)), aligned=True)
    yield Heading(2, "The rules")
    yield from (Fact(rule.name, rule.meaning) for rule in found.rules)
    for rule in found.rules:
        if rule.notes:
            yield Fact(f"Left out, {rule.name}", " ".join(rule.notes))
    yield Words(
        "Under each rule everybody sees which organisations answered, and whoever collects the answers can read them"
        " all. A rule can become stricter later, never looser."
    )


class _Asked(NamedTuple):
    """Who is asked in the rehearsal, and what they answer."""

    partnership: Partnership
    people: Sequence[str]
    home: str
    points: tuple[str, ...]
    answers: tuple[Response, ...]


def _revealed(asked: _Asked, rule: Visibility, fewest: int) -> Revealed:
    partnership = replace(asked.partnership, visibility=rule, fewest=fewest or asked.partnership.fewest)
    record = RoundRecord(_round(asked.people, asked.points), asked.answers, Meeting(), Plan(), "")
    page = result_page(_code_of_items(), partnership, [record], 1, program=_ID)
    meaning = SEEN[rule].partition(": ")[2]
    name, several = partnership.names[asked.home], asked.people.count(asked.home) > 1
    side = next(number for number, turnout in enumerate(page.turnout) if name in (*turnout.answered, *turnout.silent))
    return Revealed(
        rule=rule,
        fewest=fewest,
        meaning=f"{meaning}; {fewest} of each side must answer" if fewest else meaning,
        findings=tuple(item.finding.words for item in page.items),
        organisation=tuple(_of_organisation(item, name, side) for item in page.items),
        person=tuple(_of_person(item, name, several=several) for item in page.items),
        comment=_of_comment(page),
        late="counts, and is marked" if late_answers_count(rule) else "left out",
        notes=page.left_out,
    )


def _of_organisation(item: Item, name: str, side: int) -> str:
    """What the page says of the organisation on an item."""
    own = next((voice.words for voice in item.voices if voice.organisation == name), "")
    cell = item.cells[side].words
    return own or (_SILENT if not item.summary and item.places[side].at is None else f"its side: {cell}")


def _of_person(item: Item, name: str, *, several: bool) -> str:
    """What the page says of the person on an item."""
    voice = next((voice for voice in item.voices if voice.organisation == name), None)
    if voice is None:
        return _SILENT
    mine = next((said for said in voice.people if "person 1" in said), "")
    if mine:
        return mine
    return _SILENT if several else f"{voice.words}: nobody else of it is asked"


def _of_comment(page: ResultPage) -> str:
    """What the page shows of the person's comment."""
    quote = next((quote for quote in page.quotes if quote.text == _COMMENT), None)
    if quote is None:
        return "not shown"
    return f"quoted, of {quote.by}" if quote.by else "quoted, nobody named"


def _numbered(people: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The organisation of everybody who is asked, with the number of the person in it."""
    counts = Counter[str]()
    for home in people:
        counts[home] += 1
        yield home, counts[home]


def _round(people: Sequence[str], points: tuple[str, ...]) -> Round:
    rows = tuple(Row(item=part.id, digest=content_digest(part)) for part in _code_of_items().provisions)
    return Round(
        number=1,
        code=_ID,
        scale="agree4",
        points=points,
        collector="nobody",
        closed=_DAY,
        organisations=tuple(dict.fromkeys(people)),
        invitees=tuple(
            Invitee(code=f"{home}-{number}", organisation=home, role=f"person {number}")
            for home, number in _numbered(people)
        ),
        rows=rows,
    )


def _answers(partnership: Partnership, people: Sequence[str], home: str, points: int) -> tuple[Response, ...]:
    """What everybody answers: all agree, but for the side, the organisation and the person that are looked at."""
    high, low = (points - 1, 2) if points >= _ROOMY else (points, 1)
    sides = partnership.side_of
    made = []
    for organisation, number in _numbered(people):
        mine, first = organisation == home, organisation == home and number == 1
        given = {
            "decisions": 1 if first else low if sides[organisation] == sides[home] else high,
            "meetings": 1 if first else low if mine else high,
            "money": 0 if first else high,
        }
        comment = Comment(section="all", box="improvements", text=_COMMENT, use="may be quoted")
        made.append(
            Response(
                partnership=partnership.id,
                round=1,
                code=_ID,
                invitee=f"{organisation}-{number}",
                asked="0" * 16,
                answers=tuple(_answer(item, point) for item, point in given.items()),
                comments=(comment,) if first else (),
            )
        )
    return tuple(made)


def _answer(item: str, point: int) -> Answer:
    return Answer(item=item, says="point", point=point) if point else Answer(item=item, says="don't know")


def _code_of_items() -> Code:
    """The invented items as a code."""
    return Code(
        header=Header(id=_ID, title="Rehearsal"),
        agreement=Agreement(id=_ID, name="Rehearsal", kind="agreement"),
        source=Source(title="Rehearsal"),
        parts=(
            Section(id="all", title="Working together"),
            *(Action(id=item, title=title, text=f"{title}.") for item, title in _ITEMS.items()),
        ),
    )
