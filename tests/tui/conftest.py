"""Every test of the interface has files of its own."""

from pathlib import Path

import pytest

from samples import used_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the program keeps everything, and works."""
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "home")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"
