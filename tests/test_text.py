"""Untrusted text made safe, and words made comparable."""

from collections.abc import Callable
from zipfile import ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.text import clean, count, joined, reason, shorten, wording_digest, words
from strategies import STEERING, hostile_texts, is_harmless, texts

any_text = st.text() | hostile_texts
printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=STEERING, include_characters="\n\t")
)

WORDS = (
    "the",
    "partner's",
    "co",
    "first",
    "office",
    "afflict",
    "fluent",
    "o'clock",
    "34",
    "café",
    "ŵyl",
    "straße",
    "a",
)
BETWEEN = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u00a0",
    ", ",
    ". ",
    "; ",
    " – ",
    "—",
    "-",
    "/",
    " (",
    ") ",
    "“",
    "<br/>",
    "</b> <i>",
)
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.title, str.swapcase)
APOSTROPHES = ("'", "’", "‘", "\u201b", "\u02bc", "\uff07", "`", "")
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
INSIDE = ("\u00ad", "\u200b", "\u2060", "\ufeff")


@st.composite
def reprints(draw: st.DrawFn) -> tuple[list[str], str]:
    """Some words, and one way to print them."""
    plain = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    printed = draw(st.sampled_from(("", "“", "<p class='a'>", "• ")))
    for word in plain:
        form = draw(st.sampled_from(CASES))(word)
        form = form.replace("'", draw(st.sampled_from(APOSTROPHES)))
        if draw(st.booleans()):
            for letters, ligature in LIGATURES:
                form = form.replace(letters, ligature)
        cut = draw(st.integers(0, len(form)))
        form = form[:cut] + draw(st.sampled_from(("", *INSIDE))) + form[cut:]
        printed += form + draw(st.sampled_from(BETWEEN))
    return plain, printed


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """What was cleaned once stays as it is."""
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    """No control character, override or surrogate survives, whatever stood around it."""
    assert is_harmless(clean(text))


@given(printable | texts)
def test_printable_text_is_left_alone(text: str) -> None:
    """Letters of any script, emoji, quotes, markup, direction marks, newlines and tabs stay as they are."""
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;a new title\x07text", "text"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x90dcs\x9ctext", "text"),
        ("\x1b]never closed", "never closed"),
        ("\x9done\x9dtwo\x07", "one"),
        ("\x1b(Btext", "text"),
        ("a\x1b", "a"),
        ("over\u202eturned", "overturned"),
        ("\u2066isolated\u2069", "isolated"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("bell\x07, null\x00, delete\x7f, next line\x85", "bell, null, delete, next line"),
        ("line\u2028paragraph\u2029", "lineparagraph"),
        ("half a sign: \ud83d", "half a sign: "),
        ("\u200f\u05e9\u05dc\u05d5\u05dd\u200e", "\u200f\u05e9\u05dc\u05d5\u05dd\u200e"),
        ("👩\u200d👧 x\u0301", "👩\u200d👧 x\u0301"),
    ],
)
def test_cleaned_examples(text: str, left: str) -> None:
    """Sequences go whole, single signs go alone, and what they stood around stays."""
    assert clean(text) == left


@given(reprints())
def test_reprinting_keeps_the_words(reprint: tuple[list[str], str]) -> None:
    """Case, punctuation, spaces, line breaks, tags, ligatures, soft hyphens and apostrophes do not change the words."""
    plain, printed = reprint
    assert words(printed) == words(" ".join(plain))
    assert wording_digest(printed) == wording_digest(" ".join(plain))


@given(any_text)
def test_words_are_letters_and_digits_in_one_case(text: str) -> None:
    """A word has no space, punctuation or capital, whatever the text is."""
    found = words(text)
    assert all(word and word == word.casefold() and not any(sign.isspace() for sign in word) for word in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The partners' aims – and each partner’s.", ["the", "partners", "aims", "and", "each", "partners"]),
        ("Co-operate (or co-operate!)", ["co", "operate", "or", "co", "operate"]),
        ("snake_case 3.5 <b>Bold</b>", ["snake", "case", "3", "5", "bold"]),
        ("if a < b and c > d", ["if", "a", "b", "and", "c", "d"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_words_of_examples(text: str, found: list[str]) -> None:
    """Apostrophes join, hyphens and dashes part, tags and punctuation go; a lone < is no tag."""
    assert words(text) == found


def test_a_digest_is_short_and_counts_the_words() -> None:
    """The digest of a sentence is 16 hexadecimal digits of SHA-256 over its words, with their number."""
    assert wording_digest("Abc!") == ("ba7816bf8f01cfea", 1)
    assert wording_digest("") == ("e3b0c44298fc1c14", 0)


@given(any_text, st.integers(1, 80))
def test_a_shortened_text_is_one_line(text: str, width: int) -> None:
    """A shortened text has at most the width, no line break, and begins as the text does."""
    short = shorten(text, width)
    line = " ".join(text.split())
    assert len(short) <= width
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))


@given(st.integers(2, 90))
def test_a_web_address_is_never_cut(width: int) -> None:
    """A shortened text holds the whole of an address or none of it, unless it holds nothing else."""
    address = "https://town.example/a-long-page-about-work"
    short = shorten(f"See {address} for more, and then some.", width)
    assert address in short or "://" not in short
    assert shorten(address, 20) == "https://town.exampl…"


@pytest.mark.parametrize(("number", "counted"), [(0, "0 codes"), (1, "1 code"), (2, "2 codes"), (1234, "1,234 codes")])
def test_things_are_counted_in_words(number: int, counted: str) -> None:
    """One thing is singular, every other number plural, thousands have commas."""
    assert count(number, "code") == counted


def test_an_odd_plural_is_given() -> None:
    """A plural that is not made with s is passed in."""
    assert [count(number, "entry", "entries") for number in (1, 2)] == ["1 entry", "2 entries"]


@given(hostile_texts)
def test_what_an_error_says_is_one_harmless_line(text: str) -> None:
    """The reason that an error gives begins with its type, and is one line without anything that steers a terminal."""
    told = reason(ValueError(text))
    assert told.startswith("ValueError:")
    assert is_harmless(told)
    assert "\n" not in told
    assert len(told) <= 200


def test_an_error_that_cannot_say_anything_is_named() -> None:
    """An error whose text fails in its turn is told by its type alone."""

    class DumbError(Exception):
        def __str__(self) -> str:
            raise self

    assert reason(DumbError()) == "DumbError"
    with pytest.raises(ValueError, match="1980") as old:
        ZipInfo("a", (1971, 1, 1, 0, 0, 0))
    assert reason(old.value) == "the clock of this computer shows a day before 1980, which such a file cannot hold"


def test_names_stand_in_a_row() -> None:
    """Commas between names, 'and' before the last; nothing for no name."""
    assert [joined(("A", "B", "C")[:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]
