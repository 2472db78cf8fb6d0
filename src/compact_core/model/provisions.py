"""The kinds of provision, each with only its own fields.

A provision is the smallest part of a code that can be cited, linked or assessed. A sentence that introduces a list
belongs to its section, and a list inside a paragraph belongs to the paragraph; neither is a provision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compact_core.model.text_rules import Id, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionBase:
    """What every provision has."""

    id: Id
    """Name of the provision, unique in its code."""
    section: Id
    """Id of the section it stands in."""
    at: Text
    """Where it stands in the source, as a reader would look it up, such as '8, bullet 17'."""
    erratum: str = ""
    """An error of the source in this place, explained in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedProvision(ProvisionBase):
    """A provision with text of its own."""

    title: str = ""
    """Short name: the source's own where it has one, else ours; empty when there is none."""
    text: Text
    """The provision in our plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(WordedProvision):
    """A paragraph that informs or explains."""

    kind: Literal["paragraph"] = "paragraph"
    """Marks the kind in files."""
    items: tuple[Text, ...] = ()
    """The items of the list inside the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessableProvision(WordedProvision):
    """A provision that partners can judge themselves by."""

    parts: tuple[Text, ...] = ()
    """The parts that the provision covers, when it asks for several things at once."""
    condition: str = ""
    """When it does not apply or cannot be judged yet; the reason to answer 'not applicable'."""
    hedge: str = ""
    """How the source limits it, such as 'where appropriate'."""
    aside: str = ""
    """What the source adds in brackets or as examples, in our words."""
    formality: Literal["any", "formal", "informal"] = "any"
    """The kind of partnership that it is meant for."""
    formal_variant: str = ""
    """What formal partnerships use in its place, in our words; empty when the source makes no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(AssessableProvision):
    """A value, or a test, of an equal partnership."""

    kind: Literal["principle"] = "principle"
    """Marks the kind in files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(WordedProvision):
    """What partners gain by working together."""

    kind: Literal["benefit"] = "benefit"
    """Marks the kind in files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier(WordedProvision):
    """What gets in the way: its title is the source's short name, its text explains it."""

    kind: Literal["barrier"] = "barrier"
    """Marks the kind in files."""
    title: Text
    """The short name that the source gives the barrier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(AssessableProvision):
    """What to do: an imperative, or a statement of good practice."""

    kind: Literal["action"] = "action"
    """Marks the kind in files."""
    duty: tuple[Id, ...] = ()
    """Ids of the parties that owe it, or ``all``; empty means the parties of its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(AssessableProvision):
    """What named parties promise; several can be paired in a group of undertakings."""

    kind: Literal["commitment"] = "commitment"
    """Marks the kind in files."""
    duty: tuple[Id, ...] = ()
    """Ids of the parties that owe it, or ``all``; empty means the parties of its section."""
    group: str = ""
    """Id of the group of undertakings it belongs to; empty when it stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(WordedProvision):
    """Something to keep in mind, without an action of its own."""

    kind: Literal["reminder"] = "reminder"
    """Marks the kind in files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(WordedProvision):
    """An entry of the glossary: its title is the term, its text the meaning."""

    kind: Literal["definition"] = "definition"
    """Marks the kind in files."""
    title: Text
    """The term that is defined."""
    also: tuple[Text, ...] = ()
    """Other forms of the term, such as an abbreviation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipType(WordedProvision):
    """A kind of partnership that the source distinguishes."""

    kind: Literal["partnership-type"] = "partnership-type"
    """Marks the kind in files."""
    title: Text
    """The source's name for the type."""
    example: str = ""
    """The example that the source gives, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSign(WordedProvision):
    """A sign that the partnership goes well."""

    kind: Literal["progress-sign"] = "progress-sign"
    """Marks the kind in files."""
    about: str = ""
    """Id of the provision that it is a sign of; empty when it is about its whole section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign(WordedProvision):
    """A sign that the partnership goes wrong."""

    kind: Literal["warning-sign"] = "warning-sign"
    """Marks the kind in files."""
    about: str = ""
    """Id of the provision that it is a sign of; empty when it is about its whole section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(ProvisionBase):
    """Whom to ask: an organisation and a role, never a person."""

    kind: Literal["contact"] = "contact"
    """Marks the kind in files."""
    organisation: Text
    """Name of the organisation."""
    role: str = ""
    """Team or role inside the organisation."""

    @property
    def title(self) -> str:
        """The organisation, as a short name."""
        return self.organisation

    @property
    def text(self) -> str:
        """Organisation and role on one line."""
        return f"{self.organisation}: {self.role}" if self.role else self.organisation


Provision = (
    Paragraph
    | Principle
    | Benefit
    | Barrier
    | Action
    | Commitment
    | Reminder
    | Definition
    | PartnershipType
    | ProgressSign
    | WarningSign
    | Contact
)
"""Any provision; its ``kind`` says which."""

KINDS: dict[str, type[Provision]] = {
    "paragraph": Paragraph,
    "principle": Principle,
    "benefit": Benefit,
    "barrier": Barrier,
    "action": Action,
    "commitment": Commitment,
    "reminder": Reminder,
    "definition": Definition,
    "partnership-type": PartnershipType,
    "progress-sign": ProgressSign,
    "warning-sign": WarningSign,
    "contact": Contact,
}
"""Every kind of provision by the word that files use."""
