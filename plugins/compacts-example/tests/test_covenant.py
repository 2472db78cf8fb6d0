"""The codes of Brackwater: they have no problems, and they show what they are there to show."""

from collections import Counter
from importlib.resources import as_file, files

import pytest

from compact_core import CodeIndex, Loaded, read_file
from compact_core.model import PART_KINDS, Code, Commitment, ProgressSign, RelatedCode, WarningSign

CODES = files("compacts_example") / "codes" / "brackwater"


def loaded(name: str) -> Loaded:
    """What reading one of the code files gives."""
    with as_file(CODES / name) as path:
        return read_file(path)


@pytest.fixture(scope="module")
def covenant() -> Code:
    """The covenant."""
    code = loaded("covenant-2024.toml").code
    assert code is not None
    return code


@pytest.mark.parametrize("name", ["covenant-2024.toml", "money-2024.toml"])
def test_a_code_has_no_problems(name: str) -> None:
    """The file is read without an error or a warning."""
    assert loaded(name).problems == ()


def test_undertakings_are_paired_in_lists_of_unequal_length(covenant: Code) -> None:
    """In each group every party has its own list of commitments: two beside three, and one beside one."""
    groups = {group.id for group in covenant.groups}
    promises = [part for part in covenant.provisions if isinstance(part, Commitment) and part.within in groups]
    lists = Counter((promise.within, *promise.duty) for promise in promises)
    assert lists == {
        ("sharing-news", "council"): 2,
        ("sharing-news", "alliance"): 3,
        ("lending-rooms", "council"): 1,
        ("lending-rooms", "alliance"): 1,
    }
    assert [group.id for group in covenant.groups] == ["sharing-news", "lending-rooms"]


def test_three_parties_stand_on_three_sides(covenant: Code) -> None:
    """Each of the three parties is a side of its own."""
    assert {one.id: one.side for one in covenant.parties} == {
        "council": "public",
        "alliance": "third",
        "harbour": "port",
    }


def test_a_heading_alone_names_a_party_and_its_duty(covenant: Code) -> None:
    """The commitments of the Harbour Board name nobody; the section around them does."""
    index = CodeIndex(covenant)
    owed = [one for one in index.parts_in("harbour-side") if isinstance(one, Commitment)]
    assert [(one.duty, index.duty_of(one)) for one in owed] == [((), ("Harbour Board",))] * 2
    assert [one.at for one in covenant.parties if one.id == "harbour"] == ["heading of section 6"]


def test_principles_have_signs(covenant: Code) -> None:
    """Progress signs and warning signs name the principle that they tell of; one speaks of the whole section."""
    signs = [
        (one.kind, one.about, one.within) for one in covenant.provisions if isinstance(one, ProgressSign | WarningSign)
    ]
    assert signs == [
        ("progress-sign", "candour", "candour"),
        ("progress-sign", "candour", "candour"),
        ("warning-sign", "candour", "candour"),
        ("progress-sign", "equal-footing", "equal-footing"),
        ("warning-sign", "equal-footing", "equal-footing"),
        ("warning-sign", "patience", "patience"),
        ("progress-sign", "thanks", "thanks"),
        ("progress-sign", "", "values"),
    ]


def test_sections_stand_three_deep(covenant: Code) -> None:
    """Planning has two sections of its own, inside the section on how the town works."""
    assert [part.id for part in covenant.within("planning")] == ["p-4-1", "before", "after", "small-plans"]
    reminder = covenant.part("small-plans")
    assert [part.number for part in CodeIndex(covenant).around(reminder)] == ["4", "4.1"]


def test_clauses_stand_in_a_clause(covenant: Code) -> None:
    """What is said after a decision is a clause with two of its own, with Roman numbers; their places say so."""
    inner = covenant.within("say-why")
    assert [(part.number, getattr(part, "at", "")) for part in inner] == [
        ("(i)", "4.1.2, bullet 1(i)"),
        ("(ii)", "4.1.2, bullet 1(ii)"),
    ]


def test_a_section_can_have_words_of_its_own(covenant: Code) -> None:
    """Before the commitments on money other words are read than before the rest."""
    index = CodeIndex(covenant)
    stems = {name: index.stem_of(covenant.part(name)) for name in ("ask-first", "three-years")}
    assert stems == {"ask-first": "In Brackwater we", "three-years": "With public money we"}


def test_a_clause_is_owed_by_whoever_owes_the_clause_around_it(covenant: Code) -> None:
    """Both parts of the promise on notice are owed by the two that make it."""
    index = CodeIndex(covenant)
    assert {part.id: index.owed_by(part) for part in covenant.within("early-notice")} == {
        "notice-reason": ("council", "harbour"),
        "notice-help": ("council", "harbour"),
    }


def test_a_duty_can_name_a_side(covenant: Code) -> None:
    """The accounts are owed by everybody on the third side, which is the alliance."""
    accounts = covenant.part("honest-accounts")
    assert isinstance(accounts, Commitment)
    assert (accounts.duty, CodeIndex(covenant).owed_by(accounts)) == (("third",), ("alliance",))


def test_the_document_s_own_words_stand_in_place_of_ours(covenant: Code) -> None:
    """Where the covenant has a word for a point, the point has a label."""
    labels = Counter(part.label for part in covenant.provisions)
    assert labels == {"": len(covenant.provisions) - 9, "Vision": 1, "Case study": 1, "Undertaking": 7}


def test_every_kind_of_part_is_there(covenant: Code) -> None:
    """Whatever a document can print stands at least once in the covenant."""
    assert {part.kind for part in covenant.parts} == set(PART_KINDS)


def test_sections_say_what_they_are_for(covenant: Code) -> None:
    """Every role that a section can have is there."""
    roles = {one.role for one in covenant.sections}
    assert roles == {"", "introduction", "review", "dispute", "glossary", "signatories", "appendix"}


def test_the_glossary_knows_other_forms_of_a_term(covenant: Code) -> None:
    """The alliance has a short form and an abbreviation."""
    forms = {one.title: one.also for one in covenant.provisions if one.kind == "definition"}
    assert forms == {"Brackwater Voluntary Alliance": ("the alliance", "BVA"), "net loft": ()}


def test_the_appendix_has_a_table(covenant: Code) -> None:
    """The table has a column for each party, and an empty cell where one has nothing to keep."""
    (table,) = covenant.tables
    assert (table.within, table.headings) == ("appendix", ("What", "Council", "Alliance", "Harbour Board"))
    assert table.rows[-1] == ("Name a new contact", "1 month", "1 month", "")


def test_another_document_is_quoted(covenant: Code) -> None:
    """The quotation names the document and the place in it."""
    (quotation,) = covenant.quotations
    assert (quotation.instrument, quotation.place) == ("The Fen Ports Charter of Good Neighbours", "article 2(1)")


def test_each_party_signed(covenant: Code) -> None:
    """The signatories are organisations and offices, one for each party, with the day on which they signed."""
    assert [(one.party, one.role, one.signed) for one in covenant.signatories] == [
        ("council", "Town clerk", "2024-05-14"),
        ("alliance", "Chair", "2024-05-14"),
        ("harbour", "Harbour master", "2024-05-21"),
    ]


def test_a_link_can_be_the_document_s_own(covenant: Code) -> None:
    """Every relation is there; two links are made by the document, the others are editorial."""
    assert Counter((one.relation, one.basis) for one in covenant.links) == {
        ("upholds", "source"): 1,
        ("upholds", "editorial"): 1,
        ("addresses", "editorial"): 2,
        ("cites", "source"): 1,
        ("implements", "editorial"): 1,
        ("illustrates", "editorial"): 1,
        ("about", "editorial"): 1,
    }


def test_a_link_can_lead_into_another_code(covenant: Code) -> None:
    """What the lifeboat did shows a point of the leaflet, which is in the plugin too."""
    leaflet = loaded("money-2024.toml").code
    assert leaflet is not None
    targets = [one.target for one in covenant.links if "#" in one.target]
    assert targets == [f"{leaflet.id}#{leaflet.part('one-page').id}"]


def test_the_two_codes_accompany_each_other(covenant: Code) -> None:
    """Each of the two names the other as its companion."""
    leaflet = loaded("money-2024.toml").code
    assert leaflet is not None
    assert leaflet.related == (RelatedCode(code=covenant.id, relation="accompanies"),)
    assert [(one.code, one.relation) for one in covenant.related] == [(leaflet.id, "accompanies")]
    assert leaflet.agreement == covenant.agreement


def test_the_leeds_codes_do_not_show_this(covenant: Code) -> None:
    """Every list that a code can have is filled, but for proofs of wording: there is no document to prove."""
    empty = [name for name in Code.__dataclass_fields__ if not getattr(covenant, name)]
    assert empty == ["wording"]
