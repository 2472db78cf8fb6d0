"""Codes of practice and assessments as typed values: read, checked, written, looked up and worked out.

The names in ``__all__`` are public, here and in ``compact_core.model``, ``compact_core.plugins`` and
``compact_core.testing``. Everything else is private, and can change at any time. Public names are imported when they
are first used, so that a program pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.version import __version__ as __version__  # re-exported

if TYPE_CHECKING:
    from compact_core.assessment.asking import asked_digest
    from compact_core.assessment.findings.findings import (
        FINDINGS,
        AgreedNeedsWork,
        AgreedStrength,
        Finding,
        NotEnoughKnown,
        PartlyThere,
        RoundResult,
        SetAside,
        SidesDiffer,
        SplitInside,
        assess,
    )
    from compact_core.assessment.findings.from_answers import GivenAnswer, GivenAnswers, findings_of
    from compact_core.assessment.findings.position import SideStanding, Voice, VoiceState
    from compact_core.assessment.findings.tallies import Tally
    from compact_core.assessment.partnership import (
        AskedSide,
        AskedTime,
        Invitee,
        Organisation,
        Partnership,
        Round,
        Row,
        Side,
        Visibility,
    )
    from compact_core.assessment.plans import Meeting, Outcome, Plan, PlanLine
    from compact_core.assessment.records.collecting import AnswerVersion, Collected, CollectedState, Conflict, Refused
    from compact_core.assessment.records.reading import Assessment, Opened, RoundRecord, open_assessment
    from compact_core.assessment.records.saving import Saved, save_response
    from compact_core.assessment.responses import Answer, Comment, Moment, Response
    from compact_core.assessment.results.page import result_page
    from compact_core.assessment.results.values import (
        Comparison,
        Count,
        Item,
        ItemNumbers,
        ItemVoice,
        Mark,
        Missing,
        Moved,
        PlanRow,
        Profile,
        Quote,
        ResultPage,
        Settled,
        TalkGroup,
        Trend,
        Turnout,
        page_to_plain,
    )
    from compact_core.assessment.tasks.returned_answers import BroughtIn, bring_in
    from compact_core.content.read import Loaded, check_code, read_code, read_file, read_plain, read_text
    from compact_core.content.structure import file_key
    from compact_core.content.write import to_plain, write_code
    from compact_core.errors import CompactsError, ContentError, NotFoundError, Problem, Severity
    from compact_core.library.entry import Entry, FarLink
    from compact_core.library.library import Library
    from compact_core.library.opening import open_library
    from compact_core.library.search.highlights import pieces, unmarked
    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.code import CodeIndex
    from compact_core.plugins.isolation import Watch
    from compact_core.reports.cells import as_typed, harmless, looks_worked_out
    from compact_core.reports.page import Fact
    from compact_core.text import clean, reason, shorten, suggestion

_HOMES = {
    "AgreedNeedsWork": "assessment.findings.findings",
    "AgreedStrength": "assessment.findings.findings",
    "Answer": "assessment.responses",
    "AskedSide": "assessment.partnership",
    "AskedTime": "assessment.partnership",
    "Assessment": "assessment.records.reading",
    "BroughtIn": "assessment.tasks.returned_answers",
    "Code": "model",
    "CodeIndex": "model.code",
    "AnswerVersion": "assessment.records.collecting",
    "Collected": "assessment.records.collecting",
    "CollectedState": "assessment.records.collecting",
    "Comment": "assessment.responses",
    "CompactsError": "errors",
    "Comparison": "assessment.results.values",
    "Conflict": "assessment.records.collecting",
    "ContentError": "errors",
    "Count": "assessment.results.values",
    "Entry": "library.entry",
    "FINDINGS": "assessment.findings.findings",
    "Fact": "reports.page",
    "FarLink": "library.entry",
    "Finding": "assessment.findings.findings",
    "GivenAnswer": "assessment.findings.from_answers",
    "GivenAnswers": "assessment.findings.from_answers",
    "Hit": "library.search.query",
    "Invitee": "assessment.partnership",
    "Item": "assessment.results.values",
    "ItemNumbers": "assessment.results.values",
    "ItemVoice": "assessment.results.values",
    "Library": "library.library",
    "Loaded": "content.read",
    "Mark": "assessment.results.values",
    "Meeting": "assessment.plans",
    "Missing": "assessment.results.values",
    "Moment": "assessment.responses",
    "Moved": "assessment.results.values",
    "NotEnoughKnown": "assessment.findings.findings",
    "NotFoundError": "errors",
    "Opened": "assessment.records.reading",
    "Organisation": "assessment.partnership",
    "Outcome": "assessment.plans",
    "PartlyThere": "assessment.findings.findings",
    "Partnership": "assessment.partnership",
    "Plan": "assessment.plans",
    "PlanLine": "assessment.plans",
    "PlanRow": "assessment.results.values",
    "Problem": "errors",
    "Profile": "assessment.results.values",
    "Query": "library.search.query",
    "Quote": "assessment.results.values",
    "Refused": "assessment.records.collecting",
    "Response": "assessment.responses",
    "ResultPage": "assessment.results.values",
    "Round": "assessment.partnership",
    "RoundRecord": "assessment.records.reading",
    "RoundResult": "assessment.findings.findings",
    "Row": "assessment.partnership",
    "Saved": "assessment.records.saving",
    "SetAside": "assessment.findings.findings",
    "Settled": "assessment.results.values",
    "Severity": "errors",
    "Side": "assessment.partnership",
    "SideStanding": "assessment.findings.position",
    "SidesDiffer": "assessment.findings.findings",
    "SplitInside": "assessment.findings.findings",
    "TalkGroup": "assessment.results.values",
    "Tally": "assessment.findings.tallies",
    "Trend": "assessment.results.values",
    "Turnout": "assessment.results.values",
    "Visibility": "assessment.partnership",
    "Voice": "assessment.findings.position",
    "VoiceState": "assessment.findings.position",
    "Watch": "plugins.isolation",
    "as_typed": "reports.cells",
    "asked_digest": "assessment.asking",
    "assess": "assessment.findings.findings",
    "bring_in": "assessment.tasks.returned_answers",
    "check_code": "content.read",
    "clean": "text",
    "file_key": "content.structure",
    "findings_of": "assessment.findings.from_answers",
    "harmless": "reports.cells",
    "looks_worked_out": "reports.cells",
    "open_assessment": "assessment.records.reading",
    "open_library": "library.opening",
    "page_to_plain": "assessment.results.values",
    "pieces": "library.search.highlights",
    "read_code": "content.read",
    "read_file": "content.read",
    "read_plain": "content.read",
    "read_text": "content.read",
    "reason": "text",
    "result_page": "assessment.results.page",
    "save_response": "assessment.records.saving",
    "shorten": "text",
    "suggestion": "text",
    "to_plain": "content.write",
    "unmarked": "library.search.highlights",
    "write_code": "content.write",
}
"""The module of each public name."""

__all__ = [
    "FINDINGS",
    "AgreedNeedsWork",
    "AgreedStrength",
    "Answer",
    "AnswerVersion",
    "AskedSide",
    "AskedTime",
    "Assessment",
    "BroughtIn",
    "Code",
    "CodeIndex",
    "Collected",
    "CollectedState",
    "Comment",
    "CompactsError",
    "Comparison",
    "Conflict",
    "ContentError",
    "Count",
    "Entry",
    "Fact",
    "FarLink",
    "Finding",
    "GivenAnswer",
    "GivenAnswers",
    "Hit",
    "Invitee",
    "Item",
    "ItemNumbers",
    "ItemVoice",
    "Library",
    "Loaded",
    "Mark",
    "Meeting",
    "Missing",
    "Moment",
    "Moved",
    "NotEnoughKnown",
    "NotFoundError",
    "Opened",
    "Organisation",
    "Outcome",
    "PartlyThere",
    "Partnership",
    "Plan",
    "PlanLine",
    "PlanRow",
    "Problem",
    "Profile",
    "Query",
    "Quote",
    "Refused",
    "Response",
    "ResultPage",
    "Round",
    "RoundRecord",
    "RoundResult",
    "Row",
    "Saved",
    "SetAside",
    "Settled",
    "Severity",
    "Side",
    "SideStanding",
    "SidesDiffer",
    "SplitInside",
    "TalkGroup",
    "Tally",
    "Trend",
    "Turnout",
    "Visibility",
    "Voice",
    "VoiceState",
    "Watch",
    "as_typed",
    "asked_digest",
    "assess",
    "bring_in",
    "check_code",
    "clean",
    "file_key",
    "findings_of",
    "harmless",
    "looks_worked_out",
    "open_assessment",
    "open_library",
    "page_to_plain",
    "pieces",
    "read_code",
    "read_file",
    "read_plain",
    "read_text",
    "reason",
    "result_page",
    "save_response",
    "shorten",
    "suggestion",
    "to_plain",
    "unmarked",
    "write_code",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
