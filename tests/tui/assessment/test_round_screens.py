"""A round as a whole, driven by keys: closing it, opening it again, asking more people, and the meeting."""

from pathlib import Path

from textual.widgets import Input

from compact_core.assessment.records.answering import AnswerBook
from compact_tui.assessment.assessment_screen import AssessmentScreen
from tui.assessment.rounds import FIRST, example, first, read, sit_down, squeezed_words
from tui.driving import WIDE, Reader, painted


def test_closing_says_who_has_not_answered(tmp_path: Path) -> None:
    """Before closing it says who has not answered or not finished, and whether the round can be opened again."""
    folder = example(tmp_path, open_again=True)
    responses = Path(folder, "round-1", "responses")
    next(responses.glob("open-boat*")).unlink()
    book = AnswerBook(read(folder), 1, FIRST)
    book.take_back(first(folder).asked.rows[0].item)

    async def steps(reader: Reader) -> None:
        await reader.press("z")
        asked = squeezed_words(painted(reader.app).replace("║", " "))
        assert "Open Boat has not responded." in asked
        assert f"Not finished: {FIRST} (33 of 34)." in asked
        assert "It cannot be opened again: two results of it would show who answered in between" in asked
        await reader.press("y", "z", "y")
        assert "Round 1 stays closed: its result could be read." in painted(reader.app)

    sit_down(WIDE, steps, folder)


def test_a_round_that_gives_nothing_away_is_opened_again(tmp_path: Path) -> None:
    """Where one person answers for each organisation, it says that the round can be opened again, and z does it."""
    folder = example(tmp_path, open_again=True)
    for file in Path(folder, "round-1", "responses").iterdir():
        if not file.name.startswith(("mill-lane", "open-boat")):
            file.unlink()

    async def steps(reader: Reader) -> None:
        await reader.press("z")
        assert "It can be opened again; its results are hidden then." in painted(reader.app)
        await reader.press("y", "z")
        assert "Open round 1 again?" in painted(reader.app)
        await reader.press("y")
        assert "Round 1 is open again, and its results are hidden." in painted(reader.app)
        assert not first(folder).asked.closed

    sit_down(WIDE, steps, folder)


def test_more_people_are_asked(tmp_path: Path) -> None:
    """I asks for an organisation, a role and a number, says what is wrong with the number, and writes the round."""
    folder = example(tmp_path, open_again=True)
    before = len(first(folder).asked.invitees)

    async def steps(reader: Reader) -> None:
        await reader.press("i", "down", "enter")
        await reader.write("nurse")
        await reader.press("enter", "backspace", "0", "enter")
        assert "Type how many people, from 1 to 1,000." in painted(reader.app)
        await reader.press("backspace", "2", "enter")
        assert "Riverside NHS Trust is asked for 2 more answers" in painted(reader.app)

    sit_down(WIDE, steps, folder)
    new = first(folder).asked.invitees[before:]
    assert [(invitee.organisation, invitee.role) for invitee in new] == [("riverside-nhs-trust", "nurse")] * 2


def test_the_day_of_the_meeting_and_who_was_there(tmp_path: Path) -> None:
    """M takes a day as people write it, marks who was there, and keeps what was settled."""
    folder = example(tmp_path)
    before = read(folder).rounds[1].meeting

    async def steps(reader: Reader) -> None:
        await reader.press("m")
        reader.app.screen.query_one("#held", Input).value = "soon"
        await reader.press("ctrl+s")
        assert "'soon' is no date." in painted(reader.app)
        reader.app.screen.query_one("#held", Input).value = "14 Nov 2026"
        await reader.press("enter", "space", "ctrl+s")
        assert isinstance(reader.app.screen, AssessmentScreen)

    sit_down(WIDE, steps, folder)
    after = read(folder).rounds[1].meeting
    assert (after.held, after.present, after.outcomes) == ("2026-11-14", ("riverside-council",), before.outcomes)


def test_closing_says_what_it_means(tmp_path: Path) -> None:
    """After a round is closed it is told what becomes of late answers, until another screen comes up."""
    folder = example(tmp_path, open_again=True)
    late = "Answers that come in from now on are kept and marked as late; they are left out of the result."

    async def close(reader: Reader) -> None:
        await reader.press("z", "y")
        assert late in squeezed_words(painted(reader.app))
        await reader.press("question_mark", "escape")
        assert late not in squeezed_words(painted(reader.app))
        assert "Press r to read the result" in painted(reader.app)

    sit_down(WIDE, close, folder)
