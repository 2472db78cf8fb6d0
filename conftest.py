"""How hypothesis searches: briefly and freely while you work, repeatably in CI, and long when asked to.

Also how many tests run at once, what they may need, and how they begin the same wherever they are started.
"""

import gc
import os
import pickle
import shutil
import signal
import sys
import tomllib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

# Bytecode is written even where PYTHONDONTWRITEBYTECODE is set, as the programs that tests start do: else each process
# compiles every test, and all of hypothesis, anew. So this stands before anything else is imported.
sys.dont_write_bytecode = False
# Everything that is loaded before the first test stays, so until then nothing is looked through for waste.
gc.disable()

LONGEST = {"browser", "test_assessing_path.py", "test_packages.py", "test_soak.py", "test_tutorials.py"}
"""The folders and files whose tests take longest, or wait longest for other programs."""


def _register_profiles() -> None:
    """Say how hypothesis searches."""
    from hypothesis import HealthCheck, Phase, settings

    # No time is asserted: a slow machine is not a wrong program.
    settings.register_profile("work", deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile(
        "ci", settings.get_profile("work"), max_examples=25, derandomize=True, database=None, print_blob=True
    )
    settings.register_profile("long", settings.get_profile("work"), max_examples=5_000)
    # Of a mutant it is enough to know that there is a counter-example, not which is the smallest.
    settings.register_profile(
        "mutants", settings.get_profile("ci"), max_examples=50, phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("ci" if os.environ.get("CI") else "work")


_register_profiles()


def pytest_xdist_auto_num_workers() -> int:
    """One process more than the machine has cores: the tests of the interface and of commands wait for a good part."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that no process is left with one of them at the end."""
    items.sort(key=lambda item: LONGEST.isdisjoint((item.path.name, item.path.parent.name)))


def pytest_collection_finish() -> None:
    """Let the memory of what is loaded by now alone: looking through it for waste took a tenth of all work.

    The same codes and answers are read again and again, so what Python has parsed is remembered too.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(10_000, 20, 20)
    tomllib.loads = _parsed


_parse = tomllib.loads


@lru_cache(4_000)
def _pickled(text: str) -> bytes:
    return pickle.dumps(_parse(text))


def _parsed(text: str, /, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """What Python makes of a TOML text: a copy of its own for everybody who asks."""
    if parse_float is not float:
        return _parse(text, parse_float=parse_float)
    try:
        kept: dict[str, Any] = pickle.loads(_pickled(text))  # noqa: S301 - pickled just above
    except RecursionError:  # it can be parsed deeper than it can be pickled
        return _parse(text)
    return kept


def pytest_configure(config: pytest.Config) -> None:
    """Say what the marker means, and let Ctrl+C arrive: a shell that starts tests in the background turns it off."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # the programs that tests start would ignore it too
        signal.signal(signal.SIGINT, signal.default_int_handler)
    meaning = (
        "the test runs this program; where it is missing the test is skipped, or fails if COMPACTS_NO_SKIPS is set"
    )
    config.addinivalue_line("markers", f"needs(program): {meaning}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, or let it fail where every test must run."""
    for program in (mark.args[0] for mark in item.iter_markers("needs")):
        if shutil.which(program):
            continue
        if os.environ.get("COMPACTS_NO_SKIPS"):
            pytest.fail(f"{program} is not installed, and COMPACTS_NO_SKIPS is set", pytrace=False)
        pytest.skip(f"{program} is not installed")
