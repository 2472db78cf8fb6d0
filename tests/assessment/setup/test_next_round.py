"""A new round made from the last."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import Case, case, cases
from compact_core.assessment.partnership import AskedTime, Invitee, Organisation
from compact_core.assessment.setup.carrying import Carrying, carrying
from compact_core.assessment.setup.next_round import Changes, Joiner, NextRound, joiner, next_round
from compact_core.assessment.setup.partners import typed_organisation
from compact_core.content.digest import content_digest
from compact_core.errors import CompactsError
from leeds import RECENT

DATES = Changes("2026-09-01", "2026-09-30", ("council",))
ITEMS = tuple(one.id for one in RECENT.provisions if one.kind == "action")[:2]
NEW = Joiner(Organisation(id="bridge", name="Bridge", side="third"), people=2)
ASIDE = NEW._replace(organisation=replace(NEW.organisation, side="fourth"))


def _last() -> Case:
    """A first round: a council with two people, a trust, a charity."""
    drawn = case({"public": {"council": [{}, {}], "trust": [{}]}, "third": {"charity": [{}]}}, items=ITEMS)
    digests = {one.id: content_digest(one) for one in RECENT.provisions}
    rows = tuple(replace(row, digest=digests[row.item], chosen_by=("council",)) for row in drawn.round.rows)
    first = replace(
        drawn.round, code=RECENT.id, opened="2026-03-01", closes="2026-03-31", closed="2026-04-01", rows=rows
    )
    return Case(drawn.partnership, first, ())


def _next(last: Case, joiners: tuple[Joiner, ...] = (), leavers: tuple[str, ...] = ()) -> NextRound:
    changes = DATES._replace(joiners=joiners, leavers=leavers)
    return next_round(last.partnership, last.round, _carried(last), changes, _new_codes())


def _carried(last: Case) -> Carrying:
    return carrying(last.round, RECENT, last.partnership.formality)


def _new_codes() -> Callable[[str], str]:
    numbers = count(1)
    return lambda organisation: f"{organisation}-new-{next(numbers)}"


def test_one_joins_and_one_leaves() -> None:
    """The partnership dates both; those who stay are asked with the joiner, each with a new code; nothing is closed."""
    made = _next(_last(), (NEW,), ("trust",))
    assert [(one.id, one.joined, one.left) for one in made.partnership.organisations] == [
        ("council", "", ""),
        ("trust", "", "2026-09-01"),
        ("charity", "", ""),
        ("bridge", "2026-09-01", ""),
    ]
    assert made.round == replace(
        _last().round,
        number=2,
        opened="2026-09-01",
        closes="2026-09-30",
        closed="",
        method=1,
        dates_chosen_by=("council",),
        organisations=("council", "charity", "bridge"),
        time_asked=(AskedTime(side="public", minutes=2), AskedTime(side="third", minutes=3)),
        invitees=(
            Invitee(code="council-new-1", organisation="council"),
            Invitee(code="council-new-2", organisation="council"),
            Invitee(code="charity-new-3", organisation="charity"),
            Invitee(code="bridge-new-4", organisation="bridge"),
            Invitee(code="bridge-new-5", organisation="bridge"),
        ),
    )
    assert (made.reworded, made.gone) == ((), ())


def test_who_left_can_come_back() -> None:
    """An organisation that left keeps its id; it has the day of its return, and is no longer gone."""
    last = _last()
    without = _next(last, leavers=("charity",))
    changes = Changes("2027-03-01", joiners=(Joiner(last.partnership.organisations[2], people=1),))
    again = next_round(without.partnership, without.round, _carried(last), changes, _new_codes())
    assert again.partnership.organisations[2] == replace(last.partnership.organisations[2], joined="2027-03-01")
    assert again.round.organisations == ("council", "trust", "charity")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("third: Bridge, 2 people", Joiner(Organisation(id="bridge", name="Bridge", side="third"), 2)),
        ("Third sector: Trust & Co", Joiner(Organisation(id="trust-co", name="Trust & Co", side="third"))),
        ("third: Trust!", Joiner(Organisation(id="trust-2", name="Trust!", side="third"))),
        (
            "third: charity, agreed reply",
            Joiner(Organisation(id="charity", name="Charity", side="third"), 1, agreed=True),
        ),
    ],
    ids=["new", "name of the side", "an id that is taken", "was there before"],
)
def test_typed_joiners(typed: str, expected: Joiner) -> None:
    """What people type becomes an organisation with an id of its own, or the one that was there before."""
    assert joiner(_last().partnership, typed_organisation(typed)) == expected


def test_changed_words_and_missing_items_are_told() -> None:
    """A row with other words gets the digest of today; one that the code no longer has is not asked."""
    last = _last()
    old = replace(last.round.rows[0], digest="0" * 16)
    lost = replace(last.round.rows[1], item="lost")
    lost = replace(lost, digest="1" * 16)
    made = _next(replace(last, round=replace(last.round, rows=(old, lost))))
    assert made.round.rows == last.round.rows[:1]
    assert made.reworded == (ITEMS[0],)
    assert made.gone == ("lost",)


@pytest.mark.parametrize(
    ("joiners", "leavers", "message"),
    [
        (
            (),
            ("nobody",),
            (
                "'nobody' cannot leave: it was not asked in round 1. "
                "The organisations asked were: council, trust, charity."
            ),
        ),
        (
            (ASIDE,),
            (),
            "'Bridge' cannot join the side 'fourth': there is none. The sides are: public, third.",
        ),
        (
            (NEW._replace(organisation=replace(NEW.organisation, id="trust", name="Trust")),),
            (),
            "'Trust' cannot join: it was asked in round 1 already.",
        ),
        ((), ("council", "trust", "charity"), "No organisation would be left to ask."),
        (
            (ASIDE,),
            ("nobody",),
            (
                "'nobody' cannot leave: it was not asked in round 1. "
                "The organisations asked were: council, trust, charity.\n"
                "'Bridge' cannot join the side 'fourth': there is none. The sides are: public, third."
            ),
        ),
    ],
    ids=["unknown leaver", "unknown side", "there already", "nobody left", "all at once"],
)
def test_what_cannot_be(joiners: tuple[Joiner, ...], leavers: tuple[str, ...], message: str) -> None:
    """Each mistake is named with what is allowed, and all of them at once."""
    with pytest.raises(CompactsError) as raised:
        _next(_last(), joiners, leavers)
    assert str(raised.value) == message


@given(cases(), st.data())
def test_who_is_asked(drawn: Case, data: st.DataObject) -> None:
    """After any round: nobody who left is asked, everybody who stays is, by as many people as before."""
    organisations = drawn.round.organisations
    leavers = data.draw(st.sets(st.sampled_from(organisations), max_size=len(organisations) - 1))
    made = _next(replace(drawn, round=replace(drawn.round, code=RECENT.id)), leavers=tuple(leavers))
    assert set(made.round.organisations) == set(organisations) - leavers
    stayed = [one for one in drawn.round.invitees if one.organisation not in leavers]
    assert [one.organisation for one in made.round.invitees] == [one.organisation for one in stayed]
    assert {one.id for one in made.partnership.organisations if one.left} == leavers
