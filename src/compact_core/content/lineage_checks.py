"""Checks of a lineage by itself, and against the codes that it compares. Each is a function that yields flaws.

A check skips what is empty: the reader has noted a flaw already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compact_core.content.flaws import Flaw, flaws_of
from compact_core.content.lineage_review import Digests
from compact_core.model import Action, Code, Commitment, Provision
from compact_core.model.chains import shortest_way
from compact_core.model.lineage import FITTING_CHANGES, Lineage, code_of
from compact_core.text import count, joined, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path
    from compact_core.model.lineage import LineageLink, Suggestion

LineageCheck = Callable[[Lineage], Iterator[Flaw]]
Provisions = Mapping[str, Mapping[str, Provision]]
"""Provisions by the id of their code and their own id."""

MOST_IN_A_LINK = 20
"""Most provisions on a side of a link; checking a link takes the time of one side times the other."""
MOST_NAMED = 50
"""Most provisions that a message names."""
TURN_ROUND = "Turn one of these pairs round, or take it out."
"""What to do about a circle."""

_LISTS = {"links": ("from", "to"), "suggestions": ("from", "to"), "dropped": ("provisions",), "new": ("provisions",)}
"""The lists of references in each table of a file."""
_OF_TWO = 3
"""Length of a circle of two codes, with the first code at both ends."""


def empty_lists(plain: Mapping[str, Any]) -> Iterator[Flaw]:
    """Lists of codes and provisions are not empty.

    This looks at the plain data: in a lineage, a missing list and an empty one are the same.
    """
    if plain.get("pairs", []) == []:
        message = "The file does not say which codes it compares."
        yield Flaw(("pairs",), message, "Add a line [[pairs]], and below it from and to with the ids of two codes.")
    for key, names in _LISTS.items():
        entries = plain.get(key)
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            for name in names:
                if isinstance(entry, dict) and entry.get(name) == []:
                    yield Flaw((key, index, name), f"{name} is empty.", "Name at least one provision.")


def check_lineage(lineage: Lineage) -> Iterator[Flaw]:
    """Everything that is wrong with a lineage by itself."""
    return flaws_of(*(check(lineage) for check in CHECKS))


def sound_pairs(lineage: Lineage) -> Iterator[Flaw]:
    """A pair has two different codes, and stands once."""
    seen: set[frozenset[str]] = set()
    for index, pair in enumerate(lineage.pairs):
        codes = frozenset((pair.source, pair.target))
        if pair.source == pair.target != "":
            yield Flaw(("pairs", index, "to"), f"The code '{pair.source}' is paired with itself.", "Name another code.")
        elif "" not in codes and codes in seen:
            message = f"The codes '{pair.source}' and '{pair.target}' are paired twice."
            yield Flaw(("pairs", index), message, "Keep one of the two pairs.")
        seen.add(codes)


def one_code_a_side(lineage: Lineage) -> Iterator[Flaw]:
    """All references of a list are to one code."""
    for path, references in _lists(lineage):
        first = next(filter(None, references), "")
        for number, reference in enumerate(references):
            if reference and code_of(reference) != code_of(first):
                message = f"'{reference}' is of another code than '{first}'."
                yield Flaw((*path, number), message, "Write an entry of its own for each code.")


def known_pairs(lineage: Lineage) -> Iterator[Flaw]:
    """Links, dropped and new provisions compare the codes of a pair, in its order."""
    pairs = {(pair.source, pair.target) for pair in lineage.pairs}
    for path, (before, after) in _compared(lineage):
        if before and after and pairs and before != after and (before, after) not in pairs:
            yield Flaw(path, f"No pair leads from '{before}' to '{after}'.", _pair_hint(path, before, after, lineage))


def two_codes(lineage: Lineage) -> Iterator[Flaw]:
    """No link leads from a code to itself, and nothing is dropped from its own code or new since it."""
    for path, (before, after) in _compared(lineage):
        if before and before == after:
            message = f"This leads from the code '{before}' to itself."
            yield Flaw(path, message, "Name the provisions of two different codes.")


def no_circle(lineage: Lineage) -> Iterator[Flaw]:
    """No code comes before itself, over the pairs of the file."""
    for index, circle in circles([(pair.source, pair.target) for pair in lineage.pairs]):
        if len(circle) > _OF_TWO:  # sound_pairs tells of two codes that are paired twice
            yield Flaw(("pairs", index), circle_message(circle), TURN_ROUND)


def circles(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The number of each pair that closes a circle with earlier pairs, and the codes of the circle."""
    after: dict[str, list[str]] = {}
    for index, (before, following) in enumerate(pairs):
        if before == following or not before or not following:
            continue
        if way := shortest_way(after, following, before):
            yield index, (before, *way)
        else:
            after.setdefault(before, []).append(following)


def circle_message(circle: Sequence[str]) -> str:
    """That codes come before each other in a circle."""
    return f"These codes come before each other in a circle: {' -> '.join(circle)}."


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
    """A side of a link has at most :data:`MOST_IN_A_LINK` provisions."""
    for index, link in enumerate(lineage.links):
        for key, references in (("from", link.source), ("to", link.target)):
            if len(references) > MOST_IN_A_LINK:
                message = f"{key} names {len(references)} provisions; at most {MOST_IN_A_LINK} can stand in one link."
                yield Flaw(("links", index, key), message, "Write several links.")


def related_once(lineage: Lineage) -> Iterator[Flaw]:
    """Two provisions are related by at most one link."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for index, link in enumerate(lineage.links):
        sources, targets = ({*filter(None, side[:MOST_IN_A_LINK])} for side in (link.source, link.target))
        if source := next((source for source in sorted(sources) if seen[source] & targets), ""):
            message = f"'{source}' and '{min(seen[source] & targets)}' are related by an earlier link already."
            yield Flaw(("links", index), message, "Keep one of the two links.")
        for source in sources:
            seen[source] |= targets
    for index, suggested in enumerate(lineage.suggestions):
        if any(seen[source] & set(suggested.target) for source in suggested.source if source in seen):
            message = "This suggests what a link says already."
            yield Flaw(("suggestions", index), message, "Take the suggestion out.", severity="warning")


def told_once(lineage: Lineage) -> Iterator[Flaw]:
    """A provision is dropped from a code, or new since it, in at most one entry."""
    seen: set[tuple[str | int, str, str]] = set()
    for path, code, references in _alone(lineage):
        here = {(path[0], code, reference) for reference in references if code and reference}
        for number, reference in enumerate(references):
            if (path[0], code, reference) in seen:
                message = f"'{reference}' stands in an earlier entry for '{code}' already."
                yield Flaw((*path, number), message, "Take one of the two out.")
        seen |= here


def linked_or_alone(lineage: Lineage) -> Iterator[Flaw]:
    """No provision is linked to a code and also dropped from it or new since it."""
    linked = _linked(lineage)
    for path, code, references in _alone(lineage):
        for number, reference in enumerate(references):
            if reference and code and (reference, code) in linked:
                message = f"'{reference}' is {path[0]} here, but a link relates it to '{code}'."
                yield Flaw((*path, number), message, "Take it out here, or correct the link.")


def fitting_changes(lineage: Lineage) -> Iterator[Flaw]:
    """The change fits the relation: what says the same is not stronger, what says something else is not kept."""
    for index, link in enumerate(lineage.links):
        fitting = FITTING_CHANGES.get(link.relation, ())
        if fitting and link.change and link.change not in fitting:
            message = f"The change '{link.change}' does not fit the relation '{link.relation}'."
            hint = f"Allowed with {link.relation}: {', '.join(fitting)}. Or correct the relation."
            yield Flaw(("links", index, "change"), message, hint)


def counted_digests(lineage: Lineage) -> Iterator[Flaw]:
    """A link has a digest for each reference, or none."""
    for index, link in enumerate(lineage.links):
        for key, references, digests in (
            ("from", link.source, link.source_digests),
            ("to", link.target, link.target_digests),
        ):
            if digests and len(digests) != len(references):
                digests_found, provisions = count(len(digests), "digest"), count(len(references), "provision")
                message = f"{key}_digests has {digests_found}; {key} has {provisions}."
                yield Flaw(("links", index, f"{key}_digests"), message, "Write one for each, in the same order.")


def reviewed(lineage: Lineage) -> Iterator[Flaw]:
    """Somebody has looked at every suggestion."""
    if waiting := len(lineage.suggestions):
        are = "1 suggestion waits" if waiting == 1 else f"{waiting:,} suggestions wait"
        message = f"{are} for somebody to look at; nothing in it counts until then."
        hint = "Type 'compacts lineage review' and the name of this file."
        yield Flaw(("suggestions", 0), message, hint, severity="warning")


CHECKS: tuple[LineageCheck, ...] = (
    sound_pairs,
    one_code_a_side,
    two_codes,
    known_pairs,
    no_circle,
    named_once,
    short_links,
    related_once,
    told_once,
    linked_or_alone,
    fitting_changes,
    counted_digests,
    reviewed,
)
"""Every check of a lineage by itself. Flaws at the same place keep this order."""


def check_against(lineage: Lineage, codes: Mapping[str, Code]) -> Iterator[Flaw]:
    """Everything in which a lineage does not fit the codes, which are given by id."""
    provisions = {
        code_id: {provision.id: provision for provision in code.provisions}
        for code_id in lineage.codes
        if (code := codes.get(code_id))
    }
    return flaws_of(
        _absent_codes(lineage, codes),
        _references(lineage, provisions),
        _unaccounted(lineage, provisions),
        _digests(lineage, Digests(codes)),
    )


def _absent_codes(lineage: Lineage, codes: Mapping[str, Code]) -> Iterator[Flaw]:
    """The codes are in the library. A missing one may only not be installed, so this is a warning."""
    for index, pair in enumerate(lineage.pairs):
        for key, code_id in (("from", pair.source), ("to", pair.target)):
            if code_id and code_id not in codes:
                hint = suggestion(code_id, codes) or "Add it, or check the id."
                message = f"The code '{code_id}' is not in the library."
                yield Flaw(("pairs", index, key), message, hint, severity="warning")


def _references(lineage: Lineage, provisions: Provisions) -> Iterator[Flaw]:
    for path, references in _lists(lineage):
        for number, reference in enumerate(references):
            code_id, _, provision_id = reference.partition("#")
            known = provisions.get(code_id)
            if known is not None and provision_id not in known:
                message = f"The code '{code_id}' has no provision with the id '{provision_id}'."
                yield Flaw((*path, number), message, suggestion(provision_id, known))


def _unaccounted(lineage: Lineage, provisions: Provisions) -> Iterator[Flaw]:
    """In each pair, every action and commitment is linked, dropped or new. What is left out is only worth a warning."""
    known = _linked(lineage)
    known |= {(reference, code) for _, code, references in _alone(lineage) for reference in references}
    for index, pair in enumerate(lineage.pairs):
        if pair.source == pair.target or not {pair.source, pair.target} <= provisions.keys():
            continue
        for code_id, other, remedy in (
            (pair.source, pair.target, "[[dropped]] with into"),
            (pair.target, pair.source, "[[new]] with since"),
        ):
            left = [
                provision
                for provision in provisions[code_id].values()
                if isinstance(provision, Action | Commitment) and (f"{code_id}#{provision.id}", other) not in known
            ]
            if left:
                them = "it" if len(left) == 1 else "them"
                hint = f'Link {them}, or name {them} under {remedy} = "{other}".'
                yield Flaw(("pairs", index), _untold(left, code_id, other), hint, severity="warning")


def _untold(left: Sequence[Provision], code_id: str, other: str) -> str:
    if len(left) == 1:
        return f"Nothing tells how the {left[0].kind} '{code_id}#{left[0].id}' relates to '{other}'."
    kinds = joined(sorted({f"{provision.kind}s" for provision in left}))
    names = [provision.id for provision in left[:MOST_NAMED]]
    names += [f"{len(left) - MOST_NAMED} more"] * (len(left) > MOST_NAMED)
    return f"Nothing tells how {len(left)} {kinds} of '{code_id}' relate to '{other}': {joined(names)}."


def _digests(lineage: Lineage, digests_now: Digests) -> Iterator[Flaw]:
    """Linked provisions have not changed since the link was last checked; a change is worth a warning."""
    for index, link in enumerate(lineage.links):
        missing = []
        for key, references, digests in (
            ("from_digests", link.source, link.source_digests),
            ("to_digests", link.target, link.target_digests),
        ):
            current = tuple(map(digests_now.of, references))
            if references and not digests and all(current):
                listed = '", "'.join(current)
                missing.append(f'{key} = ["{listed}"]')
            for number, (reference, old, now) in enumerate(zip(references, digests, current, strict=False)):
                if old and now and old != now:
                    message = f"'{reference}' has changed since this link was last looked at, so the link is suspect."
                    hint = "Look at it again with 'compacts lineage review' and the name of this file."
                    yield Flaw(("links", index, key, number), message, hint, severity="warning")
        if missing:
            message = "This link lacks content digests, so that nobody would notice when its provisions change."
            yield Flaw(("links", index), message, f"Write {' and '.join(missing)}.", severity="warning")


def _lists(lineage: Lineage) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every list of references, with its path."""
    for path, said in _linking(lineage):
        yield (*path, "from"), said.source
        yield (*path, "to"), said.target
    for path, _, references in _alone(lineage):
        yield path, references


def _linking(lineage: Lineage) -> Iterator[tuple[Path, LineageLink | Suggestion]]:
    """Every link and suggestion, with its path."""
    yield from ((("links", index), link) for index, link in enumerate(lineage.links))
    yield from ((("suggestions", index), suggested) for index, suggested in enumerate(lineage.suggestions))


def _alone(lineage: Lineage) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every list of dropped and new provisions, with its path and the code that does not have them."""
    for index, entry in enumerate(lineage.dropped):
        yield ("dropped", index, "provisions"), entry.into, entry.provisions
    for index, later in enumerate(lineage.new):
        yield ("new", index, "provisions"), later.since, later.provisions


def _linked(lineage: Lineage) -> set[tuple[str, str]]:
    """Every linked provision, with each code that it is linked to."""
    ways = [way for link in lineage.links for way in (link, link.turned())]
    return {(source, code) for way in ways for code in set(map(code_of, way.target)) for source in way.source}


def _compared(lineage: Lineage) -> Iterator[tuple[Path, tuple[str, str]]]:
    """The path of every entry, with the two codes that it compares, in the order of a pair."""
    for path, said in _linking(lineage):
        yield path, (_first_code(said.source), _first_code(said.target))
    for index, entry in enumerate(lineage.dropped):
        yield ("dropped", index, "into"), (_first_code(entry.provisions), entry.into)
    for index, later in enumerate(lineage.new):
        yield ("new", index, "since"), (later.since, _first_code(later.provisions))


def _first_code(references: tuple[str, ...]) -> str:
    return code_of(next(filter(None, references), ""))
