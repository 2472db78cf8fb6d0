"""``python -m compact_core``: the same as the command ``compacts``."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:  # no file of the folder where it is started, such as a click.py, is taken for a module
        sys.path[0] = os.path.dirname(sys.executable)
    from compact_core.cli import main

    main()
