"""Codes and texts as hypothesis makes them: whole codes without a flaw, and texts that mean harm.

Every field of a type is drawn after its annotation, so a new field is drawn as soon as the model has it. Only
what other things depend on (ids, references, places, numbers, ordered dates) is set by hand.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from itertools import count
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from compact_core.model import (
    ALL_PARTIES,
    DEEPEST_SECTION,
    KINDS,
    Agreement,
    Applicability,
    Code,
    Group,
    Header,
    Link,
    Party,
    Provision,
    Quotation,
    RelatedCode,
    Section,
    Signatory,
    Source,
    Table,
    Wording,
)
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


_REFERENCES = ("id", "section", "at", "duty", "group", "about")
_PROVISIONS = {word: _fields(kind, *_REFERENCES) for word, kind in KINDS.items()}
_HEADER = _fields(Header, "id", "issued", "revised", "effective", "ends")
_AGREEMENT = _fields(Agreement)
_SOURCE = _fields(Source)
_SECTION = _fields(Section, "id", "within", "number", "duty")
_QUOTATION = _fields(Quotation, "id", "section")
_SIGNATORY = _fields(Signatory, "party", "section")
_LINK = _fields(Link, "source", "target", "relation")
_GROUP = _fields(Group, "id", "section")
_PARTY = _fields(Party, "id")
_RULE = _fields(Applicability, "sections")
_RELATED = st.lists(st.builds(lambda values: RelatedCode(**values), _fields(RelatedCode)), max_size=2)
_DEPTHS = st.lists(st.integers(0, DEEPEST_SECTION - 1), max_size=4) | st.just([*range(DEEPEST_SECTION)])
_CONTENTS = (*KINDS, "group", "table", "quotation", "signatory")


@dataclass
class _Plan:
    """What a code will hold, by id, before anything is written that refers to it."""

    draw: st.DrawFn
    parties: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    owed: set[str] = field(default_factory=set)
    """Ids of the sections in which somebody owes everything."""
    provisions: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Kind, id, section and group of each."""
    groups: list[Group] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def new_id(self) -> str:
        """Give an id that nothing else has."""
        return f"{self.draw(ids)}-{next(self._numbers)}"

    def duty(self, *, needed: bool = False) -> tuple[str, ...]:
        """Draw who owes something."""
        if not needed and self.draw(st.booleans()):
            return ()
        if not self.parties or self.draw(st.booleans()):
            return (ALL_PARTIES,)
        return tuple(self.draw(st.lists(st.sampled_from(self.parties), unique=True, min_size=1)))

    def add_sections(self) -> None:
        """Draw sections down to any depth, each after the one that it is within."""
        numbered = self.draw(st.sampled_from((_no_number, _decimal, _letter, _odd)))
        printed: dict[str, str] = {"": ""}
        siblings: Counter[str] = Counter()
        path: list[str] = []
        for depth in self.draw(_DEPTHS):
            del path[depth:]
            within = path[-1] if path else ""
            siblings[within] += 1
            number = numbered(printed[within], siblings[within])
            one = Section(id=self.new_id(), within=within, number=number, duty=self.duty(), **self.draw(_SECTION))
            self.sections.append(one)
            printed[one.id] = number
            path.append(one.id)
            if one.duty or within in self.owed:
                self.owed.add(one.id)

    def fill_sections(self) -> None:
        """Draw what stands in each section; where none stands within it, there is something."""
        outer = {one.within for one in self.sections}
        for section in self.sections:
            least = 0 if section.id in outer else 1
            for what in self.draw(st.lists(st.sampled_from(_CONTENTS), min_size=least, max_size=2)):
                self.add(what, section.id)
            if section.within and self.draw(st.booleans()):
                self.add("paragraph", section.within)

    def add(self, what: str, section: str) -> None:
        """Draw one thing in a section."""
        if what in KINDS:
            self.provisions.append((what, self.new_id(), section, ""))
        elif what == "group":
            group = Group(id=self.new_id(), section=section, **self.draw(_GROUP))
            self.groups.append(group)
            for _ in range(self.draw(st.integers(1, 3))):
                self.provisions.append(("commitment", self.new_id(), section, group.id))
        elif what == "table":
            self.tables.append(self.draw(_tables(self.new_id(), section)))
        elif what == "quotation":
            self.quotations.append(Quotation(id=self.new_id(), section=section, **self.draw(_QUOTATION)))
        else:
            party = self.draw(st.sampled_from(["", ALL_PARTIES, *self.parties]))
            self.signatories.append(Signatory(party=party, section=section, **self.draw(_SIGNATORY)))

    def written_provisions(self) -> list[Provision]:
        """Write the provisions, with places that count up within each section."""
        numbers = {one.id: one.number or "Heading" for one in self.sections}
        bullets: Counter[str] = Counter()
        known = ["", *(name for _, name, _, _ in self.provisions)]
        written = []
        for kind, name, section, group in self.provisions:
            values: dict[str, Any] = self.draw(_PROVISIONS[kind])
            if self.draw(st.booleans()):
                at = f"§ {self.draw(texts)}."
            else:
                bullets[section] += 1
                at = f"{numbers[section]}, bullet {bullets[section]}"
            if kind in {"progress-sign", "warning-sign"}:
                values["about"] = self.draw(st.sampled_from(known))
            if kind in {"action", "commitment"}:
                values["duty"] = self.duty(needed=kind == "commitment" and section not in self.owed)
            if kind == "commitment":
                values["group"] = group
            written.append(KINDS[kind](id=name, section=section, at=at, **values))
        return written

    def links(self) -> list[Link]:
        """Draw which provision serves which."""
        relations = {"barrier": "addresses", "principle": "upholds"}
        ends = {name: kind for kind, name, _, _ in self.provisions}
        pairs = [(one, other) for one in ends for other in ends if one != other and ends[other] in relations]
        drawn = self.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pairs else []
        return [
            Link(source=one, target=other, relation=cast("Any", relations[ends[other]]), **self.draw(_LINK))
            for one, other in drawn
        ]

    def wording(self) -> list[Wording]:
        """Draw proofs of some provisions and sections."""
        names = [*(one.id for one in self.sections), *(name for _, name, _, _ in self.provisions)]
        drawn = self.draw(st.lists(st.sampled_from(names), unique=True, max_size=3)) if names else []
        return [
            Wording(
                provision=name,
                digest=f"{self.draw(st.integers(0, 2**64 - 1)):016x}",
                words=self.draw(st.integers(1, 999_999)),
            )
            for name in drawn
        ]


def _no_number(_outer: str, _place: int) -> str:
    return ""


def _decimal(outer: str, place: int) -> str:
    return f"{outer}.{place}" if outer else str(place)


def _letter(_outer: str, place: int) -> str:
    return chr(ord("a") + place - 1)


def _odd(_outer: str, place: int) -> str:
    return f"«{'★' * place}\n[b]»"


@st.composite
def _tables(draw: st.DrawFn, name: str, section: str) -> Table:
    headings = draw(st.lists(texts, min_size=1, max_size=3).map(tuple))
    rows = draw(st.lists(st.tuples(*[texts] * len(headings)), max_size=3).map(tuple))
    at, title = draw(filled_texts), draw(texts)
    return Table(id=name, section=section, at=at, title=title, headings=headings, rows=rows)


@st.composite
def codes(draw: st.DrawFn) -> Code:
    """Whole codes with everything that the model knows, in which no check finds a flaw."""
    plan = _Plan(draw)
    parties = [Party(id=plan.new_id(), **values) for values in draw(st.lists(_PARTY, max_size=3))]
    plan.parties += [one.id for one in parties]
    plan.add_sections()
    plan.fill_sections()
    days = sorted(draw(st.tuples(_days, _days, _days, _days)))
    dated: dict[str, Any] = dict(zip(("issued", "revised", "effective", "ends"), map(_cut(draw), days), strict=True))
    return Code(
        header=Header(id=plan.new_id(), **dated, **draw(_HEADER)),
        agreement=Agreement(**draw(_AGREEMENT)),
        source=Source(**draw(_SOURCE)),
        related=tuple(draw(_RELATED)),
        parties=tuple(parties),
        applicability=tuple(_rules(draw, [one.id for one in plan.sections])),
        sections=tuple(plan.sections),
        groups=tuple(plan.groups),
        provisions=tuple(plan.written_provisions()),
        tables=tuple(plan.tables),
        quotations=tuple(plan.quotations),
        signatories=tuple(plan.signatories),
        links=tuple(plan.links()),
        wording=tuple(plan.wording()),
    )


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
