"""What the palette finds, and which hits fit which words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from compact_core.errors import CompactsError
from compact_core.library.library import Entry, Library
from compact_core.library.search.query import Hit, Query
from compact_core.model import Code, Paragraph
from compact_tui.app import CompactsApp
from compact_tui.library.palette import Palette, Target, fit
from compact_tui.state import Place
from tui.driving import WIDE, drive, library_screen, painted
from tui.samples import WORST, library_of, plain_code


def target(title: str, about: str = "", more: str = "") -> Target:
    """Something to find."""
    return Target(title, about, more, list)


@given(st.text(max_size=30), st.text(max_size=60))
def test_a_text_with_all_the_words_fits(query: str, text: str) -> None:
    """A title that has the words of the query fits it, whatever else it says."""
    if query.split():
        assert fit(query, target(f"{text} {query}")) > 0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (target("Share power"), target("Empower")),
        (target("Power"), target("Powerful")),
        (target("Share power"), target("Agendas", more="share power")),
    ],
)
def test_the_nearer_hit_comes_first(better: Target, worse: Target) -> None:
    """Whole words go before parts of words, and the title before the rest."""
    assert fit("power", better) > fit("power", worse) > 0


def test_every_word_counts() -> None:
    """One word that occurs nowhere is enough to leave a hit out."""
    assert fit("share agenda", target("Share power")) == 0
    assert fit("share agenda", target("Share power", more="agendas")) > 0


def test_a_long_text_takes_no_time() -> None:
    """A search that tries every way to spread the letters would not end here."""
    assert fit("a" * 50, target("ab" * 5_000)) == 0
    assert fit(WORST, target(WORST)) > 0


def unread(entry: Entry) -> Code:
    """Refuse to read a code."""
    message = f"{entry.id} was read"
    raise CompactsError(message)


async def typed(pilot: Pilot[object], app: CompactsApp, words: str) -> str:
    """What the palette shows for some words."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    app.screen.query_one(Input).value = words
    await app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(app.screen, Palette)
    return painted(app)


def test_no_code_is_read_to_find_what_it_says() -> None:
    """Codes, and what they say, are found by their words alone; a hit leads to its part of a code."""
    base = library_of(plain_code())

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert "paragraph, 1, A plain code" in await typed(pilot, app, "plainly sai")
        await pilot.press("enter")
        assert library_screen(app).state.view.place == Place("agreement", "plain", "said")
        assert "A plain code" in await typed(pilot, app, "code of practice, agreement")

    drive(Library(base.entries, (), unread, find=base.find), WIDE, steps)


def test_a_part_without_a_title_is_named_by_its_first_words() -> None:
    """A clause is offered by its number and what it says, not by the number alone."""
    clause = Paragraph(id="clause", number="1.6", text="Stay free.")

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        shown = await typed(pilot, app, "1.6")
        assert "1.6 Stay free." in shown
        assert "paragraph, 1.6, A plain code" in shown

    drive(library_of(replace(plain_code(), parts=(clause,))), WIDE, steps)


def test_a_library_that_cannot_be_searched_still_offers_its_codes() -> None:
    """Where the search fails, codes and commands are found as before."""
    base = library_of(plain_code())

    def fail(query: Query) -> list[Hit]:
        raise CompactsError(query.text)

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        assert "A plain code" in await typed(pilot, app, "plain")

    drive(Library(base.entries, (), unread, find=fail), WIDE, steps)
