"""A plugin of pytest: each test makes the readers of :mod:`compact_core.content.structure` anew.

They are kept from one test to the next, so a mutant of what makes them would never run.
"""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget what was made before."""
    from compact_core.content import structure

    structure._table.cache_clear()  # noqa: SLF001
    structure._keys_of_any_kind.cache_clear()  # noqa: SLF001
