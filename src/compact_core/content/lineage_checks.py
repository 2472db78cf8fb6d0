"""Checks over a lineage, by itself and against the codes that it speaks of: functions that yield flaws.

A check skips what is empty: it is told already by the reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compact_core.content.digest import content_digest
from compact_core.content.flaws import Flaw, flaws_of
from compact_core.model import Action, Code, Commitment, Provision
from compact_core.model.lineage import Lineage, code_of
from compact_core.text import count, joined, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path

Check = Callable[[Lineage], Iterator[Flaw]]
Provisions = Mapping[str, Mapping[str, Provision]]
"""The provisions of codes, by the id of the code and their own."""

MOST_IN_A_LINK = 20
"""How many provisions one side of a link may name; the checks of a link take the time of one side times the other."""
MOST_NAMED = 50
"""How many provisions a message names."""

_LISTS = {"links": ("from", "to"), "dropped": ("provisions",), "new": ("provisions",)}
_FITTING = {"equal": ("kept",), "equivalent": ("reworded",)}
_FITTING_OTHERS = ("reworded", "strengthened", "weakened")


def empty_lists(plain: Mapping[str, Any]) -> Iterator[Flaw]:
    """No list that has to name something is empty.

    This looks at the plain data, because in a lineage a list that is missing cannot be told from an empty one.
    """
    if plain.get("pairs", []) == []:
        message = "The file does not say which codes it compares."
        yield Flaw(("pairs",), message, "Add a line [[pairs]], and below it from and to with the ids of two codes.")
    for key, names in _LISTS.items():
        entries = plain.get(key)
        for place, entry in enumerate(entries if isinstance(entries, list) else []):
            for name in names:
                if isinstance(entry, dict) and entry.get(name) == []:
                    yield Flaw((key, place, name), f"{name} is empty.", "Name at least one provision.")


def check_lineage(lineage: Lineage) -> Iterator[Flaw]:
    """Everything that is wrong with a lineage by itself."""
    return flaws_of(*(check(lineage) for check in CHECKS))


def sound_pairs(lineage: Lineage) -> Iterator[Flaw]:
    """A pair has two codes, and stands once."""
    seen: set[frozenset[str]] = set()
    for place, pair in enumerate(lineage.pairs):
        codes = frozenset((pair.source, pair.target))
        if pair.source == pair.target != "":
            yield Flaw(("pairs", place, "to"), f"The code '{pair.source}' is paired with itself.", "Name another code.")
        elif "" not in codes and codes in seen:
            message = f"The codes '{pair.source}' and '{pair.target}' are paired twice."
            yield Flaw(("pairs", place), message, "Keep one of the two pairs.")
        seen.add(codes)


def one_code_a_side(lineage: Lineage) -> Iterator[Flaw]:
    """The references of one list are all of one code."""
    for path, references in _lists(lineage):
        first = next(filter(None, references), "")
        for number, reference in enumerate(references):
            if reference and code_of(reference) != code_of(first):
                message = f"'{reference}' is of another code than '{first}'."
                yield Flaw((*path, number), message, "Write an entry of its own for each code.")


def known_pairs(lineage: Lineage) -> Iterator[Flaw]:
    """What links, dropped and new provisions speak of is a pair, in the order of the pair."""
    pairs = {(pair.source, pair.target) for pair in lineage.pairs}
    for path, (before, after) in _compared(lineage):
        if before and after and pairs and (before, after) not in pairs:
            yield Flaw(path, f"No pair leads from '{before}' to '{after}'.", _pair_hint(path, before, after, lineage))


def _pair_hint(path: Path, before: str, after: str, lineage: Lineage) -> str:
    if any((pair.source, pair.target) == (after, before) for pair in lineage.pairs):
        turned = {"links": "exchange from and to", "dropped": "write this under [[new]]"}
        return f"The pair leads the other way: {turned.get(str(path[0]), 'write this under [[dropped]]')}."
    unknown = next((code for code in (before, after) if code not in lineage.codes), "")
    return suggestion(unknown, lineage.codes) or "Add it under [[pairs]], or correct the ids."


def named_once(lineage: Lineage) -> Iterator[Flaw]:
    """A list names a provision once."""
    for path, references in _lists(lineage):
        seen: set[str] = set()
        for number, reference in enumerate(references):
            if reference and reference in seen:
                yield Flaw((*path, number), f"'{reference}' stands twice in {path[-1]}.", "Take one of the two out.")
            seen.add(reference)


def short_links(lineage: Lineage) -> Iterator[Flaw]:
    """A link relates a handful of provisions."""
    for place, link in enumerate(lineage.links):
        for key, references in (("from", link.source), ("to", link.target)):
            if len(references) > MOST_IN_A_LINK:
                message = f"{key} names {len(references)} provisions; at most {MOST_IN_A_LINK} can stand in one link."
                yield Flaw(("links", place, key), message, "Write several links.")


def related_once(lineage: Lineage) -> Iterator[Flaw]:
    """Two provisions are related by one link."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for place, link in enumerate(lineage.links):
        sources, targets = ({*filter(None, side[:MOST_IN_A_LINK])} for side in (link.source, link.target))
        if source := next((one for one in sorted(sources) if seen[one] & targets), ""):
            message = f"'{source}' and '{min(seen[source] & targets)}' are related by an earlier link already."
            yield Flaw(("links", place), message, "Keep one of the two links.")
        for source in sources:
            seen[source] |= targets


def told_once(lineage: Lineage) -> Iterator[Flaw]:
    """A provision is dropped from a code, or new since it, in one entry."""
    seen: set[tuple[str | int, str, str]] = set()
    for path, code, references in _alone(lineage):
        here = {(path[0], code, reference) for reference in references if code and reference}
        for number, reference in enumerate(references):
            if (path[0], code, reference) in seen:
                message = f"'{reference}' stands in an earlier entry for '{code}' already."
                yield Flaw((*path, number), message, "Take one of the two out.")
        seen |= here


def linked_or_alone(lineage: Lineage) -> Iterator[Flaw]:
    """No provision is linked to a code and at the same time dropped from it or new since it."""
    linked = _linked(lineage)
    for path, code, references in _alone(lineage):
        for number, reference in enumerate(references):
            if reference and code and (reference, code) in linked:
                message = f"'{reference}' is {path[0]} here, but a link relates it to '{code}'."
                yield Flaw((*path, number), message, "Take it out here, or correct the link.")


def fitting_changes(lineage: Lineage) -> Iterator[Flaw]:
    """The change fits the relation: what says the same is not stronger, and what says something else is not kept."""
    for place, link in enumerate(lineage.links):
        fitting = _FITTING.get(link.relation, _FITTING_OTHERS)
        if link.relation and link.change and link.change not in fitting:
            message = f"The change '{link.change}' does not fit the relation '{link.relation}'."
            hint = f"Allowed with {link.relation}: {', '.join(fitting)}. Or correct the relation."
            yield Flaw(("links", place, "change"), message, hint)


def counted_digests(lineage: Lineage) -> Iterator[Flaw]:
    """There are as many digests as references, or none."""
    for place, link in enumerate(lineage.links):
        for key, references, digests in (
            ("from", link.source, link.source_digests),
            ("to", link.target, link.target_digests),
        ):
            if digests and len(digests) != len(references):
                digests_found, provisions = count(len(digests), "digest"), count(len(references), "provision")
                message = f"{key}_digests has {digests_found}; {key} has {provisions}."
                yield Flaw(("links", place, f"{key}_digests"), message, "Write one for each, in the same order.")


CHECKS: tuple[Check, ...] = (
    sound_pairs,
    one_code_a_side,
    known_pairs,
    named_once,
    short_links,
    related_once,
    told_once,
    linked_or_alone,
    fitting_changes,
    counted_digests,
)
"""Every check of a lineage by itself, in the order in which its flaws are told for one place."""


def check_against(lineage: Lineage, codes: Mapping[str, Code]) -> Iterator[Flaw]:
    """Everything in which a lineage does not fit the codes of a library, which are given by id."""
    provisions = {
        code_id: {one.id: one for one in code.provisions} for code_id in lineage.codes if (code := codes.get(code_id))
    }
    return flaws_of(
        _absent_codes(lineage, codes),
        _references(lineage, provisions),
        _unaccounted(lineage, provisions),
        _digests(lineage, provisions),
    )


def _absent_codes(lineage: Lineage, codes: Mapping[str, Code]) -> Iterator[Flaw]:
    """A code that is not in the library may only not be installed, so this is a warning."""
    for place, pair in enumerate(lineage.pairs):
        for key, code_id in (("from", pair.source), ("to", pair.target)):
            if code_id and code_id not in codes:
                hint = suggestion(code_id, codes) or "Add it, or check the id."
                message = f"The code '{code_id}' is not in the library."
                yield Flaw(("pairs", place, key), message, hint, severity="warning")


def _references(lineage: Lineage, provisions: Provisions) -> Iterator[Flaw]:
    for path, references in _lists(lineage):
        for number, reference in enumerate(references):
            code_id, _, provision_id = reference.partition("#")
            known = provisions.get(code_id)
            if known is not None and provision_id not in known:
                message = f"The code '{code_id}' has no provision with the id '{provision_id}'."
                yield Flaw((*path, number), message, suggestion(provision_id, known))


def _unaccounted(lineage: Lineage, provisions: Provisions) -> Iterator[Flaw]:
    """Every action (or commitment) of a code is linked with each code it is paired with, or dropped or new there.

    What is told of the others is true all the same, so this is a warning.
    """
    told = _linked(lineage) | {(one, code) for _, code, references in _alone(lineage) for one in references}
    for place, pair in enumerate(lineage.pairs):
        if pair.source == pair.target or not {pair.source, pair.target} <= provisions.keys():
            continue
        for code_id, other, remedy in (
            (pair.source, pair.target, "[[dropped]] with into"),
            (pair.target, pair.source, "[[new]] with since"),
        ):
            owed = [one for one in provisions[code_id].values() if isinstance(one, Action | Commitment)]
            if left := [one for one in owed if (f"{code_id}#{one.id}", other) not in told]:
                them = "it" if len(left) == 1 else "them"
                hint = f'Link {them}, or name {them} under {remedy} = "{other}".'
                yield Flaw(("pairs", place), _untold(left, code_id, other), hint, severity="warning")


def _untold(left: Sequence[Provision], code_id: str, other: str) -> str:
    if len(left) == 1:
        return f"Nothing tells how the {left[0].kind} '{code_id}#{left[0].id}' relates to '{other}'."
    kinds = joined(sorted({f"{one.kind}s" for one in left}))
    names = [one.id for one in left[:MOST_NAMED]] + [f"{len(left) - MOST_NAMED} more"] * (len(left) > MOST_NAMED)
    return f"Nothing tells how {len(left)} {kinds} of '{code_id}' relate to '{other}': {joined(names)}."


def _digests(lineage: Lineage, provisions: Provisions) -> Iterator[Flaw]:
    """A provision that changed since somebody looked at its link is worth looking at the link again."""
    for place, link in enumerate(lineage.links):
        missing = []
        for key, references, digests in (
            ("from_digests", link.source, link.source_digests),
            ("to_digests", link.target, link.target_digests),
        ):
            current = _current_digests(references, provisions)
            if references and not digests and all(current):
                listed = '", "'.join(current)
                missing.append(f'{key} = ["{listed}"]')
            for number, (reference, old, now) in enumerate(zip(references, digests, current, strict=False)):
                if old and now and old != now:
                    message = f"'{reference}' has changed since this link was last looked at."
                    hint = f"Look at the link again; then write '{now}' here."
                    yield Flaw(("links", place, key, number), message, hint, severity="warning")
        if missing:
            message = "This link lacks content digests, so that nobody would notice when its provisions change."
            yield Flaw(("links", place), message, f"Write {' and '.join(missing)}.", severity="warning")


def _current_digests(references: tuple[str, ...], provisions: Provisions) -> tuple[str, ...]:
    """The content digests of provisions as they are now; empty for one that is not there."""
    found = (provisions.get(code_of(one), {}).get(one.partition("#")[2]) for one in references)
    return tuple(content_digest(one) if one else "" for one in found)


def _lists(lineage: Lineage) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every list of references, with its path."""
    for place, link in enumerate(lineage.links):
        yield ("links", place, "from"), link.source
        yield ("links", place, "to"), link.target
    for path, _, references in _alone(lineage):
        yield path, references


def _alone(lineage: Lineage) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every list of dropped and new provisions, with its path and the code in which they have no counterpart."""
    for place, entry in enumerate(lineage.dropped):
        yield ("dropped", place, "provisions"), entry.into, entry.provisions
    for place, later in enumerate(lineage.new):
        yield ("new", place, "provisions"), later.since, later.provisions


def _linked(lineage: Lineage) -> set[tuple[str, str]]:
    """Every linked provision with each code that a link relates it to."""
    ways = [way for link in lineage.links for way in (link, link.turned())]
    return {(one, code) for way in ways for code in set(map(code_of, way.target)) for one in way.source}


def _compared(lineage: Lineage) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Every entry by its path, with the codes that it compares: first the one that comes first."""
    for place, link in enumerate(lineage.links):
        yield ("links", place), (_first_code(link.source), _first_code(link.target))
    for place, entry in enumerate(lineage.dropped):
        yield ("dropped", place, "into"), (_first_code(entry.provisions), entry.into)
    for place, later in enumerate(lineage.new):
        yield ("new", place, "since"), (later.since, _first_code(later.provisions))


def _first_code(references: tuple[str, ...]) -> str:
    return code_of(next(filter(None, references), ""))
