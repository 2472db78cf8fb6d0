"""A library of its own for every test of plugins."""

from pathlib import Path

import pytest

from samples import OTTERBURY, used_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for everything that the program keeps, used by this process too."""
    folder = used_home(tmp_path / "home")
    monkeypatch.setenv("COMPACTS_HOME", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file that no loader of the program reads."""
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "code.otter").write_text(OTTERBURY)
    return tmp_path / "codes"
