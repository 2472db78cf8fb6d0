"""The formats of a result: each has everything, and whatever people wrote comes out as text."""

import csv
import io
import json
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assessment.results.riverside import page
from compact_core.assessment.records.outputs import Output, output_state, result_mark
from compact_core.assessment.results.formats import format_called, written
from compact_core.assessment.results.paper import FRONT, fills_one_sheet, most_first
from compact_core.assessment.results.values import OwnAnswer, OwnPage, ResultPage, Settled, TalkPoint
from compact_core.errors import CompactsError
from compact_core.plugins import ReportFormat
from compact_core.plugins.builtin import FORMATS
from compact_core.reports.page import Fact

BY_NAME = {one.name: one for one in FORMATS}
HOSTILE = (
    "=1+1 <b>bold</b> & {{ title }} {% x %} [a](http://a.example) `x` | **x** # \u202eright ' \" </main>" + "x" * 200
)
CLEANED = HOSTILE.replace("\u202e", "")
PLAIN = ("harmless " * len(CLEANED))[: len(CLEANED)].strip()
"""Words as long as the others, so that as much of them stands on the page."""
FIRST, SECOND = page(1), page(2)
SMALL = FIRST._replace(items=FIRST.items[:2])


def text_of(name: str, result: ResultPage) -> str:
    """A result in a format, as text."""
    return written(BY_NAME[name], result, {}).decode("utf-8-sig")


def hostile(result: ResultPage, words: str) -> ResultPage:
    """The result with these words wherever people wrote something."""
    item = result.items[0]._replace(title=words, text=words, summary=words, notes=(words,), section=words)
    return result._replace(
        title=words,
        partnership=words,
        facts=(Fact(words, words),),
        warnings=(words,),
        sides=(words, *result.sides[1:]),
        items=(item, *result.items[1:]),
        strengths=(item,),
        talk_first=(TalkPoint(item, words, result.quotes[0]._replace(text=words, by=words)),),
        in_short=words,
        own=OwnPage(
            words,
            words,
            tuple(OwnAnswer(one, words, 0.5, (words,)) for one in (item, *result.items[1:])),
            (words,),
            (words,),
        ),
        settled=(Settled(words, "agreed", words),),
        plan=(result.plan[0]._replace(what=words, owners=words),),
        quotes=(result.quotes[0]._replace(text=words, by=words),),
        left_out=(words,),
    )


class Shown(HTMLParser):
    """What a browser makes of a page: its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, with the names of its attributes."""
        self.tags.append(f"{tag} {' '.join(name for name, _ in attrs)}")

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


@pytest.mark.parametrize("name", BY_NAME)
def test_every_item_and_every_rule_stands_in_each_format(name: str) -> None:
    """Titles of all items, their findings in words, and what the result is not for."""
    text = " ".join(text_of(name, SECOND).replace("\\", "").split())
    for item in SECOND.items:
        assert item.title in text.replace("&#39;", "'")
        assert item.summary in text.replace("&#39;", "'")
    assert "It is not for ranking partnerships" in text
    assert "compacts 0.1.0, method version 2" in text


def test_html_shows_hostile_words_as_words() -> None:
    """The page of hostile words has the same tags as the page of plain ones, and shows each word as written."""
    plain, bad = (Shown(text_of("html", hostile(FIRST, words))) for words in (PLAIN, CLEANED))
    assert bad.tags == plain.tags
    assert sum(CLEANED in one for one in bad.texts) == sum(PLAIN in one for one in plain.texts) > 10


@given(st.text())
def test_html_has_no_tag_of_anybodys_words(words: str) -> None:
    """Whatever is written, no tag and no attribute is added."""
    plain = Shown(text_of("html", hostile(SMALL, PLAIN if words else "")))
    assert Shown(text_of("html", hostile(SMALL, words))).tags == plain.tags


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_markdown_makes_nothing_of_words_but_words(words: str) -> None:
    """A comment is one list item with its text; no markup comes of it."""
    text = text_of("markdown", SMALL._replace(quotes=(FIRST.quotes[0]._replace(text=words, by=""),)))
    (_, _, after) = text.partition("## Comments\n")
    rendered = MarkdownIt("commonmark").enable("table").render(after.partition("\n## ")[0])
    shown = Shown(rendered)
    assert shown.tags == ["ul ", "li ", "strong "]
    assert " ".join("".join(shown.texts).split()) == " ".join(f"Forming relationships, strengths: {words}".split())


def test_csv_is_a_table_with_a_row_an_item() -> None:
    """One row an item, as many cells in each, in UTF-8 with the mark that Excel needs."""
    data = written(BY_NAME["csv"], SECOND, {})
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    items = rows[: len(SECOND.items)]
    assert {len(row) for row in items} == {len(head)}
    first = dict(zip(head, items[0], strict=True))
    assert first["Finding"] == "agreed, needs work"
    assert (first["Public sector"], first["Round before"], first["Movement"]) == (
        "strongly disagree",
        "agreed strength",
        "0 up, 0 same, 3 down",
    )


def test_csv_gives_hostile_words_back_as_text() -> None:
    """Each cell of hostile words is one cell that begins with an apostrophe."""
    rows = list(csv.reader(io.StringIO(text_of("csv", hostile(FIRST, HOSTILE)))))
    bad = [cell for row in rows for cell in row if "bold" in cell]
    assert bad.count(f"'{HOSTILE}") == len(bad) > 10


def test_json_has_the_page_as_it_is() -> None:
    """The names of the fields, and a version; reading it gives back every text."""
    data = json.loads(text_of("json", FIRST))
    assert list(data) == ["schema_version", *ResultPage._fields]
    assert data["items"][0]["finding"] == {"symbol": "▲", "words": "agreed strength"}
    assert json.loads(text_of("json", hostile(FIRST, HOSTILE)))["title"] == HOSTILE


@pytest.mark.parametrize("name", BY_NAME)
def test_every_result_says_which_it_is(name: str, tmp_path: Path) -> None:
    """A file of results is known again by the mark in it, so that it can be removed when somebody is erased."""
    data = written(BY_NAME[name], FIRST, {})
    path = tmp_path / "result"
    path.write_bytes(data)
    output = Output(path=str(path), when="2026-03-01T12:00:00Z", sha256=sha256(data).hexdigest())
    mark = result_mark("riverside-health", 1)
    assert output_state(str(path), output, mark) == "ours"
    assert output_state(str(path), output, f"{mark}2") == "unmarked"


@pytest.mark.parametrize("name", BY_NAME)
@given(words=st.text(st.characters(), min_size=1))
def test_any_words_can_be_written(name: str, words: str) -> None:
    """Lone surrogates, control codes and anything else make no format fail."""
    assert written(BY_NAME[name], hostile(SMALL, words), {})


def test_long_lists_are_cut_before_the_appendix() -> None:
    """What does not fit on two sheets stands in the appendix, and the front says so."""
    many = tuple(Settled(f"item {place}", "parked", "") for place in range(FRONT["most_settled"] + 2))
    plans = FIRST.plan * 3
    items = tuple(one._replace(number=str(place + 1)) for place, one in enumerate(FIRST.items * 2))
    talk = tuple(TalkPoint(one, "", None) for one in items[:20])
    page = FIRST._replace(settled=many, plan=plans, items=items, strengths=items[:20], talk_first=talk)
    text = text_of("html", page)
    front, _, appendix = text.partition("<h2>Appendix</h2>")
    assert f"And {20 - most_first(page)} more, below." in front
    assert "And 2 more, in the appendix." in front
    assert f"And {len(plans) - FRONT['most_lines']} more, in the appendix." in front
    assert f"And {20 - FRONT['most_named']} more, in the appendix." in front
    assert ("item 5:" in front, "item 5:" in appendix) == (False, True)
    chart = '<svg class="scale" viewBox="0 0 240 16" role="img" aria-labelledby="all-'
    assert (chart in front, chart in appendix) == (False, True)


def test_the_chart_of_all_items_begins_a_sheet_where_the_first_is_sure_to_have_room() -> None:
    """With short lists it does; with long names, warnings and lists nothing is left to chance."""
    assert fills_one_sheet(FIRST)
    assert '<section class="second fresh">' in text_of("html", FIRST)
    crowded = FIRST._replace(warnings=("A warning of some length. " * 6,) * 12)
    assert not fills_one_sheet(crowded)
    assert '<section class="second">' in text_of("html", crowded)


def test_each_scale_has_its_text_and_shows_no_more_than_the_page() -> None:
    """A chart is named by the item and says where each side stands; withheld items have no dot and no letter."""
    hidden = page(1, "by side")
    for result in (SECOND, hidden):
        text = text_of("html", result)
        charts = text.count('<svg class="scale"')
        assert text.count("<desc id=") == charts + len(result.profiles)
        assert ("<circle" in text) == (result is SECOND)
    for item in SECOND.items:
        stand = "; ".join(f"{side} {cell.words}" for side, cell in zip(SECOND.sides, item.cells, strict=True))
        assert stand in text_of("html", SECOND).replace("&#39;", "'")
    assert {item.scale for item in hidden.items} == {""}


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    """The message names the nearest and all formats; the first of two with one name is used."""
    with pytest.raises(CompactsError) as caught:
        format_called("htlm\x1b[2J", FORMATS)
    assert str(caught.value) == (
        "There is no format 'htlm'. Did you mean 'html'? The formats are: csv, html, json, markdown."
    )
    with pytest.raises(CompactsError, match=r"^There is no format 'x'\. The formats are: none\.$"):
        format_called("x", [])
    other = ReportFormat("html", ".htm", "", "no_such_module:write")
    assert format_called("html", [*FORMATS, other]) == BY_NAME["html"]


def test_an_option_that_a_format_does_not_take_is_told() -> None:
    """A template for HTML is refused; an empty option is none."""
    with pytest.raises(CompactsError) as caught:
        written(BY_NAME["html"], FIRST, {"template": "a.docx"})
    assert str(caught.value) == "The format 'html' does not take --template. It takes no option."
    assert written(BY_NAME["json"], FIRST, {"template": ""})


def raises(_page: ResultPage, _options: object) -> bytes:
    """A format that fails."""
    raise ZeroDivisionError("by zero")


def gives_text(_page: ResultPage, _options: object) -> str:
    """A format that gives something else."""
    return "text"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("no_such_module:write", "The format 'odd' failed: ModuleNotFoundError: No module named 'no_such_module'."),
        (
            "json:no_such_name",
            "The format 'odd' failed: AttributeError: module 'json' has no attribute 'no_such_name'.",
        ),
        ("assessment.results.test_formats:raises", "The format 'odd' failed: ZeroDivisionError: by zero."),
        ("assessment.results.test_formats:gives_text", "The format 'odd' gave no file."),
    ],
)
def test_a_format_that_fails_is_told_in_a_sentence(target: str, told: str) -> None:
    """Whatever a plugin's format does, it costs one sentence."""
    with pytest.raises(CompactsError) as caught:
        written(ReportFormat("odd", ".odd", "", target), FIRST, {})
    assert str(caught.value) == f"{told} Choose another format."
