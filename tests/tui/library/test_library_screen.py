"""Moving about in the main screen: by keys, by mouse, and back again."""

from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.pilot import Pilot

import compact_tui
from compact_core.model import Agreement, Header, RelatedCode
from compact_tui.app import CompactsApp
from compact_tui.key_line import KeyLine
from compact_tui.layout import jumps_of
from compact_tui.library.code_tree import CodeTree
from compact_tui.reading_pane import ReadingPane
from compact_tui.state import Place
from samples import FERRY
from tui.driving import SMALL, TINY, USUAL, WIDE, drive, library_screen, our_codes, painted, pane, tree, until
from tui.samples import library_of, plain_code

LEEDS = "compact-for-leeds"
CODE = "leeds-partnership-2003"
BARRIER = Place(LEEDS, CODE, "barrier-power")
ACTION = Place(LEEDS, CODE, "share-power")


def place(app: CompactsApp) -> Place:
    """What the reading pane shows."""
    return library_screen(app).state.view.place


def focused(app: CompactsApp) -> str:
    """Which part of the screen takes the keys."""
    return (app.focused and app.focused.id) or ""


def test_it_opens_on_the_agreements() -> None:
    """The list has the agreement and its codes, the pane the agreement, and no code was read for it."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        del pilot
        shown = painted(app)
        assert "▼ Compact for Leeds" in shown
        assert "○ 2003 Promoting equal partnerships (leaflet)" in shown
        assert shown.index("● 2017 Leeds Code") < shown.index("○ 2003 Promoting")
        assert place(app) == Place(LEEDS)
        assert focused(app) == "tree"

    drive(our_codes(), (200, 50), steps)


def test_the_pane_follows_the_cursor() -> None:
    """Each key in the tree shows another page, and the pane says first where the reader is."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("down", "down", "enter", "j")
        assert place(app) == Place(LEEDS, CODE, "introduction")
        first = painted(app, pane(app)).splitlines()[0]
        assert "Compact for Leeds → Promoting equal partnerships → 1 Introduction" in first
        await pilot.press("k", "k", "k")
        assert place(app) == Place(LEEDS)
        await pilot.press("G")
        assert place(app) == Place(LEEDS, "leeds-partnership-2003-leaflet")
        await pilot.press("g")
        assert place(app) == Place(LEEDS)

    drive(our_codes(), (200, 50), steps)


def test_enter_opens_and_then_reads() -> None:
    """Enter opens a closed entry; on an open entry or a leaf it goes to the reading pane."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("down", "enter")
        code = tree(app).root.children[0].children[0]
        assert (focused(app), code.is_expanded) == ("tree", True)
        await pilot.press("enter")
        assert focused(app) == "page"
        await pilot.press("escape")
        assert focused(app) == "tree"
        await pilot.press("left")
        assert not code.is_expanded
        await pilot.press("left")
        assert place(app) == Place(LEEDS)

    drive(our_codes(), WIDE, steps)


@pytest.mark.parametrize("size", [WIDE, USUAL, TINY])
def test_a_jump_can_be_taken_back(size: tuple[int, int]) -> None:
    """Enter follows the chosen link; escape returns to the same entry, the same lines and the same link."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("tab", "pagedown", "down", "down", "down")
        page = pane(app)
        before = (page.page, page.jump, page.scroll_offset, painted(app, page), tree(app).place)
        assert page.jump >= 0
        await pilot.press("enter")
        assert place(app) != ACTION
        assert tree(app).place == place(app)
        assert focused(app) == "page"
        await pilot.press("escape")
        assert (page.page, page.jump, page.scroll_offset, painted(app, page), tree(app).place) == before
        await pilot.press("escape")
        assert focused(app) == "tree"

    drive(our_codes(), size, steps, ACTION)


def test_links_lead_both_ways() -> None:
    """An action leads to the barrier it helps against, and the barrier back to the action."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        page = pane(app)
        assert "Helps against" in painted(app, page)
        assert "(our reading)" in painted(app, page)
        await pilot.press("tab", "down", "enter")
        assert place(app) == BARRIER
        assert "What helps against it: Share power and influence" in painted(app, page)

    drive(our_codes(), (160, 50), steps, ACTION)


def test_arrows_reach_every_link_and_the_end() -> None:
    """Going down far enough chooses each link once and shows the last line; going up leads to the first line."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        page = pane(app)
        await pilot.press("tab", "down")
        chosen = [page.jump]
        for _ in range(90):
            page.action_down()
            chosen.append(page.jump)
        links = list(dict.fromkeys(number for number in chosen if number >= 0))
        assert links == sorted(links)
        assert len(links) == len(jumps_of(page.page))
        assert page.scroll_offset.y == page.max_scroll_y
        for _ in range(90):
            page.action_up()
        assert page.scroll_offset.y == 0

    drive(our_codes(), SMALL, steps, Place(LEEDS, CODE))


def test_a_narrow_terminal_shows_one_thing_at_a_time() -> None:
    """At 40x15 the list and the pane take turns: enter reads, escape and tab go back and forth."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert (tree(app).display, pane(app).display) == (True, False)
        await pilot.press("down", "enter", "enter")
        assert (tree(app).display, pane(app).display) == (False, True)
        assert "Leeds Code of Practice" in painted(app)
        await pilot.press("escape")
        assert (tree(app).display, pane(app).display) == (True, False)
        await pilot.press("tab")
        assert (tree(app).display, pane(app).display) == (False, True)
        assert focused(app) == "page"

    drive(our_codes(), TINY, steps)


def test_resizing_keeps_the_place() -> None:
    """A terminal made narrow and wide again shows the same place, with the focus where it was."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("tab", "down")
        chosen = pane(app).jump
        await pilot.resize_terminal(*TINY)
        await until(lambda: (tree(app).display, pane(app).display) == (False, True), "only the page is shown", pilot)
        await pilot.resize_terminal(*WIDE)
        await until(lambda: (tree(app).display, pane(app).display) == (True, True), "both are shown", pilot)
        assert (place(app), pane(app).jump, focused(app)) == (ACTION, chosen, "page")

    drive(our_codes(), WIDE, steps, ACTION)


def test_the_mouse_opens_chooses_and_follows() -> None:
    """A click opens an entry of the tree, follows a link in the pane, and presses a key of the bottom line."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.click(tree(app), offset=(12, 3))
        assert place(app) == Place(LEEDS, CODE)
        lines = painted(app, pane(app)).splitlines()
        row = next(number for number, line in enumerate(lines) if "3 The range of partnership working" in line)
        await pilot.click(pane(app), offset=(6, row))
        assert place(app) == Place(LEEDS, CODE, "range")
        await pilot.click(KeyLine, offset=(painted(app, app.screen.query_one(KeyLine)).index("Back"), 0))
        assert place(app) == Place(LEEDS, CODE)

    drive(our_codes(), (160, 60), steps)


def test_marked_text_can_be_taken() -> None:
    """Text marked with the mouse is what the pane says in those lines."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        app.screen.text_select_all()
        await pilot.pause()
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert "Share power and influence" in selected

    drive(our_codes(), WIDE, steps, ACTION)


def test_it_opens_at_a_place() -> None:
    """Started with a provision, the tree is open there and the pane shows it."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        del pilot
        assert place(app) == ACTION
        assert tree(app).place == ACTION
        assert "Share power and influence" in painted(app, pane(app))

    drive(our_codes(), SMALL, steps, ACTION)


def test_an_empty_library_says_what_to_do() -> None:
    """Without codes, the pane names the folder in which codes belong."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        shown = " ".join(painted(app, pane(app)).split())
        assert "There are no codes to show." in shown
        assert "or start with --codes and a folder." in shown
        await pilot.press("enter", "escape", "tab", "c", "down", "up", "enter")
        assert app.is_running

    drive(library_of(), WIDE, steps)


def test_no_problems_no_line() -> None:
    """Where nothing is wrong, the main screen does not speak of problems, and the screen of problems says so."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert "problem" not in painted(app)
        await pilot.press("p")
        assert "No problems were found." in painted(app)

    drive(library_of(plain_code()), WIDE, steps)


def test_the_palette_jumps_from_any_screen() -> None:
    """From the help screen too, a hit leads to its provision, and escape back to where the reader was."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("question_mark", "ctrl+p")
        await pilot.press(*"unequal balance")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        assert place(app).item == BARRIER.item  # the leaflet of 2003 has it too, and says it in fewer words
        await pilot.press("escape")
        assert place(app) == ACTION

    drive(our_codes(), WIDE, steps, ACTION)


def test_every_key_has_an_id_and_says_what_it_does() -> None:
    """Users can move each key to another by its id, and each is explained."""
    modules = [import_module(module.name) for module in walk_packages(compact_tui.__path__, "compact_tui.")]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    ours = [each for each in classes if each.__module__.startswith("compact_tui.") and "BINDINGS" in vars(each)]
    bindings = [binding for each in ours for binding in vars(each)["BINDINGS"]]
    assert {CompactsApp, CodeTree, ReadingPane} <= set(ours)
    ids = [binding.id for binding in bindings]
    assert [binding for binding in bindings if not (binding.id and binding.tooltip and binding.description)] == []
    assert len(set(ids)) == len(ids)


def test_many_agreements_are_closed_at_first() -> None:
    """A library of a country shows its agreements alone; a small one shows the codes too."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        del pilot
        assert [node.is_expanded for node in tree(app).root.children] == [False] * 21
        assert len(tree(app).root.children[0].children) == 0

    codes = [
        replace(plain_code(), header=Header(id=f"c{number}", title="C"), agreement=agreement(number))
        for number in range(21)
    ]
    drive(library_of(*codes), WIDE, steps)


def agreement(number: int) -> Agreement:
    """One of many agreements."""
    return Agreement(id=f"a{number}", name=f"Agreement {number}", kind="compact")


def test_a_long_name_takes_several_lines_of_the_list_and_one_step_of_the_cursor() -> None:
    """No name is cut: it goes on below, and the arrow keys step from name to name, whichever way."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("escape")
        lines = [line.strip("│├└ ") for line in painted(app, tree(app)).splitlines()]
        place_of_it = lines.index("• action: Share power and")
        assert lines[place_of_it : place_of_it + 2] == ["• action: Share power and", "influence"]
        chosen = place(app)
        for keys in (("down", "up"), ("up", "down"), ("end", "home")):
            await pilot.press(keys[0])
            assert place(app) != chosen
            await pilot.press(keys[1])
        assert place(app) == Place(LEEDS)

    drive(our_codes(), (36, 15), steps, ACTION)


@pytest.mark.parametrize("width", [20, 61])
def test_every_name_is_stepped_on_once_and_read_whole(width: int) -> None:
    """At any width the cursor comes by every line of the outline, and what is painted has all words of it."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("escape", "home")
        seen = []
        for _ in range(12):
            seen.append(place(app))
            node = tree(app).cursor_node
            assert node is not None
            assert "".join(str(node.label).split()) in "".join(painted(app, tree(app)).replace("│", "").split())
            await pilot.press("down")
        assert len(set(seen)) == len(seen)

    drive(our_codes(), (width, 30), steps, ACTION)


def test_another_theme_colours_the_page_at_once() -> None:
    """After a change of the theme the page has the colours of the new one, without another key."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        colours = []
        for _ in range(2):
            await pilot.press("ctrl+t")
            await pilot.pause()
            title = pane(app).render_line(0)
            styles = [segment.style for segment in title if segment.text.strip()]
            colours.append({style.color.name for style in styles if style and style.color})
            assert colours[-1] == {app.theme_variables["primary"].lower()}
        assert colours[0] != colours[1]

    drive(our_codes(), WIDE, steps, Place(LEEDS, CODE))


def test_a_key_shows_the_translation() -> None:
    """The key e leads to the same part in another language, where there is one; on an agreement it is not there."""
    welsh = replace(
        FERRY,
        header=replace(FERRY.header, id="cy", language="cy"),
        related=(RelatedCode(code=FERRY.id, relation="translates"),),
    )
    part = Place(FERRY.agreement.id, FERRY.id, FERRY.provisions[0].id)

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("e")
        assert place(app) == part._replace(code="cy")
        await pilot.press("e")
        assert place(app) == part
        await pilot.press("tab", "home")
        assert place(app) == Place(FERRY.agreement.id)
        assert "Translation" not in painted(app, app.screen.query_one(KeyLine))
        await pilot.press("e")
        assert place(app) == Place(FERRY.agreement.id)

    drive(library_of(FERRY, welsh), WIDE, steps, part)
