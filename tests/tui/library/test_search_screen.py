"""Search while typing: what is found, how it is shown, and where it leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from compact_core.errors import CompactsError
from compact_core.library.library import Library
from compact_core.library.search.full_text import MARK, UNMARK
from compact_core.library.search.query import FEW, Hit, Query
from compact_tui.app import CompactsApp
from compact_tui.home_screen import HomeScreen
from compact_tui.library import search_screen as search_module
from compact_tui.library.hit_list import OFFER, HitList
from compact_tui.library.outline import Filter
from compact_tui.library.search_screen import SearchScreen
from compact_tui.library.searching import FILTERS, MOST_HITS, Search, kind_in_words, next_kind
from compact_tui.state import Place
from tui.driving import SMALL, TINY, USUAL, WIDE, Reader, drive, library_screen, our_codes, painted, until
from tui.samples import HOSTILE, bad, library_of, plain_code

ACTION = Place("compact-for-leeds", "leeds-partnership-2003", "share-power")
NUMBERS = st.integers(-5, 60)
HITS = st.lists(st.integers(0, 80), unique=True, max_size=MOST_HITS).map(lambda ids: [*map(hit, map(str, ids))])


def hit(item: str) -> Hit:
    """A hit of that id."""
    return Hit("plain", "A plain code", "Nowhere", item, "action", "", "1", "1", item, "")


def searched(app: CompactsApp) -> Search:
    """What the screen of search shows."""
    assert isinstance(app.screen, SearchScreen)
    return app.screen._search  # noqa: SLF001 - what the screen knows, to compare with what it paints


def chosen(app: CompactsApp) -> str:
    """The line of the chosen hit."""
    return next(line for line in painted(app, app.screen.query_one(HitList)).splitlines() if "▸" in line)


@pytest.fixture
def _unranked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader never pauses long enough for hits to be ranked, so that they stay as they came, however slow it is."""
    monkeypatch.setattr(search_module, "PAUSE", 3600)


async def ranked(pilot: Pilot[object], app: CompactsApp) -> None:
    """Wait until the best hits are shown."""
    best = tuple(app.library.find(Query(searched(app).text, limit=MOST_HITS, typing=True)))
    await until(lambda: searched(app).hits == best, "the best hits are shown", pilot)


@given(HITS, HITS, NUMBERS)
def test_ranking_never_moves_the_chosen_hit(before: list[Hit], ranked: list[Hit], number: int) -> None:
    """Whatever comes in whatever order, the hit that the reader chose stays chosen, and each hit stands once."""
    search = Search("words").found(before).choose(number)
    after = search.ranked(ranked)
    assert len({hit.item for hit in after.hits}) == len(after.hits) <= MOST_HITS
    if before:
        assert after.hits[after.chosen] == search.hits[search.chosen]
        assert after.chosen == min(search.chosen, len(after.hits) - 1)
    else:
        assert after.hits == tuple(ranked)


@given(HITS, HITS)
def test_the_best_hit_is_chosen_until_the_reader_chooses(before: list[Hit], ranked: list[Hit]) -> None:
    """Where nothing was chosen, the ranked hits stand as they came, and the best is chosen."""
    after = Search("words").found(before).ranked(ranked)
    assert (after.hits, after.chosen) == (tuple(ranked), 0)


@given(st.sampled_from(FILTERS), st.integers(-40, 40))
def test_the_kinds_go_round(kind: str, by: int) -> None:
    """Going on and then back by as many steps leads to the same kind, and each kind is reached."""
    assert next_kind(next_kind(kind, by), -by) == kind
    assert {next_kind(kind, step) for step in range(len(FILTERS))} == set(FILTERS)


@pytest.mark.parametrize(
    ("search", "told", "advice"),
    [
        (Search(), "Nothing to look for yet", "Type some words. Every code is searched, and the hits stand here."),
        (
            Search('"*"'),
            "Nothing to look for yet",
            "Type some letters or numbers: other signs are not searched.",
        ),
        (
            Search("qqq"),
            "No hits",
            "Nothing has this word. Try fewer words, or only the beginning of a word.",
        ),
        (
            Search("qqq zzz", "barrier"),
            "No hits",
            (
                "Nothing has all of these words. Try fewer words, or only the beginning of a word."
                " Or look for every kind: press tab or shift+tab."
            ),
        ),
    ],
)
def test_without_hits_it_says_what_to_do(search: Search, told: str, advice: str) -> None:
    """An empty list says how many hits there are and what can be tried."""
    assert (search.summary(), search.advice()) == (told, advice)


def test_the_number_of_hits_is_told() -> None:
    """One hit, some hits, and as many as are shown."""
    assert Search("w").found([hit("1")]).summary() == "1 hit"
    assert Search("w").found([hit("1"), hit("2")]).summary() == "2 hits"
    assert Search("w").found([hit(str(number)) for number in range(MOST_HITS)]).summary() == "50 hits or more"


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_typing_finds_and_enter_goes_there(size: tuple[int, int]) -> None:
    """Hits stand below the words as they are typed; enter opens one, escape leads back to the reader's place."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"influencing pol")
        assert searched(app).summary() in painted(app)
        assert chosen(app).strip().startswith("▸ Influencing policy")
        assert "principle · 2003 leaflet" in painted(app)
        await pilot.press("enter")
        shown = library_screen(app).state.view.place
        assert shown.item == "test-policy"
        await pilot.press("escape", "escape")
        assert library_screen(app).state.view.place == ACTION

    drive(our_codes(), size, steps, ACTION)


@pytest.mark.usefixtures("_unranked")
def test_the_hits_on_the_screen_are_those_of_the_words() -> None:
    """After every key the hits are what the library gives for the words so far."""
    library = our_codes()

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash")
        for length, key in enumerate("share power", 1):
            await pilot.press("space" if key == " " else key)
            query = Query("share power"[:length], limit=MOST_HITS, typing=True, ranked=False)
            assert sorted(searched(app).hits) == sorted(library.find(query))
        await pilot.press("backspace", "backspace")
        assert searched(app).text == "share pow"

    drive(library, WIDE, steps)


@pytest.mark.usefixtures("_unranked")
@pytest.mark.parametrize("size", [WIDE, TINY])
def test_what_is_not_painted_anew_is_as_it_would_be(size: tuple[int, int]) -> None:
    """Only hits that changed are painted; the screen is the same as if all had been, with the same letters bold."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash")
        app.screen.query_one(Input).cursor_blink = False
        hits = app.screen.query_one(HitList)
        typed = [*"sha", "backspace", *"r p", "down", "down", "o", "down", "pagedown", "up", "tab", "q", "backspace"]
        for key in typed:
            await pilot.press("space" if key == " " else key)
            seen = app.screen._compositor.render_strips()  # noqa: SLF001 - the only place where it is
            hits.refresh()
            await pilot.pause()
            assert seen == app.screen._compositor.render_strips(), key  # noqa: SLF001

    drive(our_codes(), size, steps)


def test_what_was_found_is_bold_and_underlined() -> None:
    """The words that were found are marked by more than their colour, and no mark of the index is painted."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"influence")
        hits = app.screen.query_one(HitList)
        strips = [hits.render_line(row) for row in range(hits.size.height)]
        marked = [
            segment
            for strip in strips
            for segment in strip
            if segment.style and segment.style.bold and segment.style.underline
        ]
        assert {segment.text.lower()[:6] for segment in marked} == {"influe"}
        assert not {MARK, UNMARK} & set(painted(app))

    drive(our_codes(), WIDE, steps)


@pytest.mark.usefixtures("_unranked")
def test_arrows_choose_and_keep_the_hit_on_the_screen() -> None:
    """Down and page down reach the last hit, up the first; the chosen one is always painted."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"partner")
        for keys in (["down"] * 5, ["pagedown"] * 30, ["up"] * 3, ["pageup"] * 30):
            for key in keys:
                await pilot.press(key)
                found = searched(app)
                title = found.hits[found.chosen].title.replace(MARK, "").replace(UNMARK, "")
                assert title[:15] in chosen(app)
            if keys[0] == "pagedown":
                assert found.chosen == len(found.hits) - 1
        assert found.chosen == 0

    drive(our_codes(), TINY, steps)


def test_ranked_hits_come_after_a_pause() -> None:
    """When the reader stops typing, the best hits take the place of the first ones; short words are not ranked."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"organisation")
        first = searched(app).hits
        await ranked(pilot, app)
        assert searched(app).hits != first
        assert not Search("or").found([hit("1")]).worth_ranking

    drive(our_codes(), WIDE, steps)


@pytest.mark.usefixtures("_unranked")
def test_hits_are_limited_to_a_kind() -> None:
    """Tab and shift+tab, and a click on the line that names it, limit the hits to one kind, in words."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"power")
        every = searched(app).hits
        for by, kind in ((1, FILTERS[1]), (2, FILTERS[2])):
            await pilot.press("tab")
            assert searched(app).kind == kind
            assert searched(app).hits == tuple(hit for hit in every if hit.kind == kind), by
            assert f"Kind: {kind_in_words(kind)} (tab changes it)" in painted(app)
        await pilot.press("shift+tab", "shift+tab")
        assert searched(app).hits == every
        await pilot.click("#limits")
        assert searched(app).kind == FILTERS[1]

    drive(our_codes(), SMALL, steps)


def test_a_click_opens_a_hit_and_the_wheel_scrolls() -> None:
    """The mouse opens the hit under it, also after the wheel was turned."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"partner")
        await ranked(pilot, app)
        hits = app.screen.query_one(HitList)
        third = searched(app).hits[2]
        for _ in range(4):
            hits.on_mouse_scroll_down()
        for _ in range(3):
            hits.on_mouse_scroll_up()
        await pilot.click(hits, offset=(8, 5))
        assert library_screen(app).state.view.place[1:3] == (third.code, third.item)

    drive(our_codes(), WIDE, steps)


def test_the_words_are_kept_for_the_next_time() -> None:
    """Opened again, the search has its words, its kind and its chosen hit; typing replaces the words."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"power", "down", "down", "enter")
        await pilot.press("slash")
        assert (searched(app).text, searched(app).chosen) == ("power", 2)
        await pilot.press(*"trust")
        assert app.screen.query_one(Input).value == "trust"
        await pilot.press("escape")
        assert library_screen(app).focused is not None

    drive(our_codes(), WIDE, steps)


def test_any_words_are_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sign in the words has a meaning, for the index or for the screen, when hits are found and when ranked."""
    monkeypatch.setattr(search_module, "PAUSE", 0.02)

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash")
        for text in ('"', "*", "NEAR(a b)", "a AND", "-a", "a:b", "^a", "(", *HOSTILE):
            app.screen.query_one(Input).value = text
            await pilot.pause(search_module.PAUSE)
            await pilot.press("down", "tab")
            assert searched(app).text == app.screen.query_one(Input).value, text
        await pilot.press("escape")
        assert library_screen(app).is_current

    drive(our_codes(), SMALL, steps)


def test_hostile_hits_are_shown_as_text() -> None:
    """A hit may say anything: it is painted as it stands, on its own lines."""

    def find(query: Query) -> list[Hit]:
        del query
        texts = (f"{bad('title')} {MARK}found{UNMARK}", f"{bad('extract')} {MARK}[b]found[/b]{UNMARK}")
        return [hit("said")._replace(title=texts[0], extract=texts[1], at=bad("at"))]

    base = library_of(plain_code())

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", "a")
        shown = painted(app, app.screen.query_one(HitList))
        assert "title [b]bold[/b] [/x] [@click=app.quit]x[/]" in shown
        assert "[b]found[/b]" in shown

    drive(Library(base.entries, (), lambda entry: base.code(entry.id), find=find), (700, 30), steps)


def test_a_search_that_fails_says_so() -> None:
    """A library that cannot be searched is told of in words, and nothing ends."""

    def find(query: Query) -> list[Hit]:
        raise CompactsError(bad(query.text))

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"abc")
        assert "abc [b]bold[/b]" in " ".join(painted(app).split())
        await pilot.press("enter", "down", "escape")
        assert library_screen(app).is_current

    base = library_of(plain_code())
    drive(Library(base.entries, (), lambda entry: base.code(entry.id), find=find), WIDE, steps)


def test_escape_from_a_hit_leads_back_to_the_hits() -> None:
    """A hit is read, escape shows the hits again as they were, and escape once more what was read before them."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("slash", *"power", "down", "enter")
        assert library_screen(app).state.view.place.item
        await reader.press("escape")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Input).value == "power"
        assert searched(app).chosen == 1
        await reader.press("escape")
        assert library_screen(app).state.view.place == ACTION

    drive(our_codes(), WIDE, steps, ACTION)


def test_escape_leads_back_to_the_hits_from_the_first_screen_too() -> None:
    """The same where the search began on the first screen."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        await reader.press("slash", *"power", "enter")
        assert library_screen(app).state.view.place.item
        await reader.press("escape")
        assert isinstance(app.screen, SearchScreen)
        await reader.press("escape")
        assert isinstance(app.screen, HomeScreen)

    drive(our_codes(), WIDE, steps, None)


def test_few_hits_offer_any_of_the_words() -> None:
    """Below few hits stands the key that finds any of the words; it says so above, and the key takes it back."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"agendas", "space", *"bullying")
        assert "Nothing has all of these words." in painted(app)
        assert OFFER in painted(app)
        await pilot.press("ctrl+o")
        wanted = Query("agendas bullying", limit=MOST_HITS, typing=True, any=True)
        await until(lambda: searched(app).hits == tuple(app.library.find(wanted)) != (), "any word is found", pilot)
        assert "Any of the words (ctrl+o: all of them)" in painted(app)
        assert OFFER not in painted(app)
        await pilot.press("ctrl+o")
        assert searched(app).hits == ()
        await pilot.click(HitList, offset=(4, 3))
        assert searched(app).any

    drive(our_codes(), SMALL, steps)


def test_the_offer_is_seen_where_hits_fill_the_list() -> None:
    """In the smallest terminal, where the hits leave no room below them, the offer stands beside their number."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("slash", *"power", "space", *"agendas")
        number = len(searched(app).hits)
        assert 1 < number < FEW
        assert f"{number} hits · {OFFER}" in painted(app)

    drive(our_codes(), (40, 12), steps)


def test_what_limits_the_list_limits_the_search() -> None:
    """The search says to which codes the list is limited, keeps to them, and one key searches every code."""
    base = our_codes()

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        library_screen(app)._limit(Filter(place="Leeds, England", kind="barrier"))  # noqa: SLF001 - as the dialog does
        await pilot.press("slash", *"power")
        assert "Only place Leeds, England (ctrl+l: every code)" in painted(app)
        assert "Search some codes" in painted(app)
        assert "Kind: barrier" in painted(app)
        assert searched(app).codes == tuple(entry.id for entry in base.entries)
        assert {hit.kind for hit in searched(app).hits} == {"barrier"}
        await pilot.press("ctrl+l")
        assert "ctrl+l" not in painted(app)
        assert len({hit.kind for hit in searched(app).hits}) > 1
        await pilot.press("escape", "slash")
        assert searched(app).codes == ()

    drive(our_codes(), (120, 36), steps, ACTION)
