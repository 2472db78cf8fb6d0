"""Files that people edit too are changed with their comments, and with what others changed meanwhile."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.visibility import with_promise, without_promise
from compact_core.assessment.partnership import Invitee, Meeting, Outcome, Plan, PlanLine
from compact_core.assessment.records.editing import (
    add_invitees,
    add_plan_line,
    change_file,
    change_plan_line,
    close_round,
    remove_plan_line,
    reopen_round,
)
from compact_core.assessment.records.minutes import change_meeting
from compact_core.assessment.records.reading import LARGEST_EDITED, open_assessment
from compact_core.assessment.records.saving import add_round, create
from compact_core.assessment.records.tables import edited, with_rows, with_table, without_row
from compact_core.content.write import plain_value, toml_text
from compact_core.errors import CompactsError
from samples import CASE, opened

LINES = """\
# What we will do
format = 1

# the first, agreed by all
[[lines]]
id = "meet"
what = "Meet each month"  # in the library
owners = ["all"]
# it is not much

# the second
[[lines]]
id = "pay"
what = '''
Pay for the time
# of small partners'''
owners = ["council"]

# the third
[[lines]]
id = "tell"
what = "Tell others"
"""

FIRST = 'format = 1 [[lines]] id = "meet" what = "Meet" kind = "action"'


@pytest.fixture
def plan(folder: Path) -> Path:
    """A plan with comments, as people write it."""
    path = folder / "round-1" / "plan.toml"
    path.write_text(LINES, encoding="utf-8")
    return path


def refusal(call: Callable[[], object]) -> str:
    """What is said when something cannot be."""
    with pytest.raises(CompactsError) as told:
        call()
    return str(told.value)


def lines(folder: Path) -> list[str]:
    """The ids of the lines of the plan."""
    return [line.id for line in opened(folder).rounds[0].plan.lines]


def test_a_line_is_changed_where_it_stands(folder: Path, plan: Path) -> None:
    """A changed line keeps its comments and its place; every other line of the text is as it was."""
    seen = opened(folder).rounds[0].plan.lines[0]
    new = replace(seen, what="Meet each week", owners=("charity",), due="2027")
    changed = change_plan_line(str(folder), 1, seen, new)
    assert changed == opened(folder).rounds[0].plan
    assert changed.lines[0] == new
    expected = LINES.replace('"Meet each month"', '"Meet each week"')
    assert plan.read_text("utf-8") == expected.replace('["all"]\n', '["charity"]\ndue = "2027"\n')
    assert plan.with_name("plan.toml.previous").read_text("utf-8") == LINES


def test_a_line_that_another_changed_is_not_overwritten(folder: Path, plan: Path) -> None:
    """When the line says something else than what was seen, nothing is saved, and it is said."""
    seen = opened(folder).rounds[0].plan.lines[0]
    plan.write_text(LINES.replace("Meet each month", "Meet twice a year"), encoding="utf-8")
    assert refusal(lambda: change_plan_line(str(folder), 1, seen, replace(seen, state="done"))) == (
        "The line 'meet' of the plan has been changed by another program. "
        "Nothing was saved: look at it again, then change it."
    )
    assert opened(folder).rounds[0].plan.lines[0].what == "Meet twice a year"


def test_a_change_elsewhere_meanwhile_is_kept(folder: Path, plan: Path) -> None:
    """What was added to the file after it was read is still there when another line is changed."""
    seen = opened(folder).rounds[0].plan.lines[0]
    plan.write_text(f'{LINES}\n[[lines]]\nid = "new"\nwhat = "New"\n', encoding="utf-8")
    changed = change_plan_line(str(folder), 1, seen, replace(seen, state="done"))
    assert [(line.id, line.state) for line in changed.lines][-1] == ("new", "to do")
    assert changed.lines[0].state == "done"


def test_a_line_is_taken_out_and_comments_stay(folder: Path, plan: Path) -> None:
    """A line goes with what stands in it; the comments between the lines stay."""
    assert [line.id for line in remove_plan_line(str(folder), 1, "pay").lines] == ["meet", "tell"]
    start, end = LINES.index('[[lines]]\nid = "pay"'), LINES.index("\n# the third")
    assert plan.read_text("utf-8") == LINES[:start] + LINES[end:]
    assert refusal(lambda: remove_plan_line(str(folder), 1, "pay")) == (
        "There is no 'pay' (any more). There are: meet, tell."
    )


def test_lines_are_added_at_the_end(folder: Path, plan: Path) -> None:
    """A new line gets an id of its own from what it says, and everything before it is as it was."""
    add_plan_line(str(folder), 1, PlanLine(id="", what="Meet!", owners=("council", "charity")))
    add_plan_line(str(folder), 1, PlanLine(id="", what="Con", owners=("all",)))
    add_plan_line(str(folder), 1, PlanLine(id="", what="会う"))
    assert lines(folder) == ["meet", "pay", "tell", "meet-2", "con-line", "line"]
    assert plan.read_text("utf-8").startswith(f"{LINES}\n[[lines]]\n")


def test_a_plan_begins_with_its_first_line(folder: Path) -> None:
    """Without a file yet, the first line makes one."""
    add_plan_line(str(folder), 1, PlanLine(id="", what="Meet"))
    path = folder / "round-1" / "plan.toml"
    assert path.read_text("utf-8").split() == FIRST.split()


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\nlines = [{ id = "meet", what = "Meet" }]',
        'format = 1\n[[lines]]\nid = "meet"\nwhat = "Meet"',
        "\ufeffformat = 1\r\n[[lines]]\r\nid = 'meet' # so\r\nwhat = 'Meet'",
        "format = 1\nlines = []\n",
        "format = 1",
    ],
)
def test_every_way_of_writing_can_be_changed(folder: Path, text: str) -> None:
    """Lines in braces, a missing last line end, line ends of Windows and a byte order mark are no obstacle."""
    path = folder / "round-1" / "plan.toml"
    path.write_bytes(text.encode())
    add_plan_line(str(folder), 1, PlanLine(id="tell", what="Tell"))
    assert lines(folder) == (["meet", "tell"] if "meet" in text else ["tell"])
    assert (b"\r\n" in path.read_bytes()) == ("\r\n" in text)
    for line in lines(folder):
        remove_plan_line(str(folder), 1, line)
    assert lines(folder) == []


def test_what_makes_the_file_wrong_is_not_written(folder: Path, plan: Path) -> None:
    """A change that would leave a mistake in the file is refused with its place, and the file is as it was."""
    problem = refusal(
        lambda: add_plan_line(str(folder), 1, PlanLine(id="x", what="X", owners=("press",), due="2026-02-30"))
    )
    assert [line.split(": ", 1)[1] for line in problem.splitlines()] == [
        "There is no organisation 'press' in the partnership. Allowed: all, council, trust, charity.",
        "There is no day 2026-02-30 in the calendar. Correct it, or write only year and month.",
    ]
    assert plan.read_text("utf-8") == LINES


def test_a_file_with_a_mistake_is_mended_first(folder: Path, plan: Path) -> None:
    """A file that somebody left with a mistake is not changed; the mistake is told with its place."""
    plan.write_text(LINES.replace('id = "tell"', 'id = "meet"'), encoding="utf-8")
    assert refusal(lambda: remove_plan_line(str(folder), 1, "pay")) == (
        f"{plan}:21:6: The id 'meet' is already taken by another line. Give one of the two another id."
    )


def test_a_round_is_closed_once_and_can_be_opened_again(folder: Path) -> None:
    """Closing and opening write and remove the day; doing it twice is refused."""
    assert close_round(str(folder), 1, "2026-03-01") == opened(folder)
    assert opened(folder).rounds[0].asked.closed == "2026-03-01"
    closed = refusal(lambda: close_round(str(folder), 1, "2026-04-01"))
    assert closed == "Round 1 is closed already, since 2026-03-01."
    assert reopen_round(str(folder), 1).closed == ""
    assert refusal(lambda: reopen_round(str(folder), 1)) == "Round 1 is open."
    after = opened(folder).rounds[0].asked
    before = replace(CASE.round, method=1)
    assert after == with_promise(before, CASE.partnership)
    assert without_promise(after) == before


def test_the_version_of_the_method_is_kept(folder: Path) -> None:
    """Closing writes down by which version of the method results were made, and opening takes it out."""
    close_round(str(folder), 1, "2026-03-01")
    path = folder / "round-1" / "round.toml"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["method"] == METHOD
    reopen_round(str(folder), 1)
    assert "method" not in tomllib.loads(path.read_text(encoding="utf-8"))


def test_somebody_more_is_asked(folder: Path) -> None:
    """A new invitee stands at the end; one with a code that is taken is refused."""
    asked = add_invitees(str(folder), 1, [Invitee(code="c2", organisation="charity", role="Trustee")], CASE.partnership)
    assert asked.invitees == (*CASE.round.invitees, Invitee(code="c2", organisation="charity", role="Trustee"))
    problem = refusal(
        lambda: add_invitees(str(folder), 1, [Invitee(code="c2", organisation="charity")], CASE.partnership)
    )
    assert problem.endswith("The code 'c2' is already taken by another invitee. Give one of the two another code.")


def test_a_meeting_keeps_comments(folder: Path) -> None:
    """A meeting that is saved again keeps the comments, whatever of it has changed."""
    path = folder / "round-1" / "meeting.toml"
    one = Meeting(held="2026-03-01", outcomes=(Outcome(item="aims", result="agreed", note="So."),))
    change_meeting(str(folder), 1, lambda _: one)
    path.write_text(path.read_text("utf-8").replace("[[outcomes]]", "# by all\n[[outcomes]]"), encoding="utf-8")
    other = Meeting(
        present=("council",),
        outcomes=(Outcome(item="aims", result="parked"), Outcome(item="trust", result="agreed to disagree")),
    )
    assert change_meeting(str(folder), 1, lambda _: other) == other == opened(folder).rounds[0].meeting
    assert '# by all\n[[outcomes]]\nitem = "aims"\n' in path.read_text("utf-8")


@given(st.lists(values(PlanLine), min_size=1, max_size=4, unique_by=lambda one: one.id), st.data())
def test_a_table_taken_out_leaves_the_others(drawn: list[PlanLine], data: st.DataObject) -> None:
    """Whatever a list of tables holds, without one of them the text holds the others, and every comment between."""
    text = "# top\nformat = 1\n\n" + "".join(
        f"# {n}\n{toml_text({'lines': [plain_value(one)]})}\n" for n, one in enumerate(drawn)
    )
    place = data.draw(st.integers(0, len(drawn) - 1))

    left = without_row(text, "lines", "id", drawn[place].id)
    assert tomllib.loads(left).get("lines", []) == [plain_value(one) for n, one in enumerate(drawn) if n != place]
    assert all(f"# {n}\n" in left for n in range(len(drawn)))


OUTCOMES = st.lists(values(Outcome), max_size=4, unique_by=lambda one: one.item)


@given(OUTCOMES, OUTCOMES, st.booleans())
def test_a_list_holds_what_was_wanted(there: list[Outcome], wanted: list[Outcome], braces: bool) -> None:  # noqa: FBT001
    """Whatever stood in a list, with headings or in braces, it then holds the rows that are wanted, each once.

    Rows that stay keep their place, and every comment outside what was taken out is still there.
    """
    rows = [plain_value(one) for one in there]
    told = [toml_text({"outcomes": [row]}) for row in rows]
    text = "# top\nformat = 1\n\n" + "".join(f"# {n}\n{one}\n" for n, one in enumerate(told)) + "# end\n"
    if braces:
        one_line = ", ".join(braced(row) for row in rows)
        text = f"# top\nformat = 1\noutcomes = [{one_line}]\n# end\n"
    changed = with_rows(text, "outcomes", "item", [plain_value(one) for one in wanted])
    found = tomllib.loads(changed).get("outcomes", [])
    kept = [one.item for one in there if one.item in {it.item for it in wanted}]
    assert {row["item"]: row for row in found} == {one.item: plain_value(one) for one in wanted}
    assert [row["item"] for row in found][: len(kept)] == kept
    assert changed.startswith("# top\nformat = 1\n")
    assert changed.count("# end\n") == 1
    assert braces or all(f"# {n}\n" in changed for n in range(len(there)))
    assert with_rows(changed, "outcomes", "item", [plain_value(one) for one in wanted]) == changed


def braced(row: dict[str, object]) -> str:
    """A table in braces."""
    lines = toml_text(row).splitlines()
    return f"{{ {', '.join(lines)} }}"


def test_a_table_is_added_after_the_others_of_its_list() -> None:
    """A new table stands below the comment that belongs to the last one, and above what belongs to the next list."""
    text = "[[a]]\nx = 1\n# of the first\n\n# what follows\n[[b]]\ny = 1\n"
    added = "[[a]]\nx = 1\n# of the first\n\n[[a]]\nx = 2\n\n# what follows\n[[b]]\ny = 1\n"
    assert with_table(text, "a", {"x": 2}) == added
    assert with_table(text, "c", {"z": 1}) == f"{text}\n[[c]]\nz = 1\n"


def test_a_plan_that_is_far_too_large_is_reported(folder: Path, plan: Path) -> None:
    """A plan over the limit is named with it, and one that a change would take over it stays as it was."""
    told = (
        "This file is larger than 1 MiB, far more than a partnership, a round, a meeting or a plan needs. "
        "Take out what does not belong in it."
    )
    full = LINES.replace("Tell others", "x" * (LARGEST_EDITED - len(LINES) - 20))
    plan.write_text(full, encoding="utf-8")
    assert refusal(lambda: add_plan_line(str(folder), 1, PlanLine(id="", what="Meet"))) == f"{plan}: {told}"
    assert plan.read_text("utf-8") == full
    plan.write_text(full.replace("xxx", "xxx" * 20, 1), encoding="utf-8")
    assert [str(one) for one in open_assessment(str(folder)).problems] == [f"{plan}: {told}"]


def test_signs_that_end_a_line_elsewhere_do_not_mislead(folder: Path, plan: Path) -> None:
    """A line separator inside a text, which TOML does not count as the end of a line, moves no change."""
    plan.write_text(LINES.replace("Meet each month", "Meet\u2028each\x85month"), encoding="utf-8")
    remove_plan_line(str(folder), 1, "pay")
    pay = LINES[LINES.index('[[lines]]\nid = "pay"') : LINES.index("\n# the third")]
    assert plan.read_text("utf-8") == LINES.replace("Meet each month", "Meet\u2028each\x85month").replace(pay, "")


def test_rounds_are_added(folder: Path) -> None:
    """A second round stands beside the first; the same number again, and a round with a mistake, are refused."""
    second = replace(CASE.round, number=2)
    path = add_round(str(folder), second)
    assert [record.asked.number for record in opened(folder).rounds] == [1, 2]
    assert refusal(lambda: add_round(str(folder), second)) == f"There is a round 2 already: {path}."
    problem = refusal(lambda: add_round(str(folder), replace(CASE.round, number=3, points=("yes",))))
    assert problem.splitlines()[0].startswith("round.toml:5:10: A scale needs two points or more; found 1.")
    assert not (folder / "round-3").exists()


def test_an_assessment_is_made_only_in_an_empty_place(tmp_path: Path) -> None:
    """A folder with something in it is left alone; an empty one, and one that does not exist, will do."""
    for name in ("new", "a/b"):
        create(str(tmp_path / name), CASE.partnership, CASE.round)
        assert opened(tmp_path / name).partnership == CASE.partnership
    taken = refusal(lambda: create(str(tmp_path / "new"), CASE.partnership, CASE.round))
    assert taken == f"{tmp_path / 'new'} is not empty. Name a folder that does not exist yet."
    (tmp_path / "file").write_text("x", encoding="utf-8")
    problem = refusal(lambda: create(str(tmp_path / "file" / "x"), CASE.partnership, CASE.round))
    assert "could not be saved: its folder is gone. It may have been moved" in problem
    assert refusal(lambda: create(str(tmp_path / "bad"), CASE.partnership, replace(CASE.round, points=())))
    assert not (tmp_path / "bad").exists()


def test_the_partnership_can_be_changed(folder: Path) -> None:
    """The file of the partnership is changed in the same way."""
    changed = change_file(
        str(folder / "partnership.toml"), lambda text: edited(text, lambda one: one.update({"retention": "2028"}))
    )
    assert changed == opened(folder).partnership == replace(CASE.partnership, retention="2028")


def test_a_plan_is_a_value(folder: Path, plan: Path) -> None:
    """What a change gives back is the whole plan as it is on disk."""
    assert plan.exists()
    given = add_plan_line(str(folder), 1, PlanLine(id="x", what="X"))
    assert isinstance(given, Plan)
    assert given == opened(folder).rounds[0].plan
