"""Work beside the screen: in a thread, or in line where none can start. Its result comes back to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import TypeVar

from textual.dom import DOMNode

from compact_core.threads import start

Result = TypeVar("Result")

_A_FRAME = 1 / 60
"""Seconds that work in line waits, so that what is to be seen meanwhile is painted."""


async def done_beside(work: Callable[[], Result]) -> Result:
    """The result of work that is done while the screen goes on, if there are threads."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[Result] = loop.create_future()
    context = copy_context()

    def attempt() -> None:
        try:
            set_outcome = _setter(outcome, result=context.run(work))
        except Exception as error:  # noqa: BLE001 - whoever waits for the result gets it
            set_outcome = _setter(outcome, error=error)
        with suppress(RuntimeError):  # the program has ended meanwhile, and the loop with it
            loop.call_soon_threadsafe(set_outcome)

    if not start(attempt):
        await asyncio.sleep(_A_FRAME)
        attempt()
    return await outcome


def do_beside(
    node: DOMNode,
    work: Callable[[], Result],
    then: Callable[[Result], object] | None = None,
    *,
    exclusive: bool = False,
) -> None:
    """Do work beside a screen, and then something with its result, if the screen is still there.

    Of exclusive work only what was begun last counts.
    """

    async def both() -> object:
        result = await done_beside(work)
        return then(result) if then and node.display else result  # Textual shows no screen that is being left

    node.run_worker(both, exclusive=exclusive)  # type: ignore[arg-type]  # mypy finds no type that fits both


def _setter(
    outcome: asyncio.Future[Result], *, result: Result | None = None, error: Exception | None = None
) -> Callable[[], None]:
    """A function that sets the result or the error of work, unless nobody waits for it any more."""

    def set_outcome() -> None:
        if outcome.done():
            return
        if error:
            outcome.set_exception(error)
        else:
            outcome.set_result(result)  # type: ignore[arg-type]  # None only where the work gives None

    return set_outcome
