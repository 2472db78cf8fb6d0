"""Templates filled with values. A value is data: nothing in it has a meaning for the file it is put into."""

from __future__ import annotations

from importlib.resources import files
from string import Template


def filled(name: str, /, **values: str) -> str:
    """The text of a template, with a value for each ``$name`` in it."""
    text = (files(__package__) / "templates").joinpath(*name.split("/")).read_text("utf-8")
    return Template(text).substitute(values)


def in_toml(text: str) -> str:
    """A text as the value of a key in a TOML file."""
    import tomli_w

    return tomli_w.dumps({"key": text}).removeprefix("key = ").rstrip("\n")
