"""What a form says before it asks: who reads the answers, who sees what, how long, and how to withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.asking import minutes_each
from compact_core.forms.dates import in_words
from compact_core.reports.page import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.assessment.model import Invitee, Partnership, Round, Visibility

_WHO_SEES: dict[Visibility, str] = {
    "named": "Reports show who answered what: each person's organisation and role beside their answers.",
    "by organisation": (
        "Reports show where each organisation stands, and no answers of single people. If you alone answer for your "
        "organisation, where it stands is your answer."
    ),
    "by side": (
        "Reports show where each side stands, such as the public sector, and no organisation's answers. If too few "
        "organisations answer to hide each other, no findings are shown."
    ),
}


def about(partnership: Partnership, one_round: Round, invitee: Invitee) -> Iterator[Fact]:
    """What everybody has to know before they answer, label by label."""
    yield Fact("Time", f"About {_minutes(one_round)}. You may stop and go on later.")
    if one_round.closes:
        yield Fact("Answer by", in_words(one_round.closes))
    yield Fact("Who collects", f"{one_round.collector}. They can read every answer and every comment.")
    yield Fact(
        "Who sees what",
        f"{_WHO_SEES[partnership.visibility]} This is no promise that nobody can tell who said what: "
        "partners know each other, and can guess.",
    )
    yield Fact(
        "Comments",
        f"Each comment is for the facilitator only{_facilitator(partnership)}, unless you allow it "
        "to be quoted in reports. Whoever collects can read it too.",
    )
    yield Fact(
        "Information requests",
        "People can ask public bodies for the information that they hold. What a public body holds of your answers "
        "may have to be given out.",
    )
    yield Fact("How long kept", _kept(partnership))
    yield Fact(
        "To withdraw",
        f"Tell whoever collects, and give your code, {invitee.code}. Your answers are then erased from the files. "
        "Reports that were given out before cannot be called back.",
    )


def _minutes(one_round: Round) -> str:
    minutes = minutes_each(len(one_round.rows))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _facilitator(partnership: Partnership) -> str:
    """Who leads the talk about the result, as far as it is known, in brackets."""
    names = {one.id: one.name for one in partnership.organisations}
    home = names.get(partnership.facilitator_of, "")
    known = ", ".join(filter(None, (partnership.facilitator, home)))
    return f" ({known})" if known else ""


def _kept(partnership: Partnership) -> str:
    if partnership.retention:
        return f"Answers are kept until {in_words(partnership.retention)}."
    return "The partners have not said yet. Ask whoever collects."
