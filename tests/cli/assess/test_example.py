"""The worked example: it is as its script writes it, without a flaw, and its page tells what is in it."""

import re
from collections import Counter
from pathlib import Path

import pytest
import riverside

from cli.assess.filling import EXAMPLE
from cli.running import run_here
from compact_core.assessment.findings.findings import FINDINGS
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from leeds import RECENT
from samples import opened

ROOT = EXAMPLE.parents[1]
PAGE = (EXAMPLE.parent / "README.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    """The cells of the table whose first heading is this one, without the headings."""
    found = re.search(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert found
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found[1].splitlines()]


@pytest.fixture(scope="module")
def pages() -> tuple[ResultPage, ...]:
    """The results of both rounds."""
    one = opened(EXAMPLE)
    return tuple(
        result_page(RECENT, one.partnership, one.rounds, record.asked.number, program="compacts")
        for record in one.rounds
    )


def test_it_is_as_the_script_writes_it() -> None:
    """The folder holds what scripts/riverside.py writes, but for notes of reports: run it again when this fails."""
    there = {
        path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
        for path in EXAMPLE.rglob("*")
        if path.is_file() and not path.name.startswith(("lock.tmp", "reports.toml"))
    }
    assert there == dict(riverside.files())


def test_who_is_asked() -> None:
    """Its page names every organisation with its side, whether it is small, and how many people are asked when."""
    one = opened(EXAMPLE)
    sides = {side.id: side.name for side in one.partnership.sides}
    people = [Counter(invitee.organisation for invitee in record.asked.invitees) for record in one.rounds]
    assert [row[:2] for row in _table("Organisation")] == [
        [f"{it.name}, small" if it.small else it.name, sides[it.side]] for it in one.partnership.organisations
    ]
    asked = [[int(cell) if cell.isdigit() else 0 for cell in row[2:]] for row in _table("Organisation")]
    assert asked == [[count[it.id] for count in people] for it in one.partnership.organisations]


def test_how_often_each_finding_is_made(pages: tuple[ResultPage, ...]) -> None:
    """Its page counts the findings of both rounds rightly."""
    counts = [Counter(item.finding.words for item in page.items if item.number.isdigit()) for page in pages]
    assert _table("Finding") == [[kind.name, *(str(count[kind.name]) for count in counts)] for kind in FINDINGS]


def test_each_finding_has_an_item(pages: tuple[ResultPage, ...]) -> None:
    """The items that its page points at show what it says, and every finding is among them."""
    rows = _table("Item")
    words = [{item.number: item.finding.words for item in page.items} for page in pages]
    found = [[of_page[row[0]] for of_page in words] for row in rows]
    assert found == [row[1:3] for row in rows]
    assert {name for pair in found for name in pair} == {kind.name for kind in FINDINGS}


def test_what_its_page_says_of_items(pages: tuple[ResultPage, ...]) -> None:
    """Sides stand apart at item 10; one charity doesn't know at item 7; two of three are up by a step at item 8."""
    first, second = pages
    assert [voice.words.split()[-1] for voice in first.items[9].voices] == ["agree", "agree", "disagree", "disagree"]
    assert first.items[6].summary.endswith("2 of 2 and 1 of 2 voices, Open Boat doesn't know")
    assert second.comparison
    assert {one.item.number: one.movement for one in second.comparison.items}["8"] == "2 up, 1 same, 0 down"


def test_nobody_is_a_person() -> None:
    """No file of the example has an e-mail address or a telephone number in it."""
    for path in (*EXAMPLE.rglob("*.toml"), Path(EXAMPLE.parent, "README.md")):
        text = re.sub(r'"[0-9a-f]{16}"', "", path.read_text(encoding="utf-8"))  # a digest can have many digits
        assert not re.search(r"[^\s\"]+@[^\s\"]+|\+?\d[\d ]{8,}\d", text), path


def test_the_example_is_copied_and_never_over_anything(here: Path) -> None:
    """A copy of the worked example is an assessment without problems; a name that is taken is kept."""
    done = run_here("new", "example")
    assert (done.code, done.out) == (0, "riverside-health\n")
    assert done.err == "Look at it:  compacts assess show riverside-health\n"
    copied = {path.relative_to(here).as_posix(): path.read_bytes() for path in here.rglob("*.toml")}
    shipped = {path.relative_to(EXAMPLE.parent).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*.toml")}
    assert copied == shipped
    again = run_here("new", "example")
    message = "riverside-health is already there, and stays as it is. Choose another name."
    assert (again.code, again.out, again.err.splitlines()[0]) == (3, "", message)
