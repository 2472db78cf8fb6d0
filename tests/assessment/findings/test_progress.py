"""Who has answered how many items."""

from dataclasses import replace

from hypothesis import given

from assessment_strategies import DIGEST, Case, cases, one_item
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.findings.progress import InviteeProgress, described, how_far, progress
from compact_core.assessment.partnership import EarlierEdition, EarlierItem, Invitee
from compact_core.assessment.responses import Answer


@given(cases())
def test_it_counts_answers(case: Case) -> None:
    """Everybody is listed once, with as many items as they answered; an organisation answered if a person did."""
    sides = progress(case.partnership, case.round, case.responses, ())
    people = {one.invitee.code: one.answered for side in sides for home in side.organisations for one in home.invitees}
    assert people == {one.invitee: len(one.answers) for one in case.responses}
    homes = [home.organisation.id for side in sides for home in side.organisations]
    assert sorted(homes) == sorted(case.round.organisations)
    answering = {home.organisation.id for side in sides for home in side.organisations if home.answered}
    assert answering == case.result().answering


def test_what_does_not_count() -> None:
    """An answer that was taken back, or to an item that is not asked, is none."""
    case = one_item({"public": {"council": "A"}})
    (response,) = case.responses
    for answer in (Answer(item="item", says="taken back"), Answer(item="other", says="don't know")):
        (side,) = progress(case.partnership, case.round, [replace(response, answers=(answer,))], ())
        assert side.organisations[0].invitees[0].answered == 0


def test_nobody_has_answered() -> None:
    """Without responses everybody is listed with none."""
    case = one_item({"public": {"council": "A A"}, "third": {"club": "A"}})
    sides = progress(case.partnership, case.round, (), ())
    assert {one.answered for side in sides for home in side.organisations for one in home.invitees} == {0}
    assert [(side.side.id, [home.answered for home in side.organisations]) for side in sides] == [
        ("public", [False]),
        ("third", [False]),
    ]


def test_answers_that_cannot_be_read() -> None:
    """Whose answers cannot be read is neither silent nor has answered, as far as anybody knows."""
    case = one_item({"public": {"council": "A A", "trust": "-"}})
    (side,) = progress(case.partnership, case.round, (), ["council-2"])
    assert [(home.answered, home.unread, home.silent) for home in side.organisations] == [
        (False, True, False),
        (False, False, True),
    ]
    assert [how_far(one, 1) for one in side.organisations[0].invitees] == ["no answers", "answers cannot be read"]


def test_who_has_answered_is_asked_for_what_has_changed_since() -> None:
    """Of whoever has answered anything, also of an earlier edition, items that are new and not answered are counted."""
    case = one_item({"public": {"council": "A A - -"}})
    (row,), form = case.round.rows, asked_digest(case.round)
    now = replace(
        case.round,
        rows=(row, replace(row, item="new"), replace(row, item="other")),
        editions=(EarlierEdition(asked=form, code="code", round=1),),
        earlier=(EarlierItem(asked=form, item="item", digest=DIGEST, becomes="item", how="kept"),),
    )
    first, second, third, nobody = case.responses
    second = replace(second, answers=(*second.answers, Answer(item="new", says="don't know")))
    third = replace(third, earlier=(Answer(item="gone", says="don't know"),))
    (side,) = progress(case.partnership, now, (first, second, third, nobody), ())
    (home,) = side.organisations
    assert [(one.answered, one.changed, one.is_awaited) for one in home.invitees] == [
        (1, 2, True),
        (2, 1, True),
        (0, 2, True),
        (0, 0, True),
    ]
    second = replace(second, answers=(*second.answers, Answer(item="other", says="don't know")))
    (side,) = progress(case.partnership, now, (second,), ())
    done = side.organisations[0].invitees[1]
    assert (done.answered, done.changed, done.is_awaited) == (3, 0, False)


def test_an_invitee_in_words() -> None:
    """The code comes first, then what is known besides, and how many items are answered."""
    plain = Invitee(code="carers-1", organisation="carers")
    assert described(plain) == "carers-1"
    assert described(replace(plain, role="chair")) == "carers-1 (chair)"
    assert described(replace(plain, role="chair", agreed=True)) == "carers-1 (chair, agreed reply)"
    assert how_far(InviteeProgress(plain, 2), 3) == "2 of 3 answered"
    assert how_far(InviteeProgress(plain, 2, changed=1), 3) == "2 of 3 answered; 1 is new or reworded"
    assert how_far(InviteeProgress(plain, 0, changed=2), 3) == "no answers; 2 are new or reworded"
