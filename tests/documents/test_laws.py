"""What holds for every document: a draft without errors, and nothing lost that is not listed."""

import pytest
from hypothesis import given

from compact_core import read_text
from compact_core.documents.coverage import coverage
from compact_core.documents.proofs import signed_words, state_of
from compact_core.documents.writing import draft_text
from compact_core.text import words
from documents.outlines import draft_from
from strategies import document_texts, few


@few
@given(document_texts())
def test_any_document_gives_a_sound_draft(text: str) -> None:
    """The file that is written has no error, and reading it gives the draft."""
    draft = draft_from(text)
    loaded = read_text(draft_text(draft, "any.txt"))
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.code == draft.code


@few
@given(document_texts())
def test_nothing_is_lost_silently(text: str) -> None:
    """Each word is in the draft, is listed as left out, or is listed as in no part."""
    found = coverage(draft_from(text))
    missing = sum(len(words(run)) for _, run in found.missing)
    assert found.found + missing == found.words


@few
@given(document_texts())
def test_a_draft_is_proved_by_its_document(text: str) -> None:
    """The document's own words are found in it again, and what is said to be proved gives the hash."""
    draft = draft_from(text)
    for sentence in signed_words(draft.code, draft.blocks):
        assert state_of(draft.code, sentence) in {"proved", "differs", "not found"}
        assert (sentence.text == "") == (state_of(draft.code, sentence) == "not found")


@pytest.mark.parametrize(
    "text", ["“open quote line\n" * 3_000, "[1] note\n" * 3_000, ". " * 30_000, "a-\n" * 3_000, "(" * 30_000]
)
def test_hostile_text_takes_time_in_line_with_its_length(text: str) -> None:
    """Nothing that a text can hold makes reading hang: this test would take minutes."""
    assert draft_from(text).blocks
