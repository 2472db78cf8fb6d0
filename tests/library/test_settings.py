"""The user's settings file: what it can say, and what is told when it cannot be used."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import Problem
from compact_core.library.config import Settings, read_settings

SOURCES = ("built-in", "your codes", "--codes")
WRONG = {
    'prefer = "example"': (
        1,
        10,
        "prefer must be a list in square brackets; found 'example'. Write it as in [\"example\"].",
    ),
    "prefer = [1]": (1, 11, "entry 1 of prefer must be text; found the number 1. Put it in double quotes."),
    "# mine\nprefr = []": (2, 1, "'prefr' is not a key of the settings. Allowed: prefer. Did you mean 'prefer'?"),
}


def test_without_a_file_nothing_is_chosen(tmp_path: Path) -> None:
    """No file is no problem."""
    assert read_settings(str(tmp_path / "config.toml"), SOURCES) == (Settings(), [])


def test_an_empty_file_chooses_nothing(tmp_path: Path) -> None:
    """An empty file is no problem either, nor is the mark that Notepad puts before a text."""
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf")
    assert read_settings(str(path), SOURCES) == (Settings(), [])


@given(st.lists(st.text(st.sampled_from("abc -'\u00e9"), max_size=5), max_size=4))
def test_preferred_sources_are_read(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """The names of sources come in the order in which they stand in the file."""
    path = tmp_path_factory.getbasetemp() / "config.toml"
    quoted = ", ".join(f'"{name}"' for name in names)
    path.write_text(f"prefer = [{quoted}]", encoding="utf-8")
    assert read_settings(str(path), names) == (Settings(prefer=tuple(names)), [])


@pytest.mark.parametrize(("text", "problem"), WRONG.items())
def test_a_wrong_setting_is_reported_with_its_place(tmp_path: Path, text: str, problem: tuple[int, int, str]) -> None:
    """A setting that cannot be used is told like a problem of a code, and nothing is chosen."""
    path = tmp_path / "config.toml"
    path.write_text(text)
    line, column, message = problem
    settings, (told,) = read_settings(str(path), SOURCES)
    assert not any(settings.prefer)
    assert str(told) == f"{path}:{line}:{column}: {message}"


def test_a_source_that_there_is_not_is_reported(tmp_path: Path) -> None:
    """Each preferred source that there is not costs a warning with its place, and is kept: it may come back."""
    path = tmp_path / "config.toml"
    path.write_text('prefer = [\n  "Your codes",\n  "--codes",\n  "brook [b]",\n]\n')
    settings, told = read_settings(str(path), SOURCES)
    assert settings == Settings(prefer=("Your codes", "--codes", "brook [b]"))
    install = "Correct it, or install the plugin that brings it."
    what = "which is no source of codes here. Allowed: built-in, your codes, --codes."
    assert [str(problem) for problem in told] == [
        f"{path}:2:3: warning: entry 1 of prefer is 'Your codes', {what} Did you mean 'your codes'?",
        f"{path}:4:3: warning: entry 3 of prefer is 'brook [b]', {what} {install}",
    ]


def test_a_broken_file_is_reported(tmp_path: Path) -> None:
    """A file that is no TOML costs one problem."""
    path = tmp_path / "config.toml"
    path.write_text("prefer = [")
    settings, (told,) = read_settings(str(path), SOURCES)
    assert settings == Settings()
    assert (told.file, told.severity, told.line > 0) == (str(path), "error", True)


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    """A folder of the name of the settings file costs one problem."""
    told = Problem("error", str(tmp_path), 0, 0, "This is a folder, not a file.", "Name a file in it.")
    assert read_settings(str(tmp_path), SOURCES) == (Settings(), [told])


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
def test_a_link_to_nowhere_is_reported(tmp_path: Path) -> None:
    """A settings file that is a link to nothing costs one problem."""
    (tmp_path / "config.toml").symlink_to(tmp_path / "nothing")
    _, (told,) = read_settings(str(tmp_path / "config.toml"), SOURCES)
    assert told.message == "There is no such file."
