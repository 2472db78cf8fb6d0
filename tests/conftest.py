"""How hypothesis searches: freely while you work, repeatably in CI, and long when asked to."""

import os

from hypothesis import HealthCheck, settings

# No time is asserted: a slow machine is not a wrong program.
settings.register_profile("work", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("work"), derandomize=True, database=None, print_blob=True
)
settings.register_profile("long", settings.get_profile("work"), max_examples=5_000)
settings.load_profile("ci" if os.environ.get("CI") else "work")
