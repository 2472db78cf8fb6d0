"""Pages set in lines: laws for any text and any width."""

from hypothesis import example, given
from hypothesis import strategies as st

from compact_core.reports.page import Columns, Fact, Grid, Heading, Items, Words
from compact_core.text import clean
from compact_tui.layout import Jump, MarkedWords, Page, PaneBlock, jump_lines, jumps_of, lines_of
from compact_tui.state import START
from tui.driving import squeezed
from tui.samples import HOSTILE

TEXTS = st.text(max_size=60) | st.sampled_from(HOSTILE) | st.text("[]/@b \n\t\x1b\u202e漢", max_size=30)
ITEMS = st.lists(TEXTS, max_size=3).map(tuple)
GRIDS = st.integers(0, 3).flatmap(
    lambda width: st.builds(
        Grid, st.tuples(*[TEXTS] * width), st.lists(st.tuples(*[TEXTS] * width), max_size=3).map(tuple)
    )
)
COLUMNS = st.integers(0, 3).flatmap(
    lambda width: st.builds(Columns, st.tuples(*[TEXTS] * width), st.tuples(*[ITEMS] * width))
)
BLOCKS: st.SearchStrategy[PaneBlock] = st.one_of(
    st.builds(Heading, st.integers(1, 4), TEXTS, depth=st.integers(0, 7)),
    st.builds(Words, TEXTS),
    st.builds(MarkedWords, st.just("key "), TEXTS),
    st.builds(Fact, TEXTS, TEXTS),
    st.builds(Items, ITEMS),
    st.builds(Jump, TEXTS, st.just(START), TEXTS, st.integers(0, 7)),
    GRIDS,
    COLUMNS,
)
PAGES = st.builds(Page, st.just(()), st.lists(BLOCKS, max_size=5).map(tuple))
WIDTHS = st.integers(8, 120)


@example(Page((), (Jump("", START, "", 1), MarkedWords("key ", "0"))), 8)
@given(PAGES, WIDTHS)
def test_no_line_is_wider_than_the_page(page: Page, width: int) -> None:
    """Whatever the text, every line has room in the width, wide characters and long words included."""
    assert [line for line in lines_of(page, {}, width) if line.content.cell_length > width] == []


@given(TEXTS, WIDTHS)
def test_no_text_is_lost(text: str, width: int) -> None:
    """A paragraph has the same characters in lines as before, spaces apart."""
    lines = lines_of(Page((), (Words(text),)), {}, width)
    assert squeezed("".join(line.content.plain for line in lines)) == squeezed(clean(text))


@given(PAGES, WIDTHS)
def test_every_link_has_lines_of_its_own(page: Page, width: int) -> None:
    """Each link has lines next to each other, in the order of the page, and no other text shares them."""
    numbers = [line.jump for line in lines_of(page, {}, width) if line.jump >= 0]
    assert sorted(set(numbers)) == list(range(len(jumps_of(page))))
    assert numbers == sorted(numbers)


@given(TEXTS, WIDTHS)
def test_choosing_a_link_moves_nothing(text: str, width: int) -> None:
    """A chosen link has as many lines as before, so that nothing below it jumps about."""
    jump = Jump(text, START, "action")
    plain, chosen = jump_lines(jump, 0, {}, width), jump_lines(jump, 0, {}, width, chosen=True)
    assert len(plain) == len(chosen)
    assert chosen[0].content.plain.startswith("▸ ")
    assert [line.content.plain[2:] for line in plain] == [line.content.plain[2:] for line in chosen]


UNDERTAKINGS = Columns(
    ("Public bodies", "Voluntary sector"),
    (("pay on time", "say why"), ("report",)),
)


def test_columns_stand_side_by_side_where_there_is_room() -> None:
    """Lists of unequal length share their lines."""
    lines = [line.content.plain.rstrip() for line in lines_of(Page((), (UNDERTAKINGS,)), {}, 60)]
    assert lines == [
        "Public bodies  Voluntary sector",
        "• pay on time  • report",
        "• say why",
    ]


def test_the_widest_column_gives_way() -> None:
    """Where not everything has room, short columns keep their width and the longest is wrapped."""
    table = Grid(("Kind", "Who decides"), (("Grant", "a long tale of who decides and when"),))
    lines = [line.content.plain.rstrip() for line in lines_of(Page((), (table,)), {}, 34)]
    assert lines == ["Kind   Who decides", "Grant  a long tale of who", "       decides and when"]


def test_a_table_without_room_becomes_a_list() -> None:
    """In a narrow terminal every cell stands behind its heading."""
    table = Grid(("Kind", "Who decides"), (("Grant", "a long tale of who decides and when"),))
    lines = [line.content.plain for line in lines_of(Page((), (table,)), {}, 24)]
    assert lines == ["Kind: Grant", "Who decides: a long tale", "of who decides and when", ""]


def test_columns_follow_each_other_where_there_is_none() -> None:
    """In a narrow terminal each party has its heading and its list."""
    lines = [line.content.plain for line in lines_of(Page((), (UNDERTAKINGS,)), {}, 30)]
    assert lines == ["Public bodies", "• pay on time", "• say why", "Voluntary sector", "• report", ""]


def test_empty_lines_stand_between_what_is_of_its_own() -> None:
    """A heading, a link after text, and facts after text stand apart; what a link leads to stands set in below it."""
    blocks = (
        *(Heading(1, "Title"), Words("Said."), Words("More."), Fact("Place", "1"), Fact("Kind", "action")),
        *(Jump("there", START, "Upholds"), Words("Why."), Jump("elsewhere", START), Fact("Held", "2003")),
        *(Heading(2, "List"), Items(("a", "b"))),
    )
    assert [line.content.plain.rstrip() for line in lines_of(Page((), blocks), {}, 40)] == [
        *("Title", "", "Said.", "More.", "", "Place: 1", "Kind: action", ""),
        *("  Upholds: there", "  Why.", "", "  elsewhere", "Held: 2003", ""),
        *("List", "• a", "• b"),
    ]


def test_a_clause_is_set_further_in_than_the_clause_around_it() -> None:
    """Links and what is said below them are set in by two cells a step, tables too; a narrow pane keeps its words."""
    table = Grid(("What", "Days"), (("Bills", "30"),))
    blocks = (Jump("(a)", START, depth=1), Words("post"), Jump("(i)", START, depth=7), table)
    lines = [line.content.plain.rstrip() for line in lines_of(Page((), blocks), {}, 60)]
    deep = " " * 14
    assert lines == ["    (a)", "    post", "", f"{deep}  (i)", f"{deep}What   Days", f"{deep}Bills  30"]
    assert [line.content.plain for line in lines_of(Page((), blocks[2:3]), {}, 20)] == [" " * 8 + "(i)"]
