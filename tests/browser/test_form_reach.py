"""The form is for everybody: no fault that axe knows, no sideways scrolling, nothing hidden under the bar."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, ViewportSize

from browser.accessibility import violations
from compact_core.assessment.forms.content import JUDGE, Form
from compact_core.assessment.forms.form_pages import html_form, large_print
from printing import printed_by_browser
from samples import FORM, SHORT_FORM, harmful_form

pytestmark = pytest.mark.needs("chromium")

Scheme = Literal["light", "dark"]
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}


def show(page: Page, folder: Path, html: str) -> None:
    """Open a page from a file."""
    path = folder / "form.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri())


def fresh(page: Page) -> None:
    """A form nobody has touched."""
    assert page.locator("#progress").get_attribute("value") in {None, "0"}


def half_filled(page: Page) -> None:
    """Some answers, the ticks and reasons unfolded, comments, and a saved file."""
    page.locator("[name=item-2][value='1']").check()
    page.locator("[name=item-3][value='not applicable']").check()
    page.locator("[name=item-3-reason]").last.check()
    page.locator("[name=item-3-own]").fill("nobody has left")
    page.locator("#section-1-strengths").fill("We meet often.\n" * 9)
    page.locator("#save-here").click()
    page.locator("#copy summary").click()
    if not page.locator("#item-2 .parts").is_visible():  # it is folded on a small screen
        page.locator("#item-2 summary").click()


def with_errors(page: Page) -> None:
    """A reason is missing, and the form says so."""
    page.locator("[name=item-3][value='not applicable']").check()
    page.locator("#save-here").click()
    assert page.locator("#errors").inner_text() != ""


@pytest.mark.parametrize(
    ("state", "looks"),
    [
        (fresh, (("light", DESK),)),
        (half_filled, (("dark", DESK), ("light", PHONE))),
        (with_errors, (("dark", PHONE),)),
    ],
)
def test_nothing_keeps_anybody_out(
    page: Page, tmp_path: Path, state: Callable[[Page], None], looks: tuple[tuple[Scheme, ViewportSize], ...]
) -> None:
    """Axe finds no violation of WCAG 2.2 AA, whatever the form holds, light or dark, on a desk and on a phone."""
    page.set_viewport_size(DESK)
    show(page, tmp_path, html_form(SHORT_FORM))
    state(page)
    for scheme, size in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert violations(page) == []


@pytest.mark.parametrize("form", [FORM, harmful_form()], ids=["long", "harmful"])
def test_nothing_scrolls_sideways(page: Page, tmp_path: Path, form: Form) -> None:
    """From 320 pixels on (1280 at four times its size) everything is as wide as the window."""
    page.set_viewport_size({"width": 320, "height": 640})
    show(page, tmp_path, html_form(form))
    page.locator("[name=item-1][value='not applicable']").check()
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("height", [300, pytest.param(640, marks=pytest.mark.soak)])
def test_what_has_the_focus_is_seen(page: Page, tmp_path: Path, height: int) -> None:
    """Nothing that the tabulator reaches, forwards or backwards, is hidden under the bar (WCAG 2.4.11)."""
    page.set_viewport_size({"width": 320, "height": height})
    show(page, tmp_path, html_form(SHORT_FORM))
    half_filled(page)
    reached: set[str] = set()
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:  # once around, and a little more
        page.keyboard.press(key)
        name, hidden = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return ["", ""];
                const box = one.getBoundingClientRect();
                const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
                const top = document.elementFromPoint(box.left + box.width / 2, middle);
                const seen = top && (one.contains(top) || top.contains(one));
                return [one.id || one.name || "", seen ? "" : one.outerHTML];
            }"""
        )
        assert hidden == ""
        reached.add(name)
    assert {
        "item-1",
        "item-2-missing",
        "section-2-improvements",
        "another",
        "save",
        "who-sees",
        "next",
        "load",
    } <= reached


def test_an_item_takes_less_than_half_a_telephone(page: Page, tmp_path: Path) -> None:
    """At 375 by 667 pixels, answered or not; and how many are open is in view from the top to the end."""
    page.set_viewport_size({"width": 375, "height": 667})
    show(page, tmp_path, html_form(FORM))
    heights = "[...document.querySelectorAll('.item')].map((one) => one.getBoundingClientRect().height)"
    assert max(page.evaluate(heights)) < 667 / 2
    page.locator("[name=item-17][value='1']").check()
    assert max(page.evaluate(heights)) < 667 / 2
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        box = page.locator("#next").bounding_box()
        assert box
        assert 0 < box["y"] < 667 - box["height"]
    assert page.locator("#next").inner_text().startswith("33 open")


def test_every_target_is_large_enough(page: Page, tmp_path: Path) -> None:
    """What can be clicked is at least 24 pixels wide and high, and an answer's row 40 pixels high (WCAG 2.5.8)."""
    page.set_viewport_size(PHONE)
    show(page, tmp_path, html_form(SHORT_FORM))
    half_filled(page)
    sizes = """selector => [...document.querySelectorAll(selector)]
        .map((one) => one.getBoundingClientRect())
        .filter((box) => box.height > 0)
        .map((box) => [box.width, box.height])"""
    targets = page.evaluate(sizes, "input, button, select, textarea, summary")
    rows = page.evaluate(sizes, ".choices label, .parts label, .reasons label")
    assert len(targets) > 30
    assert [size for size in targets if min(size) < 24] == []
    assert [size for size in rows if size[1] < 40] == []


def test_a_form_is_read_by_its_headings_and_names(page: Page, tmp_path: Path) -> None:
    """Each item is a group with its heading as its name and its wording as its description."""
    show(page, tmp_path, html_form(SHORT_FORM))
    group = page.get_by_role("group", name="2. Roles and responsibilities agreed", exact=True)
    assert group.get_by_role("radio").count() == 7
    assert group.get_by_role("radio", name="don’t know", exact=True).count() == 1
    described = page.locator(f"#{group.get_attribute('aria-describedby')}").inner_text()
    assert (
        described == "Roles and responsibilities have been negotiated. They are clear, and all parties agree to them."
    )
    assert page.locator("main").inner_text().count(JUDGE) == 1
    headings = page.get_by_role("heading").all_inner_texts()
    assert headings[:2] == ["Riverside health: round 1", "Before you answer"]
    assert headings.index("1. Aims discussed or reviewed") > headings.index("Forming relationships")


def test_the_form_prints_with_what_was_answered(page: Page, tmp_path: Path) -> None:
    """On paper the form has its items and what was written, and none of the buttons."""
    show(page, tmp_path, html_form(SHORT_FORM))
    page.locator("#section-1-strengths").fill("We meet often.")
    paper = normalize("NFKC", " ".join(printed_by_browser(page)))
    assert "We meet often." in paper
    assert "3. Changes of key people" in paper
    assert "Save answers file" not in paper
    assert "34 answered" not in paper
    assert "Who sees this?" not in paper


def test_sheets_of_a_form_stand_alone(page: Page, tmp_path: Path) -> None:
    """Each item has its heading, answers and reasons on one sheet; sheets that come apart have the invitee's code."""
    show(page, tmp_path, large_print(FORM))
    paper = [" ".join(sheet.split()) for sheet in printed_by_browser(page)]
    for item in FORM.items:
        (sheet,) = [one for one in paper if f"{item.number}. {item.title}" in one]
        _, _, rest = sheet.partition(f"{item.number}. {item.title}")
        mine, _, _ = rest.partition(f"{int(item.number) + 1}. ")
        answers = ("1 strongly disagree", "2 disagree", "3 agree", "4 strongly agree", "k don't know")
        wanted = (*answers, "x not applicable", *item.covers, *item.reasons)
        assert [words for words in wanted if words not in mine] == []
    answered = [sheet for sheet in paper if "not applicable" in sheet][1:]  # the first says how to answer
    assert len(FORM.items) / 3 <= len(answered) <= len(FORM.items) / 2
    assert len(paper) <= 22
    assert [sheet for sheet in answered if "lunch-1" not in sheet] == []


def test_print_is_large_and_black_on_white(page: Page, tmp_path: Path) -> None:
    """No letter of the large print form is smaller than 18 points (24 pixels), and all are black on white."""
    show(page, tmp_path, large_print(harmful_form()))
    page.emulate_media(media="print", color_scheme="dark")
    looks = page.evaluate(
        """() => [...document.body.querySelectorAll("*")].map((one) => {
            const look = getComputedStyle(one);
            return [parseFloat(look.fontSize) >= 24, look.color, look.backgroundColor];
        })"""
    )
    assert {tuple(look) for look in looks} == {(True, "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")}
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert violations(page) == []
