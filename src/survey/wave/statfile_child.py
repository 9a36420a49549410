"""Reads an SPSS or Stata file from standard input in a process of its own, and writes what it found to standard output.

The library is written in C and a damaged file can make it crash or never end. So that this takes nobody's session along,
`statfile` runs this file as a script; it imports nothing of `survey`.
"""

from __future__ import annotations

import io
import pickle
import sys
from array import array
from collections.abc import Sequence
from typing import Any

KEPT = ("column_names", "column_names_to_labels", "variable_value_labels", "missing_ranges", "readstat_variable_types")


def load(content: bytes, origin: str) -> dict[str, Any]:
    """Columns as different values and, row by row, their places; the metadata in KEPT. Raises what the library raises."""
    import pyreadstat

    reader = pyreadstat.read_sav if origin == "sav" else pyreadstat.read_dta
    cells, meta = reader(io.BytesIO(content), user_missing=True, output_format="dict")
    found: dict[str, Any] = {name: getattr(meta, name) for name in KEPT}
    found["cells"] = {name: different(cells[name]) for name in meta.column_names}
    return found


def different(cells: Sequence[Any]) -> tuple[list[Any], bytes]:
    """The different values of a column in order of first occurrence, None for one that is not there, and the places of all rows.

    >>> values, places = different([2.0, float("nan"), 2.0])
    >>> values, memoryview(places).cast("i").tolist()
    ([2.0, None], [0, 1, 0])
    """
    places: dict[Any, int] = {}
    rows = array("i", (places.setdefault(None if cell != cell else cell, len(places)) for cell in cells))  # NaN
    return list(places), rows.tobytes()


def main(origin: str) -> None:
    """Answer with ("found", what was found) or ("error", name of its class, its text)."""
    answer: tuple[Any, ...]
    try:
        answer = ("found", load(sys.stdin.buffer.read(), origin))
    except Exception as why:  # a damaged file makes the library raise what it likes, plain Exception included
        answer = ("error", type(why).__name__, str(why))
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
