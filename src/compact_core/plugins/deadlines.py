"""Work that ends in time where there is no thread to leave behind: Python looks at the clock whenever it loops."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")

_TOOL = 4
"""The number of our tool in ``sys.monitoring``: lower ones are taken by convention, 3 and 4 are free."""


class OutOfTimeError(BaseException):
    """The time is up. It is no :class:`Exception`, so that work which passes over exceptions ends too."""


def within(seconds: float, work: Callable[[], _Value]) -> _Value:
    """The result of work; raises :class:`OutOfTimeError` when Python code still loops after ``seconds``.

    There is no limit before Python 3.12, for work inside such work, and for what waits outside of Python.
    """
    monitoring = getattr(sys, "monitoring", None)
    if not monitoring or monitoring.get_tool(_TOOL):
        return work()
    end = time.monotonic() + seconds

    def look(*_: object) -> None:
        if time.monotonic() > end:
            raise OutOfTimeError

    monitoring.use_tool_id(_TOOL, "compacts")
    monitoring.register_callback(_TOOL, monitoring.events.JUMP, look)
    monitoring.set_events(_TOOL, monitoring.events.JUMP)
    try:
        return work()
    finally:
        monitoring.set_events(_TOOL, 0)
        monitoring.register_callback(_TOOL, monitoring.events.JUMP, None)
        monitoring.free_tool_id(_TOOL)
