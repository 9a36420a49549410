"""Probabilities that people gave to events, and how good they were once it is known what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from survey.analysis.ratings import figures
from survey.errors import FORECAST_NEEDED, ITEM_UNKNOWN, NO_FORECASTS, OUTCOME_UNUSABLE, error
from survey.instrument.model import Instrument, ItemKind
from survey.instrument.nearest import nearest
from survey.stats.brier import brier, calibration
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class Forecasts:
    """The result of `survey.forecasts`: frames `table`, `people` and `calibration`, described there."""

    table: pd.DataFrame
    people: pd.DataFrame
    calibration: pd.DataFrame


def forecasts(wave: Wave, items: str | Sequence[str], outcomes: Mapping[str, bool] | None = None) -> Forecasts:
    """What probabilities were given, and their Brier scores where the outcome is known.

    Parameters
    ----------
    wave
        A wave of rows.
    items
        Questions of kind `number` from 0 to 100: the probability of an event in percent; one that is named twice counts once.
    outcomes
        Question -> whether the event happened. By default `outcomes` of wave.yaml. A question that it leaves out is not decided
        yet.

    Returns
    -------
    `Forecasts` with

    - `table`: a row for each question: item, n, mean, sd, minimum, q1, median, q3, maximum (percent), happened (boolean, NA where
      it is not decided), brier (mean score of the people), brier_mean and brier_median (scores of the group: of its mean and of
      its median probability);
    - `people`: respondent, scored (decided questions that the person answered), brier (the mean over them, NaN of none). People
      who answered different questions had tasks of different difficulty;
    - `calibration`: all decided forecasts of all people, see `survey.stats.brier.calibration`.

    Raises
    ------
    SurveyError
        NEEDS_ROWS for margins; no question, an unknown question; one that is no number from 0 to 100; an outcome of a question
        that is not among `items` or is neither true nor false.

    Notes
    -----
    Formula, source and R call: `survey.stats.brier`. Probabilities are as they were given, with no correction of any kind.

    Examples
    --------
    >>> from survey.instrument.model import MeasureKind
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = (load_wave(folder) for folder in sorted((root() / "data").glob("*-2026-demo")))
    >>> wave = next(one for one in waves if one.instrument.measures)
    >>> declared = next(one for one in wave.instrument.measures if one.kind is MeasureKind.FORECASTS)
    >>> found = forecasts(wave, declared.items[:2], {declared.items[0]: True})
    >>> found.table["happened"].tolist(), bool(found.people["scored"].max() == 1)
    ([True, <NA>], True)
    """
    names = (items,) if isinstance(items, str) else tuple(dict.fromkeys(items))
    if not names:
        raise error(NO_FORECASTS)
    for name in names:
        _check(expect_wave(wave).instrument, name)
    answers = wave.needs_rows("forecasts").answers
    if outcomes is None:
        known = {name: one.happened for name, one in wave.settings.outcomes.items() if name in names}
    else:
        known = _checked(outcomes, names)
    given = {name: answers[name].astype("Float64").to_numpy(float, na_value=np.nan) / 100 for name in names}
    decided = [name for name in names if name in known]
    return Forecasts(
        pd.DataFrame([_row(name, given[name], known.get(name)) for name in names]).astype({"happened": "boolean"}),
        _people(answers.index, [(given[name], known[name]) for name in decided]),
        _calibration([(given[name], known[name]) for name in decided]),
    )


def _check(instrument: Instrument, name: str) -> None:
    known = {item.id: item for item in instrument.items}
    if name not in known:
        raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, known))
    item = known[name]
    if item.kind is not ItemKind.NUMBER or (item.minimum, item.maximum) != (0, 100):
        raise error(FORECAST_NEEDED, item=name)


def _checked(outcomes: Mapping[str, bool], names: Sequence[str]) -> dict[str, bool]:
    for name, happened in outcomes.items():
        if name not in names:
            raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, names))
        if not isinstance(happened, (bool, np.bool_)):
            raise error(OUTCOME_UNUSABLE, item=name, value=happened)
    return {name: bool(happened) for name, happened in outcomes.items()}


def _row(name: str, given: np.ndarray, happened: bool | None) -> dict[str, object]:
    found = figures(100 * given)
    scores = dict.fromkeys(("brier", "brier_mean", "brier_median"), float("nan"))
    if happened is not None and found["n"]:
        own = given[~np.isnan(given)]
        for key, forecast in (("brier", own), ("brier_mean", own.mean()), ("brier_median", np.median(own))):
            forecast = np.atleast_1d(forecast)
            scores[key] = brier(forecast, np.full(len(forecast), float(happened)))
    return {"item": name, **found, "happened": pd.NA if happened is None else happened, **scores}


def _people(index: pd.Index, decided: Sequence[tuple[np.ndarray, bool]]) -> pd.DataFrame:
    losses = np.column_stack([np.empty((len(index), 0)), *((given - float(happened)) ** 2 for given, happened in decided)])
    scored = (~np.isnan(losses)).sum(axis=1)
    mean = np.nansum(losses, axis=1) / np.where(scored > 0, scored, np.nan)
    return pd.DataFrame({"respondent": index, "scored": scored, "brier": mean})


def _calibration(decided: Sequence[tuple[np.ndarray, bool]]) -> pd.DataFrame:
    given = np.concatenate([np.empty(0), *(one for one, _ in decided)])
    happened = np.concatenate([np.empty(0), *(np.full(len(one), float(came)) for one, came in decided)])
    known = ~np.isnan(given)
    return calibration(given[known], happened[known])
