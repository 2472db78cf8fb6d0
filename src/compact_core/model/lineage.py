"""How the provisions of two codes relate: what became of each, and what is new.

A lineage compares pairs of codes. In each pair one comes first, such as the older edition or the full text; its
provisions are on the ``from`` side of links. The other follows, such as the later edition or the leaflet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, NamedTuple

from compact_core.model.text_rules import Id, Text, TextRule

Reference = Annotated[
    str,
    TextRule(
        pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*",
        allowed="the id of a code, # and the id of a provision, such as leeds-partnership-2003#share-power",
    ),
]
"""A provision of any code: ``code#provision``."""

Digest = Annotated[
    str, TextRule(pattern=r"[0-9a-f]{16}", allowed="16 digits from 0-9 and a-f, such as 3f2a9c0d11e2b7a4")
]
"""The content digest of a provision, as :func:`compact_core.content.digest.content_digest` gives it."""

Relation = Literal["equal", "equivalent", "subset", "superset", "intersects"]
"""How the provisions of ``from``, together, relate to those of ``to``; the words are those of OSCAL.

``equal``: both say the same in the same words, but for grammar.
``equivalent``: both say the same in different words.
``subset``: all that ``from`` says is in ``to``, which says more.
``superset``: all that ``to`` says is in ``from``, which says more.
``intersects``: each says something that is in the other, and something that is not.
"""

Change = Literal["kept", "reworded", "strengthened", "weakened"]
"""What became of the provisions of ``from`` in ``to``, whichever side is asked about.

``kept``: said again in the same words, but for grammar.
``reworded``: said in other words, or in fewer where only explanations and examples are gone; as firm as before.
``strengthened``: more is asked for, or it is asked for more firmly.
``weakened``: less is asked for, or it is asked for less firmly.
"""

Confidence = Literal["high", "medium", "low"]
"""How sure the authors of a link are: ``high`` is plain from the texts, ``low`` is open to doubt."""

LinkBasis = Literal["editorial", "source"]
"""Who says so: ``editorial`` is our own reading, ``source`` is one of the documents."""

Likeness = Literal["very like", "like", "a little like"]
"""How like the words of two provisions are; it says nothing of what they mean."""

FITTING_CHANGES: dict[str, tuple[Change, ...]] = {
    "equal": ("kept",),
    "equivalent": ("reworded",),
    **dict.fromkeys(("subset", "superset", "intersects"), ("reworded", "strengthened", "weakened")),
}
"""The changes that fit each relation."""
_TURNED: dict[Relation, Relation] = {"subset": "superset", "superset": "subset"}


def code_of(reference: str) -> str:
    """The id of the code that a reference names."""
    return reference.partition("#")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePair:
    """Two codes whose provisions the lineage relates."""

    source: Id = field(metadata={"key": "from"})
    """Id of the code that comes first; ``from`` in files."""
    target: Id = field(metadata={"key": "to"})
    """Id of the code that follows it; ``to`` in files."""
    note: str = ""
    """What a reader should know about this comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageLink:
    """Provisions of one code, together, and what became of them in another."""

    source: tuple[Reference, ...] = field(metadata={"key": "from"})
    """The provisions of the code that comes first, one or more; ``from`` in files."""
    target: tuple[Reference, ...] = field(metadata={"key": "to"})
    """The provisions of the code that follows, one or more; ``to`` in files."""
    relation: Relation
    """How ``from`` relates to ``to``: ``superset`` means that ``from`` says more."""
    change: Change
    """What became of ``from`` in ``to``."""
    note: Text
    """What changed, in one sentence."""
    confidence: Confidence
    """How sure the authors are."""
    basis: LinkBasis = "editorial"
    """Who says so."""
    source_digests: tuple[Digest, ...] = field(default=(), metadata={"key": "from_digests"})
    """Content digest of each provision in ``from`` when the link was last checked; ``from_digests`` in files."""
    target_digests: tuple[Digest, ...] = field(default=(), metadata={"key": "to_digests"})
    """Content digest of each provision in ``to`` when the link was last checked; ``to_digests`` in files."""

    def turned(self) -> LineageLink:
        """The same link read from the other side; the change stays as it is."""
        return replace(
            self,
            source=self.target,
            target=self.source,
            relation=_TURNED.get(self.relation, self.relation),
            source_digests=self.target_digests,
            target_digests=self.source_digests,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedEntry:
    """Provisions that have no counterpart in the code that follows."""

    provisions: tuple[Reference, ...]
    """The provisions that were dropped, all of one code."""
    into: Id
    """Id of the later code, which does not have them."""
    note: Text
    """What the other code says about the matter, if anything, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Provisions that have no counterpart in the code that comes first."""

    provisions: tuple[Reference, ...]
    """The provisions that are new, all of one code."""
    since: Id
    """Id of the earlier code, which does not have them."""
    note: Text
    """What the other code says about the matter, if anything, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Provisions that may belong together, found by their words alone; nobody has looked at them yet."""

    source: tuple[Reference, ...] = field(metadata={"key": "from"})
    """The provisions of the code that comes first; ``from`` in files."""
    target: tuple[Reference, ...] = field(metadata={"key": "to"})
    """The provisions of the code that follows; ``to`` in files."""
    likeness: Likeness
    """How like their words are."""
    relation: Relation
    """What a person may accept, or change: how ``from`` seems to relate to ``to``."""
    change: Change
    """What seems to have become of ``from``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """How the provisions of some codes relate."""

    pairs: tuple[CodePair, ...] = ()
    """The pairs of codes that are compared."""
    links: tuple[LineageLink, ...] = ()
    """Which provisions became which."""
    dropped: tuple[DroppedEntry, ...] = ()
    """Provisions without a counterpart in the code that follows."""
    new: tuple[NewEntry, ...] = ()
    """Provisions without a counterpart in the code that comes first."""
    suggestions: tuple[Suggestion, ...] = ()
    """What a person has still to look at; nothing in it counts."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Ids of the codes in the pairs, in order."""
        return tuple(dict.fromkeys(code for pair in self.pairs for code in (pair.source, pair.target)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """The counterpart of a provision in another code."""

    code: str
    """Id of the other code."""
    references: tuple[str, ...]
    """The provisions of the other code."""
    together: tuple[str, ...]
    """The provisions of this code that they relate to, among them the one that was asked about."""
    relation: Relation
    """How this side relates to the other: ``superset`` means that this side says more."""
    change: Change
    """What became of the provisions of the code that comes first in the one that follows."""
    earlier: bool
    """Whether the other code comes first, so that the change led from there to here."""
    note: str
    """What changed, in one sentence."""
    confidence: Confidence
    """How sure the authors are."""
    basis: LinkBasis
    """Who says so."""


class Relations(NamedTuple):
    """How a provision relates to provisions of other codes."""

    relatives: tuple[Relative, ...]
    """Its counterparts in other codes."""
    dropped: tuple[DroppedEntry, ...]
    """The later codes that do not have it."""
    new: tuple[NewEntry, ...]
    """The earlier codes that do not have it."""


def relations(lineages: Iterable[Lineage], reference: str) -> Relations:
    """Everything that lineages say about a provision."""
    every = tuple(lineages)
    return Relations(
        tuple(relative for lineage in every for relative in _relatives(lineage.links, reference)),
        tuple(entry for lineage in every for entry in lineage.dropped if reference in entry.provisions),
        tuple(entry for lineage in every for entry in lineage.new if reference in entry.provisions),
    )


def _relatives(links: Iterable[LineageLink], reference: str) -> Iterator[Relative]:
    """The counterparts of a provision, each link read from its side."""
    for link in links:
        if reference in link.source:
            yield _relative(link, earlier=False)
        if reference in link.target:
            yield _relative(link.turned(), earlier=True)


def _relative(link: LineageLink, *, earlier: bool) -> Relative:
    return Relative(
        code=code_of(link.target[0]),
        references=link.target,
        together=link.source,
        relation=link.relation,
        change=link.change,
        earlier=earlier,
        note=link.note,
        confidence=link.confidence,
        basis=link.basis,
    )
