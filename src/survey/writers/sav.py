"""SPSS (.sav): values with labels, the five kinds of missing as declared user-missing codes, levels of measurement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from survey.errors import raise_all
from survey.i18n.text import Language
from survey.wave.missing import Missing
from survey.wave.wave import Wave
from survey.wave.whole_files import replacing
from survey.writers.job import Job
from survey.writers.missing_codes import kind_label, numbers
from survey.writers.names import spss_names
from survey.writers.notes import notes, synthetic, wrapped
from survey.writers.statistical import Column, check_whole, columns, label_bytes, text_bytes

VARIABLE_LABEL, ANSWER_LABEL, FILE_LABEL, NOTE_LINE, TEXT = 256, 120, 64, 80, 32767
"""What the format keeps, in bytes; it cuts everything but a line of a note silently."""


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path; all labels and texts that do not fit are refused at once."""
    rows = job.rows()
    codes = numbers(rows)
    found = list(columns(rows, job.language, codes))
    raise_all([*label_bytes(job, found, VARIABLE_LABEL, ANSWER_LABEL), *text_bytes(job, rows, found, TEXT)])
    names = spss_names(column.name for column in found)
    frame = pd.DataFrame({names[one.name]: one.texts if one.numbers is None else one.numbers for one in found})
    about = [*notes(job.wave, job.language, with_texts=job.with_texts, names=names)]
    valued = [one for one in found if one.numbers is not None]
    kinds: list[Any] = [{"lo": min(codes.values()), "hi": max(codes.values())}]
    with replacing(path, pyreadstat.ReadstatError) as beside:
        pyreadstat.write_sav(
            frame,
            str(beside),
            file_label=file_label(job.wave, job.language),
            column_labels={names[one.name]: one.label for one in found if one.label},
            note=[line for text in about for line in wrapped(text, NOTE_LINE)],
            variable_value_labels={names[one.name]: labels_of(one, codes, job.language) for one in valued},
            missing_ranges={names[one.name]: kinds for one in found if one.kinds is not None},
            variable_measure={names[one.name]: one.measure for one in found},
            variable_format={names[one.name]: "F8.0" for one in valued if whole(np.asarray(one.numbers))},
        )
        check_whole(beside, pyreadstat.read_sav, len(frame))
    return (path,)


def labels_of(column: Column, codes: dict[Missing, int], language: Language) -> dict[float, str]:
    """The labels of all values of a column, those of missing kinds included."""
    labels = {float(value): label for value, label in (column.labels or {}).items()}
    if column.kinds is not None:
        labels |= {float(code): kind_label(kind, language) for kind, code in codes.items()}
    return labels


def whole(numbers: np.ndarray) -> bool:
    """Whether a column can be shown without decimals."""
    return bool((np.abs(numbers) < 1e7).all() and (numbers == np.round(numbers)).all())


def file_label(wave: Wave, language: Language) -> str:
    """That the answers are made up, then the name of the wave, as far as they fit."""
    parts = ([synthetic(language)] if wave.synthetic else []) + [wave.id]
    whole = ". ".join(parts)
    if len(whole.encode()) <= FILE_LABEL:
        return whole
    return parts[0] if len(parts[0].encode()) <= FILE_LABEL else ""
