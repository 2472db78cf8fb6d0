"""``compacts assess correct``: what was typed wrong is put right, until somebody was shown a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.assess.beginning import begin, codes, read
from cli.running import run_here

pytestmark = pytest.mark.usefixtures("here")
TOO_SHORT = "Answers cannot be kept only until 2998: they are asked for by 31 March 2999."
TOO_LATE = "Somebody was shown a form already. What it said stays as it is; to ask otherwise, begin a new assessment.\n"


def test_what_is_named_is_put_right_and_the_rest_stays() -> None:
    """Name and closing day change, days are taken as people write them, and comments in the files stay."""
    begin()
    file = Path("harbour", "partnership.toml")
    file.write_text("# Agreed in March.\n" + file.read_text("utf-8"), encoding="utf-8")
    before = read()
    done = run_here("assess", "correct", "harbour", "--name", "Harbour Care", "--closes", "1 May 2999")
    assert done.out.splitlines()[:3] == [
        "Partnership: Harbour Care",
        "Collected by: City Council, partnership officer",
        "Answers are asked for by: 1 May 2999",
    ]
    now = read()
    assert (now.partnership.name, now.rounds[0].asked.closes) == ("Harbour Care", "2999-05-01")
    assert now.partnership.retention == before.partnership.retention
    assert now.rounds[0].asked.invitees == before.rounds[0].asked.invitees
    assert file.read_text("utf-8").startswith("# Agreed in March.\n")


def test_what_cannot_be_is_refused() -> None:
    """No name, no collector, answers that are kept too short, and nothing to do change nothing, and say so."""
    begin()
    before = read()
    for option, typed, told in (
        ("--name", " ", "Type a name for the partnership.\n"),
        ("--collector", "", "Say who collects the answers.\n"),
        (
            "--retention",
            "2998",
            f"{TOO_SHORT} Write that day, or a later one.\n",
        ),
    ):
        done = run_here("assess", "correct", "harbour", option, typed)
        assert (done.code, done.out, done.err) == (3, "", told)
    assert run_here("assess", "correct", "harbour").code == 2
    assert read() == before


def test_once_a_form_is_out_it_is_too_late() -> None:
    """After a form was written nothing changes any more, and the reason is told."""
    begin()
    run_here("assess", "form", "harbour", codes()[0])
    done = run_here("assess", "correct", "harbour", "--name", "Harbour Care")
    assert (done.code, done.err) == (3, TOO_LATE)
    assert read().partnership.name == "Harbour health"
