"""Kazakh: text repaired, compared and sorted (`kazakh_text`), and the case endings of numbers (`kazakh_cases`)."""

from __future__ import annotations

from survey.i18n.kazakh_cases import CASES, UNITS, Case, Unit, read_aloud, with_case
from survey.i18n.kazakh_text import ALPHABET, Change, Step, changes, fold, normalise, repaired, sort_key

__all__ = [
    "ALPHABET",
    "CASES",
    "UNITS",
    "Case",
    "Change",
    "Step",
    "Unit",
    "changes",
    "fold",
    "normalise",
    "read_aloud",
    "repaired",
    "sort_key",
    "with_case",
]
