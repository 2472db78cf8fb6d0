"""Each package in `plugins`, built as its users get it, and used beside the program.

Their own tests run with those of the program. That they also pass in an environment of their own, with nothing but what
the package says it needs, takes minutes and has to be asked for.
"""

import ast
import json
import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import hatchling.build
import pytest

from cli.running import environment
from programs import finished
from samples import used_home

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
USES: dict[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "compacts-example": (
        ("compact_core", ("list",), "  brackwater-covenant-2024 "),
        ("compact_core", ("show", "brackwater-covenant-2024"), "A town between two tides"),
    ),
    "compacts-city": (("compact_core", ("city", "gather", "--help"), "Bring published findings into a dataset"),),
    "compacts-documents": (
        ("compact_core", ("plugins",), "documents  compacts-documents 0.1.0\n    hooks: compacts_document_readers\n"),
    ),
    "compacts-word": (
        ("compacts_word", ("template", "our-template.docx"), "our-template.docx is there."),
        ("compact_core", ("plugins",), "word  compacts-word 0.1.0\n    hooks: compacts_answer_readers, "),
    ),
    "compacts-outlook": (
        ("compact_core", ("plugins",), "outlook  compacts-outlook 0.1.0\n    hooks: compacts_answer_readers\n"),
    ),
    "compacts-sheet": (
        ("compacts_sheet", ("new", "our-code.xlsx"), "our-code.xlsx is there."),
        ("compact_core", ("list", "--codes", "our-code.xlsx"), "  sampleham-2025 "),
    ),
}
"""For each package what to run, one module after the other, and what each must show."""
END = "\0"
"""What stands between the outputs of commands."""
RUN_EACH = f"""
import json, runpy, sys
for number, (module, *arguments) in enumerate(json.loads(sys.argv.pop())):
    print(end={END!r} if number else "", flush=True)
    sys.argv[1:] = arguments
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as done:
        if done.code:
            raise
"""
"""Does what ``python -m`` does, for several commands: most of their time goes into a start."""
TOOLS = ("hypothesis", "pytest")
"""What the tests of the packages need beside the package."""
LONGEST_WAIT = 600
"""Seconds after which a program that a test has started is taken for dead."""


def project(package: str) -> dict[str, Any]:
    """What a package says of itself."""
    written: dict[str, Any] = tomllib.loads((ROOT / "plugins" / package / "pyproject.toml").read_text("utf-8"))
    return written["project"]  # type: ignore[no-any-return]


def files(folder: Path) -> Iterator[str]:
    """Every file below a folder, except what Python keeps there for itself."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def printed(command: list[str], folder: Path, **variables: str) -> str:
    """What a command prints in the folder `work`; it must do its work and complain of nothing."""
    (folder / "work").mkdir(exist_ok=True)
    done = finished(
        command, cwd=folder / "work", env=environment(folder / "home", CI=os.environ.get("CI", ""), **variables)
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def build(source: Path, folder: Path) -> Path:
    """The wheel of a distribution, put into a folder."""
    with chdir(source):
        return folder / hatchling.build.build_wheel(str(folder))


@pytest.fixture(scope="module", params=PACKAGES)
def package(request: pytest.FixtureRequest) -> str:
    """Each package in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def wheel(package: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the package."""
    return build(ROOT / "plugins" / package, tmp_path_factory.mktemp(package))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A folder in which the package is installed: a wheel without scripts is unpacked, and no more."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_every_package_is_found() -> None:
    """The tests below see the packages, and know what each is for."""
    assert sorted(USES) == PACKAGES


def test_the_wheel_carries_the_package_and_nothing_else(package: str, installed: Path) -> None:
    """What is installed is the source, byte for byte, beside what the package says of itself and its licence."""
    source = ROOT / "plugins" / package / "src"
    shipped = {name for name in files(installed) if ".dist-info/" not in name}
    assert shipped == set(files(source))
    assert [name for name in shipped if (installed / name).read_bytes() != (source / name).read_bytes()] == []
    assert [path.name for path in installed.glob("*.dist-info/licenses/*")] == ["LICENSE"]


def test_a_package_says_what_it_needs(package: str) -> None:
    """Whatever a package imports comes with Python, with the package itself, or with what it says it needs."""
    needed = [re.split(r"[^\w-]", one)[0] for one in project(package)["dependencies"]]
    brought = {path.parts[0] for name in needed for path in distribution(name).files or ()}
    allowed = {*sys.stdlib_module_names, "compact_core", package.replace("-", "_"), *brought}
    for path in (ROOT / "plugins" / package / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules = [one.name for one in node.names]
            else:
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert {one.partition(".")[0] for one in modules} - allowed == set(), path.name


def test_the_program_puts_the_package_to_use(package: str, installed: Path, tmp_path: Path) -> None:
    """What the package is for can be had by typing what its README says; the program finds nothing wrong with it."""
    (plugin,) = project(package)["entry-points"]["compacts"]
    used_home(tmp_path / "home")
    variables = {"PYTHONPATH": str(installed), "COMPACTS_PLUGINS": plugin}
    uses = (*USES[package], ("compact_core", ("doctor",), f"({package} "))
    commands = [[module, *args] for module, args, _ in uses]
    output = printed([sys.executable, "-c", RUN_EACH, json.dumps(commands)], tmp_path, **variables)
    for (_, _, shown), one in zip(uses, output.split(END), strict=True):
        assert shown in one


@pytest.mark.soak
def test_the_tests_of_a_package_pass_where_it_is_alone(package: str, wheel: Path, tmp_path: Path) -> None:
    """In an environment with the program and the package, installed by pip, the package's own tests pass."""
    program = build(ROOT, tmp_path)
    printed([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], tmp_path)
    python = str(tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--quiet"]
    printed([*pip, "-c", str(ROOT / "constraints.txt"), str(program), str(wheel), *TOOLS], tmp_path)
    unneeded = shutil.ignore_patterns("src", "__pycache__", ".*")
    shutil.copytree(ROOT / "plugins" / package, tmp_path / "work" / package, ignore=unneeded)
    listed = printed([python, "-m", "compact_core", "doctor"], tmp_path, COMPACTS_PLUGINS="")
    assert [other for other in PACKAGES if f"({other} " in listed] == [package]
    tested = printed([python, "-m", "pytest", "-p", "no:cacheprovider", "-q", package], tmp_path, COMPACTS_PLUGINS="")
    assert " passed in " in tested
