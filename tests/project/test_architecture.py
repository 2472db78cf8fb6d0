"""The walls of the house, shown on the running program; the contracts in pyproject.toml show the rest."""

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from compact_core.testing import isolated_home
from programs import finished

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
OUTSIDE_THE_CORE = {"click", "compact_tui", "rich", "textual"}
LONGEST = 500


def modules(*folders: Path) -> list[Path]:
    """Every Python file below the folders, in order."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module of `src`."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def may_print(path: Path) -> bool:
    """Whether a module belongs to the part of the core that talks to the terminal."""
    return path.relative_to(SRC).parts[:2] in {("compact_core", "cli"), ("compact_core", "__main__.py")}


def loaded_by(statement: str) -> set[str]:
    """The top-level packages that a fresh Python, without plugins and with a home of its own, loads by a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    with isolated_home():
        environment = {**os.environ, "COMPACTS_PLUGINS": "none"}
        command = [sys.executable, "-c", code]
        done = finished(command, env=environment)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@cache
def nodes(source: str) -> tuple[ast.AST, ...]:
    """What a module is made of; the same module is looked at for more than one reason."""
    return tuple(ast.walk(ast.parse(source)))


def writes(source: str) -> Iterator[int]:
    """The lines of a module that print, or that reach for the standard streams."""
    for node in nodes(source):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr"):
                yield node.lineno
            case ast.ImportFrom(module="sys", names=names) if {"stdout", "stderr"} & {n.name for n in names}:
                yield node.lineno


def test_a_loaded_package_is_noticed() -> None:
    """The checks below see each of the packages when it is loaded."""
    assert loaded_by(f"import {', '.join(OUTSIDE_THE_CORE)}") >= OUTSIDE_THE_CORE


def test_importing_the_core_loads_no_interface() -> None:
    """`import compact_core` loads neither click nor textual, rich or the terminal interface."""
    assert loaded_by("import compact_core") & OUTSIDE_THE_CORE == set()


def test_no_module_of_the_core_loads_an_interface() -> None:
    """All modules of the core but its command line, loaded together, load none of them either."""
    names = [name_of(path) for path in modules(SRC / "compact_core") if not may_print(path)]
    assert "compact_core.content.read" in names
    assert loaded_by(f"import {', '.join(names)}") & OUTSIDE_THE_CORE == set()


def test_reading_a_code_loads_no_interface() -> None:
    """A program that opens the library and reads every code in it loads none of them."""
    statement = "from compact_core import open_library\nassert list(open_library().entries)"
    assert loaded_by(statement) & OUTSIDE_THE_CORE == set()


@pytest.mark.parametrize(
    "source",
    [
        "print('a')",
        "import sys\nsys.stdout.write('a')",
        "import sys\nsys.stderr.flush()",
        "from sys import stdout",
    ],
)
def test_a_module_that_prints_is_noticed(source: str) -> None:
    """The check below sees each way to print."""
    assert list(writes(source)) == [len(source.splitlines())]


def test_only_the_command_line_prints() -> None:
    """No module outside `compact_core.cli` prints or reaches for the standard streams."""
    silent = [path for path in modules(SRC) if not may_print(path)]
    found = [f"{path.relative_to(ROOT)}:{line}" for path in silent for line in writes(path.read_text("utf-8"))]
    assert silent != []
    assert found == []


def imports(path: Path) -> Iterator[str]:
    """The names that a module imports from `src`, those for types and those inside functions too."""
    for node in nodes(path.read_text("utf-8")):
        match node:
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{name.name}" for name in names)
            case ast.Import(names=names):
                yield from (name.name for name in names)


def arrows(place: Callable[[str], str], package: str = "compact_core") -> dict[str, set[str]]:
    """What imports what in a package: its modules, each named by its place. The package itself only passes names on."""
    known = {name_of(path): path for path in modules(SRC / package)}
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        if name == package:
            continue
        targets = {target if target in known else target.rpartition(".")[0] for target in imports(path)}
        places = {place(target) for target in targets & known.keys() - {package}}
        found.setdefault(place(name), set()).update(places - {place(name)})
    return found


def circle(found: dict[str, set[str]]) -> list[str]:
    """The places of one circle of arrows, and nothing where there is none."""
    try:
        list(TopologicalSorter(found).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_noticed() -> None:
    """The checks below see a circle of any length."""
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) != []
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def room(name: str) -> str:
    """The room of a module: the folder or module below the package; the rooms of an assessment count one by one."""
    parts = name.split(".")[1:]
    return ".".join(parts[:2] if parts[0] == "assessment" else parts[:1])


def test_the_rooms_of_the_core_have_no_circle() -> None:
    """The arrows between rooms, drawn from the source with those for types, never lead back."""
    found = arrows(room)
    assert "model" in found["content"]
    assert circle(found) == []


def test_the_modules_of_the_core_have_no_circle() -> None:
    """The same for every single module."""
    found = arrows(str)
    assert "compact_core.content.locate" in found["compact_core.content.flaws"]
    assert circle(found) == []


def test_the_modules_of_the_interface_have_no_circle() -> None:
    """The same for the modules of the terminal interface, whose screens know the app as their host alone."""
    found = arrows(str, "compact_tui")
    assert "compact_tui.host" in found["compact_tui.library.compare_screen"]
    assert circle(found) == []


def test_modules_are_short() -> None:
    """No module of the project, tests included, has more than 500 lines."""
    every = modules(SRC, *(ROOT / name for name in ("benchmarks", "plugins", "scripts", "tests")))
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in every}
    assert str(Path(__file__).relative_to(ROOT)) in lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_group_is_repeated_possessively() -> None:
    """No pattern repeats a group with *+ or ++, which Python before 3.11.5 gets wrong; (?>...) does the same."""
    possessive = re.compile(r"\)[*+?]\+[^+]")
    found = modules(SRC, *(ROOT / "plugins").glob("*/src"))
    assert [path.name for path in found if possessive.search(path.read_text(encoding="utf-8"))] == []
