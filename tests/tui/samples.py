"""Codes made for the tests of the interface, one of them as hostile as text can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.errors import CompactsError, ContentError, Problem
from compact_core.library.catalogue import Catalogue
from compact_core.library.indexing import entry_of
from compact_core.library.library import Library
from compact_core.library.readings import Reading
from compact_core.library.search.hits import find
from compact_core.library.search.passages import passages
from compact_core.library.stamps import stamp
from compact_core.model import (
    Action,
    Agreement,
    Aim,
    Applicability,
    Barrier,
    Benefit,
    Code,
    Commitment,
    Contact,
    Definition,
    Example,
    Figure,
    Group,
    Header,
    Indicator,
    Link,
    Note,
    Paragraph,
    Part,
    PartnershipType,
    Party,
    Principle,
    ProgressSign,
    Question,
    Quotation,
    RelatedCode,
    Reminder,
    Section,
    Signatory,
    Source,
    Step,
    Table,
    Task,
    WarningSign,
    Wording,
)

if TYPE_CHECKING:
    from compact_core.library.library import Entry

HOSTILE = (
    "[b]bold[/b]",
    "[/x]",
    "[@click=app.quit]x[/]",
    "[link='javascript:x']y[/link]",
    "$primary {0} %s ${x}",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07bell",
    "\x9b2Jcleared",
    "back\x08space\x7f",
    "\u202eright to left\u202c",
    "\u2066isolated\u2069",
    "👩‍👩‍👧 🏳️‍🌈 ✅",
    "café Straße ﷽ e\u0301",
    "W" * 120,
    "tab\there",
    "line\nbreak",
)
"""Texts that break a terminal or Textual when they are not shown as text."""
WORST = " ".join(HOSTILE)


def bad(name: str) -> str:
    """A hostile text that can be told from the others."""
    return f"{name} {WORST}"


def hostile_code() -> Code:
    """A code of every kind of thing, with hostile text in every field that is shown."""
    return Code(
        header=Header(
            id="hostile",
            title=bad("code title"),
            kind=bad("code kind"),
            place=bad("code place"),
            issued="2001",
            stem=bad("stem"),
            summary=bad("summary"),
        ),
        agreement=Agreement(id="agreement", name=bad("agreement name"), kind=bad("agreement kind"), signed="2000"),
        source=Source(
            title=bad("source title"),
            publisher=bad("publisher"),
            address=bad("address"),
            sha256="0" * 64,
            note=bad("source note"),
        ),
        related=(
            RelatedCode(code="plain", relation="replaces", note=bad("related note")),
            RelatedCode(code=bad("unknown code"), relation="translates"),
        ),
        parties=(
            Party(id="public", name=bad("party name"), side=bad("side"), at=bad("party at")),
            Party(id="third", name="Voluntary sector", side="third"),
        ),
        applicability=(
            Applicability(
                formality="formal", scope="choose", at=bad("rule at"), sections=("first",), note=bad("rule note")
            ),
        ),
        parts=(
            Section(
                id="first",
                title=bad("section title"),
                number="[1]",
                lead=bad("lead"),
                duty=("public",),
                erratum=bad("section erratum"),
            ),
            Section(id="inner", title="Inner", within="first", role="review"),
            Section(id="disputes", title="Disputes", role="dispute"),
            *(Section(id=f"text-{number}", title=text) for number, text in enumerate(HOSTILE)),
            Group(id="pairs", within="inner", title=bad("group title"), at=bad("group at")),
            *provisions(),
            Table(
                id="table",
                within="inner",
                at=bad("table at"),
                title=bad("table title"),
                headings=(bad("heading one"), bad("heading two")),
                rows=((bad("cell one"), bad("cell two")),),
            ),
            Quotation(
                id="quotation",
                within="inner",
                at=bad("quotation at"),
                instrument=bad("instrument"),
                place=bad("quotation place"),
                text=bad("quotation text"),
            ),
            Signatory(within="top", organisation=bad("signatory"), role=bad("signatory role"), signed="2000-01"),
            Signatory(organisation=bad("section signatory"), within="disputes"),
        ),
        links=(
            Link(source="action", target="barrier", relation="addresses", reason=bad("link reason")),
            Link(source="action", target="principle", relation="upholds", reason="Said so.", basis="source"),
            Link(source="action", target=bad("missing id"), relation="upholds", reason="Nobody knows."),
        ),
        wording=(Wording(provision="action", digest="0123456789abcdef", words=31),),
    )


def provisions() -> tuple[Part, ...]:
    """One provision of every kind, a figure, a note, and one with a hostile id."""
    return (
        Figure(id="figure", within="inner", title=bad("figure title"), text=bad("figure")),
        Note(id="note", within="inner", on="action", text=bad("note")),
        Paragraph(id="paragraph", within="first", at=bad("place"), text=bad("paragraph"), items=(bad("item"),)),
        Principle(id="principle", within="first", at="2", title=bad("principle title"), text=bad("principle")),
        Benefit(id="benefit", within="first", at="3", text=bad("benefit")),
        Barrier(id="barrier", within="first", at="4", title=bad("barrier title"), text=bad("barrier")),
        Action(
            id="action",
            within="first",
            at="5",
            title=bad("action title"),
            text=bad("action"),
            covers=(bad("part one"), bad("part two")),
            condition=bad("condition"),
            hedge=bad("hedge"),
            aside=bad("aside"),
            formality="formal",
            formal_variant=bad("variant"),
            erratum=bad("erratum"),
        ),
        Commitment(id="promise", within="pairs", at="6", text=bad("promise"), duty=("public",)),
        Commitment(id="answer", within="pairs", at="7", text=bad("answer"), duty=("third",)),
        Commitment(id="alone", within="inner", at="8", text="Alone", duty=("all",)),
        Reminder(id="reminder", within="inner", at="9", text=bad("reminder")),
        Definition(id="definition", within="inner", at="10", title="Term", text="Meaning", also=(bad("also"),)),
        PartnershipType(id="type", within="inner", at="11", title="Type", text="Said", example=bad("example")),
        ProgressSign(id="progress", within="inner", at="12", text=bad("progress"), about="action"),
        WarningSign(id="warning", within="inner", at="13", text=bad("warning"), about=bad("missing about")),
        Contact(id="contact", within="inner", at="14", organisation=bad("organisation"), role=bad("role")),
        Aim(id="aim", within="inner", label=bad("label"), number=bad("number"), text=bad("aim")),
        Step(
            id="step",
            within="inner",
            text=bad("step"),
            who=bad("who"),
            time_limit=bad("time limit"),
            otherwise=bad("otherwise"),
        ),
        Question(id="question", within="inner", text=bad("question")),
        Example(id="example", within="inner", title=bad("example title"), text=bad("example text")),
        Indicator(id="indicator", within="inner", text=bad("indicator"), target=bad("target")),
        Task(
            id="task",
            within="inner",
            text=bad("task"),
            lead=bad("task lead"),
            due=bad("due"),
            cost=bad("cost"),
            measure=bad("measure"),
            state=bad("state"),
        ),
        Reminder(id=bad("id"), within="inner", at="15", text="An id that only a plugin can give"),
        *(
            Reminder(id=f"reminder-{number}", within=f"text-{number}", at="16", title=text, text=text)
            for number, text in enumerate(HOSTILE)
        ),
    )


def plain_code() -> Code:
    """A small code that does nothing special."""
    return Code(
        header=Header(id="plain", title="A plain code"),
        agreement=Agreement(id="agreement", name=bad("agreement name"), kind="compact"),
        source=Source(title="A plain document"),
        parts=(
            Section(id="only", title="Only section"),
            Paragraph(id="said", within="only", at="1", text="Plainly said."),
        ),
    )


PROBLEMS = (
    Problem("error", bad("file"), 3, 7, bad("message"), bad("hint")),
    Problem("warning", "plugin x", 0, 0, "It is odd."),
)


def library_of(*codes: Code, problems: tuple[Problem, ...] = ()) -> Library:
    """A library of these codes, and of one that cannot be read and one that is gone."""
    by_id = {code.id: code for code in codes}
    entries = [entry_of(code, "test", "test.toml") for code in codes]
    if codes:
        entries += [entries[0]._replace(id="broken", title="Broken"), entries[0]._replace(id="gone", title="Gone")]

    def read(entry: Entry) -> Code:
        if entry.id == "broken":
            raise ContentError(PROBLEMS)
        if entry.id == "gone":
            raise CompactsError(bad("gone"))
        return by_id[entry.id]

    catalogue = Catalogue(":memory:")
    files = [entry_of(code, "test", code.id) for code in codes]
    told = [(entry, passages(code)) for entry, code in zip(files, codes, strict=True)]
    catalogue.readings.keep([Reading(stamp(entry.id), "", "", entry, "", (), said, ()) for entry, said in told])
    catalogue.views.keep("test", (), files)
    return Library(entries, problems, read, find=lambda query: find(catalogue, "test", query), close=catalogue.close)


def hostile_library() -> Library:
    """The hostile code beside a plain one, a broken one and one that is gone."""
    return library_of(hostile_code(), plain_code(), problems=PROBLEMS)
