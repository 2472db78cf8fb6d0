"""A round as a whole, driven by keys: closing it, opening it again, asking more people, and the meeting."""

from pathlib import Path

from textual.widgets import Input

from cli.assess.beginning import begin
from cli.running import run_here
from compact_core.assessment.records.answering import AnswerBook
from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.meeting_screen import MeetingScreen
from compact_tui.page_screen import TextScreen
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
        asked = squeezed_words(painted(reader.app).replace("│", " "))
        assert "Open Boat has not responded." in asked
        assert f"Not finished: {FIRST} (33 of 34)." in asked
        assert "It cannot be opened again: two results of it would show who answered in between" in asked
        await reader.press("y")
        assert "r Results" in painted(reader.app)
        await reader.press("z")
        assert isinstance(reader.app.screen, AssessmentScreen)  # what cannot be done is neither named nor asked

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
    """M in the meeting takes a day as people write it, marks who was there, and keeps what was settled."""
    folder = example(tmp_path)
    before = read(folder).rounds[1].meeting

    async def steps(reader: Reader) -> None:
        await reader.press("m", "m")
        reader.app.screen.query_one("#held", Input).value = "soon"
        await reader.press("ctrl+s")
        assert "'soon' is no date." in painted(reader.app)
        reader.app.screen.query_one("#held", Input).value = "14 Nov 2026"
        await reader.press("enter", "space", "ctrl+s")
        assert isinstance(reader.app.screen, MeetingScreen)
        assert "14 November 2026" in painted(reader.app)

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


def test_somebody_is_taken_out(tmp_path: Path) -> None:
    """E says what will be removed and removes it after a yes; reports outside the folder only where they are marked."""
    folder = example(tmp_path)
    (tmp_path / "sent").mkdir()
    for name in ("kept.html", "gone.html"):
        run_here("assess", "report", folder, "--round", "1", "-o", str(tmp_path / "sent" / name))

    async def steps(reader: Reader) -> None:
        await reader.press("v", "e")
        asked = squeezed_words(painted(reader.app, reader.app.screen.query_one(".form")).replace("│", " "))
        assert f"Erase everything of {FIRST}, and reports made from it? This cannot be taken back." in asked
        assert "the line that asks the person, and reports in the folder that hold the answers are removed." in asked
        close = asked.replace(" ", "")
        assert close.index("kept.html") < close.index("gone.html") < close.index("Yes:eraseeverything(y)")
        await reader.press("n")
        assert FIRST in {invitee.code for invitee in first(folder).asked.invitees}
        await reader.press("e", "shift+tab", "shift+tab", "end", "space", "y")
        assert isinstance(reader.app.screen, TextScreen)
        assert f"Erased: {FIRST}" in painted(reader.app)
        await reader.press("escape")
        assert FIRST not in painted(reader.app)

    sit_down(WIDE, steps, folder)
    assert FIRST not in {invitee.code for invitee in first(folder).asked.invitees}
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["kept.html"]


def test_an_assessment_just_begun_is_put_right() -> None:
    """T changes the name, the collector and the days until the first form is out; then it is not offered any more."""
    assert begin().code == 0

    async def steps(reader: Reader) -> None:
        await reader.press("t")
        name, _, closes, retention = reader.app.screen.query(Input)
        name.value, closes.value, retention.value = "Harbour Health", "1 May 2999", "2998"
        await reader.press("ctrl+s")
        asked = squeezed_words(painted(reader.app).replace("│", " "))
        assert "Answers cannot be kept only until 2998: they are asked for by 1 May 2999." in asked
        retention.value = "June 3000"
        await reader.press("ctrl+s")
        assert "Harbour Health: round 1 of 1" in painted(reader.app)
        assert "Put right." in painted(reader.app)
        await reader.press("f", "enter", "escape", "t")
        assert isinstance(reader.app.screen, AssessmentScreen)

    sit_down(WIDE, steps, "harbour")
    now = read("harbour")
    assert (now.partnership.name, now.partnership.retention) == ("Harbour Health", "3000-06")
    assert (now.rounds[0].asked.closes, now.rounds[0].asked.collector) == (
        "2999-05-01",
        "City Council, partnership officer",
    )


def test_the_palette_offers_what_the_screen_can_do(tmp_path: Path) -> None:
    """Ctrl+p has the actions of an assessment that are possible now, with their keys, and does them."""
    folder = example(tmp_path, open_again=True)

    async def steps(reader: Reader) -> None:
        await reader.press("ctrl+p")
        shown = painted(reader.app)
        assert "Write forms or mails to send out (f)" in shown
        assert "See what the round came to" not in shown
        await reader.write("ask more people")
        await reader.pause(0.5)
        await reader.press("enter")
        assert "Whom do you ask too?" in painted(reader.app)

    sit_down(WIDE, steps, folder)
