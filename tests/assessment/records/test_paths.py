"""Names in an assessment are right on every system, and lead nowhere else."""

import pytest
from hypothesis import given

from compact_core.assessment.records.paths import can_name_a_file, folder_name, numbers, response_file
from compact_core.errors import CompactsError
from strategies import texts


@given(texts)
def test_any_name_of_a_partnership_gives_a_folder(name: str) -> None:
    """Any text gives a name of a folder that has only letters, digits and hyphens, and is not kept by Windows."""
    assert can_name_a_file(folder_name(name))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Riverside health & care", "riverside-health-care"),
        ("../../etc", "etc"),
        ("CON", "con-assessment"),
        ("健康", "assessment"),
        ("Iechyd Glan yr Afôn", "iechyd-glan-yr-afon"),
        ("a" * 300, "a" * 60),
        ("", "assessment"),
    ],
)
def test_names_of_folders(name: str, folder: str) -> None:
    """Paths, reserved names, other scripts, accents and very long names give short plain ones."""
    assert folder_name(name) == folder


@pytest.mark.parametrize(
    "code", ["", ".", "..", "../a", "a/b", "a\\b", "C:", "nul", "com1", "A1", "a" * 81, "é", "a\n"]
)
def test_a_code_that_leads_elsewhere_names_no_file(code: str) -> None:
    """What is no plain id, or is kept by Windows, never becomes part of a path."""
    with pytest.raises(CompactsError, match="cannot be the code of an invitee"):
        response_file("harbour", 1, code)


def test_rounds_of_a_folder_that_is_gone() -> None:
    """A folder that is not there has no rounds."""
    assert numbers("nowhere/at/all") == []
