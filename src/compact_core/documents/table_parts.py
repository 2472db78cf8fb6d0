"""Tables whose cells are parts of a code: what parties promise, terms, signs, tasks, kinds of partnership."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compact_core.documents.document import Dropped
from compact_core.documents.heading_words import folded
from compact_core.documents.parties import Owed, owed_under, side_of
from compact_core.documents.people import is_office, tells_names
from compact_core.documents.shaping import points_of
from compact_core.model import ALL_PARTIES, Group, Table
from compact_core.model.provisions import make_part

if TYPE_CHECKING:
    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.draft_parts import DraftParts
    from compact_core.documents.duties import Duties

_TERMS = re.compile(r"^(?:terms?|words?|phrases?|abbreviations?|acronyms?|termau|gair|termes?|sigles?)\b")
_MEANINGS = re.compile(
    r"\b(?:meanings?|definitions?|explanations?|what it means|stands for|ystyr|diffiniad|definition|signification)\b"
)
_TASK = {
    "text": r"^(?:actions?|tasks?|what|activity|activities|milestones?|objectives?|gweithred|action|etape)\b",
    "lead": r"\b(?:lead|who|responsible|responsibility|owner|by whom|arweinydd|pwy|responsable|qui)\b",
    "due": r"^by$|\b(?:by when|when|date|deadline|timescale|timeframe|due|pryd|quand|echeance|calendrier)\b",
    "cost": r"\b(?:costs?|resources?|budget|funding|cost|cout|moyens)\b",
    "measure": r"\b(?:measures?|outcomes?|success|indicators?|evidence|how we will know|mesur|indicateur)\b",
    "state": r"\b(?:status|progress|state|rag|statws|etat)\b",
}
_SIGNS = (
    ("warning-sign", re.compile(r"\bwarning|\brhybudd|\balerte")),
    ("progress-sign", re.compile(r"\bprogress|\bgood signs?|\bcynnydd|\bprogres")),
)
_TYPES = re.compile(r"\bpartnerships?\b|\bpartneriaeth\w*\b|\bpartenariats?\b")
_FEWEST_TASK = 3


@dataclass
class TablePart:
    """A part that a cell or a row becomes."""

    kind: str
    fields: dict[str, str]
    owed: Owed | None = None


@dataclass
class TableReading:
    """What a table became."""

    seen: str
    assumed: str
    parts: list[TablePart] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    """Headings that are in no part, because they only say what the cells are."""


def read_table(rows: tuple[tuple[str, ...], ...], kind: str) -> TableReading | None:
    """The parts that a table becomes; None for a table that stays one."""
    if not rows:
        return None
    heads, body = rows[0], rows[1:]
    names = [folded(head) for head in heads]
    for read in (_columns_of_parties, _signs, _tasks, _types):
        if body and (reading := read(heads, names, body)):
            return reading
    return _definitions(rows, names, kind) or _named(rows, kind)


def _columns_of_parties(
    heads: tuple[str, ...], _names: list[str], body: tuple[tuple[str, ...], ...]
) -> TableReading | None:
    owed = [
        owed_under(head) or (Owed((head.strip(),)) if side_of(head) and len(head.split()) <= 8 else None)
        for head in heads
    ]
    if len(heads) < 2 or not all(owed[1:]) or sum(map(bool, owed)) < 2:
        return None
    reading = TableReading(
        "the columns of a table are headed by parties", "each cell is what that party promises", headings=tuple(heads)
    )
    for row in body:
        for who, cell in zip(owed, row, strict=False):
            if not who and cell.strip():
                reading.parts.append(TablePart("group", {"title": " ".join(cell.split())}))
            for text in points_of(cell) if who else ():
                reading.parts.append(TablePart("commitment", {"text": text}, who))
    return reading


def _signs(heads: tuple[str, ...], names: list[str], body: tuple[tuple[str, ...], ...]) -> TableReading | None:
    kinds = [next((kind for kind, pattern in _SIGNS if pattern.search(name)), "") for name in names]
    if not all(kinds) or len(kinds) < 2:
        return None
    reading = TableReading("a table sets signs of progress beside warnings", "each cell is a sign", headings=heads)
    for row in body:
        for kind, cell in zip(kinds, row, strict=False):
            reading.parts += [TablePart(kind, {"text": text}) for text in points_of(cell)]
    return reading


def _tasks(heads: tuple[str, ...], names: list[str], body: tuple[tuple[str, ...], ...]) -> TableReading | None:
    keys: list[str] = []
    for name in names:
        keys.append(next((key for key, pattern in _TASK.items() if re.search(pattern, name) and key not in keys), ""))
    if "text" not in keys or sum(map(bool, keys)) < min(_FEWEST_TASK, len(keys)) or not all(keys):
        return None
    reading = TableReading("a table lists who does what by when", "each row is a task", headings=heads)
    for row in body:
        values = {key: " ".join(cell.split()) for key, cell in zip(keys, row, strict=False) if cell.strip()}
        if "text" in values:
            reading.parts.append(TablePart("task", values))
        elif values:
            reading.parts.append(TablePart("paragraph", {"text": " ".join(values.values())}))
    return reading


def _types(heads: tuple[str, ...], names: list[str], body: tuple[tuple[str, ...], ...]) -> TableReading | None:
    if len(heads) < 2 or len(body) != 1 or not all(_TYPES.search(name) for name in names):
        return None
    if len(body[0]) != len(heads) or not all(cell.strip() for cell in body[0]):
        return None
    reading = TableReading("a table tells kinds of partnership apart", "each column is one")
    for head, cell in zip(heads, body[0], strict=True):
        reading.parts.append(TablePart("partnership-type", {"title": head, "text": " ".join(cell.split())}))
    return reading


def _definitions(rows: tuple[tuple[str, ...], ...], names: list[str], kind: str) -> TableReading | None:
    headed = len(names) == 2 and bool(_TERMS.search(names[0]) and _MEANINGS.search(names[1]))
    if not headed and not (kind == "definition" and all(len(row) == 2 for row in rows)):
        return None
    reading = TableReading("a table explains terms", "each row is a definition", headings=rows[0] if headed else ())
    for row in rows[1:] if headed else rows:
        term, meaning = ((*row, "", ""))[:2]
        fields_ = {"title": " ".join(term.split()), "text": " ".join(meaning.split())}
        reading.parts.append(
            TablePart("definition", fields_)
            if all(fields_.values())
            else TablePart("paragraph", {"text": f"{term} {meaning}".strip()})
        )
    return reading


def _named(rows: tuple[tuple[str, ...], ...], kind: str) -> TableReading | None:
    """Two columns under a heading that says what they hold: a short name, and what explains it."""
    if kind not in {"barrier", "benefit", "principle", "aim"} or any(len(row) != 2 for row in rows):
        return None
    headed = all(len(head.split()) <= 5 and not head.rstrip().endswith(".") for head in rows[0])
    body = rows[1:] if headed else rows
    if not body or not all(cell.strip() for row in body for cell in row):
        return None
    seen = f"a table has two columns under a heading that announces the kind {kind}"
    reading = TableReading(seen, "each row is one, with a short name", headings=rows[0] if headed else ())
    for name, text in body:
        reading.parts.append(TablePart(kind, {"title": " ".join(name.split()), "text": " ".join(text.split())}))
    return reading


def put_table(block: DocumentBlock, kind: str, within: str, made: DraftParts, duties: Duties) -> None:
    """Put the parts of a table; ``kind`` is what the heading around it announces."""
    rows = tuple(_row(row, block, made) for row in block.rows)
    if read := read_table(rows, kind):
        _put_parts(read, block, within, made, duties)
        return
    width = max(map(len, rows))
    padded = [(*row, *("" for _ in range(width - len(row)))) for row in rows]
    name = " ".join(filter(None, padded[0])) or "table"
    made.put(Table(id=made.new_id(name), headings=padded[0], rows=tuple(padded[1:]), within=within), block)
    if kind != "paragraph":
        made.doubt(block, f"a table stands where the heading announces the kind {kind}", "it stays a table")


def _row(row: tuple[str, ...], block: DocumentBlock, made: DraftParts) -> tuple[str, ...]:
    """A row without the names of people: below a heading that announces them, or beside an office."""
    heads = block.rows[0]
    return tuple(
        made.cell(
            cell,
            block,
            named=(at < len(heads) and tells_names(heads[at]))
            or any(is_office(other) for other in row if other is not cell),
        )
        for at, cell in enumerate(row)
    )


def _put_parts(read: TableReading, block: DocumentBlock, within: str, made: DraftParts, duties: Duties) -> None:
    inside = within
    for part in read.parts:
        if part.kind == "group":
            group = Group(id=made.new_id(part.fields["title"]), title=part.fields["title"], within=within)
            made.put(group, block)
            inside = group.id
            continue
        duty = duties.owed(part.owed, block, "headings") if part.owed else ()
        if part.kind == "commitment" and not duty and not made.owing(within):
            duty = (ALL_PARTIES,)
        more: dict[str, Any] = {**part.fields, **({"duty": duty} if duty else {})}
        name = made.new_id(part.fields.get("title") or part.fields["text"])
        made.put(make_part(part.kind, id=name, within=inside, **more), block)
    made.doubt(block, read.seen, read.assumed)
    if read.headings:
        headings = block._replace(rows=(read.headings,))
        made.dropped.append(Dropped("the headings of a table that became points", headings))
