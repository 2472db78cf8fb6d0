"""What is wrong between the codes of a library, and what is not."""

import pytest

from compact_core.library.cross_checks import check_library, in_files
from compact_core.library.library import Entry
from compact_core.model.scales import SCALES

CITY = Entry(
    id="city-2003",
    title="Equal partners",
    kind="code of practice",
    place="City",
    language="en-GB",
    issued="2003",
    status="current",
    agreement_id="city-compact",
    agreement="City Compact",
    agreement_kind="compact",
    provisions=3,
    scale="practice4",
    related=(),
    origin="tests",
    file="city-2003.toml",
)
LATER = CITY._replace(id="city-2017", issued="2017", related=(("replaces", "city-2003"),), file="city-2017.toml")


def told(*entries: Entry) -> list[str]:
    """Every problem between codes, as a line."""
    return [str(problem) for problem in in_files(check_library(entries, list(SCALES)), lambda _: None)]


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (CITY, LATER),
        (LATER, CITY),
        (CITY, CITY._replace(id="town", agreement_id="town-compact", agreement="Town Compact")),
        (CITY._replace(related=(("accompanies", "city-2017"),)), LATER),
        tuple(CITY._replace(id=scale, scale=scale) for scale in SCALES),
    ],
    ids=["none", "related", "in any order", "two agreements", "related both ways", "every scale"],
)
def test_codes_that_go_together(entries: tuple[Entry, ...]) -> None:
    """Codes that name each other, their agreements and scales rightly have no problem."""
    assert told(*entries) == []


@pytest.mark.parametrize(
    ("scale", "hint"),
    [
        ("practise4", "Did you mean 'practice4'?"),
        ("stars", "The scales are agree4, agree5, practice4, quality6, toolkit3."),
    ],
)
def test_a_scale_that_does_not_exist(scale: str, hint: str) -> None:
    """A code that names an unknown scale is an error, with the nearest name or all of them."""
    line = f"city-2003.toml: The code 'city-2003' names the scale '{scale}', which does not exist. {hint}"
    assert told(CITY._replace(scale=scale)) == [line]


def test_scales_are_those_that_are_passed_in() -> None:
    """A scale that a plugin offers is known, and one that nobody offers is not, the built-in ones included."""
    stars = CITY._replace(scale="stars")
    assert list(check_library([stars], {"stars"})) == []
    ((entry, flaw),) = check_library([CITY], {"stars"})
    assert (entry, flaw.severity, flaw.hint) == (CITY, "error", "The scales are stars.")


@pytest.mark.parametrize(
    ("other", "hint"), [("city-2001", "Did you mean 'city-2003'?"), ("x", "It is shown by its id until it is added.")]
)
def test_a_related_code_that_is_not_there(other: str, hint: str) -> None:
    """A related code may only not be installed: a note, which never proposes the code itself."""
    line = f"city-2017.toml: note: The code 'city-2017' is related to '{other}', which is not in the library. {hint}"
    assert told(CITY, LATER._replace(related=(("replaces", other),))) == [line]


@pytest.mark.parametrize(
    ("relation", "others", "hint"),
    [
        ("accompanies", [CITY._replace(id="city-cy", related=(("translates", "city-2017"),))], ""),
        ("accompanies", [CITY._replace(id="city-cy", related=(("accompanies", "city-2017"),))], "city-cy"),
        ("translates", [CITY._replace(id="city-cy")], ""),
        ("translates", [CITY._replace(id="city-cy", language="cy")], "city-cy"),
    ],
    ids=["its own translation", "one beside it", "one of the same language", "one of another language"],
)
def test_only_what_can_be_right_is_proposed(relation: str, others: list[Entry], hint: str) -> None:
    """No proposal is a code that follows this one, or that it cannot translate."""
    (line,) = told(LATER._replace(related=((relation, "city-xy"),)), *others)
    assert line.endswith(f"Did you mean '{hint}'?" if hint else "It is shown by its id until it is added.")


def test_what_is_named_already_is_not_proposed() -> None:
    """A code that is named as related once is not proposed a second time."""
    (line,) = told(CITY, LATER._replace(related=(("replaces", "city-2003"), ("accompanies", "city-2001"))))
    assert line.endswith("It is shown by its id until it is added.")


def test_a_code_that_is_related_to_itself() -> None:
    """Nothing translates, shortens, replaces or accompanies itself."""
    line = "city-2003.toml: The code 'city-2003' is related to itself. Name another code."
    assert told(CITY._replace(related=(("replaces", "city-2003"),))) == [line]


@pytest.mark.parametrize(
    ("name", "kind"), [("City Covenant", "compact"), ("City Compact", "covenant"), ("Covenant", "covenant")]
)
def test_an_agreement_under_two_names(name: str, kind: str) -> None:
    """Codes of one agreement that call it differently are worth a warning, at each that differs from the first."""
    line = (
        f"city-2017.toml: warning: The agreement 'city-compact' is '{name}' ({kind}) here"
        " and 'City Compact' (compact) in city-2003.toml. Use one name and kind, or another id."
    )
    assert told(CITY, LATER._replace(agreement=name, agreement_kind=kind)) == [line]


def test_an_agreement_has_a_name_in_each_language() -> None:
    """A translation may say the name in its own language; two of one language are compared with each other."""
    welsh = LATER._replace(agreement="Cytundeb y Ddinas", agreement_kind="cytundeb", language="cy")
    assert told(welsh, CITY) == []
    line = (
        "city-cy.toml: warning: The agreement 'city-compact' is 'Cyfamod' (cytundeb) here"
        " and 'Cytundeb y Ddinas' (cytundeb) in city-2017.toml. Use one name and kind, or another id."
    )
    other = welsh._replace(id="city-cy", file="city-cy.toml", agreement="Cyfamod", language="cy-GB")
    assert told(CITY, welsh, other) == [line]


def test_flaws_are_reported_where_they_stand_file_by_file() -> None:
    """In a file of TOML each problem has the line and column of its value; in another file none has."""
    texts = {"city-2003.toml": '[code]\nscale = "stars"\n\n[[related]]\ncode = "town"\n'}
    city = CITY._replace(scale="stars", related=(("accompanies", "town"),))
    findings = check_library([city, city._replace(id="copy", file="copy.xlsx")], {"agree4"})
    assert [(one.file, one.line, one.column) for one in in_files(findings, texts.get)] == [
        ("city-2003.toml", 2, 9),
        ("city-2003.toml", 5, 8),
        ("copy.xlsx", 0, 0),
        ("copy.xlsx", 0, 0),
    ]
