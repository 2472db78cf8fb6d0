"""The program on odd machines: without parts of SQLite, without docstrings, isolated, in a folder full of modules."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from cli.running import COMMAND, Done, environment, run_command

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


def usual(home: Path, *args: str) -> Done:
    """Run a command on this machine as it is."""
    return run(home, *COMMAND[1:], *args)


@pytest.mark.parametrize(
    "command",
    [("list",), ("show", "otterbury-promises#trust"), ("check", "codes")],
)
def test_without_sqlite_everything_but_ranking_works(home: Path, command: tuple[str, ...]) -> None:
    """Where Python has no SQLite, commands say so in one sentence, and do the same work."""
    code, out, err = run(home, str(ODD), "no-sqlite", *command)
    same = usual(home, *command)
    told = NO_SQLITE if command[0] in {"list", "show"} else ""
    assert (code, out, err) == (same.code, same.out, told + same.err)


def test_without_sqlite_words_are_found(home: Path) -> None:
    """A search goes through every text, the doctor names what is missing, and nothing is kept."""
    shutil.rmtree(home / "cache", ignore_errors=True)
    code, out, err = run(home, str(ODD), "no-sqlite", "search", "promise", "--code", "otterbury-promises")
    assert (code, err) == (0, NO_SQLITE)
    assert out.startswith("otterbury-promises")
    doctor = run(home, str(ODD), "no-sqlite", "doctor", "--json").json
    assert (doctor["versions"]["SQLite"], doctor["folders"]["Catalogue"]) == ("not there", "not kept, without SQLite")
    assert not (home / "cache").exists()


def test_without_full_text_the_catalogue_is_kept(home: Path) -> None:
    """Where SQLite has no full-text search, only the search says so, and the catalogue is one of its own."""
    assert usual(home, "list").code == 0
    for _ in range(2):
        listed = run(home, str(ODD), "no-fts5", "list")
        assert (listed.code, listed.out, listed.err) == (0, usual(home, "list").out, "")
    found = run(home, str(ODD), "no-fts5", "search", "promise", "--code", "otterbury-promises")
    assert (found.code, found.err) == (0, NO_FULL_TEXT)
    assert found.out.startswith("otterbury-promises")
    assert usual(home, "search", "promise", "--code", "otterbury-promises").err == ""
    assert sorted(file.name for file in (home / "cache").iterdir()) == ["catalogue-plain.sqlite", "catalogue.sqlite"]


def test_every_command_keeps_its_help_without_docstrings(home: Path) -> None:
    """With PYTHONOPTIMIZE=2 Python has no docstrings, and every command explains itself in the same words."""
    helps = [run(home, str(ODD), "all-helps", PYTHONOPTIMIZE=level).out for level in ("0", "2")]
    assert helps[0] == helps[1]
    assert len(re.findall("^Usage: ", helps[0], flags=re.MULTILINE)) > 25


@pytest.mark.parametrize("options", [("-I",), ("-OO", "-bb", "-W", "error", "-X", "utf8=0")])
def test_the_options_of_python_change_nothing(home: Path, options: tuple[str, ...]) -> None:
    """The program works when Python is isolated, strips what it can, or makes errors of warnings."""
    done = run(home, *options, "-m", "compact_core", "show", "otterbury-promises#trust")
    assert done == usual(home, "show", "otterbury-promises#trust")


def test_a_file_where_it_is_started_is_no_module(home: Path, tmp_path: Path) -> None:
    """Files called like modules in the current folder, as in a shared drive, are never run."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in ("click", "code", "compact_tui", "pluggy", "sqlite3", "tomllib", "textual", "platformdirs"):
        (folder / f"{name}.py").write_text("raise SystemExit('taken for a module')")
    assert run(home, "-m", "compact_core", "list", cwd=folder) == usual(home, "list")
