"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine and no limit of time per example: a slow machine must not make a test fail.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
