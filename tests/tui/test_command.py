"""The command, as a program of its own."""

import os
import sys
from pathlib import Path

import pytest

from cli.running import run_here
from compact_tui.command import place_of
from samples import FERRY, used_home
from tui.samples import library_of
from tui.terminal import Terminal

DOCUMENT = Path(__file__).parents[1] / "data" / "documents" / "river.txt"
NO_TERMINAL = (
    "The interface needs a terminal. Use 'compacts list' and 'compacts show' here, or open a terminal and try again."
)


@pytest.fixture(autouse=True)
def _with_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interface comes in as a plugin."""
    monkeypatch.delenv("COMPACTS_PLUGINS")


def test_without_a_terminal_it_says_so() -> None:
    """In a pipe the command explains itself on stderr and leaves with 2, whatever it was asked to open."""
    for arguments in ([], ["leeds-partnership-2003"], ["no-such-code"]):
        done = run_here("browse", *arguments)
        assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", NO_TERMINAL)


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--import", "There is no file nowhere. Name the document to import."),
        ("--assessment", "There is no assessment in nowhere: it has no partnership.toml."),
    ],
)
def test_what_is_not_there_is_told_before_it_opens(monkeypatch: pytest.MonkeyPatch, option: str, told: str) -> None:
    """Where there is a terminal, a document or an assessment that is not there is told, and nothing is opened."""
    monkeypatch.setattr(os, "isatty", lambda _: True)
    assert run_here("browse", option, "nowhere") == (3, "", f"{told}\n")


def test_a_part_is_opened_by_its_number() -> None:
    """The place that a number names is that of the part with its id, as for the tree and the keys."""
    library = library_of(FERRY)
    assert place_of(library, f"{FERRY.id}#1.2(a)") == place_of(library, f"{FERRY.id}#told")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a test can hold, which Windows lacks")
@pytest.mark.parametrize(
    ("arguments", "expected", "code"),
    [
        pytest.param([], "Leeds Code of Practice for Working Together", 0, marks=pytest.mark.soak),  # in a tutorial
        (["leeds-partnership-2003#share-powder"], "Did you mean 'share-power'?", 3),
        (["--import", str(DOCUMENT)], "3 doubts open", 0),
    ],
)
def test_in_a_terminal_it_opens(arguments: list[str], expected: str, code: int, tmp_path: Path) -> None:
    """In a real terminal it opens at what was named, or says what is near it, and ctrl+q leaves it.

    An assessment is opened by `test_answers_and_a_report_typed_into_a_terminal`.
    """
    terminal = Terminal(tmp_path, used_home(tmp_path / "home"), *arguments, size=(40, 160))
    terminal.sees(expected)
    assert (terminal.leaves() if code == 0 else terminal.ends()) == code
    assert "Traceback" not in terminal.painted
