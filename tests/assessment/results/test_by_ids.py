"""Rows are joined by ids: two sections, or two items, of one title stay two wherever they are shown."""

from dataclasses import replace

from assessment.results import riverside
from assessment_strategies import answer
from compact_core.assessment.partnership import Invitee, Meeting, Outcome, Plan, Row
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Comment
from compact_core.assessment.results.blocks import page_blocks
from compact_core.assessment.results.formats import write_csv, write_html
from compact_core.assessment.results.items import section_titles
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from compact_core.content.digest import content_digest
from compact_core.model import Section
from compact_core.reports.plain_text import as_text
from compact_tui.assessment.result_pages import item_page
from leeds import RECENT

ONE, OTHER = (replace(one, title="We meet") for one in riverside.ACTIONS[:2])
PARTS = (
    Section(id="council", title="Of the council", number="1"),
    Section(id="council-does", title="Undertakings", within="council", number="1.1"),
    Section(id="groups", title="Of the groups", number="2"),
    Section(id="groups-do", title="Undertakings", within="groups", number="2.1"),
)
CODE = replace(
    RECENT,
    parts=(*PARTS, replace(ONE, within="council-does"), replace(OTHER, within="groups-do")),
    links=(),
)
LABELS = ("1 Of the council > 1.1 Undertakings", "2 Of the groups > 2.1 Undertakings")


def page() -> ResultPage:
    """A result with two sections of one title, two items of one title, a comment on each, and one item settled."""
    comments = tuple(
        Comment(section=one, box="strengths", text=one, use="may be quoted") for one in ("council-does", "groups-do")
    )
    first = riverside.FIRST
    rows = tuple(Row(item=one.id, digest=content_digest(one)) for one in CODE.provisions)
    asked = replace(
        first.asked, rows=rows, organisations=("council",), invitees=(Invitee(code="c", organisation="council"),)
    )
    response = replace(
        first.responses[0],
        invitee="c",
        answers=(answer(ONE.id, 4), answer(OTHER.id, 1)),
        comments=comments,
    )
    meeting = Meeting(outcomes=(Outcome(item=OTHER.id, result="parked"),))
    record = RoundRecord(asked, (response,), meeting, Plan(), "")
    return result_page(CODE, riverside.PARTNERSHIP, [record], 1, program="")


def test_sections_of_one_title_stay_apart() -> None:
    """Each has its own counts, and a label that tells it from the other."""
    made = page()
    found = [
        (one.section_id, one.section, [(each.finding.words, each.items) for each in one.counts if each.items])
        for one in made.profiles
    ]
    assert found == [
        ("council-does", LABELS[0], [("agreed strength", 1)]),
        ("groups-do", LABELS[1], [("agreed, needs work", 1)]),
    ]
    for text in (as_text(page_blocks(made), 100), write_csv(made, {}).decode(), write_html(made, {}).decode()):
        assert all(one in text.replace("&gt;", ">") for one in LABELS)


def test_sections_that_only_their_ids_tell_apart() -> None:
    """Two sections with one title, no numbers and the same place are told apart by their ids."""
    sections = (Section(id="we-do", title="Undertakings"), Section(id="you-do", title="Undertakings"))
    titles = section_titles(replace(CODE, parts=sections))
    assert titles == {"top": CODE.title, "we-do": "Undertakings (we-do)", "you-do": "Undertakings (you-do)"}


def test_comments_stand_with_their_own_section() -> None:
    """A comment on one section is not shown with the other, whatever their titles."""
    made = page()
    assert [(one.section_id, one.section, one.text) for one in made.quotes] == [
        ("council-does", LABELS[0], "council-does"),
        ("groups-do", LABELS[1], "groups-do"),
    ]
    shown = [item_page(made, item).copied for item in made.items]
    assert ["council-does" in text for text in shown] == [True, False]
    assert ["groups-do" in text for text in shown] == [False, True]


def test_what_was_settled_stands_with_its_own_item() -> None:
    """Of two items of one title only the one that was settled says so."""
    made = page()
    assert [(one.item_id, one.item) for one in made.settled] == [(OTHER.id, "2 We meet")]
    assert ["parked" in item_page(made, item).copied for item in made.items] == [False, True]


def test_a_title_that_no_other_section_has_stands_alone() -> None:
    """Where titles differ, a section is called by its title, without number or what is around it."""
    titles = {one.id: one.title for one in RECENT.sections}
    profiles = riverside.page().profiles
    assert [one.section for one in profiles] == [titles[one.section_id] for one in profiles]
