"""Naming a file or a folder: typed or chosen, whatever it is called."""

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from compact_core.errors import CompactsError
from compact_tui.app import CompactsApp
from compact_tui.path_screen import FileTree, PathScreen
from compact_tui.questions import ask
from tui.driving import WIDE, Reader, drive, our_codes, painted, until


def answered(name: str, keys: list[str], *, chosen: bool = False) -> list[str]:
    """What the screen returns in a folder with one file of a name, when it is chosen or keys are pressed."""
    Path("here").mkdir()
    Path(os.fsdecode(b"here/" + os.fsencode(name))).write_text("x", "utf-8")
    given: list[str] = []

    def accept(path: str) -> None:
        if path == "no":
            raise CompactsError("Not that one.")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        ask(app, PathScreen("Which file?", "here", accept), given.append)
        await reader.pause()
        tree = app.screen.query_one(FileTree)
        await until(lambda: bool(tree.root.children), "the folder is read", reader)
        if chosen:
            await reader.press("tab", "down")
            while tree.cursor_node is not tree.root.children[0]:
                await reader.press("down" if tree.cursor_line < 1 else "up")
            await reader.press("enter")
            await until(lambda: app.screen.query_one(Input).has_focus, "the file is taken up into the field", reader)
        await reader.press(*keys)

    drive(our_codes(), WIDE, steps)
    return given


@pytest.mark.parametrize("name", ["plain.txt", "[b]bold[-b] [@click=app.quit].txt", "\udcff.txt", "a\nb"])
def test_what_is_chosen_is_exact(name: str) -> None:
    """A file is chosen in the list and given back as it is, also where its name is markup or no UTF-8."""
    assert answered(name, ["enter"], chosen=True) == [str(Path("here").absolute() / name)]


def test_what_is_typed_is_taken_as_it_is() -> None:
    """A name can be typed; one that is not accepted says why, and nothing typed is asked for."""
    assert answered("x", ["enter", *"no", "enter", "backspace", "backspace", *"yes", "enter"]) == ["yes"]


def test_the_folder_above_is_one_key_away() -> None:
    """U shows what holds the folder."""
    Path("above/below").mkdir(parents=True)

    async def steps(reader: Reader, app: CompactsApp) -> None:
        app.push_screen(PathScreen("Which file?", "above/below"))
        await reader.pause()
        await reader.press("tab", "u")
        await until(lambda: "▶ below" in painted(app), "the folder above is shown", reader)
        assert not app.screen.query_one(Input).has_focus

    drive(our_codes(), WIDE, steps)
