"""What was written while the interface is open is shown at once, and nothing that the reader chose is lost."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.widgets import Input, OptionList

from compact_core.content.write import write_code
from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.library.opening import open_library
from compact_tui.app import CompactsApp
from compact_tui.home_screen import HomeScreen
from compact_tui.library.background_opening import Opening
from compact_tui.library.compare_screen import CompareScreen
from compact_tui.library.library_screen import ProblemsScreen
from compact_tui.library.review_screen import ReviewScreen
from compact_tui.library.search_screen import SearchScreen
from compact_tui.questions import ChoiceScreen
from compact_tui.state import START, Place
from lineages import code_of_actions
from samples import used_home
from tui.driving import SMALL, WIDE, Reader, key_event, library_screen, our_codes, painted, pane, play, tree, until

LEEDS = Place("compact-for-leeds", "leeds-partnership-2003")
OURS = Place("agreement", "ours")


def written(home: Path, name: str, text: str) -> None:
    """A code with one action, in the folder of codes."""
    file = home / "codes" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write_code(code_of_actions(name, {"a": text})), "utf-8")


def opened(app: CompactsApp) -> list[Place | None]:
    """The open nodes of the tree, from top to bottom."""
    return [node.data for node in tree(app).nodes_below(tree(app).root) if node.is_expanded]


def chosen_line(app: CompactsApp) -> str:
    """The code that the cursor is on, on the first screen."""
    option = app.screen.query_one("#read", OptionList).highlighted_option
    return str(option.prompt) if option else ""


def used(start: Place | None, steps: Callable[[Reader, CompactsApp], Awaitable[None]]) -> None:
    """Open the interface at a place, and take some steps in it; its library can be read again."""
    used_home(Path(os.environ["COMPACTS_HOME"]))

    async def run() -> None:
        app = CompactsApp(open_library(), start, Opening(lambda watch: open_library((), watch)))
        async with app.run_test(size=WIDE, notifications=True):
            reader = Reader(app)
            await reader.pause()
            await steps(reader, app)

    play(run())


def test_a_key_reads_the_library_again(home: Path) -> None:
    """R shows a code that was written meanwhile; what is open, filtered, chosen and scrolled to stays."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        tree(app).root.children[0].children[0].expand()
        library_screen(app).go(Place(*LEEDS[:2], "share-power"))
        await reader.press("down", "down")
        before = library_screen(app).state
        is_open = opened(app)
        written(home, "ours", "Plant an oak.")
        await reader.press("r")
        await until(lambda: "Code ours" in painted(app, tree(app)), "the new code is in the list", reader)
        assert (tree(app).place, library_screen(app).state.trail) == (before.view.place, before.trail)
        assert app.focused is pane(app)
        assert opened(app) == [Place("agreement"), *is_open]
        (home / "codes" / "ours.toml").write_text("title = ", "utf-8")
        await reader.press("r")
        await until(lambda: "1 error: press p" in painted(app), "the problem is told", reader)
        await reader.press("p")
        written(home, "ours", "Plant an elm.")
        await reader.press("r")
        assert isinstance(app.screen, ProblemsScreen)
        await until(lambda: "No problems were found." in painted(app), "the problem is gone", reader)
        await reader.press("slash", *"elm")
        assert isinstance(app.screen, SearchScreen)
        assert "Plant an elm." in painted(app)

    used(LEEDS, steps)


def test_a_code_begun_from_another_is_listed_at_once(home: Path) -> None:
    """The first screen has the new code as soon as it is written, and the cursor stays at its line."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        before = len(app.library.entries)
        await reader.press("down")
        chosen = chosen_line(app)
        await reader.press("enter", "n", "ctrl+s", *["enter"] * 4)
        assert list((home / "codes").glob("*.lineage.toml")) != []
        await until(lambda: len(app.library.entries) > before, "the new code is read", reader)
        await reader.press("escape", "a")
        assert isinstance(app.screen, HomeScreen)
        assert chosen_line(app) == chosen
        assert "◌ " in painted(app)

    used(None, steps)


def test_the_lineage_of_two_codes_is_offered(home: Path) -> None:
    """R in a comparison writes a new lineage file first, then offers it; what was accepted is compared at once."""
    written(home, "theirs", "Share all the minutes of meetings.")
    written(home, "ours", "Share minutes of meetings.")
    file = home / "codes" / "theirs-ours.lineage.toml"

    async def steps(reader: Reader, app: CompactsApp) -> None:
        app.push_screen(CompareScreen(app.library, "theirs", "ours"))
        await reader.press("r", "enter")
        assert (isinstance(app.screen, ReviewScreen), file.exists()) == (True, True)
        await reader.press("a", "escape")
        assert isinstance(app.screen, CompareScreen)
        await until(lambda: "no lineage" not in painted(app).lower(), "the lineage is read", reader)
        await reader.press("r")
        assert isinstance(app.screen, ChoiceScreen)
        lines = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert lines == [str(file), "Another file"]
        await reader.press("enter")
        assert isinstance(app.screen, ReviewScreen)

    used(START, steps)


def test_a_library_that_cannot_be_read_again_stays() -> None:
    """An error is told, and what was read before is still shown."""

    def read(_: object) -> Library:
        raise CompactsError("The disk is gone.")

    async def run() -> None:
        app = CompactsApp(our_codes(), LEEDS, Opening(read))
        async with app.run_test(size=SMALL, notifications=True):
            reader = Reader(app)
            await reader.press("r")
            await until(lambda: "The disk is gone." in painted(app), "the error is told", reader)
            assert tree(app).place == LEEDS

    play(run())


def test_words_typed_right_after_the_key_of_search_are_looked_for() -> None:
    """No letter is lost or out of place, however fast they come, from the list and from the text."""

    async def run() -> None:
        app = CompactsApp(our_codes(), LEEDS)
        async with app.run_test(size=SMALL):
            reader = Reader(app)
            for start in ("left", "tab"):
                await reader.press(start)
                for key in "/jobs in power":
                    app.post_message(key_event("space" if key == " " else key))
                await reader.pause()
                assert app.screen.query_one(Input).value == "jobs in power"
                await reader.press("escape")

    play(run())
