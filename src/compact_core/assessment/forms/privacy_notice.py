"""What a form says before it asks: who reads the answers, who sees what, how long, and how to withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compact_core.assessment.asking import minutes_each
from compact_core.assessment.findings.visibility import CHOICES, publishing_promised
from compact_core.assessment.partnership import Invitee, Partnership, Round
from compact_core.assessment.records.days import in_words
from compact_core.reports.page import Fact
from compact_core.text import count

_INSIDERS: Mapping[int, str] = {
    3: (
        "There are 64 ways in which three organisations can answer on four points. From exact words, one of them could "
        "work out your answer in 4 of the 64, and two together in 16. From what reports show they cannot in any. "
        "Whether you stand high or low, one can tell in 16, and two in 32."
    ),
    5: (
        "There are 1,024 ways in which five organisations can answer on four points. From exact words, one of them "
        "could work out your answer in 2 of the 1,024, and two together in 8. From what reports show they cannot in "
        "any. Whether you stand high or low, one can tell in none, and two in 64."
    ),
}
"""What other partners can work out of a report by side, by how many organisations of a side must answer."""
_MIDDLE_OF_THREE = (
    "Where a scale has a point in the middle, two of three can now and then tell that you chose it: on five points in "
    "8 of 125 ways. "
)


def about(partnership: Partnership, asked: Round, invitee: Invitee) -> Iterator[Fact]:
    """What everybody has to know before they answer, label by label."""
    yield Fact("Time", f"About {count(minutes_each(len(asked.rows)), 'minute')}. You may stop and go on later.")
    if asked.closes:
        yield Fact("Answer by", in_words(asked.closes))
    yield Fact("Who collects", f"{asked.collector}. They can read every answer and every comment.")
    yield Fact(
        "Who sees what",
        f"{_who_sees(partnership, asked)} This is no promise that nobody can tell who said what: "
        f"partners know each other, and can guess. {published(partnership, asked)}",
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


def _who_sees(partnership: Partnership, asked: Round) -> str:
    """What reports show of answers, and what others can work out of it."""
    if partnership.visibility == "named":
        return "Reports show who answered what: each person's organisation and role beside their answers."
    if partnership.visibility == "by organisation":
        return (
            "Reports show where each organisation stands, and no answers of single people. Where several answer for "
            "an organisation, it is set on the nearest point of the scale. If you alone answer for yours, where it "
            "stands is your answer. If two of you answer, each can nearly work out what the other said."
        )
    fewest = partnership.fewest
    middle = _MIDDLE_OF_THREE if fewest == CHOICES[0] and len(asked.points) % 2 else ""
    return (
        "Reports show where each side stands, such as the public sector, and no organisation's answers. They say only "
        "whether more than half of a side's organisations stand high on the scale, or low. If fewer than "
        f"{fewest} organisations of a side answer, no findings are shown. Other partners know their own answers. "
        f"{_INSIDERS[fewest]} {middle}If you stand apart from most of your side, nobody can tell. "
        "An organisation can also have a page for itself alone. Beside what everybody sees, it shows the reply that "
        "the organisation agreed on or, where only one person was asked for it, what that person answered. What "
        "several people answered for it stands on no page."
    )


def published(partnership: Partnership, asked: Round) -> str:
    """Whether findings may be published, and what then names the partnership; one sentence."""
    how = publishing_promised(partnership, asked)
    if how == "no":
        return "What is found is not published, and not gathered with what other partnerships found."
    kind = f" and the kind of partnership, {asked.promised_kind}" if how == "area and kind" else ""
    return (
        "What is found may be published and gathered with what other partnerships found, with the name of the area, "
        f"{asked.promised_area}{kind}, and with no organisation, person or comment; where few partnerships are in the "
        "area, people can guess which it is."
    )


def _facilitator(partnership: Partnership) -> str:
    """Who leads the talk about the result, as far as it is known, in brackets."""
    home = partnership.names.get(partnership.facilitator_of, "")
    known = ", ".join(filter(None, (partnership.facilitator, home)))
    return f" ({known})" if known else ""


def _kept(partnership: Partnership) -> str:
    if partnership.retention:
        return f"Answers are kept until {in_words(partnership.retention)}."
    return "The partners have not said yet. Ask whoever collects."
