"""Why answers are missing, question by question."""

from __future__ import annotations

import pandas as pd

from survey.instrument.model import ItemKind
from survey.instrument.rows import unfolded
from survey.wave.missing import Missing
from survey.wave.wave import Wave

COLUMNS = ("item", "answered", *(kind.value for kind in Missing))


def missing_kinds(wave: Wave) -> pd.DataFrame:
    """How many people answered each question, and how many did not for which reason.

    Parameters
    ----------
    wave
        A wave of rows.

    Returns
    -------
    One row per item, or per row of a matrix, in the order of the questionnaire: item, answered, and a count for each kind of
    missing answer (`survey.Missing`), together everybody in the wave. A multiple choice is answered by whom any of its options is
    known of; where none is, the kind is that of its first option.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for a wave of margins.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = missing_kinds(load_wave(max((root() / "data").glob("*-2022-demo"))))
    >>> bool((found.drop(columns="item").sum(axis=1) == 96).all())
    True
    """
    wave.needs_rows("missing_kinds")
    rows = [
        {"item": question.id, **answered_or_not(wave, list(item.columns) if item.kind is ItemKind.MULTIPLE else [question.id])}
        for item in wave.instrument.items
        for question in unfolded(item)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def answered_or_not(wave: Wave, columns: list[str]) -> dict[str, int]:
    """How many people gave an answer in any of the columns (`answered`), and the others by the kind of the first column."""
    answered = wave.answers[columns].notna().any(axis=1)
    kinds = wave.missing[columns[0]][~answered]
    return {"answered": int(answered.sum()), **{kind.value: int((kinds == kind.value).sum()) for kind in Missing}}
