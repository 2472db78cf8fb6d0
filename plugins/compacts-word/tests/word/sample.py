"""An invented result to write: one with everything in it, and one with hostile words everywhere."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from compact_core import (
    Bar,
    Bars,
    Comparison,
    Count,
    Fact,
    Item,
    ItemNumbers,
    ItemVoice,
    Mark,
    Missing,
    Moved,
    PlanRow,
    Profile,
    Quote,
    ResultPage,
    Settled,
    SidePlace,
    Spot,
    TalkPoint,
    Trend,
    Turnout,
)
from compacts_word.writing import write

HOSTILE = (
    "=1+1 <b>bold</b> & </w:t> {{ title }} {% for %} {{ ''.__class__ }} # *x* | \x0b\x1b[31m\u202eright\ufffe "
    + "x" * 300
)
"""Formulas, markup, templates, control codes, right to left, and a very long word."""
STRENGTH, DIFFER = Mark("▲", "agreed strength"), Mark("≠", "sides differ")


def item(number: int, finding: Mark, cells: tuple[Mark, ...] = (Mark("+", "agree"), Mark("-", "disagree"))) -> Item:
    """An invented item."""
    return Item(
        number=str(number),
        id=f"item-{number}",
        at=f"row {number}",
        title=f"Item {number}",
        text="We keep our word.",
        covers=("in time", "in full"),
        section="Trust",
        finding=finding,
        summary="Town rates it higher: agree, against disagree; two voices",
        cells=cells,
        notes=("Counting heads would hide this.",),
        heads_hide_it=True,
        voices=(ItemVoice("Town", "agree", ("agree (clerk)",)),),
        numbers=ItemNumbers(5, ("0 %", "50 %"), "2.5", "2.5", "50 %", "0.31"),
        missing=(Missing("in time", 2),),
        places=(SidePlace(0.75, (Spot("Town", 0.75),)), SidePlace(0.25)),
        scale="─G━━┊━━T─",
        rank=3 - number,
    )


def page(text: str = "", /, **changes: Any) -> ResultPage:  # noqa: ANN401  (fields of the page)
    """An invented page with something in every field; ``text`` stands in place of what people wrote."""
    one, other = item(1, STRENGTH), item(2, DIFFER)
    quote = Quote("Trust", "improvements", text or "Too late.", "Trust", hidden=False)
    moved = Moved(one, DIFFER, "1 up, 0 same, 0 down", changed=True, gap="wider", places=(0.5, 0.25))
    made = ResultPage(
        title=text or "Riverside: result of round 3",
        language="cy",
        partnership=text or "Riverside",
        round=3,
        for_facilitator=True,
        facts=(Fact("Closed", text or "2026-03-20"),),
        points=("no", "yes"),
        warnings=(text or "One side answered for another.",),
        turnout=(Turnout(text or "Town", (text or "Council",), ("Trust",)),),
        equality=(Fact("Who chose the code", text or "Council"),),
        dont_knows=(Fact("Town", "1 of 2 answers"),),
        sides=(text or "Town", "Groups"),
        letters=("T", "G"),
        profiles=(Profile(text or "Trust", (Count(STRENGTH, 1), Count(DIFFER, 0)), signs="≠▲"),),
        items=(one._replace(title=text or one.title, summary=text or one.summary), other),
        talk_first=(TalkPoint(other, "parked", quote),),
        strengths=(one,),
        needs_work=(),
        comparison=Comparison(2, (moved,), (text or "Joined: B.",)),
        trend=Trend((1, 2, 3), ((one, (DIFFER, DIFFER, STRENGTH)),)),
        meeting=(Fact("Held", "2026-04-01"),),
        settled=(Settled("1 Item 1", "agreed", text or "We keep at it."),),
        plan=(PlanRow(text or "Meet.", "all", "2026-06", "to do", (Fact("Support", "Tea"),)),),
        fairness=("Nobody sees to 1 line.",),
        quotes=(Quote("Trust", "strengths", text or "We talk.", "Council", hidden=True),),
        left_out=(text or "Nothing.",),
        legend=(STRENGTH, DIFFER),
        purpose=("A start.", "Not for ranking."),
        program="compacts 0.1.0",
        in_short=text or "Partners agree on 1 strength.",
        balance=(Bars("Minutes", (Bar(text or "Town", 5, 10, "5", "█████░░░░░"),)),),
    )
    assert set(made._fields) == set(get_type_hints(ResultPage))
    return made._replace(**changes)


@cache
def usual() -> bytes:
    """The invented result as a document, written once: to write it takes longest."""
    return write(page(), {})
