"""No keys end the program by accident: whatever is pressed, on whatever screen, in a terminal of whatever size."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compact_tui.state import START, Place
from samples import QUICK
from tui.assessment.rounds import example
from tui.driving import SMALL, TINY, WIDE, drive, our_codes

if TYPE_CHECKING:
    from compact_tui.app import CompactsApp
    from tui.driving import Reader

SIZES = (WIDE, SMALL, TINY, (30, 8))
STARTS = (None, START, Place("compact-for-leeds"), Place("compact-for-leeds", "leeds-partnership-2003", "share-power"))
"""The first screen, and places of the library."""
LEAVING = {"ctrl+c", "ctrl+q", "ctrl+z"}
"""Keys that are there to leave the program."""
OFTEN = (*["enter"] * 4, *["down"] * 4, "up", "left", "right", "space", "escape", "tab", "shift+tab", "home", "end")
"""Keys that lead on, pressed as often as those that a screen names for itself."""
OTHERS = (*"0123456789abcdefghijklmnopqrstuvwxyz?/[", "ctrl+p", "pageup", "pagedown", "backspace", "delete")
"""Keys that a screen may or may not have."""
FEW, MANY = 3, 400
"""How many walks are made, and how many with `-m soak`."""


def press_any(size: tuple[int, int], start: Place | None, inside: bool, picks: list[int]) -> None:  # noqa: FBT001
    """Sit down at the program in a folder with a round that is open, and press keys; an error in it ends the test."""

    async def steps(reader: Reader, app: CompactsApp) -> None:
        for pick in picks:
            here = sorted(app.screen.active_bindings.keys() - LEAVING)
            keys = ((*here,), OFTEN, (*here, *OTHERS))[pick % 3]
            await reader.press(keys[pick // 3 % len(keys)])
            if pick % 50 == 0:
                await reader.resize_terminal(*SIZES[pick // 50 % len(SIZES)])
            if not app.is_running:
                break

    with tempfile.TemporaryDirectory(dir=QUICK) as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(Path(name, "home")))
        patch.setattr("webbrowser.open", lambda *_, **__: True)
        patch.chdir(name)
        drive(our_codes(), size, steps, start, example(Path(name), open_again=True) if inside else "")


walks = given(
    st.sampled_from(SIZES),
    st.sampled_from(STARTS),
    st.booleans(),
    st.lists(st.integers(0, 10**6), min_size=40, max_size=40),
)


@settings(max_examples=FEW)
@walks
def test_no_keys_end_the_program(size: tuple[int, int], start: Place | None, inside: bool, picks: list[int]) -> None:  # noqa: FBT001
    """A walk or two through the program."""
    press_any(size, start, inside, picks)


@pytest.mark.soak
@settings(max_examples=MANY)
@walks
def test_no_keys_end_the_program_in_many_walks(
    size: tuple[int, int],
    start: Place | None,
    inside: bool,  # noqa: FBT001
    picks: list[int],
) -> None:
    """Some hundred walks."""
    press_any(size, start, inside, picks)
