"""The files of a form, as text: what a browser makes of them is shown in tests/browser."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape

import pytest

from compact_core.assessment.forms.content import Form
from compact_core.assessment.forms.form_pages import html_form, large_print
from samples import FORM, HARM, SHORT_FORM, harmful_form

both = pytest.mark.parametrize("make", [html_form, large_print])


def inside(html: str, start: str, end: str) -> str:
    """What stands between two texts, the first of which is there once."""
    assert html.count(start) == 1
    return html.partition(start)[2].partition(end)[0]


@both
def test_the_policy_names_the_only_style_and_script(make: Callable[[Form], str]) -> None:
    """The content security policy forbids everything but what is in the page, which it names by digest."""
    html = make(harmful_form())
    policy = inside(html, '<meta http-equiv="Content-Security-Policy" content="', '"')
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    parts = {"style-src": inside(html, "<style>", "</style>")}
    if make is html_form:
        parts["script-src"] = inside(html, "<script>", "</script>")
    digests = {name: f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for name, part in parts.items()}
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", **digests}


@both
def test_a_page_needs_nothing_else(make: Callable[[Form], str]) -> None:
    """There is no address in a page that a browser would ask for, and no style or handler in an element."""
    html = make(FORM)
    assert re.findall(r"https?:|\bsrc=|<link|<img|@import|url\(", html) == []
    assert re.findall(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", html) == []


@both
def test_the_same_form_gives_the_same_page(make: Callable[[Form], str]) -> None:
    """A form that is made again does not differ by a letter."""
    assert make(FORM) == make(FORM)


@both
def test_harmful_words_are_escaped(make: Callable[[Form], str]) -> None:
    """Names and words stand in the page as text only."""
    html = make(harmful_form())
    assert HARM not in html
    assert escape(HARM, quote=False) in html.replace("&#34;", '"').replace("&#39;", "'")


def test_the_script_is_told_what_the_form_belongs_to() -> None:
    """The data of the page are the head of the answers file, its name, and whom it goes to."""
    data = json.loads(inside(html_form(SHORT_FORM), '<script type="application/json" id="form-data">', "</script>"))
    assert data == {
        "head": {
            "format": "compacts-answers-1",
            "partnership": "riverside-health",
            "round": 1,
            "code": "leeds-working-together-2017",
            "invitee": "lunch-1",
            "asked": SHORT_FORM.asked,
        },
        "points": 4,
        "file_name": "answers-lunch-1-round-1.json",
        "collector": "Riverside Carers, development worker",
    }


def test_paper_has_the_keys_of_every_item() -> None:
    """Beside every answer of the large print form stands the key that key-in takes."""
    html = large_print(FORM)
    for key in ("1", "2", "3", "4", "k", "x", "e", "o"):
        assert html.count(f'<span class="key">{key}</span>') >= len(FORM.items)
