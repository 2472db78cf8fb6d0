"""The form as one HTML file that needs no network, for any browser, and in large print for paper.

What comes from people is always escaped.
"""

from __future__ import annotations

import json

from compact_core.assessment.forms.answer_words import OTHER_REASON_KEY, answer_keys, reason_keys
from compact_core.assessment.forms.content import BOXES, JUDGE, Form
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.reports.html_pages import html_page, source_hash, template_file
from compact_core.reports.labels import COVERS

_SCRIPTS = ("answers", "progress", "storage", "sending", "start")
"""The parts of the script of the form, in the order in which they run."""


def html_form(form: Form) -> str:
    """The form as one page. Its policy lets only its own script and style run, and nothing be fetched."""
    from markupsafe import Markup

    parts = "\n".join(template_file(__package__, f"form-{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n{{\n{parts}}}\n'  # in a block, so that no name of it is one of the page
    return html_page(
        __package__,
        "form.html.jinja",
        "form.css",
        form=form,
        boxes=BOXES,
        covers=COVERS,
        judge=JUDGE,
        mail_body=f"My answers are in the file that is attached: {form.file_name}",
        data=Markup(json.dumps(_data(form)).replace("<", "\\u003c")),  # noqa: S704 - no text can end the script
        script=Markup(script),  # noqa: S704 - a file of this package
        script_hash=source_hash(script),
    )


def large_print(form: Form) -> str:
    """The form as a page of HTML to be printed: 18 points and more, black on white, no item over two sheets."""
    return html_page(
        __package__,
        "paper.html.jinja",
        "paper.css",
        form=form,
        boxes=BOXES,
        judge=JUDGE,
        keys=answer_keys(form.points),
        reason_keys=reason_keys,
        other_reason_key=OTHER_REASON_KEY,
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
