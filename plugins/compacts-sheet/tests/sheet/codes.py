"""Strategies for codes that a sheet can hold."""

from typing import Any

from hypothesis import strategies as st

from compact_core import clean
from compact_core.model import (
    DEEPEST_LEVEL,
    KINDS,
    PART_KINDS,
    TOP,
    Agreement,
    Applicability,
    Code,
    Header,
    Link,
    Party,
    RelatedCode,
    Revision,
    Source,
    Wording,
)
from compacts_sheet.fields import fields_of

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


def fields(model: type[object], /, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for the fields of a type; those that name other things must be given."""
    made: dict[str, st.SearchStrategy[Any]] = {}
    for key, of_type in fields_of(model).items():
        if of_type.choices:
            made[key] = st.sampled_from(of_type.choices)
        elif of_type.form == "list":
            made[key] = lists(lines)
        elif of_type.form == "date":
            dates = st.sampled_from(("2003", "2003-09", "2003-09-17"))
            made[key] = dates if of_type.needed else perhaps(dates)
        else:
            made[key] = texts if of_type.needed else perhaps(texts)
    return st.fixed_dictionaries({**made, **known})


duties = st.sampled_from(((), ("all",), ("council",), ("public",), ("circle", "council")))


@st.composite
def parts(draw: st.DrawFn) -> tuple[Any, ...]:
    """Parts of any kind, nested in any way; the first two can be linked to."""
    kinds = ["barrier", "principle", *draw(st.lists(st.sampled_from(sorted(PART_KINDS)), min_size=2, max_size=9))]
    levels = {"": 0, TOP: 0, "one": 1}
    section = "one"
    found = []
    for place, kind in enumerate(kinds):
        holders = [name for name, level in levels.items() if level < DEEPEST_LEVEL]
        identity = kind if place < 2 else f"p{place}"
        row = st.tuples(cells, *[perhaps(cells)] * draw(st.integers(0, 2)))
        known = {
            "id": st.just(identity),
            "kind": st.just(kind),
            "within": st.sampled_from(holders if section in holders or kind == "section" else holders[1:]),
            "duty": duties.filter(bool) if kind == "commitment" else duties,
            "about": st.sampled_from(("", "barrier", "other-1#x")),
            "on": st.sampled_from(("", "barrier")),
            "party": st.sampled_from(("", "council")),
            "headings": row,
            "rows": st.lists(row, min_size=1, max_size=3).map(tuple),
        }
        of_kind = fields_of(PART_KINDS[kind])
        part = PART_KINDS[kind](
            **draw(fields(PART_KINDS[kind], **{key: known[key] for key in known if key in of_kind}))
        )
        found.append(part)
        section = identity if kind == "section" else section
        if kind in {"section", "group", *KINDS}:
            within = part.within or ("" if kind == "section" else section)
            levels[identity] = levels[within] + 1
    return tuple(found)


@st.composite
def codes(draw: st.DrawFn) -> Code:
    """A code without a mistake that fills every sheet."""

    def make(model: Any, /, **known: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401 - any type of the model
        renamed = {"from": "source", "to": "target"} if model is Link else {}
        given = draw(fields(model, **known))
        return model(**{renamed.get(key, key): value for key, value in given.items()})

    later = dict.fromkeys(("revised", "effective", "ends", "review"), st.just(""))
    names = {
        "id": st.just("a-1"),
        "kind": texts,
        "language": st.sampled_from(("en-GB", "cy")),
        "scale": st.just("agree4"),
    }
    sections = ((), ("one",))
    link = {"from": st.just("one"), "basis": st.just("source")}
    return Code(
        header=make(Header, **names, **later),
        agreement=make(Agreement, id=st.just("agreement")),
        source=make(Source, sha256=st.sampled_from(("", "0" * 64))),
        related=(make(RelatedCode, code=st.just("other-1")),) if draw(st.booleans()) else (),
        revisions=(make(Revision),) if draw(st.booleans()) else (),
        parties=PARTIES,
        applicability=(make(Applicability, sections=st.sampled_from(sections)),),
        parts=(make(PART_KINDS["section"], id=st.just("one"), within=st.just(""), duty=duties), *draw(parts())),
        links=(
            make(Link, **link, to=st.just("barrier"), relation=st.just("addresses")),
            make(Link, **link, to=st.just("principle"), relation=st.just("upholds")),
            make(Link, **link, to=st.just("other-1#x"), relation=st.sampled_from(("cites", "implements", "about"))),
        ),
        wording=draw(st.sampled_from(((), (Wording(provision="one", digest="0" * 16, words=7),)))),
    )
