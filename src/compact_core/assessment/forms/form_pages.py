"""The form as one HTML file that needs no network, for any browser, and in large print for paper.

What comes from people is always escaped.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from compact_core.assessment.forms.content import BOXES, JUDGE
from compact_core.assessment.forms.keys import OTHER_REASON_KEY, answer_keys, reason_keys
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.reports.labels import COVERS

if TYPE_CHECKING:
    from jinja2 import Environment

    from compact_core.assessment.forms.content import Form


_SCRIPTS = ("answers", "progress", "keeping", "sending", "start")
"""The parts of the script of the form, in the order in which they run."""


def html_form(form: Form) -> str:
    """The form as one page. Its policy lets only its own script and style run, and nothing be fetched."""
    from markupsafe import Markup

    script, style = _script(), _part("form.css")
    return _filled(
        "form.html.jinja",
        form=form,
        boxes=BOXES,
        covers=COVERS,
        judge=JUDGE,
        mail_body=f"My answers are in the file that is attached: {form.file_name}",
        data=Markup(json.dumps(_data(form)).replace("<", "\\u003c")),  # noqa: S704 - no text can end the script
        script=Markup(script),  # noqa: S704 - a file of this package
        script_hash=_source_hash(script),
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=_source_hash(style),
    )


def large_print(form: Form) -> str:
    """The form as a page of HTML to be printed: 18 points and more, black on white, no item over two sheets."""
    from markupsafe import Markup

    style = _part("paper.css")
    return _filled(
        "paper.html.jinja",
        form=form,
        boxes=BOXES,
        judge=JUDGE,
        keys=answer_keys(form.points),
        reason_keys=reason_keys,
        other_reason_key=OTHER_REASON_KEY,
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=_source_hash(style),
    )


def _data(form: Form) -> dict[str, object]:
    """What the script has to know; the rest it reads from the page."""
    head = {
        "format": ANSWERS_FORMAT,
        "partnership": form.partnership,
        "round": form.round,
        "code": form.code,
        "invitee": form.invitee,
        "asked": form.asked,
    }
    return {"head": head, "points": len(form.points), "file_name": form.file_name, "collector": form.collector}


def _filled(name: str, **values: Any) -> str:
    """The template of that name with its values filled in."""
    return _environment().get_template(name).render(values)


def _part(name: str) -> str:
    """A script or style of this package, to be put into a page as it is."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _script() -> str:
    """The parts of the script as one, in a block, so that no name of it is a name of the page."""
    parts = "\n".join(_part(f"form-{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n{{\n{parts}}}\n'


def _source_hash(text: str) -> str:
    """What a content security policy calls a script or style by (CSP level 3, hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(loader=FunctionLoader(_part), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
