"""Parquet files as text, and what their writer noted beside the data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from survey.errors import FILE_BINARY, FILE_EMPTY, TABLE_NO_ROWS, Place, error
from survey.wave.table import Column, column, in_order

MAGIC = b"PAR1"
_INDEX = re.compile(r"__index_level_\d+__")


def read_parquet(path: Path, content: bytes) -> tuple[tuple[Column, ...], Mapping[str, str]]:
    """Columns and metadata of a Parquet file; an index that pandas added for itself is left out.

    Raises DataError where it cannot be read or holds nothing.
    """
    try:
        table = pq.read_table(pa.BufferReader(content))
        metadata = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        columns = tuple(
            _column(name, table.column(place)) for place, name in enumerate(table.column_names) if not _INDEX.fullmatch(name)
        )
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise error(FILE_BINARY, Place(file=path)) from None
    if not columns:
        raise error(FILE_EMPTY, Place(file=path))
    if not len(columns[0]):
        raise error(TABLE_NO_ROWS, Place(file=path))
    return columns, metadata


def _column(name: str, data: pa.ChunkedArray) -> Column:
    if pa.types.is_nested(data.type):
        return column(name, map(_text, data.to_pylist()))
    plain = data.cast(data.type.value_type) if pa.types.is_dictionary(data.type) else data
    encoded = pc.dictionary_encode(plain, null_encoding="encode").combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().chunk(0) if encoded.num_chunks else pa.array([], plain.type).dictionary_encode()
    texts = [_text(value) for value in encoded.dictionary.to_pylist()]
    places: dict[str, int] = {}
    renamed = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.int32)
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    return Column(name, *in_order(tuple(places), renamed[codes] if len(renamed) else codes))


def _text(value: object) -> str:
    """A value as the text that a CSV export would hold; lists and records as JSON."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
