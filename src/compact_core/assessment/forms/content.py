"""What a form shows, the same on every medium: made once from the code, the partnership, the round and the invitee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from compact_core.assessment.asking import asked_digest, by_section, changed_and_gone, digests_of, numbers_of
from compact_core.assessment.editions import earlier_answers
from compact_core.assessment.findings.vocabulary import answer_words
from compact_core.assessment.forms.privacy_notice import about
from compact_core.assessment.partnership import Invitee, Partnership, Round
from compact_core.assessment.responses import Response
from compact_core.assessment.setup.beginning import lacks_signed_words
from compact_core.errors import CompactsError
from compact_core.model import Code, Provision, Section
from compact_core.model.code import CodeIndex
from compact_core.reports.page import Fact, labelled, texts_of
from compact_core.reports.part_names import after_stem, name_of
from compact_core.reports.signed_words import signed_words_of
from compact_core.text import shorten

JUDGE = "Judge the whole. If the things that it covers differ, answer for the weakest."
"""What to do with an item that covers several things (docs/method.md)."""
TOO_EARLY = "too early"
"""A reason that every item offers for 'not applicable'."""
BOXES: dict[Literal["strengths", "improvements"], str] = {
    "strengths": "What works well here?",
    "improvements": "What could be better?",
}
"""The comment boxes of a section, and what each asks."""
_ALL = ("all parties",)
FOLLOWS = "it counts already. Answer only to change it"
AGAIN = "the words have changed since you answered. Please answer again"


class FormItem(NamedTuple):
    """One item to be answered."""

    id: str
    """Id of the provision."""
    number: str
    """Its number, in the form and in the result; paper and key-in go by it."""
    title: str
    """Short name; empty when the item has none."""
    text: str
    """What is judged, in full."""
    covers: tuple[str, ...]
    """What it covers, when it asks for several things; each may be ticked as missing."""
    notes: tuple[Fact, ...]
    """The signed words, where the round says so; where the document has it, if it is numbered, what it adds, how it
    limits the item, and who owes it."""
    reasons: tuple[str, ...]
    """Ready reasons for 'not applicable': the item's own, if it has one, and 'too early'."""
    earlier: str = ""
    """What the invitee answered when it stood in other words, to be shown only after it is answered again."""
    follows: bool = False
    """Whether an answer that was given before the round went on in another edition holds for it."""


class FormSection(NamedTuple):
    """The items of one section of the code, followed by two comment boxes."""

    id: str
    """Id of the section; ``top`` for the items that stand in none."""
    title: str
    """Number and heading; the title of the code for the items that stand in no section."""
    lead: str
    """The sentence that leads in to its items; empty when there is none."""
    items: tuple[FormItem, ...]
    """Its items, in the order of the round."""


class Form(NamedTuple):
    """Everything that a form shows to one invitee."""

    partnership: str
    """Id of the partnership."""
    partnership_name: str
    """Name of the partnership."""
    round: int
    """Number of the round."""
    code: str
    """Id of the code."""
    code_title: str
    """Title of the code."""
    language: str
    """Language of the code's words (BCP 47)."""
    invitee: str
    """Code of the invitee."""
    organisation: str
    """Id of the organisation that the invitee answers for."""
    organisation_name: str
    """Name of that organisation."""
    side: str
    """Name of the side on which that organisation stands; may be empty."""
    role: str
    """Role of whoever answers; may be empty."""
    agreed: bool
    """Whether this is the one reply that the organisation agreed on."""
    asked: str
    """What the form asks, as a digest (:func:`compact_core.assessment.asking.asked_digest`)."""
    collector: str
    """Whom to send the answers to."""
    address: str
    """Where to send them: a web or mail address of an organisation or a role; may be empty."""
    closes: str
    """By when, as a partial date; may be empty."""
    points: tuple[str, ...]
    """The words of the scale, from the lowest point."""
    organisations: tuple[tuple[str, str], ...]
    """Id and name of everybody who may have filled the form in: the organisations that are asked."""
    about: tuple[Fact, ...]
    """Who reads the answers, who sees what, how long they are kept, and so on."""
    sections: tuple[FormSection, ...]
    """The sections, in the order of the round."""

    @property
    def items(self) -> tuple[FormItem, ...]:
        """Every item, in the order of the form."""
        return tuple(item for section in self.sections for item in section.items)

    def section_of(self, item: FormItem) -> FormSection:
        """The section in which an item stands."""
        return next(section for section in self.sections if item in section.items)

    @property
    def title(self) -> str:
        """Heading of the form."""
        return f"{self.partnership_name}: round {self.round}"

    @property
    def answers_for(self) -> str:
        """The organisation, the side on which it stands, and the role."""
        home = f"{self.organisation_name} ({self.side})" if self.side else self.organisation_name
        return f"{home}, {self.role}" if self.role else home

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Id and name of the organisations that somebody else may belong to who filled the form in."""
        return tuple(organisation for organisation in self.organisations if organisation[0] != self.organisation)

    @property
    def has_parts(self) -> bool:
        """Whether any item covers several things."""
        return any(item.covers for item in self.items)

    @property
    def is_mail(self) -> bool:
        """Whether the address of the collector is a mail address."""
        return bool(self.address) and not self.address.startswith("https://")

    @property
    def send_to(self) -> str:
        """Whom to send the answers to, and where."""
        return f"{self.collector} <{self.address}>" if self.address else self.collector

    @property
    def file_name(self) -> str:
        """Name of the answers file that comes back."""
        return f"answers-{self.invitee}-round-{self.round}.json"


def form_of(
    code: Code, partnership: Partnership, asked: Round, invitee: Invitee, *, needs_signed_words: bool = True
) -> Form:
    """The form of a round for one invitee.

    Forms that are given out need the signed words that the round wants beside ours. Who types answers in can do without
    them. Raises :class:`CompactsError` when the round asks about another code, or in words that are not there any more.
    """
    _refuse_other_words(code, asked)
    if needs_signed_words and (why := lacks_signed_words(code, asked)):
        raise CompactsError(f'{why}\nOr write wording = "plain" in round.toml before any form is given out.')
    names = partnership.names
    return Form(
        partnership=partnership.id,
        partnership_name=partnership.name,
        round=asked.number,
        code=code.id,
        code_title=code.title,
        language=code.header.language,
        invitee=invitee.code,
        organisation=invitee.organisation,
        organisation_name=names.get(invitee.organisation, invitee.organisation),
        side=partnership.side_names.get(partnership.side_of.get(invitee.organisation, ""), ""),
        role=invitee.role,
        agreed=invitee.agreed,
        asked=asked_digest(asked),
        collector=asked.collector,
        address=asked.collector_address,
        closes=asked.closes,
        points=asked.points,
        organisations=tuple(
            (organisation, names.get(organisation, organisation)) for organisation in asked.organisations
        ),
        about=tuple(about(partnership, asked, invitee)),
        sections=tuple(_sections(code, partnership, asked)),
    )


def _refuse_other_words(code: Code, asked: Round) -> None:
    """Raise when people would be shown other words than the round stands for, with everything that differs."""
    if asked.code != code.id:
        raise CompactsError(f"Round {asked.number} asks about the code '{asked.code}', not '{code.id}'.")
    changed, gone = changed_and_gone(asked.rows, digests_of(code))
    differences = [
        f"{what}: {shorten(', '.join(items), 200)}."
        for what, items in (("No longer in the code", gone), ("In other words than before", changed))
        if items
    ]
    if differences:
        raise CompactsError(
            f"The code '{code.id}' has changed since round {asked.number} was made. {' '.join(differences)} "
            "Let the round go on in this edition ('compacts assess edition', or x in the overview): answers follow "
            "where they can, and you see everything first."
        )


def _sections(code: Code, partnership: Partnership, asked: Round) -> Iterator[FormSection]:
    index = CodeIndex(code)
    provisions = {provision.id: provision for provision in code.provisions}
    sections = {section.id: section for section in code.sections}
    numbers = numbers_of(asked)
    for section_id, picked in by_section(index, (provisions[row.item] for row in asked.rows)).items():
        items = tuple(_item(index, partnership, asked, provision, numbers[provision.id]) for provision in picked)
        if section := sections.get(section_id):
            yield FormSection(id=section_id, title=name_of(section), lead=section.lead, items=items)
        else:
            yield FormSection(id=section_id, title=code.title, lead="", items=items)


def _item(index: CodeIndex, partnership: Partnership, asked: Round, provision: Provision, number: str) -> FormItem:
    condition = getattr(provision, "condition", "")
    said = after_stem(index, provision)
    signed = signed_words_of(index.code, provision.id) if asked.wording == "signed" else ()
    return FormItem(
        id=provision.id,
        number=number,
        title=provision.title,
        text=said,
        covers=getattr(provision, "covers", ()),
        notes=(*signed, *_notes(index, partnership, provision, said)),
        reasons=tuple(dict.fromkeys(filter(None, (condition, TOO_EARLY)))),
    )


def _notes(index: CodeIndex, partnership: Partnership, provision: Provision, said: str) -> Iterator[Fact]:
    """The notes beside an item; its clause is left out where its words name it already."""
    owed = index.duty_of(provision)
    outer = index.items.get(provision.within)
    is_said = outer is None or isinstance(outer, Section) or getattr(outer, "text", name_of(outer)) in said
    return labelled(
        {
            "at": provision.at if provision.number else "",
            "within": "" if is_said or outer is None else name_of(outer),
            **texts_of(provision, "hedge", "aside"),
            **(texts_of(provision, "formal_variant") if partnership.formality == "formal" else {}),
            "duty": "" if owed == _ALL else ", ".join(owed),
        }
    )


def with_answers_before(form: Form, asked: Round, response: Response | None, *, held: bool = False) -> Form:
    """The form with what its invitee answered before the round went on in another edition.

    An answer to other words does not stand beside its item: people are to answer without it. Only a medium that can
    wait for the new answer shows it after that. A form that is sent out also says which answers count already
    (``held``), so nobody answers everything again.
    """
    if response is None or all(edition.round != asked.number for edition in asked.editions):
        return form
    before = earlier_answers(response, asked)

    def with_answers(item: FormItem) -> FormItem:
        now, then = (
            answer_words(answer, asked.points) if answer else ""
            for answer in (response.answer_to(item.id), before.get(item.id))
        )
        item = item._replace(earlier=then)
        if not now:
            return item._replace(notes=(*item.notes, Fact("Reworded", AGAIN))) if then else item
        if not held:
            return item
        return item._replace(notes=(*item.notes, Fact("Answered", f"{now}; {FOLLOWS}")), follows=True)

    sections = (section._replace(items=tuple(map(with_answers, section.items))) for section in form.sections)
    return form._replace(sections=tuple(sections))


def earlier_answer(item: FormItem) -> str:
    """What somebody answered when an item stood in other words, once it is answered again; empty for nothing."""
    return f"When item {item.number} stood in other words, you answered: {item.earlier}." if item.earlier else ""
