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
from compact_core.content.numbering_checks import section_numbers, source_places
from compact_core.model import (
    KINDS,
    Action,
    Agreement,
    Barrier,
    Code,
    Commitment,
    Contact,
    Group,
    Header,
    Link,
    Paragraph,
    Party,
    Principle,
    Quotation,
    Section,
    Signatory,
    Source,
    Table,
    WarningSign,
    Wording,
)


def code(**parts: Any) -> Code:  # noqa: ANN401 - any field of a code
    """A code with these parts."""
    dates = {key: parts.pop(key) for key in ("issued", "revised", "effective", "ends") if key in parts}
    agreement = Agreement(id="agreement", name="Agreement", kind="compact", signed=parts.pop("agreed", ""))
    header, source = Header(id="code", title="Code", **dates), Source(title="Source")
    return Code(header=header, agreement=agreement, source=source, **parts)


def section(name: str, within: str = "", number: str = "", duty: tuple[str, ...] = ()) -> Section:
    """A section."""
    return Section(id=name, title=name.title(), within=within, number=number, duty=duty)


def action(name: str, home: str = "s", at: str = "§", duty: tuple[str, ...] = ()) -> Action:
    """An action."""
    return Action(id=name, section=home, at=at, text="Talk.", duty=duty)


def party(name: str) -> Party:
    """A party."""
    return Party(id=name, name=name.title(), side=name)


def paths(check: checks.Check, checked: Code) -> list[str]:
    """Where the check finds fault, as text."""
    return [".".join(map(str, flaw.path)) for flaw in check(checked)]


S = (section("s"),)
PAIR = (Barrier(id="b", section="s", at="§", title="B", text="B."), Principle(id="p", section="s", at="§", text="P."))
CELLS = ("one", "two")


def links(*ends: tuple[str, str, str]) -> tuple[Link, ...]:
    """Links by source, target and relation."""
    return tuple(
        Link(source=source, target=target, relation=relation, reason="So.")  # type: ignore[arg-type]
        for source, target, relation in ends
    )


def table(*rows: tuple[str, ...], headings: tuple[str, ...] = CELLS) -> Table:
    """A table."""
    return Table(id="t", section="s", at="§", headings=headings, rows=rows)


ALLOWED: list[tuple[checks.Check, str, Code]] = [
    (checks.unique_ids, "a party and a section of one name", code(parties=(party("s"),), sections=S)),
    (checks.unique_ids, "ids that are missing, and told by the reader", code(sections=(section(""), section("")))),
    (checks.references, "no references", code(provisions=(action("a", home=""),), sections=S)),
    (
        checks.references,
        "references of every kind",
        code(
            parties=(party("we"),),
            sections=(*S, section("t", within="s", duty=("we",))),
            groups=(Group(id="g", section="s", title="G"),),
            provisions=(
                *PAIR,
                action("a", duty=("all",)),
                Commitment(id="c", section="t", at="§", text="C.", group="g", duty=("we",)),
                WarningSign(id="w", section="s", at="§", text="W.", about="a"),
            ),
            links=links(("a", "b", "addresses")),
            signatories=(
                Signatory(organisation="O", party="we", section="s"),
                Signatory(organisation="P", party="all"),
            ),
            wording=tuple(Wording(provision=one, digest="0" * 16, words=1) for one in ("a", "s")),
        ),
    ),
    (
        checks.section_tree,
        "eight levels",
        code(sections=[section(f"s{n}", f"s{n - 1}" if n else "") for n in range(8)]),
    ),
    (checks.section_tree, "an outer section that is nowhere, told as a reference", code(sections=(section("s", "t"),))),
    (
        checks.no_empty_section,
        "only a section within it",
        code(sections=(*S, section("t", "s")), provisions=(action("a", "t"),)),
    ),
    (checks.no_empty_section, "only a table", code(sections=S, tables=(table(),))),
    (
        checks.no_empty_section,
        "only a signatory",
        code(sections=S, signatories=(Signatory(organisation="O", section="s"),)),
    ),
    (
        checks.no_empty_section,
        "only a quotation",
        code(sections=S, quotations=(Quotation(id="q", section="s", at="§", instrument="Act", text="Q."),)),
    ),
    (
        checks.source_order,
        "a section that goes on after those within it",
        code(
            sections=(*S, section("t", "s"), section("u", "t"), section("v")),
            provisions=[action(f"a{n}", home) for n, home in enumerate("stutsv")],
        ),
    ),
    (
        checks.source_order,
        "a section that is nowhere, told as a reference",
        code(sections=(*S, section("t")), provisions=[action(f"a{n}", home) for n, home in enumerate("sxt")]),
    ),
    (checks.real_dates, "a leap day", code(issued="2024-02-29", agreed="2000-02-29")),
    (
        checks.real_dates,
        "dates that differ only in exactness",
        code(issued="2003-09-17", revised="2003", ends="2003-09"),
    ),
    (checks.real_dates, "an end on the first day", code(effective="2003-09-17", ends="2003-09-17")),
    (checks.real_dates, "in force before it was printed", code(issued="2004", effective="2003")),
    (
        checks.sound_links,
        "two links from one provision",
        code(provisions=(*PAIR, action("a")), links=links(("a", "b", "addresses"), ("a", "p", "upholds"))),
    ),
    (
        checks.sound_links,
        "a link between principles",
        code(provisions=PAIR, links=links(("b", "p", "upholds"), ("p", "b", "addresses"))),
    ),
    (
        checks.sound_links,
        "an end that is nowhere, told as a reference",
        code(provisions=PAIR, links=links(("b", "x", "upholds"), ("", "", "upholds"))),
    ),
    (
        checks.sound_links,
        "a relation that is wrong, told by the reader",
        code(provisions=PAIR, links=links(("b", "p", ""))),
    ),
    (checks.table_widths, "no rows", code(tables=(table(),))),
    (checks.table_widths, "empty cells", code(tables=(table(("", "")),))),
    (checks.owed_commitments, "an action that nobody owes", code(sections=S, provisions=(action("a"),))),
    (
        checks.owed_commitments,
        "owed by its own, its section's or an outer section's parties",
        code(
            sections=(section("s", duty=("all",)), section("t", "s"), section("u", "t"), section("v")),
            provisions=[
                Commitment(id=home, section=home, at="§", text="C.", duty=("all",) * (home == "v")) for home in "stuv"
            ],
        ),
    ),
    (
        checks.owed_commitments,
        "in a section that is nowhere",
        code(provisions=(Commitment(id="c", section="x", at="§", text="C."),)),
    ),
    (
        checks.repeated_parties,
        "each party once",
        code(provisions=(action("a", duty=("we", "they")), action("b", duty=("all",)))),
    ),
]

REFUSED: list[tuple[checks.Check, str, Code, list[str]]] = [
    (
        checks.unique_ids,
        "one set of ids for all but parties",
        code(
            sections=S,
            groups=(Group(id="s", section="s", title="G"),),
            provisions=(action("s"),),
            tables=(table(), table()),
            quotations=(Quotation(id="s", section="s", at="§", instrument="Act", text="Q."),),
        ),
        ["groups.0.id", "provisions.0.id", "tables.1.id", "quotations.0.id"],
    ),
    (
        checks.references,
        "each reference that leads nowhere",
        code(
            applicability=(),
            sections=(section("s", within="x", duty=("x",)),),
            groups=(Group(id="g", section="x", title="G"),),
            provisions=(
                action("a", home="x", duty=("all", "x")),
                Commitment(id="c", section="s", at="§", text="C.", group="s"),
                WarningSign(id="w", section="s", at="§", text="W.", about="s"),
            ),
            links=links(("s", "a", "upholds"), ("a", "g", "upholds")),
            signatories=(Signatory(organisation="O", party="x", section="x"),),
            wording=(Wording(provision="g", digest="0" * 16, words=1),),
        ),
        [
            *("groups.0.section", "provisions.0.section", "signatories.0.section", "sections.0.within"),
            *("sections.0.duty.0", "provisions.0.duty.1", "signatories.0.party"),
            *("links.0.from", "links.1.to", "provisions.1.group", "provisions.2.about", "wording.g"),
        ],
    ),
    (
        checks.section_tree,
        "the first of the sections that stand too deep",
        code(sections=[section(f"s{n}", f"s{n - 1}" if n else "") for n in range(11)]),
        ["sections.8.within"],
    ),
    (
        checks.section_tree,
        "sections in a circle",
        code(sections=(section("s", "t"), section("t", "s"))),
        ["sections.0.within"],
    ),
    (
        checks.no_empty_section,
        "a section in which only a group stands",
        code(sections=S, groups=(Group(id="g", section="s", title="G"),)),
        ["sections.0"],
    ),
    (
        checks.source_order,
        "each provision that comes too late",
        code(
            sections=(*S, section("t", "s"), section("u")),
            provisions=[action(f"a{n}", home) for n, home in enumerate("sutsu")],
        ),
        ["provisions.2.section", "provisions.3.section"],
    ),
    (
        checks.real_dates,
        "days that no calendar has, wherever they stand",
        code(
            issued="2023-02-29",
            ends="2100-02-29",
            agreed="0000-01-01",
            signatories=(Signatory(organisation="O", signed="2023-04-31"),),
        ),
        ["code.issued", "code.ends", "agreement.signed", "signatories.0.signed"],
    ),
    (
        checks.real_dates,
        "an end or a change before the beginning",
        code(issued="2003-09", revised="2003-08-31", effective="2004", ends="2003"),
        ["code.revised", "code.ends"],
    ),
    (
        checks.sound_links,
        "links of the wrong kind",
        code(provisions=(*PAIR, action("a")), links=links(("a", "p", "addresses"), ("p", "a", "upholds"))),
        ["links.0.to", "links.1.to"],
    ),
    (
        checks.table_widths,
        "rows with too few or too many cells",
        code(tables=(table(("a", "b"), ("a",), (), ("a", "b", "c")),)),
        ["tables.0.rows.1", "tables.0.rows.2", "tables.0.rows.3"],
    ),
    (
        checks.repeated_parties,
        "a party twice, or beside all, also for a whole section",
        code(
            sections=(section("s", duty=("we", "we")),),
            provisions=(action("a", duty=("we", "all")), action("b", duty=("all", "all"))),
        ),
        ["sections.0.duty", "provisions.0.duty", "provisions.1.duty"],
    ),
]


@pytest.mark.parametrize(("check", "_", "checked"), ALLOWED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_check_just_allows(check: checks.Check, _: str, checked: Code) -> None:
    """The check has nothing to say of what may be so."""
    assert paths(check, checked) == []


@pytest.mark.parametrize(
    ("check", "_", "checked", "where"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_a_check_just_refuses(check: checks.Check, _: str, checked: Code, where: list[str]) -> None:
    """The check finds each fault at its place, and nothing else."""
    assert paths(check, checked) == where


@pytest.mark.parametrize(
    "places",
    [
        ["1, bullet 1", "1, bullet 2", "1, bullet 3"],
        ["1a", "1b", "1C"],
        ["A", "B", "C"],
        ["1, bullet 9", "1, bullet 10"],
        ["1, bullet 2", "1, bullet 2"],
        ["1, bullet 1", "1a", "1, bullet 2", "1b"],
        ["bullet 4", "BULLET 5"],
        ["1 i", "1 ii", "1 iii", "1 iv", "1 v", "1 vi", "1 x"],
        ["row 1, column 1", "row 1, column 2", "row 2, column 1"],
        ["Foreword", "Afterword"],
        ["1, bullet 3", "A"],
        ["01, bullet 1"],
        ["1, last line 99999999999", "1, last line 1"],
        ["bullet \u0663", "bullet \u0661"],
        ["bullet 1\n", "bullet 2"],
    ],
)
def test_places_of_the_source_that_go_up(places: list[str]) -> None:
    """Numbers and letters that go up one by one, each row for itself, are in order."""
    provisions = [action(f"a{n}", at=at) for n, at in enumerate(places)]
    assert paths(source_places, code(sections=(section("s", number="1"),), provisions=provisions)) == []


@pytest.mark.parametrize(
    ("places", "messages"),
    [
        (["bullet 2", "bullet 1"], ["The place 'bullet 1' stands after 'bullet 2'."]),
        (["1b", "1a"], ["The place '1a' stands after '1b'."]),
        (["bullet 1", "bullet 3"], ["Between 'bullet 1' and 'bullet 3' a place of the source is missing."]),
        (["A", "D"], ["Between 'A' and 'D' a place of the source is missing."]),
        (["2, bullet 1"], ["The place '2, bullet 1' does not begin with 1, the number of its section."]),
        (["11"], ["The place '11' does not begin with 1, the number of its section."]),
        (["a\n2", "a\n1"], ["The place 'a 1' stands after 'a 2'."]),
    ],
)
def test_places_of_the_source_that_do_not(places: list[str], messages: list[str]) -> None:
    """A place that goes back, leaves one out or is of another section is told in one line."""
    provisions = [action(f"a{n}", at=at) for n, at in enumerate(places)]
    flaws = source_places(code(sections=(section("s", number="1"),), provisions=provisions))
    assert [flaw.message for flaw in flaws] == messages


def test_a_section_inside_another_may_count_its_places_alone() -> None:
    """The places in an inner section need not bear its number, for it is often counted anew."""
    sections = (section("s", number="1"), section("t", "s", number="1"))
    provisions = (action("a", "t", at="7, bullet 1"),)
    assert paths(source_places, code(sections=sections, provisions=provisions)) == []


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2"],
        ["1", "", "5"],
        ["a", "b"],
        ["A.", "B."],
        ["1.1", "1.2"],
        ["1)", "2)"],
        ["9", "10"],
        ["", ""],
        ["Part One", "Part Two"],
        ["I", "II", "III"],
        ["I", "II", "III", "IV", "V", "A", "B"],
        ["ix", "x", "xi", "c", "d"],
        ["A", "B", "1", "2"],
        ["123456789", "1"],
    ],
)
def test_section_numbers_that_go_up(numbers: list[str]) -> None:
    """Numbers and letters in the usual forms go up; gaps and other forms are left alone."""
    sections = [section(f"s{n}", number=number) for n, number in enumerate(numbers)]
    assert paths(section_numbers, code(sections=sections)) == []


@pytest.mark.parametrize("numbers", [["2", "1"], ["1", "1"], ["b", "A"], ["1.2", "1.1"], ["10.", "9."], ["3", "", "2"]])
def test_section_numbers_that_do_not(numbers: list[str]) -> None:
    """A number that repeats or goes back is told at the later section."""
    sections = [section(f"s{n}", number=number) for n, number in enumerate(numbers)]
    assert paths(section_numbers, code(sections=sections)) == [f"sections.{len(numbers) - 1}.number"]


def test_appendices_are_lettered_for_themselves() -> None:
    """Appendix A can follow section V, and appendices go up among each other."""
    appendices = [replace(section(name, number="A"), role="appendix") for name in ("s2", "s3")]
    sections = [section("s1", number="V"), *appendices]
    assert paths(section_numbers, code(sections=sections)) == ["sections.2.number"]


def test_sections_within_another_are_numbered_for_themselves() -> None:
    """Each section begins its inner numbers anew."""
    sections = (section("a", number="1"), section("b", "a", "1"), section("c", number="2"), section("d", "c", "1"))
    assert paths(section_numbers, code(sections=sections)) == []


TEXTS = [
    (kind, one.name)
    for kind in KINDS
    for one in fields(KINDS[kind])
    if one.name not in {"kind", "id", "section", "formality", "duty", "group", "about"}
]


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_an_address_is_found_in_every_text(kind: str, name: str) -> None:
    """Whatever text of a provision holds an e-mail address, it is noticed."""
    address = "jo@riverside.example"
    values: dict[str, Any] = {"id": "a", "section": "s", "at": "§", "text": "Ask.", "title": "Ask", "organisation": "O"}
    values[name] = (address,) if name in {"items", "parts", "also"} else address
    own = {one.name for one in fields(KINDS[kind])}
    provision = KINDS[kind](**{key: value for key, value in values.items() if key in own})
    assert paths(no_personal_details, code(provisions=(provision,))) == ["provisions.0"]


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
    provisions = (Paragraph(id="p", section="s", at="§", text=text),)
    flaws = [*no_personal_details(code(provisions=provisions))]
    assert {flaw.message for flaw in flaws} == {f"The provision 'p' holds what looks like {what}." for what in found}
    assert {flaw.severity for flaw in flaws} <= {"warning"}


def test_a_contact_is_an_organisation_and_a_role() -> None:
    """The name and role of a contact are looked at too."""
    contact = Contact(id="c", section="s", at="§", organisation="Riverside Council", role="Ring 01632 960 123")
    assert paths(no_personal_details, code(provisions=(contact,))) == ["provisions.0"]


def hints(known: Sequence[str], name: str) -> list[str]:
    """What is proposed for a party that is not there."""
    parties, provisions = [party(one) for one in known], (action("a", duty=(name,)),)
    return [flaw.hint for flaw in checks.references(code(parties=parties, sections=S, provisions=provisions))]


def test_a_reference_that_leads_nowhere_has_a_way_out() -> None:
    """The nearest id is proposed, else the few ids that there are, else to add what is missing."""
    many = [f"organisation-{number}" for number in range(20)]
    assert hints(["public", "third"], "pubic") == ["Did you mean 'public'?"]
    assert hints(["public", "third"], "x") == ["The ids there are: all, public, third."]
    assert hints(many, "x") == ["Correct the id, or add the party."]


def test_no_check_tells_without_end() -> None:
    """A check stops after the first thousand faults, and the next one still has its say."""
    provisions = [action("a", home="x", duty=("we", "we")) for _ in range(MOST_FLAWS + 5)]
    messages = [flaw.message for flaw in check_whole(code(provisions=provisions))]
    assert messages.count("The id 'a' is already taken by a provision.") == MOST_FLAWS
    assert messages.count("There is no section with the id 'x'.") == MOST_FLAWS
    assert messages.count("duty names we, we: a party can stand only once, and 'all' alone.") == MOST_FLAWS
