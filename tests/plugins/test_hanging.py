"""Plugins that hang or raise whatever Python has: each costs one problem, and the others go on."""

import asyncio
import re
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, NoReturn

import pytest

from compact_core import Problem
from compact_core.model.scales import Scale
from compact_core.plugins import builtin, hookimpl, isolation
from compact_core.plugins.installed import EntryPoint
from compact_core.plugins.isolation import Silence
from compact_core.plugins.manager import Plugins
from opening import BUILT_IN, ids, opened

TAKE_OUT = "Update it or take it out; COMPACTS_PLUGINS=-muddle starts without it."


class Impatient(Silence):
    """A watch that leaves out what hangs, and keeps what it was told of it; on a busy computer all may take long."""

    def __init__(self, name: str) -> None:
        """Begin with nothing told of the plugin with this name, which hangs."""
        self.told: list[str] = []
        self._name = f"'{name}'"

    def slow(self, message: str) -> bool:
        """Leave it out, if it is the one that hangs."""
        if self._name in message:
            self.told.append(message)
        return self._name in message


def timeless(message: str) -> str:
    """A message without the number of its seconds, which are more on a busy computer."""
    return re.sub(r"\b\d+ seconds?\b", "some time", message)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event that comes when the test is over; waiting for it is slow from the first moment."""
    monkeypatch.setattr(isolation, "SLOW", 0.5)
    event = threading.Event()
    yield event
    event.set()


@pytest.mark.usefixtures("home")
def test_a_hook_that_hangs_is_left_behind(never: threading.Event) -> None:
    """A plugin that does not come back is named and can be left out, once for all of its hooks; the codes are there."""

    class Hangs:
        @hookimpl
        def compacts_code_sources(self) -> Iterable[Any]:
            never.wait()
            return []

        @hookimpl
        def compacts_loaders(self) -> Iterable[Any]:
            never.wait()
            return []

    watch = Impatient("muddle")
    manager = Plugins(watch)
    manager.register(builtin, builtin.NAME)
    manager.register(Hangs, "muddle")
    assert [source.name for source in manager.code_sources()] == ["built-in"]
    assert [loader.name for _, loader in manager.loaders()] == ["TOML"]
    (problem,) = manager.problems
    message = "The plugin 'muddle' failed in its hook 'compacts_code_sources': it took some time and was left out."
    assert problem._replace(message=timeless(problem.message)) == Problem(
        "error", "plugin muddle", 0, 0, message, TAKE_OUT
    )
    assert [timeless(one) for one in watch.told] == ["The plugin 'muddle' has been starting for some time."]
    assert [plugin.name for plugin in manager.listed()] == ["built-in"]


def test_an_import_that_hangs_is_left_behind(
    never: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that does not come back when it is imported can be left out, and the next plugin is loaded."""
    monkeypatch.setattr(sys, "compacts_never", never, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "hanging_plugin.py").write_text("import sys\nsys.compacts_never.wait()\n")
    (tmp_path / "quick_plugin.py").write_text("")
    manager = Plugins(Impatient("hanging"))
    manager.load(EntryPoint("hanging", "hanging_plugin", ""))
    manager.load(EntryPoint("quick", "quick_plugin", ""))
    message = "The plugin 'hanging' could not be loaded: it took some time and was left out."
    assert [timeless(problem.message) for problem in manager.problems] == [message]
    assert [plugin.name for plugin in manager.listed()] == ["quick"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("error", [KeyboardInterrupt, asyncio.CancelledError, GeneratorExit])
def test_what_no_program_should_raise_costs_one_problem(error: type[BaseException]) -> None:
    """Even what stops a program elsewhere is told of as a mistake of the plugin that raised it."""

    class Raises:
        @hookimpl
        def compacts_scales(self) -> NoReturn:
            raise error("x")

    entries, (problem,) = opened(Raises)
    assert ids(entries) == BUILT_IN
    assert problem.message == f"The plugin 'odd' failed in its hook 'compacts_scales': {error.__name__}: x."


@pytest.mark.usefixtures("home")
def test_offers_without_end_cost_one_problem() -> None:
    """Of offers that never end the first thousand are looked at, and rubbish among them is told of once."""

    class Endless:
        @hookimpl
        def compacts_scales(self) -> Iterable[Any]:
            yield Scale("two", "Two steps", ("no", "yes"))
            yield None
            yield from repeat(5)

    entries, (problem,) = opened(Endless)
    assert ids(entries) == BUILT_IN
    assert problem.message == (
        "The plugin 'odd' should offer a Scale in 'compacts_scales',"
        " and offers something of type NoneType, something of type int."
    )
