"""Which hits fit which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_tui.palette import Target, fit
from tui.samples import WORST


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
