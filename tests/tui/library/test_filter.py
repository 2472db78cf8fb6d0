"""The list of codes limited to a place, an agreement or a kind of provision."""

import pytest
from hypothesis import given
from textual.pilot import Pilot
from textual.widgets import Button, Select

from compact_core.model import Code
from compact_core.model.code import CodeIndex
from compact_tui.app import CompactsApp
from compact_tui.library.outline import EVERYTHING, Filter, rows_below
from compact_tui.state import START, Place
from strategies import codes, few
from tui.driving import SMALL, TINY, USUAL, drive, library_screen, our_codes, painted, pane, tree
from tui.samples import hostile_library, library_of, plain_code

LEEDS = "compact-for-leeds"
CODE = "leeds-partnership-2003"
BARRIER = Place(LEEDS, CODE, "barrier-power")
ACTION = Place(LEEDS, CODE, "share-power")


def reached(code: Code, wanted: Filter) -> list[str]:
    """Ids of everything that the tree shows of a code, each level opened, none of it twice."""
    library = library_of(code)
    ids: list[str] = []
    below = rows_below(library, Place(code.agreement.id, code.id), wanted)
    while below:
        row = below.pop()
        if row.place.item:
            ids.append(row.place.item)
        if row.expandable:
            below += rows_below(library, row.place, wanted)
    assert len(set(ids)) == len(ids)
    return ids


@few
@given(codes())
def test_exactly_the_provisions_of_a_kind_are_reached(code: Code) -> None:
    """For any code and kind, opening everything shows all provisions of the kind, no others, and what leads there."""
    for kind in {provision.kind for provision in code.provisions}:
        shown = set(reached(code, Filter(kind=kind)))
        index = CodeIndex(code)
        of_kind = [provision for provision in code.provisions if provision.kind == kind]
        around = {outer.id for provision in of_kind for outer in index.around(provision)}
        assert shown == {provision.id for provision in of_kind} | around


@few
@given(codes())
def test_no_filter_hides_nothing(code: Code) -> None:
    """Without a filter every provision can be reached."""
    assert {provision.id for provision in code.provisions} <= set(reached(code, EVERYTHING))


def test_a_code_without_the_kind_says_so() -> None:
    """A code that has nothing of the kind is shown, and says so when it is opened."""
    (row,) = rows_below(library_of(plain_code()), Place("agreement", "plain"), Filter(kind="progress-sign"))
    assert (row.place, row.title, row.expandable) == (Place("agreement", "plain"), "(no progress sign here)", False)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (EVERYTHING, True),
        (Filter(place="Leeds, England"), True),
        (Filter(place="York"), False),
        (Filter(agreement="Compact for Leeds"), True),
        (Filter(place="Leeds, England", agreement="covenant"), False),
        (Filter(place="[b]", agreement="*"), False),
    ],
)
def test_codes_fit_by_their_names(wanted: Filter, fits: bool) -> None:  # noqa: FBT001 - what is expected
    """A code fits that has the place and the agreement which were chosen."""
    rows = rows_below(our_codes(), START, wanted)
    assert [row.place for row in rows] == ([Place(LEEDS)] if fits else [])


def test_a_filter_is_told_in_words() -> None:
    """Kind, place and agreement are named, and only those that limit anything."""
    assert Filter("Leeds", "Covenant", "warning-sign").in_words() == (
        "Only warning signs, place Leeds, agreement Covenant"
    )
    assert Filter(kind="action").in_words() == "Only actions"


def offered(app: CompactsApp, name: str) -> list[str]:
    """What a list of the dialog offers."""
    return [str(option[0]) for option in app.screen.query_one(f"#{name}", Select)._options]  # noqa: SLF001 - not painted


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_the_dialog_limits_the_list(size: tuple[int, int]) -> None:
    """F asks, enter limits the list, its title says so, and x shows everything again."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("escape", "f", "enter", "down", "enter")
        app.screen.query_one("#kind", Select).value = "barrier"
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one(Button)
        await pilot.press("enter")
        assert tree(app).wanted == Filter(place="Leeds, England", kind="barrier")
        assert "Only barriers, place Leeds" in painted(app)
        assert library_screen(app).state.view.place == BARRIER
        assert tree(app).place == BARRIER
        await pilot.press("x")
        assert tree(app).wanted == EVERYTHING
        assert "Agreements and codes" in painted(app)
        assert tree(app).place == BARRIER

    drive(our_codes(), size, steps, BARRIER)


def test_the_dialog_offers_what_is_there() -> None:
    """Each list has what is there with what the others have chosen, and how much of it; escape changes nothing."""
    library = our_codes()
    barriers = sum(library.kinds()[entry.id].get("barrier", 0) for entry in library.entries)

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("f")
        assert offered(app, "place") == ["every place (3 codes)", "Leeds, England (3 codes)"]
        assert offered(app, "agreement") == ["every agreement (3 codes)", "Compact for Leeds (3 codes)"]
        assert f"barriers ({barriers})" in offered(app, "kind")
        assert not any("indicator" in line for line in offered(app, "kind"))
        app.screen.query_one("#kind", Select).value = "barrier"
        await pilot.pause()
        assert offered(app, "place") == ["every place (2 codes)", "Leeds, England (2 codes)"]
        await pilot.press("escape")
        assert tree(app).wanted == EVERYTHING

    drive(our_codes(), SMALL, steps)


def test_a_link_to_what_is_hidden_can_be_followed() -> None:
    """A place that the list does not show is read all the same, and a notice says why the list does not show it."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("f")
        app.screen.query_one("#kind", Select).value = "barrier"
        await pilot.pause()
        await pilot.press("enter")
        library_screen(app).go(ACTION)
        await pilot.pause()
        assert "Share power and influence" in painted(app, pane(app))
        assert tree(app).place == BARRIER
        assert "Press x to show everything in it." in " ".join(painted(app).split())
        await pilot.press("x")
        assert tree(app).place == ACTION

    drive(our_codes(), (120, 60), steps, BARRIER)


def test_hostile_names_are_text() -> None:
    """Names from files are offered and shown as they stand."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("f", "enter", "down", "enter", "enter")
        assert "[b]bold[/b]" in tree(app).wanted.place
        assert "[b]bold[/b]" in painted(app, tree(app))

    drive(hostile_library(), (300, 40), steps)
