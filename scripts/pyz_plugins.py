"""What lies in the folder `plugins` beside `compacts.pyz`: what Python can import of it, and what is wrong there.

Python itself passes over a damaged wheel without a word, and over everything that is no package.
"""

import os
import re
import sys
from collections.abc import Iterator
from itertools import groupby

from compact_core.errors import Problem
from compact_core.text import clean, readable, reason, shorten

_WHEEL = ".whl"
_ABOUT = ".dist-info"
_COMPILED = (".so", ".pyd", ".dll", ".dylib")
_ARCHIVES = (".zip", ".tar.gz", ".tgz")
_SOURCE = ("pyproject.toml", "setup.py")
_TAKE_OUT = "or take it out of the folder"
_COMPARED = {
    ">=": lambda here, other: here >= other,
    "<=": lambda here, other: here[: len(other)] <= other,
    ">": lambda here, other: here[: len(other)] > other,
    "<": lambda here, other: here < other,
    "!=": lambda here, other: here[: len(other)] != other,
    "==": lambda here, other: here[: len(other)] == other,
    "~=": lambda here, other: here >= other and here[: len(other) - 1] == other[:-1],
}
"""How a version of Python is compared with another one, of which only the first numbers may be told."""


def import_paths(folder: str) -> list[str]:
    """Where Python is to look: in the folder, for what pip has put there, and in each wheel, the newest one first."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [folder, *(os.path.join(folder, name) for name in sorted(names, key=_in_order) if _is_wheel(folder, name))]


def problems_in(folder: str) -> list[Problem]:
    """What is wrong with what lies in the folder, in its order; each by itself."""
    try:
        names = sorted(os.listdir(folder), key=_in_order)
    except OSError as error:
        message = f"This folder of plugins cannot be read: {error.strerror or reason(error)}."
        return [Problem("error", readable(folder), 0, 0, message, "Change its permissions, or take it away.")]
    of_pip = set(_of_pip(folder, names))
    rest = [name for name in names if name not in of_pip and not name.startswith((".", "__"))]
    packages = [name for name in names if name.endswith(_ABOUT) or _is_wheel(folder, name)]
    found = [_wrong(folder, name) for name in rest]
    return [*filter(None, found), *_twice(folder, packages)]


def _is_wheel(folder: str, name: str) -> bool:
    """Whether something is a wheel, packed or unpacked."""
    return name.endswith(_WHEEL) or (not name.startswith(".") and _holds(os.path.join(folder, name), _ABOUT))


def _holds(folder: str, *endings: str) -> bool:
    try:
        return any(name.endswith(endings) for name in os.listdir(folder))
    except OSError:  # a file, or a folder that cannot be read
        return False


def _in_order(name: str) -> tuple[str, list[int], bool, str]:
    """Sorts by the name of the package; of two versions the newer one comes first."""
    package, version, *_ = [*name.removesuffix(_ABOUT).split("-"), ""]
    numbers = re.match(r"[0-9.]*", version)[0].strip(".")  # type: ignore[index] # it matches nothing at least
    release = [-int(number) for number in numbers.split(".") if number]
    return package.lower(), release, bool(re.search("(a|b|rc|dev)[0-9]", version)), name


def _of_pip(folder: str, names: list[str]) -> Iterator[str]:
    """The names on top of the folder that pip has put there, by its own records."""
    import csv

    yield "bin"
    for name in names:
        if name.endswith(_ABOUT):
            try:
                with open(os.path.join(folder, name, "RECORD"), encoding="utf-8", newline="") as record:
                    yield from (row[0].partition("/")[0] for row in csv.reader(record) if row and row[0] != name)
            except (OSError, ValueError, csv.Error):
                continue


def _wrong(folder: str, name: str) -> Problem | None:
    """What is wrong with one thing in the folder."""
    path = os.path.join(folder, name)
    if name.endswith(_WHEEL):
        return _wrong_wheel(path)
    if os.path.isdir(path):
        return None if name.endswith(_ABOUT) or _holds(path, _ABOUT) else _wrong_folder(folder, path)
    if name.endswith(".py"):
        hint = f"Make a package of it ('new plugin NAME' makes the first one), {_TAKE_OUT}."
        return _told("warning", path, "This file is not used: a plugin is a wheel, not a single file.", hint)
    if name.endswith(_ARCHIVES):
        hint = f"Ask its makers for the wheel, make it ({_made(folder, path)}), {_TAKE_OUT}."
        return _told("warning", path, "This archive is not used: a plugin is a wheel, whose name ends in .whl.", hint)
    return None


def _wrong_folder(folder: str, path: str) -> Problem:
    if _holds(path, *_SOURCE):
        hint = f"Make a wheel of it ({_made(folder, path)}), {_TAKE_OUT}."
        return _told("warning", path, "This folder is not used: it holds the source of a package.", hint)
    message = "This folder is not used: it holds no package, which would have a folder that ends in .dist-info."
    return _told("warning", path, message, f"Put the wheel of the plugin here, {_TAKE_OUT}.")


def _made(folder: str, path: str) -> str:
    return f"python3 -m pip wheel --no-deps --wheel-dir '{readable(folder)}' '{readable(path)}'"


def _wrong_wheel(path: str) -> Problem | None:
    from zipfile import BadZipFile

    again = f"Get the file again, {_TAKE_OUT}."
    try:
        names, about = _inside(path)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return _told("error", path, "This wheel is damaged.", again)
    except OSError as error:
        message = f"This wheel cannot be read: {error.strerror or reason(error)}."
        return _told("error", path, message, f"Change its permissions, {_TAKE_OUT}.")
    if not about:
        return _told("error", path, "This is no wheel: nothing in it says which package it holds.", again)
    return _for_others(path, names, about)


def _inside(path: str) -> tuple[list[str], str]:
    """The names of the files in a wheel, all of which must be sound, and what it says of itself."""
    from zipfile import BadZipFile, ZipFile

    with ZipFile(path) as archive:
        if archive.testzip():
            raise BadZipFile
        names = archive.namelist()
        about = next((name for name in names if name.endswith(f"{_ABOUT}/METADATA")), "")
        return names, archive.read(about).decode(errors="replace") if about else ""


def _for_others(path: str, names: list[str], about: str) -> Problem | None:
    """What keeps this Python from using a sound wheel."""
    from email.parser import Parser

    needed = str(Parser().parsestr(about).get("Requires-Python", ""))
    if not _runs(needed) or not _is_for_this(os.path.basename(path)):
        told = f" ({shorten(clean(needed))})" if needed else ""
        message = f"This wheel is for another Python{told}; this is {'.'.join(map(str, sys.version_info[:3]))}."
        return _told("warning", path, message, f"Get the wheel for this Python, {_TAKE_OUT}.")
    if any(name.endswith(_COMPILED) for name in names):
        message = "This wheel holds compiled code, which Python does not run from a wheel."
        install = f"python3 -m pip install --target '{readable(os.path.dirname(path))}' '{readable(path)}'"
        return _told("warning", path, message, f"If the plugin fails, let pip unpack it: {install}")
    return None


def _is_for_this(name: str) -> bool:
    """Whether a wheel is for this Python by its name, such as example-1.0-py3-none-any.whl."""
    *_, pythons, abi, _ = [*[""] * 3, *name.removesuffix(_WHEEL).split("-")]
    minor = sys.version_info[1]
    older = range(minor + 1)
    mine = {"", "py3", f"cp3{minor}", *(f"py3{number}" for number in older)}
    if abi == "abi3":
        mine |= {f"cp3{number}" for number in older}
    return not mine.isdisjoint(pythons.split("."))


def _runs(needed: str) -> bool:
    """Whether this Python is one of those that are needed; what cannot be understood is."""
    for part in needed.split(","):
        found = re.fullmatch(r"\s*([<>=!~]{1,2})\s*([0-9.]+?)(\.\*)?\s*", part)
        if found and found[1] in _COMPARED:
            other = tuple(int(number) for number in found[2].split(".") if number)
            if not _COMPARED[found[1]](sys.version_info[:3], other):
                return False
    return True


def _twice(folder: str, packages: list[str]) -> Iterator[Problem]:
    """The versions of a package of which another one is used: what pip has put there, or the newest wheel."""
    for _, same in groupby(packages, key=lambda name: _in_order(name)[0]):
        used, *others = sorted(same, key=lambda name: not name.endswith(_ABOUT))
        for name in others:
            message = f"This is not used, because there is {readable(used)} too."
            yield _told("warning", os.path.join(folder, name), message, "Take one of them out of the folder.")


def _told(severity: str, path: str, message: str, hint: str) -> Problem:
    return Problem(severity, readable(path), 0, 0, message, hint)  # type: ignore[arg-type] # one of those that exist
