"""Two codes compared: what became of each provision, in numbers and as a page."""

import pytest

from compact_core import Library, open_library
from compact_core.errors import NotFoundError
from compact_core.model.lineage import code_of
from compact_core.reports.comparison import comparison, comparison_page, comparisons_of
from compact_core.reports.page import Fact, Heading, PageLink

OLD, NEW, LEAFLET = "leeds-partnership-2003", "leeds-working-together-2017", "leeds-partnership-2003-leaflet"


@pytest.fixture
def library() -> Library:
    """The codes of the program."""
    return open_library()


def test_each_pair_of_the_lineage_is_a_comparison(library: Library) -> None:
    """A code is compared with each code that its lineage pairs it with, whichever comes first.

    The code that replaced it stands first.
    """
    assert [(one.earlier, one.later) for one in comparisons_of(library, OLD)] == [(OLD, NEW), (OLD, LEAFLET)]
    assert comparison(library, OLD, NEW) == comparison(library, NEW, OLD)


def test_everything_that_is_compared_is_listed(library: Library) -> None:
    """The page leads to all that the lineage names of both codes, and its headings count what stands below them."""
    page = [*comparison_page(library, comparison(library, NEW, OLD))]
    linked = {link.reference for link in page if isinstance(link, PageLink)}
    lineage = [one for one in library.lineages() if NEW in one.codes]
    named = {
        reference
        for one in lineage
        for link in one.links
        if code_of(link.target[0]) == NEW
        for reference in (*link.source, *link.target)
    }
    named |= {one for each in lineage for entry in each.dropped if entry.into == NEW for one in entry.provisions}
    named |= {
        one for each in lineage for entry in each.new if code_of(entry.provisions[0]) == NEW for one in entry.provisions
    }
    assert linked == named
    numbers = [block.text.rpartition(": ")[2] for block in page if isinstance(block, Heading) and block.level > 1]
    told = next(block.text for block in page if isinstance(block, Fact) and block.label == "In short")
    assert numbers == [part.split()[0] for part in told.split(", ") if not part.startswith("0 ")]


def test_what_nothing_compares_is_told(library: Library) -> None:
    """Codes that no lineage pairs are not compared, and the message says which are."""
    with pytest.raises(NotFoundError) as error:
        comparison(library, NEW, LEAFLET)
    assert str(error.value) == (
        "'Leeds Code of Practice for Working Together' is not compared with 'leeds-partnership-2003-leaflet' in this"
        " library. It is compared with leeds-partnership-2003."
    )
