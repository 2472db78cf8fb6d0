"""Each package in `plugins`, built and installed alone beside the program, as its users install it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import environment

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
USES: dict[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "compacts-example": (
        ("compacts", ("list",), "  brackwater-covenant-2024 "),
        ("compacts", ("list",), "  brackwater-money-2024 "),
        ("compacts", ("show", "brackwater-covenant-2024"), "A town between two tides"),
    ),
    "compacts-word": (
        ("python", ("-m", "compacts_word", "template", "our-template.docx"), "our-template.docx is there."),
        ("compacts", ("plugins",), "word  compacts-word 0.1.0\n    hooks: compacts_report_formats\n"),
    ),
    "compacts-sheet": (
        ("python", ("-m", "compacts_sheet", "new", "our-code.xlsx"), "our-code.xlsx is there."),
        ("compacts", ("list", "--codes", "our-code.xlsx"), "  sampleham-2025 "),
        ("python", ("-m", "compacts_sheet", "new", "our-code.csv"), "our-code.csv is there."),
        ("compacts", ("list", "--codes", "our-code.csv"), "  sampleham-2025 "),
    ),
}
"""For each package commands to type one after the other, and what each must show."""
TOOLS = ("hypothesis", "pytest")
"""What the tests of the packages need beside the package."""


class Place:
    """A fresh environment with the program and one package, and an empty folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")

    def run(self, command: str, *args: str) -> str:
        """What a command of the environment prints; it must do its work and complain of nothing."""
        variables = environment(self.folder / "home", COMPACTS_PLUGINS="", CI=os.environ.get("CI", ""))
        done = subprocess.run(
            [str(self.scripts / command), *args],
            cwd=self.folder / "work",
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel of the program and of each package, by the name of its distribution."""
    built = {}
    for name in ("compacts", *PACKAGES):
        source = ROOT if name == "compacts" else ROOT / "plugins" / name
        folder = tmp_path_factory.mktemp(name)
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        (built[name],) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module", params=PACKAGES)
def package(request: pytest.FixtureRequest) -> str:
    """Each package in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def place(package: str, wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An environment with nothing but the program, the package, and the tools for its tests."""
    made = Place(tmp_path_factory.mktemp("place"))
    (made.folder / "work").mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made.folder / "venv"], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(made.scripts / "python"), "--disable-pip-version-check"]
    wanted = ["-c", str(ROOT / "constraints.txt"), str(wheels["compacts"]), str(wheels[package]), *TOOLS]
    command = [*pip, "install", "--quiet", "--no-compile", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def test_every_package_is_found() -> None:
    """The tests below see the packages, and know what each is for."""
    assert sorted(USES) == PACKAGES


def test_the_tests_of_the_package_pass(package: str, place: Place) -> None:
    """The package's own tests, away from its source, pass with what was installed."""
    tests = place.folder / "work" / package
    shutil.copytree(ROOT / "plugins" / package, tests, ignore=shutil.ignore_patterns("src", "__pycache__", ".*"))
    assert " passed in " in place.run("python", "-m", "pytest", "-p", "no:cacheprovider", "-q", str(tests))


def test_the_program_takes_the_package_in(package: str, place: Place) -> None:
    """The program lists its codes and finds nothing wrong, and the package is the only plugin from elsewhere."""
    assert "leeds-partnership-2003 " in place.run("compacts", "list")
    listed = place.run("compacts", "doctor")
    assert f"({package} " in listed
    assert [other for other in PACKAGES if other != package and f"({other} " in listed] == []


def test_the_program_puts_the_package_to_use(package: str, place: Place) -> None:
    """What the package is for can be had by typing what its README says."""
    for command, args, shown in USES[package]:
        assert shown in place.run(command, *args)
