"""A library of its own for the tests that open one."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for everything that the program keeps, with an empty folder of codes, and no installed plugins."""
    folder = tmp_path / "home"
    (folder / "codes").mkdir(parents=True)
    monkeypatch.setenv("COMPACTS_HOME", str(folder))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    return folder
