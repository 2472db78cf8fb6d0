"""Questions that commands put to a person at a terminal; each has an option that answers it without one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from compact_core.errors import CompactsError
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

Meant = TypeVar("Meant")


def can_ask() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(option: str, question: str, given: str | None, usual: str, *, may_be_empty: bool = False) -> str:
    """What the option says, else what a person answers, else what is usual."""

    def checked(text: str) -> str:
        if not text.strip() and not may_be_empty:
            raise CompactsError(f"The {option} is empty. Write some text.")
        return text

    return usual if given is None and not can_ask() else ask_for(question, given, usual, checked)


def ask_for(question: str, given: str | None, usual: str, read: Callable[[str], Meant]) -> Meant:
    """The same for anything that ``read`` makes of the text; a person is asked again while it raises an error."""

    def understood(text: str) -> Meant:
        try:
            return read(clean(text))
        except CompactsError as error:
            raise click.UsageError(str(error)) from error

    if given is not None or not can_ask():
        return understood(usual if given is None else given)
    prompt: Callable[..., Meant] = click.prompt
    return prompt(question, default=usual, show_default=bool(usual), value_proc=understood, err=True)
