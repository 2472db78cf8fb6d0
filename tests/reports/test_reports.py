"""A code as a page, and the page as text and as Markdown: every part stands there, in its place."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from hypothesis import given

from compact_core import Code, CodeIndex
from compact_core.model import (
    Action,
    Agreement,
    Applicability,
    Barrier,
    Commitment,
    Contact,
    Definition,
    Group,
    Header,
    Link,
    Paragraph,
    PartnershipType,
    Party,
    ProgressSign,
    Provision,
    Quotation,
    RelatedCode,
    Section,
    Signatory,
    Source,
    Table,
)
from compact_core.reports.code_page import code_page, part_page
from compact_core.reports.markdown import as_markdown
from compact_core.reports.page import Block, Columns, Heading, Items
from compact_core.reports.part_names import name_of
from compact_core.reports.plain_text import as_text
from strategies import codes, few
from tui.samples import library_of

RIVERSIDE = Code(
    header=Header(
        id="riverside-2025",
        title="Working together in Riverside",
        place="Riverside",
        issued="2025-09",
        summary="How we work together.",
    ),
    agreement=Agreement(id="riverside-compact", name="Riverside Compact", kind="compact", signed="2025"),
    source=Source(title="The Riverside code", publisher="Riverside Council", note="Page 3 is torn."),
    related=(RelatedCode(code="riverside-2015", relation="replaces", note="The older one is shorter."),),
    parties=(
        Party(id="council", name="The Council", side="public"),
        Party(id="charities", name="Charities", side="third"),
    ),
    applicability=(Applicability(formality="informal", scope="choose", at="4"),),
    parts=(
        Section(id="aims", title="Aims", number="1", lead="We aim at this:", erratum="The contents page says Aim."),
        Paragraph(id="p1", at="1a", text="Two things matter.", items=("Trust.", "Time.")),
        Action(
            id="talk",
            title="Talk early",
            text="Talk to each other early.",
            covers=("before money is spent", "before minds are made up"),
            duty=("all",),
            hedge="where possible",
            aside="By telephone, too.",
            formality="formal",
            formal_variant="A written timetable.",
            condition="There is nothing to decide yet.",
        ),
        Barrier(id="time", title="No time", text="Nobody has the time."),
        Definition(id="compact", at="1, note", title="Compact", text="An agreement.", also=("accord",)),
        PartnershipType(id="loose", at="1b", title="Loose", text="Few rules.", example="A book club."),
        ProgressSign(id="sign", at="1c", text="People ring back.", about="talk"),
        Section(id="promises", title="Promises", number="1.1", within="aims", duty=("charities",)),
        Group(id="money", title="Money", at="1.1, table"),
        Commitment(
            id="pay",
            within="money",
            at="1.1, left",
            text="Pay in time.",
            duty=("council",),
            covers=("the bill", "the rent"),
        ),
        Commitment(id="ask", within="money", at="1.1, right", text="Ask in time."),
        Contact(id="desk", at="back page", organisation="Riverside Council", role="partnerships team"),
        Table(id="hours", at="2", title="Hours", headings=("Day", "Open"), rows=(("Mon", "9 | 5"),)),
        Quotation(id="act", at="3", instrument="Trees Act", place="section 2", text="Plant trees."),
        Signatory(within="top", organisation="Riverside Council", role="leader", signed="2025"),
        Signatory(within="top", organisation="Scouts"),
    ),
    links=(Link(source="talk", target="time", relation="addresses", reason="It saves time."),),
)
INDEX = CodeIndex(RIVERSIDE)
ALONE = library_of()
"""A library in which no other code is related."""

CODE_AS_TEXT = """\
Working together in Riverside
=============================
How we work together.
Agreement: Riverside Compact (compact, signed 2025)
Kind: code of practice
Place: Riverside
Language: en-GB
Issued: 2025-09
Status: in force
Holds: 9 provisions
Usual scale of answers: How far we do this, four steps (practice4)
Id: riverside-2025
The text is a restatement in plain words, not the signed wording.

Related codes
-------------
This edition replaces: riverside-2015, which is not in this library. The older
  one is shorter.

Parties
-------
- The Council (side: public)
- Charities (side: third)

What applies to whom
--------------------
- informal partnerships choose what matters most to them in the whole code
  (source: 4).

Written from
------------
The Riverside code
Published by: Riverside Council
Note on the source: Page 3 is torn.

1 Aims [aims]
-------------
Error in the source: The contents page says Aim.
We aim at this:

Two things matter. [p1]
Kind: paragraph
Place: 1a
- Trust.
- Time.

Talk early [talk]
Kind: action
Place: 1, bullet 1
Talk to each other early.
It covers:
- before money is spent
- before minds are made up

Owed by: all parties
Only for: formal partnerships
Not applicable when: There is nothing to decide yet.
Helps against: No time [time]. It saves time. (our reading)
Limited by the words: where possible
The source adds: By telephone, too.
Formal partnerships use: A written timetable.

No time [time]
Kind: barrier
Place: 1, bullet 2
Nobody has the time.
What helps against it: Talk early [talk]. It saves time. (our reading)

Compact [compact]
Kind: definition
Place: 1, note
An agreement.
Also called: accord

Loose [loose]
Kind: partnership type
Place: 1b
Few rules.
Example: A book club.

People ring back. [sign]
Kind: progress sign
Place: 1c
A sign of: Talk early [talk]

1.1 Promises [promises]
Owed by: Charities

  Money [money]
  Kind: paired undertakings
  Place: 1.1, table

    Pay in time. [pay]
    Kind: commitment
    Place: 1.1, left
    It covers:
    - the bill
    - the rent

    Owed by: The Council

    Ask in time. [ask]
    Kind: commitment
    Place: 1.1, right
    Owed by: Charities

  Riverside Council [desk]
  Kind: contact
  Place: back page
  Riverside Council: partnerships team

  Hours [hours]
  Kind: table
  Place: 2
  - Day: Mon; Open: 9 | 5

  Trees Act [act]
  Kind: quotation
  Place: 3
  “Plant trees.”
  Quoted from: Trees Act, section 2

Signed by
---------
- Riverside Council, leader, 2025
- Scouts
"""

TALK_IN_40_COLUMNS = """\
Talk early [talk]
=================
Stands in: Working together in Riverside
  > 1 Aims
Kind: action
Place: 1, bullet 1
Talk to each other early.
It covers:
- before money is spent
- before minds are made up

Owed by: all parties
Only for: formal partnerships
Not applicable when: There is nothing to
  decide yet.
Helps against: No time [time]. It saves
  time. (our reading)
Progress sign: People ring back. [sign]

About the wording
-----------------
Limited by the words: where possible
The source adds: By telephone, too.
Formal partnerships use: A written
  timetable.
"""

PROMISES_AS_MARKDOWN = """\
# 1.1 Promises

- **Stands in:** Working together in Riverside \\> 1 Aims
- **Owed by:** Charities

## Money

- **Kind:** paired undertakings
- **Place:** 1.1, table

### Pay in time.

- **Kind:** commitment
- **Place:** 1.1, left

It covers:

* the bill
* the rent

- **Owed by:** The Council

### Ask in time.

- **Kind:** commitment
- **Place:** 1.1, right
- **Owed by:** Charities

## Riverside Council

- **Kind:** contact
- **Place:** back page

Riverside Council: partnerships team

## Hours

- **Kind:** table
- **Place:** 2

| Day | Open |
| --- | --- |
| Mon | 9 \\| 5 |

## Trees Act

- **Kind:** quotation
- **Place:** 3

“Plant trees.”

- **Quoted from:** Trees Act, section 2
"""


def test_a_code_as_text() -> None:
    """A whole code reads from top to bottom, each part under its name and id, paired promises party by party."""
    assert as_text(code_page(ALONE, INDEX)) == CODE_AS_TEXT


def test_an_action_in_40_columns() -> None:
    """In a narrow window lines are folded between words and hang below their label."""
    assert as_text(part_page(ALONE, INDEX, INDEX.item("talk")), 40) == TALK_IN_40_COLUMNS


def test_a_section_as_markdown() -> None:
    """A section alone begins a page of its own, and says in which sections it stands."""
    assert as_markdown(part_page(ALONE, INDEX, INDEX.item("promises"))) == PROMISES_AS_MARKDOWN


def shown(page: Iterable[Block]) -> str:
    """Every text of a page, one after the other."""
    values = (value for block in page for value in block)
    parts = (value if isinstance(value, tuple) else (value,) for value in values)
    cells = (cell for part in parts for one in part for cell in (one if isinstance(one, tuple) else (one,)))
    return "\0".join(map(str, cells))


@few
@given(codes())
def test_a_page_of_a_code_leaves_nothing_out(code: Code) -> None:
    """Each section, provision, table, quotation, signatory and reason of a code stands on its page."""
    text = shown(code_page(ALONE, CodeIndex(code)))
    wanted = [code.title, *(one.title.strip() for one in code.sections), *(one.lead for one in code.sections)]
    wanted += [text for one in code.provisions for text in texts_of(one)]
    wanted += [cell for table in code.tables for row in (table.headings, *table.rows) for cell in row]
    wanted += [one.text for one in code.quotations] + [one.organisation for one in code.signatories]
    assert [one for one in wanted if one not in text] == []


def test_parts_stand_in_the_order_of_the_document() -> None:
    """Whatever stands between the clauses of a section is printed there: a box, a table, a section, a group."""
    code = replace(
        RIVERSIDE,
        parts=(
            Section(id="one", number="1", title="One"),
            Paragraph(id="before", number="1.1", text="Before."),
            Quotation(id="box", within="before", instrument="Trees Act", text="Plant."),
            Action(id="clause", number="(a)", within="before", text="Plant a tree."),
            Table(id="hours", headings=("Day",), rows=()),
            Section(id="inner", within="one", title="Inner"),
            Paragraph(id="deep", number="1.3", text="Deep."),
            Group(id="money", within="one", title="Money"),
            Commitment(id="pay", within="money", text="Pay.", duty=("public",)),
            Paragraph(id="after", number="1.4", within="one", text="After."),
        ),
        links=(),
    )
    index = CodeIndex(code)
    headings = [one for one in part_page(ALONE, index, index.item("one")) if isinstance(one, Heading)]
    order = ["one", "before", "box", "clause", "hours", "inner", "deep", "money", "pay", "after"]
    assert [one.id for one in headings] == order
    assert [one.level for one in headings] == [1, 2, 3, 3, 2, 2, 3, 2, 3, 2]
    assert headings[3].text == "(a) Plant a tree."


def test_undertakings_stand_side_by_side_where_nothing_else_is_among_them() -> None:
    """A brief page of a group pairs its promises, numbers and all; with more in it, it keeps its order."""
    pay = Commitment(id="pay", within="money", number="(a)", text="Pay.", duty=("public",))
    report = Commitment(id="report", within="money", number="(b)", text="Report.", duty=("third",))
    inner = Paragraph(id="inner", within="pay", number="(i)", text="In time.")
    paired = replace(RIVERSIDE, parts=(Group(id="money", title="Money"), pay, report), links=())
    mixed = replace(paired, parts=(*paired.parts, inner))
    pages = [
        list(part_page(ALONE, index, index.item("money"), brief=True)) for index in map(CodeIndex, (paired, mixed))
    ]
    names = tuple(party.name for party in RIVERSIDE.parties[:2])
    assert pages[0][-1] == Columns(names, (("(a) Pay.",), ("(b) Report.",)))
    assert [one.id for one in pages[1] if isinstance(one, Heading)] == ["money", "pay", "inner", "report"]


def test_a_long_text_is_named_by_whole_words() -> None:
    """A part without a title is called by its number and first words; a word is cut only where it is all there is."""
    first = "Tell the riders, the crews and everybody on the bank of the river at"
    assert name_of(Paragraph(id="a", number="2.", text=f"{first} once")) == f"2. {first}…"
    assert name_of(Paragraph(id="a", text="x" * 80)) == f"{'x' * 69}…"
    assert name_of(Paragraph(id="a", text=f"See {'x' * 80}")) == f"See {'x' * 65}…"
    assert name_of(Paragraph(id="a", text="x" * 70)) == "x" * 70


def test_who_signed_stands_where_the_document_lists_them() -> None:
    """Signatories beside each other are one list, each with its party, where they stand in the code."""
    listed = Signatory(organisation="Mill", party="charities", within="aims")
    last = Signatory(organisation="Scouts", within="top")
    index = CodeIndex(replace(RIVERSIDE, parts=(*RIVERSIDE.sections, listed, last), links=()))
    blocks = list(code_page(ALONE, index))[-6:]
    assert [one for one in blocks if isinstance(one, Items)] == [Items(("Mill, Charities",)), Items(("Scouts",))]
    assert [one for one in blocks if isinstance(one, Heading)][-3:] == [
        Heading(3, "1.1 Promises", "promises"),
        Heading(3, "Signed by"),
        Heading(2, "Signed by"),
    ]


@few
@given(codes())
def test_a_page_of_a_part_leaves_nothing_out(code: Code) -> None:
    """Each text of a provision stands on its own page, which begins with its name and where it stands."""
    index = CodeIndex(code)
    for one in filter(lambda part: part.id, code.parts):
        page = list(part_page(ALONE, index, one))
        heading = page[0]
        assert isinstance(heading, Heading)
        assert (heading.level, heading.text, heading.id) == (1, name_of(one), one.id)
        assert heading.within[0] == code.title
        if isinstance(one, Provision):
            assert [text for text in texts_of(one) if text not in shown(page)] == []
    for link in code.links:
        for end in (link.source, link.target):
            assert "#" in end or link.reason in shown(part_page(ALONE, index, index.item(end)))


def texts_of(one: Provision) -> Iterator[str]:
    """The texts of a provision that a page is to show."""
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name == "title" and not value.strip():
            continue
        if field.name not in {"within", "kind", "formality", "duty"}:
            yield from value if isinstance(value, tuple) else (value,)
