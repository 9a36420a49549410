"""The value of each index for each respondent."""

from __future__ import annotations

import numpy as np
import pandas as pd

from survey.analysis.index_measures import measures, values
from survey.wave.wave import Wave, expect_wave

COLUMNS = ("respondent", "index", "target", "value", "answered", "items")


def indices(wave: Wave) -> pd.DataFrame:
    """The value of each index of the questionnaire for each respondent.

    Parameters
    ----------
    wave
        A wave of rows.

    Returns
    -------
    One row per respondent and index; of a count one per target and per group of answers, of a typology one per class, of separate
    indicators one per item. Respondents in the order of the wave, indices in that of the questionnaire. Columns:

    - respondent, index, target (None for a whole index);
    - value: 100 times the mean score of the answered items; for a count in how many items the target was named; for a typology
      100 for the class that the respondent is in and 0 for the others. NaN for fewer than `minimum_answered` scored answers;
    - answered: items that the respondent gave an answer with a score to;
    - items: how many items there are.

    The mean of the values of an index is what `survey.index_summary` reports.

    Raises
    ------
    SurveyError
        A wave of margins, of which nobody's answers are known; a multiple-choice item that is scored.

    Notes
    -----
    100 sum s_i / k over the k items with a score; items that were not answered are left out, not set to zero. In R:
    `100 * rowMeans(scores, na.rm = TRUE)`.

    Examples
    --------
    A table with one column for each whole index, ready for another program:

    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> scores = indices(load_wave(max((root() / "data").glob("*-2022-demo"))))
    >>> wide = scores[scores["target"].isna()].pivot(index="respondent", columns="index", values="value")
    >>> wide.shape
    (96, 7)
    """
    people = expect_wave(wave).needs_rows("indices").answers.index
    found = [
        (index.id, measure, *values(wave, measure)) for index in wave.instrument.indices for measure in measures(index, wave)
    ]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    names, measured, numbers, answered = zip(*found, strict=True)
    return pd.DataFrame(
        {
            "respondent": people.repeat(len(found)),
            "index": list(names) * len(people),
            "target": [measure.target for measure in measured] * len(people),
            "value": np.column_stack(numbers).ravel(),
            "answered": np.column_stack(answered).ravel(),
            "items": [len(measure.scores) for measure in measured] * len(people),
        }
    )
