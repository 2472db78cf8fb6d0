"""The documents that the codes of Leeds were written from: drafted unaided, and their wording proved.

The documents are not in the project; without them these tests are skipped.
"""

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from compact_core import read_code, read_text
from compact_core.documents.coverage import coverage
from compact_core.documents.draft import Drafted, drafted
from compact_core.documents.proofs import signed_words, state_of
from compact_core.documents.text_reader import read_text as blocks_of
from compact_core.documents.writing import draft_text
from compact_core.model import Code

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
DOCUMENTS = {sha256(path.read_bytes()).hexdigest(): path for path in sorted(SEEDS.glob("*.txt"))}
CODES = sorted((ROOT / "codes" / "leeds").glob("[pw]*.toml"))
COUNTED = ("section", "barrier", "benefit", "principle", "action")

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="COMPACTS_SEEDS names no folder with the documents")


def document_of(code: Code) -> Path:
    """The document that a code was written from."""
    return DOCUMENTS[code.source.sha256]


def draft_of(code: Code) -> Drafted:
    """What is made of that document without any help."""
    path = document_of(code)
    return drafted(blocks_of(path.read_bytes(), lambda *_: None), path.stem)


@pytest.mark.parametrize("file", CODES, ids=lambda path: path.stem)
def test_the_draft_has_what_people_found(file: Path) -> None:
    """As many sections, barriers, benefits, principles and actions as in the code that people wrote."""
    code = read_code(file)
    ours, drafts = (Counter[str](part.kind for part in one.parts) for one in (code, draft_of(code).code))
    assert {kind: drafts[kind] for kind in COUNTED} == {kind: ours[kind] for kind in COUNTED}


@pytest.mark.parametrize("file", CODES, ids=lambda path: path.stem)
def test_every_word_of_a_seed_is_in_its_draft(file: Path) -> None:
    """All of them, in order, apart from the contents page and the withheld contacts."""
    draft = draft_of(read_code(file))
    found = coverage(draft)
    assert (found.found, found.missing) == (found.words, ())
    assert {dropped.why for dropped in draft.dropped} <= {"the contents page", "a withheld contact"}


@pytest.mark.parametrize("file", CODES, ids=lambda path: path.stem)
def test_the_draft_of_a_seed_is_accepted(file: Path) -> None:
    """The check finds nothing but open doubts, and that the words are the document's own."""
    draft = draft_of(read_code(file))
    text = draft_text(draft, "seed.txt")
    doubts, words = read_text(text).problems
    assert (doubts.severity, words.severity) == ("warning", "note")
    assert words.message.partition(";")[0].endswith("parts still have the document's own words")
    answered = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# Doubt, "))
    assert read_text(answered).problems == (words._replace(line=read_text(answered).problems[0].line),)


@pytest.mark.parametrize("file", CODES, ids=lambda path: path.stem)
def test_every_sentence_of_a_seed_is_proved(file: Path) -> None:
    """The official words of each part are found in the document by its hash."""
    code = read_code(file)
    sentences = signed_words(code, blocks_of(document_of(code).read_bytes(), lambda *_: None))
    assert [sentence.part for sentence in sentences] == [
        part.id for part in code.parts if part.id in {proof.provision for proof in code.wording}
    ]
    assert {state_of(code, sentence) for sentence in sentences} == {"proved"}
