"""The competence coefficient of experts, from their own assessment and from the sources of their arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.unknown import unknown_column
from survey.errors import (
    ITEM_UNKNOWN,
    NOT_DATA,
    SELF_ASSESSMENT_NOT_A_NUMBER,
    SELF_ASSESSMENT_RANGE,
    SOURCE_LEVEL_UNKNOWN,
    SOURCES_NOT_WEIGHED,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.nearest import nearest
from survey.wave.questions import questions
from survey.wave.wave import Wave

Weights = Mapping[str, Mapping[str, float]]

LEVELS = ("high", "medium", "low")
STANDARD: Weights = MappingProxyType(
    {
        source: MappingProxyType(dict(zip(LEVELS, weights, strict=True)))
        for source, weights in {
            "theory": (0.3, 0.2, 0.1),  # own theoretical analysis
            "experience": (0.5, 0.4, 0.2),  # own practical experience
            "domestic_authors": (0.05, 0.05, 0.05),
            "foreign_authors": (0.05, 0.05, 0.05),
            "state_abroad": (0.05, 0.05, 0.05),  # own knowledge of the state of affairs abroad
            "intuition": (0.05, 0.05, 0.05),
        }.items()
    }
)
"""The weight of each source of argument at each degree of its influence; all high add up to 1, all low to .5."""

SOURCE = (
    "Бешелев С. Д., Гурвич Ф. Г. Математико-статистические методы экспертных оценок. 2-е изд. М.: Статистика, 1980; "
    "Евланов Л. Г., Кутузов В. А. Экспертные оценки в управлении. М.: Экономика, 1978"
)
SHARE_OF_TEN = 0.1


@dataclass(frozen=True)
class Competence:
    """The coefficients of a panel of experts.

    experts: one row each, self_assessment, argumentation, competence (0 to 1; NaN where something is missing).

    summary: one row per column of these: n, mean, sd, minimum, median, maximum. weights: those that were used; `source` of the
    standard ones, None for others. missing: experts without a coefficient.
    """

    experts: pd.DataFrame
    summary: pd.DataFrame
    weights: Weights
    source: str | None
    missing: int


def competence(
    data: Wave | pd.DataFrame,
    *,
    self_assessment: str,
    argumentation: Mapping[str, str] | Sequence[str] | str,
    weights: Weights | None = None,
) -> Competence:
    """The competence coefficient K = (K_s + K_a) / 2 of each expert.

    Parameters
    ----------
    data
        A wave of rows or a data frame; one row per expert.
    self_assessment
        The question, or column, of the expert's knowledge of the problem from 0 to 10.
    argumentation
        The question or column of each source of argument: a mapping of source to column, or columns in the order of the weights;
        or a matrix item whose rows are called like the sources. Of a wave also the id of an index of its questionnaire: its items
        are the sources and its scores the weights, which so belong to the instrument.
    weights
        source -> degree of influence -> weight; `STANDARD` by default. The answers (codes) must be its degrees.

    Returns
    -------
    `Competence`.

    Raises
    ------
    SurveyError
        A wave of margins; unknown questions or columns; a self-assessment outside 0 to 10; a degree without a weight; sources
        that do not match the weights.

    Notes
    -----
    K_s is the self-assessment times 0.1; K_a the sum of the weights of the six sources (theory .3/.2/.1, experience .5/.4/.2, the
    other four .05 whatever their influence, for high/medium/low). The table goes back to Soviet forecasting practice (Beshelev,
    Gurvich 1980; Evlanov, Kutuzov 1978) and is repeated in textbooks without a study that would support its numbers. Four of six
    sources add the same whatever is answered, K_a cannot fall below .5, and both halves are what experts say of themselves. It
    describes a panel; it does not show who is right, and it should not silently drop or weigh experts.

    Examples
    --------
    >>> from survey.analysis.competence import STANDARD
    >>> sources = {"theory": ["high", "low"], "experience": ["medium", "low"]}
    >>> others = {name: ["high", "low"] for name in list(STANDARD)[2:]}
    >>> panel = pd.DataFrame({"own": [8, 5], **sources, **others})
    >>> found = competence(panel, self_assessment="own", argumentation=list(STANDARD))
    >>> found.experts.round(3).to_numpy().tolist()
    [[0.8, 0.9, 0.85], [0.5, 0.5, 0.5]]
    """
    if isinstance(data, Wave):
        frame: pd.DataFrame = data.needs_rows("competence").answers
        own = _self_of_wave(data, self_assessment)
        columns, used = _columns_of_wave(data, argumentation, weights)
    elif isinstance(data, pd.DataFrame):
        frame, used = data, weights or STANDARD
        own = _marks(_column(frame, self_assessment))
        columns = _matched(argumentation, used)
    else:
        raise error(NOT_DATA, found=type(data).__name__)
    wrong = own.notna() & ~own.between(0, 10)
    raise_all(
        problem(SELF_ASSESSMENT_RANGE, column=self_assessment, value=value, rows=tuple(map(str, own.index[own == value])))
        for value in sorted(own[wrong].unique().tolist())
    )
    arguments = _arguments(frame, columns, used)
    experts = pd.DataFrame({"self_assessment": SHARE_OF_TEN * own, "argumentation": arguments})
    experts["competence"] = experts.mean(axis=1, skipna=False)
    standard = weights is None and used is STANDARD
    missing = int(experts["competence"].isna().sum())
    return Competence(experts, _summary(experts), used, SOURCE if standard else None, missing)


def _summary(experts: pd.DataFrame) -> pd.DataFrame:
    found = experts.agg(["count", "mean", "std", "min", "median", "max"]).T
    found.columns = pd.Index(["n", "mean", "sd", "minimum", "median", "maximum"])
    return found.rename_axis("coefficient").reset_index().astype({"n": int})


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame.columns:
        raise_all([unknown_column(name, frame.columns)])
    return frame[name]


def _self_of_wave(wave: Wave, name: str) -> pd.Series[Any]:
    """The marks that experts gave themselves: numbers, or the values of the options of a scale."""
    known = questions(wave.instrument)
    columns = {column for item in wave.instrument.items for column in item.columns}
    if name not in columns:
        raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, columns))
    answers = wave.answers[name]
    if name in known:
        values = {option.code: option.value for option in known[name].item.options}
        kept = {code for code, valid in zip(known[name].codes, known[name].valid, strict=True) if valid}
        answers = answers.map({code: value for code, value in values.items() if code in kept})
    return _marks(answers)


def _marks(column: pd.Series[Any]) -> pd.Series[Any]:
    """Marks as numbers, with a decimal comma too; what is none is told, all at once."""
    written = column.astype("string").str.strip().str.replace(",", ".", regex=False)
    marks = pd.to_numeric(written, errors="coerce").astype("Float64").astype(float)
    wrong = column[marks.isna() & written.notna() & (written != "")].astype(str)
    raise_all(
        problem(SELF_ASSESSMENT_NOT_A_NUMBER, column=column.name, value=value, rows=tuple(map(str, wrong.index[wrong == value])))
        for value in sorted(wrong.unique())
    )
    return marks


def _columns_of_wave(
    wave: Wave, argumentation: Mapping[str, str] | Sequence[str] | str, weights: Weights | None
) -> tuple[dict[str, str], Weights]:
    """Source -> column, and the weights: those of an index, or the standard ones."""
    if isinstance(argumentation, str):
        indices = {index.id: index for index in wave.instrument.indices}
        if argumentation in indices and weights is None:
            scores = indices[argumentation].scores
            own = {item: {code: score for code, score in of.items() if score is not None} for item, of in scores.items()}
            return {item: item for item in own}, own
        items = {item.id: item for item in wave.instrument.items}
        if argumentation not in items:
            raise error(ITEM_UNKNOWN, item=argumentation, nearest=nearest(argumentation, {*items, *indices}))
        argumentation = {row.code: f"{argumentation}.{row.code}" for row in items[argumentation].rows}
    used = weights or STANDARD
    return _matched(argumentation, used), used


def _matched(argumentation: Mapping[str, str] | Sequence[str] | str, weights: Weights) -> dict[str, str]:
    """Source -> column for every source that has weights."""
    if not isinstance(argumentation, Mapping):
        named = [argumentation] if isinstance(argumentation, str) else list(argumentation)
        if len(named) != len(weights):
            raise error(SOURCES_NOT_WEIGHED, columns=tuple(named), known=tuple(weights))
        argumentation = dict(zip(weights, named, strict=True))
    if set(argumentation) != set(weights):
        raise error(SOURCES_NOT_WEIGHED, columns=tuple(argumentation), known=tuple(weights))
    return dict(argumentation)


def _arguments(frame: pd.DataFrame, columns: Mapping[str, str], weights: Weights) -> pd.Series[Any]:
    """The sum of the weights of each expert's sources; NaN where one is missing."""
    problems: list[Problem] = []
    found = []
    for source, column in columns.items():
        given = _column(frame, column).astype(object)
        weight = given.map(lambda code, of=weights[source]: of.get(str(code), np.nan), na_action="ignore").astype(float)
        unknown = sorted({str(code) for code in given[given.notna() & weight.isna()]})
        known = tuple(weights[source])
        problems += [problem(SOURCE_LEVEL_UNKNOWN, column=column, value=one, known=known) for one in unknown]
        found.append(weight)
    raise_all(problems)
    return pd.concat(found, axis=1).sum(axis=1, skipna=False)
