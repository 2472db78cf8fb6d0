"""The signed words beside ours, on every kind of form, where the round says so and a document is attached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.forms.form_pages import html_form, large_print
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.forms.sheet import sheet
from compact_core.documents.proofs import Sentence
from compact_core.documents.wording_store import Attached, attach
from compact_core.model import Wording
from compact_core.reports.page import Fact
from compact_core.text import wording_digest
from leeds import RECENT
from samples import INVITEES, RIVERSIDE, SHORT_ROUND

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HOSTILE = "<b onclick=alert(1)>[item:1] =1+1 each lamp is lit"
ITEMS = tuple(row.item for row in SHORT_ROUND.rows)
DIGEST, NUMBER = wording_digest(HOSTILE)
CODE = replace(RECENT, wording=tuple(Wording(provision=item, digest=DIGEST, words=NUMBER) for item in ITEMS))
SIGNED = replace(SHORT_ROUND, wording="signed")


def attached_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wording: Literal["plain", "signed"] = "signed"
) -> Form:
    """A form of a round while a document is attached: the first item is proved, the next differs, one is not there."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path))
    sentences = (Sentence(ITEMS[0], HOSTILE, 1, 2), Sentence(ITEMS[1], "Something else.", 1, 3))
    attach(Attached(CODE.id, "signed.txt", "0" * 64, sentences))
    return form_of(CODE, RIVERSIDE, replace(SHORT_ROUND, wording=wording), INVITEES[0])


def test_the_signed_words_stand_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each item tells them first, and whether they are proved, differ or were not found."""
    form = attached_form(tmp_path, monkeypatch)
    assert [item.notes[0] for item in form.items] == [
        Fact("Signed words", f"“{HOSTILE}” (proved)"),
        Fact("Signed words", "“Something else.” (differs from the wording hash)"),
        Fact("Signed words", "not found in the document"),
    ]
    plain = attached_form(tmp_path, monkeypatch, "plain")
    assert not [note for item in plain.items for note in item.notes if note.label == "Signed words"]
    assert plain.asked != form.asked


def test_they_are_escaped_on_every_kind_of_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On pages they are no markup, in a mail no mark, in a sheet no formula."""
    form = attached_form(tmp_path, monkeypatch)
    for page in (html_form(form), large_print(form)):
        assert "&lt;b onclick=alert(1)&gt;[item:1] =1+1 each lamp is lit” (proved)" in page
        assert "<b onclick" not in page
    assert "Signed words: “<b onclick=alert(1)>(item:1) =1+1 each lamp is lit” (proved)\n" in form_mail(form)
    assert "\nSigned words: “<b onclick" in sheet(form)


def test_whoever_types_answers_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a computer without the document, answers can be typed in; their form asks the same."""
    there = attached_form(tmp_path, monkeypatch)
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "another"))
    form = form_of(CODE, RIVERSIDE, SIGNED, INVITEES[0], needs_signed_words=False)
    assert form.asked == there.asked
    assert not [note for item in form.items for note in item.notes if note.label == "Signed words"]
