"""Names, e-mail addresses and telephone numbers: withheld and told, or kept where that is asked for."""

import pytest

from compact_core import write_code
from compact_core.documents.coverage import coverage
from compact_core.documents.people import without_people
from compact_core.model import Contact
from documents.outlines import draft_from

TEXT = """\
Lamp code

1 Oil

1.1 Ask the lamp office (lamps@example.org, 01632 960001) for oil.
1.2 Cllr Ann Invented signed this code for the town.
1.3 Contact Bob Madeup for a key.

Ann Invented, Chair of the Lamp Office

Signatories

Signed on behalf of Lamp Town Council
Mrs Cora Madeup
Leader
1 May 2024

For more information contact:

Lamp Office
Dan Madeup
Oil Team
1 Wick Lane
Tel: +44 1632 960002
dan.madeup@lamp.example
www.lamp.example/oil
"""
PERSONAL = ("Invented", "Madeup", "Ann", "Cora", "960001", "960002", "@", "Wick Lane")


OFFICE = """\
Lamp code

Useful contacts

Fay Madeup, Grants Officer
Tel: 01632 960003
grants@example.org
"""
"""The address does not spell out the name."""


def test_a_name_with_an_office_is_no_organisation() -> None:
    """Among contacts, who holds an office is withheld, and the office stays."""
    draft = draft_from(OFFICE)
    assert [part.organisation for part in draft.code.parts if isinstance(part, Contact)] == ["Grants Officer"]
    assert "Fay" not in write_code(draft.code) + "\n".join(map(str, draft.doubts))


@pytest.mark.parametrize("said", ["{} keeps the minutes.", "The code was late, and {} wrote it.", "With thanks to {}."])
def test_what_people_do_tells_their_names(said: str) -> None:
    """A name in prose without a title is known by what only people do."""
    assert without_people(said.format("Gil Madeup"))[0] == said.format("[withheld]")


def test_people_are_withheld() -> None:
    """No name, address or number is in the draft or in its doubts; each is told with its line."""
    draft = draft_from(TEXT)
    told = write_code(draft.code) + "\n".join(map(str, draft.doubts))
    assert [word for word in PERSONAL if word in told] == []
    lines = {doubt.line for doubt in draft.doubts if "--keep-contacts" in doubt.assumed}
    assert lines == {5, 6, 7, 9, 14, 20}


def test_what_is_no_person_stays() -> None:
    """The organisation, the team, the page and the day stay."""
    draft = draft_from(TEXT)
    contact = draft.code.part("lamp-office")
    assert isinstance(contact, Contact)
    assert (contact.organisation, contact.role, contact.address) == (
        "Lamp Office",
        "Oil Team",
        "https://www.lamp.example/oil",
    )
    (signed,) = draft.code.signatories
    assert (signed.organisation, signed.role, signed.signed) == ("Lamp Town Council", "Leader", "2024-05-01")


def test_people_can_be_kept() -> None:
    """With --keep-contacts everything stands in the draft."""
    told = write_code(draft_from(TEXT, keep_contacts=True).code)
    assert [word for word in PERSONAL if word not in told] == []


@pytest.mark.parametrize(
    "text", ["Version 1.2.3 of 2024", "from 2019 to 2024", "0800 to 1700 hours", "The Mayor", "Dr. is short"]
)
def test_other_numbers_and_titles_stay(text: str) -> None:
    """A version, years, hours and an office are no person."""
    draft = draft_from(f"Lamp code\n\n1 Oil\n\n1.1 It is said: {text}.\n")
    assert text in write_code(draft.code)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Contact: Ann Invented", "Contact: [withheld]"),
        ("Signed by Ann Invented on behalf of the lamp office.", "Signed by [withheld] on behalf of the lamp office."),
        (
            "The group is chaired by Ann Invented and meets in May.",
            "The group is chaired by [withheld] and meets in May.",
        ),
        ("Our chair, Ann Invented, leads the talks.", "Our chair, [withheld], leads the talks."),
        ("Bob Madeup (Chief Executive) launched it.", "[withheld] (Chief Executive) launched it."),
        ("Written by Ann M. Invented.", "Written by [withheld]."),
        ("Lead officer: Ann ap Invented", "Lead officer: [withheld]"),
        ("Llofnodwyd gan Ann Invented", "Llofnodwyd gan [withheld]"),
        ("Le maire : Jean Inventé", "Le maire : [withheld]"),
        ("Signed by Lamp Town Council", "Signed by Lamp Town Council"),
        ("Chaired by the Voluntary Forum each year.", "Chaired by the Voluntary Forum each year."),
        ("The Director of Public Health will call.", "The Director of Public Health will call."),
    ],
)
def test_names_in_sentences(line: str, kept: str) -> None:
    """A name beside what somebody does is withheld; an organisation in the same place is not."""
    assert without_people(line)[0] == kept


def test_a_name_that_is_sure_somewhere_is_withheld_everywhere() -> None:
    """Who stands with an office under a foreword is withheld in a sentence that says nothing of it, too."""
    draft = draft_from(
        "Lamp code\n\n1 Foreword\n\nWe light.\n\nAnn Invented, Chair\n\n2 Oil\n\n2.1 Give the oil to Ann Invented.\n"
        "2.2 Count it.\n"
    )
    assert "Invented" not in write_code(draft.code)


def test_names_in_tables() -> None:
    """A name is withheld below a heading that announces names, and beside an office; other cells stay."""
    draft = draft_from(
        "# Lamp code\n\n## Oil\n\n| Place | Contact |\n|---|---|\n| North Quay | Ann Invented |\n"
        "| South Quay | Bob Madeup |\n\n"
        "| A | B |\n|---|---|\n| Cora Madeup | Chair |\n",
        "lamp.md",
    )
    told = write_code(draft.code)
    assert [word for word in ("Invented", "Madeup") if word in told] == []
    assert "North Quay" in told


def test_sentences_among_contacts_and_signatures() -> None:
    """What is told in whole sentences there tells of no person either, and every word is found or listed."""
    draft = draft_from(
        "Lamp code\n\n1 Oil\n\n1.1 Share it.\n\nFurther information\n\n"
        "Please contact Ann Invented at the town hall if you want to know more.\n\nSignatories\n\n"
        "This code was agreed at a meeting chaired by Bob Madeup in the old hall.\nFor the Lamp Office by Cora Madeup\n"
    )
    told = write_code(draft.code) + "\n".join(map(str, draft.doubts))
    assert [word for word in ("Invented", "Madeup") if word in told] == []
    assert coverage(draft).missing == ()
    assert sum("--keep-contacts" in doubt.assumed for doubt in draft.doubts) == 3
