"""A new code file, made from a template."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import NamedTuple

import tomli_w

from compact_core.content.names import name_from

AGREEMENT_KINDS = ("compact", "covenant", "accord", "charter")
"""The most common kinds of agreement."""


class Answers(NamedTuple):
    """What is asked before a code is made: texts without control characters; only the place may be blank."""

    title: str = "Our code of practice"
    """Title of the code."""
    place: str = "Our area"
    """The area where it holds, or nothing."""
    agreement: str = "Our agreement"
    """Name of the agreement that it belongs to."""
    kind: str = "agreement"
    """Kind of the agreement, such as compact."""


def kind_in(agreement: str) -> str:
    """The kind of an agreement, guessed from its name."""
    name = agreement.casefold()
    return next((kind for kind in AGREEMENT_KINDS if kind in name), Answers().kind)


def name_of_code(answers: Answers) -> str:
    """A name for the code's id and file, made from its place and its title."""
    place = name_from(answers.place.partition(",")[0], "")
    title = name_from(answers.title, "code")
    return title if title.startswith(place) else name_from(f"{place} {title}", "code")


def starter_code(answers: Answers, code_id: str, agreement_id: str) -> str:
    """The text of a sound code file, with the answers in it and example points to replace."""
    values = {name: _in_toml(value) for name, value in answers._asdict().items()}
    return filled("code.toml.txt", **values, id=_in_toml(code_id), agreement_id=_in_toml(agreement_id))


def filled(template: str, /, **values: str) -> str:
    """A template with a value for each ``$name`` in it; a value is put in as it is, whatever it holds."""
    text = (files(__package__) / "templates").joinpath(*template.split("/")).read_text("utf-8")
    return Template(text).substitute(values)


def _in_toml(text: str) -> str:
    """A text as a TOML value."""
    return tomli_w.dumps({"key": text}).removeprefix("key = ").rstrip("\n")
