"""The program on odd machines: without parts of SQLite, without docstrings, isolated, in a folder full of modules."""

import re
import shutil
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from cli.running import Done, environment, run_command, run_here

ODD = Path(__file__).parent / "odd_machines.py"
"""Starts the command line as such a machine would: its first argument says what is missing."""
NO_SQLITE = (
    "This Python has no SQLite (its module sqlite3), so every file is read anew each time, and a search gives its hits"
    " in the order of the library, not the best first.\n"
)
NO_FULL_TEXT = (
    "SQLite has no full-text search here (its part FTS5), so a search looks for the beginnings of words, and gives its"
    " hits in the order of the library, not the best first.\n"
)


def run(home: Path, *command: str, cwd: Path | None = None, **variables: str) -> Done:
    """Run a command line of Python."""
    return run_command([sys.executable, *command], environment(home, **variables), cwd or home)


@pytest.mark.parametrize(
    "command",
    [("list",), ("show", "otterbury-promises#trust"), ("check", "codes")],
)
def test_without_sqlite_everything_but_ranking_works(here: Path, command: tuple[str, ...]) -> None:
    """Where Python has no SQLite, commands say so in one sentence, and do the same work."""
    code, out, err = run(here, str(ODD), "no-sqlite", *command)
    with chdir(here):
        same = run_here(*command)
    told = NO_SQLITE if command[0] in {"list", "show"} else ""
    assert (code, out, err) == (same.code, same.out, told + same.err)


def test_without_sqlite_words_are_found(here: Path) -> None:
    """A search goes through every text, the doctor names what is missing, and nothing is kept."""
    shutil.rmtree(here / "cache", ignore_errors=True)
    code, out, err = run(here, str(ODD), "no-sqlite", "search", "promise", "--code", "otterbury-promises")
    assert (code, err) == (0, NO_SQLITE)
    assert out.startswith("otterbury-promises")
    doctor = run(here, str(ODD), "no-sqlite", "doctor", "--json").json
    assert (doctor["versions"]["SQLite"], doctor["folders"]["Catalogue"]) == ("not there", "not kept, without SQLite")
    assert not (here / "cache").exists()


def test_without_full_text_the_catalogue_is_kept(here: Path) -> None:
    """Where SQLite has no full-text search, only the search says so, and the catalogue is one of its own."""
    assert run_here("list").code == 0
    for _ in range(2):
        listed = run(here, str(ODD), "no-fts5", "list")
        assert (listed.code, listed.out, listed.err) == (0, run_here("list").out, "")
    found = run(here, str(ODD), "no-fts5", "search", "promise", "--code", "otterbury-promises")
    assert (found.code, found.err) == (0, NO_FULL_TEXT)
    assert found.out.startswith("otterbury-promises")
    assert run_here("search", "promise", "--code", "otterbury-promises").err == ""
    assert sorted(file.name for file in (here / "cache").iterdir()) == ["catalogue-plain.sqlite", "catalogue.sqlite"]


def test_every_command_keeps_its_help_without_docstrings(here: Path) -> None:
    """With PYTHONOPTIMIZE=2 Python has no docstrings, and every command explains itself in the same words."""
    helps = [run(here, str(ODD), "all-helps", PYTHONOPTIMIZE=level).out for level in ("0", "2")]
    assert helps[0] == helps[1]
    assert len(re.findall("^Usage: ", helps[0], flags=re.MULTILINE)) > 25


@pytest.mark.parametrize("options", [("-I",), ("-OO", "-bb", "-W", "error", "-X", "utf8=0")])
def test_the_options_of_python_change_nothing(here: Path, options: tuple[str, ...]) -> None:
    """The program works when Python is isolated, strips what it can, or makes errors of warnings."""
    done = run(here, *options, "-m", "compact_core", "show", "otterbury-promises#trust")
    assert done == run_here("show", "otterbury-promises#trust")


def test_a_file_where_it_is_started_is_no_module(here: Path, tmp_path: Path) -> None:
    """Files called like modules in the current folder, as in a shared drive, are never run."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in ("click", "code", "compact_tui", "pluggy", "sqlite3", "tomllib", "textual", "platformdirs"):
        (folder / f"{name}.py").write_text("raise SystemExit('taken for a module')")
    assert run(here, "-m", "compact_core", "list", cwd=folder) == run_here("list")
