"""A table of codes as CSV: UTF-8, commas, `item__missing` beside each column; the same bytes on every machine.

Without texts a file holds no letter outside ASCII. With them it begins with a byte order mark, by which Excel knows UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from survey.wave.csvfile import write_csv
from survey.wave.whole_files import replacing
from survey.writers.job import Job
from survey.writers.rows import Rows, flat


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path."""
    rows = job.rows()
    with replacing(path) as beside:
        write_rows(rows, beside)
    return (path,)


def write_rows(rows: Rows, path: Path) -> None:
    """The table as it is, at once."""
    columns = list(flat(rows))
    with path.open("w", encoding="utf-8-sig" if rows.with_texts else "utf-8", newline="") as file:
        write_csv(file, [[column.name for column in columns]])
        write_csv(file, zip(*(map(spelled, column.values) for column in columns), strict=True))


def spelled(value: Any) -> str:
    """A value as text: nothing for None, 1 and 0 for a tick, a number so that reading it gives the same number.

    >>> [spelled(value) for value in (None, 1, 0.1, 250.0, "yes")]
    ['', '1', '0.1', '250', 'yes']
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
