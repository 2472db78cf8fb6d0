"""The command line: one module a group of commands; the only part of the core that prints."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command ``compacts``.

    What is imported stays until the end, so the garbage collector need not look at it: neither while it is being
    imported nor when the program leaves. That is an eighth of the time of a short command.
    """
    gc.disable()
    try:
        from compact_core.cli.compacts import run
    except KeyboardInterrupt:
        sys.exit(130)

    gc.freeze()
    gc.enable()
    run()
