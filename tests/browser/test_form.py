"""The form in a browser: answered by keyboard alone, kept, saved, and read back as it was typed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from playwright.sync_api import Browser, Dialog, Page

from assessment.forms.answered import responses
from browser.filling import press, read, saved, show, tab_to, without_moments
from browser.watching import watched_page
from compact_core.assessment.forms.form_pages import html_form
from compact_core.assessment.records.answering import answers_file
from compact_core.assessment.responses import Answer, Comment, Response
from samples import HARM, SHORT_FORM, harmful_form

pytestmark = pytest.mark.needs("chromium")

LATER = "2099-01-01T00:00:00Z"
NOON = "2026-03-01T12:00:00Z"
NO_MOMENT = {"item": "forming-aims", "says": "point", "point": 1, "given": "9999-13-01"}


def test_an_answer_to_other_words_shows_after_the_new_one(page: Page, tmp_path: Path) -> None:
    """What follows is not open; what was said of other words shows once the item is answered, and goes with it."""
    first, second, *others = SHORT_FORM.sections[0].items
    items = (first._replace(earlier="disagree"), second._replace(follows=True), *others)
    section = SHORT_FORM.sections[0]._replace(items=items)
    show(page, tmp_path, SHORT_FORM._replace(sections=(section, *SHORT_FORM.sections[1:])))
    before = page.locator("#item-1 .before")
    assert page.locator("#count").text_content() == "1 of 3 answered"
    assert not before.is_visible()
    page.locator("[name=item-1]").nth(1).check()
    assert before.text_content() == "When this stood in other words, you answered: disagree."
    assert before.is_visible()
    page.locator("[name=item-1][value='']").check()
    assert not before.is_visible()


def test_a_form_is_answered_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    """Every kind of answer, ticks, a reason, comments and the file: what is read back is what was typed."""
    show(page, tmp_path)
    press(page, "Tab", "Enter")
    tab_to(page, "[name=item-1]")
    press(page, "Space", "ArrowDown", "ArrowDown")
    tab_to(page, "[name=item-2]")
    press(page, "Space", *["ArrowDown"] * 4)
    press(page, *["Shift+Tab"] * 2)
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["item-2-missing", "2"]
    press(page, "Space")
    tab_to(page, "#section-1-strengths")
    page.keyboard.type('We meet <b>often</b> & "early"')
    press(page, "Enter")
    page.keyboard.type("=1+1")
    tab_to(page, "[name=section-1-strengths-use]")
    press(page, "ArrowDown")
    tab_to(page, "[name=item-3]")
    press(page, "Space", *["ArrowDown"] * 5)
    tab_to(page, "[name=item-3-reason]")
    press(page, "Space", "ArrowDown", "ArrowDown")
    tab_to(page, "[name=item-3-own]")
    page.keyboard.type("nobody has left")
    tab_to(page, "#section-2-improvements")
    page.keyboard.type("money")
    tab_to(page, "#another")
    press(page, "Space", "Tab", "ArrowDown", "ArrowDown")
    tab_to(page, "#save-here")
    with page.expect_download() as download:
        press(page, "Enter")
    assert download.value.suggested_filename == "answers-lunch-1-round-1.json"
    assert page.locator("#count").text_content() == "3 of 3 answered"
    assert page.locator("#status").text_content() == (
        "Saved as answers-lunch-1-round-1.json, with every item. Look among your downloads, and send it to "
        "Riverside Carers, development worker."
    )
    assert without_moments(read(download.value.path().read_bytes())) == Response(
        partnership="riverside-health",
        round=1,
        code="leeds-working-together-2017",
        invitee="lunch-1",
        asked=SHORT_FORM.asked,
        filled_in_by="trust",
        answers=(
            Answer(item="forming-aims", says="point", point=3),
            Answer(item="forming-roles", says="don't know", missing=(2,)),
            Answer(item="sustaining-people", says="not applicable", reason="nobody has left"),
        ),
        comments=(
            Comment(
                section="forming", box="strengths", text='We meet <b>often</b> & "early"\n=1+1', use="may be quoted"
            ),
            Comment(section="sustaining", box="improvements", text="money"),
        ),
    )


def test_answers_survive_the_browser(page: Page, tmp_path: Path) -> None:
    """What was answered, ticked and written is there again when the form is opened again, and saved as before."""
    path = show(page, tmp_path)
    page.locator("[name=item-2][value='1']").check()
    page.locator("[name=item-2-missing][value='3']").check()
    page.locator("[name=item-3][value='not applicable']").check()
    page.get_by_label("No key person has changed yet.").check()
    page.locator("#section-1-improvements").fill("more time")
    before = read(saved(page))
    page.reload()
    assert page.locator("#count").text_content() == "2 of 3 answered"
    assert page.locator("#status").text_content() == "Your answers of last time are here again. You go on at item 1."
    assert page.evaluate("document.activeElement.id") == "item-1"
    assert page.locator("[name=item-2][value='1']").is_checked()
    assert page.get_by_label("No key person has changed yet.").is_visible()
    assert read(saved(page)) == before
    page.goto("about:blank")
    page.goto(path.as_uri())
    assert read(saved(page)) == before


def test_no_answer_takes_an_answer_back(page: Page, tmp_path: Path) -> None:
    """An answer that was cleared, and a comment that was emptied, are told as taken back and are not counted."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    page.locator("[name=item-1][value='']").check()
    page.locator("[name=item-2][value='']").check()
    page.locator("#section-1-strengths").fill("x")
    page.locator("#section-1-strengths").fill("")
    assert page.locator("#count").text_content() == "0 of 3 answered"
    response = without_moments(read(saved(page)))
    assert response.answers == (Answer(item="forming-aims", says="taken back"),)
    assert response.comments == (Comment(section="forming", box="strengths"),)


def test_leaving_is_warned_of_until_the_file_is_saved(page: Page, tmp_path: Path) -> None:
    """The browser asks before it leaves answers that are in no file, also after a reload; and then no more."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)

    show(page, tmp_path)
    page.on("dialog", note)
    page.reload()
    assert asked == []
    page.locator("[name=item-1][value='4']").check()
    page.reload()
    page.locator("h1").click()
    page.reload()
    assert asked == ["beforeunload", "beforeunload"]
    page.locator("h1").click()
    saved(page)
    page.reload()
    assert asked == ["beforeunload", "beforeunload"]
    page.remove_listener("dialog", note)


def test_a_file_is_gone_on_with(page: Page, tmp_path: Path) -> None:
    """A saved file is loaded beside what is there; of two answers the later holds, and the next is later still."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    page.locator("[name=item-2][value='4']").check()
    other = json.loads(saved(page))
    other["answers"][0] = {"item": "forming-aims", "says": "point", "point": 1, "given": LATER}
    other["answers"][1] |= {"point": 2, "given": "2001-01-01T00:00:00Z"}
    other["answers"].append({"item": "unheard-of", "says": "don't know", "given": LATER})
    file = tmp_path / "other.json"
    file.write_text(json.dumps(other), encoding="utf-8")
    page.locator("#load").set_input_files(file)
    told = (
        "The answers in other.json are here now; where both had one, the later holds. "
        "1 of them was older than yours here, which stays. "
    )
    page.get_by_text(f"{told}1 entries in it could not be used.").wait_for()
    assert [(one.point, one.given == LATER) for one in read(saved(page)).answers] == [(1, True), (4, False)]
    page.locator("[name=item-1][value='3']").check()
    answer = read(saved(page)).answers[0]
    assert (answer.point, answer.given) == (3, "2099-01-01T00:00:01Z")


def test_what_replaces_a_saved_answer_is_later(browser: Browser, tmp_path: Path) -> None:
    """Of two files that are saved in the same second the second holds; what is in no file yet keeps its moment."""
    with watched_page(browser) as (page, _):  # a clock that stands cannot be set going again
        page.clock.set_fixed_time("2026-03-01T09:30:00Z")
        show(page, tmp_path)
        page.locator("[name=item-1][value='4']").check()
        page.locator("[name=item-1][value='3']").check()
        first = read(saved(page))
        page.reload()
        page.locator("[name=item-1][value='2']").check()
        page.locator("[name=item-1][value='1']").check()
        second = read(saved(page))
    assert [(one.point, one.given) for one in first.answers] == [(3, "2026-03-01T09:30:00Z")]
    assert [(one.point, one.given) for one in second.answers] == [(1, "2026-03-01T09:30:01Z")]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"invitee": "council-1"}, "It has another person's code."),
    ({"round": 2}, "It belongs to another round."),
    ({"partnership": "hillside"}, "It belongs to another partnership."),
    ({"asked": "0" * 16}, "It belongs to a form that asked in other words."),
    ({"format": "x"}, "It is not an answers file."),
    (
        {"answers": [None, 7, {"item": "forming-aims", "says": "point", "point": 9, "given": LATER}, NO_MOMENT]},
        "4 entries",
    ),
]


def test_another_file_is_refused(page: Page, tmp_path: Path) -> None:
    """A file of another person, round, partnership or form changes nothing, and the form says why."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    before = saved(page)
    file = tmp_path / "other.json"
    for change, told in REFUSED:
        file.write_text(json.dumps({**json.loads(before), **change}), encoding="utf-8")
        page.locator("#load").set_input_files(file)
        page.locator("#loaded", has_text=told).wait_for()
        assert saved(page) == before


def test_two_windows_lose_nothing(page: Page, tmp_path: Path) -> None:
    """Answers given in two windows are in both, and in the file of either."""
    path = show(page, tmp_path)
    other = page.context.new_page()
    other.goto(path.as_uri())
    page.locator("[name=item-1][value='4']").check()
    other.locator("[name=item-2][value='1']").check()
    page.locator("#count", has_text="2 of 3 answered").wait_for()
    assert [one.item for one in read(saved(page)).answers] == ["forming-aims", "forming-roles"]
    assert {one.item for one in read(saved(other)).answers} == {"forming-aims", "forming-roles"}


def test_two_windows_show_what_was_typed_last(page: Page, tmp_path: Path) -> None:
    """A comment that is typed within a second is whole in the other window, and what is typed there is added to it."""
    path = show(page, tmp_path)
    other = page.context.new_page()
    other.goto(path.as_uri())
    mine, its = page.locator("#section-1-strengths"), other.locator("#section-1-strengths")
    mine.press_sequentially("All are heard")
    other.wait_for_function("document.getElementById('section-1-strengths').value === 'All are heard'")
    its.press_sequentially(" twice")
    page.wait_for_function("document.getElementById('section-1-strengths').value === 'All are heard twice'")
    assert [one.text for one in read(saved(page)).comments] == ["All are heard twice"]


@pytest.mark.parametrize("spoilt", ["{", "null"])
def test_what_the_browser_spoilt_is_no_obstacle(page: Page, tmp_path: Path, spoilt: str) -> None:
    """Where what the browser kept cannot be read, the form begins anew, and keeps what is answered from then on."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    page.evaluate("spoilt => { for (const key of Object.keys(localStorage)) localStorage[key] = spoilt; }", spoilt)
    page.reload()
    assert page.locator("#count").text_content() == "0 of 3 answered"
    page.locator("[name=item-2][value='1']").check()
    page.reload()
    assert page.locator("#count").text_content() == "1 of 3 answered"


def test_answers_are_removed_from_a_shared_computer(page: Page, tmp_path: Path) -> None:
    """The button leaves nothing of the answers in the page, nor in the browser."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    page.locator("#section-1-strengths").fill("x")
    page.locator("#forget").click()
    assert page.locator("#status").text_content() == "Your answers are no longer in this browser."
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.locator("#count").text_content() == "0 of 3 answered"
    assert page.locator("#section-1-strengths").input_value() == ""


def test_a_browser_that_keeps_nothing_is_told_of(page: Page, tmp_path: Path) -> None:
    """Where the page may not use the browser's store, it says so, and the answers file can still be saved."""
    (tmp_path / "form.html").write_text(html_form(SHORT_FORM), encoding="utf-8")
    frame = '<iframe sandbox="allow-scripts allow-downloads" width="900" height="700" src="form.html"></iframe>'
    (tmp_path / "frame.html").write_text(frame, encoding="utf-8")
    page.goto((tmp_path / "frame.html").as_uri())
    inner = page.frame_locator("iframe")
    message = "This browser keeps nothing. Save the answers file before you leave this page."
    assert inner.locator("#status").text_content() == message
    inner.locator("[name=item-1][value='4']").check()
    assert inner.locator("#status").text_content() == message
    with page.expect_download() as download:
        inner.locator("#save-here").click()
    assert [one.point for one in read(download.value.path().read_bytes()).answers] == [4]


def test_names_and_words_come_out_as_text(page: Page, tmp_path: Path) -> None:
    """Nothing that stands in a name or in the words of a code becomes an element, a script or a result."""
    form = harmful_form()
    show(page, tmp_path, form)
    assert page.locator("h1").text_content() == form.title
    assert page.locator("b").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("[name=item-1][value='1'] + span").text_content() == HARM
    page.locator("[name=item-1][value='not applicable']").check()
    page.locator("[name=item-1-reason]").first.check()
    assert json.loads(saved(page))["answers"][0]["reason"] == HARM
    page.reload()
    assert page.locator("[name=item-1-reason]").first.is_checked()


ATTACKS: list[tuple[str, str]] = [
    ("</main>", "<script>document.title = 'taken'</script></main>"),
    ("</main>", "<img src='x' onerror=\"document.title = 'taken'\"></main>"),
    ('"use strict";', "\"use strict\"; document.title = 'taken';"),
]
"""What stands in the page, and what stands there after an attack: a new script, a handler, a changed script."""


def test_the_policy_runs_nothing_else(page: Page, watched: tuple[Page, list[str]], tmp_path: Path) -> None:
    """A script that got into the page all the same, and a changed one, would not run."""
    path = tmp_path / "form.html"
    _, troubles = watched
    for old, new in ATTACKS:
        path.write_text(html_form(SHORT_FORM).replace(old, new), encoding="utf-8")
        page.goto(path.as_uri())
        assert page.title() == "Riverside health: round 1 \u2013 lunch-1"
        assert [one for one in troubles if "Content Security Policy" in one] != []
        troubles.clear()


def test_any_answers_go_through_the_form_unchanged(page: Page, tmp_path: Path) -> None:
    """Answers that are loaded into the form and saved again are the same, whatever signs are in them."""
    show(page, tmp_path)
    file = tmp_path / "other.json"

    @settings(max_examples=settings().max_examples // 5)
    @given(responses(SHORT_FORM))
    def go(response: Response) -> None:
        dated = replace(
            response,
            answers=tuple(replace(one, given=NOON) for one in response.answers),
            comments=tuple(replace(one, given=NOON) for one in response.comments),
        )
        assume(dated.answers or dated.comments)
        assume(all(one.reason for one in dated.answers if one.says == "not applicable"))
        page.locator("#forget").click()
        file.write_bytes(answers_file(dated))
        page.locator("#loaded").evaluate("told => told.textContent = ''")
        page.locator("#load").set_input_files(file)
        page.locator("#loaded", has_text="are here now").wait_for()
        assert read(saved(page)) == dated

    go()
