"""The rules of cleaning in the order in which they run. A new one is a file beside this and a line here.

Before them recodes and decisions are applied; each rule sees what the former ones left.
"""

from __future__ import annotations

from survey.cleaning import (
    attention,
    consent,
    duplicates,
    fieldwork,
    impossible,
    inconsistent,
    show_if,
    speeders,
    straightlining,
    trials,
    write_ins,
)
from survey.cleaning.found import Rule

RULES: tuple[Rule, ...] = (
    fieldwork.RULE,
    consent.RULE,
    trials.RULE,
    duplicates.RULE,
    speeders.RULE,
    attention.RULE,
    impossible.RULE,
    show_if.RULE,
    straightlining.RULE,
    inconsistent.RULE,
    write_ins.RULE,
)
"""Whole respondents first, then single answers."""
