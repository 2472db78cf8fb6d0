"""Says why something cannot be done, on the screen where it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from textual.screen import Screen

from compact_core.errors import CompactsError
from compact_tui import safe


class Explaining(Protocol):
    """Whatever can say why something cannot be done."""

    def explain(self, text: str) -> None:
        """Show a text."""


Explainer = TypeVar("Explainer", bound=Explaining)
Given = ParamSpec("Given")
Result = TypeVar("Result")


def explained(do: Callable[Concatenate[Explainer, Given], object]) -> Callable[Concatenate[Explainer, Given], None]:
    """A method that explains the :class:`CompactsError` which it meets."""

    @wraps(do)
    def attempt(self: Explainer, /, *args: Given.args, **named: Given.kwargs) -> None:
        try:
            do(self, *args, **named)
        except CompactsError as error:
            self.explain(str(error))

    return attempt


class ExplainingScreen(Screen[Result]):
    """A screen that says beside itself why something cannot be done, for as long as it takes to read."""

    def explain(self, text: str) -> None:
        """Say why something cannot be done."""
        self.notify(safe.lines(text), markup=False, severity="error", timeout=15)
