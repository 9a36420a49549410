"""What every worker needs, imported once by the server that the workers are forked from."""

from __future__ import annotations

from importlib import import_module

from survey.report.report import PARTS

for name in ("survey.render.build", *(f"survey.report.parts.{part}" for part in PARTS)):
    import_module(name)
