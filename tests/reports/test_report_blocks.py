"""The blocks of a page as text and as Markdown: no sign is lost, and none is taken for a command."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compact_core.reports.markdown import as_markdown
from compact_core.reports.page import Block, Columns, Fact, Grid, Heading, Items, PageLink, Words, simple
from compact_core.reports.plain_text import as_text
from strategies import filled_texts, texts

MARKDOWN = MarkdownIt("commonmark").enable("table")
some_texts = st.lists(filled_texts, min_size=1, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(
        Heading,
        st.integers(1, 8),
        filled_texts,
        st.sampled_from(("", "id")),
        kind=st.just(""),
        within=some_texts | st.just(()),
        depth=st.integers(0, 7),
    ),
    st.builds(Words, filled_texts),
    st.builds(Fact, filled_texts, filled_texts),
    st.builds(Items, some_texts),
    st.builds(PageLink, filled_texts, filled_texts, st.just("id"), st.sampled_from(("", "code")), texts),
    st.lists(st.tuples(filled_texts, some_texts), min_size=1, max_size=3).map(
        lambda columns: Columns(tuple(heading for heading, _ in columns), tuple(texts for _, texts in columns))
    ),
    st.integers(1, 3).flatmap(
        lambda width: st.builds(
            Grid, st.tuples(*[texts] * width), st.lists(st.tuples(*[texts] * width), max_size=3).map(tuple)
        )
    ),
)


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def each_line(text: str) -> str:
    """The lines of a text that are not blank, each without spaces around it."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def seen(markdown: str) -> list[tuple[str, str]]:
    """What a reader of rendered Markdown sees: each text with the tags around it."""
    tags: list[str] = []
    found = []
    for token in MARKDOWN.parse(markdown):
        if token.nesting == 1:
            tags.append(token.tag)
        elif token.nesting == -1:
            tags.pop()
        else:
            assert token.type == "inline"
            found.append(("/".join(tags), each_line("".join(_plain(token.children or [])))))
    return found


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        assert token.type in {"text", "text_special", "strong_open", "strong_close", "hardbreak"}
        yield "\n" if token.type == "hardbreak" else token.content


def meant(block: Block) -> Iterator[tuple[str, str]]:
    """What a block is to look like."""
    match block:
        case Heading(level, text, _, _, within):
            yield f"h{min(level, 6)}", one_line(text)
            if within:
                yield from meant(Fact("Stands in", " > ".join(within)))
        case Words(text):
            paragraphs = groupby(text.splitlines(), lambda line: bool(line.strip()))
            yield from (("p", each_line("\n".join(lines))) for filled, lines in paragraphs if filled)
        case Fact(label, text):
            yield "ul/li/p", one_line(f"{one_line(label)}: {text}")
        case PageLink(label, text, _, _, note):
            yield from meant(Fact(label, f"{text} [{block.reference}]{f'. {note}' if note else ''}"))
        case Columns(headings, lists):
            for heading, texts in zip(headings, lists, strict=True):
                yield from (*meant(Words(f"{heading}:")), *meant(Items(texts)))
        case Items(every):
            yield from (("ul/li/p", one_line(text)) for text in every)
        case Grid(headings, rows):
            yield from (("table/thead/tr/th", one_line(text)) for text in headings)
            yield from (("table/tbody/tr/td", one_line(text)) for row in rows for text in row)


def test_facts_after_a_list_are_a_list_of_their_own() -> None:
    """Facts do not join the items before them."""
    tokens = MARKDOWN.parse(as_markdown([Items(("one", "two")), Fact("Kind", "action"), Fact("Place", "1")]))
    assert [token.type for token in tokens].count("bullet_list_open") == 2


@given(some_texts, blocks, st.sampled_from((80, 40, 20)))
def test_nothing_that_follows_a_list_is_taken_for_more_of_its_last_item(
    listed: tuple[str, ...], block: Block, width: int
) -> None:
    """As text a list, or a table, and what follows it stand apart by an empty line."""
    for before in (Items(listed), Grid(("Column",), tuple((text,) for text in listed))):
        assert as_text([before, block], width) == f"{as_text([before], width)}\n{as_text([block], width)}"


@given(st.text("ab.-/?=&%#~_()", min_size=1, max_size=60), filled_texts, st.integers(10, 100))
def test_no_web_address_is_broken(path: str, around: str, width: int) -> None:
    """Wherever an address stands and however narrow the window is, it can be copied as it is."""
    address = f"https://example.org/{path}"
    said = f"{around} {address} {around}"
    for block in (Words(said), Fact("Found at", said), Items((said,)), Grid(("Page",), ((said,),)), Heading(1, said)):
        assert address in as_text([block], width)


@given(filled_texts)
def test_line_breaks_of_a_text_are_kept(text: str) -> None:
    """As text a paragraph has the lines that it was written in."""
    assert each_line(as_text([Words(text)], 10_000)) == each_line(text)


def test_paragraphs_of_a_text_stay_apart() -> None:
    """An empty line parts two paragraphs in Markdown too, and each keeps its line breaks."""
    assert as_markdown([Words("Ask early:\nby post.\n\n\nAnd often.")]) == "Ask early:\\\nby post.\n\nAnd often.\n"


@pytest.mark.parametrize("width", [80, 40, 20])
@given(st.lists(blocks, max_size=5))
def test_text_keeps_every_sign_and_the_width(width: int, page: list[Block]) -> None:
    """No line of several words is longer than the window, and no sign but spaces is lost."""
    text = as_text(page, width)
    longer = [line.strip(" ").removeprefix("- ") for line in text.splitlines() if len(line) > width]
    assert [line for line in longer if " " in line] == []  # a no-break space parts no words
    assert text.endswith("\n")
    left = "".join(text.split())
    for block in simple(page):
        for value in block:
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, str):
                    assert all("".join(word.split()) in left for word in part.splitlines())


@given(st.lists(blocks, max_size=5))
def test_markdown_shows_every_text_as_it_is(page: list[Block]) -> None:
    """Rendered, each text reads as it was: no sign of it makes a heading, list, table, link, code or HTML."""
    level = [block._replace(depth=0) if isinstance(block, Heading) else block for block in page]
    assert seen(as_markdown(level)) == [one for block in level for one in meant(block)]


@given(st.lists(blocks, max_size=5))
def test_markdown_loses_nothing_of_what_is_set_in(page: list[Block]) -> None:
    """However deep a clause stands, each text reads as it was, and in the order of the page."""
    found = [text for _, text in seen(as_markdown(page))]
    assert found == [text for block in page for _, text in meant(block)]


def test_markdown_shows_every_level() -> None:
    """Where Markdown has no further level, headings go on as lists within lists, and what follows stands in these."""
    page = [block for level in range(1, 10) for block in (Heading(level, f"L{level}", depth=level), Words(f"W{level}"))]
    assert seen(as_markdown(page)) == [
        *(pair for level in range(1, 7) for pair in ((f"h{level}", f"L{level}"), ("p", f"W{level}"))),
        *(pair for level in (7, 8, 9) for pair in ((_in_lists(level), f"L{level}"), (_in_lists(level), f"W{level}"))),
    ]
    assert as_markdown([*page, Heading(2, "Next"), Words("Out.")]).endswith("\n## Next\n\nOut.\n")


def _in_lists(level: int) -> str:
    return "/".join([*["ul", "li"] * (level - 6), "p"])


def test_a_clause_is_set_further_in_than_the_clause_around_it() -> None:
    """As text each step is two characters, for what stands under a heading too; narrow windows keep room for words."""
    page: list[Block] = [
        Heading(3, "(a)", depth=1),
        Words("One two three four."),
        Heading(4, "(i)", depth=7),
        Fact("Kind", "step"),
    ]
    assert as_text(page, 20) == "  (a)\n  One two three\n  four.\n\n      (i)\n      Kind: step\n"
    assert as_text(page, 80).splitlines()[-1] == " " * 14 + "Kind: step"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("+ no item", "\\+ no item"),
        ("1. no item", "1\\. no item"),
        ("12) no item", "12\\) no item"),
        ("1.1 and 2. stay", "1.1 and 2. stay"),
        ("===", "\\==="),
        ("| a | b |", "\\| a \\| b \\|"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("&amp; &#60;", "\\&amp; \\&\\#60;"),
        ("[text](https://example.org)", "\\[text\\](https://example.org)"),
        ("![picture](x.png)", "\\!\\[picture\\](x.png)"),
        ("*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"),
        ("back\\slash\\", "back\\\\slash\\\\"),
        ("two\n    lines", "two\\\nlines"),
        ("two\n \n    paragraphs", "two\n\nparagraphs"),
    ],
)
def test_signs_of_markdown(text: str, markdown: str) -> None:
    """Each sign with a meaning gets a backslash, and nothing else does."""
    assert as_markdown([Words(text)]) == f"{markdown}\n"
    assert seen(as_markdown([Words(text)])) == list(meant(Words(text)))
