"""What a round asks about, as people say it in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.asking import minutes_each
from compact_core.assessment.setup.beginning import (
    items_to_judge,
    picked_rows,
    rows_of,
    ruled_rows,
    rules_for,
    short_items,
)
from compact_core.assessment.setup.partners import organisation
from compact_core.errors import CompactsError
from compact_core.text import clean, count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.assessment.partnership import Organisation, Row
    from compact_core.library.library import Library
    from compact_core.model import Applicability, Code

PICK = "--pick 'organisation: item, item'"


def kinds_of_rows(code: Code, formality: str) -> Iterator[str]:
    """What can be asked of a code, each with its time, for whoever has to choose."""
    yield f"all: {_time(len(items_to_judge(code, formality)))}"
    if short := short_items(code, formality):
        yield f"short: the principles alone, {_time(len(short))}"
    if rules := rules_for(code, formality):
        places = ", ".join(rule.at for rule in rules)
        yield f"applicable: what the code's own rule ({places}) asks of {formality} partnerships"
    yield "or ids of items, with commas between them"


def rows_as_said(found: Library, code: Code, formality: str, text: str, chosen_by: Sequence[str]) -> tuple[Row, ...]:
    """The rows for ``all``, ``short``, ``applicable``, or ids of items with commas between them.

    Raises :class:`CompactsError` when the code has nothing of that kind.
    """
    said = text.strip().casefold()
    if said == "all":
        rows = rows_of(items_to_judge(code, formality), chosen_by)
    elif said == "short":
        rows = rows_of(short_items(code, formality), chosen_by)
        if not rows:
            raise CompactsError(_no_principles(found, code))
    elif said == "applicable":
        rows = _applicable(code, formality)
    else:
        rows = picked_rows(code, [(chosen_by, _ids(text))])
    if not rows:
        raise CompactsError(f"{code.id} has nothing that partners can judge themselves by. Choose another code.")
    return rows


def rows_as_picked(code: Code, among: Sequence[Organisation], texts: Sequence[str]) -> tuple[Row, ...]:
    """The union of what organisations pick, each text as in ``council: item, item``."""
    picks = []
    for text in texts:
        who, mark, ids = text.partition(":")
        if not mark or not _ids(ids):
            raise CompactsError(f"'{shorten(clean(text))}' picks nothing. Write {PICK}.")
        picks.append(((organisation(among, who).id,), _ids(ids)))
    return picked_rows(code, picks)


def _applicable(code: Code, formality: str) -> tuple[Row, ...]:
    rules = rules_for(code, formality)
    if not rules:
        raise CompactsError(
            f"{code.id} has no rule on what applies to {formality} partnerships. Ask about all instead."
        )
    for rule in rules:
        if rule.scope == "choose":
            raise CompactsError(_left_to_choose(code, rule))
    return ruled_rows(code, formality)


def _left_to_choose(code: Code, rule: Applicability) -> str:
    where = "".join(f"; 'compacts show {code.id}#{section}' lists them" for section in rule.sections)
    return (
        f"{code.id} ({rule.at}) lets {rule.formality} partnerships choose. {rule.note}\n"
        f"So let each organisation pick the items that matter most to it, with {PICK}{where}."
    )


def _no_principles(found: Library, code: Code) -> str:
    """What to ask instead, for a short check, of a code without principles."""
    others = [
        entry.id
        for entry in found.entries
        if entry.agreement_id == code.agreement.id and entry.id != code.id and short_items(found.code(entry.id), "")
    ]
    hint = f"These codes of the same agreement have some: {', '.join(others)}." if others else "Ask about all instead."
    return f"{code.id} has no principles, which a short check asks about. {hint}"


def _ids(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _time(rows: int) -> str:
    return f"{count(rows, 'item')}, {count(minutes_each(rows), 'minute')} for each person"
