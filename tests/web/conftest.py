"""The program as one file: made once for all tests of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from programs import made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs one of these files has to be asked for: to make them takes long."""
    for item in items:
        if {"html", "pyz"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("page")


@pytest.fixture(scope="session")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in one file for any Python, in a folder of its own; COMPACTS_PYZ names one that is made already."""
    if ready := os.environ.get("COMPACTS_PYZ"):
        return Path(ready)
    return made("pyz.py", tmp_path_factory.mktemp("pyz") / "compacts.pyz")


@pytest.fixture(scope="session")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in one page, in a folder of its own; COMPACTS_PAGE names one that is made already."""
    if ready := os.environ.get("COMPACTS_PAGE"):
        return Path(ready)
    return made("page.py", tmp_path_factory.mktemp("page") / "compacts.html")


@pytest.fixture(scope="session")
def play() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as playing:
        yield playing
