"""The model: what an agreement, a code and its provisions are. Frozen values, no files, no screens."""

from __future__ import annotations

from compact_core.model.code import DEEPEST_SECTION, Code, Group, Link, Quotation, Section, Signatory, Table, Wording
from compact_core.model.header import ALL_PARTIES, Agreement, Applicability, Header, Party, RelatedCode, Source, Status
from compact_core.model.provisions import (
    KINDS,
    Action,
    AssessableProvision,
    Barrier,
    Benefit,
    Commitment,
    Contact,
    Definition,
    Paragraph,
    PartnershipType,
    Principle,
    ProgressSign,
    Provision,
    Reminder,
    WarningSign,
)
from compact_core.model.text_rules import TextRule

__all__ = [
    "ALL_PARTIES",
    "DEEPEST_SECTION",
    "KINDS",
    "Action",
    "Agreement",
    "Applicability",
    "AssessableProvision",
    "Barrier",
    "Benefit",
    "Code",
    "Commitment",
    "Contact",
    "Definition",
    "Group",
    "Header",
    "Link",
    "Paragraph",
    "PartnershipType",
    "Party",
    "Principle",
    "ProgressSign",
    "Provision",
    "Quotation",
    "RelatedCode",
    "Reminder",
    "Section",
    "Signatory",
    "Source",
    "Status",
    "Table",
    "TextRule",
    "WarningSign",
    "Wording",
]
