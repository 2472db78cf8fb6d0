"""The kinds of provision, each with only its own fields.

A provision is the smallest part of a code that can be cited, linked or assessed; a clause within a clause is
one too. A sentence that introduces a list belongs to its section, and is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from compact_core.model.parts import Figure, Group, Note, PlacedPart, Quotation, Section, Signatory, Table
from compact_core.model.text_rules import Ref, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionBase(PlacedPart):
    """What every provision has."""

    label: str = ""
    """The document's own word for it, such as 'Undertaking'; shown in place of our word for its kind."""


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
    items: tuple[Text, ...] = ()
    """The items of the list inside the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessableProvision(WordedProvision):
    """A provision that partners can judge themselves by."""

    covers: tuple[Text, ...] = ()
    """What the provision covers, when it asks for several things at once."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(WordedProvision):
    """What partners gain by working together."""

    kind: Literal["benefit"] = "benefit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier(WordedProvision):
    """What gets in the way: its title is the source's short name, its text explains it."""

    kind: Literal["barrier"] = "barrier"
    title: Text
    """The short name that the source gives the barrier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(AssessableProvision):
    """What to do: an imperative, or a statement of good practice."""

    kind: Literal["action"] = "action"
    duty: tuple[Ref, ...] = ()
    """Ids of the parties or sides that owe it, or ``all``; empty means that the part around it says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(AssessableProvision):
    """What named parties promise; several can be paired within a group."""

    kind: Literal["commitment"] = "commitment"
    duty: tuple[Ref, ...] = ()
    """Ids of the parties or sides that owe it, or ``all``; empty means that the part around it says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(WordedProvision):
    """Something to keep in mind, without an action of its own."""

    kind: Literal["reminder"] = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(WordedProvision):
    """An entry of the glossary: its title is the term, its text the meaning."""

    kind: Literal["definition"] = "definition"
    title: Text
    """The term that is defined."""
    also: tuple[Text, ...] = ()
    """Other forms of the term, such as an abbreviation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipType(WordedProvision):
    """A kind of partnership that the source distinguishes."""

    kind: Literal["partnership-type"] = "partnership-type"
    title: Text
    """The source's name for the type."""
    example: str = ""
    """The example that the source gives, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressSign(WordedProvision):
    """A sign that the partnership goes well."""

    kind: Literal["progress-sign"] = "progress-sign"
    about: Ref = ""
    """Id of the provision that it is a sign of, also of another code; empty when it is about its whole section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign(WordedProvision):
    """A sign that the partnership goes wrong."""

    kind: Literal["warning-sign"] = "warning-sign"
    about: Ref = ""
    """Id of the provision that it is a sign of, also of another code; empty when it is about its whole section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(ProvisionBase):
    """Whom to ask: an organisation and a role, never a person."""

    kind: Literal["contact"] = "contact"
    organisation: Text
    """Name of the organisation."""
    role: str = ""
    """Team or role inside the organisation."""
    address: str = ""
    """Web address of the organisation's page."""

    @property
    def title(self) -> str:
        """The organisation, as a short name."""
        return self.organisation

    @property
    def text(self) -> str:
        """Organisation and role on one line."""
        return f"{self.organisation}: {self.role}" if self.role else self.organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(WordedProvision):
    """What the partners want to reach or believe in: an aim, objective, outcome, value or vision."""

    kind: Literal["aim"] = "aim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(WordedProvision):
    """A step of a procedure, such as one that settles a dispute."""

    kind: Literal["step"] = "step"
    who: str = ""
    """Who takes it, such as 'an independent mediator'."""
    time_limit: str = ""
    """Within how long, such as '10 working days'."""
    otherwise: str = ""
    """What happens if it fails or is not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(AssessableProvision):
    """A question of a checklist."""

    kind: Literal["question"] = "question"
    duty: tuple[Ref, ...] = ()
    """Ids of the parties or sides that it is put to, or ``all``; empty means that the part around it says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(WordedProvision):
    """A case study: what somebody did."""

    kind: Literal["example"] = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(WordedProvision):
    """What is measured to see whether the agreement works."""

    kind: Literal["indicator"] = "indicator"
    target: str = ""
    """What is to be reached, such as '90 % within 30 days'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(WordedProvision):
    """A line of an action plan that the source prints."""

    kind: Literal["task"] = "task"
    lead: str = ""
    """Who leads it: an organisation, a team or an office."""
    due: str = ""
    """By when, as the source says it."""
    cost: str = ""
    """What it costs, and who pays."""
    measure: str = ""
    """How it is known to be done."""
    state: str = ""
    """How far it is, as the source says it."""


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
    | Aim
    | Step
    | Question
    | Example
    | Indicator
    | Task
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
    "aim": Aim,
    "step": Step,
    "question": Question,
    "example": Example,
    "indicator": Indicator,
    "task": Task,
}
"""Every kind of provision by the word that files use."""

Part = Section | Provision | Table | Quotation | Figure | Note | Group | Signatory
"""Any part of a code; its ``kind`` says which."""

PART_KINDS: dict[str, type[Part]] = {
    "section": Section,
    **KINDS,
    "table": Table,
    "quotation": Quotation,
    "figure": Figure,
    "note": Note,
    "group": Group,
    "signatory": Signatory,
}
"""Every kind of part by the word that files use."""


def make_part(kind: str, **values: Any) -> Part:
    """A part of a kind with these values for its fields."""
    make: Any = PART_KINDS[kind]
    part: Part = make(**values)
    return part
