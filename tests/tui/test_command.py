"""The command, as a program of its own."""

import sys
from pathlib import Path

import pytest

from compact_tui.command import place_of
from programs import finished
from samples import FERRY
from tui.samples import library_of
from tui.terminal import Terminal

EXAMPLE = Path(__file__).parents[2] / "examples" / "riverside-health"
DOCUMENT = Path(__file__).parents[1] / "data" / "documents" / "river.txt"
COMPACTS = [sys.executable, "-m", "compact_core", "browse"]
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
        done = finished([*COMPACTS, *arguments])
        assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (2, "", NO_TERMINAL)


def test_a_part_is_opened_by_its_number() -> None:
    """The place that a number names is that of the part with its id, as for the tree and the keys."""
    library = library_of(FERRY)
    assert place_of(library, f"{FERRY.id}#1.2(a)") == place_of(library, f"{FERRY.id}#told")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a test can hold, which Windows lacks")
@pytest.mark.parametrize(
    ("arguments", "expected", "code"),
    [
        ([], "Leeds Code of Practice for Working Together", 0),
        (["leeds-partnership-2003#share-power"], "Share power and influence", 0),
        (["leeds-partnership-2003#share-powder"], "Did you mean 'share-power'?", 3),
        (["--assessment", str(EXAMPLE)], "Riverside health: round 2 of 2", 0),
        (["--import", str(DOCUMENT)], "3 doubts open", 0),
        (["--import", "nowhere.txt"], "There is no file nowhere.txt. Name the document to import.", 3),
        (["--assessment", "nowhere"], "There is no assessment in nowhere: it has no partnership.toml.", 3),
    ],
)
def test_in_a_terminal_it_opens(arguments: list[str], expected: str, code: int, tmp_path: Path) -> None:
    """In a real terminal it opens at what was named, or says what is near it, and ctrl+q leaves it."""
    terminal = Terminal(tmp_path, tmp_path / "home", *arguments, size=(40, 160))
    terminal.sees(expected)
    assert (terminal.leaves() if code == 0 else terminal.ends()) == code
    assert "Traceback" not in terminal.painted
