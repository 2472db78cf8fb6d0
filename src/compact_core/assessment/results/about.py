"""What the first page says of the assessment itself: facts, who answered, warnings, whether it was equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compact_core.assessment.asking import changed_and_gone, digests_of
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.equality import Choice, Equality
from compact_core.assessment.findings.findings import organisations_by_side
from compact_core.assessment.findings.tallies import answers_that_count
from compact_core.assessment.findings.visibility import SHORTEST, publishing_promised
from compact_core.assessment.partnership import Partnership, Round, Visibility
from compact_core.assessment.records.days import in_words
from compact_core.assessment.records.paths import MEETING, PLAN
from compact_core.assessment.results.charts import text_bar
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.values import Bar, Bars, Basis, Turnout
from compact_core.assessment.said import without_said
from compact_core.assessment.setup.partners import side_names
from compact_core.content.digest import code_digest
from compact_core.model import AssessableProvision, Code
from compact_core.reports.page import Fact
from compact_core.text import count, joined

SEEN: Mapping[Visibility, str] = {
    "named": "Named: who answered what",
    "by organisation": "By organisation: where each organisation stands, and no answers of single people",
    "by side": "By side: where each side stands, and no organisation's answers",
}
"""What reports show, in words."""
MINUTES = "Minutes asked of all people of a side"
"""Label of what the bars of minutes tell too."""
_SPOILT = {MEETING: "what the meeting settled", PLAN: "the plan"}


def facts(code: Code, evidence: Evidence, made_with: str) -> Iterator[Fact]:
    """The code, dates, scale, and who may see what; what is not known is left out."""
    partnership, asked = evidence.partnership, evidence.now.record.asked
    led = evidence.partnership.names.get(partnership.facilitator_of, "")
    beside = ", with the signed words of the document beside them" if asked.wording == "signed" else ""
    labelled = [
        ("Kind of partnership", ", ".join(filter(None, (partnership.form, partnership.formality)))),
        ("Assessed by", f"{code.title} ({', '.join(filter(None, (code.agreement.name, code.header.issued)))})"),
        ("Words shown", f"the plain words of this edition{beside}"),
        ("Answers", " / ".join(asked.points)),
        ("Opened", in_words(asked.opened)),
        ("Answers asked for by", in_words(asked.closes)),
        ("Closed", in_words(asked.closed)),
        ("Collected by", asked.collector),
        ("Talk led by", f"{partnership.facilitator} (of {led})" if led else partnership.facilitator),
        ("Who may see what", _seen(partnership)),
        ("Answers kept until", in_words(partnership.retention)),
        ("May be published", _published(partnership, asked)),
        ("Made with", made_with),
    ]
    yield from (Fact(label, text) for label, text in labelled if text)


def _seen(partnership: Partnership) -> str:
    """What reports show, in words."""
    if partnership.visibility != "by side":
        return SEEN[partnership.visibility]
    return f"{SEEN['by side']}; at least {partnership.fewest} organisations of each side must have answered"


def basis(code: Code, evidence: Evidence) -> Basis:
    """What the round is, in ids and dates."""
    partnership, asked = evidence.partnership, evidence.now.record.asked
    known = side_names(code)
    sides = organisations_by_side(evidence.now.partnership, asked)
    return Basis(
        code=asked.code,
        code_digest=code_digest(without_said(code, asked)),
        scale=asked.scale,
        opened=asked.opened,
        closed=asked.closed,
        rule=partnership.visibility,
        fewest=partnership.fewest if evidence.by_side else 0,
        side_ids=tuple(side if side in known else f"side-{number}" for number, side in enumerate(sides, start=1)),
    )


def _published(partnership: Partnership, asked: Round) -> str:
    """Whether findings of the round may be published, in words."""
    how = publishing_promised(partnership, asked)
    if how == "no":
        return "no"
    kind = f" and the kind of partnership, {asked.promised_kind}" if how == "area and kind" else ""
    return f"yes, with the name of the area, {asked.promised_area}{kind}"


def turnout(found: Equality, evidence: Evidence) -> tuple[Turnout, ...]:
    """Who was asked, and who answered."""
    names, sides = evidence.partnership.names, evidence.words.sides
    return tuple(
        Turnout(
            sides[side.side],
            tuple(names[each] for each in side.answered),
            tuple(names[each] for each in side.silent),
            tuple(names[each] for each in side.unread),
        )
        for side in found.sides
    )


def equality_facts(found: Equality, evidence: Evidence) -> Iterator[Fact]:
    """Who chose what, and what was asked of each side."""
    yield Fact("Who chose the code", _chosen(found.code, evidence))
    yield Fact("Who chose the items", _chosen(found.rows, evidence))
    yield Fact("Who chose the dates", _chosen(found.dates, evidence))
    minutes = [f"{evidence.words.sides[side.side]} {side.minutes}" for side in found.sides if side.minutes]
    yield Fact(MINUTES, ", ".join(minutes) or "not recorded")


def _chosen(choice: Choice, evidence: Evidence) -> str:
    if not choice.organisations:
        return "not recorded"
    names = evidence.who(choice.organisations)
    return f"{names} – one side only" if choice.one_sided and len(evidence.words.sides) > 1 else names


def dont_knows(found: Equality, evidence: Evidence) -> Iterator[Fact]:
    """How many of the answers of each side are don't-knows.

    Where people are hidden, organisations are counted, in the findings that are shown. Each of these says how many
    voices a side has, so the count gives nothing more away.
    """
    for side, (part, of) in zip(found.sides, _dont_knows(found, evidence), strict=True):
        out_of = count(of, "answer" if evidence.words.people else "voice")
        where = "" if evidence.words.people else " in the findings that are shown"
        yield Fact(evidence.words.sides[side.side], f"{part} of {out_of}{where}")


def balance(found: Equality, evidence: Evidence) -> Iterator[Bars]:
    """The numbers of each side beside each other: who answered, minutes, and don't-knows."""
    names = evidence.words.sides
    answered = (
        (names[side.side], len(side.answered), len(side.answered) + len(side.silent) + len(side.unread))
        for side in found.sides
    )
    yield Bars(
        "Organisations that answered", tuple(_bar(name, part, of, f"{part} of {of}") for name, part, of in answered)
    )
    if most := max((side.minutes for side in found.sides), default=0):
        minutes = ((names[side.side], side.minutes) for side in found.sides)
        yield Bars("Minutes asked of all people", tuple(_bar(name, part, most, str(part)) for name, part in minutes))
    counted = zip(found.sides, _dont_knows(found, evidence), strict=True)
    bars = (_bar(names[side.side], part, of, f"{part} of {of}") for side, (part, of) in counted)
    yield Bars(f"Don't-knows, out of {'answers' if evidence.words.people else 'voices in what is shown'}", tuple(bars))


def _bar(label: str, value: int, of: int, text: str) -> Bar:
    return Bar(label, value, of, text, text_bar(value, of))


def _dont_knows(found: Equality, evidence: Evidence) -> Iterator[tuple[int, int]]:
    """The don't-knows of each side, and out of how many."""
    if evidence.words.people:
        yield from ((side.dont_knows, side.answers) for side in found.sides)
        return
    for column, _ in enumerate(found.sides):
        shown = [finding.sides[column] for finding in evidence.shown()]
        unknown = sum(len(side.that("don't know")) for side in shown)
        yield unknown, sum(side.possible_voices for side in shown)


def warnings(code: Code, evidence: Evidence, found: Equality, *, for_facilitator: bool) -> Iterator[str]:
    """What must be read first."""
    if for_facilitator:
        yield "For the facilitator only: this page holds comments that are not for the partners. Do not pass it on."
    yield from _unread(evidence)
    for side in found.sides:
        if side.spoken_for:
            name = evidence.words.sides[side.side]
            yield (
                f"All answers of {name} were filled in by another side. This result is one side's view."
                if side.answered
                else f"Nobody of {name} answered, and others did. This result is one side's view."
            )
    if why := evidence.why_nothing:
        yield _refused(why, evidence.partnership)
    if (method := evidence.now.record.asked.method) != METHOD:
        yield (
            f"This round was closed under version {method} of the method. This page is made by version {METHOD}, and "
            "can say something else than reports of that time."
        )
    counted = answers_that_count(evidence.now.record.asked, evidence.now.responses).values()
    late = sum(given.answer.late for answers in counted for given in answers)
    if late:
        came = "answer came" if late == 1 else "answers came"
        yield f"{late} {came} after the round was closed, when results could be seen. They count."
    yield from _editions(evidence.now.record.asked)
    changed, gone = changed_and_gone(evidence.now.record.asked.rows, digests_of(code))
    if changed:
        yield (
            f"{count(len(changed), 'item')} of this round stood in other words when people answered: "
            f"{', '.join(changed)}. This page has the words of today."
        )
    if gone:
        yield f"The code no longer has {count(len(gone), 'item')} that the round asked about: {', '.join(gone)}."


def _editions(asked: Round) -> Iterator[str]:
    """What became of answers while the round went on in another edition."""
    for edition in asked.editions:
        if edition.round != asked.number:
            continue
        items = [item for item in asked.earlier if item.asked == edition.asked]
        kept = {item.item for item in items if item.how == "kept"}
        again = {item.item for item in items if item.becomes} - kept
        gone = {item.item for item in items} - again - kept
        until = f" until {in_words(edition.until)}" if edition.until else ""
        same = (
            "1 item of it says the same, and answers to it"
            if len(kept) == 1
            else f"{len(kept)} items of it say the same, and answers to them"
        )
        yield (
            f"Another edition was asked about{until}: {edition.code}. {same} count. What was answered to the others "
            f"does not: {len(again)} asked again, {len(gone)} no longer asked."
        )
        if as_said := sorted({item.becomes for item in items if item.as_said and item.how == "kept"}):
            yield f"Of {joined(as_said)} it was said that the meaning is the same, though the words are others."


def _unread(evidence: Evidence) -> Iterator[str]:
    """What of the rounds cannot be read."""
    for assessed in evidence.rounds:
        asked, unread = assessed.record.asked, assessed.result.unread
        if unread:
            homes = assessed.result.unread_organisations
            names = joined(name for organisation, name in evidence.partnership.names.items() if organisation in homes)
            where = "" if assessed is evidence.now else f" in round {asked.number}"
            files = count(len(unread), "file")
            yield (
                f"Answers of {names}{where} cannot be read ({files}). Nothing of {'it' if len(homes) == 1 else 'them'} "
                "counts until they are mended. 'compacts assess status' says what is wrong."
            )
    for name in evidence.now.record.spoilt:
        yield f"{name} of this round cannot be read, so {_SPOILT[name]} is missing here."


def _refused(why: str, partnership: Partnership) -> str:
    """Why no findings are shown."""
    if why == "unreadable":
        return (
            "No findings are shown until these answers are mended. They are shown by side, and two results, with these "
            "answers and without them, would give away what was answered."
        )
    needed = {
        "short scale": f"a scale of at least {SHORTEST[partnership.visibility]} points",
        "few organisations": f"at least {partnership.fewest} answering organisations on every side",
    }
    return (
        f"No findings are shown. They are shown {partnership.visibility}, and that needs {needed[why]}. "
        "What people were told holds; for another rule, begin a new assessment."
    )


def left_out(code: Code, evidence: Evidence, items: Sequence[Item], *, for_facilitator: bool) -> Iterator[str]:
    """What the page does not hold, and why."""
    asked = {item.id for item in items}
    whole = [provision for provision in code.provisions if isinstance(provision, AssessableProvision)]
    unasked = sum(provision.id not in asked for provision in whole)
    if unasked:
        yield f"{count(unasked, 'item')} of the {len(whole)} in the code: the round did not ask about them."
    withheld = [item.number for item in items if not item.summary]
    fewest = evidence.partnership.fewest
    if withheld and not evidence.why_nothing:
        yield (
            f"The findings of {'item' if len(withheld) == 1 else 'items'} {', '.join(withheld)}: a side has fewer than "
            f"{fewest} voices there, or the finding would give an organisation away together with another round."
        )
    if evidence.by_side:
        yield (
            "Whatever could give an organisation away: its answers, splits inside a side, numbers, movements, ticks "
            "for what is missing, whose a comment is, and answers that came late. Of a side it is shown whether more "
            "than half of its voices stand high, or low."
        )
    elif not evidence.words.people:
        yield (
            "Answers of single people, ticks for what is missing, what counting heads would hide, and answers that "
            "came late: the partners agreed to show where organisations stand. Each is set on the nearest point of the "
            "scale."
        )
    if any(item.numbers is None for item in items) and not evidence.by_side:
        yield "Numbers of items on which fewer than five organisations have an opinion: so few make no statistic."
    if evidence.hides_comments and not evidence.unread and not for_facilitator:
        yield f"Comments: with fewer than {fewest} organisations that answered, one could tell whose they are."
    comments = (comment for response in evidence.now.responses for comment in response.comments)
    if not for_facilitator and any(comment.text and comment.use == "facilitator only" for comment in comments):
        yield "Comments that are for the facilitator only."
