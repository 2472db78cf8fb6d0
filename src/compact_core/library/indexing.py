"""The catalogue brought up to date: every source is looked through, and files that changed are read."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw, located
from compact_core.content.lineage_file import read_lineage_bytes
from compact_core.content.lineages_together import NamedLineage, check_together
from compact_core.content.write import plain_value, to_plain
from compact_core.errors import Problem
from compact_core.folders import config_file, import_path
from compact_core.library.config import read_settings
from compact_core.library.copies import copies, copy_problems
from compact_core.library.cross_checks import check_library, check_links, check_translations, in_files
from compact_core.library.discovery import COMMAND_LINE, find_files, sources
from compact_core.library.library import Entry, FarLink, agreements
from compact_core.library.readings import Reading
from compact_core.library.search.passages import passages
from compact_core.library.stamps import stamp, useless
from compact_core.plugins.isolation import AHEAD
from compact_core.plugins.loading import load_all
from compact_core.text import readable
from compact_core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from compact_core.content.read import Loaded
    from compact_core.errors import Severity
    from compact_core.library.catalogue import Catalogue
    from compact_core.library.cross_checks import EntryFlaw
    from compact_core.library.discovery import FoundCode, FoundFile
    from compact_core.library.stamps import Stamp
    from compact_core.model import Code
    from compact_core.model.lineage import Lineage
    from compact_core.plugins.isolation import Worker
    from compact_core.plugins.manager import Plugin, Plugins
    from compact_core.plugins.offers import Loader


def gather(catalogue: Catalogue, view: str, folders: Sequence[str], plugins: Plugins) -> None:
    """Bring a view, and the readings of its files, up to date."""
    every = list(sources(plugins, folders))
    settings, problems = read_settings(config_file(), [*(source.name for source in every), COMMAND_LINE])
    readers = {loader: _reader(plugin, loader) for plugin, loader in plugins.loaders()}
    finds = find_files(every, list(readers))
    scales = {scale.id for scale in plugins.scales()}
    problems += [*plugins.problems, *finds.problems]
    with catalogue.writing(), _no_garbage_collection():
        unread = list(_bring_up_to_date(catalogue, list(finds.codes.values()), readers, plugins.worker))
        read = {path: catalogue.readings.entry(path, found.file.source) for path, found in finds.codes.items()}
        stated_ids = {path: catalogue.readings.stated_id(path) for path, entry in read.items() if entry is None}
        copied = copies(finds, read, stated_ids)
        problems += copy_problems(copied)
        for path in (path for path in read if path not in copied):
            problems += catalogue.readings.problems(path)
        entries = [entry for path, entry in read.items() if entry and path not in copied]
        chosen, twice = one_each(entries, settings.prefer)
        problems += in_files([*twice, *check_library(chosen, scales)], finds.text)
        files = {entry.id: entry.file for entry in chosen}
        codes = LazyCodes(files, lambda code_id: catalogue.readings.code(files[code_id]))
        problems += in_files(check_translations(chosen, codes), finds.text)
        linking = catalogue.readings.linking()
        broken = check_links((entry for entry in chosen if entry.file in linking), codes)
        # only a note: whoever reads codes can do nothing about it, and every command would repeat it
        problems += in_files(((entry, flaw._replace(severity="note")) for entry, flaw in broken), finds.text)
        lineages, faults = read_lineages(finds.lineages.values(), codes)
        stamps = [*_surroundings(plugins), stamp(config_file()), *finds.stamps, *unread]
        stamps += [found.file.stamp for found in finds.codes.values()]
        stamps += [found.stamp for found in finds.lineages.values()]
        bodies = [json.dumps(plain_value(lineage)) for lineage in lineages]
        catalogue.views.keep(view, stamps, _in_lists(chosen), [*problems, *faults], bodies)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Collect no garbage meanwhile: codes hold no cycles. The first opening takes a tenth less time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _surroundings(plugins: Plugins) -> Iterator[Stamp]:
    """The stamps of all that decides on plugins and their offers: import folders and modules."""
    for path in {*import_path(), *(plugin.module for plugin in plugins.listed())}:
        if path:
            yield stamp(path)
    for problem in plugins.problems:
        if problem.severity == "error":  # a failed plugin may be mended without a change of these
            yield useless(problem.file)


def _reader(plugin: Plugin, loader: Loader) -> str:
    """Cache key: loader and version."""
    return f"{loader.name}, {__version__}, {plugin.name}, {plugin.distribution}"


def _bring_up_to_date(
    catalogue: Catalogue, files: Sequence[FoundCode], readers: Mapping[Loader, str], worker: Worker
) -> Iterator[Stamp]:
    """Read the files that may have changed; gives the stamps of those that could not be opened."""
    known = catalogue.readings
    pairs = [(found, readers[found.loader]) for found in files]
    stale = [(found, reader) for found, reader in pairs if not known.is_known(found.file.stamp, reader)]
    jobs = [found.job(known.digest(found.file.stamp.path, reader)) for found, reader in stale]
    results = zip(stale, load_all(jobs, worker), strict=True)
    while batch := list(islice(results, AHEAD)):
        readings = []
        for (found, reader), result in batch:
            if result.loaded is None:
                known.keep_stamp(found.file.stamp)
                continue
            file = found.file
            if not result.digest:  # permission to read it may come without a change of the stamp
                file = file._replace(stamp=useless(file.stamp.path))
                yield file.stamp
            readings.append(_reading(file, reader, result.digest, result.loaded, result.id))
        known.keep(readings)
        catalogue.views.expire([reading.stamp.path for reading in readings])


def _reading(file: FoundFile, reader: str, digest: str, loaded: Loaded, identity: str) -> Reading:
    if not (code := loaded.code):
        return Reading(file.stamp, reader, digest, None, "", loaded.problems, (), (), identity)
    body = json.dumps(to_plain(code), check_circular=False)
    entry = entry_of(code, file.source, file.stamp.path)
    return Reading(file.stamp, reader, digest, entry, body, loaded.problems, passages(code), far_links(code))


class LazyCodes(Mapping[str, "Code"]):
    """Codes by id, each read when it is asked for."""

    def __init__(self, ids: Collection[str], read: Callable[[str], Code | None]) -> None:
        """Name the codes, and the function that reads one; it gives None for a code that cannot be read."""
        self._ids = ids
        self._read = read

    def __getitem__(self, code_id: str) -> Code:
        if code_id in self._ids and (code := self._read(code_id)):
            return code
        raise KeyError(code_id)

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def read_lineages(files: Iterable[FoundFile], codes: Mapping[str, Code]) -> tuple[list[Lineage], list[Problem]]:
    """The lineages in files, checked against the codes that they compare, and all problems of the files."""
    sound: list[NamedLineage] = []
    texts: list[bytes] = []
    problems: list[Problem] = []
    for file in files:
        data = file.data()
        if isinstance(data, Problem):
            problems.append(data)
            continue
        loaded = read_lineage_bytes(data, file.stamp.path, codes)
        problems += loaded.problems
        if loaded.lineage:
            sound.append(NamedLineage(file.stamp.path, loaded.lineage))
            texts.append(data)
    for number, flaw in check_together(sound):
        problems += located([flaw], texts[number].decode("utf-8-sig"), sound[number].file)
    return [named.lineage for named in sound], problems


def entry_of(code: Code, origin: str, file: str) -> Entry:
    """The entry of a code."""
    header, agreement = code.header, code.agreement
    return Entry(
        id=header.id,
        title=header.title,
        kind=header.kind,
        place=header.place,
        language=header.language,
        issued=header.issued,
        status=header.status,
        agreement_id=agreement.id,
        agreement=agreement.name,
        agreement_kind=agreement.kind,
        provisions=len(code.provisions),
        scale=header.scale,
        related=tuple((related.relation, related.code) for related in code.related),
        origin=origin,
        file=file,
    )


def far_links(code: Code) -> list[FarLink]:
    """The links of a code to parts of other codes, including what its parts are about."""
    links = [FarLink(code.id, link.source, link.target, link.relation, link.reason, link.basis) for link in code.links]
    links += [FarLink(code.id, part.id, getattr(part, "about", ""), "about", "", "source") for part in code.parts]
    return [link for link in links if "#" in link.target]


def one_each(entries: Sequence[Entry], prefer: Sequence[str]) -> tuple[list[Entry], list[EntryFlaw]]:
    """One entry for each id, of the preferred source or else the first; and a flaw for each of the others."""
    rank = {name: position for position, name in enumerate(prefer)}
    settings = readable(config_file())
    chosen: dict[str, Entry] = {}
    others = []
    for entry in sorted(entries, key=lambda entry: rank.get(entry.origin, len(rank))):
        if first := chosen.setdefault(entry.id, entry):
            if first.file == entry.file:
                continue
            message = f"The code '{entry.id}' is also in {first.file}, which is used."
            hint = "Remove one, or give it another id."
            if entry.origin != first.origin:
                hint = f'Remove one, give it another id, or write prefer = ["{entry.origin}"] in {settings}.'
            severity: Severity = "warning" if {entry.origin, first.origin} & rank.keys() else "error"
            others.append((entry, Flaw(("code", "id"), message, hint, severity=severity)))
    return list(chosen.values()), others


def _in_lists(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the order of lists; codes of one agreement stand together, whatever their language."""
    named = agreements(entries)

    def order(entry: Entry) -> tuple[str, ...]:
        return (entry.place, named[entry.agreement_id].agreement, entry.issued, entry.title, entry.id)

    return sorted(entries, key=order)
