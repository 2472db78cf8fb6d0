"""``compacts assess``: every task of an assessment as a plain command."""

from __future__ import annotations

from typing import ClassVar

import click

from compact_core.cli.lazy import CommandTable, LazyGroup
from compact_core.cli.output import show_help

_HERE = "compact_core.cli.assess"


class AssessCommands(LazyGroup):
    """The commands of an assessment, in the order in which they are used."""

    commands_here: ClassVar[CommandTable] = {
        "new": (f"{_HERE}.new:new", "Begin an assessment: who is asked, about what, until when."),
        "rehearse": (f"{_HERE}.rehearse:rehearse", "Show on invented answers what each rule of visibility reveals."),
        "correct": (f"{_HERE}.correct:correct", "Put right what was typed wrong, before anybody was shown a form."),
        "invite": (f"{_HERE}.invite:ask_more", "Ask more people of an organisation."),
        "form": (f"{_HERE}.form:form", "Write the forms, and a text that asks each person to answer."),
        "collect": (f"{_HERE}.collect:collect", "Bring in the answers that came back, from any kind of form."),
        "key-in": (f"{_HERE}.key_in:key_in", "Type in answers from paper, one key an answer."),
        "answer": (f"{_HERE}.answer:answer", "Answer item by item, in plain text."),
        "status": (f"{_HERE}.status:status", "Show who was asked, and who has answered how many items."),
        "edition": (f"{_HERE}.edition:edition", "Go on in another edition of the code; answers follow where they can."),
        "close": (f"{_HERE}.close:close", "Close a round, so that its results can be seen; or open it again."),
        "show": (f"{_HERE}.show:show", "Show what a round came to, or one item of it."),
        "report": (f"{_HERE}.report:report", "Write the result of a round into a file to send or to print."),
        "publish": (f"{_HERE}.publish:publish", "Write what a round found for everybody, or take it back."),
        "meeting": (f"{_HERE}.meeting:meeting", "Write down what partners settled about a result."),
        "plan": (f"{_HERE}.plan:plan", "Write down who does what by when, with what support."),
        "round": (f"{_HERE}.round:new_round", "Ask again: begin the next round from the last one."),
        "erase": (f"{_HERE}.erase:erase", "Take a person out: answers, earlier versions, reports."),
    }


@click.group("assess", cls=AssessCommands, invoke_without_command=True)
@click.pass_context
def assess(ctx: click.Context) -> int:
    """Assess a partnership by a code: one organisation, one voice.

    An assessment is a folder. Begin one with 'new'; give out what 'form' writes; bring the answers in with 'collect';
    'close' the round; make the 'report'; write the 'plan' at a meeting; and ask again with 'round'.
    """
    return show_help(ctx)
