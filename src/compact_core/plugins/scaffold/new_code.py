"""A code file to begin with."""

from __future__ import annotations

from typing import NamedTuple

from compact_core.content.names import name_from
from compact_core.plugins.scaffold.filling import filled, in_toml

AGREEMENT_KINDS = ("compact", "covenant", "accord", "charter")
"""What agreements call themselves most often."""


class Answers(NamedTuple):
    """What a new code is asked for: texts without control characters, none blank but the place."""

    title: str = "Our code of practice"
    """Title of the code."""
    place: str = "Our area"
    """The area where it holds; may be empty."""
    agreement: str = "Our agreement"
    """Name of the agreement that it belongs to."""
    kind: str = "agreement"
    """What the agreement is."""


def kind_in(agreement: str) -> str:
    """What an agreement is, as far as its name tells."""
    name = agreement.casefold()
    return next((kind for kind in AGREEMENT_KINDS if kind in name), Answers().kind)


def name_of_code(answers: Answers) -> str:
    """A name for the code, for its id and its file: that of the place, then that of the title."""
    place = name_from(answers.place.partition(",")[0], "")
    title = name_from(answers.title, "code")
    return title if title.startswith(place) else name_from(f"{place} {title}", "code")


def starter_code(answers: Answers, code_id: str, agreement_id: str) -> str:
    """The text of a code file without a problem, with the answers in it and points to replace."""
    values = {name: in_toml(value) for name, value in answers._asdict().items()}
    return filled("code.toml.txt", **values, id=in_toml(code_id), agreement_id=in_toml(agreement_id))
