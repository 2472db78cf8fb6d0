"""Each mistake that a writer can make is told in full: where it is, what was found, what is allowed, what to do.

`tests/data/bad_codes` holds one file a mistake, named for it, and beside it the very lines that it must give.
"""

from pathlib import Path

import pytest

from compact_core.content import checks
from compact_core.content.read import code_from, read_bytes
from compact_core.content.syntax import parse
from compact_core.errors import Problem
from compact_core.library import cross_checks
from compact_core.library.cross_checks import check_library, in_files
from compact_core.library.indexing import entry_of
from compact_core.model import Code
from compact_core.model.scales import SCALES

BAD = Path(__file__).parents[1] / "data" / "bad_codes"
MISTAKES = sorted(path.stem for path in BAD.glob("*.toml"))
BESIDE = BAD / "beside" / "riverside-2015.toml"
CIRCLE = sorted(BAD.glob("circle/*.toml"))
"""Two codes, each of which says that it replaces the other."""


def code_in(path: Path) -> Code:
    """The code in a file without errors."""
    code = read_bytes(path.read_bytes(), path.name).code
    assert code is not None
    return code


def together(code: Code, path: Path) -> list[Problem]:
    """What is wrong between a code and the sound one beside it."""
    beside = code_in(BESIDE)
    entries = [entry_of(beside, "tests", BESIDE.name), entry_of(code, "tests", path.name)]
    return list(in_files(check_library(entries, list(SCALES)), lambda _: path.read_text(encoding="utf-8")))


def problems(path: Path) -> list[str]:
    """Every line that a file gives, alone and beside the sound code."""
    code, told = read_bytes(path.read_bytes(), path.name)
    return [str(problem) for problem in (*told, *(together(code, path) if code else ()))]


def codes() -> list[Code]:
    """The codes of all files that can be parsed, mistakes and all."""
    parsed = [parse(path.read_bytes(), path.name) for path in BAD.glob("*.toml")]
    return [code_from(one[0])[0] for one in parsed if not isinstance(one, Problem)]


def test_a_mistake_is_reported_in_full() -> None:
    """Each file gives the lines that stand beside it, all of them and in their order."""
    expected = {name: (BAD / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in MISTAKES}
    assert {name: problems(BAD / f"{name}.toml") for name in MISTAKES} == expected


def test_the_code_beside_them_is_sound() -> None:
    """The file that the others were made from has no problem, so what they give comes from the mistake."""
    assert problems(BESIDE) == []


def test_two_codes_that_replace_each_other_are_told() -> None:
    """The line says which codes go round, and stands at the relation that does it."""
    entries = [entry_of(code_in(path), "tests", path.name) for path in CIRCLE]
    told = in_files(check_library(entries, list(SCALES)), lambda file: (BAD / "circle" / file).read_text("utf-8"))
    assert [str(problem) for problem in told] == [
        (
            "riverside-2015.toml:17:8: These codes come before each other in a circle: "
            "riverside-2008 -> riverside-2015 -> riverside-2008. Take one of the relations 'replaces' out."
        )
    ]


def test_every_mistake_has_its_lines() -> None:
    """Each file of content has a file of lines and the other way round, none is empty, and there are many."""
    assert sorted(path.stem for path in BAD.glob("*.txt")) == MISTAKES
    assert [name for name in MISTAKES if not (BAD / f"{name}.txt").read_text(encoding="utf-8").strip()] == []
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("check", checks.CHECKS)
def test_every_check_of_a_code_finds_a_mistake(check: checks.CodeCheck) -> None:
    """No check of a code is left without a file that it finds fault with."""
    assert any(list(check(code)) for code in codes())


@pytest.mark.parametrize("check", cross_checks.CHECKS)
def test_every_check_of_a_library_finds_a_mistake(check: cross_checks.LibraryCheck) -> None:
    """No check between codes is left without a file that it finds fault with."""
    sound = [code for path in BAD.glob("*.toml") if (code := read_bytes(path.read_bytes(), path.name).code)]
    beside = code_in(BESIDE)
    pairs = [[entry_of(beside, "tests", "beside"), entry_of(code, "tests", code.id)] for code in sound]
    pairs.append([entry_of(code_in(path), "tests", path.name) for path in CIRCLE])
    assert any(list(check(pair, list(SCALES))) for pair in pairs)
