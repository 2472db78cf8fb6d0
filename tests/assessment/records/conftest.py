"""A folder of its own for every test of the records."""

from pathlib import Path

import pytest

from samples import made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an assessment without answers."""
    made(tmp_path / "harbour")
    return tmp_path / "harbour"
