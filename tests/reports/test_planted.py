"""What of a code is shown: every text that the model holds, in text, Markdown and the reading pane alike."""

from typing import Any

from compact_core.model import Header
from compact_core.model.code import CodeIndex
from compact_core.reports.code_page import code_page, part_page
from compact_core.reports.markdown import as_markdown
from compact_core.reports.plain_text import as_text
from compact_tui.layout import lines_of
from compact_tui.library.pages import page_of
from compact_tui.state import Place
from planting import EVERY, planted, planted_code
from tui.samples import library_of

NAME = "a name for files and links: what it names is shown by its own words"
NOT_SHOWN: dict[tuple[type[Any], str], str] = {
    **{(kind, name): NAME for kind, name in EVERY if name == "id" and kind is not Header},
}
"""Fields of text that no page shows, each with why."""
SHOWN = [field for field in EVERY if field not in NOT_SHOWN]


def shown() -> dict[str, str]:
    """What each output says of the code and of every part of it, one page after the other."""
    code = planted_code(SHOWN)
    library, index = library_of(code), CodeIndex(code)
    pages = [list(code_page(library, index)), *(list(part_page(library, index, part)) for part in index.items.values())]
    places = [Place(code.agreement.id, code.id, item) for item in ("", *index.items)]
    lines = (line for place in places for line in lines_of(page_of(library, place), {}, 1_000))
    return {
        "text": "".join(as_text(page, 1_000) for page in pages),
        "Markdown": "".join(as_markdown(page) for page in pages),
        "reading pane": "\n".join(line.content.plain for line in lines),
    }


def test_what_a_field_says_is_shown_everywhere() -> None:
    """The word of each field stands in text, in Markdown and in the reading pane."""
    missing = [
        f"{kind.__name__}.{name} in {output}"
        for output, said in shown().items()
        for kind, name in SHOWN
        if planted(kind, name) not in said
    ]
    assert missing == []


def test_every_exception_is_a_field() -> None:
    """The fields that are passed over are fields of the model, each once."""
    assert set(NOT_SHOWN) <= set(EVERY)
    assert len(SHOWN) + len(NOT_SHOWN) == len(EVERY)
