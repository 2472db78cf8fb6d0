"""The text that asks people to answer."""

from compact_core.assessment.forms.content import form_of
from compact_core.assessment.tasks.writing_forms import invitation
from leeds import RECENT
from samples import FORM, HARM, INVITEES, RIVERSIDE, ROUND, harmful_form


def test_an_invitation_says_everything() -> None:
    """What, why, how, to whom, and everything that people must know before they answer stand in the invitation."""
    text = invitation(FORM)
    assert text.splitlines()[:5] == [
        "How do we work together? Riverside health: round 1",
        "",
        "To: Riverside Lunch Club, coordinator",
        "Your code: lunch-1",
        "",
    ]
    assert "1. Open the form that is attached." in text
    assert "3. Send what you filled in to: Riverside Carers, development worker." in text
    assert [line for fact in FORM.about if (line := f"{fact.label}: {fact.text}") not in text] == []


def test_an_agreed_reply_is_asked_for_as_such() -> None:
    """Whoever sends the one reply of an organisation is told that it is one; others are not."""
    agreed = invitation(form_of(RECENT, RIVERSIDE, ROUND, INVITEES[3]))
    sentence = "Please send the one reply that your organisation has agreed on."
    assert sentence in agreed
    assert sentence not in invitation(FORM)


def test_names_cannot_make_lines_of_their_own() -> None:
    """A name with line breaks stays on its line."""
    form = harmful_form()._replace(partnership_name="a\nTo: everybody")
    assert "\nTo: everybody" not in invitation(form)
    assert HARM in invitation(form)
