"""How the interface ends: by signals, lost terminals and mistakes of its own, with the terminal as it was before."""

from __future__ import annotations

import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest

import terminals
from cli.running import environment
from samples import used_home
from tui import crashes
from tui.assessment.rounds import example, first, sit_down
from tui.driving import SMALL, Reader
from tui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="needs a terminal that a test can hold, which Windows lacks"
)
PART, SHOWN = "leeds-partnership-2003#share-power", "Share power and influence"
"""A part to open, and its title."""
BEGIN = "from compact_core.cli import main; main()"
TAKEN = ("?1049h", "?1000h", "?1003h", "?1006h", "?25l", "?2004h", "?7l", ">25u")
"""What is asked of a terminal that is taken over: another screen, the mouse, no cursor, marks around what is pasted."""
GIVEN_BACK = ("?1049l", "?1000l", "?1003l", "?1006l", "?25h", "?2004l", "?7h", "<u")
"""What takes each of these back."""


def opened(tmp_path: Path) -> Terminal:
    """The interface, with everything painted."""
    terminal = Terminal(tmp_path, used_home(tmp_path / "home"), PART)
    terminal.sees(SHOWN)
    return terminal


def assert_as_before(terminal: terminals.Terminal) -> None:
    """The last that was asked of the terminal is to be as it was before."""
    last = [match.decode() for match in re.findall(rb"\x1b\[([?<>][0-9]*[a-z])", terminal.raw)]
    for taken, back in zip(TAKEN, GIVEN_BACK, strict=True):
        assert back in last, back
        assert taken not in last[last.index(back) :], taken


def usual(tmp_path: Path) -> list[object]:
    """How a terminal treats what is typed before anything takes it over."""
    terminal = terminals.Terminal(["true"], tmp_path, environment(tmp_path))
    modes = terminal.modes
    terminal.ends()
    return modes


def assert_ended_by(terminal: Terminal, number: int, before: list[object]) -> None:
    """A signal is to end the program in silence, with the terminal as it was."""
    assert terminal.modes != before
    terminal.process.send_signal(number)
    terminal.wait(lambda: terminal.modes == before, "the modes of before")
    assert terminal.ends() == 128 + number
    assert_as_before(terminal)
    assert "Traceback" not in terminal.painted


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.soak)])
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, number: int) -> None:
    """The system can end the program at any time: its own screen, the mouse and raw keys end with it, in silence."""
    assert_ended_by(opened(tmp_path), number, usual(tmp_path))
    assert not (tmp_path / "home" / "state" / "crash.log").exists()


def test_a_terminal_that_is_gone_ends_the_program(tmp_path: Path) -> None:
    """When the window is closed the program ends by itself."""
    assert opened(tmp_path).hangs_up() == 129


def test_without_a_word_of_the_system_it_ends_too(tmp_path: Path) -> None:
    """Where nobody tells that the terminal is gone, the program notices it itself."""
    deaf = "from compact_tui.posix_terminal import PosixTerminal; PosixTerminal._on_signal = lambda *_: None"
    command = (sys.executable, "-c", f"{deaf}; {BEGIN}")
    terminal = Terminal(tmp_path, used_home(tmp_path / "home"), PART, command=command)
    terminal.sees(SHOWN)
    assert terminal.hangs_up() == 129


def test_a_terminal_that_takes_nothing_holds_nobody_up(tmp_path: Path) -> None:
    """Even while a terminal takes nothing more of what is painted, a signal ends the program."""
    begin = (
        "from compact_tui import posix_terminal; posix_terminal.GRACE = 0.5; from compact_core.cli import main; main()"
    )
    terminal = Terminal(tmp_path, used_home(tmp_path / "home"), PART, command=(sys.executable, "-c", begin))
    terminal.sees(SHOWN)
    terminal.sends(b"?\x1b" * 100)
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(timeout=terminals.PATIENCE) == 143
    terminal.ends()


def test_bytes_that_are_no_text_are_ignored(tmp_path: Path) -> None:
    """An old terminal sends letters that are no UTF-8, and sequences that mean nothing; the keys between them count.

    After them a real Ctrl+C ends the program like any other signal.
    """
    terminal = opened(tmp_path)
    for noise in (b"\xe9A", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[97;;99999999999u", b"\x1b[48;99999999;99999999;0;0t"):
        terminal.sends(noise)
        terminal.rest()
    terminal.types("?", until="Every screen can be left with escape")
    assert_ended_by(terminal, signal.SIGINT, usual(tmp_path))


@pytest.mark.parametrize("places", [crashes.EACH_WAY, pytest.param([*crashes.PLACES], marks=pytest.mark.soak)])
def test_a_mistake_anywhere_is_told_in_a_sentence(tmp_path: Path, places: list[str]) -> None:
    """Wherever the interface breaks, the terminal is given back, one sentence names the log, and the code is 4.

    On demand it breaks in more places from which errors come the same way.
    """
    for place in places:
        used_home(tmp_path / place)
    command = [sys.executable, crashes.__file__, *places, "--", "browse", PART]
    terminal = terminals.Terminal(command, tmp_path, environment(tmp_path, COMPACTS_PLUGINS="tui"))
    for place in places:
        if place == "typing":
            terminal.wait(lambda: SHOWN in terminal.shown, "the library")
            terminal.type("/")
            terminal.wait(lambda: "Type words to find" in terminal.shown, "the search")
            terminal.type("power")
        ended = f"{place} ended with"
        terminal.wait(lambda ended=ended: ended in terminal.shown, ended)  # type: ignore[misc]
        log = tmp_path / place / "state" / "crash.log"
        told = f"Something went wrong inside compacts. The details are in {log}; please send them to its makers.\n"
        assert terminal.shown.endswith(f"{told}{ended} 4\n")
        assert "Traceback" not in terminal.shown, place
        assert log.read_text(encoding="utf-8").count("compacts 0.1.0, Python") == 1, place
        if place != "making":
            assert_as_before(terminal)
        terminal.raw = b""
    assert terminal.ends() == 0


def test_what_is_being_typed_is_kept(tmp_path: Path) -> None:
    """A signal that comes while a comment is written keeps it, for the facilitator only."""
    folder = example(tmp_path, open_again=True)

    async def write(reader: Reader) -> None:
        await reader.press("enter", "b")
        await reader.write("Half a tho")
        reader.app.end_by(signal.SIGTERM)
        await reader.pause()

    sit_down(SMALL, write, folder)
    said = next(one for one in first(folder).responses if one.comments and one.comments[-1].text == "Half a tho")
    assert said.comments[-1].use == "facilitator only"
