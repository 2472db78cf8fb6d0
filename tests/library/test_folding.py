"""Words compared for a search: accents, capitals, scripts without spaces, and marks on the text as it is printed."""

from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import Library, open_library
from compact_core.library.search import highlights
from compact_core.library.search.folding import BESIDE, fold, offsets, words
from compact_core.library.search.full_text import MARK, UNMARK
from compact_core.library.search.query import Query
from compact_core.model.places import same_number
from samples import small_code

SAID = {
    "greek": "Η συμφωνία και οι ΕΤΑΊΡΟΙ της",  # noqa: RUF001 - Greek letters look like others
    "russian": "Ещё один район, твёрдый договор",
    "chinese": "我们共同制定伙伴关系协议。",
    "japanese": "がっこうとパートナーの約束",
    "thai": "เราทำงานร่วมกันอย่างเท่าเทียม",
    "hindi": "हम मिलकर काम करते हैं",
    "korean": "우리는 함께 일한다",
    "arabic": "نَحْنُ نَعْمَلُ مَعًا",
    "welsh": "Llŷn a’r Fenai: cydweithio’n bartneriaid",
    "vietnamese": "Chúng tôi làm việc cùng nhau",
    "soft": "co\u00adoperation of neighbours",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Codes that say something in many scripts."""
    folder = tmp_path_factory.mktemp("scripts")
    for name, text in SAID.items():
        code = small_code(name).replace("Greet each other.", text)
        (folder / f"{name}.toml").write_text(code, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(folder / "home"))
        patch.setenv("COMPACTS_PLUGINS", "none")
        yield open_library([str(folder)])


FOUND = [
    *(("greek", text, "συμφωνία") for text in ("συμφωνία", "συμφωνια", "ΣΥΜΦΩΝΙΑ")),
    ("greek", "εταιροι", "ΕΤΑΊΡΟΙ"),
    ("greek", "της", "της"),
    *(("russian", text, "Ещё") for text in ("ещё", "еще", "ЕЩЕ")),
    *(("russian", text, "район") for text in ("район", "раион")),
    *(("chinese", text, text) for text in ("我们", "伙伴", "伙伴关系协议", "议")),
    *(("japanese", text, text) for text in ("がっこう", "パートナー", "約束")),
    ("japanese", "ｰﾄﾅｰ", "ートナー"),
    ("thai", "ร่วมกัน", "ร่วมกัน"),
    *(("hindi", text, text) for text in ("मिलकर", "हैं")),
    ("korean", "함께", "함께"),
    *(("arabic", text, "نَعْمَلُ") for text in ("نَعْمَلُ", "نعمل")),
    *(("welsh", text, "Llŷn") for text in ("llyn", "Llŷn", "Lly\u0302n")),
    ("vietnamese", "viec", "việc"),
    ("soft", "cooperation", "co\u00adoperation"),
]


@pytest.mark.parametrize("typing", [True, False])
def test_words_of_any_script_are_found_and_marked(library: Library, *, typing: bool) -> None:
    """With or without accents and capitals, in the middle of a line without spaces: the text is marked as printed."""
    for code, text, found in FOUND:
        (hit,) = library.find(Query(text, code=code, typing=typing))
        said = normalize("NFC", SAID[code])
        assert hit.extract.replace(MARK, "").replace(UNMARK, "") == said, text
        assert [piece for piece, marked in highlights.pieces(hit.extract) if marked] == [found], text


@pytest.mark.parametrize("typing", [True, False])
@pytest.mark.parametrize("text", ["协伙", "们我", "伙 关系协议伙", "约束"])
def test_signs_without_spaces_stand_side_by_side(library: Library, text: str, *, typing: bool) -> None:
    """Signs typed as one word have to stand in that order, with nothing between them."""
    assert library.find(Query(text, typing=typing)) == []


@pytest.mark.parametrize(
    ("text", "found"), [("συμφ", "greek"), ("Еще од", "russian"), ("함", "korean"), ("मिल", "hindi")]
)
def test_beginnings_are_found_in_any_script(library: Library, text: str, found: str) -> None:
    """While typing, the beginning of a word is enough."""
    assert [hit.code for hit in library.find(Query(text, typing=True))] == [found]


SAYINGS = st.sampled_from([word for text in SAID.values() for word in text.split()])


@given(st.lists(st.text(max_size=5) | SAYINGS, max_size=4).map(" ".join), st.booleans())
def test_any_text_can_be_looked_for(library: Library, text: str, typing: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever is typed is no error, and each hit is marked where it was found, or has the number that was typed."""
    number = same_number(text)
    for hit in library.find(Query(text, typing=typing)):
        assert MARK in hit.title + hit.extract or (number and hit.number.startswith(number))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What was folded is folded: an index never meets a text that it would fold again."""
    assert words("".join(fold(text)).replace(BESIDE, "")) == words(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_stay(text: str) -> None:
    """ASCII is not touched, so that it can be passed over."""
    assert fold(text) is text


@given(st.text().map(lambda text: normalize("NFC", text)))
def test_offsets_follow_the_folding(text: str) -> None:
    """Each sign of a text begins where the folding of what stands before it ends."""
    assert offsets(text) == [len(fold(text[:end])) for end in range(len(text) + 1)]


TEXTS = st.text(st.sampled_from("ab é中ё\u00ad\u0327ﬁ"), max_size=400).map(lambda text: normalize("NFC", text))


@given(TEXTS, st.data())
def test_marks_stay_on_their_words(printed: str, data: st.DataObject) -> None:
    """Whatever is found in the folded text, the printed text stays the same, and each find is marked in it."""
    folded = fold(printed)
    ends = sorted(data.draw(st.sets(st.integers(0, len(folded)), max_size=12)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    moved = highlights.Marked(folded, spans).over(printed)
    assert moved.text == printed
    assert highlights.read(moved.written()) == moved
    covered = {place for begin, end in moved.spans for place in range(begin, end)}
    begins = offsets(printed)
    for begin, end in spans:
        for place in range(len(printed)):
            if begins[place] < end and begins[place + 1] > begin:
                assert place in covered


@given(st.text(st.sampled_from("ab é中\n"), max_size=900), st.data())
def test_an_extract_is_a_piece_with_the_marks_of_the_text(text: str, data: st.DataObject) -> None:
    """An extract is a piece of the text, short, with what is marked in it; a find is never lost."""
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=30)))
    whole = highlights.Marked(text, list(zip(ends[::2], ends[1::2], strict=False)))
    part = highlights.read(highlights.extract(whole.written()))
    inner = part.text.removeprefix("…").removesuffix("…")
    assert inner in text
    assert len(inner) <= 180
    assert bool(part.spans) == bool(whole.spans)
    said = {text[begin:end] for begin, end in whole.spans}
    assert all(any(part.text[begin:end] in one for one in said) for begin, end in part.spans)
