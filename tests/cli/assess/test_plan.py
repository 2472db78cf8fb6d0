"""`compacts assess meeting` and `plan`: what partners settle, and who does what by when."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.running import run_here
from compact_core.assessment.records.days import a_date
from compact_core.assessment.records.reading import open_assessment
from compact_core.text import clean
from strategies import hostile_texts

MEETING = """\
Held: 14 April 2026
Present: Riverside Council, Riverside NHS Trust, Mill Lane Carers and Open Boat
Votes of Riverside Council: 10 sustaining-power, 8 forming-sharing-decisions and 34 resourcing-capacity
Votes of Riverside NHS Trust: 10 sustaining-power, 7 forming-decisions and 27 effective-learning
Votes of Mill Lane Carers: 10 sustaining-power, 29 resourcing-bids and 11 sustaining-complaints
Votes of Open Boat: 29 resourcing-bids, 34 resourcing-capacity and 8 forming-sharing-decisions
10 sustaining-power: agreed. The public side had looked at its own two organisations only. All now say: this needs work.
29 resourcing-bids: agreed to disagree.
  Public sector: We cannot pay for bids that we have not asked for.
  Third sector: Each bid takes us two unpaid days. That is unfair.
  To be looked at again: November 2026
16 sustaining-ending: parked. Nobody has thought about an end. Next round.
"""
PLAN = """\
Riverside health: plan after round 2
====================================

1. Ask funders for the cost of working together in every bid [bids]
Who: Riverside Council, Riverside NHS Trust and Lantern Befriending
By when: January 2027
State: to do
For: 29 Resources in project funding
Support: The council writes the part of each bid that is about money
Sign of success: One bid in two has a line for it

2. The partnership pauses: Rest over the summer [rest-over-the-summer]
Who: all partners jointly
By when: July 2027
State: under way
For: 25 Time and energy committed; 1 Aims discussed or reviewed
Support: None is needed
Sign of success: Everybody comes back
Learning kept: Say early when there is a pause

How it is shared out
Lantern Befriending is small and has a part in 2 of the 2 lines that are still
to be done.
"""
WRONG = {
    "no owner of that name": (
        ["plan", "add", "riverside", "Pay", "--owner", "harbour"],
        3,
        (
            "'harbour' is none of the organisations. Write one of riverside-council (Riverside Council), "
            "riverside-nhs-trust (Riverside NHS Trust), mill-lane-carers (Mill Lane Carers), "
            "lantern-befriending (Lantern Befriending).\n"
        ),
    ),
    "no date": (
        ["plan", "add", "riverside", "Pay", "--due", "31.2.2027"],
        2,
        (
            "Invalid value for '--due': '31.2.2027' is no date. "
            f"Write a year, a month or a day, such as {a_date()}.\n"
            "Type 'compacts assess plan add --help' for how to use it.\n"
        ),
    ),
    "a day that is not": (
        ["plan", "add", "riverside", "Pay", "--due", "2027-02-29"],
        2,
        (
            "Invalid value for '--due': '2027-02-29' is no date. "
            f"Write a year, a month or a day, such as {a_date()}.\n"
            "Type 'compacts assess plan add --help' for how to use it.\n"
        ),
    ),
    "nothing to do": (
        ["plan", "add", "riverside", " "],
        2,
        "The line is empty. Write some text.\nType 'compacts assess plan add --help' for how to use it.\n",
    ),
    "no item": (
        ["plan", "add", "riverside", "Pay", "--item", "35"],
        3,
        "Round 2 has no item '35'. Write a number from 1 to 34, from W1 to W5, or the id of an item.\n",
    ),
    "nearly an item": (
        ["meeting", "riverside", "--parked", "resourcing-bid: later"],
        3,
        "Round 2 has no item 'resourcing-bid'. Did you mean 'resourcing-bids'?\n",
    ),
    "no line": (
        ["plan", "change", "riverside", "5", "--state", "done"],
        3,
        "The plan of round 2 has no line '5'. The lines are: bids.\n",
    ),
    "settled twice": (
        ["meeting", "riverside", "--agreed", "10: yes", "--parked", "sustaining-power"],
        2,
        (
            "'sustaining-power' is named twice. Settle each item in one way.\n"
            "Type 'compacts assess meeting note --help' for how to use it.\n"
        ),
    ),
    "nothing to forget": (
        ["meeting", "riverside", "--forget", "10"],
        3,
        "Nothing is written down on 'sustaining-power', so nothing can be forgotten.\n",
    ),
}


def test_a_meeting_is_shown(riverside: str) -> None:
    """Without options the meeting is shown, and nothing is written."""
    before = Path(riverside, "round-1", "meeting.toml").read_bytes()
    assert run_here("assess", "meeting", riverside, "--round", "1") == (0, MEETING, "")
    assert Path(riverside, "round-1", "meeting.toml").read_bytes() == before
    nothing = run_here("assess", "meeting", riverside)
    assert nothing == (0, "Nothing is written down yet about the meeting on round 2.\n", "")


def test_a_meeting_is_written_down(riverside: str) -> None:
    """What was settled is kept item by item; what is written later on an item takes its place, or takes it out."""
    first = run_here(
        *("assess", "meeting", riverside, "--held", "2026-11-03", "--present", "all"),
        *("--agreed", "10: Much better", "--disagree", "resourcing-bids", "--parked", "27: ask the nurse: she knows"),
    )
    assert first.err == "Written down for round 2.\n"
    assert first.out == (
        "Held: 3 November 2026\n"
        "Present: Riverside Council, Riverside NHS Trust, Mill Lane Carers and Lantern Befriending\n"
        "10 sustaining-power: agreed. Much better\n"
        "29 resourcing-bids: agreed to disagree.\n"
        "27 effective-learning: parked. ask the nurse: she knows\n"
    )
    second = run_here("assess", "meeting", riverside, "--agreed", "29: Shared", "--forget", "27", "--json")
    assert second.json == {
        "schema_version": 1,
        "round": 2,
        "meeting": {
            "held": "2026-11-03",
            "present": ["riverside-council", "riverside-nhs-trust", "mill-lane-carers", "lantern-befriending"],
            "votes": [],
            "outcomes": [
                {"item": "sustaining-power", "result": "agreed", "note": "Much better", "review": ""},
                {"item": "resourcing-bids", "result": "agreed", "note": "Shared", "review": ""},
            ],
            "statements": [],
        },
        "votable": [
            "said-decisions-first",
            "resourcing-bids",
            "resourcing-capacity",
            "sustaining-people",
            "effective-learning",
            "said-complaints",
            "sustaining-complaints",
        ],
        "agenda": [
            {"item": "said-decisions-first", "number": "W2", "votes": 0},
            {"item": "resourcing-bids", "number": "29", "votes": 0},
            {"item": "resourcing-capacity", "number": "34", "votes": 0},
            {"item": "sustaining-people", "number": "14", "votes": 0},
            {"item": "effective-learning", "number": "27", "votes": 0},
            {"item": "said-complaints", "number": "W4", "votes": 0},
            {"item": "sustaining-complaints", "number": "11", "votes": 0},
        ],
    }


def test_a_line_with_everything(riverside: str) -> None:
    """A line takes everything that its options say, and the list shows it in words, with how lines are shared out."""
    added = run_here(
        *("assess", "plan", "add", riverside, "Rest over the summer", "--owner", "all", "--due", "2027-07"),
        *("--kind", "pause", "--state", "under way", "--support", "None is needed", "--sign", "Everybody comes back"),
        *("--learning", "Say early when there is a pause", "--item", "25", "--item", "forming-aims"),
    )
    shared = "Lantern Befriending is small and has a part in 2 of the 2 lines that are still to be done.\n"
    assert added == (0, "rest-over-the-summer\n", shared)
    assert run_here("assess", "plan", "list", riverside) == (0, PLAN, "")


def test_the_list_need_not_be_named(riverside: str) -> None:
    """Who names only the folder gets the list; a command that is mistyped is named with the nearest."""
    assert run_here("assess", "plan", riverside) == run_here("assess", "plan", "list", riverside)
    message = "No such command 'lst'. Did you mean 'list'?\nType 'compacts assess plan --help' for how to use it.\n"
    assert run_here("assess", "plan", "lst", riverside) == (2, "", message)
    assert run_here("assess", "plan").out == run_here("assess", "plan", "--help").out


def test_fairness_is_told_after_each_change(riverside: str) -> None:
    """Sides without a line, small partners without support and lines without owners are told at once."""
    changed = run_here("assess", "plan", "change", riverside, "1", "--owner", "lantern", "--support", "")
    assert changed == (
        0,
        "Changed: bids\n",
        (
            "No line has an owner from Public sector.\n"
            "A small organisation works, and no support for it is written down, on 1 line: "
            "Ask funders for the cost of working together in every bid.\n"
        ),
    )
    added = run_here("assess", "plan", "add", riverside, "Think it over")
    assert added.err.splitlines()[-1] == "Nobody sees to 1 line: Think it over."
    ended = run_here("assess", "plan", "add", riverside, "End " + "x" * 200, "--kind", "close", "--owner", "all")
    told = "What is kept of what was learned is not written down for 1 ending: End "
    assert ended.err.splitlines()[-1] == f"{told}{'x' * 95}…."


def test_what_is_not_named_stays(riverside: str) -> None:
    """A change touches what its options name; a comment that somebody wrote into the file stays."""
    path = Path(riverside, "round-2", "plan.toml")
    path.write_text(f"# Kept by the council.\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    run_here("assess", "plan", "change", riverside, "bids", "--due", "2027-03-31", "--what", "Ask funders to pay")
    assert path.read_text(encoding="utf-8") == before.replace('"2027-01"', '"2027-03-31"').replace(
        "Ask funders for the cost of working together in every bid", "Ask funders to pay"
    )


def test_a_line_is_taken_out(riverside: str) -> None:
    """Without its only line the plan is empty, and says how to begin."""
    assert run_here("assess", "plan", "remove", riverside, "bids") == (0, "Taken out: bids\n", "")
    assert run_here("assess", "plan", "list", riverside).out == (
        "Riverside health: plan after round 2\n====================================\n"
        "There is no line yet. Add one with 'compacts assess plan add'.\n"
    )
    assert run_here("assess", "plan", "remove", riverside, "bids") == (
        3,
        "",
        "The plan of round 2 has no line 'bids'. It has no line yet.\n",
    )


def test_the_plan_for_programs(riverside: str) -> None:
    """As JSON: the lines as files hold them, and the sentences on how they are shared out."""
    data = run_here("assess", "plan", "list", riverside, "--round", "1", "--json").json
    assert [one["id"] for one in data["lines"]] == [
        "paid-day",
        "decisions-first",
        "evening-meetings",
        "complaints",
        "open-boat-leaves",
    ]
    assert data["fairness"] == [
        "Mill Lane Carers is small and has a part in 2 of the 2 lines that are still to be done.",
        (
            "A small organisation works, and no support for it is written down, on 1 line: "
            "Write one page on how to complain, with somebody from outside to turn to."
        ),
    ]
    assert data["round"] == 1


@pytest.mark.parametrize(("command", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(riverside: str, command: list[str], code: int, message: str) -> None:
    """Each mistake is named with what is allowed, and nothing is written."""
    assert riverside in command
    before = Path(riverside, "round-2", "plan.toml").read_bytes()
    assert run_here("assess", *command) == (code, "", message)
    assert Path(riverside, "round-2", "plan.toml").read_bytes() == before
    assert not Path(riverside, "round-2", "meeting.toml").exists()


@given(texts=st.tuples(*[hostile_texts] * 4))
@settings(max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written(riverside: str, texts: tuple[str, ...]) -> None:
    """Any text is kept so that it reads back without a problem and steers no terminal, or is refused with a message."""
    what, support, sign, note = texts
    line = ("assess", "plan", "add", riverside, f"--support={support}", f"--sign={sign}", "--", what)
    settled = ("assess", "meeting", riverside, f"--agreed=10:{note}")
    for command in (line, settled, ("assess", "plan", riverside), ("assess", "show", riverside, "10")):
        done = run_here(*command)
        assert done.code == (0 if command != line or clean(what).strip() else 2)
        assert clean(done.out + done.err) == done.out + done.err
    assert open_assessment(riverside).problems == ()
