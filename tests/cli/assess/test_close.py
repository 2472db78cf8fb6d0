"""`compacts assess close`: the moment from which results can be seen."""

import tomllib
from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.days import today
from samples import opened

HIDDEN = (
    "Round 2 is still open, and its results stay hidden until it is closed. Answered so far: Riverside Council, "
    "Riverside NHS Trust and Lantern Befriending; not yet: Mill Lane Carers. Close it first.\n"
)


def _open_again(folder: str) -> None:
    """Open the second round, as if it had been long ago, and take the answers of one charity away."""
    path = Path(folder, "round-2", "round.toml")
    text = path.read_text(encoding="utf-8").replace('closed = "2026-10-23"\n', "")
    path.write_text(text.replace('"2026-10-', '"2020-10-'), encoding="utf-8")
    next(Path(folder, "round-2", "responses").glob("mill-lane-carers-*")).unlink()


STAYS_CLOSED = (
    "Round 2 stays closed: its result could be read. Whoever takes it from a later one can work out who answered in "
    "between, and what. Answers that come now are kept, and marked as late. If nobody has seen the result, take the "
    "line 'closed' out of round.toml by hand.\n"
)


def _tell_all(folder: str, rule: str = "named") -> None:
    """Make it an assessment whose forms said another rule from the beginning."""
    for path in (Path(folder, "partnership.toml"), *Path(folder).glob("round-*/round.toml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"by organisation"', f'"{rule}"'), encoding="utf-8")


def test_results_are_hidden_until_then(riverside: str) -> None:
    """While a round is open no command tells what anybody answered, only who has."""
    _open_again(riverside)
    for command in (["show"], ["show", "--json"], ["report", "-o", "r.html"], ["meeting"], ["plan", "list"]):
        done = run_here("assess", *command, riverside, "--round", "2")
        assert (done.code, done.out, done.err) == (3, "", HIDDEN)
    assert not Path("r.html").exists()


def test_closing_says_what_it_does(riverside: str) -> None:
    """The day is written down; who is silent, what becomes of late answers and what to do next is told."""
    _open_again(riverside)
    done = run_here("assess", "close", riverside)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Round 2 of Riverside health is closed. Its results can be seen now.\n"
        "Mill Lane Carers has not responded. The result says so on its first page.\n"
        "Answers that come in from now on are kept and marked as late; "
        "they are left out of the result.\n"
        "To read the result:    compacts assess show riverside\n"
        "To make a report:      compacts assess report riverside --format html -o report.html\n"
    )
    text = Path(riverside, "round-2", "round.toml").read_text(encoding="utf-8")
    assert f'closed = "{today().isoformat()}"' in text


def test_closed_early(riverside: str) -> None:
    """Before its closing day, a round can be closed; then people who were told of that day should know."""
    _open_again(riverside)
    path = Path(riverside, "round-2", "round.toml")
    path.write_text(path.read_text(encoding="utf-8").replace('"2020-10-21"', '"2999-10"'), encoding="utf-8")
    assert run_here("assess", "close", riverside).err.splitlines()[2] == (
        "People were told that they can answer until October 2999. Tell them that the round is closed."
    )


@pytest.mark.parametrize(
    ("rule", "becomes"),
    [
        ("named", "counted, and the result says how many"),
        ("by organisation", "left out of the result"),
        ("by side", "left out of the result"),
    ],
)
def test_closing_says_what_becomes_of_late_answers(riverside: str, rule: str, becomes: str) -> None:
    """Closing says whether late answers count, and just then a late answer changes the result."""
    _open_again(riverside)
    _tell_all(riverside, rule)
    assert run_here("assess", "close", riverside).err.splitlines()[2] == (
        f"Answers that come in from now on are kept and marked as late; they are {becomes}."
    )
    before = run_here("assess", "show", riverside).out
    AnswerBook(opened(riverside), 2, "mill-lane-carers-7tx9").answer("effective-aims", "point", 1)
    after = run_here("assess", "show", riverside).out
    assert (after == before, "1 answer came after the round was closed" in after) == (rule != "named", rule == "named")


def test_closing_for_programs(riverside: str) -> None:
    """As JSON: the round, the day, and the ids of those who have not responded."""
    _open_again(riverside)
    done = run_here("assess", "close", riverside, "--json")
    assert done.json == {
        "schema_version": 1,
        "round": 2,
        "closed": today().isoformat(),
        "has_not_responded": ["mill-lane-carers"],
        "cannot_be_read": [],
    }


def test_opened_again(riverside: str) -> None:
    """Where answers are named, a closed round can be opened again, and only a closed one; its results are hidden."""
    _tell_all(riverside)
    done = run_here("assess", "close", riverside, "--reopen")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Round 2 is open again, and its results are hidden. Answers that came late stay marked as late.\n"
        "Whoever has seen the results may answer otherwise now: tell the partners that the round was closed before.\n"
        "To close it:           compacts assess close riverside --round 2\n"
    )
    again = run_here("assess", "close", riverside, "--reopen")
    assert (again.code, again.out, again.err) == (3, "", "Round 2 is open.\n")


def test_closing_says_how_to_open_again(riverside: str) -> None:
    """Closing says how a round is opened again, where it may be."""
    _open_again(riverside)
    _tell_all(riverside)
    assert run_here("assess", "close", riverside).err.endswith(
        "To open it again:      compacts assess close riverside --round 2 --reopen\n"
    )


def test_several_people_of_an_organisation(riverside: str) -> None:
    """By organisation a round stays closed that asked several people of one: two results would tell one of them."""
    path = Path(riverside, "round-2", "round.toml")
    before = path.read_bytes()
    done = run_here("assess", "close", riverside, "--reopen")
    assert (done.code, done.out, done.err) == (3, "", STAYS_CLOSED)
    assert path.read_bytes() == before


def test_one_person_of_each_organisation(riverside: str) -> None:
    """By organisation a round is opened again that asked one person of each: where one stands is the answer anyway."""
    path = Path(riverside, "round-2", "round.toml")
    text = path.read_text(encoding="utf-8")
    head, *people = text.partition("[[rows]]")[0].split("[[invitees]]")
    homes = {tomllib.loads(one)["organisation"]: one for one in people}
    rows = text.partition("[[rows]]")[2]
    path.write_text("[[invitees]]".join([head, *homes.values()]) + "[[rows]]" + rows, encoding="utf-8")
    assert run_here("assess", "close", riverside, "--reopen").code == 0


def test_closed_once(riverside: str) -> None:
    """A round that is closed keeps its day."""
    done = run_here("assess", "close", riverside)
    assert (done.code, done.out, done.err) == (3, "", "Round 2 is closed already, since 2026-10-23.\n")
