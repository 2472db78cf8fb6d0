"""A comparison of two codes as blocks of a page, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compact_core.model.lineage import Suggestion
from compact_core.reports.labels import COMPARED, LINEAGE_BASIS
from compact_core.reports.page import Block, Fact, Heading, Items, Words
from compact_core.reports.word_marks import in_brackets
from compact_core.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.content.lineage_review import Matter
    from compact_core.reports.code_comparison import CodeComparison
    from compact_core.reports.rows import ComparedProvision, ComparedRow
    from compact_core.reports.word_marks import MarkedText

BRACKETS = "Words in [square brackets] stand on one side only."
SUGGESTED = (
    "No lineage compares these codes. What follows are suggestions: the words are like, and nobody has looked at them."
)
"""What is said before suggestions."""
NOT_ALIKE = "No lineage compares these codes, and no words of theirs are like enough to suggest anything."
"""What is said where there is nothing to suggest."""
CONTRADICTED = "Lineage files contradict each other on these codes, so both are shown; 'compacts check' says where."
"""What is said where nobody can tell which of two lineages is right."""
WAITING = "What is suggested has like words; nobody has looked at it yet."
"""The same where a lineage has suggestions beside."""
SUSPECT = "Suspect: a provision has changed since somebody looked at this link."
NOTHING = "Nothing got this verdict."
UNKNOWN_PAIRS = "Linked over another code, but nothing follows for sure"
"""Title of the pairs with an unknown relation."""
UNRELATED = "Nothing tells how these relate"
"""Title of the provisions that no lineage relates."""
SHAPES = {"split": "one became several", "merged": "several became one", "": ""}
"""How the numbers of provisions on both sides compare, in words."""


def how_made(compared: CodeComparison) -> tuple[str, ...]:
    """What a reader has to know of how a comparison was made, in sentences."""
    if compared.made_from == "suggestions":
        return (SUGGESTED if any(row.verdict == "suggested" for row in compared.rows) else NOT_ALIKE,)
    if compared.made_from == "chain":
        between = " and ".join(compared.between)
        chain = (
            f"No lineage compares these codes at once. This follows over {between}: what is equal stands for the other,"
            " and what is contained in something contained is contained. Everything else is unknown, and listed at the"
            " end."
        )
        return (chain, *compared.notes)
    waiting = any(row.verdict == "suggested" for row in compared.rows)
    return (*([CONTRADICTED] if compared.contradicted else []), *compared.notes, *([WAITING] if waiting else []))


def comparison_page(compared: CodeComparison) -> Iterator[Block]:
    """What became of each provision of the first code, and what is new in the other."""
    yield Heading(1, COMPARED)
    yield Fact("From", compared.titles[0])
    yield Fact("To", compared.titles[1])
    yield Fact("In short", compared.counts())
    if compared.limited:
        yield Fact("Shown", shown_in_words(compared))
    yield from map(Words, how_made(compared))
    rows = [row for row in compared.shown if not is_bare(row)]
    if any(row.left and row.right for row in rows):
        yield Words(BRACKETS)
    if not compared.shown:
        yield Words(NOTHING)
    for row in rows:
        yield from _row(row)
    if pairs := unknown_pairs(compared):
        yield Heading(2, f"{UNKNOWN_PAIRS}: {len(pairs)}")
        yield Items(tuple(pairs))
    lists = unrelated(compared)
    if lists:
        yield Heading(2, f"{UNRELATED}: {sum(len(sides) for _, sides in lists)}")
    for title, sides in lists:
        yield Words(f"{title}:")
        yield Items(tuple(f"{side.name} ({side.reference})" for side in sides))


def shown_in_words(compared: CodeComparison) -> str:
    """The verdicts that are shown, in words."""
    return f"only {joined(compared.limited)}"


def is_bare(row: ComparedRow) -> bool:
    """Whether a row is only listed, because its verdict is unknown."""
    return row.verdict == "unknown"


def unknown_pairs(compared: CodeComparison) -> list[str]:
    """The pairs that are linked over other codes without a sure result, each in a line."""
    return [pair_in_words(row) for row in compared.shown if is_bare(row) and row.left and row.right]


def pair_in_words(row: ComparedRow) -> str:
    """An unknown pair and what lies between, in words."""
    left, right = (joined(f"{side.name} ({side.reference})" for side in sides) for sides in (row.left, row.right))
    return f"{left}, and {right}. {_through(row)}".rstrip()


def unrelated(compared: CodeComparison) -> list[tuple[str, list[ComparedProvision]]]:
    """The provisions without any relation, under the title of their code."""
    bare = [row for row in compared.shown if is_bare(row) and not (row.left and row.right)]
    sides = [side for row in bare for side in row.left], [side for row in bare for side in row.right]
    return [(title, found) for title, found in zip(compared.titles, sides, strict=True) if found]


def _row(row: ComparedRow) -> Iterator[Block]:
    first = (row.left or row.right)[0]
    yield Heading(2, f"{verdict_of(row)}: {first.name}")
    left, right = row.marked()
    yield from _sides("From", row.left, left)
    yield from _sides("To", row.right, right)
    yield from map(Words, about(row))


def verdict_of(row: ComparedRow) -> str:
    """The verdict of a row in words, as a heading."""
    more = row.likeness or SHAPES[row.shape]
    return f"{row.verdict.capitalize()}{more and f' ({more})'}"


def about(row: ComparedRow) -> tuple[str, ...]:
    """What else is to be said of a row, in sentences."""
    who = f"({LINEAGE_BASIS[row.basis]}, confidence {row.confidence})" if row.basis in LINEAGE_BASIS else ""
    note = " ".join(filter(None, (*row.notes, who)))
    return tuple(filter(None, (note, _through(row), SUSPECT if row.suspect else "")))


def _through(row: ComparedRow) -> str:
    """The provisions of the codes between, step by step, as a sentence; empty where there are none."""
    return f"Over {', then '.join(map(joined, row.through))}." if row.through else ""


def _sides(label: str, sides: tuple[ComparedProvision, ...], texts: tuple[MarkedText, ...]) -> Iterator[Block]:
    for side, pieces in zip(sides, texts, strict=True):
        said = in_brackets(pieces)
        yield Fact(label, f"{said or side.name} ({side.reference})")


def what_waits(matter: Matter) -> str:
    """Why somebody has to look at an entry of a lineage, and what it says, in a few words."""
    said = matter.said
    says = f"{said.relation}, {said.change}"
    if isinstance(said, Suggestion):
        return f"Suggested, {said.likeness}: {says}"
    return f"Suspect, {joined(matter.changed)} has changed: {says}" if matter.changed else f"Never confirmed: {says}"


def comparison_to_plain(compared: CodeComparison) -> dict[str, Any]:
    """A comparison as plain data for other programs."""
    return {
        "from": {"code": compared.earlier, "title": compared.titles[0]},
        "to": {"code": compared.later, "title": compared.titles[1]},
        "made_from": compared.made_from,
        "contradicted": compared.contradicted,
        "through": list(compared.between),
        "notes": list(compared.notes),
        "only": list(compared.limited),
        "rows": [_row_to_plain(row) for row in compared.shown],
    }


def _row_to_plain(row: ComparedRow) -> dict[str, Any]:
    left, right = row.marked()
    return {
        "verdict": row.verdict,
        "from": list(map(_side_to_plain, row.left, left)),
        "to": list(map(_side_to_plain, row.right, right)),
        "shape": row.shape,
        "relation": row.relation,
        "notes": list(row.notes),
        "confidence": row.confidence,
        "basis": row.basis,
        "through": [list(step) for step in row.through],
        "suspect": row.suspect,
        "likeness": row.likeness,
    }


def _side_to_plain(side: ComparedProvision, pieces: MarkedText) -> dict[str, Any]:
    words = [{"text": piece.text, "differs": piece.differs} for piece in pieces]
    return {"reference": side.reference, "name": side.name, "at": side.at, "text": side.text, "words": words}
