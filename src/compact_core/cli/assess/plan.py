"""``compacts assess plan``: who does what by when, with what support."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any, TypedDict, get_args, get_type_hints

import click

from compact_core.assessment.asking import item_of
from compact_core.assessment.partnership import PlanLine
from compact_core.assessment.records.paths import PLAN
from compact_core.assessment.records.reading import refuse_spoilt
from compact_core.assessment.results.result_page import fairness_of, page_of
from compact_core.assessment.setup.partners import owners
from compact_core.cli import output
from compact_core.cli.assess import common
from compact_core.errors import NotFoundError
from compact_core.reports.page import Fact, Heading, Words
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Unpack

    from compact_core.assessment.partnership import Plan
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.reports.page import Block

_WORDS = {key: list(get_args(get_type_hints(PlanLine)[key])) for key in ("kind", "state")}
"""The kinds and the states of a line."""


@click.group("plan", cls=common.usually("list"), invoke_without_command=True)
@click.pass_context
def plan(ctx: click.Context) -> int:
    """Write down who does what by when, with what support, and how far it is.

    The plan belongs to a round, and answers to its result. How the lines are shared out is said under the plan. With
    only the folder of the assessment, the lines are listed.
    """
    return output.show_help(ctx)


class LineOptions(TypedDict):
    """What the options of a line say; None, or nothing, where an option is left out."""

    owners: str | None
    due: str | None
    support: str | None
    sign: str | None
    state: str | None
    kind: str | None
    learning: str | None
    items: tuple[str, ...]


_line_options = output.together(
    click.option("--owner", "owners", metavar="NAMES", help="Who sees to it, with commas; or 'all' jointly."),
    click.option("--due", type=common.DAY, metavar="DAY", help="By when, such as 2026-09 or 2026-09-30."),
    click.option("--support", metavar="TEXT", help="What the smaller partners get, such as paid time."),
    click.option("--sign", metavar="TEXT", help="By what the partners will know that it worked."),
    click.option("--state", type=click.Choice(_WORDS["state"]), help="How far it is."),
    click.option("--kind", type=click.Choice(_WORDS["kind"]), help="Something to do, or an ending."),
    click.option("--learning", metavar="TEXT", help="What is kept for others when something ends."),
    click.option("--item", "items", multiple=True, metavar="ITEM", help="An item that it answers to. Repeatable."),
)


@plan.command("add")
@common.folder_argument
@click.argument("what")
@_line_options
@common.result_option
def add(folder: str, what: str, number: int | None, **given: Unpack[LineOptions]) -> int:
    """Add a line to the plan, and print its name.

    WHAT says in a few words what will be done, or what ends.
    """
    from compact_core.assessment.records.editing import add_plan_line

    assessment = common.opened(folder)
    record = _planned(assessment, number)
    line = _filled_in(PlanLine(id="", what=common.filled("line", what)), assessment, record, given)
    after = add_plan_line(folder, record.asked.number, line)
    output.echo(after.lines[-1].id)
    _say_fairness(assessment, record, after)
    return output.DONE


@plan.command("change")
@common.folder_argument
@click.argument("line")
@click.option("--what", metavar="TEXT", help="What will be done.")
@_line_options
@common.result_option
def change(folder: str, line: str, what: str | None, number: int | None, **given: Unpack[LineOptions]) -> int:
    """Change what a line of the plan says.

    LINE is the name of the line, or its number, as 'compacts assess plan list' shows them. What no option names stays
    as it is; an empty text takes something out.
    """
    from compact_core.assessment.records.editing import change_plan_line

    assessment = common.opened(folder)
    record = _planned(assessment, number)
    before = _line_of(record, line)
    new = replace(before, what=before.what if what is None else common.filled("line", what))
    new = _filled_in(new, assessment, record, given)
    after = change_plan_line(folder, record.asked.number, before, new)
    output.echo(f"Changed: {before.id}")
    _say_fairness(assessment, record, after)
    return output.DONE


@plan.command("remove")
@common.folder_argument
@click.argument("line")
@common.result_option
def remove(folder: str, line: str, number: int | None) -> int:
    """Take a line out of the plan.

    LINE is the name of the line, or its number. To keep it on record, rather change its state to dropped.
    """
    from compact_core.assessment.records.editing import remove_plan_line

    assessment = common.opened(folder)
    record = _planned(assessment, number)
    before = _line_of(record, line)
    after = remove_plan_line(folder, record.asked.number, before.id)
    output.echo(f"Taken out: {before.id}")
    _say_fairness(assessment, record, after)
    return output.DONE


@plan.command("list")
@common.folder_argument
@common.result_option
@output.library_command
def list_lines(ctx: click.Context, folder: str, number: int | None, codes: tuple[str, ...], *, as_json: bool) -> int:
    """List the lines of the plan, and how they are shared out."""
    assessment = common.opened(folder)
    record = _planned(assessment, number)
    if as_json:
        lines = [asdict(line) for line in record.plan.lines]
        fairness = fairness_of(assessment, record)
        output.echo_json({"round": record.asked.number, "lines": lines, "fairness": fairness})
        return output.DONE

    blocks = _blocks(ctx, codes, assessment, record)
    output.echo_page(blocks)
    return output.DONE


def _blocks(ctx: click.Context, codes: tuple[str, ...], assessment: Assessment, record: RoundRecord) -> Iterator[Block]:
    """The plan in reading order."""
    page = page_of(assessment, record, common.code_of(ctx, codes, record))
    yield Heading(1, f"{page.partnership}: plan after round {page.round}")
    if not page.plan:
        yield Words("There is no line yet. Add one with 'compacts assess plan add'.")
    for position, (row, line) in enumerate(zip(page.plan, record.plan.lines, strict=True), start=1):
        yield Heading(3, f"{position}. {row.what}", line.id)
        facts = (("Who", row.owners), ("By when", row.due), ("State", row.state), *row.details)
        yield from (Fact(label, text) for label, text in facts if text)
    if page.fairness:
        yield Heading(3, "How it is shared out")
        yield from map(Words, page.fairness)


def _planned(assessment: Assessment, number: int | None) -> RoundRecord:
    """The round of that number, or the last closed one, with a plan that can be read."""
    record = common.result_of(assessment, number)
    refuse_spoilt(record, PLAN)
    return record


def _filled_in(line: PlanLine, assessment: Assessment, record: RoundRecord, given: LineOptions) -> PlanLine:
    """The line with what the options say."""
    said: dict[str, Any] = {key: value for key, value in given.items() if value is not None and value != ()}
    if "owners" in said:
        said["owners"] = owners(assessment.partnership, record.asked, said["owners"])
    if "items" in said:
        items = [item_of(record.asked, text) for text in said["items"] if text.strip()]
        said["items"] = tuple(dict.fromkeys(items))
    texts = {field.name for field in fields(PlanLine)} & said.keys() - {"owners", "items"}
    return replace(line, **said | {key: clean(said[key]).strip() for key in texts})


def _line_of(record: RoundRecord, text: str) -> PlanLine:
    """The line of that name or number."""
    typed = clean(text).strip().lower()
    lines = record.plan.lines
    for position, line in enumerate(lines, start=1):
        if typed in {line.id, str(position)}:
            return line
    number = record.asked.number
    there = f"The lines are: {', '.join(plan_line.id for plan_line in lines)}." if lines else "It has no line yet."
    raise NotFoundError(f"The plan of round {number} has no line '{shorten(typed)}'. {there}")


def _say_fairness(assessment: Assessment, record: RoundRecord, after: Plan) -> None:
    """Say how the plan is shared out now."""
    changed = record._replace(plan=after)
    rounds = tuple(changed if other.folder == record.folder else other for other in assessment.rounds)
    output.messages(fairness_of(assessment._replace(rounds=rounds), changed))
