"""``compacts assess meeting``: votes on what to talk about, and what partners settle."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Literal

import click

from compact_core.assessment.asking import item_of, organisations_asked
from compact_core.assessment.partnership import Outcome
from compact_core.assessment.records.days import today
from compact_core.assessment.records.paths import MEETING
from compact_core.assessment.records.reading import refuse_spoilt
from compact_core.assessment.setup.partners import organisation, organisations
from compact_core.cli.assess import common
from compact_core.cli.output import DONE, codes_option, echo, echo_json, json_option, line_width, message
from compact_core.errors import NotFoundError
from compact_core.text import clean, readable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.assessment.partnership import Meeting, Round
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.results.values import ResultPage
    from compact_core.model import Code

    Settled = Mapping[Literal["agreed", "agreed to disagree", "parked"], tuple[str, ...]]

_item_argument = click.argument("item")
_held_option = click.option("--held", type=common.DAY, metavar="DAY", help="When they met, such as 2026-04-14.")
_present_option = click.option(
    "--present", metavar="NAMES", help="Organisations that were there, with commas; or 'all'."
)


@click.group("meeting", cls=common.usually("note"), invoke_without_command=True)
@click.pass_context
def meeting(ctx: click.Context) -> int:
    """Lead the talk about a result, and write down what partners settle.

    'begin' with the day and who is there; enter the 'votes' of each organisation; then 'agree', 'disagree' or 'park'
    each item. 'undo' takes the latest change back, and 'show' shows everything. Answers are never changed. ITEM is the
    number of an item in the result, or its id. With only the folder of the assessment, what is written down is shown.
    """
    if not ctx.invoked_subcommand:
        echo(ctx.get_help())
    return DONE


@meeting.command("begin")
@common.folder_argument
@_held_option
@_present_option
@common.result_option
@codes_option
@click.pass_context
def begin(
    ctx: click.Context, folder: str, held: str | None, present: str | None, number: int | None, codes: tuple[str, ...]
) -> int:
    """Write down the day and who is there.

    The day is today unless you name another. Then what to talk about is shown.
    """
    from compact_core.assessment.tasks.meeting import attend

    assessment, record = _opened(folder, number)
    there = _present(assessment, record, present)
    code = common.code_of(ctx, codes, record)
    attend(assessment, record, record.meeting.held or today().isoformat() if held is None else held, there)
    message(f"Written down for round {record.asked.number}.")
    return _show(code, folder, record.asked.number)


@meeting.command("votes")
@common.folder_argument
@click.argument("name", metavar="[ORGANISATION]", required=False)
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--none", "none", is_flag=True, help="Take the votes of the organisation back.")
@common.result_option
@codes_option
@json_option
@click.pass_context
def votes(  # noqa: PLR0913 - click gives options so
    ctx: click.Context,
    folder: str,
    name: str | None,
    items: tuple[str, ...],
    *,
    none: bool,
    number: int | None,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Enter the votes of an organisation, or count them.

    An organisation has at most three, each for another item. They take the place of the votes that it gave before.
    Votes go to items where sides differ, are split or need work. With only the folder, the votes are counted, and what
    is chosen is shown: at most seven items, those with most votes first, and of equal votes the weightier difference.
    """
    from compact_core.assessment.results.result_page import page_of
    from compact_core.assessment.tasks.meeting import vote

    assessment, record = _opened(folder, number)
    code = common.code_of(ctx, codes, record)
    page = page_of(assessment, record, code)
    if name:
        if not items and not none:
            raise click.UsageError("Name the items, at most three. To take the votes back, write --none.")
        home = organisation(organisations_asked(assessment.partnership, record.asked), name)
        vote(assessment, record, page, home.id, [] if none else [item_of(record.asked, item) for item in items])
        message(f"Votes of {home.name} written down.")
        assessment, record = _opened(folder, record.asked.number)
        page = page_of(assessment, record, code)
    if as_json:
        echo_json({"round": record.asked.number, **_agenda(page), "votes": [asdict(it) for it in record.meeting.votes]})
        return DONE
    from compact_core.assessment.results.meeting_page import votes_blocks
    from compact_core.reports.plain_text import as_text

    echo(as_text(votes_blocks(page, record, assessment.partnership.names), line_width()), newline=False)
    return DONE


@meeting.command("agree")
@common.folder_argument
@_item_argument
@click.argument("reason")
@common.result_option
def agree(folder: str, item: str, reason: str, number: int | None) -> int:
    """Write down what is agreed on an item.

    REASON says what the partners see in the same way now, and why.
    """
    from compact_core.assessment.tasks.meeting import agreed, settle

    assessment, record = _opened(folder, number)
    which = item_of(record.asked, item)
    settle(assessment, record, which, agreed(which, reason))
    return _said(which, "agreed")


@meeting.command("disagree")
@common.folder_argument
@_item_argument
@click.option(
    "--says", multiple=True, metavar="'WHO: WORDS'", help="What a side, or an organisation, says. Once for each."
)
@click.option("--review", type=common.DAY, metavar="DAY", default="", help="When they look at it again: 2027-06.")
@common.result_option
def disagree(folder: str, item: str, says: tuple[str, ...], review: str, number: int | None) -> int:
    """Write down both views of an item.

    The partners know that they keep two views: give what each says, and when they look at it again.

    WHO is a side or an organisation, by its name or id; where reports show only sides, a side.
    """
    from compact_core.assessment.tasks.meeting import disagreed, settle

    assessment, record = _opened(folder, number)
    which = item_of(record.asked, item)
    pairs = [(who, words) for who, _, words in (text.partition(":") for text in says)]
    settle(assessment, record, which, disagreed(assessment, record, which, pairs, review))
    return _said(which, "agreed to disagree")


@meeting.command("park")
@common.folder_argument
@_item_argument
@click.argument("note", required=False, default="")
@common.result_option
def park(folder: str, item: str, note: str, number: int | None) -> int:
    """Leave an item for later.

    NOTE says why, if you want to.
    """
    from compact_core.assessment.tasks.meeting import parked, settle

    assessment, record = _opened(folder, number)
    which = item_of(record.asked, item)
    settle(assessment, record, which, parked(which, note))
    return _said(which, "parked")


@meeting.command("merge")
@common.folder_argument
@click.argument("copy", type=click.Path())
@common.result_option
def merge(folder: str, copy: str, number: int | None) -> int:
    """Bring in a copy of meeting.toml that a sync program made.

    COPY is the file. Items, votes and names that only one has are put together. Where both settle the same item and not
    alike, nothing is changed, and it is named. What one took back, and the other still has, comes back.
    """
    from compact_core.assessment.tasks.meeting import bring_in

    assessment, record = _opened(folder, number)
    bring_in(assessment, record, copy)
    message(f"Brought in: {readable(copy)}. Remove it now. To take this back, use 'compacts assess meeting undo'.")
    return DONE


@meeting.command("undo")
@common.folder_argument
@common.result_option
def undo_latest(folder: str, number: int | None) -> int:
    """Take back the latest change.

    Again takes back the one before it. What was changed by hand since stays.
    """
    from compact_core.assessment.records.minutes import undo

    assessment = common.opened(folder)  # where the file cannot be read, what it was before can be put back
    record = common.result_of(assessment, number)
    undo(folder, record.asked.number)
    message(f"Taken back: the latest change of the meeting on round {record.asked.number}.")
    return DONE


@meeting.command("show")
@common.folder_argument
@common.result_option
@codes_option
@json_option
@click.pass_context
def show(ctx: click.Context, folder: str, number: int | None, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Show what to talk about, and what is settled.

    It begins with strengths; then comes what is chosen, with where everybody stands.
    """
    _, record = _opened(folder, number)
    return _show(common.code_of(ctx, codes, record), folder, record.asked.number, as_json=as_json)


@meeting.command("note")
@common.folder_argument
@common.result_option
@_held_option
@_present_option
@click.option("--agreed", multiple=True, metavar="'ITEM: NOTE'", help="The partners came to one view. Repeatable.")
@click.option("--disagree", multiple=True, metavar="'ITEM: NOTE'", help="They keep two views, and know it. Repeatable.")
@click.option("--parked", multiple=True, metavar="'ITEM: NOTE'", help="It is left for later. Repeatable.")
@click.option("--forget", multiple=True, metavar="ITEM", help="Take out what was settled on an item. Repeatable.")
@codes_option
@json_option
@click.pass_context
def note(  # noqa: PLR0913 - click gives options so
    ctx: click.Context,
    /,
    folder: str,
    number: int | None,
    held: str | None,
    present: str | None,
    codes: tuple[str, ...],
    *,
    as_json: bool,
    **given: Any,
) -> int:
    """Write down a whole meeting in one line.

    Without options, what is written down is shown. What is written down on an item before gives way to what you write
    now. The name of this command can be left out.
    """
    from compact_core.assessment.records.minutes import change_meeting
    from compact_core.assessment.tasks.meeting import minutes_lines

    assessment, record = _opened(folder, number)
    settled: Settled = {"agreed": given["agreed"], "agreed to disagree": given["disagree"], "parked": given["parked"]}
    there = _present(assessment, record, present)
    code = common.code_of(ctx, codes, record)

    def change(before: Meeting) -> Meeting:
        new = _changed(before, record.asked, settled, given["forget"])
        return replace(new, held=new.held if held is None else held, present=new.present if there is None else there)

    if change(record.meeting) != record.meeting:
        change_meeting(folder, record.asked.number, change)
        message(f"Written down for round {record.asked.number}.")
        assessment, record = _opened(folder, record.asked.number)
    if as_json:
        return _show(code, folder, record.asked.number, as_json=True)
    for line in minutes_lines(record.meeting, record.asked, assessment.partnership):
        echo(line)
    return DONE


def _opened(folder: str, number: int | None) -> tuple[Assessment, RoundRecord]:
    """The assessment, and the closed round that the meeting talks about."""
    assessment = common.opened(folder)
    record = common.result_of(assessment, number)
    refuse_spoilt(record, MEETING)
    return assessment, record


def _present(assessment: Assessment, record: RoundRecord, names: str | None) -> tuple[str, ...] | None:
    members = organisations_asked(assessment.partnership, record.asked)
    return None if names is None else organisations(members, names)


def _said(item: str, result: str) -> int:
    message(f"Written down: {item} is {result}. To take it back, use 'compacts assess meeting undo'.")
    return DONE


def _agenda(page: ResultPage) -> dict[str, object]:
    """What can be voted for and what is chosen, for programs."""
    return {
        "votable": [item.id for item in page.votable],
        "agenda": [{"item": one.item.id, "number": one.item.number, "votes": one.votes} for one in page.agenda],
    }


def _show(code: Code, folder: str, number: int, *, as_json: bool = False) -> int:
    """Print the meeting as it is now."""
    from compact_core.assessment.results.meeting_page import meeting_blocks
    from compact_core.assessment.results.result_page import page_of
    from compact_core.reports.plain_text import as_text

    assessment, record = _opened(folder, number)
    page = page_of(assessment, record, code)
    if as_json:
        echo_json({"round": record.asked.number, "meeting": asdict(record.meeting), **_agenda(page)})
    else:
        echo(as_text(meeting_blocks(page), line_width()), newline=False)
    return DONE


def _changed(before: Meeting, asked: Round, settled: Settled, forget: tuple[str, ...]) -> Meeting:
    """The meeting with what is settled anew, and without what is to be forgotten."""
    outcomes = {outcome.item: outcome for outcome in before.outcomes}
    for text in forget:
        item = item_of(asked, text)
        if outcomes.pop(item, None) is None:
            raise NotFoundError(f"Nothing is written down on '{item}', so nothing can be forgotten.")
    named = set[str]()
    for result, texts in settled.items():
        for text in texts:
            typed, _, said = clean(text).partition(":")
            item = item_of(asked, typed)
            if item in named:
                raise click.UsageError(f"'{item}' is named twice. Settle each item in one way.")
            named.add(item)
            outcomes[item] = Outcome(item=item, result=result, note=said.strip())
    gone = named | (_items(before) - outcomes.keys())
    statements = tuple(said for said in before.statements if said.item not in gone)
    return replace(before, outcomes=tuple(outcomes.values()), statements=statements)


def _items(meeting: Meeting) -> set[str]:
    """The items on which something is written down."""
    return {outcome.item for outcome in meeting.outcomes}
