"""Codes and texts as hypothesis makes them: whole codes without a flaw, and texts that mean harm.

Every field of a type is drawn after its annotation, so a new field is drawn as soon as the model has it. Only
what other things depend on (ids, references, places, numbers, ordered dates) is set by hand.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from itertools import count
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from compact_core.model import (
    ALL_PARTIES,
    DEEPEST_LEVEL,
    PART_KINDS,
    TOP,
    Agreement,
    Applicability,
    Code,
    CodeIndex,
    Group,
    Header,
    Link,
    Part,
    Party,
    RelatedCode,
    Revision,
    Section,
    Source,
    Wording,
)
from compact_core.model.header import Status
from compact_core.model.provisions import ProvisionBase
from compact_core.model.text_rules import Id, LanguageTag, PartialDate, Sha256, Text

few = settings(max_examples=max(1, settings().max_examples * 2 // 5))
"""For laws of which one example takes long: fewer examples than other laws get, whatever the profile."""

STEERING = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
"""Printable by their category, but they reorder lines, are obeyed by terminals or are no text: cleaning takes them."""

FRAGMENTS = (
    *("Talk early.", "Our shared aims", "x" * 70, " ", "\n", "\t", '"', "'", "\\", "\\n", "'''", '"""', "“”‘’"),
    *("[[x]]", "[code]", "a = 1", "# note", "{ }", "title = ", "{found}", "%s", "C:\\codes", "../../up", "=SUM(A1)"),
    *("<b>bold</b>", "<script>", "&amp;", "[red]", "[/]", "[@click=app.bell]x[/]", "**bold**", "| a |", "1. a", "- b"),
    *("](https://example.org)", "`code`", "# a", "é", "ŵ", "ﬁ", "😀", "👩\u200d👧", "שלום", "\u200f", "\u00ad"),
)
"""Pieces of text that a careless reader, writer or screen would take for something else."""

HARMFUL = (
    *("\x1b[31m", "\x1b]0;a\x07", "\x1b]8;;x\x1b\\", "\x1bP", "\x1b", "\x9b2J", "\x90q\x9c", "\x9d", "\x07", "\x9c"),
    *("\x00", "\x08", "\x7f", "\x85", "\r", "\r\n", "\ud800", "\udfff", *STEERING),
)
"""Pieces that steer a terminal, reorder a line, or are no text at all."""

# Without @, 0 and +, no text can happen to hold an e-mail address or a telephone number.
_LETTERS = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters=f"{STEERING}@0+", include_characters="\n\t"
)
_pieces = st.sampled_from(FRAGMENTS) | st.text(_LETTERS, max_size=4)
texts = st.sampled_from(("", "Talk early.", *FRAGMENTS)) | st.lists(_pieces, max_size=3).map("".join)
"""Any text that survives cleaning, the empty one included."""
filled_texts = texts.filter(str.strip)
"""Any such text that is not blank."""
hostile_texts = st.lists(st.sampled_from(HARMFUL + FRAGMENTS) | st.text(max_size=5), max_size=8).map("".join)
"""Any text at all, with what steers terminals in it more often than not."""
ids = st.sampled_from(("a", "share-power", "9", "x" * 70))
_days = st.dates()
_exactness = st.sampled_from((0, len("2003"), len("2003-09"), len("2003-09-17")))
partial_dates = st.builds(lambda day, digits: day.isoformat()[:digits], _days, _exactness)
"""A year, a month or a day, or none."""

_RULED: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    Id: ids,
    Text: filled_texts,
    PartialDate: partial_dates,
    LanguageTag: st.sampled_from(("en-GB", "cy", "zh-Hant-TW")),
    Sha256: st.just("") | st.integers(0, 2**256 - 1).map("{:064x}".format),
}


def _values(annotation: object) -> st.SearchStrategy[Any]:
    """Values of an annotation of the model."""
    if annotation in _RULED:
        return _RULED[annotation]
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    return st.just(()) | st.lists(_values(get_args(annotation)[0]), min_size=1, max_size=2).map(tuple)


def _fields(kind: type[Any], *set_by_hand: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values for every field of a type but those that are set by hand."""
    hints = get_type_hints(kind, include_extras=True)
    drawn = [one for one in fields(kind) if one.name not in set_by_hand]
    needed = {one.name: _values(hints[one.name]) for one in drawn if one.default is MISSING}
    optional = {one.name: _values(hints[one.name]) for one in drawn if one.default is not MISSING}
    return st.fixed_dictionaries(needed, optional=optional)


_REFERENCES = ("id", "within", "number", "at", "duty", "about", "on", "party", "rows")
_PARTS = {word: _fields(kind, *_REFERENCES) for word, kind in PART_KINDS.items()}
_HEADER = _fields(Header, "id", "issued", "revised", "effective", "ends", "review", "status")
_AGREEMENT = _fields(Agreement)
_SOURCE = _fields(Source)
_REVISIONS = st.lists(st.builds(lambda values: Revision(**values), _fields(Revision)), max_size=2)
_LINK = _fields(Link, "source", "target", "relation", "reason")
_PARTY = _fields(Party, "id")
_RULE = _fields(Applicability, "sections")
_RELATED = st.lists(st.builds(lambda values: RelatedCode(**values), _fields(RelatedCode)), max_size=2)
_NUMBERS = (
    *("1", "2.0", "1.1", "1.2.1.", "1.10", "8b", "2.1A", "(a)", "(iv)", "i", "IV", "A", "A.1", "[1]", "1)", "•"),
    *("Article 3", "Section One", "§ 4:", "01", "999999999", " ", "1\n2"),
)
"""Numbers as documents print them, in no order; a code may hold them in any."""
_STYLES: tuple[Callable[[str, int], str], ...] = (
    lambda _outer, _place: "",
    lambda outer, place: f"{outer}.{place}" if outer else str(place),
    lambda outer, place: f"{outer}.{place - 1}." if outer else f"{place - 1}.0.",
    lambda _outer, place: f"({chr(ord('a') + place - 1)})",
    lambda _outer, place: ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[place - 1],
    lambda _outer, place: f"Article {place}",
    lambda _outer, place: f"«{'★' * place}\n[b]»",
)
"""Ways to number the parts that stand in one: from the number around them, and their place among them."""
_MOST_PARTS = 9


@dataclass
class _Plan:
    """A code in the making: what it holds so far, and what else may be drawn for it."""

    draw: st.DrawFn
    tidy: bool
    """Whether numbers go up one by one."""
    parties: list[Party] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    section: str = ""
    """Id of the last section."""
    levels: dict[str, int] = field(default_factory=lambda: {"": 0, TOP: 0})
    """How deep each part stands that can hold others."""
    filled: set[str] = field(default_factory=set)
    """Ids of the parts in which something stands."""
    owed: set[str] = field(default_factory=set)
    """Ids of the parts in which somebody owes everything."""
    printed: dict[str, str] = field(default_factory=dict)
    """The number of each part."""
    rows: dict[str, tuple[Callable[[str, int], str], "count[int]"]] = field(default_factory=dict)
    """How the parts in each one are numbered, and the place of the next."""
    _numbers: "count[int]" = field(default_factory=count)

    def new_id(self) -> str:
        """Give an id that nothing else has."""
        return f"{self.draw(ids)}-{next(self._numbers)}"

    def duty(self, *, needed: bool = False) -> tuple[str, ...]:
        """Draw who owes something: parties, sides or all."""
        if not needed and self.draw(st.booleans()):
            return ()
        named = [name for party in self.parties for name in (party.id, party.side)]
        if not named or self.draw(st.booleans()):
            return (ALL_PARTIES,)
        return tuple(self.draw(st.lists(st.sampled_from(named), unique=True, min_size=1)))

    def add_parts(self) -> None:
        """Draw parts of every kind in one order; then something in each section and group that is still empty."""
        for word in self.draw(st.lists(st.sampled_from(_MIXTURE), max_size=_MOST_PARTS)):
            self.add(word, self.draw(self.places(word)))
        for part in list(self.parts):
            if part.id not in self.filled and isinstance(part, Section | Group):
                self.add("commitment" if isinstance(part, Group) else "paragraph", part.id)

    def places(self, word: str) -> st.SearchStrategy[str]:
        """What ``within`` may be for the next part: left out, the top, or any part that can hold it."""
        holders = [name for name, level in self.levels.items() if name and level < self.deepest(word)]
        left_out = [""] if word == "section" or self.levels[self.section] < self.deepest(word) else []
        return st.sampled_from([*left_out, *holders, *holders[-1:] * 2])

    def deepest(self, word: str) -> int:
        """How deep a part may stand in which another one stands; what must hold something needs a level more."""
        return DEEPEST_LEVEL - (word in {"section", "group"})

    def add(self, word: str, within: str) -> None:
        """Draw the next part, and remember what the ones behind it need to know."""
        home = within or ("" if word == "section" else self.section)
        part = PART_KINDS[word](within=within, number=self.number(home), **self.values(word, home))
        self.parts.append(part)
        self.filled.add(home)
        if part.id:
            self.printed[part.id] = part.number
        if isinstance(part, Section):
            self.section = part.id
        if isinstance(part, Section | Group | ProvisionBase):
            self.levels[part.id] = self.levels[home] + 1
            if home in self.owed or bool(getattr(part, "duty", ())):
                self.owed.add(part.id)

    def values(self, word: str, home: str) -> dict[str, Any]:
        """Draw the fields of a part, but for those that say where it stands."""
        values: dict[str, Any] = self.draw(_PARTS[word])
        named = {one.name for one in fields(PART_KINDS[word])}
        if word != "signatory" or self.draw(st.booleans()):
            values["id"] = self.new_id()
        if "at" in named and self.draw(st.booleans()):
            values["at"] = f"§ {self.draw(texts)}."
        if "duty" in named:
            values["duty"] = self.duty(needed=word == "commitment" and home not in self.owed)
        if word == "table":
            values["rows"] = self.draw(_rows(values))
        for key in named & {"about", "on"}:
            values[key] = self.draw(st.sampled_from(["", *self.named(), *["elsewhere#share-power"] * (key == "about")]))
        if "party" in named:
            values["party"] = self.draw(st.sampled_from(["", ALL_PARTIES, *(party.id for party in self.parties)]))
        return values

    def number(self, home: str) -> str:
        """Draw the number of the next part: the next in its row, or any that a document may print there."""
        if not self.tidy and self.draw(st.booleans()):
            return self.draw(st.sampled_from(_NUMBERS) | texts)
        if home not in self.rows:
            self.rows[home] = (self.draw(st.sampled_from(_STYLES)), count(1))
        style, places = self.rows[home]
        return style(self.printed.get(home, ""), next(places))

    def named(self) -> list[str]:
        """Give the ids of the parts so far."""
        return [part.id for part in self.parts if part.id]

    def links(self) -> list[Link]:
        """Draw which part serves or names which, in this code or another."""
        kinds = {part.id: getattr(part, "kind", "") for part in self.parts if part.id}
        wanted = {"addresses": "barrier", "upholds": "principle"}
        relations = get_args(get_type_hints(Link)["relation"])
        ends = [
            (source, target, relation)
            for source in kinds
            for target in (*kinds, "elsewhere#share-power")
            for relation in relations
            if source != target and ("#" in target or wanted.get(relation, kinds[target]) == kinds[target])
        ]
        drawn = self.draw(st.lists(st.sampled_from(ends), unique=True, max_size=3)) if ends else []
        return [
            Link(source=source, target=target, relation=relation, reason=self.draw(filled_texts), **self.draw(_LINK))
            for source, target, relation in drawn
        ]

    def wording(self) -> list[Wording]:
        """Draw proofs of some parts."""
        names = self.named()
        drawn = self.draw(st.lists(st.sampled_from(names), unique=True, max_size=3)) if names else []
        return [
            Wording(
                provision=name,
                digest=f"{self.draw(st.integers(0, 2**64 - 1)):016x}",
                words=self.draw(st.integers(1, 999_999)),
            )
            for name in drawn
        ]


_MIXTURE = (*PART_KINDS, *["section"] * 5, *["paragraph", "action", "commitment", "group"] * 2)
"""The kinds that a code may hold; what holds others comes more often."""


def _rows(values: dict[str, Any]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """Rows for a table, whose headings are drawn: at least one, and a cell for each."""
    values["headings"] = values["headings"] or ("",)
    return st.lists(st.tuples(*[texts] * len(values["headings"])), max_size=3).map(tuple)


def walked(index: CodeIndex, part_id: str = "") -> Iterator[Part]:
    """The parts in the order in which they are shown: each with what stands in it behind it."""
    for part in index.parts_in(part_id):
        yield part
        if part.id:
            yield from walked(index, part.id)


@st.composite
def codes(draw: st.DrawFn, *, tidy: bool = False) -> Code:
    """Whole codes with everything that the model knows, in which no check finds an error.

    Their numbers and order may get advice, which is a warning, unless they are tidy: then no check finds anything.
    """
    plan = _Plan(draw, tidy)
    plan.parties += [Party(id=plan.new_id(), **values) for values in draw(st.lists(_PARTY, max_size=3))]
    plan.add_parts()
    days = sorted(draw(st.tuples(_days, _days, _days, _days, _days)))
    keys = ("issued", "revised", "effective", "review", "ends")
    dated: dict[str, Any] = dict(zip(keys, map(_cut(draw), days), strict=True))
    status = draw(st.sampled_from([word for word in get_args(Status) if word != "current" or not dated["ends"]]))
    sections = [part.id for part in plan.parts if isinstance(part, Section)]
    code = Code(
        header=Header(id=plan.new_id(), status=status, **dated, **draw(_HEADER)),
        agreement=Agreement(**draw(_AGREEMENT)),
        source=Source(**draw(_SOURCE)),
        related=tuple(draw(_RELATED)),
        revisions=tuple(draw(_REVISIONS)),
        parties=tuple(plan.parties),
        applicability=tuple(_rules(draw, sections)),
        parts=tuple(plan.parts),
        links=tuple(plan.links()),
        wording=tuple(plan.wording()),
    )
    return replace(code, parts=tuple(walked(CodeIndex(code)))) if tidy else code


def _cut(draw: st.DrawFn) -> Callable[[date], str]:
    """Make days as exact as is drawn: dates that are ordered stay so."""
    return lambda day: day.isoformat()[: draw(_exactness)]


def _rules(draw: st.DrawFn, sections: Sequence[str]) -> list[Applicability]:
    named = st.lists(st.sampled_from(sections), unique=True).map(tuple) if sections else st.just(())
    return [Applicability(sections=draw(named), **values) for values in draw(st.lists(_RULE, max_size=2))]


def is_harmless(text: str) -> bool:
    """Whether a text holds nothing that steers a terminal, reorders a line, or is no text at all."""
    return all(
        sign in "\n\t" or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in STEERING) for sign in text
    )


DOCUMENT_LINES = (
    *(
        "",
        "",
        "",
        "Lamp code",
        "Contents",
        "1 Oil",
        "2. Wicks",
        "1.1 Oil is dear.",
        "1.2 The Council will pay for it.",
        "2.1",
    ),
    *(
        "(a) by day;",
        "(i) in writing",
        "A. Why we meet",
        "IV Glass",
        "Part II: Duties",
        "Article 3 – Glass",
        "Annex 1",
        "\f",
    ),
    *(
        "The Town Council will:",
        "Joint undertakings",
        "Undertakings for the sector",
        "- mend lamps",
        "  - share oil",
        "• all",
    ),
    *("Barriers", "Benefits of light", "Things to remember", "Glossary", "Wick: the thread of a lamp", "Signatories"),
    *(
        "Signed on behalf of Lamp Town Council",
        "Mrs Ann Invented",
        "1 May 2024",
        "Contact us",
        "Lamp Office",
        "a@lamp.example",
    ),
    *(
        "Action\tLead\tBy when",
        "Mend\tCouncil\tMay",
        "The Lamp Act 1999 says:",
        '    "(1) Light it."',
        "goes on here, as it",
        "in a well-",
    ),
    *(
        "[1] See the Act.",
        "He said so.[1]",
        "<b>Bold</b> wor<i>d</i>s",
        "Page 2 of 3",
        "***",
        "1",
        "Oil .... 3",
        "01632 960001",
    ),
)
"""Lines of which documents are made: headings, clauses, lists, tables and what may go wrong with them."""


def document_texts() -> st.SearchStrategy[str]:
    """Texts of documents: lines that mean something to the outline, in any order, and some that mean harm."""
    harm = st.sampled_from((*FRAGMENTS, *HARMFUL)).map(
        lambda text: text.encode("utf-8", "replace").decode().replace("\0", "")
    )
    lines = st.lists(st.sampled_from(DOCUMENT_LINES) | harm, max_size=40)
    return lines.map(lambda some: "\n".join(["Lamp code", *some]))
