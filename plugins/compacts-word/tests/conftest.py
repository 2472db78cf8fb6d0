"""How hypothesis searches: no time is asserted, and in CI it searches the same way each time."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("work", deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
settings.register_profile("ci", settings.get_profile("work"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "work")
