"""The meeting in front of one projector, in large, usual and tiny terminals."""

from pathlib import Path

import pytest

from compact_tui.assessment.begin_screen import RehearsalScreen
from compact_tui.assessment.meeting_screen import MeetingScreen
from compact_tui.questions import QuestionScreen
from tui.assessment.rounds import example, read, sit_down, squeezed_words
from tui.driving import TINY, USUAL, WIDE, Reader, painted


def held(path: Path) -> bytes:
    """What a file holds."""
    return path.read_bytes()


def put(path: Path, text: str) -> None:
    """Write a file as another program does."""
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_a_meeting_goes_from_strengths_to_what_is_settled(size: tuple[int, int], tmp_path: Path) -> None:
    """Each step says what it is, in any terminal; the keys go on and back, and not beyond the ends."""
    folder = example(tmp_path)

    async def walk(reader: Reader) -> None:
        await reader.press("m")
        screen = reader.app.screen
        assert isinstance(screen, MeetingScreen)
        kinds = []
        for _ in screen.slides:
            kinds.append(screen.slide.kind)
            assert f"{screen.number + 1} of 12" in painted(reader.app)
            await reader.press("right")
        assert kinds == ["opening", "strengths", "said", "votes", *["item"] * 7, "closing"]
        await reader.press("right", "left", "space", "pageup", "escape")
        assert not isinstance(reader.app.screen, MeetingScreen)

    sit_down(size, walk, folder)


def test_votes_are_entered_and_choose_what_follows(tmp_path: Path) -> None:
    """V asks whose votes they are and for what; the items with most votes follow, and undo takes the votes back."""
    folder = example(tmp_path)

    async def vote(reader: Reader) -> None:
        await reader.press("m", *["right"] * 3, "v", "down", "down", "enter")
        await reader.press("space", "down", "down", "down", "space", "ctrl+s")
        assert "1 of 4 organisations voted. Chosen: 2." in painted(reader.app)
        await reader.press("v", "enter", "space", "down", "space", "down", "space", "down", "space", "ctrl+s")
        assert "These are 4 votes. An organisation has 3." in painted(reader.app)
        await reader.press("space", "ctrl+s")
        assert "2 of 4 organisations voted. Chosen: 4." in painted(reader.app)
        await reader.press("u")
        assert "1 of 4 organisations voted. Chosen: 2." in painted(reader.app)
        assert "Taken back: the latest change." in painted(reader.app)

    sit_down(WIDE, vote, folder)
    (only,) = read(folder).rounds[1].meeting.votes
    assert (only.organisation, only.items) == ("mill-lane-carers", ("said-decisions-first", "sustaining-people"))


def test_what_is_settled_is_written_down(tmp_path: Path) -> None:
    """A, d and p ask for what is needed, with nothing filled in; + begins a line of the plan that names the item."""
    folder = example(tmp_path)
    path = Path(folder, "round-2", "meeting.toml")

    async def settle(reader: Reader) -> None:
        await reader.press("m", "a", "d", "p", "v")
        assert isinstance(reader.app.screen, MeetingScreen)
        assert "What is settled is written down where an item is." in squeezed_words(painted(reader.app))
        await reader.press(*["right"] * 4, "d", "enter", "enter", "enter")
        assert "Write what each says who disagrees" in squeezed_words(painted(reader.app))
        await reader.press("escape", "a", "ctrl+s")
        assert "Write the reason" in painted(reader.app)
        await reader.write("We ask together.")
        await reader.press("enter")
        assert "agreed: We ask together." in painted(reader.app)
        first = held(path)
        await reader.press("d")
        await reader.write("We pay.")
        await reader.press("enter")
        await reader.write("Too little.")
        await reader.press("enter")
        await reader.write("June 2027")
        await reader.press("enter")
        for words in ("agreed to disagree", "Public sector: We pay.", "Third sector: Too little.", "June 2027"):
            assert words in painted(reader.app)
        await reader.press("u")
        assert held(path) == first
        await reader.press("plus")
        await reader.write("Ask funders")
        await reader.press("enter")
        assert "A line of the plan has begun." in painted(reader.app)
        await reader.press("plus")
        await reader.write("A mistake")
        await reader.press("enter", "u")
        assert "Taken back: the line of the plan." in painted(reader.app)
        assert held(path) == first
        await reader.press("right", "p", "enter")
        assert "parked" in painted(reader.app)

    sit_down(WIDE, settle, folder)
    record = read(folder).rounds[1]
    assert [(one.item, one.result) for one in record.meeting.outcomes] == [
        ("said-decisions-first", "agreed"),
        ("resourcing-bids", "parked"),
    ]
    assert [(line.what, line.items) for line in record.plan.lines][-1] == ("Ask funders", ("said-decisions-first",))


def test_what_somebody_else_wrote_is_not_written_over(tmp_path: Path) -> None:
    """Where another facilitator settled the item meanwhile, nothing is changed, and what was written is shown."""
    folder = example(tmp_path)
    path = Path(folder, "round-2", "meeting.toml")
    other = 'format = 1\n\n[[outcomes]]\nitem = "said-decisions-first"\nresult = "parked"\n'

    async def settle(reader: Reader) -> None:
        await reader.press("m", *["right"] * 4, "a")
        put(path, other)
        await reader.write("Mine.")
        await reader.press("enter")
        assert "This was changed by another program." in squeezed_words(painted(reader.app))
        assert isinstance(reader.app.screen, QuestionScreen)
        await reader.press("escape", "y", "left", "right")
        assert "parked" in painted(reader.app)

    sit_down(WIDE, settle, folder)
    assert path.read_text("utf-8") == other


def test_the_rules_are_rehearsed_from_the_overview(tmp_path: Path) -> None:
    """H shows on invented answers what each rule would reveal, while the round is open."""
    folder = example(tmp_path, open_again=True)

    async def rehearse(reader: Reader) -> None:
        await reader.press("h")
        assert isinstance(reader.app.screen, RehearsalScreen)
        assert "What everybody would learn of Riverside Council" in painted(reader.app)

    sit_down(WIDE, rehearse, folder)
