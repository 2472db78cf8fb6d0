"""What a result page is made of: plain texts and numbers that may all be shown. No format, no files.

An empty text means that there is nothing to say; None stands only for a whole part that a page does not have.
"""

from typing import Any, Literal, NamedTuple

from compact_core.assessment.results.item_values import Item, Mark
from compact_core.reports.page import Fact


class Turnout(NamedTuple):
    """Who was asked on one side, and who answered."""

    side: str
    """Name of the side."""
    answered: tuple[str, ...]
    """Names of the organisations that gave any answer."""
    silent: tuple[str, ...]
    """Names of the organisations that gave none."""
    unread: tuple[str, ...] = ()
    """Names of the organisations with answers that cannot be read."""


class Count(NamedTuple):
    """How often a finding was made."""

    finding: Mark
    """The finding."""
    items: int
    """Of how many items."""


class Profile(NamedTuple):
    """How many items of a section got each finding. Findings are never added up to a score."""

    section: str
    """Title of the section."""
    counts: tuple[Count, ...]
    """Every kind of finding in the order of the method, including findings of no item; then what is withheld, if any.
    """
    section_id: str = ""
    """Id of the section; empty when the code no longer has it."""
    signs: str = ""
    """A bar of text: the sign of each of its items, differences first."""


class TalkPoint(NamedTuple):
    """Something to talk about."""

    item: Item
    """The item."""
    settled: str
    """What a meeting settled on it: agreed, agreed to disagree, or parked; empty for nothing yet."""
    quote: "Quote | None"
    """A comment on its section that may be quoted, or its beginning; each section has its comment once."""


class Moved(NamedTuple):
    """What became of an item from one round to another."""

    item: Item
    """The item, as found in this round."""
    before: Mark
    """Its finding in the other round."""
    movement: str
    """How organisations moved, such as '2 up, 1 same, 0 down'; empty where movements are hidden."""
    changed: bool
    """Whether the finding is another one, or an organisation moved by a step."""
    gap: Literal["", "narrower", "wider", "same apart"] = ""
    """What became of the gap between the sides; empty where it is hidden, or there is none to compare."""
    places: tuple[float | None, ...] = ()
    """Where each side stood in the other round, in the order of the page's sides; empty where it is hidden."""


class Comparison(NamedTuple):
    """This round and the one before."""

    earlier: int
    """Number of the round before."""
    items: tuple[Moved, ...]
    """Every item that can be compared and may be shown in both rounds."""
    notes: tuple[str, ...]
    """Who joined and who left, how the rounds were made differently, what cannot be compared, as sentences."""
    differently: tuple[str, ...] = ()
    """Those of the notes that say how the round before was made differently."""


class Trend(NamedTuple):
    """The findings of three rounds or more."""

    rounds: tuple[int, ...]
    """Numbers of the rounds, the first one first."""
    rows: tuple[tuple[Item, tuple[Mark, ...]], ...]
    """Each item with its finding in each of the rounds."""
    notes: tuple[str, ...] = ()
    """How earlier rounds were made differently, as sentences."""


class Settled(NamedTuple):
    """What a meeting settled on one item."""

    item: str
    """Number and title of the item."""
    result: str
    """Agreed, agreed to disagree, or parked."""
    note: str
    """The reason, or what was said."""
    item_id: str = ""
    """Id of the item in the code."""
    statements: tuple[Fact, ...] = ()
    """What each says who disagrees, by the name of a side or an organisation."""
    review: str = ""
    """When partners look at it again."""
    said: str = ""
    """The reason, the statements and the review in one text; empty where there is none of them."""


class Kept(NamedTuple):
    """What the partners said that they would do, and whether it was done."""

    what: str
    """What they said."""
    sides: tuple[str, ...]
    """What each side says, in the order of the page's sides: confirmed, denied, partly, or why nothing is shown."""
    item_id: str
    """Id of the item by which it was asked."""
    text: str
    """What each side says, in one text."""


class AgendaItem(NamedTuple):
    """An item that the meeting talks about."""

    item: Item
    """The item."""
    votes: int
    """How many organisations voted for it."""


class PlanRow(NamedTuple):
    """A line of the plan."""

    what: str
    """What will be done, or that something ends."""
    owners: str
    """Who sees to it."""
    due: str
    """By when."""
    state: str
    """How far it is."""
    details: tuple[Fact, ...]
    """The items it answers to, support, the sign of success, what is kept of what was learned."""


class Quote(NamedTuple):
    """A comment."""

    section: str
    """Title of the section that it is about."""
    box: Literal["strengths", "improvements"]
    """Which of the two boxes it stands in."""
    text: str
    """What was written."""
    by: str
    """Whose it is; empty where people or organisations are hidden."""
    hidden: bool
    """Whether it is for the facilitator only; never so but on a page made for the facilitator."""
    section_id: str = ""
    """Id of the section in the code."""


class Bar(NamedTuple):
    """A number beside others of its kind."""

    label: str
    """What it is the number of, such as a side."""
    value: int
    """The number."""
    of: int
    """What a whole bar stands for; 0 when there is nothing to count."""
    text: str
    """The number in words."""
    drawn: str = ""
    """The bar as text; empty when there is nothing to count."""


class Bars(NamedTuple):
    """Numbers of one kind."""

    title: str
    """What is counted."""
    bars: tuple[Bar, ...]
    """The numbers."""


class OwnAnswer(NamedTuple):
    """What an organisation answered to an item, for itself."""

    item: Item
    """The item, as everybody may see it."""
    words: str
    """Where the organisation stands, or why it has no place; empty when not even the organisation may see it."""
    at: float | None
    """Its place, from 0 (the lowest point) to 1 (the highest)."""
    people: tuple[str, ...]
    """What each of its people answered; empty where the answers of single people are not shown."""


class OwnPage(NamedTuple):
    """What a page holds for one organisation alone."""

    organisation: str
    """Name of the organisation."""
    side: str
    """Name of its side."""
    answers: tuple[OwnAnswer, ...]
    """Its own answers, in the order of the items."""
    notes: tuple[str, ...]
    """For whom the page is, and what it does not hold, as sentences."""
    words_to_use: tuple[str, ...]
    """Sentences for its own reports and bids, with nothing in them that not everybody may see."""


class Basis(NamedTuple):
    """What the round is, in ids and dates, for whoever puts results of several partnerships side by side."""

    code: str = ""
    """Id of the code."""
    code_digest: str = ""
    """Digest of the code as the page has it."""
    scale: str = ""
    """Id of the scale."""
    opened: str = ""
    """When the forms were given out; may be empty."""
    closed: str = ""
    """When results could first be seen."""
    rule: str = ""
    """Who may see what."""
    fewest: int = 0
    """Among how many organisations each hides, by side; 0 under the other rules."""
    side_ids: tuple[str, ...] = ()
    """Ids of the sides as the code has them, in the order of the page's sides; ``side-1`` where it has none."""


class ResultPage(NamedTuple):
    """What a round came to."""

    title: str
    """Title of the page."""
    language: str
    """Language of the code, as a BCP 47 tag."""
    partnership: str
    """Name of the partnership."""
    round: int
    """Number of the round."""
    for_facilitator: bool
    """Whether it holds what only the facilitator may read."""
    facts: tuple[Fact, ...]
    """Code and edition, dates, scale, who may see what, who collects."""
    points: tuple[str, ...]
    """The words of the scale, from the lowest point."""
    warnings: tuple[str, ...]
    """What must be read first, as sentences."""
    turnout: tuple[Turnout, ...]
    """Who was asked and who answered, by side."""
    equality: tuple[Fact, ...]
    """Facts by which to judge whether the assessment itself was equal."""
    dont_knows: tuple[Fact, ...]
    """The don't-knows of each side."""
    sides: tuple[str, ...]
    """Names of the sides, in the order of the cells."""
    letters: tuple[str, ...]
    """The letter that stands for each side on a scale."""
    profiles: tuple[Profile, ...]
    """How many items of each section got each finding."""
    items: tuple[Item, ...]
    """Every item that was asked about, in the order of the code."""
    talk_first: tuple[TalkPoint, ...]
    """What to talk about first, the weightiest difference on top."""
    strengths: tuple[Item, ...]
    """Items that all sides agree are a strength."""
    needs_work: tuple[Item, ...]
    """Items that all sides agree need work."""
    comparison: Comparison | None
    """What changed since the round before; None for the first round."""
    trend: Trend | None
    """The findings of all rounds so far; None when there are fewer than three."""
    meeting: tuple[Fact, ...]
    """When partners met, and who was there."""
    settled: tuple[Settled, ...]
    """What the meeting settled."""
    plan: tuple[PlanRow, ...]
    """What partners will do."""
    fairness: tuple[str, ...]
    """Facts about how the plan is shared out, as sentences."""
    quotes: tuple[Quote, ...]
    """Comments, as promised to those who wrote them."""
    left_out: tuple[str, ...]
    """What the page does not hold, and why, as sentences."""
    legend: tuple[Mark, ...]
    """The signs of the page, explained."""
    purpose: tuple[str, ...]
    """What the result is for and what it is not for, as sentences."""
    program: str
    """The program that made it, with its version, and the version of the method."""
    spoilt: tuple[str, ...] = ()
    """Names of the files of the meeting and the plan that cannot be read."""
    method: int = 0
    """Version of the method by which the page was worked out."""
    closed_under: int = 0
    """Version of the method when the round was closed. If it is another one, a warning says so."""
    in_short: str = ""
    """What was found, in a sentence or two."""
    balance: tuple[Bars, ...] = ()
    """Numbers of each side by which to judge whether the assessment itself was equal."""
    said: tuple[Kept, ...] = ()
    """What the partners said in the round before that they would do, confirmed or denied by each side."""
    votable: tuple[Item, ...] = ()
    """The items that votes can go to, the weightiest first."""
    agenda: tuple[AgendaItem, ...] = ()
    """What the meeting talks about, chosen by votes, in the order of the talk."""
    own: OwnPage | None = None
    """What is for one organisation alone; None on a page for everybody."""
    basis: Basis = Basis()
    """What the round is, in ids and dates."""


def plain(value: Any) -> Any:
    """A page, or a part of it, as dicts, lists, texts and numbers."""
    if isinstance(value, tuple):
        parts = getattr(value, "_asdict", None)
        return {name: plain(part) for name, part in parts().items()} if parts else [plain(part) for part in value]
    return value


def page_to_plain(page: ResultPage) -> dict[str, Any]:
    """The page as dicts, lists, texts and numbers, with the names of its fields as keys."""
    whole: dict[str, Any] = plain(page)
    return whole
