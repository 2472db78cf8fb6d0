"""`compacts assess publish`: findings for everybody, taken back, and taken back when somebody is erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.running import run_here
from compact_core.assessment.publishing.ledger import ledger
from compact_core.assessment.publishing.lines import read_lines
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.tasks import code_asked
from compact_core.assessment.tasks.publishing import propose, publish
from compact_core.errors import CompactsError
from compact_core.library.opening import open_library
from publishing import consenting

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = """\
Round 2 was opened without the partners' consent to publish what is found, so it cannot be published, now or later. \
For the next round, write publish = "area" and area = "..." into partnership.toml before it begins.
"""


@pytest.fixture
def agreed(here: Path) -> Path:
    """An assessment whose partners agreed to publish."""
    return consenting(here / "agreed")


def state(path: Path) -> tuple[int, str]:
    """The edition in a file, and what it says."""
    head = json.loads(path.read_bytes().splitlines()[0])
    return head["edition"], head["state"]


def test_a_round_opened_without_consent_is_refused(riverside: str, here: Path) -> None:
    """Also when partnership.toml says later that findings may be published; nothing is written."""
    before = sorted(here.rglob("*"))
    done = run_here("assess", "publish", riverside)
    assert (done.code, done.out, done.err) == (3, "", REFUSED)
    top = here / riverside / "partnership.toml"
    text = top.read_text(encoding="utf-8")
    top.write_text(text.replace("\n[[", '\npublish = "area"\narea = "Late"\n\n[[', 1), encoding="utf-8")
    assert run_here("assess", "publish", riverside).err == REFUSED
    assert sorted(here.rglob("*")) == before


def test_what_is_published_is_shown_and_written(agreed: Path) -> None:
    """The file has an id that says nothing, which stays; the same again is the same edition."""
    done = run_here("assess", "publish", str(agreed))
    assert done.code == 0
    path = agreed / "published" / done.out.strip().rpartition("/")[2]
    assert "Area: Exampleshire" in done.err
    assert "34 findings: 24 agreed strength" in done.err
    assert b"said-" not in path.read_bytes()
    published = read_lines(path.read_bytes(), "")
    assert state(path) == (1, "published")
    again = run_here("assess", "publish", str(agreed), "-o", str(agreed.parent / "out.jsonl"))
    assert read_lines((agreed.parent / "out.jsonl").read_bytes(), "") == published
    assert again.out.endswith("out.jsonl\n")
    assert "Riverside" not in path.read_text(encoding="utf-8")
    preview = run_here("assess", "publish", str(agreed), "--round", "1", "--preview")
    assert len(preview.out.splitlines()) == 34
    assert len(list((agreed / "published").iterdir())) == 1


def test_what_is_shown_is_what_is_written(agreed: Path) -> None:
    """To the byte, also before anything was published; looking at it publishes nothing."""
    shown = run_here("assess", "publish", str(agreed), "--preview", "--json")
    again = run_here("assess", "publish", str(agreed), "--preview", "--json")
    assert not (agreed / "published").exists()
    done = run_here("assess", "publish", str(agreed), "-o", "out.jsonl")
    assert shown.code == again.code == done.code == 0
    assert shown.err.replace(shown.err.splitlines()[-1], "") == done.err.replace(done.err.splitlines()[-1], "")
    assert shown.out == again.out == (agreed.parent / "out.jsonl").read_text(encoding="utf-8")
    both = run_here("assess", "publish", str(agreed), "--preview", "--withdraw")
    assert (both.code, state(agreed.parent / "out.jsonl")) == (2, (1, "published"))


def test_what_changed_after_it_was_shown_is_not_written(agreed: Path) -> None:
    """Somebody else withdraws the round meanwhile: nothing is written that nobody has seen."""
    opened = open_assessment(str(agreed)).assessment
    assert opened is not None
    run_here("assess", "publish", str(agreed))
    proposal = propose(opened, opened.rounds[1], code_asked(open_library([]), opened.rounds[1].asked))
    run_here("assess", "publish", str(agreed), "--withdraw")
    with pytest.raises(CompactsError, match="has changed since it was shown"):
        publish(str(agreed), proposal)
    assert [state(path) for path in (agreed / "published").iterdir()] == [(2, "withdrawn")]


def test_what_is_withdrawn_is_replaced_everywhere(agreed: Path) -> None:
    """Every place where it was written gets the notice; it can be published again."""
    run_here("assess", "publish", str(agreed))
    run_here("assess", "publish", str(agreed), "-o", "there.jsonl")
    done = run_here("assess", "publish", str(agreed), "--withdraw", "--json")
    assert done.code == 0
    paths = [agreed.parent / "there.jsonl", *(agreed / "published").iterdir()]
    assert [state(path) for path in paths] == [(2, "withdrawn")] * 2
    assert len(done.json["files"]) == 2
    assert run_here("assess", "publish", str(agreed), "-o", "there.jsonl").code == 0
    assert state(paths[0]) == (3, "published")
    none = run_here("assess", "publish", str(agreed), "--withdraw", "--round", "1")
    assert none.err == "Nothing of round 1 was published, so there is nothing to withdraw.\n"


def test_what_stays_elsewhere_is_told(agreed: Path) -> None:
    """Something else is published to another file: the one with the earlier edition is named. A notice stands once."""
    run_here("assess", "publish", str(agreed), "-o", "there.jsonl")
    for path, key in ((agreed / "partnership.toml", "area"), (agreed / "round-2" / "round.toml", "promised_area")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f'\n{key} = "Exampleshire"', f'\n{key} = "Mended"'), encoding="utf-8")
    there = agreed.parent / "there.jsonl"
    told = f"An earlier edition stays in {there} until you publish to that file too.\n"
    assert all(told in run_here("assess", "publish", str(agreed)).err for _ in range(2))
    assert state(there) == (1, "published")
    done = run_here("assess", "publish", str(agreed), "--withdraw", "-o", "there.jsonl", "--json")
    assert [state(there), len(done.json["files"])] == [(3, "withdrawn"), 2]


def test_whoever_is_erased_is_in_nothing_that_is_published(agreed: Path) -> None:
    """Erasing replaces what was published; a round that would give the person away is never published again."""
    run_here("assess", "publish", str(agreed))
    run_here("assess", "publish", str(agreed), "--round", "1")
    opened = open_assessment(str(agreed)).assessment
    assert opened is not None
    person = opened.rounds[1].asked.invitees[0].code
    run_here("assess", "erase", str(agreed), person, "--yes")
    assert sorted(map(state, (agreed / "published").iterdir())) == [(1, "published"), (2, "withdrawn")]
    done = run_here("assess", "publish", str(agreed))
    assert done.code == 3
    assert done.err.startswith("Somebody was erased after the result of round 2 could be read.")


def test_nothing_else_is_written_over(agreed: Path) -> None:
    """A file that holds something else stays, and so do the files of the assessment."""
    other = agreed.parent / "letter.txt"
    other.write_text("Dear all", encoding="utf-8")
    for place in ("letter.txt", str(agreed / "partnership.toml")):
        assert run_here("assess", "publish", str(agreed), "-o", place).code == 3
    assert other.read_text(encoding="utf-8") == "Dear all"
    assert not (agreed / "published.toml").exists()


def test_what_could_not_be_written_is_not_kept(agreed: Path) -> None:
    """The place is forgotten again, so that taking back does not look for it."""
    run_here("assess", "publish", str(agreed))
    before = ledger(str(agreed))
    (agreed.parent / "file").write_text("x", encoding="utf-8")
    assert run_here("assess", "publish", str(agreed), "-o", str(agreed.parent / "file" / "a.jsonl")).code == 3
    assert ledger(str(agreed)) == before
    assert run_here("assess", "publish", str(agreed), "--withdraw").code == 0
