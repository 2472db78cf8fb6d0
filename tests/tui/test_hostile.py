"""Text that means harm, on every screen: it is shown as text, and nothing else happens."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input

from compact_core.model import Action, Agreement, Header, Principle
from compact_core.reports.part_names import name_of
from compact_core.text import clean
from compact_tui.app import CompactsApp
from compact_tui.layout import lines_of
from compact_tui.library.library_screen import LibraryScreen, ProblemsScreen
from compact_tui.library.pages import page_of
from compact_tui.page_screen import HelpScreen
from compact_tui.state import START, Place
from planting import EVERY, planted
from tui.driving import (
    SMALL,
    TALL_AND_NARROW,
    TINY,
    WIDE,
    drive,
    library_screen,
    painted,
    pane,
    squeezed,
    tree,
    until,
)
from tui.samples import (
    HOSTILE,
    NAMES,
    PROBLEMS,
    WORST,
    bad,
    hostile,
    hostile_code,
    hostile_library,
    library_of,
    plain_code,
)

CODE = Place("agreement", "hostile")
STEERING = {chr(number) for number in (*range(32), *range(127, 160), 0x202A, 0x202E, 0x2066, 0x2069)}

PLACES = [CODE._replace(item=item) for item in ("", *(part.id for part in hostile_code().parts if part.id))]
ONE_OF_EACH = [place for place in PLACES if not place.item.startswith("text-")]
"""The places without those that say one hostile text alone: all others say each of them."""


def missing(texts: Iterable[str], shown: str) -> list[str]:
    """The texts that cannot be read on a screen."""
    return [text for text in texts if squeezed(clean(text)) not in squeezed(shown)]


def test_every_page_shows_every_text_literally() -> None:
    """Page by page, set without columns, each hostile text of the code is read as it stands, without what steers."""
    library = hostile_library()
    pages = [page_of(library, place) for place in PLACES]
    shown = squeezed("".join(line.content.plain for page in pages for line in lines_of(page, {}, 24)))
    assert not STEERING & set(shown)
    lost = [field for field in EVERY if field not in NAMES and squeezed(clean(hostile(*field))) not in shown]
    assert lost == []


def test_the_tree_shows_every_title_literally() -> None:
    """Each hostile title stands in the tree, in as many lines as it needs."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        tree(app).reveal(CODE._replace(item="action"))
        await pilot.pause()
        shown = squeezed(painted(app, tree(app)).replace("│", ""))
        lost = [text for text in HOSTILE if squeezed(clean(text))[:50] not in shown]
        assert lost == []

    drive(hostile_library(), (200, 400), steps)


def test_what_cannot_be_read_says_why() -> None:
    """A broken code shows its problems, and one that is gone its message, both literally."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        app.go(CODE._replace(code="broken"))
        await pilot.pause()
        assert missing(map(bad, ("file", "message", "hint")), painted(app, pane(app))) == []
        app.go(CODE._replace(code="gone"))
        await pilot.pause()
        assert missing([bad("gone")], painted(app, pane(app))) == []

    drive(hostile_library(), TALL_AND_NARROW, steps)


def test_problems_are_shown_literally() -> None:
    """The screen of problems names file, line, column, message and hint of each, and the main screen their number."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert "1 error and 1 warning: press p" in painted(app)
        await pilot.press("p")
        shown = painted(app)
        assert isinstance(app.screen, ProblemsScreen)
        assert missing(map(bad, ("file", "message", "hint")), shown) == []
        assert ":3:7" in squeezed(shown)
        assert "Warning: It is odd." in shown
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)

    drive(hostile_library(), TALL_AND_NARROW, steps)


def queries() -> Iterator[str]:
    """Every hostile text, as many at once as fit into the line; and what the palette could take for steering."""
    line = ""
    for text in HOSTILE:
        if line and len(line) + len(text) > 59:
            yield line
            line = ""
        line = f"{line} {text}"
    yield from (line, WORST, "[", "\\", "\\[b]")


def test_any_query_can_be_typed() -> None:
    """The palette takes any words; they stand there literally, and it can be left again."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("ctrl+p")
        for query in queries():
            typed = " ".join(clean(query).split())[:60]
            app.screen.query_one(Input).value = typed
            await pilot.pause()
            assert squeezed(typed) in squeezed(painted(app)), query
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)

    drive(hostile_library(), SMALL, steps)


def test_hits_are_shown_literally() -> None:
    """Hits with hostile titles and places can be read, and the first of them can be followed."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("ctrl+p")
        app.screen.query_one(Input).value = planted(Principle, "title")
        title = squeezed(normalize("NFC", clean(name_of(hostile_code().part("principle")))))[:250]

        def listed() -> str:
            return squeezed(painted(app, app.screen.query_one(CommandList)).replace("│", ""))

        await until(lambda: title in listed(), "the palette has looked", pilot)
        await pilot.press("enter")
        assert library_screen(app).state.view.place == CODE._replace(item="principle")

    drive(hostile_library(), TALL_AND_NARROW, steps)


WITHOUT_PART = [
    *(START, Place("agreement"), Place("agreement", "broken"), Place("agreement", "gone"), Place("?", "nowhere")),
    CODE._replace(item="nothing"),
]
"""A place of every other kind, some of which are not there."""


@pytest.mark.parametrize(
    ("size", "theme", "parts"), [(WIDE, "textual-light", ONE_OF_EACH), (TINY, "textual-dark", PLACES)]
)
def test_every_screen_survives(size: tuple[int, int], theme: str, parts: list[Place]) -> None:
    """Every place and every screen can be shown in every size, dark and light; no control code gets to the terminal."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        app.theme = theme
        for place in (*WITHOUT_PART, *parts):
            app.go(place)
            await pilot.pause()
            assert not STEERING & set(painted(app).replace("\n", ""))
            assert pane(app).page.crumbs
        for keys in (["c"], ["question_mark"], ["escape"], ["p"], ["f1"], ["escape", "escape"], ["s", "enter"]):
            await pilot.press(*keys)
            assert not STEERING & set(painted(app).replace("\n", ""))
        assert app.is_running

    drive(hostile_library(), size, steps)


def test_what_is_copied_is_clean() -> None:
    """The text for the clipboard has the words and the source, and nothing that steers a terminal."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        app.go(CODE._replace(item="action"))
        await pilot.press("c")
        fields = ((Action, "title"), (Action, "text"), (Header, "title"), (Agreement, "name"))
        texts = [hostile(kind, name) for kind, name in fields]
        assert missing(texts, app.clipboard) == []
        assert not (STEERING - {"\n", "\t"}) & set(app.clipboard)

    drive(hostile_library(), WIDE, steps)


def test_the_help_of_every_screen_can_be_read() -> None:
    """Each screen explains itself and its keys on ? and F1, the help itself included."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        shown = painted(app)
        for words in ("Read the agreements and their codes of practice.", "One entry down", "Leave the program"):
            assert words in shown
        await pilot.press("escape", "p", "f1")
        assert "See what is wrong with the files of codes and with plugins." in painted(app)
        await pilot.press("escape", "escape", "tab", "question_mark")
        assert "Go where the chosen link leads" in painted(app)
        await pilot.press("escape", "s", "f1")
        assert "Save what was shown to a text file." in painted(app)
        await pilot.press("escape", "escape", "ctrl+p", "f1")
        assert "Find a code, something that a code says, or a command of the program." in painted(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, LibraryScreen)

    drive(library_of(plain_code(), problems=PROBLEMS), (100, 60), steps)
