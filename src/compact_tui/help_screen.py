"""What a screen is for, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.reports.page import Heading, Words
from compact_tui.page import Marked, Page
from compact_tui.page_screen import PageScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.screen import Screen

WIDEST_KEYS = 16


class HelpScreen(PageScreen):
    """Help for another screen."""

    HELP = """
        Read what a screen is for and which keys it knows. Scroll with the arrow keys; escape goes back.
        """

    def __init__(self, screen: Screen[object]) -> None:
        """Read the help and the keys of a screen."""
        blocks = (*_purpose(screen.HELP or ""), Heading(2, "Keys"), *_keys(screen))
        text = "\n".join(block.text for block in blocks)
        super().__init__(Page(("Help",), blocks, text))


def _purpose(text: str) -> Iterable[Heading | Words]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        words = " ".join(paragraph.split())
        yield Words(words) if number else Heading(1, words)


def _keys(screen: Screen[object]) -> Iterable[Marked]:
    """What each key does, the keys of one action together."""
    app: App[object] = screen.app
    keys: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.tooltip and not binding.system:
            shown = keys.setdefault(binding.tooltip, [])
            key = app.get_key_display(binding)
            if key not in shown:
                shown.append(key)
    for does, names in keys.items():
        yield Marked(f"{' '.join(names):<{WIDEST_KEYS}} ", does)
