"""How a round begins: which items it asks about, as people say it, and by what code each invitee is known."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from compact_core.assessment.asking import by_section, minutes_each, time_asked
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Row, Scope
from compact_core.assessment.setup.partners import organisation
from compact_core.content.digest import content_digest
from compact_core.errors import CompactsError, NotFoundError
from compact_core.library.library import Library
from compact_core.model import (
    Action,
    Applicability,
    AssessableProvision,
    Code,
    Commitment,
    Principle,
    Provision,
    Question,
)
from compact_core.model.code import CodeIndex
from compact_core.model.scales import Scale
from compact_core.reports.part_names import leading_in
from compact_core.reports.signed_words import why_no_signed_words
from compact_core.text import clean, count, meant, shorten

_P = TypeVar("_P", bound=Provision)

Judged = Principle | Action | Commitment | Question
"""A provision that partners can judge themselves by."""

_LETTERS = "234679acdefghjkmnpqrtuwxy"
"""What the ends of invitees' codes are made of: signs that nobody takes for others, on paper or on the telephone."""
_LETTERS_EACH = 4
_LONGEST_BEGINNING = 30
_PICK = "--pick 'organisation: item, item'"


def items_to_judge(code: Code, formality: str) -> tuple[Judged, ...]:
    """Everything in the code that partners can judge themselves by, in the order of forms.

    What the code means only for the other kind of partnership (``formality``: formal or informal) is left out. So is a
    clause that only leads in to others, such as 'Have we:': its words stand before each of these.
    """
    index = CodeIndex(code)
    fitting = [
        provision
        for provision in code.provisions
        if isinstance(provision, AssessableProvision) and provision.formality in {"any", formality}
    ]
    led = {outer.id for item in fitting for outer in leading_in(index, item)}
    return _in_order(code, (item for item in fitting if item.id not in led or _says_itself(item)))


def _says_itself(item: AssessableProvision) -> bool:
    """Whether a clause that leads in to others says something that can be judged without them."""
    return bool(item.covers) or not item.text.rstrip().endswith(":")


def short_items(code: Code, formality: str) -> tuple[Judged, ...]:
    """The principles alone: the tests by which an equal partnership is known, for a check of a few minutes."""
    return tuple(item for item in items_to_judge(code, formality) if isinstance(item, Principle))


def rules_for(code: Code, formality: str) -> tuple[Applicability, ...]:
    """The code's own rules on what such a partnership is to aim at."""
    return tuple(rule for rule in code.applicability if rule.formality == formality)


def ruled_rows(code: Code, formality: str) -> tuple[Row, ...]:
    """The items that the code's rules of scope ``all`` cover, each with the place of its rule."""
    index = CodeIndex(code)
    rows = [
        rows_of((item for item in items_to_judge(code, formality) if _covers(rule, index, item)), why=rule.at)
        for rule in rules_for(code, formality)
        if rule.scope == "all"
    ]
    return united(code, rows)


def picked_rows(code: Code, picks: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[Row, ...]:
    """The union of what was picked: ids of the organisations that picked, and ids of the items, for each pick."""
    items = {provision.id: provision for provision in code.provisions if isinstance(provision, AssessableProvision)}
    index = CodeIndex(code)
    wrong = [_not_judged(index, identity, items) for _, ids in picks for identity in ids if identity not in items]
    if wrong:
        raise NotFoundError("\n".join(dict.fromkeys(wrong)))
    return united(code, (rows_of((items[identity] for identity in ids), chosen_by) for chosen_by, ids in picks))


def rows_of(items: Iterable[Judged], chosen_by: Sequence[str] = (), why: str = "") -> tuple[Row, ...]:
    """Rows that ask about items as they are worded now; ``chosen_by`` has ids of organisations."""
    return tuple(Row(item=item.id, digest=content_digest(item), chosen_by=tuple(chosen_by), why=why) for item in items)


def united(code: Code, parts: Iterable[Iterable[Row]]) -> tuple[Row, ...]:
    """Rows of several choices as one list in the order of forms: an item once, with everybody who chose it."""
    found: dict[str, list[Row]] = {}
    for part in parts:
        for row in part:
            found.setdefault(row.item, []).append(row)
    chosen = _in_order(code, (provision for provision in code.provisions if provision.id in found))
    return tuple(_one_row(found[provision.id]) for provision in chosen)


def scope_of(code: Code, formality: str, rows: Iterable[Row]) -> Scope:
    """Which items of a code some rows are: all, short, applicable, or chosen ones."""
    asked = {row.item for row in rows}
    if asked == {item.id for item in items_to_judge(code, formality)}:
        return "all"
    if asked == {item.id for item in short_items(code, formality)}:
        return "short"
    return "applicable" if asked == {row.item for row in ruled_rows(code, formality)} else "chosen"


def invitees_for(people: Iterable[tuple[str, bool]], taken: Collection[str] = ()) -> tuple[Invitee, ...]:
    """An invitee for each organisation's id and whether it is its one agreed reply, with codes such as council-7kx2.

    No code is one of those that are ``taken``.
    """
    invitees: list[Invitee] = []
    used = set(taken)
    for home, agreed in people:
        code = invitee_code(home, used)
        used.add(code)
        invitees.append(Invitee(code=code, organisation=home, agreed=agreed))
    return tuple(invitees)


def invitee_code(organisation: str, taken: Collection[str]) -> str:
    """A new code for somebody of an organisation: its id, and letters and digits that nobody can guess."""
    beginning = organisation[:_LONGEST_BEGINNING].rstrip("-")
    while True:
        code = f"{beginning}-{''.join(secrets.choice(_LETTERS) for _ in range(_LETTERS_EACH))}"
        if code not in taken:
            return code


def first_round(partnership: Partnership, scale: Scale, invitees: Sequence[Invitee], rows: Sequence[Row]) -> Round:
    """The first round, without collector, dates and who chose; :func:`dataclasses.replace` adds these."""
    return Round(
        number=1,
        code=partnership.code,
        scale=scale.id,
        points=scale.points,
        collector="",
        organisations=tuple(organisation.id for organisation in partnership.organisations if not organisation.left),
        time_asked=time_asked(partnership, invitees, len(rows)),
        invitees=tuple(invitees),
        rows=tuple(rows),
    )


def lacks_signed_words(code: Code, asked: Round) -> str:
    """Why the signed words that a round wants beside ours cannot be shown here; empty when they can, or need not."""
    why = why_no_signed_words(code) if asked.wording == "signed" else ""
    return f"Round {asked.number} shows the signed words beside ours. {why}" if why else ""


def one_sided(partnership: Partnership, chosen_by: Iterable[str]) -> str:
    """Name of the side that chose alone, by the ids of who chose; empty when sides chose together or nobody is known.

    A partnership of one side has nobody else who could have chosen.
    """
    homes = partnership.side_of
    chose = {homes[organisation] for organisation in chosen_by}
    asked = {organisation.side for organisation in partnership.organisations if not organisation.left}
    if len(chose) != 1 or len(asked) == 1:
        return ""
    return partnership.side_names[chose.pop()]


def _in_order(code: Code, items: Iterable[_P]) -> tuple[_P, ...]:
    """Items of a code in the order of forms, so that they have one number there, in rounds and in results."""
    return tuple(item for asked in by_section(CodeIndex(code), items).values() for item in asked)


def _covers(rule: Applicability, index: CodeIndex, item: Judged) -> bool:
    return not rule.sections or any(section.id in rule.sections for section in index.sections_around(item))


def _not_judged(index: CodeIndex, item: str, items: Mapping[str, AssessableProvision]) -> str:
    shown = shorten(clean(item))
    if part := index.items.get(item):
        kind = f"{'an' if part.kind[0] in 'aei' else 'a'} {part.kind.replace('-', ' ')}"
        return f"'{shown}' is {kind} of {index.code.id}, and nothing to judge a partnership by. Pick another item."
    numbered = [f"'{part.id}'" for part in index.find(item) if part.id in items]
    near = meant(item, {name: provision.title for name, provision in items.items()})
    hint = near or f"Type 'compacts show {index.code.id}' to see its items."
    if numbered:
        hint = f"Items are picked by their ids: did you mean {' or '.join(numbered)}?"
    return f"There is no item '{shown}' in {index.code.id}. {hint}"


def _one_row(rows: Sequence[Row]) -> Row:
    first = rows[0]
    chosen_by = dict.fromkeys(organisation for row in rows for organisation in row.chosen_by)
    why = dict.fromkeys(row.why for row in rows if row.why)
    return Row(item=first.item, digest=first.digest, chosen_by=tuple(chosen_by), why="; ".join(why))


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
    """The rows for ``all``, ``short``, ``applicable``, or ids of items with commas between them."""
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


def rows_as_picked(code: Code, among: Sequence[Organisation], text: str) -> tuple[Row, ...]:
    """The rows that an organisation picks, as in ``council: item, item``."""
    who, mark, ids = text.partition(":")
    if not mark or not _ids(ids):
        raise CompactsError(f"'{shorten(clean(text))}' picks nothing. Write {_PICK}.")
    return picked_rows(code, [((organisation(among, who).id,), _ids(ids))])


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
        f"So let each organisation pick the items that matter most to it, with {_PICK}{where}."
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
