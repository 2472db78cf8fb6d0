"""A library of its own for every test of plugins."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for everything that the program keeps, used by this process too."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("COMPACTS_HOME", str(folder))
    return folder
