"""The signed words of a part beside ours, when the user has attached the document to the code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compact_core.reports.labels import SIGNED_WORDS
from compact_core.reports.page import Block, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.documents.wording_store import Attached
    from compact_core.model import Code

_STATES = {"proved": "proved", "differs": "differs from the wording hash", "not found": "not found in the document"}
"""How the signed words of a part stand to its wording hash."""


def signed_words_of(code: Code, part_id: str) -> Iterator[Fact]:
    """The signed words of a part, and whether they are proved; nothing when no document is attached."""
    from compact_core.documents.proofs import Sentence, state_of

    attached = _attached(code)
    proved = any(proof.provision == part_id for proof in code.wording)
    if attached is None or not (part_id and proved):
        return
    sentences = {sentence.part: sentence for sentence in attached.sentences}
    sentence = sentences.get(part_id, Sentence(part_id))
    state = _STATES[state_of(code, sentence)]
    yield Fact(SIGNED_WORDS, f"\u201c{sentence.text}\u201d ({state})" if sentence.text else state)


def why_no_signed_words(code: Code) -> str:
    """Why the signed words of a code cannot be shown on this computer, and what to do; empty when they can."""
    if not code.wording:
        return f"The code '{code.id}' has no wording hashes, so it can have no signed words."
    if _attached(code) is None:
        return (
            f"No document is attached to the code '{code.id}' on this computer. "
            f"To attach it, type: compacts wording attach {code.id} FILE"
        )
    return ""


def signed_document(code: Code) -> Iterator[Block]:
    """Which document is attached to a code, and how many of its sentences are proved."""
    from compact_core.documents.proofs import Sentence, state_of

    if attached := _attached(code):
        known = {sentence.part: sentence for sentence in attached.sentences}
        sentences = (known.get(proof.provision, Sentence(proof.provision)) for proof in code.wording)
        states = Counter(state_of(code, sentence) for sentence in sentences)
        numbers = ", ".join(f"{number} {_STATES[state]}" for state, number in states.items())
        yield Fact(SIGNED_WORDS, f"{attached.document}: {numbers}")


def _attached(code: Code) -> Attached | None:
    from compact_core.documents.wording_store import attached_to

    return attached_to(code.id) if code.wording else None
