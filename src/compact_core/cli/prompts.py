"""Questions to a person at a terminal; each has an option that answers it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from compact_core.errors import CompactsError, NotFoundError
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Meant = TypeVar("Meant")


def can_ask() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(option: str, question: str, given: str | None, usual: str, *, may_be_empty: bool = False) -> str:
    """The value of the option, else the answer of a person, else the usual value."""

    def checked(text: str) -> str:
        if not text.strip() and not may_be_empty:
            raise CompactsError(f"The {option} is empty. Write some text.")
        return text

    return usual if given is None and not can_ask() else ask_for(question, given, usual, checked)


def ask_for(question: str, given: str | None, usual: str, read: Callable[[str], Meant]) -> Meant:
    """The value of an option or the answer of a person, as ``read`` gives it; a person is asked until it can be."""

    def answered(text: str) -> Meant:
        try:
            return read(clean(text))
        except CompactsError as error:
            raise click.UsageError(str(error)) from error

    if given is not None or not can_ask():
        return read_option(usual if given is None else given, read)
    prompt: Callable[..., Meant] = click.prompt
    return prompt(question, default=usual, show_default=bool(usual), value_proc=answered, err=True)


def read_option(given: str, read: Callable[[str], Meant]) -> Meant:
    """The value of an option, read by ``read``."""
    with options_understood():
        return read(clean(given))


@contextmanager
def options_understood() -> Iterator[None]:
    """Turn errors of reading options into wrong use of the command; :class:`NotFoundError` keeps its own exit code."""
    try:
        yield
    except NotFoundError:
        raise
    except CompactsError as error:
        raise click.UsageError(str(error)) from error
