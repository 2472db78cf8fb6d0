"""The parts that a table becomes, put where it stands; and a table that stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compact_core.documents.doubts import Dropped
from compact_core.documents.people import is_office, tells_names
from compact_core.documents.tables import TableReading, read_table
from compact_core.model import ALL_PARTIES, KINDS, Group, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core.documents.blocks import DocumentBlock
    from compact_core.documents.collected import Collected
    from compact_core.documents.duties import Duties
    from compact_core.model import Part


def put_table(block: DocumentBlock, kind: str, within: str, made: Collected, duties: Duties) -> None:
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


def _row(row: tuple[str, ...], block: DocumentBlock, made: Collected) -> tuple[str, ...]:
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


def _put_parts(read: TableReading, block: DocumentBlock, within: str, made: Collected, duties: Duties) -> None:
    inside = within
    for one in read.parts:
        if one.kind == "group":
            group = Group(id=made.new_id(one.fields["title"]), title=one.fields["title"], within=within)
            made.put(group, block)
            inside = group.id
            continue
        duty = duties.owed(one.owed, block, "headings") if one.owed else ()
        if one.kind == "commitment" and not duty and not made.owing(within):
            duty = (ALL_PARTIES,)
        more: dict[str, Any] = {**one.fields, **({"duty": duty} if duty else {})}
        make: Callable[..., Part] = KINDS[one.kind]
        name = made.new_id(one.fields.get("title") or one.fields["text"])
        made.put(make(id=name, within=inside, **more), block)
    made.doubt(block, read.seen, read.assumed)
    if read.headings:
        headings = block._replace(rows=(read.headings,))
        made.dropped.append(Dropped("the headings of a table that became points", headings))
