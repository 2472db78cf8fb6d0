"""The search where SQLite has no full-text search: every text is looked through."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import Code
from compact_core.content.write import write_code
from compact_core.library.catalogue import Catalogue
from compact_core.library.indexing import gather
from compact_core.library.search import folding
from compact_core.library.search.full_text import MARK, UNMARK
from compact_core.library.search.hits import find
from compact_core.library.search.passages import passages
from compact_core.library.search.query import Hit, Query
from compact_core.library.search.scanning import scan
from compact_core.plugins import Loader, hookimpl
from compact_core.plugins.builtin import TOML
from compact_core.plugins.manager import Plugins
from compact_core.testing import loaded_plugins
from strategies import codes, few


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A catalogue of the built-in codes, in memory."""
    return catalogue_of(tmp_path_factory.mktemp("home"), loaded_plugins())


class OnlyFiles:
    """A plugin that reads files as the program does, and brings no code."""

    @hookimpl
    def compacts_loaders(self) -> list[Loader]:
        """The loader of TOML files."""
        return [TOML]


def catalogue_of(home: Path, plugins: Plugins, *files: Path) -> Catalogue:
    """A catalogue of the codes of plugins and those in files."""
    made = Catalogue(":memory:")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(home))
        gather(made, "view", [str(file) for file in files], plugins)
    return made


def scanned(catalogue: Catalogue, query: Query) -> list[Hit]:
    """The hits of a search without an index."""
    return scan(catalogue.views.passages("view"), query)


@few
@given(code=codes(), data=st.data())
def test_a_scan_finds_what_the_index_finds(
    tmp_path_factory: pytest.TempPathFactory, code: Code, data: st.DataObject
) -> None:
    """Whatever the index finds by the beginnings of words, a scan finds too."""
    folder = tmp_path_factory.mktemp("home")
    file = folder / "code.toml"
    file.write_text(write_code(code), encoding="utf-8")
    plugins = Plugins()
    plugins.register(OnlyFiles(), "files")
    catalogue = catalogue_of(folder, plugins, file)
    words = sorted({word for one in passages(code) for word in folding.words(f"{one.title} {one.text}")})
    texts = st.lists(st.sampled_from(words), min_size=1, max_size=2).map(" ".join) if words else st.just("code")
    query = Query(data.draw(texts), code=code.header.id, limit=1_000, typing=True)
    indexed = {(hit.code, hit.item) for hit in find(catalogue, "view", query)}
    assert indexed <= {(hit.code, hit.item) for hit in scanned(catalogue, query)}


@pytest.mark.parametrize("text", ["sharing power", "shared powers", "SHARE POWE", "sha\u0301re power"])
def test_a_scan_finds_words_in_any_form(catalogue: Catalogue, text: str) -> None:
    """Endings, capitals and accents do not count, and each hit has marks around what was found."""
    hits = scanned(catalogue, Query(text, limit=1_000))
    assert ("leeds-partnership-2003", "share-power") in [(hit.code, hit.item) for hit in hits]
    assert all(MARK in hit.title + hit.extract and UNMARK in hit.title + hit.extract for hit in hits)


@pytest.mark.parametrize("text", ["", "*", "power zeppelin", "(", "\x00"])
def test_a_scan_finds_nothing_without_every_word(catalogue: Catalogue, text: str) -> None:
    """Signs are no words, and a word that stands nowhere leaves nothing."""
    assert scanned(catalogue, Query(text)) == []


def test_a_scan_keeps_to_what_is_asked_for(catalogue: Catalogue) -> None:
    """Kind, code, side and limit hold, and the hits stand in the order of the library."""
    code = "leeds-partnership-2003"
    every = scanned(catalogue, Query("partner", kind="action", code=code, side="public", limit=1_000))
    index = find(catalogue, "view", Query("partner", kind="action", code=code, side="public", limit=1_000))
    assert {hit.item for hit in index} <= {hit.item for hit in every}
    assert {(hit.kind, hit.code) for hit in every} == {("action", code)}
    assert scanned(catalogue, Query("partner", kind="action", code=code, side="public", limit=2)) == every[:2]


@pytest.mark.parametrize("number", ["3", "10b", "(a)"])
def test_a_scan_finds_numbers_first(catalogue: Catalogue, number: str) -> None:
    """What prints the number comes first, as with the index."""
    first = find(catalogue, "view", Query(number, limit=3))
    assert [hit.item for hit in scanned(catalogue, Query(number, limit=3))][:1] == [hit.item for hit in first][:1]


def test_a_scan_finds_any_of_the_words(catalogue: Catalogue) -> None:
    """One of the words is enough, what has more of them stands first, and other codes can be left out."""
    query = Query("agenda power", any=True, limit=1_000)
    each = [
        {(hit.code, hit.item) for hit in scanned(catalogue, Query(word, limit=1_000))} for word in query.text.split()
    ]
    items = [(hit.code, hit.item) for hit in scanned(catalogue, query)]
    assert set(items) == each[0] | each[1]
    having = [sum(item in one for one in each) for item in items]
    assert having == sorted(having, reverse=True)
    some = scanned(catalogue, query._replace(codes=("leeds-partnership-2003",)))
    assert {hit.code for hit in some} == {"leeds-partnership-2003"}
