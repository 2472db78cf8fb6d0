"""The end of a form: what is open, what is lacking, and how the answers get to whoever collects."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.filling import press, read, saved, show
from browser.watching import watched_page
from compact_core.assessment.forms.answer_files import read_answers
from samples import SHORT_FORM, SHORT_ROUND

pytestmark = pytest.mark.needs("chromium")


def test_a_reason_is_asked_for(page: Page, tmp_path: Path) -> None:
    """Without the reason of a 'not applicable' nothing is saved; the message leads to it, and goes when it is given."""
    show(page, tmp_path)
    page.locator("[name=item-3][value='not applicable']").check()
    page.locator("#save-here").click()
    assert page.locator("#status").text_content() == "Not saved yet: a reason is missing."
    assert page.evaluate("document.activeElement.id") == "errors"
    press(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.name") == "item-3-reason"
    assert page.locator("#item-3-error").text_content() == "Error: say why this is not applicable."
    press(page, "Space")
    assert page.locator("#errors").text_content() == ""
    assert read(saved(page)).answers[0].reason == "No key person has changed yet."


def test_there_is_nothing_to_save_at_first(page: Page, tmp_path: Path) -> None:
    """An empty form saves no file, and says so."""
    show(page, tmp_path)
    page.locator("#save-here").click()
    assert page.locator("#status").text_content() == "There is nothing to save yet."


@pytest.mark.parametrize("another", [False, True])
def test_a_file_that_is_older_is_told(page: Page, tmp_path: Path, another: bool) -> None:  # noqa: FBT001
    """Whoever answers on after saving is told that the file is older, also later; a new file ends it."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    saved(page)
    if another:
        page.locator("#section-1-strengths").fill("x")
    else:
        page.locator("[name=item-2][value='4']").check()
    older = "The file that you saved is older than your answers here. Save it again."
    assert page.locator("#status").text_content() == older
    page.reload()
    assert (page.locator("#status").text_content() or "").endswith(f" {older}")
    saved(page)
    page.locator("#save").click()
    assert page.locator("#status").text_content() == ""


def test_what_is_open_is_listed_before_saving(page: Page, tmp_path: Path) -> None:
    """The button leads to a list of what is open, each line leads to its item, and the message says how many are."""
    show(page, tmp_path)
    assert page.locator("#next").inner_text().startswith("3 open")
    page.locator("[name=item-2][value='1']").check()
    page.locator("#save").click()
    assert page.evaluate("document.activeElement.id") == "sending"
    assert page.locator("#left").text_content() == "Still open: 2 of 3. You can save and send all the same."
    assert page.locator("#left-list a").all_inner_texts() == [
        "1. Aims discussed or reviewed",
        "3. Changes of key people",
    ]
    saved(page)
    assert (page.locator("#status").text_content() or "").startswith(
        "Saved as answers-lunch-1-round-1.json, with 1 of 3 items; 2 are open."
    )
    page.locator("#left-list a").last.click()
    assert page.evaluate("document.activeElement.id") == "item-3"
    page.locator("[name=item-3][value='2']").check()
    page.locator("#next").click()
    assert page.evaluate("document.activeElement.id") == "item-1"
    page.locator("[name=item-1][value='2']").check()
    assert page.locator("#left").text_content() == "Every item is answered."
    page.locator("#next").click()
    assert page.evaluate("document.activeElement.id") == "sending"


def test_who_sees_it_is_one_tap_away(page: Page, tmp_path: Path) -> None:
    """Everything that was said before answering is there again, the side too; escape leads back."""
    show(page, tmp_path)
    page.locator("[name=item-3][value='1']").check()
    page.locator("#who-sees").click()
    told = page.locator("#who").inner_text()
    assert "Riverside Lunch Club. It stands on the side \u201cThird sector\u201d." in told
    assert [one.text for one in SHORT_FORM.about if one.text not in told] == []
    press(page, "Escape")
    assert not page.locator("#who").is_visible()


def test_another_organisation_is_named_or_nothing_is_saved(page: Page, tmp_path: Path) -> None:
    """Other organisations are offered only to whoever says that somebody else filled it in, and one must be chosen."""
    show(page, tmp_path)
    page.locator("[name=item-1][value='4']").check()
    assert not page.locator("#filled-in-by").is_visible()
    page.locator("#another").check()
    page.locator("#save-here").click()
    assert page.locator("#status").text_content() == "Not saved yet: say which organisation filled this in."
    assert page.evaluate("document.activeElement.id") == "filled-in-by"
    page.locator("#filled-in-by").select_option("trust")
    assert read(saved(page)).filled_in_by == "trust"
    page.reload()
    assert page.locator("#filled-in-by").input_value() == "trust"
    page.locator("#another").uncheck()
    assert read(saved(page)).filled_in_by == ""


CAN_SHARE = """
    window.shared = [];
    navigator.canShare = (what) => what.files.every((file) => file.type === "text/plain");
    navigator.share = async (what) => {
        if (window.refusal) throw new DOMException("no", window.refusal);
        window.shared.push([what.files[0].name, await what.files[0].text()]);
    };
"""
"""A browser that shares files of text, as those of telephones do."""


def test_a_browser_that_can_shares_the_file(browser: Browser, tmp_path: Path) -> None:
    """What is shared is read like a saved file; whoever changes their mind has shared nothing."""
    with watched_page(browser) as (page, troubles):
        page.add_init_script(CAN_SHARE)
        show(page, tmp_path)
        page.locator("[name=item-1][value='4']").check()
        for refusal, told in (("AbortError", "Nothing was shared."), ("NotAllowedError", "This browser cannot share")):
            page.evaluate("name => { window.refusal = name; }", refusal)
            page.locator("#share").click()
            page.locator("#status", has_text=told).wait_for()
        page.evaluate("window.refusal = ''")
        page.locator("#share").click()
        page.locator("#status", has_text="Shared, with 1 of 3 items; 2 are open. It is for Riverside Carers").wait_for()
        ((name, text),) = page.evaluate("window.shared")
        assert troubles == []
    assert name == "answers-lunch-1-round-1.txt"
    found = read_answers(text.encode(), name, [SHORT_ROUND])
    assert found.problems == ()
    assert found.sound is not None
    assert [one.point for one in found.sound.answers] == [4]


CANNOT_SHARE = ("undefined", "() => false", "() => { throw new TypeError(); }")
"""What browsers have that know nothing of sharing, refuse files, or fail."""


def test_a_browser_that_cannot_share_does_not_offer_it(browser: Browser, tmp_path: Path) -> None:
    """Whether it knows nothing of sharing, refuses files, or fails: the form offers only what works."""
    with watched_page(browser) as (page, troubles):
        for able in CANNOT_SHARE:
            page.add_init_script(f"navigator.canShare = {able};")  # after those of before, so the last one counts
            show(page, tmp_path)
            assert page.evaluate("String(navigator.canShare)") == able
            assert page.locator("#mail").is_visible()
            assert not page.locator("#share").is_visible()
            assert troubles == []


@pytest.mark.parametrize(
    ("address", "led_to", "mail"),
    [
        ("", [], ""),
        ("answers@example.org", [], "answers@example.org"),
        ("https://example.org/send?to=1&for=2", ["https://example.org/send?to=1&for=2"], ""),
    ],
)
def test_the_form_leads_to_whoever_collects(
    page: Page, tmp_path: Path, address: str, led_to: list[str], mail: str
) -> None:
    """A web address is a link, a mail address stands in the mail; without either the mail has no address yet."""
    show(page, tmp_path, SHORT_FORM._replace(address=address))
    steps = page.locator("ol a")
    assert [one.get_attribute("href") for one in steps.all()] == led_to
    assert (page.locator("#mail").get_attribute("href") or "").startswith(
        f"mailto:{mail}?subject=Riverside%20health%3A%20round%201&body="
    )
    assert address in page.locator("ol").inner_text()
