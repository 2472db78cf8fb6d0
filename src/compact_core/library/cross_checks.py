"""Checks of all codes of a library together. Each is a function that yields flaws, with the code that has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw, located
from compact_core.content.lineage_checks import circle_message, circles
from compact_core.errors import Problem
from compact_core.library.library import Entry
from compact_core.library.translations import compared
from compact_core.model import Code
from compact_core.text import meant, shorten, suggestion

if TYPE_CHECKING:
    from compact_core.content.locate import Path

EntryFlaw = tuple[Entry, Flaw]
"""A flaw, and the code whose file has it."""
LibraryCheck = Callable[[Sequence[Entry], Collection[str]], Iterator[EntryFlaw]]


def check_library(entries: Sequence[Entry], scales: Collection[str]) -> Iterator[EntryFlaw]:
    """Everything that is wrong between codes. ``scales`` are the ids of all scales."""
    for check in CHECKS:
        yield from check(entries, scales)


def in_files(findings: Iterable[EntryFlaw], text: Callable[[str], str | None]) -> Iterator[Problem]:
    """The flaws as problems, file by file; ``text`` gives the text of a TOML file, and None for other files."""
    flaws: defaultdict[str, list[Flaw]] = defaultdict(list)
    for entry, flaw in findings:
        flaws[entry.file].append(flaw)
    for file, found in flaws.items():
        yield from located(found, text(file), file)


def known_scales(entries: Sequence[Entry], scales: Collection[str]) -> Iterator[EntryFlaw]:
    """Every code names a response scale that exists."""
    for entry in entries:
        if entry.scale not in scales:
            message = f"The code '{entry.id}' names the scale '{entry.scale}', which does not exist."
            hint = suggestion(entry.scale, scales) or f"The scales are {', '.join(sorted(scales))}."
            yield entry, Flaw(("code", "scale"), message, hint)


def related_codes(entries: Sequence[Entry], _scales: Collection[str]) -> Iterator[EntryFlaw]:
    """Related codes are in the library. Else there is a note: the other code may only not be installed."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        for number, (relation, other) in enumerate(entry.related):
            path = ("related", number, "code")
            if other == entry.id:
                message = f"The code '{entry.id}' is related to itself."
                yield entry, Flaw(path, message, "Name another code.")
            elif other not in ids:
                message = f"The code '{entry.id}' is related to '{other}', which is not in the library."
                near = suggestion(other, _possible(entry, relation, entries))
                hint = near or "It is shown by its id until it is added."
                yield entry, Flaw(path, message, hint, severity="note")


def no_circle(entries: Sequence[Entry], _scales: Collection[str]) -> Iterator[EntryFlaw]:
    """No code replaces itself over others."""
    named = [
        (entry, number, other)
        for entry in entries
        for number, (relation, other) in enumerate(entry.related)
        if relation == "replaces"
    ]
    for position, circle in circles([(other, entry.id) for entry, _, other in named]):
        entry, number, _ = named[position]
        hint = "Take one of the relations 'replaces' out."
        yield entry, Flaw(("related", number, "code"), circle_message(circle), hint)


def _possible(entry: Entry, relation: str, entries: Sequence[Entry]) -> set[str]:
    """Ids of the codes that a code can name with a relation: none that it names already, and none that follows it."""
    named = {entry.id, *(other for _, other in entry.related)}
    follow = {other.id for other in entries for of, to in other.related if to == entry.id and of != "accompanies"}
    others = (other for other in entries if other.id not in named | follow)
    return {other.id for other in others if relation != "translates" or other.language != entry.language}


def one_agreement_one_name(entries: Sequence[Entry], _scales: Collection[str]) -> Iterator[EntryFlaw]:
    """Codes of the same agreement in the same language give it the same name and kind."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        language = entry.language.partition("-")[0].casefold()
        other = first.setdefault((entry.agreement_id, language), entry)
        if (entry.agreement, entry.agreement_kind) != (other.agreement, other.agreement_kind):
            message = (
                f"The agreement '{entry.agreement_id}' is '{entry.agreement}' ({entry.agreement_kind}) here"
                f" and '{other.agreement}' ({other.agreement_kind}) in {other.file}."
            )
            key = "kind" if entry.agreement == other.agreement else "name"
            yield entry, Flaw(("agreement", key), message, "Use one name and kind, or another id.", severity="warning")


def check_translations(entries: Sequence[Entry], codes: Mapping[str, Code]) -> Iterator[EntryFlaw]:
    """What translations lack of their originals, and have beyond them; each is worth a note."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        for number, (relation, other) in enumerate(entry.related):
            if relation != "translates" or other not in ids or other == entry.id:
                continue
            for lacking in compared(codes[entry.id], codes[other]):
                yield entry, Flaw(("related", number, "code"), lacking, "Give both the same ids.", severity="note")


def check_links(entries: Iterable[Entry], codes: Mapping[str, Code]) -> Iterator[EntryFlaw]:
    """Links into a code that is there lead to a part of it. Nothing is said of codes that are not there."""
    titles: dict[str, dict[str, str]] = {}
    for entry in entries:
        for path, reference in _references(codes[entry.id]):
            other, mark, part = reference.partition("#")
            if not mark or other not in codes:
                continue
            if other not in titles:
                titles[other] = {target.id: getattr(target, "title", "") for target in codes[other].parts if target.id}
            if part not in titles[other]:
                message = f"The code '{other}' has no part with the id '{shorten(part)}'."
                hint = meant(part, titles[other]) or f"Type 'compacts show {other}' to see its parts."
                yield entry, Flaw(path, message, hint, severity="warning")


def _references(code: Code) -> Iterator[tuple[Path, str]]:
    """What links and signs lead to."""
    for number, link in enumerate(code.links):
        yield ("links", number, "to"), link.target
    for number, part in enumerate(code.parts):
        yield ("parts", number, "about"), getattr(part, "about", "")


CHECKS: tuple[LibraryCheck, ...] = (known_scales, related_codes, no_circle, one_agreement_one_name)
"""Every check. Flaws at the same place keep this order."""
