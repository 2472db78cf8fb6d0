"""Pages of HTML in one file that loads nothing: a template of a package, filled in, with its style inside."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


def template_file(package: str, name: str) -> str:
    """A template, style or script of a package, as it stands in its file."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def source_hash(text: str) -> str:
    """What a content security policy calls a script or style by (CSP level 3, hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def html_page(package: str, template: str, style: str, **values: Any) -> str:
    """The page of a template with a style, both files of a package. Every value is escaped."""
    from markupsafe import Markup

    css = template_file(package, style)
    return _template(package, template).render(values, style=Markup(css), style_hash=source_hash(css)).lstrip()  # noqa: S704


@cache
def _template(package: str, name: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template_file(package, name))
