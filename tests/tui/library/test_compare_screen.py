"""Two codes side by side on the screen, a lineage gone through, and a code begun from another."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static, TextArea

from cli.running import run_here
from compact_core.content.lineage_file import read_lineage_file
from compact_core.content.write import write_code
from compact_core.documents.decisions import Decision, Decisions, read_decisions, write_decisions
from compact_core.folders import state_folder
from compact_core.library.opening import open_library
from compact_core.model import RelatedCode
from compact_core.reports.code_comparison import first_to_compare, others_to_compare
from compact_tui.app import CompactsApp
from compact_tui.library.adopt_screen import AdoptScreen
from compact_tui.library.compare_screen import CompareScreen
from compact_tui.library.review_screen import ReviewScreen
from compact_tui.library.row_list import RowList
from compact_tui.questions import ChoiceScreen, PromptScreen
from compact_tui.state import Place
from lineages import code_of_actions
from samples import used_home
from tui.driving import SMALL, WIDE, Reader, drive, library_screen, our_codes, painted, pane, squeezed
from tui.samples import bad, hostile_code, library_of, plain_code

LEEDS = "compact-for-leeds"
OLD, NEW, LEAFLET = "leeds-partnership-2003", "leeds-working-together-2017", "leeds-partnership-2003-leaflet"
TABLE = "agreement"


def where(app: CompactsApp) -> str:
    """What stands at the top of the screen."""
    return " ".join(str(app.screen.query_one("#where", Static).content).split())


def rows(app: CompactsApp) -> RowList:
    """The rows of the screen on top."""
    return app.screen.query_one(RowList)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose codes folder has two codes of which no lineage speaks."""
    home = used_home(tmp_path / "home")
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    codes = home / "codes"
    codes.mkdir()
    theirs = {"a": "Share all the minutes of meetings.", "b": "Answer letters quickly.", "c": "Pay on time."}
    ours = {"x": "Share minutes of meetings.", "y": "Answer letters quickly.", "z": "Plant an oak."}
    for name, texts in (("theirs", theirs), ("ours", ours)):
        (codes / f"{name}.toml").write_text(write_code(code_of_actions(name, texts)), "utf-8")
    return codes


def test_a_code_that_replaces_another_is_compared_with_it_by_one_key(folder: Path) -> None:
    """No lineage is needed: D goes to the code that either of both names, the replaced one on the left."""
    newer = code_of_actions("newer", {"p": "Answer letters quickly."})
    newer = replace(newer, related=(RelatedCode(code="theirs", relation="replaces"),))
    (folder / "newer.toml").write_text(write_code(newer), "utf-8")

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("d")
        assert isinstance(app.screen, CompareScreen)
        assert where(app).startswith("What changed: Code theirs (code of practice) → Code newer (code of practice)")
        await reader.press("d")
        assert isinstance(app.screen, ChoiceScreen)
        assert str(app.screen.query_one(OptionList).options[0].prompt).startswith("Code ")

    for name in ("newer", "theirs"):
        drive(open_library(), WIDE, steps, Place(TABLE, name))
    library = open_library()
    assert first_to_compare(library, "ours") == ""
    assert others_to_compare(library, "theirs")[:2] == ("newer", "ours")


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_two_codes_side_by_side(size: tuple[int, int]) -> None:
    """D compares a code; in a wide terminal both sides stand in one line, else one below the other."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("d")
        assert isinstance(app.screen, CompareScreen)
        assert "5 reworded, 7 weaker, 7 stronger, 43 dropped, 13 new" in where(app)
        shown = painted(app, rows(app)).splitlines()
        first = next(line for line in shown if "What the Compact" in line)
        assert ("≈ Reworded" in first and "A Where the Code" in first) == (size == WIDE)
        assert squeezed("≈ Reworded") in squeezed(painted(app, rows(app)))
        await reader.press("escape")
        assert library_screen(app).state.view.place == Place(LEEDS, OLD)

    drive(our_codes(), size, steps, Place(LEEDS, OLD))


def test_only_some_rows_are_shown_and_the_way_to_either_side() -> None:
    """F asks what to see, x shows everything again; left and right lead to the sides, and escape comes back."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        library_screen(app).go(Place(LEEDS, OLD, compared=NEW))
        await reader.pause()
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        every = len(rows(app).rows)
        await reader.press("f", "down", "enter")
        assert "Shown: only dropped and weaker: 50 rows" in where(app)
        assert (len(rows(app).rows), rows(app).highlighted) == (50, 0)
        assert "Stronger" not in screen.copied().copied
        await reader.press("right")
        assert app.screen is screen
        await reader.press("x", "end")
        assert (len(rows(app).rows), rows(app).highlighted) == (every, every - 1)
        await reader.press("home", "right")
        place = library_screen(app).state.view.place
        assert (place.code, place.item, app.focused) == (NEW, "p-a", pane(app))
        await reader.press("escape")
        assert (app.screen, rows(app).highlighted) == (screen, 0)
        await reader.press("left")
        assert library_screen(app).state.view.place.item == "p-1a"
        await reader.press("escape", "d", "down", "enter")
        assert "Promoting equal partnerships (leaflet, 2003)" in where(app)

    drive(our_codes(), WIDE, steps, Place(LEEDS, OLD))


def test_suggestions_are_written_and_gone_through(folder: Path) -> None:
    """R writes a draft of a lineage and opens it; each key is written at once, and u takes it back."""
    file = folder / "theirs-ours.lineage.toml"

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("d", "end")
        assert isinstance(app.screen, ChoiceScreen)
        lines = app.screen.query_one(OptionList)
        at = next(n for n, option in enumerate(lines.options) if str(option.prompt).startswith("Code ours"))
        lines.highlighted = at
        await reader.press("enter")
        assert "2 suggested" in where(app)
        await reader.press("r", "enter")
        assert isinstance(app.screen, ReviewScreen)
        before = file.read_bytes()
        assert "2 entries to look at" in where(app)
        await reader.press("a")
        assert "1 entry to look at" in where(app)
        lineage = read_lineage_file(str(file)).lineage
        assert lineage is not None
        assert [(one.relation, one.change) for one in lineage.links] == [("superset", "reworded")]
        await reader.press("u")
        assert file.read_bytes() == before
        await reader.press("c", "home", *["down"] * 4, "enter")
        assert isinstance(app.screen, PromptScreen)
        app.screen.query_one(Input).value = "Not all of them."
        await reader.press("enter", "x")
        assert "Nothing is left to look at." in where(app)
        lineage = read_lineage_file(str(file)).lineage
        assert lineage is not None
        assert [(one.change, one.note) for one in lineage.links] == [("weakened", "Not all of them.")]
        assert lineage.suggestions == ()
        await reader.press("escape")
        assert isinstance(app.screen, CompareScreen)

    drive(open_library(), WIDE, steps, Place(TABLE, "theirs"))


def test_a_code_is_begun_part_by_part_and_gone_on_with(folder: Path) -> None:
    """One key a part; escape keeps everything; ctrl+s writes two files that pass the check."""
    kept = Path(state_folder(), "begun", "theirs.toml")
    gone = Decision(part="gone", choice="omit", reason="It was in an earlier edition.")
    write_decisions(str(kept), Decisions(source="theirs", decisions=(gone,)))

    async def begin(reader: Reader, app: CompactsApp) -> None:
        await reader.press("n")
        assert isinstance(app.screen, AdoptScreen)
        await reader.press("a", "e")
        app.screen.query_one(TextArea).text = "Answer every letter within a week."
        await reader.press("ctrl+s", "down", "enter")
        app.screen.query_one(Input).value = "Ours come late."
        await reader.press("enter")
        assert "2 of 3 parts decided" in where(app)
        await reader.press("o")
        app.screen.query_one(Input).value = "We have no money."
        await reader.press("enter", "u")
        assert "2 of 3 parts decided" in where(app)
        await reader.press("escape")

    async def go_on(reader: Reader, app: CompactsApp) -> None:
        await reader.press("n")
        assert "2 of 3 parts decided" in where(app)
        marks = [str(option.prompt)[:1] for option in app.screen.query_one("#parts", OptionList).options]
        assert marks == ["✓", "≈", " "]
        await reader.press("o")
        app.screen.query_one(Input).value = "We have no money."
        await reader.press("enter", "ctrl+s")
        for answer in ("Ours too", "Otterbury", "Otterbury accord"):
            app.screen.query_one(Input).value = answer
            await reader.press("enter")
        await reader.press("enter")

    drive(open_library(), WIDE, begin, Place(TABLE, "theirs"))
    drive(open_library(), SMALL, go_on, Place(TABLE, "theirs"))
    assert gone in read_decisions(str(kept)).decisions
    checked = run_here("check", str(folder))
    assert (checked.code, checked.out) == (0, "")
    data = run_here("compare", "theirs", "otterbury-ours-too", "--json").json
    assert [(row["verdict"], row["notes"][0]) for row in data["rows"]] == [
        ("kept", "It was taken over as it is."),
        ("stronger", "Ours come late."),
        ("dropped", "We have no money."),
    ]


def test_hostile_texts_stay_texts() -> None:
    """Whatever two codes say, the comparison shows it as text."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("d")
        app.screen.query_one(OptionList).highlighted = 0
        await reader.press("enter")
        assert isinstance(app.screen, CompareScreen)
        assert squeezed("[@click=app.quit]x[/]") in squeezed(painted(app))
        await reader.press("escape", "n", "a", "a", "escape")
        assert library_screen(app)

    assert bad("x")
    drive(library_of(hostile_code(), plain_code()), (200, 120), steps, Place(TABLE, "plain"))
