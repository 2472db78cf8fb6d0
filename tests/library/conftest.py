"""A library of its own for the tests that open one."""

from pathlib import Path

import pytest

from samples import used_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A used folder for everything that the program keeps, with no codes of the user's, and no installed plugins."""
    folder = used_home(tmp_path / "home")
    (folder / "codes").mkdir()
    monkeypatch.setenv("COMPACTS_HOME", str(folder))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    return folder
