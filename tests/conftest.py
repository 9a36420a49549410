"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples on every machine and no limit of time per example: a slow machine must not make a test fail.
# `make test LONG=1` tries five times as many.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100 if os.environ.get("LONG") else 20)
settings.load_profile("steady")
