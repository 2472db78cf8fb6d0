"""Strategies for codes that a sheet can hold."""

from typing import Any

from hypothesis import strategies as st

from compact_core import clean
from compact_core.model import (
    KINDS,
    Agreement,
    Applicability,
    Code,
    Group,
    Header,
    Link,
    Party,
    Quotation,
    RelatedCode,
    Section,
    Signatory,
    Source,
    Table,
    Wording,
)
from compacts_sheet.forms import fields_of

NASTY = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@x",
        "#REF!",
        "#N/A",
        "# note",
        "[Code]",
        "[x]",
        "sep=;",
        "'quoted",
        '"',
        '""',
        ",",
        ";",
        "\t;",
    ),
    *("2003", "2003-09", "007", "1e5", "TRUE", "50%", "1/2", "<b>", "&amp;", "]]>", "C:\\codes", "a; b", "a | b", "||"),
    *("é", "ﬁ", "😀", "שלום", "a\n\nb", "Kind", "a, b; c\td"),
)
"""Pieces of text that a spreadsheet would take for something else."""


def fits(text: str) -> bool:
    """Whether a cell can hold the text: it is clean, and has no blanks around it."""
    return bool(text) and text == text.strip() and text == clean(text)


letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.just("\n")
texts = (st.sampled_from(NASTY) | st.text(letters, min_size=1, max_size=20)).filter(fits)
lines = texts.filter(lambda text: "\n" not in text)
cells = lines.filter(lambda text: "|" not in text)


def perhaps(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A value, or nothing."""
    return st.just("") | values


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """None, one or several values."""
    return st.lists(values, max_size=3).map(tuple)


PARTIES = (Party(id="council", name="The Council", side="public"), Party(id="circle", name="=circle", side="third"))
PROVISIONS = ("barrier", "principle", *(f"p{number}" for number in range(6)))
SECTIONS = ("one", "two", "three")


def fields(model: type[object], /, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for the fields of a type; those that name other things must be given."""
    made: dict[str, st.SearchStrategy[Any]] = {}
    for key, of_type in fields_of(model).items():
        if of_type.choices:
            made[key] = st.sampled_from(of_type.choices)
        elif of_type.form == "list":
            made[key] = lists(lines)
        elif of_type.form == "date":
            made[key] = st.sampled_from(("", "2003", "2003-09", "2003-09-17"))
        else:
            made[key] = texts if of_type.needed else perhaps(texts)
    return st.fixed_dictionaries({**made, **known})


def place(text: str) -> str:
    """A place in the source that no check takes for a number."""
    return f"{text}."


duties = st.sampled_from(((), ("all",), ("council",), ("circle", "council")))


@st.composite
def provisions(draw: st.DrawFn) -> tuple[Any, ...]:
    """One provision for each id, in the order of the sections; the first two can be linked to."""
    kinds = ["barrier", "principle", *draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=6, max_size=6))]
    sections = ["one", "two", *["three"] * 6]
    found = []
    for identity, kind, section in zip(PROVISIONS, kinds, sections, strict=True):
        known = {
            "id": st.just(identity),
            "section": st.just(section),
            "kind": st.just(kind),
            "at": texts.map(place),
            "duty": duties.filter(bool) if kind == "commitment" else duties,
            "group": st.sampled_from(("", "pair")),
            "about": st.sampled_from(("", "barrier")),
            "formality": st.sampled_from(("any", "formal", "informal")),
        }
        model = KINDS[kind]
        own = {key: value for key, value in known.items() if key in fields_of(model)}
        found.append(model(**draw(fields(model, **own))))
    return tuple(found)


@st.composite
def codes(draw: st.DrawFn) -> Code:
    """A code without a mistake that fills every sheet."""

    def make(model: Any, /, **known: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 - any type of the model
        renamed = {"from": "source", "to": "target"} if model is Link else {}
        given = draw(fields(model, **known))
        return model(**{renamed.get(key, key): value for key, value in given.items()})

    later = dict.fromkeys(("revised", "effective", "ends"), st.just(""))
    names = {
        "id": st.just("a-1"),
        "kind": texts,
        "language": st.sampled_from(("en-GB", "cy")),
        "scale": st.just("agree4"),
    }
    row = st.tuples(cells, *[perhaps(cells)] * draw(st.integers(0, 2)))
    return Code(
        header=make(Header, **names, **later),
        agreement=make(Agreement, id=st.just("agreement")),
        source=make(Source, sha256=st.sampled_from(("", "0" * 64))),
        related=(make(RelatedCode, code=st.just("other-1")),) if draw(st.booleans()) else (),
        parties=PARTIES,
        applicability=(make(Applicability, sections=st.sampled_from(((), ("one",), ("one", "three")))),),
        sections=tuple(
            make(
                Section,
                id=st.just(name),
                within=st.sampled_from(("", *SECTIONS[:number])),
                number=st.sampled_from(("", "§")),
                duty=duties,
            )
            for number, name in enumerate(SECTIONS)
        ),
        groups=(make(Group, id=st.just("pair"), section=st.just("three")),),
        provisions=draw(provisions()),
        tables=(make(Table, id=st.just("table"), section=st.just("one"), headings=row, rows=st.tuples(row, row)),),
        quotations=(make(Quotation, id=st.just("quotation"), section=st.just("two")),),
        signatories=(make(Signatory, party=st.sampled_from(("", "council")), section=st.sampled_from(("", "one"))),),
        links=(
            make(Link, **{"from": st.just("p0"), "to": st.just("barrier"), "relation": st.just("addresses")}),
            make(Link, **{"from": st.just("p1"), "to": st.just("principle"), "relation": st.just("upholds")}),
        ),
        wording=draw(st.sampled_from(((), (Wording(provision="p0", digest="0" * 16, words=7),)))),
    )
