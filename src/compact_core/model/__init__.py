"""The model: what an agreement, a code and its provisions are. Frozen values, no files, no screens.

The names in ``__all__`` are public; the modules of this package are private.
"""

from __future__ import annotations

from compact_core.model.code import DEEPEST_SECTION, Code, Group, Link, Quotation, Section, Signatory, Table, Wording
from compact_core.model.header import ALL_PARTIES, Agreement, Applicability, Header, Party, RelatedCode, Source, Status
from compact_core.model.lineage import (
    CodePair,
    DroppedEntry,
    Lineage,
    LineageLink,
    NewEntry,
    Relations,
    Relative,
)
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
from compact_core.model.scales import SCALES, Scale
from compact_core.model.text_rules import Id, LanguageTag, PartialDate, Sha256, Text, TextRule

__all__ = [
    "ALL_PARTIES",
    "DEEPEST_SECTION",
    "KINDS",
    "SCALES",
    "Action",
    "Agreement",
    "Applicability",
    "AssessableProvision",
    "Barrier",
    "Benefit",
    "Code",
    "CodePair",
    "Commitment",
    "Contact",
    "Definition",
    "DroppedEntry",
    "Group",
    "Header",
    "Id",
    "LanguageTag",
    "Lineage",
    "LineageLink",
    "Link",
    "NewEntry",
    "Paragraph",
    "PartialDate",
    "PartnershipType",
    "Party",
    "Principle",
    "ProgressSign",
    "Provision",
    "Quotation",
    "RelatedCode",
    "Relations",
    "Relative",
    "Reminder",
    "Scale",
    "Section",
    "Sha256",
    "Signatory",
    "Source",
    "Status",
    "Table",
    "Text",
    "TextRule",
    "WarningSign",
    "Wording",
]
