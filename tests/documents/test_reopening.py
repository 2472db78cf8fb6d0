"""A draft that was written to a file can be gone on with, as if it had never been left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import read_text
from compact_core.documents.draft import import_draft
from compact_core.documents.edits import DraftHistory, drop, merge, restate
from compact_core.documents.recasting import words_to_restate
from compact_core.documents.reopening import gone_on, reopened
from compact_core.documents.writing import draft_text
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from documents.outlines import draft_from
from documents.test_edits import TEXT, changed_by, named, revision
from strategies import document_texts, few

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core.documents.draft import Drafted


def again(draft: DraftHistory, text: str) -> DraftHistory:
    """A draft as it is after it was written and opened again."""
    file = draft_text(draft.draft(), "lamp.txt")
    code = read_text(file).code
    assert code
    return gone_on(code, file, draft_from(text))


@few
@given(document_texts(), st.data())
def test_a_draft_is_opened_as_it_was_left(text: str, data: st.DataObject) -> None:
    """Parts in the document's own words, what was restated, open doubts and places are as they were."""
    draft = revision(text)
    for _ in range(data.draw(st.integers(0, 4))):
        if draft.now.parts:
            draft = draft.then(changed_by(data, draft))
    if draft.now.parts:
        part = data.draw(st.sampled_from(draft.now.parts))
        try:
            words_to_restate(part)
            draft = draft.then(restate(draft.now, part.id, "In plain words of our own, quite different."))
        except CompactsError:
            pass
    there = again(draft, text)
    assert draft_text(there.draft(), "lamp.txt") == draft_text(draft.draft(), "lamp.txt")
    assert {(one.page, one.line, one.seen) for one in there.now.doubts} == {
        (one.page, one.line, one.seen) for one in draft.now.doubts
    }


def test_a_line_that_is_nothing_but_a_number_is_joined_once() -> None:
    """Its number is all that it says, so that the words of both parts are those that the document prints."""
    text = "Lamp code\nAnnex 1"
    draft = revision(text)
    draft = draft.then(merge(draft.now, "annex-1"))
    assert [one.title for one in draft.now.parts if one.kind == "section"] == ["Lamp code Annex 1"]
    assert again(draft, text).now.doubts == draft.now.doubts


def test_what_was_restated_has_its_own_words_again() -> None:
    """The document's own words come from the document, also of a part that was merged before it was restated."""
    draft = revision()
    draft = draft.then(merge(draft.now, named(draft.now, "We share oil").id))
    draft = draft.then(restate(draft.now, named(draft.now, "We light").id, "Light them."))
    draft = draft.then(restate(draft.now, named(draft.now, "pay in").id, "Pay soon."))
    draft = draft.then(drop(draft.now, named(draft.now, "tell the").id, "said twice", draft.imported.blocks))
    there = again(draft, TEXT)
    assert there.now.parts == draft.now.parts
    assert there.now.restated == draft.now.restated
    assert [one.block.words for one in there.now.dropped if one.is_chosen] == ["tell the truth."]
    assert len(there.versions) == 1


def test_a_part_that_nobody_knows_is_told() -> None:
    """Where neither the words nor the document give the wording hash, a doubt says so."""
    file = draft_text(revision().draft(), "lamp.txt").replace("We share oil.", "We share [oil].")
    code = read_text(file.replace("We share [oil].", "Oil is shared.")).code
    assert code
    found = gone_on(code, file, draft_from(TEXT.replace("We share oil.", "We burn gas.")))
    assert (
        "line 8: the document has no words with the wording hash of this part. Assumed: its words here are the "
        "document's own."
    ) in map(str, found.now.doubts)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document and its draft."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    Path("lamp.txt").write_text(TEXT, encoding="utf-8")
    Path("lamp.toml").write_text(draft_text(draft_of_file(), "lamp.txt"), encoding="utf-8")
    return tmp_path


def draft_of_file() -> Drafted:
    """The draft of the document as the import makes it."""
    return import_draft("lamp.txt", open_plugins())


def test_the_document_is_found_beside_its_draft(place: Path) -> None:
    """Its name stands in the draft; another place can be named."""
    found = reopened("lamp.toml", open_plugins())
    assert (found.document, len(found.history.now.parts)) == ("lamp.txt", 7)
    (place / "lamp.txt").rename(place / "signed.txt")
    assert reopened("lamp.toml", open_plugins(), "signed.txt").document == "signed.txt"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda: Path("lamp.txt").unlink(),
            (
                "lamp.toml: The document that it was made from, lamp.txt, is not beside it. Put it there, or name it"
                " with --document."
            ),
        ),
        (
            lambda: Path("lamp.txt").write_text("Another\n\n1 Thing\n\n1.1 It is.\n", encoding="utf-8"),
            "lamp.toml: lamp.txt is not the document that this draft was made from. Name the right one.",
        ),
        (
            lambda: Path("lamp.toml").write_text("format = 2\n", encoding="utf-8"),
            "lamp.toml:1:1: The heading [code] is missing. Add a line [code] and its keys below it.\n",
        ),
        (
            lambda: Path("lamp.toml").write_text(
                Path("lamp.toml").read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8"
            ),
            "lamp.toml: The file does not say which document it was made from. Name it with --document.",
        ),
    ],
)
def test_what_is_missing_is_told(spoil: Callable[[], object], message: str, place: Path) -> None:
    """One message says what is wrong, and what to do."""
    spoil()
    with pytest.raises(CompactsError) as caught:
        reopened("lamp.toml", open_plugins())
    assert str(caught.value).startswith(message), place
