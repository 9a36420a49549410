"""How the answers came about: the same facts as in the report of the wave."""

from __future__ import annotations

from survey.report.codebook.codebook import Codebook
from survey.report.parts import method


def write(book: Codebook) -> str:
    """The method part of the report; nothing for a questionnaire without a wave."""
    return "" if book.report is None else method.write(book.report)
