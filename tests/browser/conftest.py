"""A browser for the tests of the pages that the program writes."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.watching import watched_page

NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"
"""Nothing has an address, for the page as for the browser itself."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium without a network.

    Closed after each module: while it is open this thread has a running event loop, and `asyncio.run` refuses to
    work in the tests that follow.
    """
    program = shutil.which("chromium")
    with sync_playwright() as play, play.chromium.launch(executable_path=program, args=[NO_NETWORK]) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; the test fails if the page asks the network for anything or has an error."""
    with watched_page(browser) as (opened, troubles):
        yield opened
    assert troubles == []
