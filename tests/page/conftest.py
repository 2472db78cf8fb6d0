"""The program as one file: made once for all tests of this folder."""

from pathlib import Path

import pytest

from programs import made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder has to be asked for: what it needs takes long to make."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("page")


@pytest.fixture(scope="session")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in one file for any Python, in a folder of its own."""
    return made("pyz.py", tmp_path_factory.mktemp("pyz") / "compacts.pyz")
