"""What each check of a code just allows, and what it just refuses.

The whole message of each check stands with the files of `tests/data/bad_codes`.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from compact_core.content import checks
from compact_core.content.checks import check_whole, no_personal_details
from compact_core.content.flaws import MOST_FLAWS
from compact_core.content.reference_checks import references
from compact_core.model import (
    PART_KINDS,
    Action,
    Agreement,
    Applicability,
    Barrier,
    Code,
    Commitment,
    Contact,
    Group,
    Header,
    Link,
    Note,
    Paragraph,
    Part,
    Party,
    Principle,
    Quotation,
    Revision,
    Section,
    Signatory,
    Source,
    Table,
    WarningSign,
    Wording,
)


def code(*parts: Part, **others: Any) -> Code:  # noqa: ANN401 - any field of a code
    """A code with these parts."""
    dates = {
        key: others.pop(key) for key in ("issued", "revised", "effective", "ends", "review", "status") if key in others
    }
    agreement = Agreement(id="agreement", name="Agreement", kind="compact", signed=others.pop("agreed", ""))
    header, source = Header(id="code", title="Code", **dates), Source(title="Source")
    return Code(header=header, agreement=agreement, source=source, parts=parts, **others)


def section(name: str, within: str = "", lead: str = "", duty: tuple[str, ...] = ()) -> Section:
    """A section."""
    return Section(id=name, title=name.title(), within=within, lead=lead, duty=duty)


def action(name: str, within: str = "", duty: tuple[str, ...] = ()) -> Action:
    """An action."""
    return Action(id=name, within=within, text="Talk.", duty=duty)


def commitment(name: str, within: str = "", duty: tuple[str, ...] = ()) -> Commitment:
    """A commitment."""
    return Commitment(id=name, within=within, text="Talk.", duty=duty)


def party(name: str) -> Party:
    """A party, of a side that has its name and an S."""
    return Party(id=name, name=name.title(), side=f"{name}-side")


def paths(check: checks.CodeCheck, checked: Code) -> list[str]:
    """Where the check finds fault, as text."""
    return [".".join(map(str, flaw.path)) for flaw in check(checked)]


S = section("s")
PAIR = (Barrier(id="b", title="B", text="B."), Principle(id="p", text="P."))
QUOTATION = Quotation(id="q", instrument="Act", text="Q.")
GROUP = Group(id="g", title="G")


def links(*ends: tuple[str, str, str]) -> tuple[Link, ...]:
    """Links by source, target and relation."""
    return tuple(
        Link(source=source, target=target, relation=relation, reason="So.")  # type: ignore[arg-type]
        for source, target, relation in ends
    )


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = ("one", "two")) -> Table:
    """A table."""
    return Table(id="t", headings=headings, rows=rows)


def wording(*names: str) -> tuple[Wording, ...]:
    """Proofs of these parts."""
    return tuple(Wording(provision=one, digest="0" * 16, words=1) for one in names)


ALLOWED: list[tuple[checks.CodeCheck, str, Code]] = [
    (checks.unique_ids, "a party and a section of one name", code(S, parties=(party("s"),))),
    (checks.unique_ids, "ids that are missing, and told by the reader", code(section(""), section(""))),
    (
        checks.unique_ids,
        "signatories without an id",
        code(Signatory(organisation="O"), Signatory(organisation="P")),
    ),
    (references, "no references", code(S, action("a"))),
    (
        references,
        "references of every kind, to what stands before or after",
        code(
            S,
            WarningSign(id="w", text="W.", about="a"),
            Note(id="n", on="g", text="N."),
            section("t", within="s", duty=("we", "we-side")),
            *PAIR,
            action("a", duty=("all",)),
            action("top-a", within="top"),
            GROUP,
            commitment("c", within="g", duty=("we-side",)),
            Signatory(organisation="O", party="we", within="t"),
            Signatory(organisation="P", party="all"),
            parties=(party("we"),),
            links=links(("a", "b", "addresses"), ("n", "s", "cites")),
            wording=wording("a", "s", "g"),
        ),
    ),
    (
        references,
        "parts of codes that may not be there",
        code(
            WarningSign(id="w", text="W.", about="other#x"),
            links=links(("w", "other#x", "about"), ("w", "other-code#y", "upholds")),
        ),
    ),
    (checks.part_tree, "eight levels", code(*(section(f"s{n}", f"s{n - 1}" if n else "") for n in range(8)))),
    (
        checks.part_tree,
        "clauses in clauses, also after other parts",
        code(S, action("a"), section("t"), action("b", "a"), action("c", "b"), action("d", "s"), section("u", "c")),
    ),
    (checks.part_tree, "an outer part that is nowhere, told as a reference", code(section("s", "t"))),
    (checks.nothing_inside, "only a section within it", code(S, section("t", "s"), action("a"))),
    (checks.nothing_inside, "only a lead", code(section("s", lead="We promise:"))),
    (checks.nothing_inside, "only a table", code(S, table())),
    (checks.nothing_inside, "only a signatory", code(S, Signatory(organisation="O"))),
    (checks.nothing_inside, "only a quotation", code(S, QUOTATION)),
    (checks.nothing_inside, "an erratum that says why", code(replace(S, erratum="Nothing is printed here."))),
    (checks.nothing_inside, "something that is lost", code(S, action("a", within="x"))),
    (checks.nothing_inside, "something within itself", code(S, action("a", within="a"))),
    (checks.real_dates, "a leap day", code(issued="2024-02-29", agreed="2000-02-29")),
    (
        checks.real_dates,
        "dates that differ only in exactness",
        code(issued="2003-09-17", revised="2003", ends="2003-09", review="2003"),
    ),
    (checks.real_dates, "an end on the first day", code(effective="2003-09-17", ends="2003-09-17")),
    (checks.real_dates, "in force before it was printed", code(issued="2004", effective="2003")),
    (checks.ended, "an end that is to come", code(ends="9999")),
    (checks.ended, "an end of what is no longer in force", code(ends="2003", status="historic")),
    (
        checks.sound_links,
        "two links from one provision",
        code(*PAIR, action("a"), links=links(("a", "b", "addresses"), ("a", "p", "upholds"))),
    ),
    (
        checks.sound_links,
        "a link between principles",
        code(*PAIR, links=links(("b", "p", "upholds"), ("p", "b", "addresses"))),
    ),
    (
        checks.sound_links,
        "an end that is nowhere, told as a reference",
        code(*PAIR, links=links(("b", "x", "upholds"), ("", "", "upholds"))),
    ),
    (
        checks.sound_links,
        "what is about, cites, implements or illustrates any part, without a reason",
        code(
            S,
            *PAIR,
            links=[
                replace(one, reason="")
                for one in links(("b", "s", "about"), ("s", "b", "cites"), ("p", "b", "implements"))
            ],
        ),
    ),
    (checks.sound_links, "a relation that is wrong, told by the reader", code(*PAIR, links=links(("b", "p", "")))),
    (checks.table_widths, "no rows", code(table())),
    (checks.table_widths, "empty cells", code(table(("", "")))),
    (checks.owed_commitments, "an action that nobody owes", code(S, action("a"))),
    (
        checks.owed_commitments,
        "owed by its own parties, or those of a section or a clause around it",
        code(
            section("s", duty=("all",)),
            commitment("c"),
            section("t", "s"),
            commitment("d"),
            GROUP,
            commitment("e", within="g"),
            section("u"),
            commitment("f", duty=("all",)),
            commitment("g1", within="f"),
        ),
    ),
    (checks.repeated_parties, "each party once", code(action("a", duty=("we", "they")), action("b", duty=("all",)))),
]

REFUSED: list[tuple[checks.CodeCheck, str, Code, list[str]]] = [
    (
        checks.unique_ids,
        "one set of ids for all parts, and one of parties",
        code(
            S,
            Group(id="s", title="G"),
            action("s"),
            table(),
            table(),
            Signatory(id="s", organisation="O"),
            action("top"),
            parties=(party("we"), party("we"), party("all")),
        ),
        ["parts.1.id", "parts.2.id", "parts.4.id", "parts.5.id", "parts.6.id", "parties.1.id", "parties.2.id"],
    ),
    (
        references,
        "each reference that leads nowhere",
        code(
            section("s", within="x", duty=("x",)),
            action("a", within="x", duty=("all", "x")),
            WarningSign(id="w", text="W.", about="x"),
            Note(id="n", text="N.", on="other#x"),
            Signatory(organisation="O", party="we-side", within="x"),
            applicability=(Applicability(formality="formal", scope="all", at="1", sections=("s", "a")),),
            parties=(party("we"),),
            links=links(("other#x", "a", "cites"), ("a", "Other Code#x", "cites"), ("a", "code#s", "cites")),
            wording=wording("g"),
        ),
        [
            *("parts.0.within", "parts.1.within", "parts.2.about", "parts.3.on", "parts.4.within"),
            *("applicability.0.sections.1", "parts.0.duty.0", "parts.1.duty.1", "parts.4.party"),
            *("links.0.from", "links.1.to", "links.2.to", "wording.g"),
        ],
    ),
    (
        checks.part_tree,
        "the first of the parts that stand too deep",
        code(*(section(f"s{n}", f"s{n - 1}" if n else "") for n in range(8)), action("a"), action("b", "a")),
        ["parts.8.within"],
    ),
    (
        checks.part_tree,
        "parts in a circle, and what stands first",
        code(section("s", "t"), section("t", "s"), action("a", "b"), action("b")),
        ["parts.0.within", "parts.2.within"],
    ),
    (checks.part_tree, "a part within a table", code(table(), action("a", "t")), ["parts.1.within"]),
    (checks.nothing_inside, "a group in a section, without promises", code(S, GROUP), ["parts.1"]),
    (
        checks.nothing_inside,
        "a section before what says that it stands elsewhere",
        code(S, section("t"), action("a", "s")),
        ["parts.1"],
    ),
    (
        checks.real_dates,
        "days that no calendar has, wherever they stand",
        code(
            Signatory(organisation="O", signed="2023-04-31"),
            issued="2023-02-29",
            ends="2100-02-29",
            agreed="0000-01-01",
            revisions=(Revision(date="2024-06-31"),),
        ),
        ["code.issued", "code.ends", "agreement.signed", "revisions.0.date", "parts.0.signed"],
    ),
    (
        checks.real_dates,
        "an end, a change or a review before the beginning",
        code(issued="2003-09", revised="2003-08-31", effective="2004", ends="2003", review="2002"),
        ["code.revised", "code.ends", "code.review"],
    ),
    (checks.ended, "an end that is over", code(ends="2003"), ["code.ends"]),
    (
        checks.sound_links,
        "links of the wrong kind, to itself, twice, or without a reason",
        code(
            *PAIR,
            action("a"),
            links=(
                *links(("a", "p", "addresses"), ("p", "a", "upholds"), ("a", "a", "cites")),
                *[replace(one, reason=" ") for one in links(("a", "b", "addresses"))],
                *links(("p", "b", "cites"), ("p", "b", "cites")),
            ),
        ),
        ["links.0.to", "links.1.to", "links.2.to", "links.3", "links.5"],
    ),
    (
        checks.table_widths,
        "rows with too few or too many cells",
        code(table(("a", "b"), ("a",), (), ("a", "b", "c"))),
        ["parts.0.rows.1", "parts.0.rows.2", "parts.0.rows.3"],
    ),
    (
        checks.table_widths,
        "a table without headings, once for all its rows",
        code(table(("a",), ("b",), headings=())),
        ["parts.0.headings"],
    ),
    (
        checks.owed_commitments,
        "what nobody owes, in a group, in a clause and beside a section with a duty",
        code(
            section("s", duty=("all",)),
            commitment("a"),
            GROUP,
            section("t"),
            commitment("b"),
            commitment("c", within="b"),
            commitment("d", within="top"),
        ),
        ["parts.4", "parts.5", "parts.6"],
    ),
    (
        checks.repeated_parties,
        "a party twice, or beside all, also for a whole section",
        code(
            section("s", duty=("we", "we")),
            action("a", duty=("we", "all")),
            action("b", duty=("all", "all")),
        ),
        ["parts.0.duty", "parts.1.duty", "parts.2.duty"],
    ),
]


@pytest.mark.parametrize(("check", "_", "checked"), ALLOWED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_check_just_allows(check: checks.CodeCheck, _: str, checked: Code) -> None:
    """The check has nothing to say of what may be so."""
    assert paths(check, checked) == []


@pytest.mark.parametrize(
    ("check", "_", "checked", "where"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_a_check_just_refuses(check: checks.CodeCheck, _: str, checked: Code, where: list[str]) -> None:
    """The check finds each fault at its place, and nothing else."""
    assert paths(check, checked) == where


TEXTS = [
    (kind, one.name)
    for kind in PART_KINDS
    for one in fields(PART_KINDS[kind])
    if one.name not in {"kind", "id", "within", "formality", "duty", "about", "on", "party", "signed"}
    and (kind, one.name) != ("section", "role")
]


def with_address(kind: str, name: str) -> Code:
    """A code of one part, with an e-mail address in one of its texts."""
    address = "jo@riverside.example"
    values: dict[str, Any] = {"id": "a", "text": "Ask.", "title": "Ask", "organisation": "O", "instrument": "Act"}
    values |= {"headings": ("a",), "rows": ()}
    many = {"items": (address,), "covers": (address,), "also": (address,), "headings": (address,)}
    values[name] = ((address,),) if name == "rows" else many.get(name, address)
    own = {one.name for one in fields(PART_KINDS[kind])}
    return code(PART_KINDS[kind](**{key: value for key, value in values.items() if key in own}))


def test_an_address_is_found_in_every_text() -> None:
    """Whatever text of a part holds an e-mail address, it is noticed."""
    assert [text for text in TEXTS if paths(no_personal_details, with_address(*text)) != ["parts.0"]] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to jo.smith+partners@mail.riverside.example.", ["an e-mail address"]),
        ("Ring 01632 960 123.", ["a telephone number"]),
        ("Ring +44 1632 960123 or jo@riverside.example", ["an e-mail address", "a telephone number"]),
        ("Ring 020-7946-0018.", ["a telephone number"]),
        ("Ring +44 113 496 1234.", ["a telephone number"]),
        ("Look at @riverside, or meet @ noon.", []),
        ("At least £1,000,000 over 2025 to 2030, or 0.5% of it.", []),
        ("Section 3(2) of the Act, 2003 chapter 12345678901234.", []),
    ],
)
def test_what_looks_like_the_details_of_a_person(text: str, found: list[str]) -> None:
    """Addresses and telephone numbers are noticed; signs, sums and years are not taken for them."""
    flaws = [*no_personal_details(code(Paragraph(id="p", text=text)))]
    assert {flaw.message for flaw in flaws} == {f"The paragraph 'p' holds what looks like {what}." for what in found}
    assert {flaw.severity for flaw in flaws} <= {"warning"}


def test_a_contact_is_an_organisation_and_a_role() -> None:
    """The name and role of a contact are looked at too; the address of a page may hold any sign."""
    contact = Contact(id="c", organisation="Riverside Council", role="Ring 01632 960 123")
    assert paths(no_personal_details, code(contact)) == ["parts.0"]
    page = Contact(id="c", organisation="Riverside Council", address="https://a.example/@riverside@a.example")
    assert paths(no_personal_details, code(page)) == []


def hints(known: Sequence[str], name: str) -> list[str]:
    """What is proposed for a party that is not there."""
    return [flaw.hint for flaw in references(code(action("a", duty=(name,)), parties=list(map(party, known))))]


def test_a_reference_that_leads_nowhere_has_a_way_out() -> None:
    """The id of that name or the nearest is proposed, else the few ids that there are, else to add one."""
    many = [f"organisation-{number}" for number in range(20)]
    assert hints(["public", "third"], "pubic") == ["Did you mean 'public'?"]
    assert hints(["we", "they"], "x") == ["The ids there are: all, we, they, we-side, they-side."]
    assert hints(many, "x") == ["Correct the id, or add the party or side."]
    council = Party(id="council", name="Swale Borough Council", side="public")
    named = code(action("a", duty=("swale borough council",)), parties=(council,))
    assert [flaw.hint for flaw in references(named)] == ["Did you mean 'council' (Swale Borough Council)?"]


BARRIER = Barrier(id="talk-b", title="Talk", text="Talk is cheap.")
PARTIES = (party("council"), party("councils"))


@pytest.mark.parametrize(
    ("checked", "hint"),
    [
        (code(action("talk-1", within="talk-x"), action("talk-2")), ""),
        (code(action("talk-2"), action("talk-1", within="talk-x")), "Did you mean 'talk-2'?"),
        (code(Note(id="talk-n", text="T."), action("talk-1", within="talk-x")), ""),
        (code(action("a", duty=("council", "councilx")), parties=PARTIES[:1]), "Did you mean 'council-side'?"),
        (code(action("a", duty=("council", "councilx")), parties=PARTIES), "Did you mean 'councils'?"),
        (code(action("talk"), BARRIER, links=links(("talk", "talk-x", "addresses"))), "Did you mean 'talk-b'?"),
        (code(action("talk"), action("ask"), links=links(("talk", "talk-x", "addresses"))), ""),
        (code(action("talk"), action("ask"), links=links(("talkx", "talk", "addresses"))), ""),
        (code(WarningSign(id="sign", text="S.", about="sign-x")), ""),
    ],
)
def test_only_what_can_stand_there_is_proposed(checked: Code, hint: str) -> None:
    """No proposal would be the next mistake: a later part to stand in, a part linked to itself, a party named twice."""
    (flaw,) = references(checked)
    assert (flaw.hint if flaw.hint.startswith("Did you mean") else "") == hint


def test_no_check_tells_without_end() -> None:
    """A check stops after the first thousand faults, and the next one still has its say."""
    parts = [action("a", within="x", duty=("we", "we")) for _ in range(MOST_FLAWS + 5)]
    messages = [flaw.message for flaw in check_whole(code(*parts))]
    assert messages.count("The id 'a' is already taken by an action.") == MOST_FLAWS
    assert messages.count("There is no part with the id 'x' to stand in.") == MOST_FLAWS
    assert messages.count("duty names we, we: a party can stand only once, and 'all' alone.") == MOST_FLAWS
