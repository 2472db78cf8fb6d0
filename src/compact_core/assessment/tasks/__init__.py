"""What people do with an assessment: each task gives values and sentences, for commands and the interface alike.

What cannot be done raises :class:`compact_core.errors.CompactsError`, which says why, and what to do.
"""

from __future__ import annotations

from compact_core.assessment.partnership import Round
from compact_core.assessment.said import with_said
from compact_core.errors import NotFoundError
from compact_core.library.library import Library
from compact_core.model import Code


def code_asked(library: Library, asked: Round, edition: str = "") -> Code:
    """The code that a round asks about, or another ``edition``, with what the partners said that they would do."""
    try:
        return with_said(library.code(edition or asked.code), asked)
    except NotFoundError as error:
        if edition:
            raise
        hint = "If you have its file, name it with --codes, or put it into your codes folder."
        raise NotFoundError(f"{error} Round {asked.number} asks about this code. {hint}") from error
