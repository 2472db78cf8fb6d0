"""What a new code file and the package of a new plugin begin with, made from templates."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Template, capwords
from typing import NamedTuple

import tomli_w

from compact_core.content.names import name_from
from compact_core.version import __version__

AGREEMENT_KINDS = ("compact", "covenant", "accord", "charter")
"""The most common kinds of agreement."""
LONGEST_NAME = 40
"""Most characters of a plugin's name."""
_PACKAGE = "compacts-"
"""The beginning of the names of plugin packages, by custom."""


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
    return _filled("code.toml.txt", **values, id=_in_toml(code_id), agreement_id=_in_toml(agreement_id))


def plugin_name(text: str) -> str:
    """The name of a plugin, given that name or the name of its package.

    Raises :class:`ValueError` with a message for the user when the name is not allowed.
    """
    name = text.removeprefix(_PACKAGE)
    if name == "none":
        raise ValueError("COMPACTS_PLUGINS=none means no plugin at all.")
    if len(name) > LONGEST_NAME or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        message = (
            "A plugin's name has small letters a to z, digits and single hyphens, such as upper-muddleford;"
            f" it begins with a letter, and has at most {LONGEST_NAME} characters."
        )
        raise ValueError(message)
    return name


def package_of(name: str) -> str:
    """The name of a plugin's package and of its folder."""
    return f"{_PACKAGE}{name}"


def starter_plugin(name: str) -> dict[str, str]:
    """The files of a plugin's package: text by path, with slashes."""
    module = package_of(name).replace("-", "_")
    code = f"{name}-code"
    values = {
        "name": name,
        "package": package_of(name),
        "module": module,
        "code": code,
        "version": ".".join(__version__.split(".")[:2]),
    }
    town = capwords(name, "-").replace("-", " ")
    answers = Answers(f"Working together in {town}", town, f"Agreement of {town}")
    return {
        "README.md": _filled("plugin/README.md.txt", **values),
        "pyproject.toml": _filled("plugin/pyproject.toml.txt", **values),
        f"src/{module}/__init__.py": _filled("plugin/module.py.txt", **values),
        f"src/{module}/codes/{code}.toml": starter_code(answers, code, f"{name}-agreement"),
        f"tests/test_{module}.py": _filled("plugin/test_plugin.py.txt", **values),
    }


def _filled(template: str, /, **values: str) -> str:
    """A template with a value for each ``$name`` in it; values are put in unchanged."""
    text = (files(__package__) / "templates").joinpath(*template.split("/")).read_text("utf-8")
    return Template(text).substitute(values)


def _in_toml(text: str) -> str:
    """A text as a TOML value."""
    return tomli_w.dumps({"key": text}).removeprefix("key = ").rstrip("\n")
