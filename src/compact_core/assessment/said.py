"""What the partners said that they would do: lines of a plan, which the next round asks about first.

They are asked as items of a section that is added to the code. So every form, every rule on who may see what and every
report treats them as it treats the other items.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compact_core.assessment.partnership import Plan, PlanLine, Round, Row, SaidLine
from compact_core.content.digest import content_digest
from compact_core.content.names import unused
from compact_core.model import ALL_PARTIES, Action, Code, Section

TITLE = "What we said we would do"
"""The heading of the lines, in forms and results."""
_SECTION = "what-we-said"
_LEAD = (
    "The partners said that they would do this. Near '{high}' you confirm that it was done, near '{low}' you deny it."
)
_DONE = "Done as we said"
_LONGEST = 60
"""Characters of the id of an item."""


def said_lines(plan: Plan, names: Mapping[str, str], code: Code) -> tuple[SaidLine, ...]:
    """The lines of a plan as they are asked; what was dropped is left out."""
    taken = {part.id for part in code.parts}
    lines = []
    for line in plan.lines:
        if line.state != "dropped":
            item = unused(f"said-{line.id}"[:_LONGEST].rstrip("-"), taken.__contains__)
            taken.add(item)
            lines.append(SaidLine(item=item, what=_said(line, names)))
    return tuple(lines)


def said_rows(lines: tuple[SaidLine, ...]) -> tuple[Row, ...]:
    """The rows by which lines are asked."""
    return tuple(
        Row(item=line.item, digest=content_digest(_action(line)), why="the plan of the round before") for line in lines
    )


def said_items(asked: Round) -> frozenset[str]:
    """Ids of the items by which a round asks about lines of the plan."""
    return frozenset(line.item for line in asked.said)


def with_said(code: Code, asked: Round) -> Code:
    """The code that a round asks about, with what the partners said."""
    if not asked.said:
        return code
    section = unused(_SECTION, {part.id for part in code.parts}.__contains__)
    lead = _LEAD.format(high=asked.points[-1], low=asked.points[0])
    actions = (replace(_action(line), within=section) for line in asked.said)
    return replace(code, parts=(*code.parts, Section(id=section, title=TITLE, lead=lead), *actions))


def without_said(code: Code, asked: Round) -> Code:
    """The code as it is without what the partners said in a round."""
    items = said_items(asked)
    sections = {part.within for part in code.parts if part.id in items}
    return replace(code, parts=tuple(part for part in code.parts if part.id not in items | sections)) if items else code


def _action(line: SaidLine) -> Action:
    return Action(id=line.item, text=f"{_DONE}: {line.what}")


def _said(line: PlanLine, names: Mapping[str, str]) -> str:
    """What a line says, with who sees to it and by when."""
    who = "all partners" if ALL_PARTIES in line.owners else ", ".join(names.get(it, it) for it in line.owners)
    more = ", ".join(filter(None, (who, f"by {line.due}" if line.due else "")))
    what = line.what.strip().rstrip(".")
    return f"{what} ({more})" if more else what
