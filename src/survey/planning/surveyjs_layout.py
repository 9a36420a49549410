"""Answers as a form hands them over that `survey field export --to surveyjs` wrote: a list of JSON records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from survey.i18n.text import Language
from survey.instrument.model import ItemKind
from survey.planning.cells import ticked, written
from survey.wave.responses import Responses

Record = dict[str, Any]


def write(responses: Responses, languages: Sequence[Language]) -> bytes:
    """The bytes of the JSON file: a record for each person, without what was not answered; the language is the first one."""
    records: list[Record] = [{} for _ in responses.answers.index]
    for record in records:
        record["language__used"] = languages[0]
        if responses.instrument.consent is not None:
            record["consent__given"] = ["yes"]
    for item in responses.instrument.items:
        if item.kind is ItemKind.MULTIPLE:
            _put(records, item.id, ticked(responses, item))
        elif item.kind is ItemKind.MATRIX:
            rows = {row.code: responses.answers[f"{item.id}.{row.code}"] for row in item.rows}
            _put(records, item.id, [_answered(pairs) for pairs in pd.DataFrame(rows).to_dict("records")])
        else:
            _put(records, item.id, responses.answers[item.id].tolist())
        for code, texts in written(responses, item):
            _put(records, f"{item.id}_{code}_text", texts)
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _answered(row: dict[Any, Any]) -> Record:
    return {str(key): value for key, value in row.items() if not pd.isna(value)}


def _put(records: list[Record], name: str, values: Sequence[Any]) -> None:
    for record, value in zip(records, values, strict=True):
        if isinstance(value, list | dict) and value:
            record[name] = value
        elif not isinstance(value, list | dict) and not pd.isna(value) and value != "":
            record[name] = int(value) if isinstance(value, float) and value.is_integer() else value
