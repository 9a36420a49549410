"""Invented counts of answers, uneven from question to question, so that a report on made-up answers looks like a report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from survey.instrument.model import Instrument, Item, ItemKind, Level, OptionKind
from survey.planning.totals import spread

_SHARES = {OptionKind.DONT_KNOW: 0.04, OptionKind.REFUSED: 0.02, OptionKind.OTHER: 0.05, OptionKind.WRITE_IN: 0.02}
"""The share of those who give an answer of such a kind."""
_FIRST, _FALL = 0.6, 0.85
"""Of a question with several answers: the share that ticks the first, and how the share falls from one to the next."""
HEADER = ("item", "code", "low", "high", "base", "basis")


def margins(instrument: Instrument, base: int) -> bytes:
    """A file like margins.csv with invented counts for every question that has answers.

    Parameters
    ----------
    instrument
        The questionnaire.
    base
        How many people answer each question; the simulation lowers it for questions that are put to fewer.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    references = ((item, name) for item in instrument.items if item.options for name in _references(item))
    for place, (item, name) in enumerate(references):
        for code, n in _counts(item, place, base).items():
            table.writerow((name, code, n, n, base, "interval"))
    return out.getvalue().encode()


def _references(item: Item) -> tuple[str, ...]:
    return item.columns if item.kind is ItemKind.MATRIX else (item.id,)


def _counts(item: Item, place: int, base: int) -> Mapping[str, int]:
    """Count by code; `place` moves the most frequent answer, so that neighbours differ."""
    substantive = [option.code for option in item.options if option.kind not in _SHARES]
    counts = {option.code: round(_SHARES[option.kind] * base) for option in item.options if option.kind in _SHARES}
    rest = base - sum(counts.values())
    if item.kind is ItemKind.MULTIPLE:
        ticks = [round(_FIRST * _FALL**n * base) for n in range(len(substantive))]
        if ticks:  # everybody has to have ticked something
            ticks[0] = min(base, ticks[0] + max(0, rest - sum(ticks)))
        counts |= dict(zip(substantive, ticks, strict=True))
    else:
        weights = list(_weights(len(substantive), place, ordered=item.level in (Level.ORDINAL, Level.INTERVAL)))
        counts |= dict(zip(substantive, map(int, spread(weights, rest)), strict=True))
    return {option.code: counts[option.code] for option in item.options}


def _weights(answers: int, place: int, *, ordered: bool) -> Iterator[int]:
    """Weights with one peak where answers are ordered, falling from one to the next where they are not."""
    peak = place % answers if answers else 0
    for n in range(answers):
        yield 1 + (answers - abs(n - peak) if ordered else answers - (n - peak) % answers)
