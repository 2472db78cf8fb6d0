"""The form as one HTML file that needs no network and works in any browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compact_core.assessment.forms.content import BOXES, JUDGE
from compact_core.assessment.forms.templating import filled, part, source_hash
from compact_core.assessment.records.answering import ANSWERS_FORMAT

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import Form


def html_form(form: Form) -> str:
    """The form as one page. Its policy lets only its own script and style run, and nothing be fetched."""
    from markupsafe import Markup

    script, style = part("form.js"), part("form.css")
    return filled(
        "form.html.jinja",
        form=form,
        boxes=BOXES,
        judge=JUDGE,
        data=Markup(_inside_script(_data(form))),  # noqa: S704 - JSON in which no '<' is left
        script=Markup(script),  # noqa: S704 - a file of this package
        script_hash=source_hash(script),
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=source_hash(style),
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


def _inside_script(data: object) -> str:
    """JSON that no text in it can end the script element with."""
    return json.dumps(data).replace("<", "\\u003c")
