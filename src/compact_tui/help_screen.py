"""What a screen is for, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_tui.page import Gap, Page, Words
from compact_tui.page_screen import PageScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.screen import Screen

    from compact_tui.page import Block

WIDEST_KEYS = 16


class HelpScreen(PageScreen):
    """Help for another screen."""

    HELP = """
        Read what a screen is for and which keys it knows. Scroll with the arrow keys; escape goes back.
        """

    def __init__(self, screen: Screen[object]) -> None:
        """Read the help and the keys of a screen."""
        blocks = (*_purpose(screen.HELP or ""), Gap(), Words("Keys", "heading"), *_keys(screen))
        super().__init__(Page(("Help",), blocks, "\n".join(one.text for one in blocks if isinstance(one, Words))))


def _purpose(text: str) -> Iterable[Block]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield Gap()
        yield Words(" ".join(paragraph.split()), "" if number else "title")


def _keys(screen: Screen[object]) -> Iterable[Block]:
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
        yield Words(does, marker=f"{' '.join(names):<{WIDEST_KEYS}} ")
