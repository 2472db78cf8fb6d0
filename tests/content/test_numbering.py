"""Advice on printed numbers: none on what real documents print, and some on gaps and steps back."""

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.checks import check_whole
from compact_core.content.numbering_checks import numbering
from compact_core.content.read import read_text
from compact_core.model import PART_KINDS, Agreement, Code, Header, Part, Source
from samples import ORDER_HEAD
from strategies import texts

ORDER = f"format = 2\n\n{ORDER_HEAD}\n"
_ids = count()


def part(line: str) -> Part:
    """A part of one line: its kind, its number, and after a sign of its own what else it has; & stands for a space."""
    kind, *rest = line.replace("&", " ").split("|")
    values: dict[str, Any] = {"id": f"x{next(_ids)}", "text": "T.", "title": "T", "organisation": "O"}
    values |= {"instrument": "Act", "headings": ("a",), "rows": ()}
    keys = {"<": "within", "=": "id", "@": "at", "!": "erratum"}
    for word in rest:
        key = keys.get(word[:1], "number")
        values[key] = word if key == "number" else word[1:]
    known = {one.name for one in fields(PART_KINDS[kind])}
    return PART_KINDS[kind](**{key: value for key, value in values.items() if key in known})


def code(parts: Iterable[Part]) -> Code:
    """A code with these parts."""
    agreement = Agreement(id="agreement", name="Agreement", kind="compact")
    header, source = Header(id="code", title="Code"), Source(title="Source")
    return Code(header=header, agreement=agreement, source=source, parts=tuple(parts))


def told(lines: str) -> list[str]:
    """What is said of the numbers of parts that have spaces between them."""
    return [flaw.message for flaw in numbering(code(map(part, lines.split())))]


def clauses(numbers: str) -> str:
    """Paragraphs with these numbers, a space between them."""
    return " ".join(f"paragraph|{number}" for number in numbers.split())


PRINTED = {
    "a box, a table and a subsection between": (
        "section|1|=s paragraph|1.1 quotation|@1.1,box table|@1.1,table paragraph|1.2 section|<s paragraph|1.3 "
        "paragraph|1.4|<s"
    ),
    "a section between": "section|1|=s paragraph|1.1 section|1.2|<s paragraph|(a) paragraph|(b) paragraph|1.3|<s",
    "a table between": "section|1 paragraph|1.1 table|1.2 paragraph|1.3",
    "a quotation between": "section|1 paragraph|1.1 quotation|1.2 paragraph|1.3",
    "a group between": "section|1 paragraph|1.1 group|1.2|=g commitment|(a)|<g commitment|(b)|<g paragraph|1.3",
    "an erratum before the gap": "section|1 paragraph|1.1|!none paragraph|1.3",
    "an erratum behind the gap": "section|1 paragraph|1.1 paragraph|1.3|!none",
    "an erratum in the gap": "section|1 paragraph|1.1 note|!none paragraph|1.3",
    "an erratum of the section": "section|1|!none paragraph|1.1 paragraph|1.3",
    "an erratum at a step back": "paragraph|1.2 paragraph|1.1|!so",
    "headings with a nought": "section|1.0 paragraph|1.1 section|2.0 paragraph|2.1 section|3.0 paragraph|3.1",
    "paragraphs that run on": "section|1 step|1 step|2 section|2 step|3 step|4 section|3 step|5",
    "paragraphs that run on after a section": (
        "section|1 paragraph|1 section|2 paragraph|2 paragraph|3|<top section|3 paragraph|4"
    ),
    "a second part that counts anew": (
        "section|1 paragraph|1.1 paragraph|1.2 section|2 paragraph|2.1 section|1 paragraph|1.1 paragraph|1.2 "
        "paragraph|1.3 section|2 paragraph|2.1"
    ),
    "two sections of one number": (
        "section|4 paragraph|4.1 paragraph|4.2 section|4|!twice paragraph|4.1 paragraph|4.2 paragraph|4.3"
    ),
    "a statute within a clause": (
        "section|1 paragraph|1.1 quotation|74 paragraph|1.2|=c paragraph|(1)|<c paragraph|(2)|<c|=d "
        "paragraph|(2)(a)|<d paragraph|(2)(b)|<d paragraph|(3)|<c"
    ),
    "a statute on one level": clauses("(1) (2) (2)(a) (2)(b) (3)"),
    "appendices": "section|1 section|2 section|Annex&A paragraph|A.1 paragraph|A.2 section|Annex&B paragraph|B.1",
    "letters after Roman numbers": clauses("I II III IV V A B C"),
    "nine and ten": clauses("1.8 1.9 1.10 1.11"),
    "numbers put in between": clauses("2.1 2.1A 2.1B 2.2 2A 3"),
    "Roman numbers": clauses("i ii iii iv v vi vii viii ix x xi xii"),
    "Roman numbers in brackets": clauses("(i) (ii) (iii) (iv) (v) (vi)"),
    "Roman numbers from the fourth": clauses("IV V VI"),
    "letters, i among them": clauses("(a) (b) (c) (d) (e) (f) (g) (h) (i) (j) (k) (l) (m)"),
    "letters over again": clauses("x y z aa bb cc dd ee ff gg hh ii jj"),
    "a Roman list in a list of letters": clauses("(a) (b) (i) (ii) (iii) (c) (d)"),
    "Roman sections": "section|I paragraph|I.1 paragraph|I.2 section|II paragraph|II.1 section|III",
    "articles": "section|Article&1 section|Article&2 section|Article&3",
    "sections in words": "section|Section&One section|Section&Two section|Section&Three",
    "party headings that count anew": "section|4|=f section|<f step|1 step|2 section|<f step|1 step|2",
    "party headings that count anew, in full": (
        "section|4|=f section|<f paragraph|4.1 paragraph|4.2 section|<f paragraph|4.1 paragraph|4.2"
    ),
    "party headings that run on": (
        "section|4|=f section|<f paragraph|4.1 paragraph|4.2 section|<f paragraph|4.3 paragraph|4.4"
    ),
    "tables numbered apart": "paragraph|1 paragraph|2 table|1 paragraph|3 table|2 figure|1 paragraph|4 table|3",
    "tables numbered apart, alike": "paragraph|1.1 table|1.1 paragraph|1.2 table|1.2 paragraph|1.3",
    "notes that run through the document": (
        "section|1 paragraph|1 note|1 note|2 paragraph|2 section|2 paragraph|3 note|3 paragraph|4 note|4 paragraph|5"
    ),
    "notes from the middle": "paragraph|1 note|5 paragraph|2 note|6 paragraph|3",
    "clauses of another document": "section|1 quotation|6.2 quotation|6.7 quotation|1.4 paragraph|1.1 paragraph|1.2",
    "kinds that take turns": "action|1 question|2 commitment|3 step|4 task|5",
    "pages": "paragraph|@page&3 paragraph|@page&7 paragraph|@p.&9 paragraph|@p.&2 paragraph|@line&4 paragraph|@line&1",
    "days and years": "step|Day&1 step|Day&5 step|Week&2 step|Week&12 paragraph|1998 paragraph|2001 paragraph|May&2009",
    "a place that was made by counting": "action|@bullet&1 action|@other action",
    "one number for several": clauses("1 2-4 5 6–7 8&and&9 10&to&12 13 14—15 16"),
    "one number for several, at its end": clauses("3.1 3.2-3.4 3.5 (a) (b)&and&(c) (d) i ii-iv v"),
    "numbers with a hyphen": clauses("1-1 1-2 1-3 2-1 2-2 3-1"),
    "signs that are no numbers": clauses("• § ★ — 01 02 1.01 1.02"),
    "an extract": "section|Chapter&4 paragraph|4.7 paragraph|4.8 section|Chapter&5 paragraph|5.3",
    "three levels": "section|1. section|1.1. paragraph section|1.2. paragraph|1.2.1. paragraph|1.2.2. paragraph",
    "commitments that run on past party headings": (
        "paragraph|1. paragraph|2. paragraph|3. section|1:|=one section|<one commitment|1.1 commitment|1.2 "
        "section|<one commitment|1.3 section|2:|=two section|<two commitment|2.1 section|<two commitment|2.2"
    ),
    "a preamble, then parties that count anew": (
        "paragraph|=p paragraph|(i)|<p paragraph|(ii)|<p paragraph|(iii)|<p paragraph|=q paragraph|(a)|<q "
        "paragraph|(b)|<q section|=x section|1.|<x commitment section|=y section|1.|<y commitment"
    ),
    "parties in a numbered code": (
        "section|4 section|5 section|5.1|<top commitment section|5.2|<top commitment section|5.3|<top commitment"
    ),
}
DOUBTFUL = {
    clauses("1.1 1.3"): ["Between '1.1' and '1.3' a number seems to be missing."],
    clauses("1.9 1.11"): ["Between '1.9' and '1.11' a number seems to be missing."],
    clauses("1.2 1.1"): ["The number '1.1' stands after '1.2'."],
    clauses("1 2 3 2"): ["The number '2' stands after '3'."],
    clauses("1 2 3 1 3"): ["Between '1' and '3' a number seems to be missing."],
    clauses("(a) (c)"): ["Between '(a)' and '(c)' a number seems to be missing."],
    clauses("(d) (b)"): ["The number '(b)' stands after '(d)'."],
    clauses("i ii iv v"): ["Between 'ii' and 'iv' a number seems to be missing."],
    clauses("A.1 A.3"): ["Between 'A.1' and 'A.3' a number seems to be missing."],
    clauses("2 2A 2C"): ["Between '2A' and '2C' a number seems to be missing."],
    "section|1 section|2 section|4": ["Between '2' and '4' a number seems to be missing."],
    "section|1.0 section|3.0": ["Between '1.0' and '3.0' a number seems to be missing."],
    "section|1 section|3 section|2": ["Between '1' and '3' a number seems to be missing."],
    "section|Article&1 section|Article&3": ["Between 'Article 1' and 'Article 3' a number seems to be missing."],
    "section|1|=s paragraph|1.1 section|<s paragraph|1.3 paragraph|1.4|<s": [
        "Between '1.1' and '1.3' a number seems to be missing."
    ],
    "section|1 section|2 section|3 paragraph|1 paragraph|2 paragraph|4": [
        "Between '2' and '4' a number seems to be missing."
    ],
    "table|Table&1 paragraph table|Table&3": ["Between 'Table 1' and 'Table 3' a number seems to be missing."],
}


def test_what_documents_print_gets_no_advice() -> None:
    """Every way of numbering that real documents have is as it should be."""
    assert {name: advice for name, parts in PRINTED.items() if (advice := told(parts))} == {}


@pytest.mark.parametrize(
    ("parts", "messages"), DOUBTFUL.items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_gaps_and_steps_back_are_reported(parts: str, messages: list[str]) -> None:
    """A number that is left out, and one that goes back, is told in one line."""
    assert told(parts) == messages


@given(st.lists(st.builds(lambda kind, number: f"{kind}|{number}", st.sampled_from(sorted(PART_KINDS)), texts)))
def test_no_number_is_an_error(lines: list[str]) -> None:
    """Whatever is printed before a part, it is told as a warning at most."""
    parts = [part(line.partition("|")[0] + "|" + line.partition("|")[2].replace("|", "")) for line in lines]
    assert {flaw.severity for flaw in numbering(code(parts))} <= {"warning"}


@given(st.integers(1, 40), st.sampled_from(("{}", "({})", "4.{}", "Article {}", "{})")))
def test_a_row_as_long_as_any_goes_on(last: int, form: str) -> None:
    """Numbers that go up one by one get no advice, and each one that is left out gets one."""
    numbers = [form.format(number) for number in range(1, last + 1)]
    parts = [part(f"paragraph|{number}") for number in numbers]
    assert list(numbering(code(parts))) == []
    told_of = [list(numbering(code(parts[:gap] + parts[gap + 1 :]))) for gap in range(1, last - 1)]
    assert [len(one) for one in told_of] == [1] * max(last - 2, 0)


def test_the_advice_says_what_to_do() -> None:
    """It stands at the number, or at the place that the file gives, as a warning."""
    silent = "If the document prints it so, say so in an erratum of this part."
    gap, back = (list(numbering(code(map(part, parts)))) for parts in (["step|1", "step|3"], ["step|@b3", "step|@b2"]))
    assert [(one.path, one.severity, one.hint) for one in (*gap, *back)] == [
        (("parts", 1, "number"), "warning", f"Look whether a part of the document was left out. {silent}"),
        (("parts", 1, "at"), "warning", f"Look whether the parts stand in the order of the document. {silent}"),
    ]


@pytest.mark.parametrize("word", ["table", "quotation", "section", "group"])
def test_the_order_of_a_document_is_kept_without_any_problem(word: str) -> None:
    """Clause 1.2 may be of any kind; what is written between it and 1.3 changes nothing."""
    extra = {
        "table": 'headings = ["a"]\nrows = [["x"]]\n',
        "quotation": 'instrument = "The Act"\ntext = "Quote."\n',
        "section": 'within = "s1"\ntitle = "Two"\n',
        "group": 'title = "Two"\n',
    }[word]
    inner = "".join(
        f'[[parts]]\nkind = "paragraph"\nid = "b{letter}"\nwithin = "b"\nnumber = "({letter})"\ntext = "T."\n'
        for letter in ("ab" if word in {"section", "group"} else "")
    )
    text = (
        f'{ORDER}[[parts]]\nkind = "section"\nid = "s1"\nnumber = "1"\ntitle = "One"\n'
        f'[[parts]]\nkind = "paragraph"\nid = "a"\nnumber = "1.1"\ntext = "T."\n'
        f'[[parts]]\nkind = "{word}"\nid = "b"\nnumber = "1.2"\n{extra}{inner}'
        f'[[parts]]\nkind = "paragraph"\nid = "c"\nwithin = "s1"\nnumber = "1.3"\ntext = "T."\n'
    )
    read, problems = read_text(text)
    assert problems == ()
    assert read is not None
    assert [one.id for one in read.parts] == [one["id"] for one in tomllib.loads(text)["parts"]]


def test_ten_thousand_numbers_take_no_longer_each_than_a_few() -> None:
    """No check looks at earlier parts again for each part."""
    many = code(part(f"paragraph|@{number * 2}") for number in range(10_000))
    assert len(list(check_whole(many))) == 1_000
