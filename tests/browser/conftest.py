"""A browser for the pages that the program writes: headless, without a network, and told on by its own console."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"
"""Nothing has an address, for the page as for the browser itself."""
LOCAL = ("about:", "blob:", "data:", "file:")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium.

    Closed after each module: while it is open this thread has a running event loop, and `asyncio.run` refuses to
    work in the tests that follow.
    """
    program = shutil.which("chromium")
    with sync_playwright() as play, play.chromium.launch(executable_path=program, args=[NO_NETWORK]) as opened:
        yield opened


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in the page: an address it asked for, an error. A test that wants one takes it out."""
    return []


@pytest.fixture
def page(browser: Browser, troubles: list[str]) -> Iterator[Page]:
    """An empty page with a profile of its own; any trouble it has fails the test."""

    def note_request(request: Request) -> None:
        if not request.url.startswith(LOCAL):
            troubles.append(f"asked for {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(message.text)

    with browser.new_context(offline=True, locale="en-GB") as context:
        context.on("request", note_request)
        context.on("console", note_message)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        yield context.new_page()
    assert troubles == []
