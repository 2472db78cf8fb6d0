"""The sheets of a code and their columns: what each is called and what it is for.

Only names and help stand here. What a column may hold is worked out from the core's model, in ``forms``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.model import (
    PART_KINDS,
    Agreement,
    Applicability,
    Header,
    Link,
    Party,
    RelatedCode,
    Revision,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Column(NamedTuple):
    """A column, or a row of the sheet 'Code'."""

    key: str
    """Key that code files use."""
    heading: str
    """What people call it."""
    help: str
    """What to write there."""


class Layout(NamedTuple):
    """A sheet that holds one thing a row."""

    key: str
    """Key of the list in code files."""
    name: str
    """What people call the sheet."""
    help: str
    """What stands in a row."""
    types: tuple[type[object], ...]
    """What a row can be in the model; none for proofs of wording, which are pairs."""
    columns: tuple[Column, ...]
    """The columns, from left to right."""


CODE_SHEET = "Code"
CODE_HELP = "The code as a whole: the name of each fact in the first column, the fact in the second."

CODE_ROWS: dict[str, tuple[type[object], tuple[Column, ...]]] = {
    "code": (
        Header,
        (
            Column("id", "Id", "Short name of this code for files and links: small letters, digits and hyphens."),
            Column("title", "Title", "Title, as printed."),
            Column("kind", "Kind of document", "What the document calls itself. Left empty: code of practice."),
            Column("place", "Area", "Where it holds."),
            Column("language", "Language", "Language tag, such as en-GB or cy. Left empty: en-GB."),
            Column("issued", "Issued", "When it was first published: a year, a month or a day, such as 2024-05-14."),
            Column("revised", "Revised", "When it was last changed."),
            Column("effective", "In force from", "From when it holds, if that is another day."),
            Column("ends", "In force until", "Until when it holds."),
            Column("review", "Next review", "When it is to be reviewed next."),
            Column("version", "Version", "Version, as printed."),
            Column("status", "Status", "Where it stands today. Left empty: current."),
            Column("scale", "Answer scale", "Name of the answers in an assessment. Left empty: practice4."),
            Column("stem", "Words before each action", "Such as: In this partnership we"),
            Column("summary", "Summary", "One or two sentences on what the code is for."),
        ),
    ),
    "agreement": (
        Agreement,
        (
            Column("id", "Id of the agreement", "Short name of the agreement; its codes share it."),
            Column("name", "Name of the agreement", "Name, as its signatories write it."),
            Column("kind", "Kind of agreement", "Compact, covenant, accord, charter, or its own word."),
            Column("signed", "Agreement signed", "When it was signed: a year, a month or a day."),
        ),
    ),
    "source": (
        Source,
        (
            Column("title", "Title of the document", "The document that you restate."),
            Column("publisher", "Publisher", "Who published it."),
            Column("address", "Where to find it", "A web address, or the name of an archive."),
            Column("sha256", "SHA-256 of the document", "Its 64 digits from 0-9 and a-f, if you have them."),
            Column("note", "Note on the document", "What a reader must know, such as missing pages."),
        ),
    ),
}
"""The rows of the sheet 'Code': for each table of a code file its type and its keys."""

_ID = Column("id", "Id", "Short name for links, used once: small letters, digits and hyphens, such as share-power.")
_AT = Column("at", "Place in the source", "Where a reader finds it in the document, such as: 8, bullet 17")

_PART_COLUMNS = (
    Column("kind", "Kind", "What it is. Choose from the list."),
    _ID._replace(help=f"{_ID.help} Only a signatory may go without."),
    Column("number", "Number", "As printed, such as 1.2.1 or (a). Left empty when none is printed."),
    Column("title", "Title", "Heading, short name, caption or term: the document's own, or yours."),
    Column(
        "text",
        "Our words",
        "What it says, in your own plain words. Sections, groups, tables, contacts and signatories have none.",
    ),
    Column(
        "within",
        "Within",
        "Id of the part it stands in. Left empty: as it is indented, else the nearest section above; a section stands"
        " at the top. Top: in no section.",
    ),
    _AT._replace(help="Where a reader finds it, such as 8, bullet 17. Left empty: made from number or position."),
    Column("label", "Label", "The document's own word for what it is, such as Undertaking."),
    Column("duty", "Who owes it", "Ids of the parties or sides, or all. Beside a section: for everything in it."),
    Column("covers", "What it covers", "What it asks for, if it asks for several things at once."),
    Column("condition", "When it does not arise", "When it cannot be judged yet."),
    Column("hedge", "Limits in the source", "How the document limits it, such as: where appropriate"),
    Column("aside", "Added in brackets", "What the document adds as an aside or an example."),
    Column("formality", "Meant for", "Formal or informal partnerships only. Left empty: any."),
    Column("formal_variant", "Formal partnerships use", "What formal partnerships use in its place."),
    Column("lead", "Lead", "Sections: the sentence before the list, in your words. Tasks: who leads it."),
    Column("stem", "Words before each", "Sections: read before each action and commitment, such as: We will"),
    Column(
        "role",
        "Role",
        "Sections: introduction, review, dispute, glossary, signatories or appendix, if it is one of these."
        " Contacts and signatories: the team or office.",
    ),
    Column("items", "List in the paragraph", "Paragraphs: the points of a list inside it."),
    Column("also", "Other forms of the term", "Definitions: abbreviations and the like."),
    Column("example", "Example", "Partnership types: the document's example."),
    Column("about", "Sign of", "Progress and warning signs: id of the provision they tell of."),
    Column("who", "Who takes the step", "Steps: such as an independent mediator."),
    Column("time_limit", "Within how long", "Steps: such as 10 working days."),
    Column("otherwise", "If it is not done", "Steps: what happens if it fails or is not taken."),
    Column("target", "Target", "Indicators: what is to be reached."),
    Column("due", "Due", "Tasks: by when, as the document says it."),
    Column("cost", "Cost", "Tasks: what it costs, and who pays."),
    Column("measure", "Measure", "Tasks: how it is known to be done."),
    Column("state", "State", "Tasks: how far it is, as the document says it."),
    Column("headings", "Headings of the table", "Tables: a | between them, such as: What | Days"),
    Column("rows", "Rows of the table", "Tables: each row on a line of its own, such as: Letters | 14"),
    Column("instrument", "Quoted document", "Quotations: title of the other document."),
    Column("place", "Place in the quoted document", "Quotations: such as section 3(2)."),
    Column("on", "Note on", "Notes: id of the part that it is a note on. Left empty: the part it stands in."),
    Column("organisation", "Organisation", "Contacts and signatories: its name. Name no person."),
    Column("address", "Web address", "Contacts: the page of the organisation."),
    Column("party", "Party", "Signatories: id of the party it belongs to, if it belongs to one."),
    Column("signed", "Signed", "Signatories: when, as a year, a month or a day."),
    Column("erratum", "Error in the source", "A mistake of the document itself, told in your words."),
)

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "related",
        "Related codes",
        "Another code that this one translates, summarises, replaces or accompanies.",
        (RelatedCode,),
        (
            Column("code", "Other code", "Id of the other code."),
            Column("relation", "Relation", "What this code does to the other."),
            Column("note", "Note", "What a reader should know about it."),
        ),
    ),
    Layout(
        "revisions",
        "Revisions",
        "A change of the document that made no new edition of it.",
        (Revision,),
        (
            Column("date", "Date", "When it was changed: a year, a month or a day."),
            Column("version", "Version", "The version that it became."),
            Column("note", "Note", "What was changed, in your words."),
        ),
    ),
    Layout(
        "parties",
        "Parties",
        "A partner who can owe something. Needed only where the document says who owes what.",
        (Party,),
        (
            _ID._replace(help="Short name, such as council; all is taken, it means every party."),
            Column("name", "Name", "Name, as the document writes it."),
            Column("side", "Side", "Group in which the party is counted, such as public or third."),
            Column("at", "Place in the source", "Where the document names it, if only a heading does."),
        ),
    ),
    Layout(
        "applicability",
        "What applies",
        "A rule of the document on what applies to which kind of partnership. Without one everything applies to all.",
        (Applicability,),
        (
            Column("formality", "Kind of partnership", "Formal or informal."),
            Column("scope", "Scope", "Choose: it picks what matters most to it. All: it aims at everything."),
            _AT,
            Column("sections", "Sections", "Ids of the sections that the rule covers. Left empty: the whole code."),
            Column("note", "Rule in our words", "The rule, restated."),
        ),
    ),
    Layout(
        "parts",
        "Parts",
        "One thing that the document prints, in the order of the document: a heading, a clause, a table, a note.",
        tuple(PART_KINDS.values()),
        _PART_COLUMNS,
    ),
    Layout(
        "links",
        "Links",
        "How one part serves or names another.",
        (Link,),
        (
            Column("from", "From", "Id of the part that does something for the other."),
            Column("to", "To", "Id of the other part, such as a barrier or a principle; of another code: code#id."),
            Column("relation", "Relation", "Addresses a barrier, upholds a principle; the others lead to any part."),
            Column("reason", "Reason", "Why, in one sentence; needed for the first two, unless the document says it."),
            Column("basis", "Basis", "Who says so: source is the document itself. Left empty: editorial, you."),
        ),
    ),
    Layout(
        "wording",
        "Wording",
        "Proof of an official sentence. A program writes these rows; leave the sheet out.",
        (),
        (
            Column("provision", "Part", "Id of the part."),
            Column("proof", "Proof", "16 digits, a space and the number of words."),
        ),
    ),
)
"""The sheets with one thing a row, in the order in which they are shown."""

NEEDED = ("parts",)
"""Lists whose sheet must be there."""


def normal(name: str) -> str:
    """A name as names are compared: without capitals, hyphens, underscores and marks at its end."""
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split()).rstrip(" :*.")


def by_name(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns by their headings and by their keys, as names are compared; headings come first."""
    columns = list(columns)
    keys = {normal(column.key): column for column in columns}
    return keys | {normal(column.heading): column for column in columns}
