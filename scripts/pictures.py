"""Paint the pictures of the README and of `docs`: the interface and a report as they are, with the worked assessment.

    python scripts/pictures.py

The pictures name no font of the network; a reader's own letters serve. That of a report needs Chromium.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.results.formats import write_html
from compact_core.assessment.results.result_page import page_of
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


def report(folder: str) -> None:
    """Keep what Chromium shows of the beginning of a report."""
    program = shutil.which("chromium")
    assessment = open_assessment(str(EXAMPLE)).assessment
    if program is None or assessment is None:
        print("No Chromium: the picture of the report stays as it is.")
        return
    record = assessment.rounds[0]
    page = Path(folder, "report.html")
    page.write_bytes(write_html(page_of(assessment, record, open_library().code(record.asked.code)), {}))
    size, target = "--window-size=1180,1250", f"--screenshot={PICTURES / 'report.png'}"
    quiet = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/chromium")
    command = [program, *quiet, size, target, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own page


def main() -> None:
    """Paint all of them."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COMPACTS_HOME"] = home
        os.environ["COMPACTS_PLUGINS"] = "tui"
        report(home)
        library = open_library()
        with chdir(EXAMPLE.parent):  # so that the first screen lists the worked assessment
            asyncio.run(picture("first.svg", WIDE, CompactsApp(library)))
        asyncio.run(picture("library.svg", WIDE, CompactsApp(library, START)))
        asyncio.run(picture("search.svg", WIDE, CompactsApp(library, START), ("slash", *"power")))
        asyncio.run(picture("compare.svg", WIDE, CompactsApp(library, START), ("d", "f", *["down"] * 3, "enter")))
        assessed = CompactsApp(library, assessment=str(EXAMPLE))
        asyncio.run(picture("results.svg", WIDER, assessed, ("v", "r", "down")))
        met = CompactsApp(library, assessment=str(EXAMPLE))
        asyncio.run(picture("meeting.svg", WIDE, met, ("m", "right", "right", "right")))


if __name__ == "__main__":
    main()
