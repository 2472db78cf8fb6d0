"""The project's own papers: what they promise agrees with what is done."""

import os
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN_LINE = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/compacts"
TEST_LINE = "python3 -m venv .venv && .venv/bin/pip install -r requirements-test.txt && .venv/bin/pytest"
PINNED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.!+]*")
EXEMPTION = re.compile(r'\s+"([A-Z]+[0-9]*)",  # \S.*\S')


def text(name: str) -> str:
    """The text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def readme_commands(heading: str) -> list[list[str]]:
    """The lines of each fenced block under one of the README's headings."""
    _, _, rest = text("README.md").partition(f"\n## {heading}\n")
    section, _, _ = rest.partition("\n## ")
    return [block.splitlines() for block in re.findall(r"^```\w*\n(.*?)\n```$", section, re.DOTALL | re.MULTILINE)]


def windows(line: str) -> list[str]:
    """The same commands for Windows, one a line: its two shells share no way to join them."""
    line = line.replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\")
    return line.split(" && ")


def name_of(requirement: str) -> str:
    """The distribution that a requirement names, spelt as PEP 503 compares names."""
    name = re.split(r"[\s=<>!~;\[]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("heading", "line"), [("Run it", RUN_LINE), ("Test it", TEST_LINE)])
def test_the_readme_gives_one_line_and_the_same_for_windows(heading: str, line: str) -> None:
    """Running and testing are one line each in the README, with the same steps for Windows after it."""
    assert readme_commands(heading)[:2] == [[line], windows(line)]


def test_ci_runs_the_test_line_of_the_readme() -> None:
    """CI runs the README's test line as it stands there, before any other check, and stops if it fails."""
    lines = [line for line in text(".ci/run").splitlines() if line and not line.startswith("#")]
    assert lines[:2] == ["set -euo pipefail", 'cd "$(dirname "$0")/.."']
    assert next(line for line in lines if ".venv" in line) == f"{TEST_LINE} || exit"


def test_ci_skips_no_test_for_want_of_a_program() -> None:
    """CI installs the programs that tests need where it may, and lets tests fail that still miss one."""
    before, _, _ = text(".ci/run").partition(TEST_LINE)
    (programs,) = re.findall(r"^for program in ([a-z -]+);", before, re.MULTILINE)
    (packages,) = re.findall(r'^  packages="([a-z0-9 -]+)"$', before, re.MULTILINE)
    assert programs.split() == ["bindfs", "cc", "chromium", "firefox-esr", "fish", "soffice", "zsh"]
    office = ["libreoffice-calc-nogui", "libreoffice-writer-nogui"]
    drives = ["fuse3", "gcc", "libc6-dev"]
    assert packages.split() == [
        "bindfs",
        "chromium",
        "firefox-esr",
        "fish",
        "fonts-liberation",
        *drives,
        *office,
        "zsh",
    ]
    assert "apt-get install -y --no-install-recommends $packages" in before
    assert 'export COMPACTS_NO_SKIPS="${CI:-}"' in before.splitlines()


@pytest.mark.parametrize("check", ["ruff check", "ruff format --check", "mypy", "lint-imports"])
def test_ci_runs_every_other_check(check: str) -> None:
    """CI runs the linter, the formatter, the type checker and the import contracts."""
    assert f".venv/bin/{check}" in text(".ci/run").splitlines()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_ci_can_be_started() -> None:
    """The CI script is executable."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    """Every line of the constraints is a name and an exact version: no address, no path, no hash."""
    lines = text("constraints.txt").splitlines()
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
    assert lines == sorted(lines, key=str.lower)


def test_everything_required_is_constrained() -> None:
    """Each package that the program or its tests ask for by name has an exact version in the constraints."""
    project = tomllib.loads(text("pyproject.toml"))
    asked = [line for line in text("requirements-test.txt").splitlines() if not line.startswith(("#", "-"))]
    asked += project["project"]["dependencies"] + project["build-system"]["requires"]
    pinned = {name_of(line) for line in text("constraints.txt").splitlines()}
    assert {name_of(requirement) for requirement in asked} - pinned == set()


def test_requirements_name_no_address() -> None:
    """The test requirements name packages, the constraints and this project, and no registry."""
    lines = text("requirements-test.txt").splitlines()
    options = [line for line in lines if line.startswith("-")]
    assert options[:2] == ["-c constraints.txt", "-e ."]
    assert [line for line in options[2:] if not re.fullmatch(r"-e plugins/[a-z0-9-]+", line)] == []
    assert [line for line in lines if "://" in line] == []


def test_every_ruff_exemption_has_its_reason() -> None:
    """Each rule of ruff that is not followed stands on its own line, with the reason beside it."""
    lint = tomllib.loads(text("pyproject.toml"))["tool"]["ruff"]["lint"]
    exempt = [*lint["ignore"], *(code for codes in lint["per-file-ignores"].values() for code in codes)]
    explained = [found[1] for line in text("pyproject.toml").splitlines() if (found := EXEMPTION.fullmatch(line))]
    assert lint["select"] == ["ALL"]
    assert explained == exempt


def test_the_checks_are_strict() -> None:
    """Types are checked strictly, tests included; a warning or an unknown marker fails the tests."""
    tool = tomllib.loads(text("pyproject.toml"))["tool"]
    assert tool["mypy"]["strict"] is True
    assert {"src", "tests"} <= set(tool["mypy"]["files"])
    assert tool["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert {"--strict-markers", "--import-mode=importlib"} <= set(tool["pytest"]["ini_options"]["addopts"])


def test_the_changelog_tells_of_this_version() -> None:
    """The version in pyproject.toml has its heading in the changelog."""
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", text("CHANGELOG.md"), re.MULTILINE)


def test_rights_are_stated() -> None:
    """The program and the codes each have a statement of rights, and the package's data name both."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["license"] == "MIT AND CC-BY-4.0"
    assert [text(name).splitlines()[0] for name in project["license-files"]] == [
        "MIT License",
        "# Rights in the codes",
    ]


def test_the_installed_program_starts_from_its_entry_points() -> None:
    """The command and the built-in plugin that the package announces can be loaded."""
    points = {(point.group, point.name): point for point in distribution("compacts").entry_points}
    assert set(points) == {("console_scripts", "compacts"), ("compacts", "tui")}
    assert callable(points["console_scripts", "compacts"].load())
    assert points["compacts", "tui"].load().__name__ == "compact_tui.plugin"


def test_what_the_mutants_are_made_of_is_there() -> None:
    """Each module that mutants change and each test that has to notice exists; each survivor has its reason."""
    wanted = tomllib.loads(text("pyproject.toml"))["tool"]["mutmut"]
    paths = [*wanted["only_mutate"], *wanted["also_copy"], *wanted["pytest_add_cli_args_test_selection"]]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    survivors = tomllib.loads(text("scripts/mutation/survivors.toml"))["survivors"]
    assert [one for one in survivors if not one["reason"].strip()] == []
