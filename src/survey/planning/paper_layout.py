"""Answers as they are typed in from paper, in the columns of the workbook that `survey field export --to paper` writes."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pandas as pd

from survey.i18n.text import Language
from survey.instrument.model import Item, ItemKind
from survey.planning.cells import plain, written
from survey.wave.csvfile import write_csv
from survey.wave.responses import Responses


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of a CSV file: the values printed beside the answers, 1 and 0 for ticks; the language is the first one."""
    n = len(responses.answers)
    columns: dict[str, list[str]] = {"_respondent_id": [str(one + 1) for one in range(n)], "_language": [languages[0]] * n}
    if responses.instrument.consent is not None:
        columns["_consent"] = ["1"] * n
    for item in responses.instrument.items:
        columns |= _ticks(responses, item) if item.kind is ItemKind.MULTIPLE else _values(responses, item)
        for code, texts in written(responses, item):
            columns[f"{item.id}.{code}.text"] = texts
    out = io.StringIO(newline="")
    write_csv(out, [list(columns), *map(list, zip(*columns.values(), strict=True))])
    return out.getvalue().encode("utf-8-sig")


def _values(responses: Responses, item: Item) -> dict[str, list[str]]:
    values = {option.code: str(option.value) for option in item.options}
    return {
        column: [values.get(str(answer), plain(answer)) for answer in responses.answers[column].tolist()]
        for column in item.columns
    }


def _ticks(responses: Responses, item: Item) -> dict[str, list[str]]:
    """A column for each option that is offered; all of them empty where nothing was ticked."""
    offered = [f"{item.id}.{option.code}" for option in item.offered]
    return {
        column: ["" if pd.isna(tick) else str(int(tick)) for tick in responses.answers[column].tolist()] for column in offered
    }
