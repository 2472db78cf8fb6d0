"""Words found in the built-in codes, as they are typed and when they are whole."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given

from compact_core import Code, open_library
from compact_core.content.write import write_code
from compact_core.library.search.full_text import MARK
from compact_core.library.search.highlights import unmarked
from compact_core.library.search.query import Query
from compact_core.model.places import same_number
from compact_core.testing import library_of
from samples import used_home
from strategies import codes, few

SHARE_POWER = ("leeds-partnership-2003", "share-power")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A used home for the catalogue, and no plugins."""
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "home")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")


def found(text: str, *, typing: bool = False) -> list[tuple[str, str]]:
    """Code and id of each hit."""
    return [(hit.code, hit.item) for hit in open_library().find(Query(text, typing=typing))]


@pytest.mark.parametrize("text", ["shar pow", "pow shar", "SHAR POWE", "s p", "sha\u0301re power"])
def test_while_typing_the_beginning_of_each_word_is_enough(text: str) -> None:
    """Every word may still be growing, in any order, in capitals, with an accent too many."""
    assert SHARE_POWER in found(text, typing=True)


def test_while_typing_a_number_may_grow() -> None:
    """The part that prints the number stands first, then those whose number begins with it; a letter may grow."""
    typed = [(hit.item, hit.number) for hit in open_library().find(Query("8", typing=True, limit=1_000))]
    assert ("p-8b", "8b") in typed
    exact = [number for _, number in typed if number == "8"]
    assert [number for _, number in typed[: len(exact)]] == exact != []
    letters = found("a", typing=True)
    assert letters[0] == ("leeds-working-together-2017", "p-a")
    assert len(letters) > len(found("a"))


@pytest.mark.parametrize("text", ["sharing power", "shared powers", "share power and influence"])
def test_whole_words_are_found_in_any_form(text: str) -> None:
    """Words are found by their stem."""
    assert SHARE_POWER in found(text)


@pytest.mark.parametrize("text", ["", " ", '"', "*", "- -", "(", "^", "\x00", "中文", "NEAR(a b)", 'power" OR "x'])
@pytest.mark.parametrize("typing", [True, False])
def test_what_is_typed_is_data(text: str, *, typing: bool) -> None:
    """Signs that a query language would know change nothing; without a word nothing is found."""
    words = " ".join(re.findall(r"[^\W_]+", text))
    hits = found(text, typing=typing)
    assert hits == (found(words, typing=typing) if words else [])


@pytest.mark.parametrize("name", ["clause", "Section", "§", "no.", "paragraph", "POINT"])
def test_a_number_may_have_its_name_before_it(name: str) -> None:
    """People say 'clause 8b' where a document prints 8b."""
    library = open_library()
    assert [hit.item for hit in library.find(Query(f"{name} 8b", code="leeds-partnership-2003"))] == ["p-8b"]


@few
@given(code=codes())
def test_a_number_finds_the_parts_that_print_it_first(tmp_path_factory: pytest.TempPathFactory, code: Code) -> None:
    """What looks like a number finds the parts with that number before all else, in the order of the document."""
    file = tmp_path_factory.mktemp("codes") / "code.toml"
    file.write_text(write_code(code), encoding="utf-8")
    library = library_of(codes=[file])
    numbers = {part.id: same_number(part.number or getattr(part, "at", "")) for part in code.parts if part.id}
    for part in code.parts:
        if part.id and re.search("[0-9]", part.number):
            hits = library.search(part.number, code=code.id, limit=1_000)
            same = [one for one, number in numbers.items() if number == same_number(part.number)]
            assert [hit.item for hit in hits[: len(same)]] == same
            assert unmarked(hits[same.index(part.id)].title).split()[0] == normalize("NFC", part.number).split()[0]


def test_every_word_has_to_occur() -> None:
    """A word that stands nowhere leaves nothing, however common the others are."""
    assert found("power zeppelin") == []
    assert found("power zepp", typing=True) == []


def test_what_was_found_is_marked() -> None:
    """Each hit has a mark in its title or in its extract."""
    hits = open_library().find(Query("meetings"))
    assert hits
    assert all(MARK in hit.title + hit.extract for hit in hits)


@pytest.mark.parametrize("typing", [True, False])
def test_any_word_is_enough_and_more_come_first(*, typing: bool) -> None:
    """Nothing has both words; any of them finds what each alone finds, and what has more words stands first."""
    words = "benefit agendas power"
    assert found(words) == []
    each = [open_library().find(Query(word, limit=1_000, typing=typing)) for word in words.split()]
    hits = open_library().find(Query(words, limit=1_000, typing=typing, any=True))
    having = [sum((hit.code, hit.item) in {(one.code, one.item) for one in alone} for alone in each) for hit in hits]
    assert set(having) == {1, 2}
    assert having == sorted(having, reverse=True)
    assert {(hit.code, hit.item) for hit in hits} == {(one.code, one.item) for alone in each for one in alone}


def test_a_form_and_a_beginning_count_as_two_words() -> None:
    """A word found by its stem and one found by its beginning count alike."""
    hits = open_library().find(Query("organising volunt", any=True, limit=1))
    assert [(hit.code, hit.item) for hit in hits] == [
        (hit.code, hit.item) for hit in open_library().find(Query("organise volunteer", limit=1))
    ]


def test_a_search_keeps_to_some_codes() -> None:
    """With ids of codes, hits are of these codes alone, for all words and for any."""
    two = ("leeds-partnership-2003-leaflet", "leeds-working-together-2017")
    for query in (Query("power", codes=two), Query("power agendas", codes=two, any=True)):
        assert {hit.code for hit in open_library().find(query)} == set(two)


def test_the_kinds_of_each_code_are_counted() -> None:
    """The library says how many parts of each kind a code has, as the code itself does."""
    library = open_library()
    for entry in library.entries:
        parts = [part.kind for part in library.code(entry.id).parts if part.id]
        assert library.kinds()[entry.id] == {kind: parts.count(kind) for kind in parts}
