"""What the partners said they would do: asked first in the next round, and confirmed or denied by each side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment.asking import changed_and_gone, digests_of
from compact_core.assessment.partnership import Plan, PlanLine, Round
from compact_core.assessment.said import TITLE, said_lines, said_rows, with_said, without_said
from leeds import RECENT

LINES = st.lists(values(PlanLine), max_size=4, unique_by=lambda one: one.id).map(lambda lines: Plan(lines=tuple(lines)))
ASKED = Round(number=2, code=RECENT.id, scale="agree4", points=("no", "yes"), collector="x", organisations=())


@given(LINES)
def test_each_line_is_asked_once_and_dropped_ones_are_not(plan: Plan) -> None:
    """Every line that was not dropped has an item of its own, which the code with them has, in the same words."""
    lines = said_lines(plan, {}, RECENT)
    assert len(lines) == sum(line.state != "dropped" for line in plan.lines)
    assert len({line.item for line in lines}) == len(lines)
    code = with_said(RECENT, replace(ASKED, said=lines))
    assert changed_and_gone(said_rows(lines), digests_of(code)) == ((), ())
    assert not {line.item for line in lines} & {part.id for part in RECENT.parts}


@given(LINES)
def test_the_code_itself_stays_as_it_is(plan: Plan) -> None:
    """What is added can be taken away again, and of the rest not a word is changed."""
    asked = replace(ASKED, said=said_lines(plan, {}, RECENT))
    code = with_said(RECENT, asked)
    assert without_said(code, asked) == RECENT
    assert code.parts[: len(RECENT.parts)] == RECENT.parts
    if asked.said:
        assert [section.title for section in code.sections][-1] == TITLE


def test_a_line_says_who_and_by_when() -> None:
    """The owners stand there by their names, all of them as all partners, and a line without either as it is."""
    plan = Plan(
        lines=(
            PlanLine(id="pay", what="Pay small groups.", owners=("council", "club"), due="2027-04"),
            PlanLine(id="list", what="List decisions", owners=("all",)),
            PlanLine(id="rest", what="Rest"),
            PlanLine(id="gone", what="Dream", state="dropped"),
        )
    )
    lines = said_lines(plan, {"council": "Council", "club": "Club"}, RECENT)
    assert [(line.item, line.what) for line in lines] == [
        ("said-pay", "Pay small groups (Council, Club, by 2027-04)"),
        ("said-list", "List decisions (all partners)"),
        ("said-rest", "Rest"),
    ]
