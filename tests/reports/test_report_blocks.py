"""The blocks of a page as text and as Markdown: no sign is lost, and none is taken for a command."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compact_core.reports.markdown import as_markdown
from compact_core.reports.page import Block, Columns, Fact, Grid, Heading, Items, Link, Words, simple
from compact_core.reports.text import as_text
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
    ),
    st.builds(Words, filled_texts),
    st.builds(Fact, filled_texts, filled_texts),
    st.builds(Items, some_texts),
    st.builds(Link, filled_texts, filled_texts, st.just("id"), st.sampled_from(("", "code")), texts),
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
            found.append(("/".join(tags), one_line("".join(_plain(token.children or [])))))
    return found


def _plain(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        assert token.type in {"text", "text_special", "strong_open", "strong_close"}
        yield token.content


def meant(block: Block) -> Iterator[tuple[str, str]]:
    """What a block is to look like."""
    match block:
        case Heading(level, text, _, _, within):
            yield f"h{min(level, 6)}", one_line(text)
            if within:
                yield from meant(Fact("Stands in", " > ".join(within)))
        case Words(text):
            yield "p", one_line(text)
        case Fact(label, text):
            yield "ul/li/p", one_line(f"{one_line(label)}: {text}")
        case Link(label, text, _, _, note):
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


@pytest.mark.parametrize("width", [80, 40, 20])
@given(st.lists(blocks, max_size=5))
def test_text_keeps_every_sign_and_the_width(width: int, page: list[Block]) -> None:
    """No line is longer than the window, however long a word is, and no sign but spaces is lost."""
    text = as_text(page, width)
    assert all(len(line) <= width for line in text.splitlines())
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
    assert seen(as_markdown(page)) == [one for block in page for one in meant(block)]


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
        ("two\n\n    lines", "two lines"),
    ],
)
def test_signs_of_markdown(text: str, markdown: str) -> None:
    """Each sign with a meaning gets a backslash, and nothing else does."""
    assert as_markdown([Words(text)]) == f"{markdown}\n"
    assert seen(as_markdown([Words(text)])) == [("p", one_line(text))]
