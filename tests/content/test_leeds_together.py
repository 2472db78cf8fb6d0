"""The three Leeds codes together: how they are told apart, and how they keep to their documents."""

import re
from collections import Counter
from pathlib import Path

import pytest
import wording

from cli.running import called
from compact_core.model import Action, Applicability, Code, Contact, RelatedCode
from compact_core.text import wording_digest, words
from leeds import (
    CODES,
    DOCUMENTS,
    FULL,
    LEAFLET,
    LEEDS,
    RECENT,
    ROOT,
    STRENGTHS,
    each_code,
    our_words,
    with_documents,
)


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
def test_errors_of_the_sources_are_reported(code: Code, name: str, quote: str) -> None:
    """An error of a source is told where it stands, with the few words that are wrong."""
    assert quote in next(one.erratum for one in (*code.sections, *code.provisions) if one.id == name)


def test_no_other_errors_are_reported() -> None:
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
    done = called(wording.main)
    assert (done.code, done.err) == (0, "")


@with_documents
@each_code
def test_the_strength_of_every_provision_is_kept(code: Code) -> None:
    """Must, should, may, might, could, need and consider stand in our words just where the source has them."""
    text = wording.places(DOCUMENTS[code.source.sha256].read_text(encoding="utf-8"), code)
    ours = {one.id: " ".join(our_words(one)) for one in code.provisions if not isinstance(one, Contact)}
    ours |= {one.id: one.lead for one in code.sections if one.lead}
    differing = {
        name: (strength(text[at]), strength(ours[name]))
        for name, at in wording.claims(code)
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
    documents = [path.read_text(encoding="utf-8") for path in DOCUMENTS.values()]
    folders = ("benchmarks", "codes", "docs", "examples", "plugins", "scripts", "src", "tests")
    files = [path for name in folders for path in (ROOT / name).rglob("*.*")] + list(ROOT.glob("*.md"))
    written = [path for path in files if path.suffix in {".md", ".py", ".tcss", ".toml", ".txt"}]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in written}
    assert [path for path, text in texts.items() if list(wording.copied(text, documents))] == []
