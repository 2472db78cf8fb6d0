"""The line at the bottom that names the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from compact_tui import safe
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

ROOMY = 60
"""From this width on, two spaces stand between two keys."""
hidden = partial(Binding, show=False)
"""A key that the line does not name."""


class KeyLine(Widget):
    """Names as many keys as there is room for, the most wanted first; a click on one presses it.

    Textual's own footer makes a widget of every key, which costs a tenth of the start of the program.
    """

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the focus, which decides what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> Content:
        """The keys, each with what it does."""
        runs: list[Run] = []
        styles: dict[str, Style] = {}
        room = self.size.width
        between = "  " if room >= ROOMY else " "
        for binding in self._shown():
            key = self.app.get_key_display(binding)
            room -= len(key) + 1 + len(binding.description)
            if room < 0:
                break
            room -= len(between)
            pressed = Style.from_meta({"key": binding.key})
            styles |= {binding.key: pressed, f"{binding.key} key": pressed + Style(bold=True, underline=True)}
            runs += [Run(key, f"{binding.key} key"), Run(f" {binding.description}", binding.key), Run(between)]
        return safe.wrapped(runs[:-1], styles, self.size.width)[0] if runs else safe.content("")

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)

    def _shown(self) -> list[Binding]:
        """The keys that the line can name now, each action once."""
        every = [active.binding for active in self.screen.active_bindings.values() if active.enabled]
        return list({binding.action: binding for binding in reversed(every) if binding.show}.values())[::-1]

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()
