"""A browser for the tests of the pages that the program writes."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.watching import DESK, watched_page

NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"
"""Nothing has an address, for the page as for the browser itself."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium without a network.

    Closed when the tests of this folder are done: while it is open this thread has a running event loop, and
    `asyncio.run` refuses to work in the tests that follow. To start it takes a second of work.
    """
    program = shutil.which("chromium")
    with sync_playwright() as play, play.chromium.launch(executable_path=program, args=[NO_NETWORK]) as opened:
        yield opened


@pytest.fixture(scope="package")
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One page for all tests, and what went wrong in it: each new one costs half a second of work."""
    with watched_page(browser) as both:
        yield both


@pytest.fixture(scope="package")
def forgetting(watched: tuple[Page, list[str]]) -> Callable[[], object]:
    """Removes what files kept in the browser, without opening one: to open a file takes twice as long."""
    page, _ = watched
    session = page.context.new_cdp_session(page)
    kept = {"origin": "file://", "storageTypes": "local_storage"}
    return lambda: session.send("Storage.clearDataForOrigin", kept)


@pytest.fixture
def page(watched: tuple[Page, list[str]], forgetting: Callable[[], object]) -> Iterator[Page]:
    """An empty page as if it were new; the test fails if it asks the network for anything or has an error."""
    page, troubles = watched
    page.goto("about:blank")
    forgetting()
    page.set_viewport_size(DESK)
    page.emulate_media(media="null", color_scheme="null")
    troubles.clear()
    yield page
    for window in page.context.pages[1:]:
        window.close()
    assert troubles == []
