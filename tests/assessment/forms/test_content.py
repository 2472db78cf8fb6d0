"""What a form shows is what the round asks, in the words of the code, and nothing else is let pass."""

from dataclasses import replace
from typing import Literal

import pytest

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.forms.answer_words import answer_keys, reason_keys
from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.partnership import Row, Visibility
from compact_core.errors import CompactsError
from compact_core.model import Action
from compact_core.reports.page import Fact
from leeds import FULL, RECENT
from samples import FORM, INVITEES, RIVERSIDE, ROUND, SHORT_FORM, SHORT_ROUND, asking


def told(form: Form) -> dict[str, str]:
    """What a form says before it asks."""
    return {fact.label: fact.text for fact in form.about}


def test_every_item_of_the_round_is_asked_once_and_in_its_order() -> None:
    """The form has the items of the round, numbered from 1, in sections with their headings."""
    assert [item.id for item in FORM.items] == [row.item for row in ROUND.rows]
    assert [item.number for item in FORM.items] == [str(number) for number in range(1, 35)]
    assert [(section.title, len(section.items)) for section in FORM.sections] == [
        ("Forming relationships", 8),
        ("Sustaining relationships", 8),
        ("Inclusive relationships", 4),
        ("Effective relationships", 7),
        ("Resourcing relationships", 7),
    ]


def test_a_form_says_what_it_belongs_to() -> None:
    """The ids that answers come back with are those of the partnership, the round, the code and the invitee."""
    ids = (FORM.partnership, FORM.round, FORM.code, FORM.invitee, FORM.asked)
    assert ids == ("riverside-health", 1, RECENT.id, "lunch-1", asked_digest(ROUND))
    assert FORM.file_name == "answers-lunch-1-round-1.json"


def test_an_item_has_its_parts_its_asides_and_a_ready_reason() -> None:
    """Parts, what the source adds, and the condition as a reason beside 'too early' come from the code."""
    aims, roles, people = SHORT_FORM.items
    assert (aims.title, aims.covers, aims.notes, aims.reasons) == ("Aims discussed or reviewed", (), (), ("too early",))
    assert roles.covers == ("negotiated", "clear", "agreed by all parties")
    assert people.reasons == ("No key person has changed yet.", "too early")
    ways = next(item for item in FORM.items if item.id == "forming-ways")
    assert [note.label for note in ways.notes] == ["The source adds"]


@pytest.mark.parametrize(("formality", "shown"), [("informal", []), ("formal", ["Formal partnerships use"])])
def test_what_formal_partnerships_do_is_told_to_them_alone(
    formality: Literal["informal", "formal"], shown: list[str]
) -> None:
    """The formal variant of an item stands on the forms of a formal partnership only."""
    partnership = replace(RIVERSIDE, formality=formality)
    form = form_of(RECENT, partnership, asking(RECENT, "forming-ground-rules"), INVITEES[0])
    assert [note.label for note in form.items[0].notes] == shown


def test_an_imperative_has_its_stem() -> None:
    """Actions of a code with a stem are read after it."""
    action = next(one for one in FULL.provisions if isinstance(one, Action))
    form = form_of(FULL, RIVERSIDE, asking(FULL, action.id), INVITEES[0])
    assert form.items[0].text == f"In this partnership we … {action.text}"


@pytest.mark.parametrize(
    ("visibility", "beginning"),
    [
        ("named", "Reports show who answered what: "),
        ("by organisation", "Reports show where each organisation stands, and no answers of single people."),
        ("by side", "Reports show where each side stands, such as the public sector, and no organisation's answers."),
    ],
)
def test_people_are_told_who_sees_what(visibility: Visibility, beginning: str) -> None:
    """Each of the three rules is told in its own words, and none is a promise that nobody can tell who answered."""
    form = form_of(RECENT, replace(RIVERSIDE, visibility=visibility), SHORT_ROUND, INVITEES[0])
    assert told(form)["Who sees what"].startswith(beginning)
    assert "This is no promise that nobody can tell who said what" in told(form)["Who sees what"]


@pytest.mark.parametrize(
    ("fewest", "points", "sentences"),
    [
        (
            3,
            4,
            (
                "If fewer than 3 organisations of a side answer, no findings are shown. Other partners know their own "
                "answers. There are 64 ways in which three organisations can answer on four points. From exact words, "
                "one of them could work out your answer in 4 of the 64, and two together in 16. From what reports show "
                "they cannot in any. Whether you stand high or low, one can tell in 16, and two in 32. If you stand "
                "apart from most of your side, nobody can tell."
            ),
        ),
        (
            3,
            5,
            (
                "Whether you stand high or low, one can tell in 16, and two in 32. Where a scale has a point in the "
                "middle, two of three can now and then tell that you chose it: on five points in 8 of 125 ways. If you "
                "stand apart from most of your side, nobody can tell."
            ),
        ),
        (
            5,
            5,
            (
                "If fewer than 5 organisations of a side answer, no findings are shown. Other partners know their own "
                "answers. There are 1,024 ways in which five organisations can answer on four points. From exact "
                "words, one of them could work out your answer in 2 of the 1,024, and two together in 8. From what "
                "reports show they cannot in any. Whether you stand high or low, one can tell in none, and two in 64. "
                "If you stand apart from most of your side, nobody can tell."
            ),
        ),
    ],
)
def test_by_side_people_are_told_what_other_partners_can_work_out(fewest: int, points: int, sentences: str) -> None:
    """What one partner and two can tell of each other's answers stands in the form, with the number chosen."""
    partnership = replace(RIVERSIDE, visibility="by side", fewest=fewest)
    asked = replace(SHORT_ROUND, points=tuple(f"point {point}" for point in range(points)))
    assert sentences in told(form_of(RECENT, partnership, asked, INVITEES[0]))["Who sees what"]


def test_people_are_told_what_happens_to_their_answers() -> None:
    """The form says how long it takes, until when, who reads, how long answers are kept, and how to withdraw."""
    assert FORM.about[0] == Fact("Time", "About 17 minutes. You may stop and go on later.")
    assert told(FORM)["Answer by"] == "30 June 2026"
    assert told(FORM)["Who collects"] == (
        "Riverside Carers, development worker. They can read every answer and every comment."
    )
    assert told(FORM)["How long kept"] == "Answers are kept until March 2027."
    assert "give your code, lunch-1" in told(FORM)["To withdraw"]
    assert "public bodies" in told(FORM)["Information requests"]
    assert "(development worker, Riverside Carers)" in told(FORM)["Comments"]


def test_a_page_for_one_organisation_is_told_of_where_only_sides_show() -> None:
    """By side people are told before they answer what their organisation's own page shows to it alone."""
    told_of = (
        "An organisation can also have a page for itself alone. Beside what everybody sees, it shows the reply that "
        "the organisation agreed on or, where only one person was asked for it, what that person answered. What "
        "several people answered for it stands on no page."
    )
    by_side = form_of(RECENT, replace(RIVERSIDE, visibility="by side"), SHORT_ROUND, INVITEES[0])
    assert told_of in told(by_side)["Who sees what"]
    assert told_of not in told(FORM)["Who sees what"]


def test_a_form_names_the_side_and_the_address() -> None:
    """Who answers sees on which side that is, and where to send the answers, in the text of a mail too."""
    asked = replace(SHORT_ROUND, collector_address="answers@example.org")
    form = form_of(RECENT, RIVERSIDE, asked, INVITEES[2])
    assert form.answers_for == "Riverside Lunch Club (Third sector), coordinator"
    lines = form_mail(form).splitlines()
    assert "For: Riverside Lunch Club (Third sector), coordinator" in lines
    assert "Send it to: Riverside Carers, development worker <answers@example.org>." in lines
    unplaced = form_of(RECENT, replace(RIVERSIDE, sides=()), SHORT_ROUND, INVITEES[3])
    assert unplaced.answers_for == "Riverside Carers"


def test_what_is_not_known_is_not_made_up() -> None:
    """Without a closing date, a facilitator and a date until when answers are kept the form says no more than that."""
    bare = replace(RIVERSIDE, facilitator="", facilitator_of="", retention="")
    form = form_of(RECENT, bare, replace(SHORT_ROUND, closes=""), INVITEES[0])
    assert "Answer by" not in told(form)
    assert told(form)["How long kept"] == "The partners have not said yet. Ask whoever collects."
    assert told(form)["Comments"].startswith("Each comment is for the facilitator only, unless")


def test_keys_are_digits_and_the_first_letter() -> None:
    """On paper an answer is one key: the number of the point, k or x."""
    assert answer_keys(("no", "yes")) == (("1", "no"), ("2", "yes"), ("k", "don't know"), ("x", "not applicable"))


def test_reasons_have_keys_of_their_own() -> None:
    """On paper a ready reason is one key: c for the condition of the item, e for too early."""
    assert reason_keys(SHORT_FORM.items[0]) == (("e", "too early"),)
    assert reason_keys(SHORT_FORM.items[2]) == (("c", "No key person has changed yet."), ("e", "too early"))


def test_a_form_in_other_words_is_refused() -> None:
    """Items that are gone, and items whose words have changed, are all named."""
    gone = Row(item="forming-songs", digest="0" * 16)
    changed = replace(SHORT_ROUND.rows[0], digest="f" * 16)
    with pytest.raises(CompactsError) as caught:
        form_of(RECENT, RIVERSIDE, replace(SHORT_ROUND, rows=(changed, gone, *SHORT_ROUND.rows[1:])), INVITEES[0])
    assert str(caught.value) == (
        "The code 'leeds-working-together-2017' has changed since round 1 was made. "
        "No longer in the code: forming-songs. In other words than before: forming-aims. "
        "Let the round go on in this edition ('compacts assess edition', or x in the overview): answers follow "
        "where they can, and you see everything first."
    )


def test_a_form_of_another_code_is_refused() -> None:
    """The round has to ask about the code that the words come from."""
    with pytest.raises(CompactsError) as caught:
        form_of(FULL, RIVERSIDE, ROUND, INVITEES[0])
    message = "Round 1 asks about the code 'leeds-working-together-2017', not 'leeds-partnership-2003'."
    assert str(caught.value) == message


def test_signed_words_that_nobody_has_are_refused() -> None:
    """Where no document is attached, a round that wants the signed words shown gets no form to give out."""
    with pytest.raises(CompactsError) as caught:
        form_of(RECENT, RIVERSIDE, replace(ROUND, wording="signed"), INVITEES[0])
    assert str(caught.value) == (
        "Round 1 shows the signed words beside ours. No document is attached to the code "
        "'leeds-working-together-2017' on this computer. To attach it, type: compacts wording attach "
        "leeds-working-together-2017 FILE\n"
        'Or write wording = "plain" in round.toml before any form is given out.'
    )
