"""Each Leeds code by itself: what it holds, place by place."""

import pytest

from compact_core.model import (
    Action,
    AssessableProvision,
    Barrier,
    Benefit,
    Code,
    Contact,
    Paragraph,
    PartnershipType,
    Principle,
    Provision,
    Reminder,
)
from leeds import FULL, HEADINGS_2017, LEAFLET, RECENT, each_code, having, numbered, paragraph, places

# The 2003 code


def test_the_full_code_has_sections_1_to_9_and_its_contacts() -> None:
    """The sections are numbered and named as printed; the contacts follow under a heading without a number."""
    assert [(one.number, one.title) for one in FULL.sections] == [
        ("1", "Introduction"),
        ("2", "The aim of this code of practice"),
        ("3", "The range of partnership working"),
        ("4", "What do we mean by equal partnerships?"),
        ("5", "Showing equality when working in partnership"),
        ("6", "Benefits of working together"),
        ("7", "Barriers and challenges to a successful partnership"),
        ("8", "How to build a successful partnership"),
        ("9", "Things to remember"),
        ("", "For more information"),
    ]


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        (Paragraph, ["1a", "1b", "1c", "1d", "1e", "2a", "2b", "3a", "4a", "4b", "8a", "8b"]),
        (PartnershipType, numbered("3, table, column", 3)),
        (Principle, numbered("5, bullet", 5)),
        (Benefit, numbered("6, bullet", 12)),
        (Barrier, numbered("7, bullet", 7)),
        (Action, numbered("8, bullet", 17)),
        (Reminder, numbered("9, bullet", 2)),
        (Contact, numbered("contacts,", 3)),
    ],
)
def test_the_full_code_has_every_place(kind: type[Provision], at: list[str]) -> None:
    """Each kind of provision stands at exactly the places that the document has for it."""
    assert places(FULL, kind) == at


def test_the_full_code_holds_nothing_else() -> None:
    """The places above are all that there is."""
    assert len(FULL.provisions) == 12 + 3 + 5 + 12 + 7 + 17 + 2 + 3


def test_lists_inside_paragraphs_are_their_items() -> None:
    """Paragraph 1c lists the three other codes and 1e six activities; no other paragraph has a list."""
    listed = {one.at: len(one.items) for one in FULL.provisions if isinstance(one, Paragraph) and one.items}
    assert listed == {"1c": 3, "1e": 6}


def test_lists_keep_the_sentence_that_leads_in() -> None:
    """Sections 6, 7 and 8 and the contacts begin with a sentence of their own."""
    assert [one.id for one in FULL.sections if one.lead] == ["benefits", "barriers", "build", "contacts"]


def test_barriers_keep_their_short_names() -> None:
    """The seven barriers are called the same in the full code and in the leaflet, as both print them."""
    names = {
        "barrier-policy-law": "Policy and law",
        "barrier-trust": "Lack of trust and a suspicion of others",
        "barrier-power": "Unequal balance of power and control",
        "barrier-styles": "Failure to recognise different personalities and communication styles",
        "barrier-time": "No time to develop relationships and realistic plans",
        "barrier-clarity": "Lack of clarity about purpose, roles, responsibility and leadership",
        "barrier-representation": "A lack of appropriate representation",
    }
    for code in (FULL, LEAFLET):
        assert {one.id: one.title for one in code.provisions if isinstance(one, Barrier)} == names


def test_partnership_types_keep_their_names_and_examples() -> None:
    """Two of the three types come with an example."""
    types = [one for one in FULL.provisions if isinstance(one, PartnershipType)]
    assert [(one.title, bool(one.example)) for one in types] == [
        ("Strategic partnerships", True),
        ("Task-based partnerships", True),
        ("Relationship partnerships", False),
    ]


def test_paragraph_8b_says_what_applies_to_whom() -> None:
    """Informal partnerships choose among the actions of section 8 and formal ones aim at all; 8b is cited."""
    assert [(one.formality, one.scope, one.at, one.sections) for one in FULL.applicability] == [
        ("informal", "choose", "8b", ("build",)),
        ("formal", "all", "8b", ("build",)),
    ]


def test_the_lead_of_section_8_binds_every_partner() -> None:
    """What all partnerships need to do is owed by all parties, so no action names its own."""
    assert {one.id: one.duty for one in FULL.sections if one.duty} == {"build": ("all",)}
    assert not having(FULL, "duty")


def test_what_is_covered_by_actions_of_the_full_code() -> None:
    """Every action asks for several things at once, but for three."""
    actions = [one for one in FULL.provisions if isinstance(one, Action)]
    assert [one.id for one in actions if not one.covers] == ["resources", "share-power", "skills"]
    assert all(len(one.covers) > 1 for one in actions if one.covers)


def test_every_barrier_is_addressed_and_every_test_upheld() -> None:
    """Each barrier of the full code has an action against it, and each test an action for it."""
    served = {(one.relation, one.target) for one in FULL.links}
    wanted = {("addresses", one.id) for one in FULL.provisions if isinstance(one, Barrier)}
    wanted |= {("upholds", one.id) for one in FULL.provisions if isinstance(one, Principle)}
    assert served == wanted


# The leaflet


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        (Paragraph, numbered("What do we mean by equal partnerships, bullet", 4)),
        (Principle, numbered("Proving equality, bullet", 5)),
        (Benefit, numbered("Benefits of working in partnership, bullet", 10)),
        (Barrier, numbered("Barriers and challenges to a successful partnership, bullet", 7)),
        (Action, numbered("How to build a successful partnership, bullet", 16)),
        (Contact, numbered("contacts,", 3)),
    ],
)
def test_the_leaflet_has_every_place(kind: type[Provision], at: list[str]) -> None:
    """Each kind of provision stands at exactly the places that the leaflet has for it."""
    assert places(LEAFLET, kind) == at


def test_the_leaflet_holds_nothing_else() -> None:
    """The places above are all that there is."""
    assert len(LEAFLET.provisions) == 4 + 5 + 10 + 7 + 16 + 3


def test_the_leaflet_shares_ids_with_the_full_code() -> None:
    """Only what the leaflet splits or joins has an id of its own."""
    known = {one.id for one in FULL.provisions}
    actions = [one for one in LEAFLET.provisions if not isinstance(one, Paragraph)]
    own = ["represent-own-group", "appropriate-representation", "share-power-and-involve"]
    assert [one.id for one in actions if one.id not in known] == own


def test_the_leaflet_leaves_out_two_benefits() -> None:
    """The shared aims and the shared responsibility of the full code are not in the leaflet."""
    kept = [one.id for one in LEAFLET.provisions if isinstance(one, Benefit)]
    dropped = [one.id for one in FULL.provisions if isinstance(one, Benefit) and one.id not in kept]
    assert dropped == ["benefit-shared-aims", "benefit-responsibility"]


def test_links_of_the_leaflet() -> None:
    """Every test is upheld, and every barrier addressed but policy and law, of which no action speaks."""
    served = {one.target for one in LEAFLET.links}
    goals = [one.id for one in LEAFLET.provisions if isinstance(one, Barrier | Principle)]
    assert [one for one in goals if one not in served] == ["barrier-policy-law"]


# The 2017 code


def test_the_2017_code_has_paragraphs_a_to_d() -> None:
    """The paragraphs have the letters of the document, and D lists the five headings."""
    assert places(RECENT, Paragraph) == ["A", "B", "C", "D"]
    assert paragraph(RECENT, "p-d").items == tuple(HEADINGS_2017)


def test_the_2017_code_has_34_actions_under_five_headings() -> None:
    """The headings have 8, 8, 4, 7 and 7 actions, each at its row, and there is nothing else."""
    rows = [place for title, last in HEADINGS_2017.items() for place in numbered(f"{title}, row", last)]
    assert places(RECENT, Action) == rows
    assert len(rows) == 34
    assert len(RECENT.provisions) == 4 + 34


def test_the_2017_actions_stand_in_section_d() -> None:
    """The five headings are sections within D."""
    assert [one.title for one in RECENT.sections if one.within == "actions"] == list(HEADINGS_2017)


def test_asides_of_the_2017_code() -> None:
    """Eleven rows add something in brackets."""
    assert list(having(RECENT, "aside")) == [
        "forming-form",
        "forming-ways",
        "inclusive-methods",
        "inclusive-times",
        "inclusive-welcome",
        "effective-methods",
        "effective-risks",
        "effective-learning",
        "resourcing-meetings",
        "resourcing-assets",
        "resourcing-capacity",
    ]


def test_one_aside_of_the_2017_code_is_a_formal_variant() -> None:
    """Ground rules have a formal variant, and no action is for formal partnerships only."""
    assert list(having(RECENT, "formal_variant")) == ["forming-ground-rules"]
    assert {one.formality for one in RECENT.provisions if isinstance(one, Action)} == {"any"}


def test_hedges_of_the_2017_code() -> None:
    """Every limit that the source sets to a whole action is recorded."""
    assert having(RECENT, "hedge") == {
        "sustaining-complaints": "appropriate",
        "sustaining-review": "from time to time",
        "inclusive-methods": "wherever appropriate",
        "inclusive-times": "as accessible as possible",
        "effective-notes": "where appropriate",
        "effective-methods": "where appropriate",
        "effective-commitment": "appropriate",
        "resourcing-bids": "appropriate",
    }


@each_code
def test_hedges_stand_in_the_text_too(code: Code) -> None:
    """Nobody reads an action without its hedge."""
    for one in code.provisions:
        if isinstance(one, AssessableProvision) and one.hedge:
            assert one.hedge in one.text.lower()


def test_what_is_covered_by_actions_of_the_2017_code() -> None:
    """Sixteen actions ask for several things at once."""
    covers = having(RECENT, "covers")
    assert list(covers) == [
        "forming-roles",
        "forming-others",
        "forming-ground-rules",
        "sustaining-boundaries",
        "sustaining-power",
        "sustaining-delivery",
        "sustaining-people",
        "inclusive-methods",
        "inclusive-venues",
        "effective-reasons",
        "effective-aims",
        "effective-notes",
        "effective-learning",
        "resourcing-time",
        "resourcing-notice",
        "resourcing-assets",
    ]
    assert all(isinstance(value, tuple) and len(value) > 1 for value in covers.values())


def test_what_may_not_arise_yet() -> None:
    """Six actions of 2017 have a condition, and of 2003 the review has one."""
    assert list(having(RECENT, "condition")) == [
        "sustaining-people",
        "sustaining-review",
        "sustaining-ending",
        "inclusive-welcome",
        "effective-learning",
        "resourcing-bids",
    ]
    assert list(having(FULL, "condition")) == list(having(LEAFLET, "condition")) == ["review"]


def test_duties_of_the_2017_code() -> None:
    """An action is owed by all just where the source speaks of all or each of the parties."""
    assert having(RECENT, "duty") == dict.fromkeys(
        [
            "forming-aims",
            "forming-roles",
            "forming-ground-rules",
            "sustaining-power",
            "sustaining-capacity",
            "sustaining-delivery",
            "sustaining-review",
            "effective-reasons",
            "effective-aims",
            "effective-commitment",
            "resourcing-meetings",
            "resourcing-notice",
            "resourcing-capacity",
        ],
        ("all",),
    )


def test_paragraph_b_applies_the_whole_code_to_all() -> None:
    """Formal and informal relationships aim at everything; paragraph B is cited."""
    assert [(one.formality, one.scope, one.at, one.sections) for one in RECENT.applicability] == [
        ("informal", "all", "B", ()),
        ("formal", "all", "B", ()),
    ]
