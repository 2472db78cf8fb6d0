"""Which words of a part stand for the document's own sentence, and whether they are that sentence still.

A draft begins with the document's own words. A part whose words give its wording hash has not been restated yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.content.flaws import Flaw
from compact_core.model.parts import Section, Table
from compact_core.model.provisions import Contact
from compact_core.text import count, wording_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.model import Code, Part

_FEWEST = 5
"""So many words make a sentence that somebody wrote; fewer are a name."""


def own_words(part: Part) -> str:
    """The words of a part that restate its sentence: text and list, the lead of a section, or the cells of a table."""
    if isinstance(part, Section):
        return part.lead
    if isinstance(part, Contact):
        return ""  # it names nobody, and so has no sentence
    if isinstance(part, Table):
        return "\n".join([*part.headings, *(cell for row in part.rows for cell in row)])
    said = [getattr(part, "text", ""), *getattr(part, "items", ()), *getattr(part, "covers", ())]
    return "\n".join(filter(None, said))


def not_restated(code: Code) -> list[str]:
    """The ids of the parts that still have the document's own words, in the order of the code."""
    proofs = {proof.provision: (proof.digest, proof.words) for proof in code.wording if proof.words >= _FEWEST}
    if not proofs:
        return []
    return [part.id for part in code.parts if part.id in proofs and wording_digest(own_words(part)) == proofs[part.id]]


def documents_own_words(code: Code) -> Iterator[Flaw]:
    """Worth a note, once: parts that nobody has restated, so that the code is not for passing on."""
    if ids := not_restated(code):
        first = next(at for at, part in enumerate(code.parts) if part.id == ids[0])
        have = "has" if len(ids) == 1 else "have"
        message = f"{count(len(ids), 'part')} still {have} the document's own words; the first is '{ids[0]}'."
        hint = "Use the code in your own library, and restate them in plain words before you pass it on."
        yield Flaw(("parts", first), message, hint, "key", "note")
