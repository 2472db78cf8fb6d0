"""A round that goes on in another edition: what each item becomes, by lineage or, within one code, by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from compact_core.assessment.asking import asked_digest, digests_of
from compact_core.assessment.editions import ORDER, least
from compact_core.assessment.partnership import Carried, EarlierEdition, EarlierItem, Round, Row
from compact_core.assessment.said import said_items, without_said
from compact_core.assessment.setup import beginning
from compact_core.errors import CompactsError
from compact_core.model import Code
from compact_core.model.chains import Claim, composed, path_between
from compact_core.model.lineage import Lineage, LineageLink, code_of
from compact_core.text import shorten, suggestion


class Way(NamedTuple):
    """The way of an item into the new edition."""

    item: str
    """Id of the item as the round asks about it now."""
    becomes: str
    """Id of the item of the new edition."""
    how: Carried
    """What becomes of the answers to it."""
    why: str = ""
    """What people said of it; empty where lineage or words say it."""


class Carrying(NamedTuple):
    """What every item becomes when a round goes on in another edition."""

    code: str
    """Id of the code that has the new edition."""
    rows: tuple[Row, ...]
    """What is asked then."""
    ways: tuple[Way, ...]
    """What the items of now become."""
    gone: tuple[str, ...]
    """Ids of the items of now that are not asked any more."""

    def how(self, item: str) -> Carried:
        """What becomes of the answers to an item of the new edition."""
        return min((way.how for way in self.ways if way.becomes == item), key=ORDER.index, default="anew")

    def items(self, how: Carried) -> tuple[str, ...]:
        """The ids of the items of the new edition whose answers follow, are asked again, or are asked anew."""
        return tuple(row.item for row in self.rows if self.how(row.item) == how)

    def were(self, item: str) -> tuple[str, ...]:
        """The ids of the items that an item of the new edition was."""
        return tuple(way.item for way in self.ways if way.becomes == item)

    def changes(self, asked: Round) -> bool:
        """Whether anything is asked otherwise then."""
        return (self.code, self.rows) != (asked.code, asked.rows)


class Said(NamedTuple):
    """What people say of an edition beyond what lineages and digests say."""

    same: Collection[str] = ()
    """Ids of items of the new edition that still mean the same, such as after a mended typo."""
    add: Sequence[str] = ()
    """Ids of items of the new edition that are asked too."""


def carrying(
    asked: Round, code: Code, formality: str, lineages: Iterable[Lineage] = (), said: Said | None = None
) -> Carrying:
    """What every item of a round becomes in an edition: of the same code, or of another that a lineage relates to it.

    Raises :class:`CompactsError` when nothing says how the two codes relate, or what is said names no such item.
    """
    said = said or Said()
    code = without_said(code, asked)
    lines, asked = _lines_apart(asked)
    judged = {part.id: part for part in code.provisions if isinstance(part, beginning.Judged)}
    here = code.id == asked.code
    found = _by_words(asked, code) if here else _by_lineage(asked, code, tuple(lineages))
    ways = tuple(_once_kept(_as_said(way, said.same) for way in found if way.becomes in judged))
    if wrong := [name for name in said.same if all(way.becomes != name or way.how == "anew" for way in ways)]:
        raise CompactsError("\n".join(_not_carried(name, code, ways) for name in wrong))
    if not here and not ways:
        raise CompactsError(_unrelated(asked, code))
    before = {row.item: row for row in asked.rows}
    chosen = ((before[way.item], judged[way.becomes]) for way in ways)
    parts = [beginning.rows_of([item], row.chosen_by, row.why) for row, item in chosen]
    parts += [
        beginning.rows_of([judged[item.item]], item.chosen_by, item.why)
        for item in _back(asked, code.id)
        if item.item in judged
    ]
    added = (_added(asked, code, formality), beginning.picked_rows(code, [((), said.add)]))
    known = {row.item for part in parts for row in part}
    parts += [tuple(row for row in part if row.item not in known) for part in added]
    went = {way.item for way in ways}
    gone = tuple(item for item in before if item not in went)
    stay = (Way(row.item, row.item, "kept") for row in lines)
    return Carrying(code.id, (*lines, *beginning.united(code, parts)), (*stay, *ways), gone)


def _lines_apart(asked: Round) -> tuple[tuple[Row, ...], Round]:
    """The lines of a plan that a round asks about first, which stand in no edition; and the round without them."""
    lines = said_items(asked)
    rows = tuple(row for row in asked.rows if row.item not in lines)
    return tuple(row for row in asked.rows if row.item in lines), replace(asked, rows=rows, said=())


def carried_on(asked: Round, carried: Carrying, day: str, same: Collection[str] = ()) -> Round:
    """The round in the new edition, from a day on. What every item of the editions before became is kept in it."""
    rows = carried.rows
    on = replace(asked, code=carried.code, rows=rows, promised_code=asked.promised_code and carried.code)
    left, now = asked_digest(asked), asked_digest(on)
    if left == now:
        last = asked.editions[-1].asked if asked.editions else ""
        mended = (_said_same(item, same) if item.asked == last else item for item in asked.earlier)
        return replace(on, earlier=tuple(mended))
    edition = EarlierEdition(asked=left, code=asked.code, round=asked.number, until=day)
    editions = (*(each for each in asked.editions if each.asked not in {left, now}), edition)
    own = [
        EarlierItem(asked=left, item=row.item, digest=row.digest, chosen_by=row.chosen_by, why=row.why)
        for row in asked.rows
    ]
    former = [item for item in asked.earlier if item.asked not in {left, now}]
    codes = {each.asked: each.code for each in editions}
    went = [went for item in own for went in _went(item, item.item, "kept", carried)]
    went += [each for item in former for each in _gone_on(item, codes.get(item.asked, ""), carried)]
    return replace(on, editions=editions, earlier=tuple(dict.fromkeys(went)))


def _by_words(asked: Round, code: Code) -> Iterator[Way]:
    """What items became in their own code: they are known by their ids, and under a new id by their words."""
    digests = digests_of(code)
    taken = {row.item for row in asked.rows}
    again = Counter(digests.values())
    renamed = {digest: item for item, digest in digests.items() if item not in taken and again[digest] == 1}
    for row in asked.rows:
        if row.item in digests:
            yield Way(row.item, row.item, "kept" if digests[row.item] == row.digest else "reworded")
        elif row.digest in renamed:
            yield Way(row.item, renamed[row.digest], "kept")


def _by_lineage(asked: Round, code: Code, lineages: Sequence[Lineage]) -> Iterator[Way]:
    """What items became in another code: as its lineage says, and else by equal words."""
    digests, before = digests_of(code), {row.item: row.digest for row in asked.rows}
    linked = set[str]()
    for link in _over(asked.code, code.id, lineages):
        sources, targets = ([name.partition("#")[2] for name in names] for names in (link.source, link.target))
        how = _carried(link)
        if how == "kept" and not (
            _fits(link.source_digests, sources, before) and _fits(link.target_digests, targets, digests)
        ):
            how = "reworded"  # nobody has looked at the link since the words changed
        for item in sources:
            for becomes in targets if item in before else ():
                linked.update((item, becomes))
                yield Way(item, becomes, how)
    again = Counter(digests.values())
    same = {digest: item for item, digest in digests.items() if item not in linked and again[digest] == 1}
    for item, digest in before.items():
        if item not in linked and digest in same:
            yield Way(item, same[digest], "kept")


def _links(old: str, new: str, lineages: Iterable[Lineage]) -> Iterator[LineageLink]:
    """The links between two codes, read from the old to the new one."""
    for lineage in lineages:
        for link in lineage.links:
            ends = code_of(link.source[0]), code_of(link.target[0])
            if ends == (old, new):
                yield link
            elif ends == (new, old):
                yield link.turned()


def _over(old: str, new: str, lineages: Sequence[Lineage]) -> Iterable[LineageLink]:
    """The links between two codes; where nobody compared them, what follows from codes between them for sure."""
    pairs = [(pair.source, pair.target) for lineage in lineages for pair in lineage.pairs]
    pairs += [(code_of(link.source[0]), code_of(link.target[0])) for lineage in lineages for link in lineage.links]
    steps = [tuple(_links(*ends, lineages)) for ends in pairwise(path_between(pairs, old, new))]
    return reduce(_joined, steps) if steps else ()


def _joined(first: Iterable[LineageLink], second: Iterable[LineageLink]) -> tuple[LineageLink, ...]:
    """Links in a row that meet in the same provisions; what does not follow from both is left out."""
    return tuple(
        joined
        for before in first
        for after in second
        if set(before.target) == set(after.source) and (joined := _met(before, after))
    )


def _met(before: LineageLink, after: LineageLink) -> LineageLink | None:
    """Two links in a row as one; it says reworded at most, where they were made for different words in the middle."""
    claim = composed(*(Claim(link.relation, link.change, link.confidence, link.basis) for link in (before, after)))
    if claim.relation == "unknown" or claim.change == "unknown":
        return None
    middle = [
        dict(zip(names, digests, strict=False))
        for names, digests in ((before.target, before.target_digests), (after.source, after.source_digests))
    ]
    change = claim.change if middle[0] == middle[1] or claim.change != "kept" else "reworded"
    return replace(
        before,
        target=after.target,
        target_digests=after.target_digests,
        relation=claim.relation,
        change=change,
        confidence=claim.confidence,
        basis=claim.basis,
    )


def _carried(link: LineageLink) -> Carried:
    """What becomes of answers over a link: they follow only where one item says exactly what one item said."""
    single = len(link.source) == len(link.target) == 1
    if single and (link.relation, link.change, link.confidence) == ("equal", "kept", "high"):
        return "kept"
    return "reworded" if link.change in {"kept", "reworded"} else "anew"


def _fits(digests: Sequence[str], items: Sequence[str], now: dict[str, str]) -> bool:
    """Whether a link was made for the present words; a link without digests is taken to fit."""
    return not digests or tuple(digests) == tuple(now.get(item, "") for item in items)


def _as_said(way: Way, same: Collection[str]) -> Way:
    return way._replace(how="kept", why="said to mean the same") if way.becomes in same and way.how != "anew" else way


def _once_kept(ways: Iterable[Way]) -> Iterator[Way]:
    """The ways, but an item that several were kept as is asked again: nobody knows which answer is meant."""
    found = list(dict.fromkeys(ways))
    kept = Counter(way.becomes for way in found if way.how == "kept")
    yield from (way._replace(how="reworded") if way.how == "kept" and kept[way.becomes] > 1 else way for way in found)


def _back(asked: Round, code: str) -> Iterator[EarlierItem]:
    """The items of an earlier edition of a code that the round no longer asks about: they come back with the code."""
    of_code = {edition.asked for edition in asked.editions if edition.code == code and edition.round == asked.number}
    yield from (item for item in asked.earlier if item.asked in of_code and not item.becomes)


def _added(asked: Round, code: Code, formality: str) -> Sequence[Row]:
    """The rows that come in where a round asks about all of a code; those who chose its rows chose these too."""
    chosen = {row.chosen_by for row in asked.rows}
    by = chosen.pop() if len(chosen) == 1 else ()
    if asked.asks == "all":
        return beginning.rows_of(beginning.items_to_judge(code, formality), by)
    if asked.asks == "short":
        return beginning.rows_of(beginning.short_items(code, formality), by)
    return beginning.ruled_rows(code, formality) if asked.asks == "applicable" else ()


def _went(item: EarlierItem, through: str, how: Carried, carried: Carrying) -> Iterator[EarlierItem]:
    """What an item became by way of one that is asked now."""
    ways = [way for way in carried.ways if way.item == through]
    if not ways:
        yield replace(item, becomes="", how="anew")
    for way in ways:
        yield replace(item, becomes=way.becomes, how=least(how, way.how), as_said=item.as_said or bool(way.why))


def _gone_on(item: EarlierItem, code: str, carried: Carrying) -> Iterator[EarlierItem]:
    """What an item of an earlier edition becomes; what stands there as it once was asked is that again."""
    there = next((row for row in carried.rows if row.item == item.item), None) if code == carried.code else None
    if there and there.digest == item.digest:
        yield replace(item, becomes=there.item, how="kept", as_said=False)
    elif there and not item.becomes:
        yield replace(item, becomes=there.item, how="reworded")
    else:
        yield from _went(item, item.becomes, item.how, carried)


def _said_same(item: EarlierItem, same: Collection[str]) -> EarlierItem:
    """An item of the last edition, when somebody says afterwards that it means the same."""
    means_it = item.becomes in same and item.how == "reworded"
    return replace(item, how="kept", as_said=True) if means_it else item


def _not_carried(name: str, code: Code, ways: Iterable[Way]) -> str:
    if any(way.becomes == name for way in ways):
        return (
            f"'{name}' says more or less than what was asked, as the lineage has it. So no answer to that can follow."
        )
    hint = suggestion(name, [way.becomes for way in ways])
    return f"'{shorten(name)}' is no item of {code.id} that the round asks about now. {hint}".rstrip()


def _unrelated(asked: Round, code: Code) -> str:
    return (
        f"Nothing says what the items of {asked.code} became in {code.id}, and none stands there in the same words. "
        "Write a lineage of the two codes first (docs/lineage.md), or begin a new assessment."
    )
