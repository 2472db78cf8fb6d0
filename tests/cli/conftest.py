"""A library for every test of the command line, which finds it as if no other test had used it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import run_alone, run_here
from samples import OTTERBURY, age, used_home


class SharedHome:
    """A home that tests use one after the other: to read a code for each of them takes longer than what most do."""

    def __init__(self, home: Path, read: Callable[[], object]) -> None:
        """Name the folder, and what lets the program read the codes in it for the first time."""
        self._home = home
        self._read = read
        self._codes: list[tuple[object, ...]] = []
        self._catalogue = b""

    def as_new(self) -> Path:
        """The home with one code of the user's, which was read before, and nothing else."""
        if not self._codes or self._codes != self._found():
            self._make()
        for path in self._home.iterdir():
            if path.is_dir() and path.name != "codes":
                shutil.rmtree(path)
            elif path.name != "codes":
                path.unlink()
        (self._home / "cache").mkdir()
        (self._home / "cache" / "catalogue.sqlite").write_bytes(self._catalogue)
        return self._home

    def _make(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)
        codes = used_home(self._home) / "codes"
        codes.mkdir()
        (codes / "otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
        age(self._home)
        self._read()
        self._codes = self._found()
        self._catalogue = (self._home / "cache" / "catalogue.sqlite").read_bytes()

    def _found(self) -> list[tuple[object, ...]]:
        """What the system says of the folder of codes and each file in it: it changes when a test writes there."""
        codes = self._home / "codes"
        there = [codes, *sorted(codes.rglob("*"))] if codes.is_dir() else []
        stats = [(path, path.lstat()) for path in there]
        return [(path, stat.st_ino, stat.st_ctime_ns, stat.st_mtime_ns) for path, stat in stats]


def use(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Let commands in this process use a home: 80 columns wide, no colours, no installed plugins."""
    patch.setenv("COMPACTS_HOME", str(home))
    patch.setenv("COMPACTS_PLUGINS", "none")
    patch.setenv("COLUMNS", "80")
    patch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def home_of_this_process(tmp_path_factory: pytest.TempPathFactory) -> SharedHome:
    """A home whose codes were read in this process."""
    home = tmp_path_factory.mktemp("here") / "home"

    def read() -> None:
        with pytest.MonkeyPatch.context() as patch:
            use(home, patch)
            run_here("list")

    return SharedHome(home, read)


@pytest.fixture(scope="session")
def home_of_others(tmp_path_factory: pytest.TempPathFactory) -> SharedHome:
    """A home whose codes were read in a process of its own, which looks for plugins elsewhere than this one."""
    home = tmp_path_factory.mktemp("alone") / "home"
    return SharedHome(home, lambda: run_alone(home, "list"))


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Path:
    """A folder for everything that the program keeps, with one code of the user's."""
    kind = "home_of_this_process" if "here" in request.fixturenames else "home_of_others"
    shared: SharedHome = request.getfixturevalue(kind)
    return shared.as_new()


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for commands that run in this process."""
    use(home, monkeypatch)
    return home
