"""Stata (.dta, version 14 and later): values with labels, the five kinds of missing as `.a` to `.e`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from survey.errors import raise_all
from survey.i18n.text import Language
from survey.wave.whole_files import replacing
from survey.writers.job import Job
from survey.writers.missing_codes import LETTERS, kind_label, numbers
from survey.writers.names import stata_names
from survey.writers.rows import KINDS
from survey.writers.sav import file_label
from survey.writers.statistical import Column, check_whole, columns, label_bytes, label_letters, text_bytes

VERSION = 14  # of pyreadstat: files that Stata 14 and later reads, with letters of any alphabet
VARIABLE_LABEL, ANSWER_LABEL, TEXT = 80, 32000, 2_000_000


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path; all labels that do not fit are refused at once."""
    rows = job.rows()
    # The numbers of missing kinds are replaced by letters below, so that they need not differ from the answers.
    found = list(columns(rows, job.language, numbers()))
    problems = [*label_letters(job, found, VARIABLE_LABEL), *label_bytes(job, found, 32 * VARIABLE_LABEL, ANSWER_LABEL)]
    raise_all([*problems, *text_bytes(job, rows, found, TEXT)])
    names = stata_names(column.name for column in found)
    frame = pd.DataFrame({names[one.name]: pd.Series(_values(one), dtype=_dtype(one)) for one in found})
    with replacing(path, pyreadstat.ReadstatError) as beside:
        pyreadstat.write_dta(
            frame,
            str(beside),
            file_label=file_label(job.wave, job.language),
            column_labels={names[one.name]: one.label for one in found if one.label},
            version=VERSION,
            variable_value_labels={names[one.name]: labels for one in found if (labels := _labels(one, job.language))},
            missing_user_values={names[one.name]: list(LETTERS.values()) for one in found if one.kinds is not None},
        )
        check_whole(beside, pyreadstat.read_dta, len(frame))
    return (path,)


def _values(column: Column) -> np.ndarray:
    if column.numbers is None:
        return np.asarray(column.texts, dtype=object)
    if column.kinds is None:
        return column.numbers
    letters = np.array([*(LETTERS[kind] for kind in KINDS), None], dtype=object)[column.kinds]
    return np.where(column.kinds < 0, column.numbers.astype(object), letters)


def _dtype(column: Column) -> str:
    return "float64" if column.numbers is not None and (column.kinds is None or (column.kinds < 0).all()) else "object"


def _labels(column: Column, language: Language) -> dict[Any, str]:
    labels: dict[Any, str] = {**(column.labels or {})}
    if column.kinds is not None:
        labels |= {letter: kind_label(kind, language) for kind, letter in LETTERS.items()}
    return labels
