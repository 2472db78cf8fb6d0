"""A page that is told on: by what it asks for, and by what its console says."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 720}
"""The size of a page at first, in pixels."""
PATIENCE = 120
"""Seconds after which a test gives up; the message says what it waited for. No speed is asserted."""
LOCAL = ("about:", "blob:", "data:", "file:")
"""Beginnings of the addresses that need no network."""


@contextmanager
def watched_page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """An empty page with a profile of its own, and what went wrong in it: addresses it asked for, errors.

    Whatever the browser asks is answered with yes.
    """
    troubles: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith(LOCAL):
            troubles.append(f"asked for {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(message.text)

    with browser.new_context(offline=True, locale="en-GB", viewport=DESK) as context:
        context.set_default_timeout(PATIENCE * 1000)
        context.on("dialog", lambda dialog: dialog.accept())
        context.on("request", note_request)
        context.on("console", note_message)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        yield context.new_page(), troubles
