"""What an assessment is: the partnership, its rounds, who is asked, meetings and plans. Frozen values, no files.

As in every type of the model an empty text means that nothing is said; None is not used. A number that is not given
is 0, which no point, part, round or count of minutes is.
"""

# No postponed annotations here: the reader of files looks up the types of the fields when the program runs.

from dataclasses import dataclass
from typing import Literal

from compact_core.model.lineage import Digest
from compact_core.model.text_rules import Address, Id, OptionalId, PartialDate, Text

Visibility = Literal["named", "by organisation", "by side"]
"""Whose answers reports show: each person's, each organisation's, or only each side's."""
Publishing = Literal["no", "area", "area and kind"]
"""Whether findings may be published beyond the partners, and what then names the partnership."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A group of organisations that see the partnership from one place, such as the public sector."""

    id: Id
    """Name of the side inside the files; the sides of a code's parties use the same ids."""
    name: Text
    """Name of the side in reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation of the partnership. In findings each has one voice."""

    id: Id
    """Name of the organisation inside the files."""
    name: Text
    """Name of the organisation in reports."""
    side: Id
    """Id of the side it stands on."""
    joined: PartialDate = ""
    """When it came into the partnership."""
    left: PartialDate = ""
    """When it left; empty while it is a partner."""
    small: bool = False
    """Whether it has few paid staff or none, so that a plan should not rest mostly on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """The partnership that is assessed."""

    id: Id
    """Name of the partnership inside the files."""
    name: Text
    """Name of the partnership in reports."""
    form: str = ""
    """What kind of partnership it is, such as task-based or strategic, in the words of its code."""
    formality: Literal["formal", "informal"] = "informal"
    """What the rules of a code on what applies to which partnership go by."""
    code: Id
    """Id of the code that it is assessed by unless a round says otherwise."""
    visibility: Visibility
    """Whose answers reports show, as agreed before anybody answered."""
    fewest: int = 3
    """How many organisations of each side must have answered before anything is shown by side: 3 or 5."""
    facilitator: str = ""
    """Role or organisation of whoever leads the talk about the result; people are not named."""
    facilitator_of: str = ""
    """Id of the organisation that the facilitator belongs to; empty when the facilitator is neutral."""
    retention: PartialDate = ""
    """Until when answers are kept."""
    publish: Publishing = "no"
    """Whether findings may be published: not at all, or with the name of the area, or with the kind of partnership too.

    What the forms of a round said of it holds for that round.
    """
    area: str = ""
    """Name of the area under which findings may be published, such as a district; needed where they may be."""
    sides: tuple[Side, ...] = ()
    """The sides, in the order in which reports show them."""
    organisations: tuple[Organisation, ...] = ()
    """Every organisation that is or was a partner."""

    @property
    def names(self) -> dict[str, str]:
        """The name of each organisation, by its id."""
        return {organisation.id: organisation.name for organisation in self.organisations}

    @property
    def side_of(self) -> dict[str, str]:
        """The id of the side of each organisation, by the id of the organisation."""
        return {organisation.id: organisation.side for organisation in self.organisations}

    @property
    def side_names(self) -> dict[str, str]:
        """The name of each side, by its id."""
        return {side.id: side.name for side in self.sides}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody who is asked to answer."""

    code: Id
    """What the invitee is known by in files; it names the response file."""
    organisation: Id
    """Id of the organisation the invitee answers for."""
    role: str = ""
    """Role of whoever answers, such as service manager; people are not named."""
    agreed: bool = False
    """Whether this is the one reply that the organisation agreed on, not one person's. It counts in place of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item that a round asks about."""

    item: Id
    """Id of the provision in the code."""
    digest: Digest
    """Content digest of the provision as it was asked; by it a change of words is noticed."""
    chosen_by: tuple[Id, ...] = ()
    """Ids of the organisations that chose the item; none when a rule of the code did."""
    why: str = ""
    """Why it was chosen, or the place of the rule in the code."""


Scope = Literal["chosen", "all", "short", "applicable"]
"""Which items of a code are asked about: chosen ones, all that can be judged, the principles, or what its rules ask."""

Carried = Literal["kept", "reworded", "anew"]
"""What becomes of the answers to an item when the round goes on in another edition of its code.

``kept``: it says the same, and the answers follow. ``reworded``: it is asked again, and what was answered before is
shown only after that. ``anew``: it is asked again as if nothing had been answered.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEdition:
    """An edition of a code that was asked about before the one of the round."""

    asked: Digest
    """What its forms asked (:func:`compact_core.assessment.asking.asked_digest`); it names the edition."""
    code: Id
    """Id of the code that they asked about."""
    round: int
    """Number of the round that asked about it: this one, or one before."""
    until: PartialDate = ""
    """When another edition took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierItem:
    """An item of an earlier edition, and what it is in the edition of the round."""

    asked: Digest
    """Which of the earlier editions it is an item of."""
    item: Id
    """Its id there."""
    digest: Digest
    """Content digest of the provision as it was asked there."""
    becomes: OptionalId = ""
    """Id of the item of the round that it became; empty when the round no longer asks about it."""
    how: Carried = "anew"
    """What becomes of the answers to it."""
    as_said: bool = False
    """Whether it is kept in other words, because people said that it still means the same."""
    chosen_by: tuple[Id, ...] = ()
    """Ids of the organisations that chose it, for when it comes back."""
    why: str = ""
    """Why it was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTime:
    """How much time a round asks of one side."""

    side: Id
    """Id of the side."""
    minutes: int
    """Minutes asked of all its people together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSide:
    """A side as it was when the forms of a round were written."""

    id: Id
    """Id of the side."""
    name: Text
    """Its name."""
    organisations: tuple[Id, ...] = ()
    """Ids of the organisations that stood on it and were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """What the partners said in the round before that they would do; each side confirms or denies it."""

    item: Id
    """Id of the item by which it is asked; it is one of the rows."""
    what: Text
    """What they said, with who and by when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One time of asking."""

    number: int
    """1 for the first round, and so on."""
    code: Id
    """Id of the code that is asked about."""
    scale: Id
    """Id of the response scale."""
    points: tuple[Text, ...]
    """The words of the scale as they were shown, from the lowest point to the highest; two or more."""
    wording: Literal["plain", "signed"] = "plain"
    """Whether people were shown the plain words of the edition alone, or with the signed words beside them."""
    promised: Literal["", "named", "by organisation", "by side"] = ""
    """Whose answers reports show, as the forms of the round said: the strictest, if they said it differently.

    It is empty until somebody was shown a form. Then it is never loosened, and neither are the next seven.
    """
    promised_fewest: int = 0
    """How many organisations of each side must have answered, as forms by side said: the most that they said."""
    promised_retention: PartialDate = ""
    """Until when answers are kept, as the forms said: the earliest day; empty when they named none."""
    promised_publish: Literal["", "area", "area and kind"] = ""
    """How findings may be published: as when the round was opened, or stricter if a form said so; empty for not at all.

    It is written when the round is begun, so that a round that was opened without it cannot be published later.
    """
    promised_area: str = ""
    """The area under which they may be, as when the round was opened."""
    promised_kind: str = ""
    """The kind of partnership with which they may be, as when the round was opened; empty when it is not published."""
    promised_collector: str = ""
    """Who collects the answers, as the forms said."""
    promised_code: str = ""
    """Id of the code that the forms asked about."""
    collector: Text
    """Who collects the answers and can read every one: an organisation and a role."""
    collector_address: Address = ""
    """Where answers are sent: a web or mail address of an organisation or a role, never of a person."""
    opened: PartialDate = ""
    """When the forms were given out."""
    closes: PartialDate = ""
    """By when answers are asked for."""
    closed: PartialDate = ""
    """When results could first be seen; empty while the round is open."""
    method: int = 1
    """Version of the method when the round was closed. Rounds that were closed by hand, or before versions were
    recorded, count as version 1.
    """
    code_chosen_by: tuple[Id, ...] = ()
    """Ids of the organisations that chose the code."""
    dates_chosen_by: tuple[Id, ...] = ()
    """Ids of the organisations that chose the dates."""
    organisations: tuple[Id, ...]
    """Ids of the organisations that are asked, in the order of the partnership."""
    time_asked: tuple[AskedTime, ...] = ()
    """What the round asks of each side."""
    invitees: tuple[Invitee, ...] = ()
    """Everybody who is asked."""
    asks: Scope = "chosen"
    """Which items they are, so that it is known what another edition adds to them."""
    rows: tuple[Row, ...] = ()
    """Every item that is asked about, in the order of the code."""
    editions: tuple[EarlierEdition, ...] = ()
    """The editions that this round and earlier rounds asked about before, the oldest first."""
    earlier: tuple[EarlierItem, ...] = ()
    """What became of the items of those editions."""
    sides: tuple[AskedSide, ...] = ()
    """The sides, and who stood on them, when the forms were written; empty before. The result goes by them."""
    said: tuple[SaidLine, ...] = ()
    """The lines of the plan of the round before, which are asked first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a meeting settled on one item."""

    item: Id
    """Id of the item."""
    result: Literal["agreed", "agreed to disagree", "parked"]
    """Whether the partners came to one view, know that they keep two, or left it for later."""
    note: str = ""
    """The reason, what was said, or what the view is."""
    review: PartialDate = ""
    """When partners look again at an item on which they agreed to disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """The items that an organisation wants the meeting to talk about."""

    organisation: Id
    """Id of the organisation."""
    items: tuple[Id, ...] = ()
    """Ids of the items, at most three, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a side or an organisation says on an item on which partners agreed to disagree."""

    item: Id
    """Id of the item."""
    side: str = ""
    """Id of the side that says it; empty when an organisation does."""
    organisation: str = ""
    """Id of the organisation that says it; empty when a side does."""
    text: Text
    """What it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The talk about the result of a round."""

    held: PartialDate = ""
    """When the partners met."""
    present: tuple[Id, ...] = ()
    """Ids of the organisations that were there."""
    votes: tuple[Vote, ...] = ()
    """What to talk about, at most once an organisation."""
    outcomes: tuple[Outcome, ...] = ()
    """What was settled, at most once an item."""
    statements: tuple[Statement, ...] = ()
    """What is said on items on which partners agreed to disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """Something that partners will do, or end."""

    id: Id
    """Name of the line inside the file."""
    what: Text
    """What will be done."""
    kind: Literal["action", "step down", "pause", "close"] = "action"
    """Whether it is something to do, or an ending: a partner steps down, or the partnership pauses or closes."""
    items: tuple[Id, ...] = ()
    """Ids of the items that it answers to."""
    owners: tuple[Id, ...] = ()
    """Who sees to it: ids of organisations, or ``all`` for all of them jointly."""
    due: PartialDate = ""
    """By when."""
    support: str = ""
    """What the smaller partners get so that they can do their part, such as paid time."""
    sign: str = ""
    """By what the partners will know that it worked."""
    learning: str = ""
    """What is kept for others when something ends."""
    state: Literal["to do", "under way", "done", "dropped"] = "to do"
    """How far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the partners will do before they ask again."""

    lines: tuple[PlanLine, ...] = ()
    """The lines, in the order in which the partners put them."""
