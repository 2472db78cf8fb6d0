"""Code files checked as they are, without adding them to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.content.library_checks import check_library
from compact_core.gathering import COMMAND_LINE, Gathered, entry_of, job_of, one_each, walk
from compact_core.opening import open_library, open_plugins
from compact_core.plugins import CodeSource
from compact_core.plugins.loading import Watch, load_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.errors import Problem


def check_files(paths: Sequence[str], watch: Watch) -> tuple[list[str], list[Problem]]:
    """The files at the paths (folders are searched), and everything that is wrong with them, alone and together."""
    plugins = open_plugins()
    loaders = plugins.loaders()
    scales = {scale.id for scale in plugins.scales()}
    gathered = Gathered()
    for path in paths:
        walk(CodeSource(COMMAND_LINE, path), loaders, gathered)
    files = list({found.stamp.path: found for found in gathered.files}.values())
    problems = [*plugins.problems, *gathered.problems]
    entries = []
    for found, result in zip(files, load_all([job_of(found) for found in files], watch), strict=True):
        if result.loaded:
            problems += result.loaded.problems
            if result.loaded.code:
                entries.append(entry_of(result.loaded.code, COMMAND_LINE, found.stamp.path))
    chosen, twice = one_each(entries, ())
    ids = {entry.id for entry in chosen}
    others = [entry for entry in open_library().entries if entry.id not in ids]
    checked = {entry.file for entry in chosen}
    together = [one for one in check_library([*chosen, *others], scales) if one.file in checked]
    return [found.stamp.path for found in files], [*problems, *twice, *together]
