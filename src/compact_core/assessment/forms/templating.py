"""Pages made from the templates of this package. What comes from people is always escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def filled(name: str, **values: Any) -> str:
    """The template of that name with its values filled in."""
    return _environment().get_template(name).render(values)


def part(name: str) -> str:
    """A script or style of this package, to be put into a page as it is."""
    return files("compact_core.assessment.forms").joinpath("templates", name).read_text(encoding="utf-8")


def source_hash(text: str) -> str:
    """What a content security policy calls a script or style by (CSP level 3, hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(loader=FunctionLoader(part), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
