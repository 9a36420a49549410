"""What every worker needs, imported once by the server that the workers are forked from."""

from __future__ import annotations

from importlib import import_module

from survey.report.codebook.codebook import CODEBOOK
from survey.report.report import REPORT

import_module("survey.render.build")
for document in (REPORT, CODEBOOK):
    for part in document.parts:
        import_module(f"{document.package}.{part}")
