"""Words that people write for kinds and keys of parts, and the ones that files use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Container

_KINDS = {
    "aim": (
        "objective, outcome, goal, value, vision, mission, purpose, ambition, target outcome, belief, ethos, priority, "
        "core value, shared value, strategic objective, vision statement, mission statement"
    ),
    "commitment": "undertaking, pledge, promise, responsibility, obligation, duty, expectation, ask, offer",
    "step": "stage, procedure",
    "question": "checklist item, checklist, prompt",
    "example": "case study, case, good practice example",
    "indicator": "measure, target, metric, kpi",
    "task": "milestone, activity, deliverable",
    "principle": "right, test, standard, ground rule",
    "paragraph": "clause, sub clause, article, bullet, text, preamble, background, point, summary, conclusion",
    "action": "practice, recommendation, guideline, action point",
    "definition": "term, glossary entry, abbreviation",
    "quotation": "quote, box",
    "figure": "picture, image, diagram, flowchart, chart",
    "note": "footnote, endnote",
    "section": "chapter, heading, part, annex, appendix, subsection, theme",
    "signatory": "signature, partner",
    "barrier": "challenge, obstacle, risk",
    "reminder": "key message",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}
_INTRODUCTIONS = {"foreword", "preface", "introduction"}

OLD_LISTS = ("sections", "provisions", "groups", "tables", "quotations", "signatories")
"""Lists that a file had in format 1."""
_KEYS = {
    "text": ("stem", "What a section says before its list is its lead; other text is a paragraph in it."),
    "section": ("within", 'A part stands in the nearest section before it; within = "ID" names another.'),
    "group": ("within", 'Write within = "ID" with the id of the group.'),
    "items": ("covers", "The list of what it covers is called covers."),
    "parts": ("covers", "The list of what it covers is called covers."),
}
"""For a key that people write: the key of the kind that is meant, and what to do."""


def kind_hint(word: object) -> str:
    """What to write for a word that is no kind; empty for an unknown word."""
    written = str(word).strip().casefold().replace("_", " ").replace("-", " ")
    if written in _INTRODUCTIONS:
        return 'Use the kind paragraph, in a section with role = "introduction".'
    singular = _known(written)
    kind = kind_of_word(written)
    if kind in KINDS:
        return f'Use the kind {kind}, and label = "{singular.capitalize()}" to show the word of the document.'
    return f"Use the kind {kind}." if kind else ""


def kind_of_word(words: str) -> str:
    """The kind for the words of a document, in small letters; empty for unknown ones."""
    return _KIND_OF.get(_known(words), "")


def _known(words: str) -> str:
    """The known word that these are, or are the plural of; empty for none."""
    return next((singular for singular in _singulars(words) if singular in _KIND_OF), "")


def _singulars(word: str) -> tuple[str, ...]:
    """A word, and its possible singulars."""
    return word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"


def key_hint(key: str, known: Container[str]) -> str:
    """What to write for a key that another kind has, or that parts had before; empty for any other."""
    meant, hint = _KEYS.get(key, ("", ""))
    return hint if meant in known else ""
