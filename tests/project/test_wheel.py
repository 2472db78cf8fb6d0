"""What is shipped: the wheel and the source archive, built from this tree."""

import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from shutil import unpack_archive

import hatchling.build
import pytest

from cli.running import run_alone

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "codes" / "code.schema.json"


def files(folder: str) -> Iterator[Path]:
    """Every file below a folder of the project, except what tools keep there for themselves."""
    for path in (ROOT / folder).rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in parts):
            yield path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive of this tree and the wheel built from that archive, as installers build them."""
    folder = tmp_path_factory.mktemp("dist")
    with chdir(ROOT):
        archive = folder / hatchling.build.build_sdist(str(folder))
    source = tmp_path_factory.mktemp("source")
    with tarfile.open(archive) as opened:
        opened.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 has none
        opened.extractall(source)  # noqa: S202 - it was made just now
    (top,) = source.iterdir()
    with chdir(top):
        hatchling.build.build_wheel(str(folder))
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> dict[str, bytes]:
    """Name and bytes of every file in the wheel."""
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(built: Path) -> set[str]:
    """Name of every file in the source archive, below its top folder."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}


def test_the_wheel_carries_the_worked_example(wheel: dict[str, bytes]) -> None:
    """The wheel holds every file of the worked example, byte for byte."""
    prefix, folder = "compact_core/_example/", "examples/riverside-health"
    shipped = {name.removeprefix(prefix): data for name, data in wheel.items() if name.startswith(prefix)}
    assert shipped == {path.relative_to(ROOT / folder).as_posix(): path.read_bytes() for path in files(folder)}


def test_the_wheel_carries_the_codes_as_they_are(wheel: dict[str, bytes]) -> None:
    """The wheel holds every file of `codes`, byte for byte, and no other beside them."""
    prefix = "compact_core/_codes/"
    shipped = {name.removeprefix(prefix): data for name, data in wheel.items() if name.startswith(prefix)}
    written = {path.relative_to(ROOT / "codes").as_posix(): path.read_bytes() for path in files("codes")}
    assert sorted(shipped) == sorted(written)
    assert [name for name, data in shipped.items() if data != written[name]] == []
    assert [name for name in shipped if name.endswith(".toml")] != []


def test_the_wheel_carries_both_packages_and_nothing_else(wheel: dict[str, bytes]) -> None:
    """Beside codes and example the wheel holds the two packages, file by file, and its own record: no tests."""
    beside = ("compact_core/_codes/", "compact_core/_example/")
    shipped = {name for name in wheel if not name.startswith(beside) and ".dist-info/" not in name}
    assert shipped == {path.relative_to(ROOT / "src").as_posix() for path in files("src")}
    assert {name.partition("/")[0] for name in shipped} == {"compact_core", "compact_tui"}


@pytest.mark.parametrize("name", ["compact_core/py.typed", "compact_tui/app.tcss"])
def test_the_wheel_carries_what_is_not_python(wheel: dict[str, bytes], name: str) -> None:
    """The marker for type checkers and the style sheet are in the wheel."""
    assert name in wheel


def test_the_wheel_carries_its_licences(wheel: dict[str, bytes]) -> None:
    """Both statements of rights travel with the wheel."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    for name in ("LICENSE", "codes/LICENSE.md"):
        assert wheel[f"compacts-{version}.dist-info/licenses/{name}"] == (ROOT / name).read_bytes()


@pytest.mark.parametrize("folder", ["src", "codes", "tests", "scripts", "benchmarks", "docs", "plugins"])
def test_the_source_archive_carries_every_folder(sdist: set[str], folder: str) -> None:
    """The source archive holds every file of the folders that the program and its tests read."""
    present = {path.relative_to(ROOT).as_posix() for path in files(folder)}
    assert present != set()
    assert present - sdist == set()


def test_the_source_archive_carries_the_papers(sdist: set[str]) -> None:
    """The source archive holds the single files that the tests read."""
    papers = {".ci/run", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "conftest.py"}
    tools = {"constraints.txt", "pyproject.toml", "requirements-test.txt"}
    assert (papers | tools) - sdist == set()


def test_the_archives_carry_no_caches(sdist: set[str], wheel: dict[str, bytes]) -> None:
    """What tools keep in the folders of the project for themselves stays out of both archives."""
    assert [name for name in (*sdist, *wheel) if "cache" in name] == []


@pytest.fixture
def installed(built: Path, tmp_path: Path) -> Path:
    """A folder with what the wheel installs."""
    (path,) = built.glob("*.whl")
    unpack_archive(path, tmp_path / "site", "zip")
    return tmp_path / "site"


def test_the_installed_program_prints_the_schema(installed: Path, tmp_path: Path) -> None:
    """What is installed prints the schema as it stands in `codes`; when its file was deleted it says what to do."""
    done = run_alone(tmp_path, "schema", env={"PYTHONPATH": str(installed)})
    assert (done.code, done.out.replace("\r\n", "\n"), done.err) == (0, SCHEMA.read_text(encoding="ascii"), "")
    shipped = installed / "compact_core" / "_codes" / SCHEMA.name
    shipped.unlink()
    done = run_alone(tmp_path, "schema", env={"PYTHONPATH": str(installed)})
    missing = f"The schema cannot be read from {shipped}: No such file or directory. Install the program again.\n"
    assert done == (3, "", missing)
