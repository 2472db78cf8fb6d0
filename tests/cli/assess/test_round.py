"""`compacts assess round` and `erase`: who is asked again, and who is taken out."""

import os
import shutil
from pathlib import Path

import pytest

from cli.assess.terminal import Terminal
from cli.running import run_here
from samples import opened

JOINS = ("--joins", "third: Zebra House, 2 people", "--small", "zebra")
OUT_OF_REACH = (
    "What no program can reach: files that were sent or printed, answers files that people kept, copies that a shared"
    " drive, a backup or git keeps, and what readers remember. Ask whoever has them.\n"
)
HOW = "Type 'compacts assess round --help' for how to use it.\n"
PERSON = "mill-lane-carers-7tx9"
WRONG = {
    "nobody of that name": (
        ["--leaves", "open"],
        3,
        (
            "'open' is none of the organisations. Write one of riverside-council (Riverside Council), "
            "riverside-nhs-trust (Riverside NHS Trust), mill-lane-carers (Mill Lane Carers), "
            "lantern-befriending (Lantern Befriending).\n"
        ),
    ),
    "there already": (
        ["--joins", "third: Mill Lane Carers"],
        2,
        f"'Mill Lane Carers' cannot join: it was asked in round 2 already.\n{HOW}",
    ),
    "no such side": (
        ["--joins", "thrid: Zebra House"],
        2,
        f"'Zebra House' cannot join the side 'thrid': there is none. The sides are: public, third.\n{HOW}",
    ),
    "not understood": (
        ["--joins", "Zebra House"],
        2,
        (
            "'Zebra House' does not say which organisation. Write its side, a colon and its name, then how many people "
            "are asked, as in 'public: City Council, 3 people', or 'agreed reply' for one reply that all of it agreed "
            f"on.\n{HOW}"
        ),
    ),
    "closes before it opens": (
        ["--opens", "2027-05-01"],
        2,
        f"The round would close on 2027-03-01, before it opens on 2027-05-01.\n{HOW}",
    ),
}


def test_one_joins_and_one_leaves(riverside: str) -> None:
    """Everybody gets a new code; the partnership says who came and went; what is asked of each side is told."""
    partnership = Path(riverside, "partnership.toml")
    partnership.write_text(f"# Ours\n{partnership.read_text(encoding='utf-8')}", encoding="utf-8")
    done = run_here(
        *("assess", "round", riverside, *JOINS, "--leaves", "lantern", "--opens", "2027-02-01"),
        *("--closes", "2027-02-28", "--chosen-by", "riverside-council, zebra"),
    )
    assert done.code == 0
    assert done.err == (
        "Riverside health, round 3: 35 items of leeds-working-together-2017, 18 minutes for each person.\n"
        "  Public sector: 90 minutes together\n"
        "  Third sector: 54 minutes together\n"
        "It begins with what partners said they would do: 1 line of the plan.\n"
        "Joined: Zebra House.\n"
        "Left: Lantern Befriending.\n"
        "To make the forms:     compacts assess form riverside\n"
    )
    assessment = opened(riverside)
    asked = assessment.rounds[-1].asked
    assert [line.split()[0] for line in done.out.splitlines()] == [one.code for one in asked.invitees]
    before = {one.code for record in assessment.rounds[:-1] for one in record.asked.invitees}
    assert not before & {one.code for one in asked.invitees}
    assert (asked.number, asked.opened, asked.closes, asked.closed) == (3, "2027-02-01", "2027-02-28", "")
    assert asked.dates_chosen_by == ("riverside-council", "zebra-house")
    assert asked.rows[1:] == assessment.rounds[-2].asked.rows[5:]  # without the five lines of its own plan
    assert [(line.item, line.what) for line in asked.said] == [
        (
            asked.rows[0].item,
            (
                "Ask funders for the cost of working together in every bid (Riverside Council, Riverside NHS Trust, "
                "Lantern Befriending, by January 2027)"
            ),
        )
    ]
    assert [(one.id, one.joined, one.left, one.small) for one in assessment.partnership.organisations[-3:]] == [
        ("open-boat", "2025-11", "2026-10-01", True),
        ("lantern-befriending", "2026-10-01", "2027-02-01", True),
        ("zebra-house", "2027-02-01", "", True),
    ]
    assert partnership.read_text(encoding="utf-8").startswith("# Ours\nformat = 1\n")


def test_somebody_comes_back(riverside: str) -> None:
    """An organisation that left keeps its id, and is a partner again."""
    run_here(
        "assess", "round", riverside, "--joins", "third: open boat", "--opens", "2027-02-01", "--closes", "2027-03"
    )
    assessment = opened(riverside)
    assert assessment.rounds[-1].asked.organisations[-2:] == ("open-boat", "lantern-befriending")
    boat = next(one for one in assessment.partnership.organisations if one.id == "open-boat")
    assert (boat.joined, boat.left) == ("2027-02-01", "")


def test_dates_that_one_side_chose(riverside: str) -> None:
    """Who chose the dates is asked for, and it is told when one side chose alone."""
    late = ("--opens", "2027-02-01", "--closes", "2027-03")
    assert run_here("assess", "round", riverside, *late, "--chosen-by", "riverside-council").err.splitlines()[4] == (
        "Warning: Public sector chose the dates alone. Agree on them with the others before forms go out."
    )
    shutil.rmtree(Path(riverside, "round-3"))
    assert run_here("assess", "round", riverside, *late).err.splitlines()[4] == (
        "Nobody is named as having chosen the dates, and reports say so."
    )


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX systems")
def test_a_round_at_a_terminal_is_asked_about(riverside: str, here: Path) -> None:
    """At a terminal what is asked of whom is shown first; who says no has written nothing."""
    terminal = Terminal(here, "assess", "round", riverside, "--closes", "2999-12")
    assert "  Third sector: 54 minutes together\n" in terminal.wait_for("Write it? [Y/n]: ")
    terminal.type("n\n")
    assert terminal.end() == (130, "n\nStopped.\n")
    assert not (here / riverside / "round-3").exists()


def test_changed_words_are_told(riverside: str) -> None:
    """Items that the code words otherwise by now are named, and so are those that it no longer has in any words."""
    path = Path(riverside, "round-2", "round.toml")
    text = path.read_text(encoding="utf-8").replace('item = "forming-form"', 'item = "forming-gone"')
    start = text.index('digest = "', text.index('item = "forming-aims"')) + len('digest = "')
    text = f"{text[:start]}{'0' * 16}{text[start + 16 :]}"
    gone = text.index('digest = "', text.index("forming-gone")) + len('digest = "')
    path.write_text(f"{text[:gone]}{'1' * 16}{text[gone + 16 :]}", encoding="utf-8")
    for answers in Path(riverside, "round-2", "responses").iterdir():
        answers.unlink()
    done = run_here("assess", "round", riverside, "--opens", "2027-02-01", "--closes", "2027-03", "--json")
    assert (done.json["reworded"], done.json["no_longer_asked"]) == (["forming-aims"], ["forming-gone"])
    assert len(done.json["round"]["rows"]) == 34
    told = run_here("assess", "round", riverside, "--opens", "2027-02-01", "--closes", "2027-03")
    assert told.err == "Round 3 is still open. Close it first: compacts assess close riverside\n"


def test_a_round_that_was_stopped_while_it_was_made_can_be_made_again(riverside: str) -> None:
    """Whoever is killed before the round stands leaves a folder in which nothing counts."""
    Path(riverside, "round-3.tmp", "responses").mkdir(parents=True)
    Path(riverside, "round-3.tmp", "round.toml.tmp").write_text("form", encoding="utf-8")
    assert run_here("assess", "status", riverside).out.startswith("Riverside health, round 2\n")
    done = run_here("assess", "round", riverside, "--opens", "2027-02-01", "--closes", "2027-03")
    assert done.code == 0
    assert len(opened(riverside).rounds) == 3
    assert not Path(riverside, "round-3.tmp").exists()


@pytest.mark.parametrize(("options", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(riverside: str, options: list[str], code: int, message: str) -> None:
    """Each mistake is named with what is allowed, and nothing is written."""
    before = Path(riverside, "partnership.toml").read_bytes()
    done = run_here("assess", "round", riverside, "--closes", "2027-03-01", *options)
    assert done == (code, "", message)
    assert Path(riverside, "partnership.toml").read_bytes() == before
    assert not Path(riverside, "round-3").exists()


def test_erasing_is_never_unasked(riverside: str) -> None:
    """Without a terminal, --yes is needed, and nothing is removed without it."""
    done = run_here("assess", "erase", riverside, PERSON)
    message = "No terminal to ask whether to erase: pass --yes.\n"
    assert done == (2, "", f"{message}Type 'compacts assess erase --help' for how to use it.\n")
    assert Path(riverside, "round-2", "responses", f"{PERSON}.toml").exists()


def test_a_person_is_erased(riverside: str) -> None:
    """Answers, the person's line and the report that was made are gone; what cannot be reached is told."""
    run_here("assess", "report", riverside, "-o", "result.html")
    run_here("assess", "report", riverside, "-o", "changed.html")
    Path("changed.html").write_text("changed by hand", encoding="utf-8")
    run_here("assess", "report", riverside, "-o", "kept.md")
    run_here("assess", "report", riverside, "-o", "riverside/inside.json")
    result, kept = Path.cwd() / "result.html", Path.cwd() / "kept.md"
    done = run_here("assess", "erase", riverside, PERSON.upper(), "--yes", "--also", "result.html")
    assert done == (
        1,
        (
            f"Erased: {PERSON}\n"
            f"Removed: {result}\n"
            "Removed: riverside/inside.json\n"
            f"Removed: riverside/round-2/responses/{PERSON}.toml\n"
            "Taken out of: riverside/round-2/round.toml\n"
            "Removed: riverside/round-2/round.toml.previous\n"
            f"Look at it yourself: {Path.cwd() / 'changed.html'}. "
            "These results have been changed since they were written.\n"
            f"Look at it yourself: {kept}. "
            "It lies outside the folder, and nobody named it to be removed. Remove it yourself.\n"
        ),
        (
            "2 places to look at. Take out what tells of the person, or remove the file; then empty the bin.\n"
            "In other rounds the same person has another code. Is it one of these? mill-lane-carers-4ca6\n"
            f"{OUT_OF_REACH}"
        ),
    )
    assert kept.exists()
    assert not [one for one in Path(riverside).rglob("*") if one.is_file() and PERSON in one.read_text("utf-8")]
    assert not Path("result.html").exists()
    assert opened(riverside).rounds[1].asked.invitees


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX systems")
def test_a_person_at_a_terminal_is_asked(riverside: str, here: Path) -> None:
    """At a terminal the command asks first; whoever does not say yes has removed nothing."""
    file = here / riverside / "round-2" / "responses" / f"{PERSON}.toml"
    question = f"Erase everything of {PERSON}, and reports made from it? This cannot be taken back. [y/N]: "
    for key, code, ending in (("\n", 130, "Stopped.\n"), ("y\n", 0, OUT_OF_REACH)):
        assert file.exists()
        terminal = Terminal(here, "assess", "erase", riverside, PERSON)
        assert terminal.wait_for("[y/N]: ") == question
        terminal.type(key)
        left, shown = terminal.end()
        assert left == code
        assert shown.endswith(ending)
    assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX systems")
def test_each_report_outside_is_asked_about(riverside: str, here: Path) -> None:
    """A report outside the folder goes only when the question that names it is answered with yes."""
    for name in ("a.md", "b.md"):
        run_here("assess", "report", riverside, "-o", name)
    terminal = Terminal(here, "assess", "erase", riverside, PERSON)
    terminal.wait_for("[y/N]: ")
    terminal.type("y\n")
    for name, key in (("a.md", "y\n"), ("b.md", "\n")):
        question = f"{here / name} lies outside the folder. Remove it too? [y/N]: "
        assert terminal.wait_for("too? [y/N]: ").endswith(question)
        terminal.type(key)
    left, _ = terminal.end()
    assert (left, Path("a.md").exists(), Path("b.md").exists()) == (1, False, True)


def test_an_organisation_of_which_nobody_is_left(riverside: str) -> None:
    """An organisation whose only person was erased stays in the next round, and it is said that nobody is asked."""
    run_here("assess", "erase", riverside, PERSON, "--yes")
    done = run_here("assess", "round", riverside, "--opens", "2027-02-01", "--closes", "2027-03-01")
    assert "Nobody of Mill Lane Carers is asked. To ask somebody, use 'compacts assess invite'.\n" in done.err
    assert "mill-lane-carers" in opened(riverside).rounds[2].asked.organisations


def test_nobody_to_erase(riverside: str) -> None:
    """A code that nobody has is named, with all that there are."""
    done = run_here("assess", "erase", riverside, "nobody", "--yes")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Nobody with the code 'nobody' is in any round. Codes: lantern-befriending-97tx, ")


def test_erased_for_programs(riverside: str) -> None:
    """As JSON: what was removed, and what is left to look at."""
    data = run_here("assess", "erase", riverside, PERSON, "--yes", "--json").json
    assert data["invitee"] == PERSON
    assert f"riverside/round-2/responses/{PERSON}.toml" in data["removed"]
    assert data["left"] == []
