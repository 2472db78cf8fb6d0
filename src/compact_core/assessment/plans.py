"""What partners do with a result: what they settle when they meet, and their plan. Frozen values, no files.

As in every type of the model an empty text means that nothing is said; None is not used.
"""

# No postponed annotations here: the reader of files looks up the types of the fields when the program runs.

from dataclasses import dataclass
from typing import Literal

from compact_core.model.text_rules import Id, PartialDate, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a meeting settled on one item."""

    item: Id
    """Id of the item."""
    result: Literal["agreed", "agreed to disagree", "parked"]
    """Whether the partners came to one view, know that they keep two, or left it for later."""
    note: str = ""
    """What was said, or what the view is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The talk about the result of a round."""

    held: PartialDate = ""
    """When the partners met."""
    present: tuple[Id, ...] = ()
    """Ids of the organisations that were there."""
    outcomes: tuple[Outcome, ...] = ()
    """What was settled, at most once an item."""


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
