"""`compacts assess edition`: seen first, and what cannot be is told."""

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from cli.assess.beginning import CODE, begin, codes, read
from cli.running import run_here
from compact_core.assessment.records.answering import AnswerBook

OLDER = "leeds-partnership-2003"
FORMING = f"""\
Round 1 goes on from {CODE} to {OLDER}: 4 items, before 4.

Asked again in other words; the earlier answer shows after the new one (2):
  role-purpose: Set a clear role and purpose (was forming-aims)
  accountability: Set out who does what (was forming-roles)

Asked anew (2):
  responsibilities: Decide responsibilities and roles (was forming-roles)
  limits: State limits and aims (was forming-aims)

No longer asked; what was answered stays in the files (2):
  sustaining-people
  resourcing-bids

What each organisation keeps, and is asked again:
  City Council: 0 answers follow and 1 to be given again
  Kite Club: 0 answers follow and 1 stays in the files only
  Soup, and More: nothing was answered yet
Each person is asked for 2 minutes in all, before 2.
No answer is changed or taken away. Forms that are out can still come back.
Where an item means just what it did, as after a mended typo, say so: then its answers follow.
"""


@pytest.fixture
def answered(here: Path) -> None:  # noqa: ARG001 - the folder to work in
    """A round in which two people have said one thing each."""
    begin("--yes")
    first, _, third, _ = codes()
    AnswerBook(read(), 1, first).answer("forming-aims", "point", 2)
    AnswerBook(read(), 1, third).answer("resourcing-bids", "point", 3)


@pytest.mark.usefixtures("answered")
def test_it_is_seen_before_anything_is_changed() -> None:
    """Without --yes every item and every organisation is named, and no file is touched; with it, it is done once."""
    before = {path: path.read_bytes() for path in Path("harbour").rglob("*.toml")}
    seen = run_here("assess", "edition", "harbour", "--to", OLDER)
    assert (seen.code, seen.out) == (0, FORMING)
    assert seen.err == (
        "Nothing was changed. To do it, type the same again with --yes. --same ITEM says that one means the same.\n"
    )
    assert {path: path.read_bytes() for path in Path("harbour").rglob("*.toml")} == before
    data = json.loads(run_here("assess", "edition", "harbour", "--to", OLDER, "--json").out)
    assert (data["changed"], data["gone"]) == (False, ["sustaining-people", "resourcing-bids"])
    assert {(item["how"], *item["was"]) for item in data["items"]} == {
        ("reworded", "forming-aims"),
        ("reworded", "forming-roles"),
        ("anew", "forming-aims"),
        ("anew", "forming-roles"),
    }
    done = run_here("assess", "edition", "harbour", "--to", OLDER, "--yes")
    assert done.err == (
        f"Round 1 asks about 4 items of {OLDER} now.\n"
        "Write the forms again, and send them to those who have something to answer.\n"
        "To make the forms:  compacts assess form harbour --replace\n"
    )
    told = run_here("assess", "status", "harbour")
    assert f"    {codes()[0]}: no answers; 4 are new or reworded\n" in told.out
    run_here("assess", "form", "harbour", "--kind", "mail")
    forms = "".join(path.read_text("utf-8") for path in Path("harbour").rglob("mail-*.txt"))
    assert forms.count("Reworded: the words have changed since you answered. Please answer again") == 1
    again = run_here("assess", "edition", "harbour", "--yes")
    assert (again.code, again.out) == (0, "Nothing changes: the round asks about just this edition already.\n")
    back = run_here("assess", "edition", "harbour", "--to", CODE)
    assert "4 items stood in just these words before in this round. Answers of then count again." in back.out
    assert "  Kite Club: 1 answer follows\n" in back.out
    run_here("assess", "edition", "harbour", "--same", "role-purpose", "--yes")
    run_here("assess", "close", "harbour")
    page = " ".join(run_here("assess", "show", "harbour").out.split())
    assert (
        f"{CODE}. 1 item of it says the same, and answers to it count. What was answered to the others does not: "
        "1 asked again, 2 no longer asked. - Of role-purpose it was said that the meaning is the same, though the words"
    ) in page


@pytest.mark.usefixtures("answered")
def test_whoever_is_asked_again_is_reminded() -> None:
    """Who answered something that stands in other words now gets a reminder that says so, until it is answered."""
    first = codes()[0]
    AnswerBook(read(), 1, first).answer("forming-roles", "point", 2)
    run_here("assess", "edition", "harbour", "--to", OLDER, "--yes")
    AnswerBook(read(), 1, first).answer("limits", "point", 2)
    run_here("assess", "status", "harbour", "--remind", "--kind", "mail")
    mail = Path(f"harbour/round-1/forms/reminder-{first}-round-1-mail.eml")
    text = " ".join(message_from_bytes(mail.read_bytes(), policy=default).get_content().split())
    assert "has changed since you answered, and some of your answers have not come yet: 1, 2 and 4." in text
    for item in ("role-purpose", "accountability", "responsibilities"):
        AnswerBook(read(), 1, first).answer(item, "point", 2)
    mail.unlink()
    run_here("assess", "status", "harbour", "--remind", "--kind", "mail")
    assert not mail.exists()


@pytest.mark.usefixtures("answered")
def test_what_cannot_be_is_told() -> None:
    """A code that is not there, an item that is none of it, and a closed round."""
    missing = run_here("assess", "edition", "harbour", "--to", "leeds-partnership-2004")
    assert missing.code == 3
    assert "leeds-partnership-2003" in missing.err
    wrong = run_here("assess", "edition", "harbour", "--to", OLDER, "--same", "limit", "--same", "limits", "--yes")
    assert wrong.out == ""
    assert wrong.err == (
        f"'limit' is no item of {OLDER} that the round asks about now. Did you mean 'limits'?\n"
        "'limits' says more or less than what was asked, as the lineage has it. So no answer to that can follow.\n"
    )
    run_here("assess", "close", "harbour")
    closed = run_here("assess", "edition", "harbour", "--to", OLDER)
    assert closed.code == 3
    assert closed.err == (
        "Round 1 is closed, and its result stands by what was asked. Another edition is for a new round: name it with "
        "'compacts assess round --to'.\n"
    )


@pytest.mark.usefixtures("answered")
def test_rounds_on_two_editions_are_compared_only_over_what_was_kept() -> None:
    """The next round asks about what the items became, nothing follows, and the result says what is compared."""
    run_here("assess", "close", "harbour")
    made = run_here(
        "assess", "round", "harbour", "--to", OLDER, "--same", "role-purpose", "--closes", "2999-09-30", "--yes"
    )
    assert made.code == 0, made.err
    assert "In other words than before, so not to be compared: responsibilities, limits and accountability." in (
        made.err
    )
    assert not read().rounds[1].responses
    AnswerBook(read(), 2, codes()[0]).answer("role-purpose", "point", 4)
    run_here("assess", "close", "harbour")
    page = " ".join(run_here("assess", "show", "harbour").out.split())
    assert "Compared is only what says the same in both: 1 item." in page
    assert "Asked in other words than before, so not compared: " in page
