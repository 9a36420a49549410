"""Recodes of a wave of margins: the counts of answers that mean the same are put together, the printed ones stay beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from survey.cleaning.recoded import recoded_instrument
from survey.cleaning.recodes import RULE, Decide, Recode
from survey.errors import RECODE_OF_MARGINS, problem, raise_all
from survey.instrument.model import ItemKind
from survey.wave.margins import Basis
from survey.wave.wave import AUDIT, Wave

MERGED = "<merged>"


def merge_margins(wave: Wave, recodes: tuple[Recode, ...]) -> Wave:
    """The wave with the answers of each decision `code` counted together with the answer that it names.

    low and high: of a question with one answer the sums, which `wave.counts` narrows; of a multiple choice the largest low and
    the sum of the highs, for who ticked one may have ticked both. The log has a row for each changed count.

    Raises CleaningError for a decision that takes rows: a new answer, a missing one.
    """
    refused = [one for one in recodes if one.decision in (Decide.NEW, Decide.MISSING)]
    raise_all(problem(RECODE_OF_MARGINS, one.place, decision=one.decision) for one in refused)
    merges = [one for one in recodes if one.decision is Decide.CODE]
    if not merges or wave.margins is None:
        return wave
    table, log = wave.margins.table, []
    for one in merges:
        multiple = wave.instrument.item(one.item).kind is ItemKind.MULTIPLE
        for column in _columns(wave, one.item):
            table, rows = _merged(table, column, one, multiple=multiple)
            log += rows
    audit = pd.DataFrame(log, columns=list(AUDIT)).astype("string")
    margins = replace(wave.margins, table=table, printed=wave.margins.table)
    instrument = recoded_instrument(wave.instrument, merges, rows=False)
    return replace(wave, margins=margins, instrument=instrument, audit=audit, fielded=wave.instrument)


def _columns(wave: Wave, item_id: str) -> tuple[str, ...]:
    item = wave.instrument.item(item_id)
    return item.columns if item.kind is ItemKind.MATRIX else (item.id,)


def _merged(table: Any, column: str, one: Recode, *, multiple: bool) -> tuple[pd.DataFrame, list[tuple[str, ...]]]:
    """The table without the row of an answer, whose counts are with those of another one; and what the log says of it."""
    own = table["item"] == column
    source, target = (table.index[own & (table["code"] == code)][0] for code in (one.answer, one.code))
    base = int(table.at[target, "base"])
    lows, highs = ([int(table.at[row, name]) for row in (source, target)] for name in ("low", "high"))
    changed = table.copy()
    changed.loc[target, "low"] = max(lows) if multiple else sum(lows)
    changed.loc[target, "high"] = min(base, sum(highs))
    order = list(Basis)
    changed.loc[target, "basis"] = max((Basis(table.at[row, "basis"]) for row in (source, target)), key=order.index).value
    notes = dict.fromkeys(str(table.at[row, "note"]) for row in (target, source))
    changed.loc[target, "note"] = "; ".join([*(note for note in notes if note), f"+ {one.answer}"])
    log: list[tuple[str, ...]] = [
        (RULE, "", f"{column}.{one.code}", _count(table, target), _count(changed, target), one.reason),
        (RULE, "", f"{column}.{one.answer}", _count(table, source), MERGED, one.reason),
    ]
    return changed.drop(index=source).reset_index(drop=True), log


def _count(table: Any, row: int) -> str:
    """`1..10 / 96`, or `54 / 96`."""
    low, high, base = (int(table.at[row, name]) for name in ("low", "high", "base"))
    return f"{low} / {base}" if low == high else f"{low}..{high} / {base}"
