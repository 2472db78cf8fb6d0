"""Printed labels: told from the words behind them, and counted in rows."""

import pytest

from compact_core.documents.printed_labels import take_label


@pytest.mark.parametrize(
    ("text", "printed", "row", "value", "rest"),
    [
        ("1a The lamp", "1a", "1a", 1, "The lamp"),
        ("8b No matter", "8b", "1a", 2, "No matter"),
        ("A. The lamp", "A", "A", 1, "The lamp"),
        ("IV. The lamp", "IV", "I", 4, "The lamp"),
        ("IV The lamp", "IV", "I", 4, "The lamp"),
        ("3.2.3(d)(i) The lamp", "3.2.3(d)(i)", "1.1.1(x)(x)", 1, "The lamp"),
        ("1.2.1. The lamp", "1.2.1", "1.1.1", 1, "The lamp"),
        ("2.1A The lamp", "2.1A", "1.1", 1, "The lamp"),
        ("2.0 Oil", "2.0", "1", 2, "Oil"),
        ("(iii) that lamps", "(iii)", "(i)", 3, "that lamps"),
        ("(a) within", "(a)", "(a)", 1, "within"),
        ("1: Oil", "1", "1", 1, "Oil"),
        ("Article 3 – Oil", "Article 3", "article", 3, "Oil"),
        ("PART II: OIL", "PART II", "part", 2, "OIL"),
        ("Section One: Oil", "Section One", "section", 1, "Oil"),
        ("Atodiad 2 Olew", "Atodiad 2", "atodiad", 2, "Olew"),
        ("Annexe 1", "Annexe 1", "annexe", 1, ""),
    ],
)
def test_a_label_is_told_from_its_text(text: str, printed: str, row: str, value: int, rest: str) -> None:
    """The label stays as printed, without the full stop or colon behind it."""
    label, left = take_label(text)
    assert label
    assert (label.printed, label.row, label.value, left) == (printed, row, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2003 was a dry year.",
        "10 working days are enough.",
        "I agree.",
        "A lamp.",
        "Section 74 of the Act",
        "3rd lamp",
        "£5.50 a day",
    ],
)
def test_other_words_are_no_label(text: str) -> None:
    """A year, a count, a word and a reference begin a sentence."""
    assert take_label(text) == (None, text)


def test_a_letter_after_h_is_a_letter() -> None:
    """(i) after (h) goes on with the letters; alone it is a Roman number."""
    after, _ = take_label("(h) the oil")
    assert [
        found.row for found, _ in (take_label("(i) the lamp"), take_label("(i) the lamp", after=after)) if found
    ] == [
        "(i)",
        "(a)",
    ]
