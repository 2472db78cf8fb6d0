"""Copying, saving and remembering, with real files."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from compact_core.errors import CompactsError
from compact_tui.app import CompactsApp
from compact_tui.questions import SaveScreen
from compact_tui.saved_files import remember_theme, remembered_theme, save_new, typed_path
from compact_tui.state import Place
from compact_tui.themes import CONTRAST, DARK, LIGHT
from tui.driving import SMALL, TINY, WIDE, drive, our_codes, painted

ACTION = Place("compact-for-leeds", "leeds-partnership-2003", "share-power")


def test_copying_takes_the_text_and_its_source() -> None:
    """What is copied can be cited: title, text, code, agreement, year, place and reference."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("c")
        title, *_, source, reference = app.clipboard.splitlines()
        assert title == "Share power and influence"
        assert source == "Promoting equal partnerships (Compact for Leeds, 2003), 8, bullet 11. Plain-language edition."
        assert reference == "leeds-partnership-2003#share-power"
        assert "If pasting brings nothing" in painted(app)

    drive(our_codes(), WIDE, steps, ACTION)


@pytest.mark.parametrize("size", [SMALL, TINY])
def test_saving_writes_what_would_be_copied(size: tuple[int, int], tmp_path: Path) -> None:
    """The offered name is accepted with enter, and the file has the same text as the clipboard."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("c", "s")
        assert "Enter saves, escape goes back." in painted(app)
        name = app.screen.query_one(Input).value
        await pilot.press("enter")
        assert not isinstance(app.screen, SaveScreen)
        assert (tmp_path / name).read_text("utf-8") == app.clipboard
        assert "Saved as" in painted(app)

    drive(our_codes(), size, steps, ACTION)


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Saving over a file is refused in plain words, and the question stays open."""
    (tmp_path / "kept.txt").write_text("mine", "utf-8")

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("s")
        app.screen.query_one(Input).value = "kept.txt"
        await pilot.press("enter")
        assert "kept.txt is there already. Choose another name." in painted(app)
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        assert "Type a file name." in painted(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, SaveScreen)

    drive(our_codes(), WIDE, steps, ACTION)
    assert (tmp_path / "kept.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("no/such.txt", "This cannot be saved as no/such.txt: No such file or directory. Choose another name."),
        ("zero\0.txt", "No file can be called zero\0.txt. Choose another name."),
        ("~nobody-here/x.txt", "No file can be called ~nobody-here/x.txt. Choose another name."),
    ],
)
def test_what_cannot_be_saved_is_reported(name: str, trouble: str, tmp_path: Path) -> None:
    """A name that no file can have gives one sentence, and no file, not even a half one."""
    with pytest.raises(CompactsError) as refused:
        save_new("text", name)
    assert str(refused.value) == trouble
    assert list(tmp_path.iterdir()) == []


def test_a_home_folder_that_does_not_exist_is_reported() -> None:
    """A path that is typed with the home folder of nobody gives one sentence."""
    with pytest.raises(CompactsError, match=r"^There is no such home folder\.$"):
        typed_path("~nobody-here/answers")


def test_saving_leaves_no_half_file(tmp_path: Path) -> None:
    """After saving, only the file itself is in the folder."""
    save_new("text é\n", str(tmp_path / "new.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["new.txt"]
    assert (tmp_path / "new.txt").read_bytes() == "text é\n".encode()


def test_the_theme_is_remembered() -> None:
    """A theme chosen in one run is the theme of the next."""

    async def change(pilot: Pilot[object], app: CompactsApp) -> None:
        assert app.theme == DARK
        await pilot.press("ctrl+t")
        assert app.theme == LIGHT
        await pilot.press("ctrl+t", "ctrl+t")
        assert app.theme == LIGHT

    async def look(pilot: Pilot[object], app: CompactsApp) -> None:
        del pilot
        assert app.theme == LIGHT

    drive(our_codes(), SMALL, change)
    drive(our_codes(), SMALL, look)


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_what_is_remembered_is_what_was_chosen(theme: str) -> None:
    """The file gives back each theme."""
    assert remember_theme(theme)
    assert remembered_theme({DARK, LIGHT, CONTRAST}) == theme


@pytest.mark.parametrize("content", [b"", b"purple\n", b"\xff\xfe", b"light" * 100])
def test_a_spoilt_file_means_the_usual_theme(content: bytes, home: Path) -> None:
    """Whatever stands in the file, the program starts in its usual theme."""
    (home / "state").mkdir(parents=True)
    (home / "state" / "theme").write_bytes(content)
    assert remembered_theme({DARK, LIGHT}) == ""


def test_a_theme_that_cannot_be_remembered_is_used_all_the_same(home: Path) -> None:
    """Where the folder cannot be made, the theme changes and a notice says that it will not last."""
    home.write_text("a file where the folder should be", "utf-8")

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("ctrl+t")
        assert app.theme == LIGHT
        assert "This theme cannot be remembered" in painted(app)

    drive(our_codes(), WIDE, steps)
