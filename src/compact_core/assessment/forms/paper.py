"""The form for paper, in large print, with the keys by which it is keyed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.forms.content import BOXES, JUDGE, OTHER_REASON_KEY, answer_keys, reason_keys
from compact_core.assessment.forms.templating import filled, part, source_hash

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import Form


def large_print(form: Form) -> str:
    """The form as a page of HTML to be printed: 18 points and more, black on white, no item over two sheets."""
    from markupsafe import Markup

    style = part("paper.css")
    return filled(
        "paper.html.jinja",
        form=form,
        boxes=BOXES,
        judge=JUDGE,
        keys=answer_keys(form.points),
        reason_keys=reason_keys,
        other_reason_key=OTHER_REASON_KEY,
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=source_hash(style),
    )
