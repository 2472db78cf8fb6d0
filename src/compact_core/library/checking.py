"""Files checked without adding them to the library."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from compact_core.errors import Problem
from compact_core.library.copies import copies, copy_problems
from compact_core.library.cross_checks import EntryFlaw, check_library, check_links, check_translations, in_files
from compact_core.library.discovery import COMMAND_LINE, find_files
from compact_core.library.indexing import LazyCodes, entry_of, one_each, read_lineages
from compact_core.library.library import Entry, Library
from compact_core.library.opening import open_library, open_plugins
from compact_core.model import Code
from compact_core.plugins import CodeSource
from compact_core.plugins.isolation import Watch
from compact_core.plugins.loading import load_all


def check_files(paths: Sequence[str], watch: Watch) -> tuple[list[str], list[Problem]]:
    """The files at the paths (folders are searched), and everything that is wrong with them, alone and together."""
    plugins = open_plugins(watch)
    loaders = [loader for _, loader in plugins.loaders()]
    finds = find_files([CodeSource(COMMAND_LINE, path) for path in paths], loaders)
    problems = [*plugins.problems, *finds.problems]
    jobs = [found.job() for found in finds.codes.values()]
    results = dict(zip(finds.codes, load_all(jobs, plugins.worker), strict=True))
    loaded = {path: result.loaded for path, result in results.items() if result.loaded}
    read = {path: entry_of(each.code, COMMAND_LINE, path) if each.code else None for path, each in loaded.items()}
    copied = copies(finds, read, {path: result.id for path, result in results.items()})
    problems += copy_problems(copied)
    codes: dict[str, Code] = {}
    entries = []
    for path in (path for path in loaded if path not in copied):
        problems += loaded[path].problems
        if (code := loaded[path].code) and (entry := read[path]):
            entries.append(entry)
            codes.setdefault(code.id, code)
    with open_library(watch=watch, plugins=plugins) as library:
        together = _together(entries, library, {scale.id for scale in plugins.scales()})
        problems += in_files(together, finds.text)
        known = dict.fromkeys([*codes, *(entry.id for entry in library.entries)])
        either = LazyCodes(known, lambda code_id: codes.get(code_id) or library.code(code_id))
        checked = {entry.file for entry in entries}
        translated = check_translations([*entries, *(e for e in library.entries if e.id not in codes)], either)
        problems += in_files((found for found in translated if found[0].file in checked), finds.text)
        problems += in_files(check_links(one_each(entries, ())[0], either), finds.text)
        problems += read_lineages(finds.lineages.values(), either)[1]
    return [*finds.codes, *finds.lineages], problems


def _together(entries: Sequence[Entry], library: Library, scales: Collection[str]) -> list[EntryFlaw]:
    """What is wrong between the checked codes, and between them and the codes of the library."""
    chosen, twice = one_each(entries, ())
    ids = {entry.id for entry in chosen}
    checked = {entry.file for entry in chosen}
    others = [entry for entry in library.entries if entry.id not in ids]
    return [*twice, *(found for found in check_library([*chosen, *others], scales) if found[0].file in checked)]
