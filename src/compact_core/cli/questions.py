"""Questions that commands put to a person at a terminal; each has an option that answers it without one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable


def can_ask() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(option: str, question: str, given: str | None, usual: str, *, may_be_empty: bool = False) -> str:
    """What the option says, else what a person answers, else what is usual."""

    def checked(text: str) -> str:
        text = clean(text)
        if not text.strip() and not may_be_empty:
            raise click.UsageError(f"The {option} is empty. Write some text.")
        return text

    if given is not None:
        return checked(given)
    if not can_ask():
        return usual
    prompt: Callable[..., str] = click.prompt
    return prompt(question, default=usual, value_proc=checked, err=True)
