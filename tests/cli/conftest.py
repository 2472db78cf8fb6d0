"""A library of its own for every test of the command line."""

from pathlib import Path

import pytest

from samples import OTTERBURY, used_home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for everything that the program keeps, with one code of the user's."""
    home = used_home(tmp_path / "home")
    (home / "codes").mkdir()
    (home / "codes" / "otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
    return home


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for commands that run in this process: 80 columns wide, no colours, no installed plugins."""
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home
