"""Every test of the interface has files of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the program keeps everything, and works."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"
