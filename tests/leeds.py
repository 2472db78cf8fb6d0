"""The three Leeds codes and their documents, for the tests of what they hold."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from compact_core.content.read import read_code
from compact_core.model import Code, Paragraph, Provision

ROOT = Path(__file__).parents[1]
LEEDS = ROOT / "codes" / "leeds"
FULL = read_code(LEEDS / "partnership-2003.toml")
LEAFLET = read_code(LEEDS / "partnership-2003-leaflet.toml")
RECENT = read_code(LEEDS / "working-together-2017.toml")
CODES = (FULL, LEAFLET, RECENT)

FOLDER = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
DOCUMENTS = {sha256(path.read_bytes()).hexdigest(): path for path in FOLDER.glob("*.txt")}
with_documents = pytest.mark.skipif(
    not all(code.source.sha256 in DOCUMENTS for code in CODES),
    reason="the documents are not in the folder that COMPACTS_SEEDS names",
)
each_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)

HEADINGS_2017 = {
    "Forming relationships": 8,
    "Sustaining relationships": 8,
    "Inclusive relationships": 4,
    "Effective relationships": 7,
    "Resourcing relationships": 7,
}
STRENGTHS = {"must", "should", "may", "might", "could", "cannot", "consider", "considers", "considering", "need"}


def places(code: Code, kind: type[Provision]) -> list[str]:
    """Where the provisions of one kind stand, in the order of the file."""
    return [one.at for one in code.provisions if isinstance(one, kind)]


def numbered(start: str, last: int) -> list[str]:
    """The places from 1 to the last."""
    return [f"{start} {number}" for number in range(1, last + 1)]


def provision(code: Code, name: str) -> Provision:
    """The provision with an id."""
    return next(one for one in code.provisions if one.id == name)


def paragraph(code: Code, name: str) -> Paragraph:
    """The paragraph with an id."""
    found = provision(code, name)
    assert isinstance(found, Paragraph)
    return found


def having(code: Code, field: str) -> dict[str, object]:
    """Ids of the provisions in which a field is filled, with what is in it."""
    return {one.id: value for one in code.provisions if (value := getattr(one, field, ""))}


def our_words(one: Provision) -> list[str]:
    """Everything that a provision says in our words, sentence or list item by itself."""
    texts = [one.text, *getattr(one, "items", ())]
    return texts + [text for key in ("aside", "formal_variant", "example") if (text := getattr(one, key, ""))]
