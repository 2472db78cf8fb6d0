"""A form in a browser: opened, filled in by keyboard, saved, and read back."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.forms.content import Form
from compact_core.assessment.forms.form_pages import html_form
from compact_core.assessment.records.answer_checks import fit_flaws
from compact_core.assessment.records.reading import ReadResult
from compact_core.assessment.responses import Response
from samples import RIVERSIDE, SHORT_FORM, SHORT_ROUND

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def show(page: Page, folder: Path, form: Form = SHORT_FORM) -> Path:
    """Open a form from a file."""
    path = folder / "form.html"
    path.write_text(html_form(form), encoding="utf-8")
    page.goto(path.as_uri())
    return path


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until something that fits the selector has the focus."""
    for _ in range(200):
        press(page, "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def saved(page: Page, button: str = "#save-here") -> bytes:
    """The bytes of the answers file that the form saves."""
    with page.expect_download() as download:
        page.locator(button).click()
    page.locator("#status", has_text="Saved as").wait_for()
    assert download.value.suggested_filename == "answers-lunch-1-round-1.json"
    return download.value.path().read_bytes()


def read(data: bytes) -> Response:
    """The answers in the file of a form, which has nothing wrong and fits the round."""
    found = read_answers(data, "answers.json", [SHORT_ROUND])
    assert found == ReadResult(found.sound, ())
    assert found.sound
    assert list(fit_flaws(found.sound, RIVERSIDE, SHORT_ROUND)) == []
    return found.sound


def without_moments(response: Response) -> Response:
    """The response without its moments, each of which must be there."""
    moments = [*(one.given for one in response.answers), *(one.given for one in response.comments)]
    assert [one for one in moments if not MOMENT.fullmatch(one)] == []
    return replace(
        response,
        answers=tuple(replace(one, given="") for one in response.answers),
        comments=tuple(replace(one, given="") for one in response.comments),
    )
