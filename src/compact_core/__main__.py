"""``python -m compact_core``: the same as the command ``compacts``."""

from __future__ import annotations

from compact_core.cli import main

if __name__ == "__main__":
    main()
