"""Plugins in the page, put there when it is made; and codes that are dropped in while it runs."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from packing import PackingError, stage
from playwright.sync_api import Playwright

from cli.assess.filling import POINTS, record
from cli.running import run_alone
from programs import made
from samples import OTTERBURY
from tui.terminal import DOWN, ENTER, ESCAPE
from web.browsing import PageTerminal, Visit, browser
from web.rounds import INVITEE, open_round

MUDDLE = """
from compact_core.plugins import CodeSource, hookimpl, isolation
isolation.LONGEST_IN_LINE = 3.0  # so that nobody has to wait long; all that is sound takes far less

@hookimpl
def compacts_code_sources():
    while True:
        pass
"""
MANGLE = """
from compact_core.plugins import hookimpl
from muddle_part import FOLDER

@hookimpl
def compacts_code_sources():
    raise ValueError(f"no codes in {FOLDER}")
"""
LINEAGE = """format = 1

[[pairs]]
from = "leeds-partnership-2003"
to = "otterbury-promises"
note = "Invented."

[[dropped]]
provisions = ["leeds-partnership-2003#benefit-shared-aims"]
into = "otterbury-promises"
note = "Invented."
"""


def wheel(folder: Path, name: str, files: dict[str, str], *needs: str) -> Path:
    """A wheel with these files, which needs other packages; if it needs any, each of its modules is a plugin."""
    module = name.replace("-", "_")
    inside = f"{module}-1.0.dist-info"
    needed = "".join(f"Requires-Dist: {one}\n" for one in needs)
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needed}",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": "[compacts]\n" + "".join(f"{file[:-3]} = {file[:-3]}\n" for file in files if needs),
    }
    whole = {**files, **{f"{inside}/{file}": text for file, text in about.items()}}
    whole[f"{inside}/RECORD"] = "".join(f"{file},,\n" for file in (*whole, f"{inside}/RECORD"))
    target = folder / f"{module}-1.0-py3-none-any.whl"
    with ZipFile(target, "w") as archive:
        for file, text in whole.items():
            archive.writestr(file, text)
    return target


@pytest.mark.page
def test_plugins_work_in_the_page(play: Playwright, tmp_path: Path) -> None:
    """A workbook is written and brought in; one that loops for ever and raises fails alone; codes come in."""
    part = wheel(tmp_path, "muddle-part", {"muddle_part.py": "FOLDER = 'a folder'"})
    muddle = wheel(tmp_path, "muddle", {"muddle.py": MUDDLE, "mangle.py": MANGLE}, f"muddle-part @ {part.as_uri()}")
    html = made("page.py", tmp_path / "compacts.html", "--with", "compacts-sheet", "--with", str(muddle))
    folder = tmp_path / "riverside"
    open_round(folder)
    with browser(play, tmp_path / "profile", "file:///", folder) as context:
        visit = Visit(context, html.as_uri())
        terminal = PageTerminal(visit)
        visit.press("b")
        visit.sees("Agreements and codes", "press p")
        visit.press("p")
        visit.sees("The plugin 'muddle' failed in its hook 'compacts_code_sources': it took 3 seconds")
        visit.sees("The plugin 'mangle' failed in its hook 'compacts_code_sources': ValueError: no codes in")
        visit.press("Escape")
        fill_in_a_workbook(visit, terminal, folder)
        drop_codes(visit, tmp_path)
        assert (visit.foreign, visit.errors) == ([], [])


def fill_in_a_workbook(visit: Visit, terminal: PageTerminal, folder: Path) -> None:
    """Workbooks are offered and written; one is filled in, and brought back."""
    visit.open_folder(folder)
    visit.sees(INVITEE)
    terminal.types("f", until="Forms (xlsx): An Excel workbook with lists to choose from.")
    terminal.types(DOWN * 4, ENTER, until="xlsx")
    terminal.sees("files written")
    terminal.shares()
    (form,) = (folder / "round-2" / "forms").glob(f"xlsx-{INVITEE}-*.xlsx")
    book = load_workbook(form)
    item = record(folder, 2).asked.rows[0].item
    for row in book.worksheets[0].iter_rows():
        if item in str(row[0].value):
            row[3].value = POINTS[2]
    (folder / "back").mkdir()
    book.save(folder / "back" / "filled.xlsx")
    terminal.shares()
    terminal.types(ESCAPE, until="Press z to close")
    terminal.types("c", until="Which file or folder")
    terminal.types("back", until="back")
    terminal.types(ENTER, until="filled.xlsx")
    terminal.shares()
    (answers,) = (one.answers for one in record(folder, 2).responses if one.invitee == INVITEE)
    assert [(one.item, one.point) for one in answers] == [(item, 3)]
    visit.press("Escape")


def drop_codes(visit: Visit, work: Path) -> None:
    """What is wrong with a code is told whole, and it stays out; a good one comes in with how it relates to another."""
    trouble = "document.getElementById('trouble').textContent"
    wrong = work / "wrong.toml"
    wrong.write_text(OTTERBURY.replace('"2021-05"', '"yesterday"').replace('"section"', '"sectoin"', 1), "utf-8")
    done = run_alone(work / "home", "check", str(wrong))
    told = [line.removeprefix(f"{work}/") for line in done.out.splitlines()]
    assert len(told) > 1
    before = visit.evaluate("session.codes().length")
    visit.drop(wrong)
    visit.until(f"{trouble}.includes('wrong.toml')", "it is said")
    assert [line for line in told if line not in visit.evaluate(trouble)] == []
    assert visit.evaluate("session.codes().length") == before
    lineage = work / "sample.lineage.toml"
    lineage.write_text(LINEAGE, "utf-8")
    good = work / "otterbury.toml"
    good.write_text(OTTERBURY, "utf-8")
    visit.drop(good, lineage)
    visit.until("session.codes().some(([id]) => id === 'otterbury-promises')", "the code is there")
    visit.sees("Promises between neighbours", "Begin an assessment")
    visit.press("b")
    visit.sees("Otterbury Covenant")
    assert visit.evaluate("session.code('otterbury-promises')").count("What changed") == 1
    visit.until("remembered('home').then(kept => 'codes/sample.lineage.toml' in (kept ?? {}))", "they are kept")


@pytest.mark.page
def test_what_is_compiled_is_refused(tmp_path: Path) -> None:
    """A plugin that brings what is compiled for one machine is named, and no page is made."""
    files = {"lump/fast.so": "", "lump/__init__.py": ""}
    part = wheel(tmp_path, "lump-part", files)
    lump = wheel(tmp_path, "lump", {"lump.py": ""}, f"lump-part @ {part.as_uri()}")
    with pytest.raises(PackingError) as caught:
        stage(tmp_path / "staged", [str(lump)])
    told = "lump-part is compiled for one kind of machine, and one file for all of them holds pure Python only."
    assert str(caught.value) == f"{told} Leave out the plugin that brings it: lump."
