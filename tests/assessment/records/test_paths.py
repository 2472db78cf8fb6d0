"""Names in an assessment are right on every system, and lead nowhere else."""

import pytest
from hypothesis import given

from clouds import is_refused
from compact_core.assessment.records.paths import can_name_a_file, folder_name, numbers, response_file
from compact_core.content.names import name_from, why_clouds_refuse
from compact_core.errors import CompactsError
from compact_tui.saved_files import file_name
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


@given(texts)
def test_no_name_that_is_made_is_refused_by_clouds(name: str) -> None:
    """Whatever a title is, no folder, code file or saved text is named so that a cloud refuses it."""
    made = [folder_name(name), f"{name_from(name, 'code')}.toml", file_name(name)]
    assert [why_clouds_refuse(each) for each in made] == ["", "", ""]
    assert [each for each in made if is_refused(each)] == []


@pytest.mark.parametrize(
    "name",
    [
        "a:b",
        'a"b',
        "a*",
        "a?",
        "<a",
        "a>",
        "a|b",
        " a",
        "a ",
        "a.",
        ".lock",
        ".a",
        "~$a.docx",
        "a_vti_b",
        "Con",
        "lpt1.x",
    ],
)
def test_names_that_clouds_refuse(name: str) -> None:
    """Names that OneDrive and SharePoint refuse are known as such, in any folder."""
    refused = "OneDrive and SharePoint refuse this name. If it lies in a cloud folder, choose another."
    assert [why_clouds_refuse(path) for path in (name, f"shared/{name}", f"{name}/")] == [refused] * 3
    assert is_refused(name)


def test_paths_that_are_too_long_for_clouds() -> None:
    """A folder whose files would have paths of more than 400 characters is told."""
    assert why_clouds_refuse("/shared/" + "a" * 200) == ""
    assert why_clouds_refuse("/shared/" + "a" * 250).startswith("OneDrive and SharePoint refuse paths of more than 400")


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
