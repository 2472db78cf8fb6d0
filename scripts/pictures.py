"""Paint the pictures of the README and of `docs`: the interface as it is, with the codes and the worked assessment.

    python scripts/pictures.py

The pictures name no font of the network; a reader's own letters serve.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compact_core.library.opening import open_library
from compact_tui.app import CompactsApp
from compact_tui.state import Place

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "riverside-health"
START = Place("compact-for-leeds", "leeds-partnership-2003", "share-power")
WIDE, WIDER = (110, 32), (140, 34)


async def picture(name: str, size: tuple[int, int], app: CompactsApp, keys: Sequence[str] = ()) -> None:
    """Open the interface, press some keys, and keep what is painted."""
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        painted = app.export_screenshot(title="compacts")
    without_fonts = re.sub(r"@font-face \{.*?\}\n?", "", painted, flags=re.DOTALL)
    (PICTURES / name).write_text(without_fonts, encoding="utf-8")


def main() -> None:
    """Paint all of them."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COMPACTS_HOME"] = home
        os.environ["COMPACTS_PLUGINS"] = "tui"
        library = open_library()
        asyncio.run(picture("library.svg", WIDE, CompactsApp(library, START)))
        assessed = CompactsApp(library, assessment=str(EXAMPLE))
        asyncio.run(picture("results.svg", WIDER, assessed, ("v", "r", *["down"] * 10)))


if __name__ == "__main__":
    main()
