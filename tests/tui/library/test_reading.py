"""The pages: whatever a code says can be read somewhere."""

from dataclasses import fields

import pytest
from hypothesis import given

from compact_core.model import Code
from compact_core.model.code import CodeIndex
from compact_core.reports.page import Words
from compact_core.text import clean
from compact_tui.layout import jumps_of, lines_of
from compact_tui.library.pages import page_of
from compact_tui.state import Place
from strategies import codes, few
from tui.driving import squeezed
from tui.samples import hostile_library, library_of

UNSEEN = {"id", "section", "within", "kind", "duty", "group", "about", "formality", "role"}
"""Fields that hold names for the file, or words that the page says in another way."""
NARROW, WIDE = 40, 2_000


def texts_of(part: object) -> list[str]:
    """Every text of a part of a code that is meant for readers."""
    values = [getattr(part, each.name) for each in fields(part) if each.name not in UNSEEN]  # type: ignore[arg-type]
    return [text for value in values for text in flat(value) if text]


def flat(value: object) -> list[str]:
    """The texts in a value, however deep."""
    return [value] if isinstance(value, str) else [text for inner in value for text in flat(inner)]  # type: ignore[attr-defined]


def said_at(code: Code, item: str, width: int = NARROW) -> str:
    """What the page of a part says, squeezed."""
    page = page_of(library_of(code), Place(code.agreement.id, code.id, item))
    return squeezed("".join(line.content.plain for line in lines_of(page, {}, width)))


@few
@given(codes())
def test_every_page_says_all_of_its_part(code: Code) -> None:
    """For any code, the page of each part has each of its texts."""
    for part in (*code.sections, *code.groups, *code.provisions, *code.quotations):
        said = said_at(code, part.id)
        assert [text for text in texts_of(part) if squeezed(clean(text)) not in said] == []


@few
@given(codes())
def test_every_table_says_all_of_its_cells(code: Code) -> None:
    """For any code, the page of a table has each word of its cells; lines of cells side by side may alternate."""
    for table in code.tables:
        said = said_at(code, table.id, WIDE)
        words = [word for text in texts_of(table) for word in clean(text).split()]
        assert [word for word in words if word not in said] == []


@few
@given(codes())
def test_every_link_leads_somewhere(code: Code) -> None:
    """For any code without a flaw, each link of each page leads to a page that can be shown."""
    library = library_of(code)
    index = CodeIndex(code)
    places = [Place(code.agreement.id, code.id, part.id) for part in (*code.sections, *code.provisions)]
    for place in [Place(code.agreement.id), Place(code.agreement.id, code.id), *places]:
        for jump in jumps_of(page_of(library, place)):
            if jump.place.item:
                assert index.item(jump.place.item).id == jump.place.item


@few
@given(codes())
def test_links_are_shown_at_both_ends(code: Code) -> None:
    """For any code, the page at each end of a link leads to the other end and gives the reason."""
    library = library_of(code)
    for link in code.links:
        target = link.target.removeprefix(f"{code.id}#")
        ends = ((link.source, target), (target, link.source))
        for here, there in ends if "#" not in target else ():
            page = page_of(library, Place(code.agreement.id, code.id, here))
            assert there in {jump.place.item for jump in jumps_of(page)}
            assert squeezed(clean(link.reason)) in said_at(code, here)


def test_our_own_reading_is_told_from_the_source() -> None:
    """A link says whether it is our reading or the source's own word."""
    page = page_of(hostile_library(), Place("agreement", "hostile", "action"))
    reasons = [block.text for block in page.blocks if isinstance(block, Words)]
    assert any(text.endswith("(our reading)") for text in reasons)
    assert "Said so. (the source says so)" in reasons


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place("agreement", "plane"), "There is no code called 'plane'. Did you mean 'plain'?"),
        (Place("agreement", "plain", "sayd"), "There is no part of plain called 'sayd'. Did you mean 'said'?"),
    ],
)
def test_what_is_not_there_is_told(place: Place, message: str) -> None:
    """A place that does not exist has a page that says so and names the nearest."""
    page = page_of(hostile_library(), place)
    assert [getattr(block, "text", "") for block in page.blocks] == [message]
