"""Opens the interface with a mistake in it: once for each place that the arguments name, before ``--``."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from textual.message_pump import MessagePump

from compact_core.cli import main
from compact_tui.app import CompactsApp
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.library.search_screen import SearchScreen


class ShownError(Exception):
    """An error that says itself how it is to be shown, as some of Textual's do."""

    def __rich__(self) -> str:
        """What would be shown, answers and all."""
        return "Traceback of its own"


def mistake(*_: object) -> Any:  # noqa: ANN401 - never returns
    """Do what no program should."""
    raise ZeroDivisionError("a mistake")


def shown(*_: object) -> None:
    """Raise an error that wants to show itself."""
    raise ShownError


def leave(*_: object) -> None:
    """End the program as a plugin might try to."""
    raise SystemExit(0)


def when_ready(work: Callable[[CompactsApp], object]) -> Callable[[CompactsApp], None]:
    """What the app does after its first frame."""

    def ready(app: CompactsApp) -> None:
        work(app)

    return ready


PLACES: dict[str, tuple[type[MessagePump], str, Any]] = {
    "making": (CompactsApp, "__init__", mistake),
    "styles": (CompactsApp, "CSS", "Screen { color: }"),
    "compose": (LibraryScreen, "compose", mistake),
    "own-words": (LibraryScreen, "on_mount", shown),
    "leaving": (LibraryScreen, "on_mount", leave),
    "worker": (CompactsApp, "_read_ahead", mistake),
    "callback": (CompactsApp, "on_ready", when_ready(lambda _: asyncio.get_running_loop().call_soon(mistake))),
    "thread": (CompactsApp, "on_ready", when_ready(lambda _: threading.Thread(target=mistake).start())),
    "input-thread": (CompactsApp, "on_ready", when_ready(lambda app: app.panic("Traceback"))),
    "typing": (SearchScreen, "on_input_changed", mistake),
}
"""By the name of each place: what is replaced, and by what."""
EACH_WAY = [place for place in PLACES if place not in {"compose", "worker"}]
"""Places from which errors come in different ways; those of all messages and workers come as one while typing does."""


def begin(place: str, arguments: list[str]) -> None:
    """Put the mistake in, and open the interface."""
    owner, name, wrong = PLACES[place]
    setattr(owner, name, wrong)
    sys.argv[1:] = arguments
    main()


def begin_each() -> None:
    """Open the interface for each place, in a process of its own that need import nothing; say how each ended."""
    _, *places = sys.argv[: sys.argv.index("--")]
    for place in places:
        process = os.fork()
        if not process:
            os.environ["COMPACTS_HOME"] += f"/{place}"
            begin(place, sys.argv[sys.argv.index("--") + 1 :])
        _, status = os.waitpid(process, 0)
        print(f"{place} ended with {os.waitstatus_to_exitcode(status)}", flush=True)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    begin_each()
