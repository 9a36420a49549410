"""What the flagged cases change: every estimate with them and without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from survey.analysis.index_measures import mean_value, measures
from survey.analysis.indices import index_omega
from survey.analysis.open_answers import number_summary
from survey.instrument.model import IndexModel, ItemKind
from survey.stats.reliability import LEAST_ITEMS
from survey.wave.questions import questions
from survey.wave.wave import Wave

COLUMNS = ("item", "code", "rule", "share_with", "share_without", "difference", "n_with", "n_without")
ALL = "all"


def compare_cleaning(wave: Wave) -> pd.DataFrame:
    """Every estimate with and without the respondents that a rule of cleaning flagged.

    Parameters
    ----------
    wave
        A wave of rows. A flagged respondent whom a decision keeps does not count as flagged.

    Returns
    -------
    For each rule that flagged somebody, and for all flagged together (rule `all`), one row per answer of each question, two for
    a question of kind number (codes `mean` and `median`), one per mean of each index, and one per reflective index for its
    categorical omega (code `omega`). Columns: item (id, `item.row` or the index), code (the answer; of the mean of an index its
    target, empty for a whole index), rule, share_with (percent of those who answered; else the mean, median or omega itself),
    share_without, difference (without minus with), n_with, n_without (who answered; of omega who has a value of the index). NaN
    where nobody is left or an omega cannot be computed. Empty where nobody is flagged.

    Raises
    ------
    SurveyError
        A wave of margins, of which nobody can be left out.

    Notes
    -----
    Not a test: whoever is left out was part of the first number. A difference tells how much the result depends on these people,
    not whether they answered in earnest.

    Examples
    --------
    The three largest differences:

    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = compare_cleaning(load_wave(max((root() / "data").glob("*-2022-demo"))))
    >>> list(found.columns[:5])
    ['item', 'code', 'rule', 'share_with', 'share_without']
    >>> largest = found.sort_values("difference", key=abs, ascending=False).head(3)
    """
    people = wave.needs_rows("compare_cleaning").answers.index.astype(str)
    open_flags = wave.flags[wave.flags["kept"].isna()]
    chosen = {rule: set(open_flags["respondent"][open_flags["rule"] == rule]) for rule in wave.rules}
    chosen[ALL] = set(open_flags["respondent"])
    whole: pd.DataFrame | None = None
    frames = []
    for rule, flagged in chosen.items():
        gone = people.isin(list(flagged))
        if not gone.any():
            continue
        if whole is None:
            whole = _estimates(wave)
        frames.append(_side_by_side(whole, _estimates(_part(wave, ~gone)), rule))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))


def _part(wave: Wave, stay: np.ndarray) -> Wave:
    """The wave of some of its respondents."""
    responses = wave.needs_rows("compare_cleaning")
    frames = {name: getattr(responses, name)[stay] for name in ("answers", "missing", "text", "received")}
    return replace(wave, responses=replace(responses, **frames))


def _estimates(wave: Wave) -> pd.DataFrame:
    """item, code, share, n of everything that a report prints of a wave."""
    counts = wave.counts(list(questions(wave.instrument)))
    base = counts["base"].where(counts["base"] > 0)
    shares = pd.DataFrame(
        {"item": counts["item"], "code": counts["code"], "share": 100 * counts["low"] / base, "n": counts["base"]}
    )
    others = pd.DataFrame([*_numbers(wave), *_indices(wave)], columns=["item", "code", "share", "n"])
    return pd.concat([shares, others], ignore_index=True) if len(others) else shares


def _numbers(wave: Wave) -> Iterator[tuple[str, str, float, int]]:
    for item in wave.instrument.items:
        if item.kind is ItemKind.NUMBER:
            found = number_summary(wave, item.id).iloc[0]
            for name in ("mean", "median"):
                yield item.id, name, float(found[name]), int(found["n"])


def _indices(wave: Wave) -> Iterator[tuple[str, str, float, int]]:
    for index in wave.instrument.indices:
        for measure in measures(index, wave):
            mean = mean_value(wave, measure)
            yield index.id, measure.target or "", mean.low, mean.n_low
        if index.model is IndexModel.REFLECTIVE and len(index.items) >= LEAST_ITEMS:
            yield index.id, "omega", index_omega(wave, index), mean.n_low


def _side_by_side(whole: pd.DataFrame, part: pd.DataFrame, rule: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "item": whole["item"],
            "code": whole["code"],
            "rule": rule,
            "share_with": whole["share"].astype(float),
            "share_without": part["share"].astype(float),
            "difference": part["share"].astype(float) - whole["share"].astype(float),
            "n_with": whole["n"],
            "n_without": part["n"],
        }
    )
