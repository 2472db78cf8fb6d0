"""A plugin of pytest: each test begins without what functions remember from the tests before it.

What is remembered is told without a call, so a mutant of what it was made by would never run.
"""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget what was made before."""
    from compact_core.assessment.findings import arithmetic, position
    from compact_core.content import structure

    for module in (arithmetic, position, structure):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()
