"""The line at the bottom that names the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from compact_tui import safe
from compact_tui.safe import Run

if TYPE_CHECKING:
    from textual.content import Content

ROOMY = 60
"""From this width on, two spaces stand between two keys."""
HELP = ("help", "app.help")
"""The actions of the key that names all keys."""
hidden = partial(Binding, show=False)
"""A key that the line does not name."""


class KeyLine(Widget):
    """Names as many keys as there is room for, the most wanted first; a click on one presses it.

    The key of the help is always named, for it names the keys that there is no room for.

    Textual's own footer makes a widget of every key, which costs a tenth of the start of the program.
    """

    ALLOW_SELECT = False
    wanted: reactive[tuple[str, ...]] = reactive(())
    """Actions that are named before all others, the first of them in the colour of what is next."""

    def on_mount(self) -> None:
        """Follow the focus, which decides what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> Content:
        """The keys, each with what it does."""
        runs: list[Run] = []
        styles: dict[str, Style] = {}
        between = "  " if self.size.width >= ROOMY else " "
        for binding in self._fitting(len(between)):
            key = self.app.get_key_display(binding)
            pressed = Style.from_meta({"key": binding.key})
            if self.wanted and binding.action == self.wanted[0]:
                pressed += Style.parse("bold $primary")
            styles |= {binding.key: pressed, f"{binding.key} key": pressed + Style(bold=True, underline=True)}
            runs += [Run(key, f"{binding.key} key"), Run(f" {binding.description}", binding.key), Run(between)]
        return safe.wrapped(runs[:-1], styles, self.size.width)[0] if runs else safe.content("")

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)

    def _fitting(self, between: int) -> list[Binding]:
        """The keys that there is room for, with ``between`` spaces between two of them."""
        shown = self._shown()
        needs = [len(self.app.get_key_display(each)) + 1 + len(each.description) + between for each in shown]
        room = self.size.width + between
        if sum(needs) <= room:
            return shown
        last = next((at for at, each in enumerate(shown) if each.action in HELP), None)
        kept: list[Binding] = []
        room -= needs[last] if last is not None else 0
        for at, binding in enumerate(shown):
            if at == last:
                continue
            room -= needs[at]
            if room < 0:
                break
            kept.append(binding)
        return [*kept, shown[last]] if last is not None else kept

    def _shown(self) -> list[Binding]:
        """The keys that the line can name now, each action once, those that are wanted first."""
        every = [active.binding for active in self.screen.active_bindings.values() if active.enabled]
        shown = list({binding.action: binding for binding in reversed(every) if binding.show}.values())[::-1]
        order = {action: position for position, action in enumerate(self.wanted)}
        return sorted(shown, key=lambda binding: order.get(binding.action, len(order)))

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()
