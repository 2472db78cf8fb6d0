"""The three Leeds codes: what they hold, place by place, and how they keep to their documents."""

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from compact_core.content.read import read_code
from compact_core.model import (
    Action,
    Applicability,
    AssessableProvision,
    Barrier,
    Benefit,
    Code,
    Contact,
    Paragraph,
    PartnershipType,
    Principle,
    Provision,
    RelatedCode,
    Reminder,
)
from compact_core.text import wording_digest, words

ROOT = Path(__file__).parents[2]
LEEDS = ROOT / "codes" / "leeds"
FULL = read_code(LEEDS / "partnership-2003.toml")
LEAFLET = read_code(LEEDS / "partnership-2003-leaflet.toml")
RECENT = read_code(LEEDS / "working-together-2017.toml")
CODES = (FULL, LEAFLET, RECENT)

FOLDER = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
DOCUMENTS = {sha256(path.read_bytes()).hexdigest(): path for path in FOLDER.glob("*.txt")}
with_documents = pytest.mark.skipif(
    not all(code.source.sha256 in DOCUMENTS for code in CODES),
    reason="the documents are not in the folder that COMPACTS_SEEDS names",
)
each_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)

HEADINGS_2017 = {
    "Forming relationships": 8,
    "Sustaining relationships": 8,
    "Inclusive relationships": 4,
    "Effective relationships": 7,
    "Resourcing relationships": 7,
}
STRENGTHS = {"must", "should", "may", "might", "could", "cannot", "consider", "considers", "considering", "need"}


def script() -> ModuleType:
    """The script that proves the wording, as a module."""
    spec = importlib.util.spec_from_file_location("wording", ROOT / "scripts" / "wording.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wording"] = module
    spec.loader.exec_module(module)
    return module


def places(code: Code, kind: type[Provision]) -> list[str]:
    """Where the provisions of one kind stand, in the order of the file."""
    return [one.at for one in code.provisions if isinstance(one, kind)]


def numbered(start: str, last: int) -> list[str]:
    """The places from 1 to the last."""
    return [f"{start} {number}" for number in range(1, last + 1)]


def provision(code: Code, name: str) -> Provision:
    """The provision with an id."""
    return next(one for one in code.provisions if one.id == name)


def paragraph(code: Code, name: str) -> Paragraph:
    """The paragraph with an id."""
    found = provision(code, name)
    assert isinstance(found, Paragraph)
    return found


def having(code: Code, field: str) -> dict[str, object]:
    """Ids of the provisions in which a field is filled, with what is in it."""
    return {one.id: value for one in code.provisions if (value := getattr(one, field, ""))}


def our_words(one: Provision) -> list[str]:
    """Everything that a provision says in our words, sentence or list item by itself."""
    texts = [one.text, *getattr(one, "items", ())]
    return texts + [text for key in ("aside", "formal_variant", "example") if (text := getattr(one, key, ""))]


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


def test_parts_of_the_full_code() -> None:
    """Every action asks for several things at once, but for three."""
    actions = [one for one in FULL.provisions if isinstance(one, Action)]
    assert [one.id for one in actions if not one.parts] == ["resources", "share-power", "skills"]
    assert all(len(one.parts) > 1 for one in actions if one.parts)


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


def test_parts_of_the_2017_code() -> None:
    """Sixteen actions ask for several things at once."""
    parts = having(RECENT, "parts")
    assert list(parts) == [
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
    assert all(isinstance(value, tuple) and len(value) > 1 for value in parts.values())


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


# All three


def test_the_codes_share_one_agreement() -> None:
    """The three codes belong to the Compact for Leeds, launched in September 2003."""
    assert {code.agreement for code in CODES} == {FULL.agreement}
    agreement = FULL.agreement
    expected = ("compact-for-leeds", "Compact for Leeds", "compact", "2003-09")
    assert (agreement.id, agreement.name, agreement.kind, agreement.signed) == expected


def test_headers() -> None:
    """Ids, standing, scales and stems are as the design of the library expects them."""
    found = [(code.id, code.header.issued, code.header.status, code.header.scale, code.header.stem) for code in CODES]
    assert found == [
        ("leeds-partnership-2003", "2003", "superseded", "practice4", "In this partnership we"),
        ("leeds-partnership-2003-leaflet", "2003", "superseded", "practice4", "In this partnership we"),
        ("leeds-working-together-2017", "2017", "current", "agree4", ""),
    ]


def test_relations_between_the_codes() -> None:
    """The leaflet summarises the full code and 2017 replaces it; the full code says nothing back."""
    related = [[(one.code, one.relation) for one in code.related] for code in CODES]
    assert related == [[], [("leeds-partnership-2003", "summarises")], [("leeds-partnership-2003", "replaces")]]
    assert all(isinstance(one, RelatedCode) and one.note for code in CODES for one in code.related)


@each_code
def test_parties_are_the_public_and_the_third_sector(code: Code) -> None:
    """Each code binds two sides."""
    assert [one.side for one in code.parties] == ["public", "third"]


@each_code
def test_applicability_is_explained(code: Code) -> None:
    """Each rule on what applies to whom is told in our words."""
    assert all(isinstance(one, Applicability) and one.note for one in code.applicability)


ERRATA = [
    (FULL, "equality", '"equal opportunities" where the heading says "equality"'),
    (FULL, "p-1a", '"have when working together"'),
    (FULL, "p-1c", '"one of four which supports"'),
    (FULL, "p-1e", '"and to become more involved"'),
    (FULL, "test-debate", '"Everyone can to contribute"'),
    (FULL, "responsibilities", '"who are they must answer to"'),
    (FULL, "power-structures", '"how will this affect"'),
    (FULL, "procedures", '"sets out"'),
    (LEAFLET, "contact-vcf", '"Leeds VOICE"'),
    (RECENT, "p-b", '"but it could applied"'),
    (RECENT, "p-d", '"actions for good commissioning"'),
    (RECENT, "forming-ways", '"readers/reviews"'),
    (RECENT, "resourcing-assets", '"makes use, of"'),
]


@pytest.mark.parametrize(("code", "name", "quote"), ERRATA, ids=lambda value: value if type(value) is str else "")
def test_errors_of_the_sources_are_told(code: Code, name: str, quote: str) -> None:
    """An error of a source is told where it stands, with the few words that are wrong."""
    assert quote in next(one.erratum for one in (*code.sections, *code.provisions) if one.id == name)


def test_no_other_errors_are_told() -> None:
    """The list above is whole."""
    told = [(code.id, one.id) for code in CODES for one in (*code.sections, *code.provisions) if one.erratum]
    assert told == [(code.id, name) for code, name, _ in ERRATA]


@pytest.mark.parametrize(("code", "leeds_voice"), [(FULL, "Leeds VOICE"), (LEAFLET, "LeedsVOICE")])
def test_contacts_are_organisations_and_roles(code: Code, leeds_voice: str) -> None:
    """A contact is an organisation and a role, as each document prints them."""
    contacts = [one for one in code.provisions if isinstance(one, Contact)]
    assert [(one.organisation, one.role) for one in contacts] == [
        ("Leeds City Council", "Partnerships Team"),
        (leeds_voice, "Voluntary, community and faith sector"),
        ("Leeds Initiative", "Health sector and Leeds Initiative"),
    ]


@pytest.mark.parametrize("path", sorted(LEEDS.iterdir()), ids=lambda path: path.name)
def test_no_addresses_and_numbers(path: Path) -> None:
    """No file has an e-mail address, a telephone number or a postcode."""
    private = re.compile(r"\S@\S|(?<![0-9a-f])0\d{3} ?\d{6}|\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b")
    assert not private.findall(path.read_text(encoding="utf-8"))


@each_code
def test_everything_has_a_short_name(code: Code) -> None:
    """Each provision has a title that differs from its text and from the other titles of its kind."""
    names = [(one.kind, one.title) for one in code.provisions]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [one.id for one in code.provisions if not one.title or one.title == one.text] == []


@each_code
def test_titles_of_actions_are_short(code: Code) -> None:
    """An action has a title of two to six words."""
    titles = [one.title for one in code.provisions if isinstance(one, Action)]
    assert [title for title in titles if not 2 <= len(title.split()) <= 6] == []


@each_code
def test_reasons_are_one_sentence(code: Code) -> None:
    """Each link is marked as ours and says why in one sentence."""
    assert [one.reason for one in code.links if one.reason.count(".") != 1 or not one.reason.endswith(".")] == []
    assert {one.basis for one in code.links} <= {"editorial"}


@each_code
def test_sentences_are_short(code: Code) -> None:
    """No sentence in our words has more than 30 words."""
    texts = [text for one in code.provisions for text in our_words(one)]
    texts += [one.lead for one in code.sections] + [one.reason for one in code.links] + [code.header.summary]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.!?:;])\s", text)]
    assert [sentence for sentence in sentences if len(words(sentence)) > 30] == []


@each_code
def test_texts_are_whole_sentences(code: Code) -> None:
    """Each text begins with a capital letter and ends as a sentence does, or with a colon before its list."""
    texts = [one for one in code.provisions if not isinstance(one, Contact)]
    assert [one.id for one in texts if not re.fullmatch(r"[A-Z].*[.?:]", one.text)] == []
    assert [one.id for one in texts if one.text.endswith(":") and not getattr(one, "items", ())] == []


@each_code
def test_no_jargon(code: Code) -> None:
    """Our words are plain: none of the usual office words is used."""
    jargon = {"utilise", "leverage", "stakeholder", "stakeholders", "facilitate", "synergy", "robust", "holistic"}
    jargon |= {"mitigate", "differentials", "ascertain", "commence", "endeavour", "pursuant", "thereof", "whilst"}
    assert {word for one in code.provisions for text in our_words(one) for word in words(text)} & jargon == set()


@each_code
def test_everything_but_contacts_has_a_wording_hash(code: Code) -> None:
    """Every provision and every sentence that leads in to a list can be proved; contacts are left out."""
    leads = {one.id for one in code.sections if one.lead}
    texts = {one.id for one in code.provisions if not isinstance(one, Contact)}
    assert {one.provision for one in code.wording} == leads | texts


@pytest.mark.parametrize(
    ("code", "name", "sentence"),
    [
        (FULL, "test-policy", "Everyone can influence policy."),
        (FULL, "build", "All partnerships need to:"),
        (LEAFLET, "barrier-policy-law", "Policy and law"),
        (RECENT, "inclusive-venues", "Venues are accessible, welcoming and close to public transport"),
    ],
    ids=lambda value: value if type(value) is str else "",
)
def test_hashes_are_of_the_official_words(code: Code, name: str, sentence: str) -> None:
    """The hash of a short official sentence can be had by hand."""
    proof = next(one for one in code.wording if one.provision == name)
    assert (proof.digest, proof.words) == wording_digest(sentence)


@with_documents
def test_the_documents_prove_the_codes() -> None:
    """Places, names, completeness, hashes and the absence of copied sentences hold against the real documents."""
    command = [sys.executable, str(ROOT / "scripts" / "wording.py")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@with_documents
@each_code
def test_the_strength_of_every_provision_is_kept(code: Code) -> None:
    """Must, should, may, might, could, need and consider stand in our words just where the source has them."""
    tools = script()
    text = tools.places(DOCUMENTS[code.source.sha256].read_text(encoding="utf-8"), code)
    ours = {one.id: " ".join(our_words(one)) for one in code.provisions if not isinstance(one, Contact)}
    ours |= {one.id: one.lead for one in code.sections if one.lead}
    differing = {
        name: (strength(text[at]), strength(ours[name]))
        for name, at in tools.claims(code)
        if name in ours and strength(text[at]) != strength(ours[name])
    }
    assert differing == {}


def strength(text: str) -> set[str]:
    """The words of a text that say how strongly it binds."""
    found = STRENGTHS.intersection(words(text))
    return {"consider" if word.startswith("consider") else word for word in found}


@with_documents
def test_no_file_of_the_project_copies_a_document() -> None:
    """No twelve words of a document stand in a row in any file of the project."""
    tools = script()
    documents = [path.read_text(encoding="utf-8") for path in DOCUMENTS.values()]
    folders = ("benchmarks", "codes", "docs", "plugins", "scripts", "src", "tests")
    files = [path for name in folders for path in (ROOT / name).rglob("*.*")] + list(ROOT.glob("*.md"))
    written = [path for path in files if path.suffix in {".md", ".py", ".tcss", ".toml", ".txt"}]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in written}
    assert [path for path, text in texts.items() if list(tools.copied(text, documents))] == []
