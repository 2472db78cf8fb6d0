"""A result page written in a format that a plugin offers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from compact_core.errors import CompactsError
from compact_core.text import clean, reason, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from compact_core.assessment.results.values import ResultPage
    from compact_core.plugins.offers import ReportFormat


def format_called(name: str, offers: Iterable[ReportFormat]) -> ReportFormat:
    """The format of that name, the first of those offered; raises :class:`CompactsError` that names all."""
    known: dict[str, ReportFormat] = {}
    for one in offers:
        known.setdefault(one.name, one)
    if name in known:
        return known[name]
    name = clean(name)
    guess = f" {suggestion(name, known)}".rstrip()
    there = ", ".join(sorted(known)) or "none"
    raise CompactsError(f"There is no format '{shorten(name)}'.{guess} The formats are: {there}.")


def written(offer: ReportFormat, page: ResultPage, options: Mapping[str, str]) -> bytes:
    """The page in a format.

    Args:
        offer: The format.
        page: The page.
        options: Options by name, such as the path of a template; an empty one counts as not given.

    Raises:
        CompactsError: The format does not take an option, cannot do with it, or does not work.
    """
    given = {name: value for name, value in options.items() if value}
    for name in given:
        if name not in offer.options:
            taken = ", ".join(f"--{one}" for one in offer.options) or "no option"
            raise CompactsError(f"The format '{offer.name}' does not take --{clean(name)}. It takes {taken}.")
    try:
        data = _writer(offer)(page, given)
    except CompactsError:
        raise
    except (Exception, SystemExit) as error:  # a plugin can do anything, and costs no more than its format
        raise CompactsError(f"The format '{offer.name}' failed: {reason(error)}. Choose another format.") from error
    if not isinstance(data, bytes):
        raise CompactsError(f"The format '{offer.name}' gave no file. Choose another format.")
    return data


def _writer(offer: ReportFormat) -> Callable[[ResultPage, Mapping[str, str]], bytes]:
    module, _, name = offer.target.partition(":")
    writer: Callable[[ResultPage, Mapping[str, str]], bytes] = getattr(import_module(module), name)
    return writer
