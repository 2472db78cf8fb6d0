"""Pairs of provisions of two codes that may belong together, found by their words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.content.likeness import candidates
from compact_core.content.lineage_file import FORMAT
from compact_core.content.own_words import own_words
from compact_core.content.write import plain_value, toml_text
from compact_core.model.lineage import CodePair, Lineage, Suggestion
from compact_core.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.model import Code
    from compact_core.model.lineage import Change, Relation

_NOTE = "A draft: every suggestion in it waits for somebody to look at it."
_HEAD = """\
# Which provisions of two codes may belong together. A program found them by their words alone, and nothing of it counts
# yet. Go through them with 'compacts lineage review' and the name of this file, or by hand: what is right becomes
# [[links]], with a note and how sure you are; what is wrong is taken out. What is left has no counterpart: name it
# under [[dropped]] or [[new]].
"""


def suggestions(first: Code, second: Code) -> tuple[Suggestion, ...]:
    """The provisions of two codes whose words are like, in the order of the first code."""
    ours, theirs = _said(first), _said(second)
    found = candidates(_called(first, ours), _called(second, theirs))
    return tuple(
        Suggestion(
            source=(f"{first.id}#{pair.first}",),
            target=(f"{second.id}#{pair.second}",),
            likeness=pair.likeness,
            relation=(proposed := _proposed(ours[pair.first], theirs[pair.second]))[0],
            change=proposed[1],
        )
        for pair in found
    )


def _said(code: Code) -> dict[str, str]:
    """The words of each provision that says something, by its id."""
    return {provision.id: said for provision in code.provisions if words(said := own_words(provision))}


def _called(code: Code, said: Mapping[str, str]) -> dict[str, str]:
    """The same with the words of titles, which often stay where the text is rewritten."""
    return {
        provision.id: f"{getattr(provision, 'title', '')}\n{said[provision.id]}"
        for provision in code.provisions
        if provision.id in said
    }


def _proposed(first: str, second: str) -> tuple[Relation, Change]:
    """The relation and change to propose: the words alone show whether both are the same, or one has more."""
    one, other = words(first), words(second)
    if one == other:
        return "equal", "kept"
    if set(one) < set(other):
        return "subset", "reworded"
    if set(other) < set(one):
        return "superset", "reworded"
    return "intersects", "reworded"


def draft_lineage(first: Code, second: Code) -> Lineage:
    """A lineage of two codes in which everything is a suggestion."""
    pair = CodePair(source=first.id, target=second.id, note=_NOTE)
    return Lineage(pairs=(pair,), suggestions=suggestions(first, second))


def draft_text(lineage: Lineage) -> str:
    """A draft as the text of a lineage file."""
    return f"{_HEAD}{lineage_text(lineage)}"


def lineage_text(lineage: Lineage) -> str:
    """A lineage as the text of a file."""
    return toml_text({"format": FORMAT, **plain_value(lineage)})
