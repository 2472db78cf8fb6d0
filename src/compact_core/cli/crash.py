"""The last resort: a mistake of the program in a plain sentence, with the details in a log file."""

from __future__ import annotations

import os
import platform
import time
import traceback

from compact_core.cli.output import CRASHED, message
from compact_core.errors import CompactsError
from compact_core.folders import state_folder
from compact_core.text import clean, readable
from compact_core.version import __version__


def show_crash(error: Exception, *, show: bool) -> int:
    """Write the log, show a message, and give the exit code."""
    details = "".join(traceback.format_exception(error))
    if show:
        message(clean(details))
        return CRASHED
    try:
        path = _write_log(details)
    except (OSError, CompactsError):
        message("Something went wrong inside compacts. Run it again with --debug before the command to see where.")
    else:
        where = f"The details are in {readable(path)}; please send them to its makers."
        message(f"Something went wrong inside compacts. {where}")
    return CRASHED


def _write_log(details: str) -> str:
    folder = state_folder()
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "crash.log")
    with open(path, "a", encoding="utf-8", errors="replace") as log:
        when = time.strftime("%Y-%m-%d %H:%M:%S")
        log.write(f"{when} compacts {__version__}, Python {platform.python_version()}\n{details}\n")
    return path
