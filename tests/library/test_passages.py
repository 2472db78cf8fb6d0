"""What of a code can be found: every text that the model holds, but for those that are listed here with a reason."""

from collections.abc import Iterator

import pytest

import compact_core.cli.search as command
from compact_core import Library, open_library
from compact_core.content.write import write_code
from compact_core.library.search.full_text import MARK
from compact_core.library.search.highlights import pieces
from compact_core.library.search.passages import passages
from compact_core.library.search.query import Query
from compact_core.model import Header, Party, RelatedCode, Source, Wording
from compact_tui.library.searching import EVERY_KIND, FILTERS
from planting import EVERY, planted, planted_code

PLACE = "a place in the source, which is no part of what the code says"
NAME = "a name for files and links: what it names is found by its own words"
PROOF = "a hash, which nobody reads as words"
NOT_SEARCHED = {
    (Header, "language"): "a tag for programs",
    (Source, "sha256"): PROOF,
    (Wording, "digest"): PROOF,
    **{(kind, name): PLACE for kind, name in EVERY if name == "at"},
    **{(kind, name): NAME for kind, name in EVERY if name == "id" and kind is not Header},
    (RelatedCode, "code"): NAME,
    (Party, "side"): NAME,
    (Header, "scale"): NAME,
}
"""Fields of text that a search passes over, each with why."""


SEARCHED = [one for one in EVERY if one not in NOT_SEARCHED]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with that code, read from its file."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "planted.toml").write_text(write_code(planted_code(SEARCHED)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(folder / "home"))
        patch.setenv("COMPACTS_PLUGINS", "none")
        yield open_library([str(folder / "planted.toml")])


def marked(library: Library, word: str) -> list[bool]:
    """Of each hit for a word in the code, whether the word is marked there."""
    hits = library.find(Query(word, code=planted(Header, "id")))
    return [(word, True) in [*pieces(hit.title), *pieces(hit.extract)] for hit in hits]


def test_what_a_field_says_is_found(library: Library) -> None:
    """A word of each field leads to the one part of the code that says it, and is marked there."""
    assert [(kind.__name__, name) for kind, name in SEARCHED if marked(library, planted(kind, name)) != [True]] == []


def test_every_kind_that_is_found_can_be_asked_for() -> None:
    """The command line and the interface let hits be limited to each kind of part that a code has, and no other."""
    found = {one.kind for one in passages(planted_code(SEARCHED))}
    assert sorted(found) == sorted(command.KINDS) == sorted(set(FILTERS) - {EVERY_KIND})


def test_every_exception_is_a_field() -> None:
    """The fields that are passed over are fields of the model, each once."""
    assert set(NOT_SEARCHED) <= set(EVERY)
    assert len(SEARCHED) + len(NOT_SEARCHED) == len(EVERY)


PARTS = {
    "zqtabletitle": ("table", "table"),
    "zqtableheadings": ("table", "table"),
    "zqtablerows": ("table", "table"),
    "zqquotationtext": ("quotation", "quotation"),
    "zqgrouptitle": ("group", "group"),
    "zqsignatoryorganisation": ("signatory", "signatory"),
    "zqunplaced": ("code", ""),
    "zqlinkreason": ("action", "action"),
    "zqsourcepublisher": ("code", ""),
    "zqpartyname": ("code", ""),
}


@pytest.mark.parametrize(("word", "part"), PARTS.items())
def test_a_hit_names_the_part_that_can_be_shown(library: Library, word: str, part: tuple[str, str]) -> None:
    """What has no id of its own is found in what shows it: a cell in its table, a signature in the code."""
    (hit,) = library.find(Query(word))
    assert (hit.kind, hit.item) == part
    if hit.item:
        library.index(hit.code).item(hit.item)
    assert [found.item for found in library.find(Query(word, kind=hit.kind))] == [hit.item]
    assert MARK in hit.title + hit.extract
