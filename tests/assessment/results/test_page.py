"""The page of a result: what stands on it, and what each rule on who may see what leaves out."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.results import riverside
from assessment_strategies import DIGEST, Case, case, cases, one_item
from compact_core.assessment.findings.vocabulary import place
from compact_core.assessment.partnership import Meeting, Plan, Row, Visibility
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Comment
from compact_core.assessment.results.item_values import Mark
from compact_core.assessment.results.marks import WITHHELD, level_sign
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage, plain
from compact_core.errors import CompactsError
from compact_core.model.scales import Scale
from compact_core.reports.page import Fact
from leeds import RECENT

BARE = replace(RECENT, parts=())
GONE = "The code no longer has 1 item that the round asked about: item."
"""What is told of every case, since no code has its item."""
FEW = (
    "No findings are shown. They are shown by side, and that needs at least 3 answering organisations on every side. "
    "What people were told holds; for another rule, begin a new assessment."
)


def page_of(*rounds: Case, visibility: Visibility = "named", for_facilitator: bool = False) -> ResultPage:
    """The page of the last of some rounds."""
    records = [
        RoundRecord(replace(one.round, closed="2026-03-20"), one.responses, Meeting(), Plan(), "") for one in rounds
    ]
    everybody = {one.id: one for each in rounds for one in each.partnership.organisations}
    partnership = replace(rounds[-1].partnership, visibility=visibility, organisations=tuple(everybody.values()))
    number = rounds[-1].round.number
    return result_page(BARE, partnership, records, number, program=riverside.PROGRAM, for_facilitator=for_facilitator)


def numbers_of(items: Sequence[object]) -> list[int]:
    """The numbers of items."""
    return [one.number for one in items]  # type: ignore[attr-defined]


def test_an_open_round_has_no_page() -> None:
    """While a round is open it is told who has answered, never what; an unknown round is told too."""
    open_round = riverside.FIRST._replace(asked=replace(riverside.FIRST.asked, closed=""))
    some = open_round._replace(responses=open_round.responses[:4])
    with pytest.raises(CompactsError) as caught:
        result_page(RECENT, riverside.PARTNERSHIP, [some], 1, program="")
    assert str(caught.value) == (
        "Round 1 is still open, and its results stay hidden until it is closed. Answered so far: Riverside Council and "
        "Riverside NHS Trust; not yet: Harbour Carers and Meadow Friends. Close it first."
    )
    with pytest.raises(CompactsError, match=r"^There is no round 7\.$"):
        result_page(RECENT, riverside.PARTNERSHIP, [some], 7, program="")


def test_a_later_round_changes_nothing_of_an_older_page() -> None:
    """The page of round one is the same before and after round two, under each rule."""
    for visibility in ("named", "by organisation", "by side"):
        partnership = replace(riverside.PARTNERSHIP, visibility=visibility)
        alone = result_page(RECENT, partnership, [riverside.FIRST], 1, program="")
        assert result_page(RECENT, partnership, riverside.ROUNDS[::-1], 1, program="") == alone


def test_the_first_page_says_what_was_asked_of_whom() -> None:
    """Code and edition, dates, scale, rule, collector, facilitator, retention and method stand among the facts."""
    facts = dict(riverside.page().facts)
    assert facts == {
        "Kind of partnership": "task-based, informal",
        "Assessed by": "Leeds Code of Practice for Working Together (Compact for Leeds, 2017)",
        "Words shown": "the plain words of this edition",
        "Answers": "strongly disagree / disagree / agree / strongly agree",
        "Opened": "2 March 2026",
        "Answers asked for by": "20 March 2026",
        "Closed": "23 March 2026",
        "Collected by": "Riverside Council, partnership officer",
        "Talk led by": "Head of partnerships (of Riverside Council)",
        "Who may see what": "Named: who answered what",
        "Answers kept until": "March 2028",
        "May be published": "no",
        "Made with": "compacts 0.1.0, method version 2, result-of-riverside-health-round-1",
    }


def test_the_equality_box_tells_who_chose_and_what_was_asked() -> None:
    """Who chose code, items and dates, one side marked; minutes and don't-knows by side."""
    page = riverside.page()
    assert page.equality == (
        Fact("Who chose the code", "Riverside Council – one side only"),
        Fact("Who chose the items", "Riverside Council and Harbour Carers"),
        Fact("Who chose the dates", "Riverside Council and Harbour Carers"),
        Fact("Minutes asked of all people of a side", "Public sector 85, Third sector 34"),
    )
    assert page.dont_knows == (
        Fact("Public sector", "0 of 170 answers"),
        Fact("Third sector", "10 of 68 answers"),
    )


def test_everybody_is_told_in_short() -> None:
    """Where all that were asked chose something or came to the meeting, their names are not told once more."""
    asked = riverside.FIRST.asked
    record = riverside.FIRST._replace(
        asked=replace(asked, dates_chosen_by=asked.organisations),
        meeting=Meeting(present=(*asked.organisations, "bridge")),
    )
    page = result_page(RECENT, riverside.PARTNERSHIP, [record], 1, program="")
    assert page.equality[2] == Fact("Who chose the dates", "all organisations that were asked")
    assert page.meeting == (Fact("Present", "all organisations that were asked"),)


def test_who_did_not_answer_is_named_under_each_rule() -> None:
    """Silent organisations are named, by side too; a side that is silent as a whole is cause for a warning."""
    drawn = one_item({"public": {"council": "A", "trust": "-"}, "third": {"a": "-"}})
    for visibility in ("named", "by organisation", "by side"):
        page = page_of(drawn, visibility=visibility)
        assert [(one.side, one.answered, one.silent) for one in page.turnout] == [
            ("Public sector", ("Council",), ("Trust",)),
            ("Third sector", (), ("A",)),
        ]
        assert page.warnings[0] == "Nobody of Third sector answered, and others did. This result is one side's view."


@given(cases(), st.data())
def test_by_side_nothing_is_found_while_answers_cannot_be_read(drawn: Case, data: st.DataObject) -> None:
    """Whosever answers of this round or the one before are spoilt, no finding, place, comment or comparison is told."""
    assume(drawn.round.invitees)
    comment = Comment(section="forming", box="strengths", text="We talk.", use="may be quoted")
    responses = tuple(replace(one, comments=(comment,)) for one in drawn.responses)
    records = []
    for number in (1, 2):
        asked = replace(drawn.round, number=number, closed="2026-03-20")
        answered = tuple(replace(one, round=number) for one in responses)
        records.append(RoundRecord(asked, answered, Meeting(), Plan(), ""))
    place = data.draw(st.sampled_from([0, 1]))
    spoilt = data.draw(st.sampled_from(drawn.round.invitees)).code
    left = tuple(one for one in records[place].responses if one.invitee != spoilt)
    records[place] = records[place]._replace(responses=left, unread=(spoilt,))
    partnership = replace(drawn.partnership, visibility="by side")
    page = result_page(BARE, partnership, records, 2, program="")
    assert {mark for item in page.items for mark in (item.finding, *item.cells)} <= {WITHHELD}
    assert page.comparison is not None
    assert (page.quotes, page.comparison.items) == ((), ())
    assert {one.text for one in page.dont_knows} <= {"0 of 0 voices in the findings that are shown"}
    where = "" if place else " in round 1"
    assert page.warnings[0].partition(" of ")[2].partition(". ")[0].endswith(f"{where} cannot be read (1 file)")


@pytest.mark.parametrize(("others", "quoted"), [("-", False), ("DK", True)])
def test_by_side_comments_need_three_that_answered(others: str, *, quoted: bool) -> None:
    """With one or two answering organisations a comment has a writer also without a name; the facilitator reads it."""
    drawn = one_item({"public": {"council": "A", "trust": "D"}, "third": {"a": others}})
    comment = Comment(section="forming", box="strengths", text="We talk.", use="may be quoted")
    responses = (replace(drawn.responses[0], comments=(comment,)), *drawn.responses[1:])
    drawn = replace(drawn, responses=responses)
    why = "Comments: with fewer than 3 organisations that answered, one could tell whose they are."
    page = page_of(drawn, visibility="by side")
    assert (bool(page.quotes), why in page.left_out) == (quoted, not quoted)
    assert page_of(drawn, visibility="by side", for_facilitator=True).quotes
    assert page_of(drawn, visibility="by organisation").quotes


def test_a_side_whose_forms_another_filled_in_is_warned_of() -> None:
    """All answers of a side filled in elsewhere are one side's view."""
    drawn = one_item({"public": {"council": "A"}, "third": {"a": "A"}})
    responses = tuple(replace(one, filled_in_by="council") for one in drawn.responses)
    assert page_of(replace(drawn, responses=responses)).warnings == (
        "All answers of Third sector were filled in by another side. This result is one side's view.",
        GONE,
    )


def test_late_answers_are_counted_and_told_or_left_out() -> None:
    """Named, late answers count and are told; where people are not shown they are as if never given."""
    drawn = one_item({"public": {"a": "SA", "b": "SA", "c": "SA", "d": "SD"}})
    last = drawn.responses[-1]
    late = replace(last, answers=(replace(last.answers[0], late=True),))
    drawn = replace(drawn, responses=(*drawn.responses[:-1], late))
    page = page_of(drawn)
    assert page.warnings == (
        "1 answer came after the round was closed, when results could be seen. They count.",
        GONE,
    )
    assert page.items[0].voices[-1].people == ("strongly disagree (late)",)
    for visibility in ("by organisation", "by side"):
        hidden = page_of(drawn, visibility=visibility)
        assert hidden.turnout[0].silent == ("D",)
        assert hidden.items[0].finding == Mark("▲", "agreed strength")
        assert hidden.warnings == (GONE,)


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        ({"public": {"a": "SA", "b": "A"}}, (FEW,)),
        ({"public": {"a": "SA", "b": "A", "c": "A"}}, ()),
    ],
)
def test_by_side_too_few_organisations_show_nothing_and_it_is_said(
    sides: dict[str, dict[str, str]], told: tuple[str, ...]
) -> None:
    """The refusal is among the warnings; then nothing is told, counted or compared."""
    page = page_of(one_item(sides), visibility="by side")
    assert page.warnings == (*told, GONE)
    assert (page.items[0].finding == WITHHELD) == bool(told)
    counts = {count.finding.words: count.items for profile in page.profiles for count in profile.counts}
    assert counts.get("withheld", 0) == bool(told)
    assert sum(counts.values()) == 1


def test_by_organisation_no_single_person_is_told_of() -> None:
    """Neither people's answers nor roles nor ticks are on the page; organisations are, each on a point."""
    drawn = one_item({"public": {"a": "SA A"}, "third": {"b": "A"}})
    invitees = tuple(replace(one, role="XROLE") for one in drawn.round.invitees)
    comment = Comment(section="forming", box="strengths", text="Well done.", use="may be quoted")
    first = replace(drawn.responses[0], comments=(comment,))
    drawn = replace(drawn, round=replace(drawn.round, invitees=invitees), responses=(first, *drawn.responses[1:]))
    page = page_of(drawn, visibility="by organisation")
    assert [(one.organisation, one.words, one.people) for one in page.items[0].voices] == [
        ("A", "strongly agree", ()),
        ("B", "agree", ()),
    ]
    assert [one.by for one in page.quotes] == ["A"]
    assert "XROLE" not in str(page)
    assert "XROLE" in str(page_of(drawn))


@given(cases())
def test_no_page_has_the_code_of_an_invitee(drawn: Case) -> None:
    """By whatever rule, what an invitee is known by in files is on no page."""
    invitees = tuple(replace(one, code=f"x{one.code}q") for one in drawn.round.invitees)
    responses = tuple(replace(one, invitee=f"x{one.invitee}q") for one in drawn.responses)
    hidden = replace(drawn, round=replace(drawn.round, invitees=invitees), responses=responses)
    for visibility in ("named", "by organisation", "by side"):
        page = page_of(hidden, visibility=visibility)
        assert [one.code for one in invitees if one.code in str(page)] == []


def test_by_organisation_numbers_and_notes_tell_of_no_single_person() -> None:
    """Numbers are those of the places told, don't-knows those of organisations, and counting heads is not told of."""
    drawn = one_item({"public": {"a": "SA A", "b": "SD SD SA", "c": "DK"}, "third": {"d": "D", "e": "A SD", "f": "D"}})
    page = page_of(drawn, visibility="by organisation")
    (item,) = page.items
    assert [(one.organisation, one.words) for one in item.voices] == [
        ("A", "strongly agree"),
        ("B", "disagree"),
        ("C", "doesn't know"),
        ("D", "disagree"),
        ("E", "disagree"),
        ("F", "disagree"),
    ]
    assert item.numbers is not None
    assert (item.numbers.distribution, item.numbers.median) == (("0 %", "80 %", "0 %", "20 %"), "2")
    assert page.dont_knows == (
        Fact("Public sector", "1 of 3 voices in the findings that are shown"),
        Fact("Third sector", "0 of 3 voices in the findings that are shown"),
    )
    assert (item.notes, item.heads_hide_it) == ((), False)
    assert page_of(drawn).items[0].notes == ("People are far apart inside B and E.",)


@pytest.mark.parametrize(
    ("fewest", "told"),
    [
        (3, "By side: where each side stands, and no organisation's answers; at least 3 organisations of each side"),
        (5, "By side: where each side stands, and no organisation's answers; at least 5 organisations of each side"),
    ],
)
def test_by_side_the_page_says_among_how_many_organisations_hide(fewest: int, told: str) -> None:
    """The number that partners chose stands with the rule, in the refusal and in what is withheld, and is obeyed."""
    drawn = one_item({"public": {"a": "SA", "b": "SA", "c": "SA", "d": "SA", "e": "DK"}})
    partnership = replace(drawn.partnership, visibility="by side", fewest=fewest)
    page = page_of(replace(drawn, partnership=partnership), visibility="by side")
    assert Fact("Who may see what", f"{told} must have answered") in page.facts
    assert bool(page.items[0].summary) == (fewest == 3)
    assert any(one.startswith("The findings of item 1: a side has fewer than 5 voices") for one in page.left_out) == (
        fewest == 5
    )


def test_by_side_a_cell_and_the_line_say_on_which_stretch_more_than_half_stand() -> None:
    """Cells, their signs and the legend speak of mostly high and mostly low, also where sides differ."""
    page = page_of(
        one_item({"p": dict(zip("abc", ("SA", "A", "D"), strict=True)), "t": dict.fromkeys("xyz", "D")}),
        visibility="by side",
    )
    (item,) = page.items
    assert item.summary == "P sector rates it higher: mostly high, against mostly low; 3 of 3 and 3 of 3 voices"
    assert item.cells == (Mark("+", "mostly high"), Mark("-", "mostly low"))
    assert page.legend[8:11] == (
        Mark("-", "mostly low: more than half of the voices at strongly disagree or disagree"),
        Mark("~", "in between: neither"),
        Mark("+", "mostly high: more than half of the voices at agree or strongly agree"),
    )


def test_on_a_scale_too_short_for_the_rule_nothing_of_organisations_is_told() -> None:
    """On two points every place of several people would be their answer, so by organisation it is said why."""
    scale = Scale("yes or no", "", ("no", "yes"))
    page = page_of(one_item({"p": {"a": "2 2"}, "t": {"b": "1"}}, scale=scale), visibility="by organisation")
    assert page.warnings == (
        (
            "No findings are shown. They are shown by organisation, and that needs a scale of at least 3 points. "
            "What people were told holds; for another rule, begin a new assessment."
        ),
        GONE,
    )
    (item,) = page.items
    assert (item.summary, item.voices, item.numbers, set(item.cells)) == ("", (), None, {WITHHELD})


@given(cases())
def test_below_five_organisations_there_are_words_only(drawn: Case) -> None:
    """Numbers stand only where five organisations have an opinion, and never by side."""
    for item, finding in zip(page_of(drawn).items, drawn.result().findings, strict=True):
        known = sum(voice.known for voice in finding.voices)
        assert (item.numbers is not None) == (known >= 5)
    assert all(item.numbers is None for item in page_of(drawn, visibility="by side").items)


def test_numbers_from_five_organisations() -> None:
    """The numbers of an item as texts: percent, median, mean, share favourable, consensus."""
    drawn = one_item({"public": {"a": "SA", "b": "A", "c": "A"}, "third": {"d": "D", "e": "D A"}})
    assert plain(page_of(drawn).items[0].numbers) == {
        "organisations": 5,
        "distribution": ["0 %", "30 %", "50 %", "20 %"],
        "median": "3",
        "mean": "2.9",
        "favourable": "70 %",
        "consensus": "0.69",
    }


def test_two_rounds_are_compared() -> None:
    """Joiners, leavers and movements are told; by side only findings, and nothing moves."""
    first = one_item({"public": {"a": "D", "b": "D", "c": "D"}, "third": {"d": "D", "e": "D", "f": "D", "g": "D"}})
    second = one_item(
        {"public": {"a": "A", "b": "D", "c": "SD"}, "third": {"d": "D", "e": "D", "f": "D", "h": "A"}}, number=2
    )
    found = page_of(first, second).comparison
    assert found is not None
    assert [(one.before.words, one.movement, one.changed) for one in found.items] == [
        ("agreed, needs work", "1 up, 4 same, 1 down", True)
    ]
    assert found.notes == (
        "Joined since: H.",
        "No longer asked: G.",
        "Two rounds do not show a cause: other people may have answered, and they may expect more.",
    )
    by_side = page_of(first, first_again(first), visibility="by side").comparison
    assert by_side is not None
    assert [(one.movement, one.changed) for one in by_side.items] == [("", False)]
    withheld = page_of(first, second, visibility="by side").comparison
    assert withheld is not None
    assert withheld.items == ()


def first_again(first: Case, number: int = 2) -> Case:
    """The same round once more."""
    return replace(first, round=replace(first.round, number=number))


def test_reworded_items_and_other_scales_are_not_compared() -> None:
    """What cannot be compared is told with its reason."""
    first = one_item({"public": {"a": "A"}})
    other = first_again(first)
    reworded = replace(other, round=replace(other.round, rows=(Row(item="item", digest="f" * 16),)))
    found = page_of(first, reworded).comparison
    assert found is not None
    assert (found.items, found.notes[0]) == ((), "Asked in other words than before, so not compared: 1 item.")
    longer = replace(other, round=replace(other.round, points=("no", "rather no", "so so", "rather yes", "yes")))
    found = page_of(first, longer).comparison
    assert found is not None
    assert (found.items, found.notes[0]) == ((), "Round 1 was asked on another scale, so it is not compared.")


def test_three_rounds_make_a_trend() -> None:
    """From three rounds on each item has its findings side by side; other words are said to be so."""
    first = one_item({"public": {"a": "A"}})
    other_words = replace(first, round=replace(first.round, rows=(Row(item="item", digest="f" * 16),)))
    assert page_of(first, first_again(first)).trend is None
    found = page_of(first, first_again(other_words), first_again(first, 3)).trend
    assert found is not None
    assert found.rounds == (1, 2, 3)
    ((_, marks),) = found.rows
    assert [one.words for one in marks] == ["agreed strength", "not asked in these words", "agreed strength"]


def test_items_that_the_code_has_in_other_words_are_told() -> None:
    """A digest that does not fit, and an item that the code no longer has, are among the warnings."""
    changed, same, *_ = riverside.FIRST.asked.rows
    rows = (replace(changed, digest=DIGEST), same, Row(item="gone", digest=DIGEST))
    record = riverside.FIRST._replace(asked=replace(riverside.FIRST.asked, rows=rows))
    page = result_page(RECENT, riverside.PARTNERSHIP, [record], 1, program="")
    assert page.warnings == (
        (
            f"1 item of this round stood in other words when people answered: {rows[0].item}. This page has the words "
            "of today."
        ),
        GONE.replace(": item", ": gone"),
    )
    assert (page.items[-1].title, page.items[-1].text) == ("gone", "")
    assert page.left_out[0] == "32 items of the 34 in the code: the round did not ask about them."


def test_plan_and_meeting_stand_on_the_page() -> None:
    """Owners, endings, what was settled, and the facts on fairness are there in words."""
    page = riverside.page()
    assert [row.owners for row in page.plan] == [
        "Riverside Council",
        "Riverside Council, Riverside NHS Trust and Harbour Carers",
        "all partners jointly",
        "Harbour Carers and Meadow Friends",
        "Riverside NHS Trust",
    ]
    assert page.plan[-1].what == "The partnership closes: End the hospital discharge group."
    assert page.plan[-1].details == (Fact("Learning kept", "A note of what worked goes to the new group."),)
    assert [one.result for one in page.settled] == ["agreed", "agreed to disagree", "parked"]
    assert page.fairness == (
        "Harbour Carers is small and has a part in 3 of the 5 lines that are still to be done.",
        (
            "A small organisation works, and no support for it is written down, on 2 lines: Visit each other once; "
            "Meet in turn at each partner's place."
        ),
    )


def test_ticks_for_missing_parts_are_counted_where_they_may_be() -> None:
    """Each part with how many people ticked it, where people are shown; ticks that fit no part are passed over."""
    (first, *others) = riverside.FIRST.responses
    ticked = replace(first, answers=tuple(replace(one, missing=(2, 2, 9)) for one in first.answers))
    record = riverside.FIRST._replace(responses=(ticked, *others))
    page = result_page(RECENT, riverside.PARTNERSHIP, [record], 1, program="")
    assert next((item.number, item.missing) for item in page.items if item.missing) == ("3", (("clear", 1),))
    for visibility in ("by organisation", "by side"):
        hidden = replace(riverside.PARTNERSHIP, visibility=visibility)
        assert not any(item.missing for item in result_page(RECENT, hidden, [record], 1, program="").items)


@pytest.mark.parametrize("points", range(2, 8))
def test_a_sign_tells_no_more_than_the_words(points: int) -> None:
    """Shares that are told in the same words have the same sign."""
    words = [f"point {point}" for point in range(points)]
    signs: dict[str, set[str]] = {}
    for part in range(241):
        share = Fraction(part, 240)
        signs.setdefault(place(share, words), set()).add(level_sign(share, points))
    assert {len(found) for found in signs.values()} == {1}


def test_nobody_and_nothing_make_a_page_too() -> None:
    """A round without items, and one in which nobody answered, have pages."""
    assert page_of(case({"public": {"a": []}}, items=())).items == ()
    (item,) = page_of(one_item({"public": {"a": "-"}})).items
    assert item.summary == "Not enough known: Public sector has not responded; no voices, A has not responded"


@pytest.mark.parametrize("asked_by", [0, 1])
def test_a_promise_holds_when_the_rule_is_changed_later(asked_by: int) -> None:
    """The page of people who were told different rules goes by the strictest, whoever was told it."""
    rounds = [one_item({"public": {"council": "A SA"}}, number=number) for number in (1, 2)]
    records = [
        RoundRecord(
            replace(one.round, closed="2026-03-20", promised="by organisation" if place == asked_by else "named"),
            one.responses,
            Meeting(),
            Plan(),
            "",
        )
        for place, one in enumerate(rounds)
    ]
    page = result_page(BARE, rounds[0].partnership, records, 2, program="")
    assert page.items[0].voices[0].people == ()
