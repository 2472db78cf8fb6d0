"""Whether work is done in a thread of its own or in line: the one place that finds out."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def start(work: Callable[[], object]) -> bool:
    """Begin work in a thread of its own, which does not keep the program from ending.

    False where Python can start no thread, as in a browser: then nothing was begun, and whoever asks does it in line.
    """
    try:
        threading.Thread(target=work, daemon=True).start()
    except RuntimeError:
        return False
    return True
