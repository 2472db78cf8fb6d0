"""The page for facilitators, followed from the first command to the last."""

import csv
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import run_here
from samples import used_home

PAGE = Path(__file__).parents[2] / "docs" / "facilitating.md"


def lines() -> Iterator[list[str]]:
    """The commands of the page, in order, without the name of the program."""
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            name, *arguments = shlex.split(line)
            assert name == "compacts"
            yield arguments


def fill_in(sheet: Path, answers: Path, words: str) -> None:
    """Fill in a spreadsheet as somebody would who says the same of every item."""
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    for row in rows[1 + next(place for place, row in enumerate(rows) if row[:1] == ["item"]) :]:
        if re.match(r"[0-9]+ \[", row[0]):
            row[3:] = [words]
    with (answers / sheet.name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command works in its turn; answers come in as spreadsheets before they are collected."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "home")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    answers = tmp_path / "answers"
    answers.mkdir()
    told = {}
    for arguments in lines():
        if "collect" in arguments:
            for sheet in sorted((tmp_path / "riverbank" / "round-1" / "forms").glob("*.csv")):
                fill_in(sheet, answers, "agree" if "riverbank" in sheet.name.split("-round")[0] else "disagree")
        done = run_here(*arguments)
        assert (done.code, arguments) == (0, arguments), done.err
        told[arguments[1]] = done.out + done.err
    assert "6 people collected, 0 files refused." in told["collect"]
    result = " ".join(told["show"].split())
    assert "Public sector rates it higher: agree, against disagree" in result
    assert (tmp_path / "riverbank.html").stat().st_size > 10_000
    assert "List which decisions the partners share" in told["plan"]
    assert "Left: Oak Room." in told["round"]
