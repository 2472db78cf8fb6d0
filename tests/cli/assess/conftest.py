"""The worked example, as a folder of its own for every test that changes it."""

import shutil
from pathlib import Path

import pytest

from cli.assess.filling import EXAMPLE
from samples import used_home


@pytest.fixture(scope="session")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all, in which nothing changes once the program's codes are read: an assessment is elsewhere."""
    return used_home(tmp_path_factory.mktemp("library") / "home")


@pytest.fixture
def here(library_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, for commands in this process without plugins."""
    monkeypatch.setenv("COMPACTS_HOME", str(library_home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def riverside(here: Path) -> str:
    """A copy of the worked example below the working folder."""
    shutil.copytree(EXAMPLE, here / "riverside")
    return "riverside"
