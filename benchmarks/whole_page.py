"""`compacts.html` in headless Chromium: its size, its start, keys, and a folder with the answers of 200 people.

    python benchmarks/whole_page.py [compacts.html]

Without a page, one is made first. Chromium and playwright have to be there. Times are told as they are: compare them
on a quiet machine only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "page")]

from large_assessment import collect, fill_in, made  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402 - the tests' own helpers lie in a folder of theirs
from timing import quantile  # noqa: E402

from web.browsing import Visit, browser  # noqa: E402

KEYS = 60
"""Keys that are pressed."""
_PRESS = """async (key) => {
  let told;
  const painted = new Promise((resolve) => { told = resolve; });
  const listening = terminal.onRender(() => told());
  const begin = performance.now();
  terminal.input(key);
  await Promise.race([painted, new Promise((resolve) => setTimeout(resolve, 2000))]);  // a key may change nothing
  listening.dispose();
  return performance.now() - begin;
}"""


def main() -> None:
    """Print what was found, each with its goal."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        page = Path(sys.argv[1]) if len(sys.argv) > 1 else work / "compacts.html"
        if not page.exists():
            subprocess.run([sys.executable, ROOT / "scripts" / "page.py", "-o", page], check=True)
        print(f"size: {page.stat().st_size / 1e6:.1f} MB (goal 18)")
        folder = work / "large"
        os.environ["COMPACTS_HOME"] = str(work / "home")
        fill_in(made(folder), work / "forms")
        collect(folder, work / "forms")
        with sync_playwright() as play, browser(play, work / "profile", "file:///", folder) as context:
            visit = Visit(context, page.resolve().as_uri())
            visit.until("'ready' in times", "the start is over")
            print(f"library shown: {visit.page.evaluate('times.ready') / 1000:.1f} s (goal 5)")
            visit.press("Enter")
            visit.sees("Leeds Code of Practice for Working Together")
            times = [visit.page.evaluate(_PRESS, "\x1b[A" if number % 2 else "\x1b[B") for number in range(KEYS)]
            print(f"key to paint, p95: {quantile(times, 0.95):.0f} ms (goal 100)")
            begin = time.perf_counter()
            visit.open_folder(folder)
            visit.sees("org-0-", "34 of 34 answered")
            print(f"a folder with 200 people opened: {time.perf_counter() - begin:.1f} s (goal 3)")


if __name__ == "__main__":
    main()
