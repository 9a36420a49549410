"""What every worker needs, imported once by the server that the workers are forked from."""

from __future__ import annotations

from importlib import import_module

from survey.report.codebook.codebook import CODEBOOK
from survey.report.report import REPORT
from survey.report.trend.trend_report import TREND

import_module("survey.render.build")
for document in (REPORT, CODEBOOK, TREND):
    for part in document.parts:
        import_module(f"{document.package}.{part}")
