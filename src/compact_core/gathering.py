"""Codes gathered from every source into the catalogue: only files that changed are read again."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from compact_core import __version__
from compact_core.catalogue import Catalogue, Reading, Stamp, stamp
from compact_core.content.files import file_bytes
from compact_core.content.library_checks import check_library
from compact_core.content.plain import to_plain
from compact_core.errors import Problem, Severity
from compact_core.folders import codes_folder, config_file
from compact_core.library import Entry
from compact_core.plugins import CodeSource, Loader
from compact_core.plugins.loading import AHEAD, Job, Watch, load_all
from compact_core.search import passages
from compact_core.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable

    from compact_core.content.read import Loaded
    from compact_core.model import Code
    from compact_core.plugins.manager import Plugins

USER = "your codes"
"""Name of the source that is the user's codes folder."""
COMMAND_LINE = "--codes"
"""Name of the sources that are given on the command line."""
NO_CODES = frozenset({"lineage.toml"})
"""Names of files that stand among codes and are none."""


class Found(NamedTuple):
    """A file of a source."""

    stamp: Stamp
    source: str
    loader: Loader
    data: Traversable | None
    """What to read when the file is not in the file system; None when it is."""


@dataclass(slots=True)
class Gathered:
    """What one round of gathering has found so far."""

    stamps: list[Stamp] = field(default_factory=list)
    files: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def gather(catalogue: Catalogue, view: str, folders: Sequence[str], plugins: Plugins, watch: Watch) -> None:
    """Bring the catalogue up to date for one way of opening the library."""
    loaders = plugins.loaders()
    settings, problems = read_settings(config_file())
    gathered = Gathered(stamps=[*_surroundings(plugins), stamp(config_file())], problems=problems)
    for source in _sources(plugins, folders):
        walk(source, loaders, gathered)
    gathered.files = list({found.stamp.path: found for found in reversed(gathered.files)}.values())[::-1]
    scales = {scale.id for scale in plugins.scales()}
    with catalogue.writing():
        _bring_up_to_date(catalogue, gathered.files, plugins, watch)
        entries = []
        for found in gathered.files:
            gathered.problems += catalogue.problems(found.stamp.path)
            if entry := catalogue.entry(found.stamp.path):
                entries.append(entry._replace(origin=found.source))
        chosen, twice = one_each(entries, settings.prefer)
        problems = [*plugins.problems, *gathered.problems, *twice, *check_library(chosen, scales)]
        stamps = [*gathered.stamps, *(found.stamp for found in gathered.files)]
        catalogue.keep_view(view, stamps, sorted(chosen, key=_in_lists), problems)


def _surroundings(plugins: Plugins) -> Iterator[Stamp]:
    """What decides which plugins there are and what they offer: the import folders and the plugins' modules."""
    for path in {*sys.path[1:], *(plugin.module for plugin in plugins.listed())}:
        if path:
            yield stamp(path)


def _sources(plugins: Plugins, folders: Iterable[str]) -> Iterator[CodeSource]:
    yield from plugins.code_sources()
    yield CodeSource(USER, codes_folder())
    for folder in folders:
        yield CodeSource(COMMAND_LINE, folder)


def walk(source: CodeSource, loaders: Sequence[Loader], gathered: Gathered) -> None:
    """Note every file of a source that a loader reads, and every folder that could get another one."""
    if not isinstance(source.folder, str | os.PathLike):
        _walk_package(source, source.folder, loaders, gathered)
        return
    top = os.fspath(source.folder)
    if os.path.lexists(top) and not os.path.isdir(top):
        if not _note(top, source, loaders, gathered):
            gathered.problems.append(_no_loader(top, loaders))
        return
    gathered.stamps.append(stamp(top))
    if not os.path.isdir(top):
        if source.name != USER:
            hint = "Check the name." if source.name == COMMAND_LINE else "Update the plugin that names it."
            gathered.problems.append(Problem("error", top, 0, 0, "There is no such folder of codes.", hint))
        return
    for folder, inner, names in os.walk(top, onerror=lambda error: gathered.problems.append(_unreadable(error))):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        gathered.stamps += [stamp(os.path.join(folder, name)) for name in inner]
        for name in sorted(names):
            _note(os.path.join(folder, name), source, loaders, gathered)


def _unreadable(error: OSError) -> Problem:
    hint = "Ask its owner, or change its permissions."
    return Problem("error", str(error.filename), 0, 0, f"This folder cannot be read: {error.strerror}.", hint)


def _note(path: str, source: CodeSource, loaders: Sequence[Loader], gathered: Gathered) -> bool:
    name = os.path.basename(path).lower()
    loader = next((one for one in loaders if name.endswith(one.suffixes)), None)
    if loader and name not in NO_CODES and not name.startswith("."):
        gathered.files.append(Found(stamp(os.path.normpath(path)), source.name, loader, None))
    return loader is not None


def _no_loader(path: str, loaders: Sequence[Loader]) -> Problem:
    endings = ", ".join(suffix for loader in loaders for suffix in loader.suffixes)
    return Problem("error", path, 0, 0, "No loader reads this kind of file.", f"Files can end with {endings}.")


def _walk_package(source: CodeSource, folder: Traversable, loaders: Sequence[Loader], gathered: Gathered) -> None:
    """Note the files of a source inside an archive, where there are no stamps: they are compared by content."""
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        loader = next((loader for loader in loaders if one.name.lower().endswith(loader.suffixes)), None)
        if one.is_dir():
            _walk_package(source, one, loaders, gathered)
        elif loader and one.name not in NO_CODES:
            gathered.files.append(Found(Stamp(str(one), -2, -2), source.name, loader, one))


def _bring_up_to_date(catalogue: Catalogue, files: Iterable[Found], plugins: Plugins, watch: Watch) -> None:
    """Read the files that are not known to be the same."""
    versions = ", ".join([__version__, *(plugin.distribution for plugin in plugins.listed())])
    stale = [(found, f"{found.loader.name}, {versions}") for found in files]
    stale = [(found, reader) for found, reader in stale if not catalogue.is_known(found.stamp, reader)]
    jobs = [job_of(found, catalogue.digest(found.stamp.path, reader)) for found, reader in stale]
    results = zip(stale, load_all(jobs, watch), strict=True)
    while batch := list(islice(results, AHEAD)):
        readings = []
        for (found, reader), result in batch:
            if result.loaded is None:
                catalogue.keep_stamp(found.stamp)
            else:
                readings.append(_reading(found, reader, result.digest, result.loaded))
        catalogue.keep_files(readings)


def job_of(found: Found, digest: str = "") -> Job:
    """The reading of a file, to be done by its loader."""
    path = found.stamp.path
    return Job(path, found.loader, found.data.read_bytes if found.data else partial(file_bytes, path), digest)


def _reading(found: Found, reader: str, digest: str, loaded: Loaded) -> Reading:
    if not (code := loaded.code):
        return Reading(found.stamp, reader, digest, None, "", loaded.problems, ())
    body = json.dumps(to_plain(code), ensure_ascii=False)
    entry = entry_of(code, found.source, found.stamp.path)
    return Reading(found.stamp, reader, digest, entry, body, loaded.problems, passages(code))


def entry_of(code: Code, origin: str, file: str) -> Entry:
    """The line of a code in the list of a library."""
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
        related=tuple(one.code for one in code.related),
        origin=origin,
        file=file,
    )


def one_each(entries: Sequence[Entry], prefer: Sequence[str]) -> tuple[list[Entry], list[Problem]]:
    """One entry for each id: that of the preferred source, else the first found; the others are told."""
    rank = {name: place for place, name in enumerate(prefer)}
    chosen: dict[str, Entry] = {}
    problems = []
    for entry in sorted(entries, key=lambda entry: rank.get(entry.origin, len(rank))):
        if first := chosen.setdefault(entry.id, entry):
            if first.file == entry.file:
                continue
            message = f"The code '{entry.id}' is also in {first.file}, which is used."
            hint = f"Remove one, give it another id, or name the source to use under 'prefer' in {config_file()}."
            severity: Severity = "warning" if {entry.origin, first.origin} & rank.keys() else "error"
            problems.append(Problem(severity, entry.file, 0, 0, message, hint))
    return list(chosen.values()), problems


def _in_lists(entry: Entry) -> tuple[str, ...]:
    return (entry.place, entry.agreement, entry.issued, entry.title, entry.id)
