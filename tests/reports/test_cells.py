"""No text becomes a formula in a spreadsheet, whatever stands before its sign, and every text is given back."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.reports.cells import as_typed, harmless, looks_worked_out

UNSEEN: list[Literal["Cc", "Cf", "Zl", "Zp", "Zs"]] = ["Cc", "Cf", "Zl", "Zp", "Zs"]
SIGNS = "=+-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207a\u207b\u207c\u208a\u208b\u208c"
"""What a formula may begin with, and the wide, small, raised and lowered forms of it."""
TYPED = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t1",
    "\r1",
    "\n1",
    " =1+1",
    "\u00a0=1",
    "\u2003+1",
    "\u3000@x",
    "\u200b=1",
    "\u2060\ufeff-1",
    "\u00ad=1",
    "\ufe0f=1",
    "\u3164=1",
    "\u202e=1",
    "\uff1d1+1",
    " \uff0b1",
    "\uff0d1",
    "\uff20x",
    "\ufe631",
    "\u22121",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_may_be_taken_for_a_formula_gets_an_apostrophe(text: str) -> None:
    """Signs in any form count, with spaces or what nobody sees before them, and so does what parts a cell."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "'", "plain = text", "a\tb", "1-2", "'t is so", "(=1)", "2026-03-01", "[aims]"])
def test_other_texts_stay(text: str) -> None:
    """A text that no program works out is written as it is."""
    assert (harmless(text), as_typed(text)) == (text, text)


@given(st.text(st.characters(categories=UNSEEN), max_size=5), st.sampled_from(SIGNS), st.text(max_size=5))
def test_nothing_unseen_hides_a_sign(before: str, sign: str, after: str) -> None:
    """Whatever control characters, format characters and spaces stand before the sign, the cell is guarded."""
    text = f"{before}{sign}{after}"
    assert looks_worked_out(text)
    assert harmless(text) == f"'{text}"


@given(st.text(st.sampled_from([*"'=-@a \t\n\u200b\uff1d"]) | st.characters(), max_size=8))
def test_every_text_is_given_back(text: str) -> None:
    """The apostrophe is taken away again, and no other; and no guarded cell begins like a formula."""
    cell = harmless(text)
    assert as_typed(cell) == text
    first = next((sign for sign in cell if unicodedata.category(sign) not in UNSEEN), "")
    assert unicodedata.normalize("NFKC", first) not in {*"=+-@\u2212"}
