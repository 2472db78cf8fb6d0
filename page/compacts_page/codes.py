"""Codes, and files that say how codes relate, taken in while the program runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory

from compact_core.content.names import is_reserved
from compact_core.content.whole import put
from compact_core.errors import CompactsError
from compact_core.folders import codes_folder
from compact_core.library.checking import check_files
from compact_core.plugins.isolation import Silence
from compact_core.text import count, readable


def take_in(files: Mapping[str, bytes], ask: Callable[[str], bool]) -> bool:
    """Take files in among the codes of the user, all of them or none; gives whether that was done.

    ``ask`` is asked before another file is replaced. Raises :class:`CompactsError` with everything that is wrong.
    """
    if wrong := [
        f"{readable(name)}: A code is a TOML file with a plain name." for name in files if not _is_plain(name)
    ]:
        raise CompactsError("\n".join([*wrong, "This page opens folders, zip files, and codes such as our-code.toml."]))
    if errors := _errors(files):
        told = f"{count(len(errors), 'error')}, so nothing was taken in. Mend what is named here, then drop it again."
        raise CompactsError("\n".join([told, *errors]))
    places = {os.path.join(codes_folder(), name): data for name, data in files.items()}
    others = [os.path.basename(place) for place, data in places.items() if _holds_other(place, data)]
    if others and not ask(f"Replace what your codes hold in {', '.join(others)}?"):
        return False
    os.makedirs(codes_folder(), exist_ok=True)
    for place, data in places.items():
        put(place, data)
    return True


def _is_plain(name: str) -> bool:
    stem, ending = os.path.splitext(name)
    return ending == ".toml" and readable(name) == name and not is_reserved(stem.lower()) and not {*name} & {*"/\\:"}


def _errors(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with files, alone and together, and beside the codes that are here; each under its own name."""
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            put(os.path.join(folder, name), data)
        _, problems = check_files([folder], Silence())
        return [str(problem).replace(f"{folder}/", "") for problem in problems if problem.severity == "error"]


def _holds_other(place: str, data: bytes) -> bool:
    try:
        with open(place, "rb") as file:
            return file.read() != data
    except FileNotFoundError:
        return False
