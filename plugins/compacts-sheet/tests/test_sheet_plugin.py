"""The plugin as the program meets it."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest
from sheet.books import book, csv_book

from compact_core import NotFoundError, open_library
from compact_core.plugins import Loader
from compact_core.testing import loaded_plugins
from compacts_sheet import plugin


def test_a_fresh_manager_takes_the_plugin_in() -> None:
    """Registered alone, the plugin offers two loaders, a kind of form and a reader, and causes no problem."""
    plugins = loaded_plugins(plugin)
    loaders = [one for name, one in plugins.offers("compacts_loaders", Loader) if name != "built-in"]
    assert [(one.name, one.suffixes) for one in loaders] == [
        ("Excel workbook", (".xlsx", ".xlsm", ".xls")),
        ("CSV", (".csv",)),
    ]
    assert [(one.name, one.suffix) for one in plugins.form_kinds()][-1:] == [("xlsx", ".xlsx")]
    assert [one.suffixes for one in plugins.answer_readers()] == [(".xlsx", ".xlsm", ".xls")]
    assert plugins.problems == []


def test_the_package_announces_the_plugin() -> None:
    """The entry point of the installed package leads to the plugin, and loads."""
    (point,) = entry_points(group="compacts", name="sheet")
    plugins = loaded_plugins(point)
    assert [one.name for one in plugins.listed()] == ["built-in", "sheet"]
    assert plugins.problems == []


def test_the_library_reads_spreadsheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook and a CSV file in a folder of codes are found and read, and what is wrong is told with its place."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "sheet")
    codes = tmp_path / "codes"
    codes.mkdir()
    (codes / "reedham.xlsx").write_bytes(book())
    (codes / "other.csv").write_text(csv_book().replace("reedham-2024", "reedham-2025"), encoding="utf-8")
    (codes / "wrong.csv").write_text(csv_book().replace("reedham-2024", "Reedham"), encoding="utf-8")
    (codes / "~$reedham.xlsx").write_bytes(bytes(165))
    library = open_library([str(codes)])
    found = {entry.id: Path(entry.file).name for entry in library.entries if entry.origin == "--codes"}
    assert found == {"reedham-2024": "reedham.xlsx", "reedham-2025": "other.csv"}
    assert library.code("reedham-2024").title == "Side by Side"
    assert [(Path(one.file).name, one.line, one.column) for one in library.problems] == [("wrong.csv", 2, 2)]


@pytest.mark.parametrize("name", ["ours.xlsx", "ours.csv"])
def test_a_code_with_errors_is_known_whatever_its_file_is_called(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for a code is told of the errors in its spreadsheet, and not that there is no such code."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "sheet")
    wrong = book(lambda made: made["Parts"].cell(3, 1, "wish"))
    file = tmp_path / name
    file.write_bytes(wrong if name.endswith(".xlsx") else csv_book().replace('"action"', '"wish"').encode())
    library = open_library([str(file)])
    with pytest.raises(NotFoundError) as told:
        library.entry("reedham-2024")
    assert str(told.value).startswith(
        "The code 'reedham-2024' is in the library's files, but has 1 error. The error: Sheet 'Parts', row"
    )
    assert str(told.value).endswith(f"Type 'compacts check \"{file}\"' to see everything.")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a,b\n", b"[Code]\nTitle,No id\n", bytes(range(256))])
def test_a_file_that_says_no_id_gives_none(data: bytes) -> None:
    """Asked for the id of its code, a file that cannot be read, or says none, gives an empty text."""
    assert [load.id_in(data) for load in plugin.compacts_loaders() if load.id_in] == ["", ""]


def test_a_file_over_the_limit_is_refused_by_the_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 8 MiB are never given to the loader: the core tells the one problem."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "sheet")
    large = tmp_path / "large.csv"
    large.write_bytes(csv_book().encode() + b"\n" * 8 * 1024**2)
    assert [(one.line, one.message) for one in open_library([str(large)]).problems] == [
        (0, "This file is larger than 8 MiB, more than any file of a code or an assessment.")
    ]
