"""The text that asks somebody to answer, ready for a message or a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import Form


def invitation(form: Form, file_name: str) -> str:
    """The invitation of one person as plain text.

    Args:
        form: The form that the person is sent.
        file_name: Name of the file that is sent with it.
    """
    role = f", {form.role}" if form.role else ""
    why = (
        f"The partners of {form.partnership_name} ask each other how well they work together. They go by this code of "
        f"practice: {form.code_title}. Every organisation has one voice, whether it is large or small. The answers are "
        "the start of a talk between the partners. They are no test, and nobody is ranked."
    )
    lines = [
        f"How do we work together? {form.title}",
        "",
        f"To: {form.organisation_name}{role}",
        f"Your code: {form.invitee}",
        "",
        why,
        "",
        *(["Please send the one reply that your organisation has agreed on.", ""] if form.agreed else []),
        "What to do",
        "",
        f"1. Open the file {file_name}. If it is a web page, it opens in any browser, without a network.",
        "2. Answer what you can. You may leave out anything, and you may say that you don't know.",
        f"3. Send what you filled in to: {form.collector}.",
        "",
        "If you would like it on paper in large print, or as a spreadsheet, ask for it.",
        "",
        "What you should know",
        "",
        *(f"{fact.label}: {fact.text}" for fact in form.about),
    ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"
