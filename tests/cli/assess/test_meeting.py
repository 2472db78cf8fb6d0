"""`compacts assess meeting`: a meeting led with plain commands, from the strengths to what is settled."""

from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.assessment.partnership import Meeting
from compact_core.assessment.records.days import next_year
from compact_core.assessment.records.reading import open_assessment
from samples import opened

OTHERS = (
    "They are: W2 Done as we said: Send every proposal to all partners two…; W4 Done as we said: Write one page on "
    "how to complain, with…; 11 Ground rules for complaints; 14 Changes of key people; 27 Learning captured and kept; "
    "29 Resources in project funding; 34 Differences in capacity lessened."
)
WRONG = {
    "four votes": (
        ["votes", "riverside", "mill lane", "29", "34", "14", "27"],
        3,
        "These are 4 votes. An organisation has 3.\n",
    ),
    "a review in the past": (
        ["disagree", "riverside", "29", "--says", "public: Yes.", "--says", "third: No.", "--review", "2026-09"],
        3,
        "September 2026 is before the round was closed, 23 October 2026. Name a later day.\n",
    ),
    "two votes for one": (
        ["votes", "riverside", "mill lane", "29", "resourcing-bids"],
        3,
        "29 Resources in project funding is named twice. Give each vote to another item.\n",
    ),
    "a vote without items": (
        ["votes", "riverside", "mill lane"],
        2,
        (
            "Name the items, at most three. To take the votes back, write --none.\n"
            "Type 'compacts assess meeting votes --help' for how to use it.\n"
        ),
    ),
    "nobody votes": (
        ["votes", "riverside", "open boat", "29"],
        3,
        (
            "'open boat' is none of the organisations. Write one of riverside-council (Riverside Council), "
            "riverside-nhs-trust (Riverside NHS Trust), mill-lane-carers (Mill Lane Carers), lantern-befriending "
            "(Lantern Befriending).\n"
        ),
    ),
    "no reason": (
        ["agree", "riverside", "29", " "],
        3,
        "Write the reason: what do the partners see in the same way now?\n",
    ),
    "one statement and no day": (
        ["disagree", "riverside", "29", "--says", "public: We pay."],
        3,
        (
            "Write what each says who disagrees: two statements or more, each of another side. Say when the partners "
            f"look at it again, such as June {next_year()}.\n"
        ),
    ),
    "one side twice": (
        [
            *("disagree", "riverside", "29", "--says", "public: We pay.", "--says", "third: No.", "--says"),
            *("Public sector: Yes.", "--review", "2027-06"),
        ],
        3,
        "Somebody is named twice. Put what it says into one statement.\n",
    ),
    "nobody says it": (
        ["disagree", "riverside", "29", "--says", "zebra: We pay.", "--review", "2027"],
        3,
        "'zebra' is no side and no organisation that was asked. The sides are: Public sector, Third sector.\n",
    ),
    "nothing to take back": (
        ["undo", "riverside"],
        3,
        "Nothing can be taken back: nothing was written down, or the file was changed in another way since.\n",
    ),
}


def meets(*words: str) -> str:
    """Give a command that comes to a good end, and says what it did."""
    done = run_here("assess", "meeting", *words)
    assert done.code == 0, done.err
    return done.err


def test_a_meeting_from_its_beginning_to_its_end(riverside: str) -> None:
    """Day, votes, an agreement, a disagreement and what is parked are written down, shown, and in every report."""
    answers = {path: path.read_bytes() for path in Path(riverside, "round-2", "responses").iterdir()}
    assert meets("begin", riverside, "--held", "2026-11-20", "--present", "all") == "Written down for round 2.\n"
    assert meets("votes", riverside, "mill lane", "27", "11") == "Votes of Mill Lane Carers written down.\n"
    meets("votes", riverside, "riverside council", "27")
    meets("agree", riverside, "27", "We keep one file of what we learn.")
    both = ("--says", "Public sector: We pay already.", "--says", "third: Not enough.")
    meets("disagree", riverside, "11", *both, "--review", "June 2027")
    meets("park", riverside, "14", "When the new manager is here.")
    meeting = opened(riverside).rounds[1].meeting
    assert [(one.organisation, one.items) for one in meeting.votes] == [
        ("mill-lane-carers", ("effective-learning", "sustaining-complaints")),
        ("riverside-council", ("effective-learning",)),
    ]
    shown = run_here("assess", "meeting", "show", riverside).out
    for words in (
        "27 Learning captured and kept (2 votes)",
        "Settled: agreed. We keep one file of what we learn.",
        "Settled: agreed to disagree. Public sector: We pay already. Third sector: Not",
        "14 Changes of key people: parked. When the new manager is here.",
    ):
        assert words in shown
    agenda = run_here("assess", "meeting", "votes", riverside, "--json").json["agenda"]
    assert [(one["number"], one["votes"]) for one in agenda] == [("27", 2), ("11", 1)]
    for name in ("html", "md", "csv", "json"):
        run_here("assess", "report", riverside, "-o", f"result.{name}")
        report = Path(f"result.{name}").read_text("utf-8-sig")
        for words in ("We keep one file of what we learn", "Not enough", "June 2027", "When the new manager is here"):
            assert words in report, name
    assert {path: path.read_bytes() for path in answers} == answers


def test_the_command_need_not_be_named(riverside: str) -> None:
    """Who begins with a folder, or with an option, wants what is written down; a mistyped command is named."""
    named = run_here("assess", "meeting", "note", riverside, "--round", "1")
    assert named.code == 0
    assert run_here("assess", "meeting", riverside, "--round", "1") == named
    assert run_here("assess", "meeting", "--round", "1", riverside) == named
    assert "'undoo'. Did you mean 'undo'?" in run_here("assess", "meeting", "undoo").err
    assert run_here("assess", "meeting", "rivermouth").err.startswith("The folder rivermouth is not there.")


def test_each_step_is_taken_back(riverside: str) -> None:
    """Undo takes back one change after the other, down to the beginning, when there is no file."""
    path = Path(riverside, "round-2", "meeting.toml")
    meets("votes", riverside, "mill lane", "29")
    before = path.read_bytes()
    meets("park", riverside, "29")
    meets("undo", riverside)
    assert path.read_bytes() == before
    assert meets("undo", riverside) == "Taken back: the latest change of the meeting on round 2.\n"
    assert not path.exists()


@pytest.mark.parametrize(("command", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(riverside: str, command: list[str], code: int, message: str) -> None:
    """Each mistake is named with what is allowed, and nothing is written."""
    assert run_here("assess", "meeting", *command) == (code, "", message)
    assert not Path(riverside, "round-2", "meeting.toml").exists()


def test_no_vote_for_what_all_see_alike(riverside: str) -> None:
    """A vote for a strength is refused, with the items that votes can go to."""
    done = run_here("assess", "meeting", "votes", riverside, "mill lane", "1")
    assert (done.code, done.err) == (
        3,
        (
            "No vote can go to 1 Aims discussed or reviewed: votes are for items where sides differ, are split or need "
            f"work. {OTHERS}\n"
        ),
    )


def test_by_side_only_sides_say_something(riverside: str) -> None:
    """Where only sides are shown, what an organisation says is not written down by its name, nor read from the file."""
    path = Path(riverside, "partnership.toml")
    text = path.read_text("utf-8").replace('visibility = "by organisation"', 'visibility = "by side"')
    path.write_text(text, encoding="utf-8")
    said = ("--says", "Mill Lane Carers: No.", "--says", "public: Yes.", "--review", "2027")
    assert run_here("assess", "meeting", "disagree", riverside, "29", *said).err == (
        "Only sides are shown in this partnership, so Mill Lane Carers cannot be written down by its name. Write what "
        "its side says.\n"
    )
    Path(riverside, "round-2", "meeting.toml").write_text(
        'format = 1\n[[outcomes]]\nitem = "resourcing-bids"\nresult = "agreed to disagree"\n[[statements]]\n'
        'item = "resourcing-bids"\norganisation = "mill-lane-carers"\ntext = "We are not paid"\n',
        encoding="utf-8",
    )
    assert "We are not paid" not in run_here("assess", "show", riverside).out


def test_a_copy_that_a_cloud_made_is_brought_in(riverside: str) -> None:
    """What only one of two copies has is put together; what they tell in two ways is named, and nothing is changed."""
    mine, copy = (Path(riverside, "round-2", name) for name in ("meeting.toml", "meeting (conflicted copy).toml"))
    meets("begin", riverside, "--held", "2026-11-03", "--present", "mill-lane-carers")
    meets("votes", riverside, "mill lane", "29", "W2")
    meets("agree", riverside, "29", "We ask together.")
    copy.write_bytes(mine.read_bytes())
    for _ in range(3):
        meets("undo", riverside)
    meets("begin", riverside, "--held", "2026-11-03", "--present", "riverside-council")
    meets("votes", riverside, "riverside council", "14")
    meets("park", riverside, "14")
    named = run_here("assess", "status", riverside).err
    assert "Bring it in with 'compacts assess meeting merge', then remove it." in named
    done = run_here("assess", "meeting", "merge", riverside, str(copy))
    assert (done.code, done.out) == (0, "")
    both = opened_meeting(riverside)
    assert (both.held, both.present) == ("2026-11-03", ("riverside-council", "mill-lane-carers"))
    assert {vote.organisation: vote.items for vote in both.votes} == {
        "mill-lane-carers": ("resourcing-bids", "said-decisions-first"),
        "riverside-council": ("sustaining-people",),
    }
    assert {one.item: one.result for one in both.outcomes} == {
        "sustaining-people": "parked",
        "resourcing-bids": "agreed",
    }
    before = mine.read_bytes()
    run_here("assess", "meeting", "merge", riverside, str(copy))
    assert mine.read_bytes() == before
    meets("park", riverside, "29")
    meets("votes", riverside, "mill lane", "34")
    before = mine.read_bytes()
    refused = run_here("assess", "meeting", "merge", riverside, str(copy))
    assert refused.code == 3
    assert refused.err.endswith(
        "The votes of mill-lane-carers are other ones in the copy.\n"
        "29 resourcing-bids is settled in two ways: parked here, agreed in the copy.\n"
        "Nothing was changed. Agree on one, and write it down in the meeting or in the copy.\n"
    )
    assert mine.read_bytes() == before


def opened_meeting(folder: str) -> Meeting:
    """What is written down of the meeting on the second round."""
    found = open_assessment(folder).assessment
    assert found
    return found.rounds[1].meeting
