"""The way in which tests print documents counts sheets as a printer would."""

from pathlib import Path

import pytest

from printing import printed_by_office


@pytest.mark.needs("soffice")
def test_the_office_program_prints_each_sheet(tmp_path: Path) -> None:
    """A document of two sheets, opened by LibreOffice, gives the text of each."""
    document = tmp_path / "two.html"
    document.write_text('<p>One</p><p style="page-break-before: always">Two</p>', encoding="utf-8")
    assert [sheet.strip() for sheet in printed_by_office(document, tmp_path)] == ["One", "Two"]
