"""What the screens of an assessment show and do next, as values: laws first, then examples."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.forms.content import form_of
from compact_core.assessment.partnership import PlanLine
from compact_core.assessment.records.days import a_date, a_day
from compact_core.assessment.responses import Answer, Response
from compact_core.assessment.results.charts import scale_line
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.result_page import page_of
from compact_core.errors import CompactsError
from compact_core.model.scales import SCALES
from compact_tui.assessment import journey as overview
from compact_tui.assessment.answer_form import AnswerForm, resumed
from compact_tui.assessment.begin_form import QUESTIONS, draft, usual
from compact_tui.assessment.plan_table import CHOICES, COLUMNS, cell, changed, chosen
from compact_tui.assessment.result_pages import item_page
from compact_tui.assessment.result_pages import overview as about
from compact_tui.assessment.result_rows import ABOUT, columns_for, rows, scale_runs
from compact_tui.layout import CHOSEN
from leeds import RECENT
from tui.assessment.rounds import EXAMPLE, first, read
from tui.driving import our_codes, squeezed

if TYPE_CHECKING:
    from compact_core.assessment.forms.content import Form

ASSESSMENT = read(str(EXAMPLE))
ROUND = first(str(EXAMPLE))
CODE = RECENT
PAGE = page_of(ASSESSMENT, ROUND, CODE)
AGAIN = page_of(ASSESSMENT, ASSESSMENT.rounds[1], CODE)
DAY = date(2026, 3, 1)
SIGN_AND_NUMBER = 6
"""Cells before a title in the list of results."""
PLACES = st.integers(0, len(ROUND.asked.rows) - 1)
FILLED = {
    "name": "Riverside health",
    "organisations": "public: Riverside Council, 3 people\nthird: Open Boat",
    "code": ROUND.asked.code,
    "rows": "all",
    "wording": "plain",
    "visibility": "by organisation",
    "fewest": "3",
    "collector": "Riverside Volunteer Centre, adviser",
}


def blank_form() -> Form:
    """The form of the first who is asked."""
    return form_of(CODE, ASSESSMENT.partnership, ROUND.asked, ROUND.asked.invitees[0])


def response(said: tuple[Answer, ...] = ()) -> Response:
    """What the first who is asked said."""
    return Response(partnership="p", round=1, code="c", invitee="i", asked="d", answers=said)


FORM = blank_form()
SAID = st.sampled_from(["point", "don't know", "not applicable", "taken back"])
ANSWERS = st.dictionaries(PLACES, SAID).map(
    lambda said: tuple(
        Answer(item=FORM.items[place].id, says=says, point=2 if says == "point" else 0)  # type: ignore[arg-type]
        for place, says in said.items()
    )
)
FORMS = st.builds(AnswerForm, st.just(FORM), ANSWERS.map(response), PLACES)


def filled(**more: str) -> dict[str, str]:
    """Fields that come to a sound assessment, but for those that are named."""
    return {**dict.fromkeys(QUESTIONS, ""), **usual(DAY), **FILLED, **more}


@given(FORMS)
def test_the_next_open_item_is_open(form: AnswerForm) -> None:
    """Going on leads to an item without an answer, whichever one stands on; only when there is none does one stay."""
    there = form.next_open()
    assert there.position == form.position if form.answered == len(FORM.items) else there.answer is None


@given(FORMS)
def test_going_on_passes_no_open_item(form: AnswerForm) -> None:
    """Between an item and the next open one, every item is answered."""
    there = form.next_open()
    assert all(form._replace(position=place).answer for place in range(form.position + 1, there.position))


@given(FORMS, st.integers(-99, 99))
def test_steps_never_leave_the_form(form: AnswerForm, steps: int) -> None:
    """However far one goes, an item is shown."""
    assert form.moved(steps).item in FORM.items


@given(FORMS)
def test_one_answer_is_marked_at_most(form: AnswerForm) -> None:
    """The answer that is given has a mark of its own; without one, none has."""
    marked = [place for place, line in enumerate(form.option_lines()) if line.startswith("●")]
    assert marked == ([form.chosen] if form.answer else [])


def test_one_goes_on_where_one_stopped() -> None:
    """A form is opened at its first open item."""
    said = tuple(Answer(item=item.id, says="point", point=1) for item in FORM.items[:3])
    assert resumed(FORM, response(said)).position == 3


def test_an_item_in_words() -> None:
    """An item has its section, its number and title, its wording, and how to judge one with parts."""
    told = list(resumed(FORM, response()).moved(2).texts())
    assert told[0] == ("section", "Forming relationships")
    assert ("title", "3. Roles and responsibilities agreed") in told
    assert told[-1] == ("note", "Judge the whole. If the things that it covers differ, answer for the weakest.")


def test_the_overview_never_says_what_was_answered() -> None:
    """Everybody who is asked has a line with how many items, under their organisation and their side."""
    told = ["  ".join(filter(None, line[:3])) for line in overview.lines(ASSESSMENT, ROUND)]
    assert told[:3] == [
        "Public sector  2 of 2 organisations",
        "  Riverside Council  ▇▇▇▇▇▇▇▇  3 of 3 people",
        "    riverside-council-46ac (commissioning manager)  34 of 34 answered",
    ]
    words = {"agree", "disagree", "strongly"}
    assert not words & set(" ".join(told).split())


def test_where_a_round_stands() -> None:
    """The head says which round it is, when it was closed, who can read the answers, and how long they are kept."""
    assert list(overview.about(ASSESSMENT, ROUND, {})) == [
        "Riverside health: round 1 of 2",
        "Closed on 23 March 2026. 34 items of leeds-working-together-2017.",
        (
            "Collected by Riverside Volunteer Centre, partnership adviser, who can read every answer."
            " Answers are kept until 31 March 2028."
        ),
    ]


def test_what_is_filled_in_comes_to_a_round() -> None:
    """Sound fields give a partnership and a round, its minutes by side, and a folder named after it."""
    made = draft(filled(), our_codes(), SCALES, DAY)
    assert made.wrong == {}
    assert made.begun
    assert made.lines[:3] == (
        "Riverside health, round 1: 34 items of leeds-working-together-2017, 17 minutes for each person.",
        "  Public sector: 3 people, 51 minutes together",
        "  Third sector: 1 person, 17 minutes together",
    )
    assert made.folder == "riverside-health"
    assert len(made.begun.round.invitees) == 4


def test_a_folder_that_clouds_refuse_is_told() -> None:
    """A name that OneDrive refuses is said before anything is written, and can be had all the same."""
    made = draft(filled(folder="over: there"), our_codes(), SCALES, DAY)
    refused = "OneDrive and SharePoint refuse this name. If it lies in a cloud folder, choose another."
    assert made.begun
    assert made.lines[-1] == f"over: there: {refused}"


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name", "", "Type a name."),
        ("code", "", "Choose a code."),
        ("collector", " ", "Say who collects the answers."),
        ("organisations", "", "Name the organisations, one a line, as in 'public: City Council, 3 people'."),
        ("closes", "2026-02-28", "28 February 2026 is too early. Write 1 March 2026, or a later day."),
        (
            "closes",
            "soon",
            f"'soon' is no day. Write day, month and year, such as {a_day()}.",
        ),
        ("retention", "2026-03-21", "21 March 2026 is too early. Write 22 March 2026, or a later day."),
        (
            "collector_address",
            "anna smith",
            (
                "'anna smith' is no address. Write a web address that begins with https://, or a mail address. "
                "It is that of an organisation or a role, never of a person. It may be left out."
            ),
        ),
        ("facilitator_of", "all", "Name one organisation, or none."),
        (
            "small",
            "Nobody",
            (
                "'Nobody' is none of the organisations. Write one of riverside-council (Riverside Council),"
                " open-boat (Open Boat)."
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(field: str, text: str, told: str) -> None:
    """Each field has its own message, and nothing else is called wrong."""
    made = draft(filled(**{field: text}), our_codes(), SCALES, DAY)
    assert (made.begun, made.wrong) == (None, {field: told})


def test_everything_wrong_is_told_at_once() -> None:
    """An empty form says of every field that is needed what it needs."""
    made = draft(filled(name="", organisations="", code="", collector=""), our_codes(), {}, DAY)
    assert set(made.wrong) == {"name", "organisations", "code", "collector"}


@pytest.mark.parametrize("field", COLUMNS)
def test_a_cell_that_is_kept_as_it_is_changes_nothing(field: str) -> None:
    """What a cell offers to edit, typed again, gives the same line."""
    names = ASSESSMENT.partnership.names
    for line in ROUND.plan.lines:
        if getattr(line, field):
            shown = cell(line, field, names, ROUND.asked)
            assert changed(line, field, shown, ASSESSMENT.partnership, ROUND.asked) == line


@pytest.mark.parametrize("field", CHOICES)
def test_each_word_of_a_cell_can_be_chosen(field: str) -> None:
    """A field that holds one of a few words takes each of them by its number."""
    line = ROUND.plan.lines[0]
    for number, word in enumerate(CHOICES[field]):
        assert getattr(chosen(line, field, number), field) == word


def test_a_line_is_linked_to_items_by_their_numbers() -> None:
    """Numbers and ids name items, each once; the cell shows the numbers."""
    line = PlanLine(id="1", what="Meet")
    linked = changed(line, "items", "3, forming-aims, 3", ASSESSMENT.partnership, ROUND.asked)
    assert linked.items == (ROUND.asked.rows[2].item, "forming-aims")
    assert cell(linked, "items", {}, ROUND.asked).startswith("3, ")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("what", " ", "A line of the plan says what will be done. Write some words, or remove the line with r."),
        ("items", "99", "Round 1 has no item '99'. Write a number from 1 to 34, or the id of an item."),
        (
            "due",
            "soon",
            f"'soon' is no date. Write a year, a month or a day, such as {a_date()}.",
        ),
    ],
)
def test_a_cell_says_what_it_takes(field: str, typed: str, told: str) -> None:
    """What cannot be kept is refused with what is allowed."""
    with pytest.raises(CompactsError) as refused:
        changed(PlanLine(id="1", what="Meet"), field, typed, ASSESSMENT.partnership, ROUND.asked)
    assert str(refused.value) == told


@given(st.integers(40, 250))
def test_the_whole_of_every_title_and_scale_is_in_the_list(width: int) -> None:
    """However wide the list is, every item has its sign, its whole title and its scale, and no line is cut."""
    shown = {row.id: row for row in rows(PAGE, width)}
    for item in PAGE.items:
        lines = ["".join(run.text for run in line) for line in shown[item.id].lines]
        assert max(map(len, lines)) + len(CHOSEN) <= width
        assert lines[0].startswith(item.finding.symbol)
        columns = columns_for(PAGE, width)
        titles = [line[SIGN_AND_NUMBER : SIGN_AND_NUMBER + columns.title].strip() for line in lines]
        assert squeezed("".join(titles)) == squeezed(item.title)
        assert scale_line(item.places, PAGE.letters, columns.scale) in lines[0]


@pytest.mark.parametrize("width", [40, 76, 120])
def test_from_the_second_round_on_each_line_says_what_became_of_the_gap(width: int) -> None:
    """Narrower, wider or same apart stands beside the scale, under the number of the round before, or below it."""
    shown = {row.id: row for row in rows(AGAIN, width)}
    assert AGAIN.comparison
    gaps = {moved.item.id: moved.gap for moved in AGAIN.comparison.items if moved.gap}
    assert set(gaps.values()) == {"narrower", "wider", "same apart"}
    for item in AGAIN.items:
        told = " ".join(run.text for line in shown[item.id].lines for run in line[4:])
        assert gaps.get(item.id, "") in " ".join(told.split())
        assert max(len("".join(run.text for run in line)) for line in shown[item.id].lines) + len(CHOSEN) <= width
    headings = [row.lines[1][-1].text.split() for row in rows(AGAIN, width) if not row.id]
    assert all(words == ["gap", "since", "1"] for words in headings) == (width >= 76)


def test_the_weightiest_difference_comes_first() -> None:
    """The list has the result in short, then what to talk about first by its rank, then the rest."""
    ids = [row.id for row in rows(PAGE, 80) if row.id]
    assert ids == [ABOUT, *(item.id for item in by_rank(PAGE.items))]
    headings = [row.lines[1][0].text.strip() for row in rows(PAGE, 80) if not row.id]
    assert headings == ["TALK ABOUT THESE FIRST", "THE REST"]
    only = [row.id for row in rows(PAGE, 80, "agreed, needs work") if row.id]
    assert only == [ABOUT, *(item.id for item in by_rank(PAGE.needs_work))]


def test_what_stands_low_and_high_has_its_colour() -> None:
    """A letter left of the middle is one of disagreement, right of it of agreement; strokes are quiet."""
    assert [(run.text, run.style) for run in scale_runs("T━┊━P") if run.style != "quiet"] == [
        ("T", "disagree"),
        ("P", "agree"),
    ]


def test_the_page_of_an_item_says_what_was_found() -> None:
    """An item's page has the finding in words, who stands where, and what the meeting settled."""
    power = next(item for item in PAGE.items if item.id == "sustaining-power")
    shown = item_page(PAGE, power).copied
    for words in ("Public sector rates it higher", "Open Boat", "Settled at the meeting"):
        assert words in shown


def test_what_comes_first() -> None:
    """The page about the result says whether the assessment was equal, and what it is not for."""
    shown = about(PAGE).copied
    assert "It is not for ranking partnerships" in " ".join(shown.split())
