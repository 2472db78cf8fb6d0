"""Codes of practice and assessments as typed values: read, checked, written, looked up and worked out.

The names in ``__all__`` are public, here and in ``compact_core.model``, ``compact_core.plugins`` and
``compact_core.testing``. Everything else is private, and can change at any time. Public names are imported when they
are first used, so that a program pays only for what it needs. So each of them stands here three times: in imports for
type checkers, beside its module for Python, and in ``__all__`` for tools that only read. A test compares the three.
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
        DifferInDegree,
        Finding,
        GivenAnswer,
        GivenAnswers,
        NotEnoughKnown,
        PartlyThere,
        RoundResult,
        SetAside,
        SidesDiffer,
        SplitInside,
        assess,
        findings_of,
    )
    from compact_core.assessment.findings.position import SidePosition, Voice, VoiceState
    from compact_core.assessment.findings.tallies import Tally
    from compact_core.assessment.forms.content import Form, FormItem, FormSection
    from compact_core.assessment.forms.form_text import FormLine, LineStyle, form_lines
    from compact_core.assessment.forms.sheet import sheet_rows
    from compact_core.assessment.partnership import (
        AskedSide,
        AskedTime,
        Carried,
        EarlierEdition,
        EarlierItem,
        Invitee,
        Meeting,
        Organisation,
        Outcome,
        Partnership,
        Plan,
        PlanLine,
        Publishing,
        Round,
        Row,
        SaidLine,
        Scope,
        Side,
        Statement,
        Visibility,
        Vote,
    )
    from compact_core.assessment.publishing.lines import (
        PublishedFinding,
        PublishedRound,
        PublishedSide,
        as_lines,
        is_published,
        read_lines,
    )
    from compact_core.assessment.publishing.packed import PUBLISHED_ENDINGS, published_in
    from compact_core.assessment.records.collecting import (
        AnswerVersion,
        Collected,
        CollectedState,
        Conflict,
        OlderForm,
        Refused,
    )
    from compact_core.assessment.records.reading import Assessment, Opened, RoundRecord, open_assessment
    from compact_core.assessment.records.saving import Saved, save_response
    from compact_core.assessment.responses import Answer, Comment, GivenTo, Moment, OptionalDigest, Response
    from compact_core.assessment.results.charts import BAR_WIDTH, Segment, segments
    from compact_core.assessment.results.formats import page_style, tone_of
    from compact_core.assessment.results.item_values import (
        Item,
        ItemNumbers,
        ItemVoice,
        Mark,
        Missing,
        SidePlace,
        SideVoices,
        Spot,
    )
    from compact_core.assessment.results.result_page import result_page
    from compact_core.assessment.results.values import (
        AgendaItem,
        Bar,
        Bars,
        Basis,
        Comparison,
        Count,
        Kept,
        Moved,
        OwnAnswer,
        OwnPage,
        PlanRow,
        Profile,
        Quote,
        ResultPage,
        Settled,
        TalkPoint,
        Trend,
        Turnout,
        page_to_plain,
    )
    from compact_core.assessment.tasks.returned_answers import BroughtIn, bring_in
    from compact_core.content.digest import content_digest
    from compact_core.content.read import Loaded, check_code, read_code, read_file, read_plain, read_text
    from compact_core.content.structure import file_key
    from compact_core.content.write import to_plain, write_code
    from compact_core.documents.document import BlockKind, DocumentBlock, UnreadableError
    from compact_core.errors import CompactsError, ContentError, NotFoundError, Problem, Severity
    from compact_core.library.library import Entry, FarLink, Library
    from compact_core.library.opening import open_library
    from compact_core.library.search.highlights import pieces, unmarked
    from compact_core.library.search.query import Hit, Query
    from compact_core.model import Code
    from compact_core.model.code import CodeIndex
    from compact_core.plugins.isolation import Watch
    from compact_core.reports.cells import as_typed, harmless, looks_worked_out
    from compact_core.reports.page import Block, Columns, Fact, Grid, Heading, Items, PageLink, Words
    from compact_core.reports.plain_text import as_text
    from compact_core.text import clean, listed, reason, shorten, suggestion

_NAMES = {
    "assessment.asking": "asked_digest",
    "assessment.findings.findings": (
        "AgreedNeedsWork AgreedStrength DifferInDegree FINDINGS Finding GivenAnswer GivenAnswers NotEnoughKnown"
        " PartlyThere RoundResult SetAside SidesDiffer SplitInside assess findings_of"
    ),
    "assessment.findings.position": "SidePosition Voice VoiceState",
    "assessment.findings.tallies": "Tally",
    "assessment.forms.content": "Form FormItem FormSection",
    "assessment.forms.form_text": "FormLine LineStyle form_lines",
    "assessment.forms.sheet": "sheet_rows",
    "assessment.partnership": (
        "AskedSide AskedTime Carried EarlierEdition EarlierItem Invitee Meeting Organisation Outcome Partnership Plan"
        " PlanLine Publishing Round Row SaidLine Scope Side Statement Visibility Vote"
    ),
    "assessment.publishing.lines": "PublishedFinding PublishedRound PublishedSide as_lines is_published read_lines",
    "assessment.publishing.packed": "PUBLISHED_ENDINGS published_in",
    "assessment.records.collecting": "AnswerVersion Collected CollectedState Conflict OlderForm Refused",
    "assessment.records.reading": "Assessment Opened RoundRecord open_assessment",
    "assessment.records.saving": "Saved save_response",
    "assessment.responses": "Answer Comment GivenTo Moment OptionalDigest Response",
    "assessment.results.charts": "BAR_WIDTH Segment segments",
    "assessment.results.formats": "page_style tone_of",
    "assessment.results.result_page": "result_page",
    "assessment.results.item_values": "Item ItemNumbers ItemVoice Mark Missing SidePlace SideVoices Spot",
    "assessment.results.values": (
        "AgendaItem Bar Bars Basis Comparison Count Kept Moved OwnAnswer OwnPage PlanRow Profile Quote ResultPage"
        " Settled TalkPoint Trend Turnout page_to_plain"
    ),
    "assessment.tasks.returned_answers": "BroughtIn bring_in",
    "content.digest": "content_digest",
    "content.read": "Loaded check_code read_code read_file read_plain read_text",
    "content.structure": "file_key",
    "content.write": "to_plain write_code",
    "documents.document": "BlockKind DocumentBlock UnreadableError",
    "errors": "CompactsError ContentError NotFoundError Problem Severity",
    "library.library": "Entry FarLink Library",
    "library.opening": "open_library",
    "library.search.highlights": "pieces unmarked",
    "library.search.query": "Hit Query",
    "model": "Code CodeIndex",
    "plugins.isolation": "Watch",
    "reports.cells": "as_typed harmless looks_worked_out",
    "reports.page": "Block Columns Fact Grid Heading Items PageLink Words",
    "reports.plain_text": "as_text",
    "text": "clean listed reason shorten suggestion",
}
"""The public names, by the module that has them."""

__all__ = [
    "BAR_WIDTH",
    "FINDINGS",
    "PUBLISHED_ENDINGS",
    "AgendaItem",
    "AgreedNeedsWork",
    "AgreedStrength",
    "Answer",
    "AnswerVersion",
    "AskedSide",
    "AskedTime",
    "Assessment",
    "Bar",
    "Bars",
    "Basis",
    "Block",
    "BlockKind",
    "BroughtIn",
    "Carried",
    "Code",
    "CodeIndex",
    "Collected",
    "CollectedState",
    "Columns",
    "Comment",
    "CompactsError",
    "Comparison",
    "Conflict",
    "ContentError",
    "Count",
    "DifferInDegree",
    "DocumentBlock",
    "EarlierEdition",
    "EarlierItem",
    "Entry",
    "Fact",
    "FarLink",
    "Finding",
    "Form",
    "FormItem",
    "FormLine",
    "FormSection",
    "GivenAnswer",
    "GivenAnswers",
    "GivenTo",
    "Grid",
    "Heading",
    "Hit",
    "Invitee",
    "Item",
    "ItemNumbers",
    "ItemVoice",
    "Items",
    "Kept",
    "Library",
    "LineStyle",
    "Loaded",
    "Mark",
    "Meeting",
    "Missing",
    "Moment",
    "Moved",
    "NotEnoughKnown",
    "NotFoundError",
    "OlderForm",
    "Opened",
    "OptionalDigest",
    "Organisation",
    "Outcome",
    "OwnAnswer",
    "OwnPage",
    "PageLink",
    "PartlyThere",
    "Partnership",
    "Plan",
    "PlanLine",
    "PlanRow",
    "Problem",
    "Profile",
    "PublishedFinding",
    "PublishedRound",
    "PublishedSide",
    "Publishing",
    "Query",
    "Quote",
    "Refused",
    "Response",
    "ResultPage",
    "Round",
    "RoundRecord",
    "RoundResult",
    "Row",
    "SaidLine",
    "Saved",
    "Scope",
    "Segment",
    "SetAside",
    "Settled",
    "Severity",
    "Side",
    "SidePlace",
    "SidePosition",
    "SideVoices",
    "SidesDiffer",
    "SplitInside",
    "Spot",
    "Statement",
    "TalkPoint",
    "Tally",
    "Trend",
    "Turnout",
    "UnreadableError",
    "Visibility",
    "Voice",
    "VoiceState",
    "Vote",
    "Watch",
    "Words",
    "as_lines",
    "as_text",
    "as_typed",
    "asked_digest",
    "assess",
    "bring_in",
    "check_code",
    "clean",
    "content_digest",
    "file_key",
    "findings_of",
    "form_lines",
    "harmless",
    "is_published",
    "listed",
    "looks_worked_out",
    "open_assessment",
    "open_library",
    "page_style",
    "page_to_plain",
    "pieces",
    "published_in",
    "read_code",
    "read_file",
    "read_lines",
    "read_plain",
    "read_text",
    "reason",
    "result_page",
    "save_response",
    "segments",
    "sheet_rows",
    "shorten",
    "suggestion",
    "to_plain",
    "tone_of",
    "unmarked",
    "write_code",
]


def __getattr__(name: str) -> object:
    for module, names in _NAMES.items():
        if name in names.split():
            from importlib import import_module

            return getattr(import_module(f"{__name__}.{module}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
