"""Loaders that plugins bring: whatever one does with a file, it costs one problem, and only sound codes are used."""

import re
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from compact_core import Problem, read_text
from compact_core.content.read import Loaded
from compact_core.model import Code, Section
from compact_core.plugins import CodeSource, Loader, hookimpl, isolation
from compact_core.plugins.isolation import Silence
from opening import BUILT_IN, ids, opened, otterbury
from samples import OTTERBURY

TELL_LOADER = "Tell the makers of the loader."


def _code(**changes: str) -> Code:
    code = read_text(otterbury(**changes)).code
    assert code is not None
    return code


def _raises(_data: bytes, _file: str) -> NoReturn:
    raise ZeroDivisionError("by\x1b[2J zero")


def _exits(_data: bytes, _file: str) -> NoReturn:
    sys.exit(4)


def _too_deep(data: bytes, file: str) -> Loaded:
    return _too_deep(data, file)


_GOOD = _code()
_BARE: Any = Code(header=None, agreement=None, source=None)  # type: ignore[arg-type]
LOADERS = {
    "raises": (_raises, "failed on this file: ZeroDivisionError: by zero"),
    "exits": (_exits, "failed on this file: SystemExit: 4"),
    "never ends": (_too_deep, "failed on this file: RecursionError: maximum recursion depth exceeded"),
    "None": (lambda *_: None, "failed on this file: it gave a NoneType, not what a loader should"),
    "a code alone": (lambda *_: _GOOD, "failed on this file: it gave a Code, not what a loader should"),
    "not a code": (lambda *_: Loaded({}, ()), "failed on this file: it gave a Loaded, not what a loader should"),  # type: ignore[arg-type]
    "texts for problems": (
        lambda *_: Loaded(None, ("bad",)),  # type: ignore[arg-type]
        "failed on this file: it gave problems that are none",
    ),
    "wrong problems": (
        lambda *_: Loaded(_GOOD, (Problem("error", "x", "one", 1, "Bad."),)),  # type: ignore[arg-type]
        "failed on this file: it gave problems that are none",
    ),
    "no problems": (
        lambda *_: Loaded(_GOOD, None),  # type: ignore[arg-type]
        "failed on this file: TypeError: 'NoneType' object is not iterable",
    ),
}


def otter_loader(load: Any, folder: Path) -> type:  # noqa: ANN401 - right or wrong
    """A plugin with a folder, and a loader for the files in it."""

    class Plugin:
        @hookimpl
        def compacts_code_sources(self) -> Iterable[CodeSource]:
            return [CodeSource("otters", str(folder))]

        @hookimpl
        def compacts_loaders(self) -> Iterable[Loader]:
            return [Loader("otter files", (".otter",), load)]

    return Plugin


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("load", "what"), LOADERS.values(), ids=LOADERS)
def test_a_bad_loader_costs_one_problem(load: Any, what: str, folder: Path) -> None:  # noqa: ANN401 - any function
    """A loader that fails, or gives what no loader should, costs one problem for its file."""
    entries, (problem,) = opened(otter_loader(load, folder))
    assert ids(entries) == BUILT_IN
    assert problem.file == str(folder / "code.otter")
    assert problem.hint == TELL_LOADER
    assert problem.message.startswith(f"The loader 'otter files' {what}")


@pytest.mark.usefixtures("home")
def test_a_code_of_a_loader_is_checked_like_a_file(folder: Path) -> None:
    """A code with wrong values in it, however it was made, is not used, and each wrong value is told."""
    entries, problems = opened(otter_loader(lambda *_: Loaded(_BARE, ()), folder))
    assert ids(entries) == BUILT_IN
    assert problems != []
    assert {problem.file for problem in problems} == {str(folder / "code.otter")}
    assert {problem.severity for problem in problems} == {"error"}


@pytest.mark.usefixtures("home")
def test_text_of_a_loader_is_cleaned(folder: Path) -> None:
    """Text that steers a terminal is taken out of a code, whichever loader made it."""
    code = _GOOD.__class__(
        **{name: getattr(_GOOD, name) for name in _GOOD.__dataclass_fields__ if name != "header"},
        header=_GOOD.header.__class__(id="otter", title="\x1b[31mOtters\x9b2J\u202e"),
    )
    entries, problems = opened(otter_loader(lambda *_: Loaded(code, ()), folder))
    assert [entry.title for entry in entries if entry.id == "otter"] == ["Otters"]
    assert [problem.severity for problem in problems] == ["warning"]


@pytest.mark.usefixtures("home")
def test_a_loader_may_tell_problems_of_its_own(folder: Path) -> None:
    """The problems that a loader tells of a file are told as they are, beside its code."""
    told = Problem("warning", "sheet 2, row 5", 0, 0, "Odd.", "Look at it.")
    entries, problems = opened(otter_loader(lambda *_: Loaded(_GOOD, (told,)), folder))
    assert (ids(entries), problems) == ([*BUILT_IN, "otterbury-promises"], [told])


@pytest.mark.usefixtures("home")
def test_what_a_loader_has_told_with_a_place_is_not_told_again(folder: Path) -> None:
    """A warning of the core that the loader gave a place of its own stands once; another one is added."""
    empty = "The section '{}' is empty: it has no lead, and nothing stands in it."
    sections = tuple(Section(id=name, title=name) for name in ("one", "two"))
    code = replace(_GOOD, parts=(*_GOOD.parts, *sections))
    told = Problem("warning", "a.otter", 5, 1, f"Row 5: {empty.format('one')}", "Fill it.")
    _, problems = opened(otter_loader(lambda *_: Loaded(code, (told,)), folder))
    assert [problem.message for problem in problems] == [told.message, empty.format("two")]


class Impatient(Silence):
    """A watch that leaves out the file that hangs; on a busy computer all may take long."""

    def slow(self, message: str) -> bool:
        """Leave it out, if it is that file."""
        said = r"The loader 'otter files' has been reading .*code\.otter for \d+ seconds?\."
        return re.fullmatch(said, message) is not None


@pytest.mark.usefixtures("home")
def test_a_loader_that_hangs_is_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loader that does not come back can be left out; the other files are read."""
    monkeypatch.setattr(isolation, "SLOW", 0.5)
    (folder / "last.otter").write_text(OTTERBURY)
    released = threading.Event()

    def load(data: bytes, file: str) -> Loaded:
        if file.endswith("code.otter"):
            released.wait()
        return read_text(data.decode(), file)

    try:
        entries, (problem,) = opened(otter_loader(load, folder), watch=Impatient())
    finally:
        released.set()
    assert ids(entries) == [*BUILT_IN, "otterbury-promises"]
    assert entries[-1].file == str(folder / "last.otter")
    assert re.fullmatch(
        r"The loader 'otter files' failed on this file: it took \d+ seconds? and was left out\.", problem.message
    )
