"""A table of codes as Parquet: codes as dictionaries, `item__missing` beside each column, labels and provenance as metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from survey.i18n.text import Text
from survey.wave.whole_files import replacing
from survey.writers.job import Job
from survey.writers.notes import notes
from survey.writers.rows import Flat, Rows, flat
from survey.writers.variables import Role, Variable

KEY = b"saualnama"
"""Under which the schema holds a JSON text: wave, labels in all languages, notes, provenance."""


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path; the same wave gives the same bytes."""
    rows = job.rows()
    columns = list(flat(rows))
    schema = pa.schema([pa.field(column.name, _type(column)) for column in columns], metadata={KEY: _metadata(job, rows)})
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    with replacing(path, pa.ArrowException) as beside:
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), beside, compression="zstd")
    return (path,)


def _type(column: Flat) -> Any:
    if column.words is not None:
        return pa.dictionary(pa.int16(), pa.string())
    if column.role is Role.TICK:
        return pa.int8()
    if column.role is Role.NUMBER:
        return pa.float64()
    if column.role is Role.TEXT:
        return pa.string()
    kinds = {type(value) for value in column.values if value is not None}
    return pa.int64() if kinds == {int} else pa.float64() if kinds and kinds <= {int, float} else pa.string()


def _array(column: Flat, kind: Any) -> Any:
    """The dictionary of a column of codes holds all of them, in the order of the questionnaire."""
    if column.words is None:
        return pa.array(column.values, type=kind, from_pandas=False)
    place = {word: number for number, word in enumerate(column.words)}
    numbers = pa.array([None if value is None else place[value] for value in column.values], type=pa.int16())
    return pa.DictionaryArray.from_arrays(numbers, pa.array([str(word) for word in column.words], type=pa.string()))


def _metadata(job: Job, rows: Rows) -> bytes:
    wave = job.wave
    about = {
        "wave": wave.id,
        "instrument": wave.instrument.id,
        "instrument_version": wave.instrument.version,
        "version": wave.provenance.version,
        "files": dict(wave.provenance.files),
        "synthetic": wave.synthetic,
        "language": job.language,
        "notes": list(notes(wave, job.language, with_texts=job.with_texts)),
        "variables": {cells.variable.column: _variable(cells.variable) for cells in rows.cells},
    }
    return json.dumps(about, ensure_ascii=False, sort_keys=True).encode()


def _variable(variable: Variable) -> dict[str, Any]:
    options = variable.item.options if variable.role is Role.CHOICE else ()
    return {
        "number": variable.item.number,
        "measure": variable.measure,
        "label": _words(variable.label),
        "text": _words(variable.item.text),
        "answers": [{"code": option.code, "value": option.value, "text": _words(option.text)} for option in options],
    }


def _words(text: Text) -> dict[str, str]:
    return dict(text)
