"""A small assessment as the command begins it: two sides, three organisations, four people, four items."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cli.running import Done, run_here
from samples import opened

if TYPE_CHECKING:
    from compact_core.assessment.records.reading import Assessment

CODE = "leeds-working-together-2017"
ITEMS = ("forming-aims", "forming-roles", "sustaining-people", "resourcing-bids")
"""One without parts, one with three, one with parts and a condition, one with a condition alone."""
WHO = (
    *("--organisation", "public: City Council, 2 people"),
    *("--organisation", "third: Kite Club, agreed reply"),
    *("--organisation", "third: Soup, and More"),
)
SMALL = (
    *("assess", "new", "harbour", "--name", "Harbour health", *WHO, "--code", CODE, "--rows", ", ".join(ITEMS)),
    *("--collector", "City Council, partnership officer", "--chosen-by", "all", "--closes", "2999-03-31"),
)


def begin(*more: str) -> Done:
    """Begin the assessment in the folder ``harbour``; without more options that is done once, and then copied."""
    if more or Path("harbour").exists():
        return run_here(*SMALL, *more)
    folder, done = _begun(os.environ["COMPACTS_HOME"])
    shutil.copytree(folder.name, "harbour")
    return done


@cache
def _begun(home: str) -> tuple[TemporaryDirectory[str], Done]:
    """A copy of what is written by those who have a home, and what the command said."""
    assert home
    done = run_here(*SMALL)
    folder = TemporaryDirectory()
    shutil.copytree("harbour", folder.name, dirs_exist_ok=True)
    shutil.rmtree("harbour")
    return folder, done


def read(folder: str = "harbour") -> Assessment:
    """The assessment in a folder, which has no problem."""
    return opened(folder)


def codes(folder: str = "harbour") -> list[str]:
    """The codes of everybody who is asked in the last round."""
    return [one.code for one in read(folder).rounds[-1].asked.invitees]
