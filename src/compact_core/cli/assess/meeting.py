"""``compacts assess meeting``: votes on what to talk about, and what partners settle."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from compact_core.assessment.asking import item_of, organisations_asked
from compact_core.assessment.records.days import today
from compact_core.assessment.records.paths import MEETING
from compact_core.assessment.records.reading import refuse_spoilt
from compact_core.assessment.setup.partners import organisation, organisations
from compact_core.cli import output
from compact_core.cli.assess import common
from compact_core.cli.prompts import options_understood
from compact_core.text import readable

if TYPE_CHECKING:
    from compact_core.assessment.records.reading import Assessment, RoundRecord
    from compact_core.assessment.results.values import ResultPage
    from compact_core.assessment.tasks.meeting import Settling
    from compact_core.model import Code

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
    return output.show_help(ctx)


@meeting.command("begin")
@common.folder_argument
@_held_option
@_present_option
@common.result_option
@output.codes_option
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
    output.message(f"Written down for round {record.asked.number}.")
    return _show(code, folder, record.asked.number)


@meeting.command("votes")
@common.folder_argument
@click.argument("name", metavar="[ORGANISATION]", required=False)
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--none", "none", is_flag=True, help="Take the votes of the organisation back.")
@common.result_option
@output.library_command
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
        output.message(f"Votes of {home.name} written down.")
        assessment, record = _opened(folder, record.asked.number)
        page = page_of(assessment, record, code)
    if as_json:
        output.echo_json(
            {"round": record.asked.number, **_agenda(page), "votes": [asdict(it) for it in record.meeting.votes]}
        )
        return output.DONE
    from compact_core.assessment.results.meeting_page import votes_blocks

    output.echo_page(votes_blocks(page, record, assessment.partnership.names))
    return output.DONE


@meeting.command("agree")
@common.folder_argument
@_item_argument
@click.argument("reason")
@common.result_option
def agree(folder: str, item: str, reason: str, number: int | None) -> int:
    """Write down what is agreed on an item.

    REASON says what the partners see in the same way now, and why.
    """
    from compact_core.assessment.tasks.meeting import agreed

    assessment, record = _opened(folder, number)
    return _settle(assessment, record, agreed(item_of(record.asked, item), reason))


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
    from compact_core.assessment.tasks.meeting import disagreed

    assessment, record = _opened(folder, number)
    which = item_of(record.asked, item)
    pairs = [(who, words) for who, _, words in (text.partition(":") for text in says)]
    return _settle(assessment, record, disagreed(assessment, record, which, pairs, review))


@meeting.command("park")
@common.folder_argument
@_item_argument
@click.argument("note", required=False, default="")
@common.result_option
def park(folder: str, item: str, note: str, number: int | None) -> int:
    """Leave an item for later.

    NOTE says why, if you want to.
    """
    from compact_core.assessment.tasks.meeting import parked

    assessment, record = _opened(folder, number)
    return _settle(assessment, record, parked(item_of(record.asked, item), note))


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
    output.message(
        f"Brought in: {readable(copy)}. Remove it now. To take this back, use 'compacts assess meeting undo'."
    )
    return output.DONE


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
    output.message(f"Taken back: the latest change of the meeting on round {record.asked.number}.")
    return output.DONE


@meeting.command("show")
@common.folder_argument
@common.result_option
@output.library_command
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
@output.library_command
def note(  # noqa: PLR0913 - click gives options so
    ctx: click.Context,
    /,
    folder: str,
    *,
    number: int | None,
    held: str | None,
    present: str | None,
    agreed: tuple[str, ...],
    disagree: tuple[str, ...],
    parked: tuple[str, ...],
    forget: tuple[str, ...],
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write down a whole meeting in one line.

    Without options, what is written down is shown. What is written down on an item before gives way to what you write
    now. The name of this command can be left out.
    """
    from compact_core.assessment.records.minutes import change_meeting
    from compact_core.assessment.tasks.meeting import Notes, minutes_lines, noted

    assessment, record = _opened(folder, number)
    notes = Notes(held, _present(assessment, record, present), agreed, disagree, parked, forget)
    code = common.code_of(ctx, codes, record)
    with options_understood():
        new = noted(record.meeting, record.asked, notes)
    if new != record.meeting:
        change_meeting(folder, record.asked.number, lambda meeting: noted(meeting, record.asked, notes))
        output.message(f"Written down for round {record.asked.number}.")
        assessment, record = _opened(folder, record.asked.number)
    if as_json:
        return _show(code, folder, record.asked.number, as_json=True)
    output.echo_lines(minutes_lines(record.meeting, record.asked, assessment.partnership))
    return output.DONE


def _opened(folder: str, number: int | None) -> tuple[Assessment, RoundRecord]:
    """The assessment, and the closed round that the meeting talks about."""
    assessment = common.opened(folder)
    record = common.result_of(assessment, number)
    refuse_spoilt(record, MEETING)
    return assessment, record


def _present(assessment: Assessment, record: RoundRecord, names: str | None) -> tuple[str, ...] | None:
    members = organisations_asked(assessment.partnership, record.asked)
    return None if names is None else organisations(members, names)


def _settle(assessment: Assessment, record: RoundRecord, new: Settling) -> int:
    """Write down what came of an item."""
    from compact_core.assessment.tasks.meeting import settle

    item, result = new.outcome.item, new.outcome.result
    settle(assessment, record, item, new)
    output.message(f"Written down: {item} is {result}. To take it back, use 'compacts assess meeting undo'.")
    return output.DONE


def _agenda(page: ResultPage) -> dict[str, object]:
    """What can be voted for and what is chosen, for programs."""
    return {
        "votable": [item.id for item in page.votable],
        "agenda": [{"item": item.id, "number": item.number, "votes": votes} for item, votes in page.agenda],
    }


def _show(code: Code, folder: str, number: int, *, as_json: bool = False) -> int:
    """Print the meeting as it is now."""
    from compact_core.assessment.results.meeting_page import meeting_blocks
    from compact_core.assessment.results.result_page import page_of

    assessment, record = _opened(folder, number)
    page = page_of(assessment, record, code)
    if as_json:
        output.echo_json({"round": record.asked.number, "meeting": asdict(record.meeting), **_agenda(page)})
    else:
        output.echo_page(meeting_blocks(page))
    return output.DONE
