"""Whatever a document holds, what can be judged in it is asked in sections, and has one number everywhere."""

from dataclasses import replace

import pytest
from hypothesis import given

from assessment_strategies import answer
from compact_core import Code, CodeIndex, NotFoundError
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.partnership import Meeting, Plan, Round
from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Comment, Response
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import ResultPage
from compact_core.assessment.setup.beginning import items_to_judge, picked_rows, rows_of
from compact_core.model import TOP, Action, AssessableProvision, Part, Question, Section
from samples import FERRY, INVITEES, RIVERSIDE, asking
from strategies import codes, few


def round_about(code: Code) -> Round:
    """A round about everything that can be judged."""
    return replace(asking(code), rows=rows_of(items_to_judge(code, "informal")))


def form_about(code: Code) -> Form:
    """The form of that round."""
    return form_of(code, replace(RIVERSIDE, code=code.id), round_about(code), INVITEES[0])


def result_of(code: Code, comments: tuple[Comment, ...] = ()) -> ResultPage:
    """The result when one person gave the highest point to each item, and wrote these comments."""
    asked = round_about(code)
    said = Response(
        partnership=RIVERSIDE.id,
        round=1,
        code=code.id,
        invitee=INVITEES[0].code,
        asked=asked_digest(asked),
        answers=tuple(answer(row.item, len(asked.points)) for row in asked.rows),
        comments=comments,
    )
    record = RoundRecord(replace(asked, closed="2026-07-01"), (said,), Meeting(), Plan(), "")
    return result_page(code, replace(RIVERSIDE, code=code.id), [record], 1, program="")


@few
@given(codes())
def test_an_item_has_one_number_everywhere(code: Code) -> None:
    """Every item is asked once, in its nearest section; form and result number them alike, whatever order they have."""
    index = CodeIndex(code)
    form = form_about(code)
    judged = [one.id for one in items_to_judge(code, "informal")]
    judged = [one.id for one in code.provisions if one.id in judged]
    assert sorted(item.id for item in form.items) == sorted(judged)
    assert len({section.id for section in form.sections}) == len(form.sections)
    for section in form.sections:
        assert {index.section_of(index.item(item.id)) or TOP for item in section.items} == {section.id}
        places = [judged.index(item.id) for item in section.items]
        assert places == sorted(places)
    found = result_of(code).items
    assert [(item.number, item.id, item.text) for item in found] == [
        (item.number, item.id, item.text) for item in form.items
    ]
    assert [item.section_id for item in found] == [one.id for one in form.sections for _ in one.items]
    assert all(item.section for item in found)


@few
@given(codes())
def test_picks_have_the_order_of_the_form(code: Code) -> None:
    """Items that organisations pick stand in the order in which all would be asked, section by section."""
    every = [one.id for one in items_to_judge(code, "informal")]
    rows = picked_rows(code, [(("council",), every[::-1])])
    assert [row.item for row in rows] == every


def test_the_form_of_an_accord() -> None:
    """Questions are asked like actions, in clauses too; a clause after a subsection stands with its section."""
    assert [(one.id, one.title, one.lead, [item.id for item in one.items]) for one in form_about(FERRY).sections] == [
        ("top", "Accord of the Ferry", "", ["read-it"]),
        ("law", "1.0 What the law says", "All of us keep to this:", ["full", "told", "closing"]),
        ("landing", "At the landing", "", ["light"]),
        ("disputes", "2.0 When we disagree", "", ["pay", "show"]),
    ]
    full, told, *_ = form_about(FERRY).sections[1].items
    assert (full.title, full.covers) == ("Full boats", ("riders are told", "another boat comes"))
    assert [(note.label, note.text) for item in (full, told) for note in item.notes] == [
        ("Place", "1.2"),
        ("Owed by", "Crews, Riders"),
        ("Place", "1.2(a)"),
        ("Stands in", "1.2 Full boats"),
        ("Owed by", "Crews, Riders"),
    ]


def test_what_only_leads_in_is_not_asked_by_itself() -> None:
    """A clause such as 'Have we:' is read before those within it; one that says or covers something is asked too."""
    texts = {"have": "Have we:", "talk": "Talk:", "post": "Write by post:", "alone": "Do we:", "whole": "Meet often."}
    covers = {"post": ("letters", "cards")}
    parts: list[Part] = [Question(id="have", text="Have we:"), Question(id="met", within="have", text="met?")]
    for key, text in list(texts.items())[1:]:
        parts.append(Action(id=key, text=text, covers=covers.get(key, ())))
        if key != "alone":
            parts.append(Action(id=f"{key}-a", within=key, text="each month"))
    code = replace(FERRY, parts=tuple(parts), links=(), wording=())
    assert [item.id for item in items_to_judge(code, "informal")] == [
        *("met", "talk-a", "post", "post-a", "alone", "whole", "whole-a")
    ]
    assert next(item.text for item in form_about(code).items) == "Have we: … met?"
    assert [row.item for row in picked_rows(code, [(("council",), ["have"])])] == ["have"]


def test_items_that_are_picked_by_their_number_are_told_by_id() -> None:
    """A number that several print proposes them all; one that only a heading prints proposes nothing."""
    parts = (
        Section(id="one", number="7", title="Boats"),
        Action(id="a", number="7.1", text="Paint them."),
        Action(id="b", number="7.1", within="top", text="Row them."),
    )
    code = replace(FERRY, parts=parts, links=(), wording=(), applicability=())
    with pytest.raises(NotFoundError) as raised:
        picked_rows(code, [(("council",), ["7.1", "7", "one"])])
    assert str(raised.value).split("\n") == [
        f"There is no item '7.1' in {FERRY.id}. Items are picked by their ids: did you mean 'a' or 'b'?",
        f"There is no item '7' in {FERRY.id}. Type 'compacts show {FERRY.id}' to see its items.",
        f"'one' is a section of {FERRY.id}, and nothing to judge a partnership by. Pick another item.",
    ]


@few
@given(codes())
def test_everything_else_that_can_be_judged_is_asked(code: Code) -> None:
    """Only what the code means for the other kind of partnership, and what only leads in, is left out."""
    asked = {one.id for one in items_to_judge(code, "informal")}
    for one in code.provisions:
        if isinstance(one, AssessableProvision) and one.id not in asked:
            assert one.formality == "formal" or one.text.rstrip().endswith(":")


def test_the_stem_is_read_before_an_item_on_forms_and_in_results() -> None:
    """The stem of a section stands before that of the code, and a question has none."""
    said = {
        "read-it": "Has everybody read the accord?",
        "full": "What do we do when a boat is full?",
        "told": "Who tells the riders, and where can they read it before they come to the landing?",
        "closing": "Nobody is left behind who came in time.",
        "light": "The Bank will … Light the landing.",
        "pay": "Each partner should … Pay the crews by the tenth of each month.",
        "show": "Each partner should … Show what each boat costs.",
    }
    assert {item.id: item.text for item in form_about(FERRY).items} == said
    assert {item.id: item.text for item in result_of(FERRY).items} == said


def test_what_stands_in_no_section_is_told_under_the_title_of_the_code() -> None:
    """Its findings and its comments have a place in the result, before those of the sections."""
    comments = tuple(
        Comment(section=section, box="strengths", text=f"On {section}.", use="may be quoted")
        for section in ("law", "top")
    )
    made = result_of(FERRY, comments)
    assert [(one.section_id, one.section) for one in made.profiles] == [
        ("top", "Accord of the Ferry"),
        ("law", "1.0 What the law says"),
        ("landing", "At the landing"),
        ("disputes", "2.0 When we disagree"),
    ]
    assert [(quote.section_id, quote.section, quote.text) for quote in made.quotes] == [
        ("top", "Accord of the Ferry", "On top."),
        ("law", "1.0 What the law says", "On law."),
    ]
