"""The screens of an assessment, driven by keys on folders that are really there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from cli.running import run_here
from compact_core.assessment.merging import on_time
from compact_core.assessment.records.answering import LATE, answers_file
from compact_core.assessment.records.editing import close_round
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.saving import file_data, save_response
from compact_core.assessment.responses import Comment
from compact_core.content.names import is_assessment
from compact_tui.assessment.answering_questions import CommentsScreen, ElsewhereScreen
from compact_tui.assessment.answering_screen import AnsweringScreen
from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.begin_screen import BeginScreen
from compact_tui.assessment.plan_screen import PlanScreen
from compact_tui.home_screen import HomeScreen
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ConfirmScreen
from tui.assessment.rounds import FIRST, example, first, sit_down, squeezed_words
from tui.driving import SMALL, TINY, USUAL, WIDE, Reader, painted, pane, squeezed


def answers(folder: str) -> dict[str, tuple[str, int]]:
    """What is on disk of the first who is asked, by item; what was taken back is not there."""
    said = next(response for response in first(folder).responses if response.invitee == FIRST)
    return {answer.item: (answer.says, answer.point) for answer in said.answers if answer.says != "taken back"}


@pytest.mark.parametrize("size", [TINY, USUAL, pytest.param(WIDE, marks=pytest.mark.soak)])
def test_every_screen_shows_where_one_is(size: tuple[int, int], tmp_path: Path) -> None:
    """In a large, a usual and a tiny terminal, each screen can be reached, says what it is, and is left by escape.

    Title, wording and each answer of an item have room even in the tiny one.
    """
    folder = example(tmp_path)
    steps = {
        "enter": ("Item 1 of 39", "don't know"),
        "r": ("Riverside health · Round 2", "In short"),
        "l": ("Riverside health: plan after round 2", "What"),
        "w": ("Answers are asked for by", "Back"),
        "c": ("Which file or folder", "Back"),
        "m": ("Riverside health · Round 2 · 1 of 12", "Back"),
    }

    async def walk(reader: Reader) -> None:
        assert "Riverside health: round 2 of 2" in painted(reader.app)
        for key, words in steps.items():
            await reader.press(key)
            shown = painted(reader.app)
            assert [word for word in words if word not in shown] == [], key
            await reader.press("escape")
            assert isinstance(reader.app.screen, AssessmentScreen)
        await reader.press("enter", *"n" * 12)
        shown = painted(reader.app)
        for word in ("8. Sharing decisions", "1 strongly disagree", "4 strongly agree", "x not applicable"):
            assert word in shown
        await reader.press("escape", "v")
        assert "Riverside health: round 1 of 2" in painted(reader.app)
        await reader.press("escape")
        assert isinstance(reader.app.screen, LibraryScreen)

    sit_down(size, walk, folder)


def test_the_next_step_comes_first_and_only_what_can_be_done_is_named(tmp_path: Path) -> None:
    """The last line begins with what is next, ends with the help, and names nothing that is not possible now."""

    async def closed(reader: Reader) -> None:
        keys = painted(reader.app).splitlines()[-1]
        assert keys.startswith("r Results  m Meeting")
        assert keys.rstrip().endswith("? Help")
        assert [word for word in ("Close", "Reopen", "Invite", "Put right") if word in keys] == []
        await reader.press("r")
        assert "Publish" not in painted(reader.app)  # the partners did not agree to it
        await reader.press("escape", "m")
        assert "Undo" not in painted(reader.app)

    async def begun(reader: Reader) -> None:
        assert painted(reader.app).splitlines()[-1].startswith("z Close")
        await reader.press("z", "y")
        assert painted(reader.app).splitlines()[-1].startswith("l Plan  r Results")

    sit_down(SMALL, closed, example(tmp_path / "closed"))
    sit_down(SMALL, begun, example(tmp_path / "open", open_again=True))


def test_answers_stand_below_the_statement_and_none_looks_chosen(tmp_path: Path) -> None:
    """The answers follow the statement at once, in the middle of the screen; only a given answer is highlighted."""
    folder = example(tmp_path, open_again=True)
    for file in Path(folder, "round-1", "responses").glob(f"{FIRST}*"):
        file.unlink()

    async def look(reader: Reader) -> None:
        await reader.press("enter")
        answers = reader.app.screen.query_one("#answers", OptionList)
        statement = reader.app.screen.query_one("#question")
        assert answers.region.y - statement.region.bottom <= 1
        assert statement.region.y > reader.app.screen.query_one("#where").region.bottom
        assert answers.highlighted is None
        await reader.press("enter")
        assert "Item 1 of 34, 0 answered" in painted(reader.app)
        await reader.press("3", "p")
        assert answers.highlighted == 2

    sit_down(WIDE, look, folder)


def test_from_an_empty_home_one_begins(tmp_path: Path) -> None:
    """Without any assessment the screen says what to do; a filled-in page asks before it writes, then shows it."""

    async def begin(reader: Reader) -> None:
        await reader.press("a")
        assert "+ Begin an assessment" in painted(reader.app)
        await reader.press("n")
        await reader.write("Harbour")
        await reader.press("ctrl+s")
        assert "Choose a code." in painted(reader.app)
        reader.app.screen.query_one("#code").value = "leeds-working-together-2017"  # type: ignore[attr-defined]
        await reader.pause()
        await reader.press("ctrl+s")
        assert "Step 2 of 4: Who the partners are" in painted(reader.app)
        await reader.press("ctrl+s")
        assert "Name the organisations, one a line" in painted(reader.app)
        await reader.write("City Council, 2 people")
        await reader.press("tab")
        await reader.write("Kite Club")
        assert "Public sector: 2 people, 34 minutes together" in painted(reader.app)
        await reader.press("ctrl+s", "ctrl+s")
        assert "Say who collects the answers." in painted(reader.app)
        await reader.press("ctrl+r")
        assert "What everybody would learn of City Council" in painted(reader.app)
        await reader.press("escape")
        await reader.write("Kite Club, chair")
        await reader.press("ctrl+s")
        assert "Step 4 of 4: Until when, and where" in painted(reader.app)
        await reader.press("escape")
        assert "Step 3 of 4: Who sees what" in painted(reader.app)
        await reader.press("ctrl+s", "ctrl+s")
        asked = " ".join(painted(reader.app).replace("│", " ").split())
        assert "Public sector: 2 people, 34 minutes together" in asked
        assert not is_assessment("harbour")
        await reader.press("n")
        assert isinstance(reader.app.screen, BeginScreen)
        await reader.press("ctrl+s", "y")
        assert isinstance(reader.app.screen, AssessmentScreen)
        assert "Harbour: round 1 of 1" in painted(reader.app)

    sit_down(WIDE, begin)
    assert [invitee.organisation for invitee in first(str(tmp_path / "harbour")).asked.invitees] == [
        "city-council",
        "city-council",
        "kite-club",
    ]


def test_what_was_typed_is_not_lost_by_escape() -> None:
    """Escape closes an open list first, and asks before a page with words in it is left; an empty one is just left."""

    async def leave(reader: Reader) -> None:
        await reader.press("a", "n", "escape")
        assert isinstance(reader.app.screen, HomeScreen)
        await reader.press("n", "H", "tab", "enter", "escape")
        assert isinstance(reader.app.screen, BeginScreen)
        await reader.press("escape")
        assert isinstance(reader.app.screen, ConfirmScreen)
        await reader.press("n")
        assert reader.app.screen.query_one("#name", Input).value == "H"
        await reader.press("escape", "y")
        assert isinstance(reader.app.screen, HomeScreen)

    sit_down(SMALL, leave)


def test_an_answer_is_on_disk_when_the_next_item_shows(tmp_path: Path) -> None:
    """Digits, k, x with a reason, u and marks: each is in the file before anything else can be pressed."""
    folder = example(tmp_path, open_again=True)
    for file in Path(folder, "round-1", "responses").glob(f"{FIRST}*"):
        file.unlink()
    items = [row.item for row in first(folder).asked.rows]

    async def answer(reader: Reader) -> None:
        await reader.press("enter", "3")
        assert "Item 2 of 34, 1 answered" in painted(reader.app)
        assert answers(folder) == {items[0]: ("point", 3)}
        await reader.press("k")
        assert answers(folder)[items[1]] == ("don't know", 0)
        await reader.press("tab", "down", "space", "2")
        (third,) = (answer for answer in first(folder).responses[0].answers if answer.item == items[2])
        assert (third.point, len(third.missing)) == (2, 1)
        await reader.press("x", "e")
        assert answers(folder)[items[3]] == ("not applicable", 0)
        await reader.press("p", "u")
        assert "Item 4 of 34, 3 answered" in painted(reader.app)
        assert items[3] not in answers(folder)
        await reader.press("9")
        assert items[3] not in answers(folder)
        await reader.press("escape", "enter")
        assert "Item 4 of 34, 3 answered" in painted(reader.app)

    sit_down(SMALL, answer, folder)


def test_a_comment_is_kept_with_what_its_writer_allows(tmp_path: Path) -> None:
    """Ctrl+s keeps a comment for the facilitator only, unless it is allowed to be quoted; escape asks first."""
    folder = example(tmp_path, open_again=True)

    async def comment(reader: Reader) -> None:
        await reader.press("enter", "b")
        await reader.write("We meet often.")
        await reader.press("escape")
        assert isinstance(reader.app.screen, ConfirmScreen)
        await reader.press("n", "ctrl+s")
        assert isinstance(reader.app.screen, AnsweringScreen)

    sit_down(SMALL, comment, folder)
    said = next(response for response in first(folder).responses if response.invitee == FIRST)
    found = {(comment.section, comment.box): (comment.text, comment.use) for comment in said.comments}
    text, use = found["forming", "strengths"]
    assert "We meet often." in text
    assert use == "facilitator only"


def test_a_comment_that_is_refused_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment with which the file could not be read any more is refused in words, and can be written otherwise."""
    folder = example(tmp_path, open_again=True)
    said = next(one for one in first(folder).responses if one.invitee == FIRST)
    path = Path(folder, "round-1", "responses", f"{FIRST}.toml")
    note = Comment(section="values", box="strengths", text="", given="2030-01-01T00:00:00Z")
    largest = 40_000
    monkeypatch.setattr("compact_core.assessment.records.disk.LARGEST_FILE", largest)
    room = largest - len(file_data(replace(said, comments=(*said.comments, replace(note, text="x"))))) - 5
    before = file_data(replace(said, comments=(*said.comments, replace(note, text="x" * room))))
    path.write_bytes(before)

    async def comment(reader: Reader) -> None:
        await reader.press("enter", "b", "ctrl+end")
        await reader.write("We meet often.")
        await reader.press("ctrl+s")
        assert isinstance(reader.app.screen, CommentsScreen)
        assert "would be larger than 8 MiB" in squeezed_words(
            painted(reader.app, reader.app.screen.query_one("#answer"))
        )
        assert "We meet often" in painted(reader.app)
        await reader.press("escape", "y")
        assert isinstance(reader.app.screen, AnsweringScreen)

    sit_down(WIDE, comment, folder)
    assert path.read_bytes() == before


def test_answers_after_the_close_are_told_to_be_late(tmp_path: Path) -> None:
    """In a closed round it is said at the start, and with each answer, that it is late; the one in time is kept."""
    folder = example(tmp_path, open_again=True)
    said = next(one for one in first(folder).responses if one.invitee == FIRST)
    close_round(folder, 1, "2026-04-01")

    async def late(reader: Reader) -> None:
        await reader.press("enter")
        assert f"This round is closed. {LATE}" in squeezed_words(painted(reader.app))
        await reader.press("u")
        assert "Saved. It is marked as late." in painted(reader.app)

    sit_down(SMALL, late, folder)
    now = next(one for one in first(folder).responses if one.invitee == FIRST)
    assert on_time(now) == on_time(said)
    assert now.answers != said.answers


def test_another_program_at_the_same_time(tmp_path: Path) -> None:
    """Answers that another program saved meanwhile are kept beside those that are typed, and one is told."""
    folder = example(tmp_path, open_again=True)
    said = next(response for response in first(folder).responses if response.invitee == FIRST)
    items = [row.item for row in first(folder).asked.rows]

    async def both(reader: Reader) -> None:
        await reader.press("enter")
        later = tuple(
            answer
            if answer.item != items[5]
            else type(answer)(item=answer.item, says="don't know", given="2030-01-01T00:00:00Z")
            for answer in said.answers
        )
        save_response(folder, replace(said, answers=later))
        await reader.press("1")
        assert "What was said last holds" in squeezed_words(painted(reader.app))

    sit_down(SMALL, both, folder)
    assert answers(folder)[items[0]] == ("point", 1)
    assert answers(folder)[items[5]] == ("don't know", 0)


def take_away(folder: str) -> None:
    """Remove a folder, and put a file in its place."""
    shutil.rmtree(folder)
    Path(folder).write_text("no folder any more", encoding="utf-8")


def test_a_folder_that_is_gone_costs_no_answer(tmp_path: Path) -> None:
    """Answers that cannot be saved stay in memory, are offered another place, and are not left without asking.

    Neither escape nor ctrl+q loses them.
    """
    folder = example(tmp_path, open_again=True)

    async def lose(reader: Reader) -> None:
        await reader.press("enter")
        take_away(folder)
        await reader.press("2")
        assert isinstance(reader.app.screen, ElsewhereScreen)
        assert "Your answers are still in memory." in painted(reader.app)
        await reader.press("escape", "ctrl+q")
        assert isinstance(reader.app.screen, ConfirmScreen)
        assert reader.app.is_running
        await reader.press("n")
        assert isinstance(reader.app.screen, AnsweringScreen)
        await reader.press("escape")
        assert isinstance(reader.app.screen, ConfirmScreen)
        await reader.press("n")
        reader.app.screen.query_one(Input).value = str(tmp_path / "kept.json")
        await reader.press("enter")
        assert isinstance(reader.app.screen, AnsweringScreen)
        await reader.press("escape")
        assert isinstance(reader.app.screen, AssessmentScreen)

    sit_down(WIDE, lose, folder)
    assert '"says": "point"' in (tmp_path / "kept.json").read_text("utf-8")


def test_forms_go_out_and_answers_come_in(tmp_path: Path) -> None:
    """F offers forms and mails, writes them and says where; c reads what came back, and says what is wrong."""
    folder = example(tmp_path, open_again=True)

    async def send(reader: Reader) -> None:
        await reader.press("f")
        assert "Mails that remind who has not answered, the questions in the text" in painted(reader.app)
        await reader.press("enter")
        assert f"form-{FIRST}-round-1.html" in squeezed(painted(reader.app))
        await reader.press("escape", "c")
        await reader.write("nowhere.json")
        await reader.press("enter")
        assert "not everything could be done" in painted(reader.app)

    sit_down(WIDE, send, folder)
    assert Path(folder, "round-1", "forms", f"form-{FIRST}-round-1.html").is_file()


def test_who_answers_can_read_who_sees_what(tmp_path: Path) -> None:
    """Whoever begins to answer is told of the key that shows all that a form on paper says first; escape goes back."""
    folder = example(tmp_path, open_again=True)
    next(Path(folder, "round-1", "responses").glob(f"{FIRST}*")).unlink()
    said = run_here("assess", "form", folder, FIRST)
    invitation = Path(said.out.splitlines()[1]).read_text("utf-8").partition("What you should know\n\n")[2]

    async def read(reader: Reader) -> None:
        await reader.press("enter")
        assert squeezed("Before you answer: w tells who sees what you say.") in squeezed(painted(reader.app))
        await reader.press("w")
        shown = pane(reader.app).page.copied
        assert shown.splitlines() == invitation.splitlines()
        assert "Who sees what: Reports show where each organisation stands" in shown
        await reader.press("escape", "2")
        assert "Before you answer" not in painted(reader.app)

    sit_down(TINY, read, folder)
    assert list(answers(folder).values()) == [("point", 2)]


def test_the_interface_says_what_the_commands_say(tmp_path: Path) -> None:
    """Forms and answers that come in are told in the words of the plain commands, but for the command to type next.

    The interface lists the files of forms by person, without the folder, which it names once.
    """
    folder = example(tmp_path, open_again=True)
    Path("back").mkdir()
    Path("back", "good.json").write_bytes(answers_file(first(folder).responses[0]))
    Path("back", "broken.json").write_text("{", encoding="utf-8")
    Path("back", "notes.txt").write_text("Who is where.", encoding="utf-8")
    shown = []

    async def work(reader: Reader) -> None:
        for keys in (("f", "enter"), ("c", *"back", "enter")):
            await reader.press(*keys)
            assert isinstance(reader.app.screen, TextScreen)
            shown.append(pane(reader.app).page.copied.splitlines())
            await reader.press("escape")

    sit_down(WIDE, work, folder)
    shutil.rmtree(folder)
    example(tmp_path, open_again=True)
    forms, back = shown
    done = run_here("assess", "form", folder)
    assert forms[0] == done.err.splitlines()[0]
    listed = [line.strip() for line in forms if line.startswith("  ")]
    assert sorted(listed) == sorted(Path(file).name for file in done.out.splitlines())
    assert f"Riverside Council: {FIRST} (commissioning manager)" in forms
    done = run_here("assess", "collect", folder, "back")
    printed = [*done.out.splitlines(), *done.err.splitlines()]
    assert back == printed[:-1]
    assert "compacts assess" in printed[-1]


def test_known_assessments_are_listed_and_gone_ones_say_so(tmp_path: Path) -> None:
    """What was opened before stands in the list with what is next, and says when it is not there any more."""
    folder = example(tmp_path)

    async def opened(reader: Reader) -> None:
        await reader.press("escape", "a")
        assert "next: talk about the result" in painted(reader.app)
        shutil.rmtree(folder)
        await reader.press("escape", "a")
        assert "not there any more" in painted(reader.app)
        await reader.press("enter")
        assert isinstance(reader.app.screen, HomeScreen)

    sit_down(WIDE, opened, folder)


def test_a_click_does_what_a_key_does(tmp_path: Path) -> None:
    """A click on an answer gives it, and a click on a key in the last line presses it."""
    folder = example(tmp_path, open_again=True)
    item = first(folder).asked.rows[0].item

    async def click(reader: Reader) -> None:
        await reader.press("enter")
        await reader.click("#answers", (6, 1))
        assert answers(folder)[item] == ("point", 2)
        await reader.click("KeyLine", (1, 0))
        assert answers(folder)[item] == ("don't know", 0)

    sit_down(SMALL, click, folder)


def test_questions_show_their_own_keys(tmp_path: Path) -> None:
    """The last line of a question has the keys of the question, not those of the screen below it, and ? explains it."""
    folder = example(tmp_path)

    async def ask(reader: Reader) -> None:
        await reader.press("v", "l", "r")
        last = painted(reader.app).splitlines()[-1]
        assert "y Yes" in last
        assert "New line" not in last
        await reader.press("question_mark")
        assert "Read what will happen." in painted(reader.app)
        await reader.press("escape", "escape")
        assert isinstance(reader.app.screen, PlanScreen)

    sit_down(SMALL, ask, folder)


def test_problems_of_a_folder_are_told() -> None:
    """A folder without a sound assessment is told in place of opening it."""
    Path("empty").mkdir()
    Path("empty", "partnership.toml").write_text("format = 1\n", encoding="utf-8")

    async def opened(reader: Reader) -> None:
        assert "partnership.toml" in painted(reader.app)
        assert isinstance(reader.app.screen, LibraryScreen)

    assert open_assessment("empty").assessment is None
    sit_down(WIDE, opened, "empty")
