"""Going through a draft beside its document, by keys."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, TextArea

from compact_core import read_text
from compact_tui.app import CompactsApp
from compact_tui.home_screen import HomeScreen
from compact_tui.library.draft_screen import DraftScreen
from compact_tui.library.parts_screen import RestateScreen
from compact_tui.page_screen import HelpScreen
from compact_tui.questions import ConfirmScreen, PromptScreen
from compact_tui.state import Import
from tui.driving import TINY, USUAL, WIDE, Reader, drive, our_codes, painted, until

TEXT = """Lamp code

1. Aims

1.1 We light every lamp. We trim the wick each day. We sing.

1.2 We share [b]oil[/x].

2. Undertakings

The County Council will:

- pay in time;
- tell the truth.
"""
FILE = "lamp.txt"
Drive = Callable[[Reader, CompactsApp], Awaitable[None]]


def write(name: str, text: str) -> None:
    """Write a file, as somebody else may."""
    Path(name).write_text(text, encoding="utf-8")


def opened(steps: Drive, size: tuple[int, int] = WIDE, text: str = TEXT) -> None:
    """Open the draft of a document, and take some steps."""
    Path(FILE).write_text(text, encoding="utf-8")

    async def all_steps(reader: Reader, app: CompactsApp) -> None:
        app.open_document(Import(FILE))
        await until(lambda: isinstance(app.screen, DraftScreen), "the draft is there", reader)
        await steps(reader, app)

    drive(our_codes(), size, all_steps, None)


def drafted(app: CompactsApp) -> list[str]:
    """The lines of the list of parts."""
    lines = app.screen_stack[-1].query_one("#parts", OptionList)
    return [str(option.prompt).rstrip() for option in lines.options]


def chosen(app: CompactsApp) -> str:
    """The line of the part that is chosen."""
    return drafted(app)[app.screen.query_one("#parts", OptionList).highlighted or 0].strip()


BEFORE = [
    "? 1 Aims",
    "    aim 1.1 We light every lamp. We trim the wick eac…",
    "    aim 1.2 We share [b]oil[/x].",
    "  2 Undertakings",
    "?   The County Council will",
    "      commitment pay in time;",
    "      commitment tell the truth.",
]


@pytest.mark.parametrize("size", [WIDE, USUAL, TINY])
def test_each_doubt_comes_by_itself_beside_its_lines(size: tuple[int, int]) -> None:
    """The first doubt is told, a settles it, and the next one is told with the lines that it is about."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        shown = painted(app)
        assert "2 doubts open" in shown
        assert "Doubt, whole document" in shown
        await reader.press("a")
        shown = painted(app)
        assert "1 doubt open" in shown
        assert "Doubt, line 11" in shown
        assert "▸ line 11" in shown
        await reader.press("enter")
        assert "No doubt is left." in painted(app)

    opened(steps, size)


def test_undo_brings_a_doubt_back() -> None:
    """U takes the latest change back, and goes to its doubt; without a change there is nothing to undo."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        assert drafted(app) == BEFORE
        await reader.press("a", "m")
        assert drafted(app)[3:] == ["  2 Undertakings The County Council will", *(line[2:] for line in BEFORE[5:])]
        await reader.press("u")
        assert drafted(app) == ["  1 Aims", *BEFORE[1:]]
        assert chosen(app) == BEFORE[4]
        await reader.press("u", "u", "u")
        assert drafted(app) == BEFORE

    opened(steps)


def test_every_change_is_one_key() -> None:
    """In, out, split at a place, kind, leaving out with a reason: each changes the chosen part, which stays chosen."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("a", "a", "home", "down", "down", "i")
        assert drafted(app)[2] == "      aim 1.2 We share [b]oil[/x]."
        await reader.press("o")
        assert drafted(app)[2] == BEFORE[2]
        await reader.press("up", "s", "down", "enter")
        assert drafted(app)[1:3] == ["    aim 1.1 We light every lamp. We trim the wick eac…", "    aim We sing."]
        await reader.press("k", "up", "enter")
        assert drafted(app)[1].startswith("    contact 1.1 We light every lamp.")
        await reader.press("u", "down", "d", *"twice", "enter")
        assert [line for line in drafted(app) if "sing" in line] == []
        await reader.press("home", "d", "down", "enter")
        assert "Why is this left out? 1 Aims" in painted(app)
        assert "2 parts in it will be left out too." in painted(app)
        await reader.press(*"twice", "enter")
        assert [line.strip() for line in drafted(app)] == [line.strip("? ") for line in BEFORE[3:]]

    opened(steps)


def test_what_cannot_be_done_is_said() -> None:
    """A change that makes no sense is refused with one sentence, and changes nothing."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("m")
        assert "This is the first part: there is none before it." in painted(app)
        await reader.press("r")
        assert "A heading stays as it is printed." in painted(app)
        assert drafted(app) == BEFORE
        await reader.press("question_mark")
        assert isinstance(app.screen, HelpScreen)

    opened(steps)


def test_a_part_is_restated_and_the_file_has_it() -> None:
    """The words of the document stand above the field; what is written has ours, with the hash of the document's."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("down", "down", "r")
        assert isinstance(app.screen, RestateScreen)
        assert "We share [b]oil[/x]." in painted(app)
        app.screen.query_one(TextArea).text = "Oil is for all."
        await reader.press("ctrl+s")
        assert drafted(app)[2] == "✓   aim 1.2 Oil is for all."
        await reader.press("ctrl+s")
        assert isinstance(app.screen, PromptScreen)
        assert app.screen.query_one(Input).value == "lamp.toml"
        await reader.press("enter")
        assert "Written to lamp.toml. 2 doubts stand in it as remarks." in painted(app)
        await reader.press("n", "a", "ctrl+s", "escape")
        assert isinstance(app.screen, HomeScreen)

    opened(steps)
    text = Path("lamp.toml").read_text("utf-8")
    loaded = read_text(text)
    assert loaded.code is not None
    assert loaded.code.parts[2].text == "Oil is for all."  # type: ignore[union-attr]
    assert text.count("\n# Doubt") == 1


def test_a_file_of_somebody_else_is_never_written_over() -> None:
    """A name that is taken is refused, and so is our own file once somebody has changed it."""
    write("lamp.toml", "mine")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("ctrl+s", "enter")
        assert "lamp.toml is there already. Choose another name." in painted(app)
        app.screen.query_one(Input).value = "lamp2.toml"
        await reader.press("enter")
        write("lamp2.toml", "mine too")
        await reader.press("a", "ctrl+s", "enter")
        assert "lamp2.toml is there already." in painted(app)

    opened(steps)
    assert [Path(name).read_text("utf-8") for name in ("lamp.toml", "lamp2.toml")] == ["mine", "mine too"]


def test_changes_are_not_lost_without_asking() -> None:
    """Going back and leaving ask first; when the window is closed the draft is written."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        for key in ("escape", "ctrl+q"):
            await reader.press(*(["a"] if key == "escape" else []), key)
            assert isinstance(app.screen, ConfirmScreen)
            assert "What you changed in the draft is not written to a file" in painted(app)
            await reader.press("n")
        app.end_by(1)
        await reader.pause()

    opened(steps)
    assert read_text(Path("lamp.toml").read_text("utf-8")).code is not None


def test_a_document_is_found_from_the_first_screen() -> None:
    """Add a code, i, and the name of a document; one that is not there or cannot be read says so."""
    Path(FILE).write_text(TEXT, encoding="utf-8")
    Path("empty.txt").write_text("", encoding="utf-8")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press(*["down"] * 4, "enter", "i", *"no.txt", "enter")
        assert "There is no file no.txt." in painted(app)
        await reader.press(*["backspace"] * 6, *"empty.txt", "enter")
        await until(lambda: "empty.txt: The file is empty." in painted(app), "the reason is there", reader)
        await reader.press("i", *FILE, "enter")
        await until(lambda: isinstance(app.screen, DraftScreen), "the draft is there", reader)

    drive(our_codes(), WIDE, steps, None)


def test_what_tells_of_a_person_is_not_shown() -> None:
    """A line with an address of a person is shown without it, as in the draft."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("end")
        shown = painted(app)
        assert "ann@lamp.example" not in shown
        assert "Write to" in shown
        assert "Lamp Office" in shown
        assert "Ann Invented" not in shown

    contact = "Contacts\n\nLamp Office\nAnn Invented\nann@lamp.example\n"
    opened(steps, text=f"{TEXT}\n3. More\n\nWrite to ann@lamp.example with ideas.\n\n{contact}")


def test_a_doubt_about_another_line_shows_that_line() -> None:
    """The title stands in no part: the line that the doubt is about is marked all the same."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("a", "a")
        shown = painted(app)
        assert "Doubt, line 2" in shown
        assert "? line 2: Agreed in March 2019" in shown
        assert "▸ line 4: 1. Aims" in shown
        await reader.press("k", "down", "enter")
        assert "Doubt, line 2" in painted(app), "what is done to a part says nothing about the title"

    opened(steps, text=f"Lamp code\nAgreed in March 2019{TEXT.removeprefix('Lamp code')}")


def test_a_written_draft_is_gone_on_with() -> None:
    """What was settled and restated is as it was left, and ctrl+s writes into the same file."""

    async def write_it(reader: Reader, app: CompactsApp) -> None:
        await reader.press("a", "home", "down", "r", *"Now.", "ctrl+s", "ctrl+s", "enter")
        await reader.pause()
        assert app.screen_stack[-1].query_one("#parts", OptionList).option_count == len(BEFORE)

    opened(write_it)
    left = Path("lamp.toml").read_text("utf-8")

    async def go_on(reader: Reader, app: CompactsApp) -> None:
        app.open_document(Import("lamp.toml"))
        await until(lambda: isinstance(app.screen, DraftScreen), "the draft is there", reader)
        assert drafted(app)[1].startswith("✓   aim 1.1 Now.")
        assert sum(line.startswith("?") for line in drafted(app)) == left.count("# Doubt, ")
        await reader.press("home", "down", "r", "ctrl+a", "delete", "ctrl+s", "ctrl+s")
        await until(lambda: "Written to" in painted(app), "it is written", reader)

    drive(our_codes(), WIDE, go_on, None)
    again = Path("lamp.toml").read_text("utf-8")
    assert "We light every lamp." in again
    assert again.count("# Doubt, ") == left.count("# Doubt, ")


def test_contacts_are_kept_on_demand() -> None:
    """P imports a document too, and what tells of a person stays in its draft."""
    Path(FILE).write_text(f"{TEXT}\n3. More\n\nWrite to ann@lamp.example with ideas.\n", encoding="utf-8")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press(*["down"] * 4, "enter", "p", *FILE, "enter")
        await until(lambda: isinstance(app.screen, DraftScreen), "the draft is there", reader)
        assert "Write to ann@lamp.example" in painted(app)

    drive(our_codes(), WIDE, steps, None)
