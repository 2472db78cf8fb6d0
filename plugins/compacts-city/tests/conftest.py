"""How hypothesis searches when these tests run by themselves: no time is asserted, and CI searches the same each time.

Beside the tests of the program they search as those do.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from compact_core import Library, open_library

settings.register_profile(
    "compacts-city",
    deadline=None,
    max_examples=50,
    suppress_health_check=list(HealthCheck),
    derandomize=bool(os.environ.get("CI")),
    database=None if os.environ.get("CI") else settings().database,
)


@pytest.fixture(scope="session")
def library() -> Library:
    """The codes that come with the program."""
    return open_library([])
