"""The reliability of a scale: columns of a data frame, questions of a wave, an index of its questionnaire, or tables of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from survey.analysis.correlation import Tables, ordered_answers
from survey.analysis.index_measures import item_scores
from survey.analysis.unknown import unknown_column
from survey.errors import (
    INDEX_NEEDS_WAVE,
    LOOKS_IMPUTED,
    NOT_CORRELATED,
    NOT_REFLECTIVE,
    RELIABILITY_OF_FEW,
    SCORED_MULTIPLE,
    UNKNOWN_INDEX,
    WEIGHTS_UNUSABLE,
    error,
    problem,
    raise_all,
)
from survey.instrument.model import IndexModel
from survey.instrument.nearest import nearest
from survey.stats import reliability as scale
from survey.stats.codes import Codes, from_frame
from survey.stats.correlation import Kind
from survey.stats.empty_cells import Correct
from survey.stats.pair_counts import PairCounts, from_tables
from survey.stats.reliability import Reliability
from survey.wave.questions import questions
from survey.wave.wave import Wave


def reliability(
    data: pd.DataFrame | Wave | Tables,
    *,
    items: Sequence[str] | None = None,
    index: str | None = None,
    kind: Kind = "auto",
    correct: Correct = "lavaan",
    weights: ArrayLike | None = None,
    factors: int | None = None,
    level: float = 0.95,
    bootstrap: int = 1000,
    seed: int = 0,
    least_share: float = 0.0,
) -> Reliability:
    """How reliable the sum, or the mean, of several items is.

    Parameters
    ----------
    data
        A data frame, one row per person and one column per item: numbers, booleans, or ordered categoricals; NaN where missing.
        A wave of rows. Or tables of counts as for `survey.correlation`, with `bootstrap=0`: a mapping of `(first, second)` to a
        table for every pair, or an array of shape (p, k, p, k); their answers have the values 0, 1, 2 ...
    items
        Columns, or ids of questions (`item.row` for a row of a matrix). All columns of a frame if left out; of a wave either
        `items` or `index` is needed.
    index
        Id of an index of the wave's questionnaire: its items with the scores that it gives their answers, so an item that it
        scores in reverse is reversed. With `items`, some of them.
    kind, correct
        The correlations behind categorical omega, and what is done about empty cells in their tables, as for
        `survey.correlation`. `pearson` does what `auto` does: alpha, omega total and hierarchical and the halves rest on
        Pearson's correlations in any case, categorical omega never does.
    weights
        How many people each row of a frame or a wave stands for; not for tables. With weights that are no whole numbers nobody
        knows how many people there are: the coefficients are right, Feldt's interval is NaN, and bootstrap samples are of rows.
    factors
        How many group factors omega hierarchical rests on: 3, as in psych, or fewer for fewer than seven items.
    level
        Of all intervals.
    bootstrap, seed
        How many samples the intervals of the omegas rest on, at least 100, or 0 for no such intervals; and their seed. Tables
        have nobody to draw, so they need 0.
    least_share
        An item is left out if a smaller share of its answers lies outside the most frequent one; by default only items that do
        not vary at all.

    Returns
    -------
    A frozen `survey.stats.reliability.Reliability`: `.omega_categorical` with its interval for a report, `.alpha` for readers who
    expect it, `.items` to look at each item, `.warnings` to read before anything else. Nothing is reversed by itself.

    Raises
    ------
    SurveyError
        Fewer than three items; items without an order; an index that is formative, a count, a typology or a set of separate
        indicators; a wave of margins; unknown items or indices; a bootstrap of tables.

    Notes
    -----
    alpha = p / (p - 1) (1 - sum of variances / variance of the sum), from pairwise covariances, with Feldt's interval for the
    fewest people who answered both items of a pair (Cronbach 1951, Feldt 1965). Categorical omega: Green and Yang (2009), from
    one factor of the polychoric correlations by unweighted least squares. Omega total and hierarchical: Schmid and Leiman (1957),
    from Pearson's correlations. H: Mokken (1971). In R: `psych::alpha(x)`, `semTools::compRelSEM(fit, tau.eq = FALSE, ord.scale =
    TRUE)` of `lavaan::cfa(model, x, ordered = TRUE, estimator = "ULSMV")`, `psych::omega(x)`, `psych::splitHalf(x)`,
    `mokken::coefH(x)`. The formulas and what differs from R stand in `survey.stats.alpha`, `.categorical_omega`, `.omega`,
    `.split_half` and `.mokken`.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> answers = rng.normal(size=(200, 1)) + rng.normal(size=(200, 5)) > 0
    >>> found = reliability(pd.DataFrame(answers, columns=list("abcde")), bootstrap=0)
    >>> round(found.alpha, 3), round(found.alpha_low, 3), round(found.alpha_high, 3)
    (0.643, 0.558, 0.716)
    """
    if isinstance(data, Wave):
        frame = _index_scores(data, index, items) if index is not None else _answers(data, items)
        answers: Codes | PairCounts = from_frame(frame, weights)
    elif not isinstance(data, (pd.DataFrame, PairCounts, Mapping, np.ndarray)):
        raise error(NOT_CORRELATED, found=type(data).__name__)
    elif index is not None:
        raise error(INDEX_NEEDS_WAVE, index=index)
    elif isinstance(data, pd.DataFrame):
        answers = from_frame(data if items is None else data[_known(items, map(str, data.columns))], weights)
    else:
        answers = _counts(data, items, weights)
    found = scale.reliability(
        answers,
        kind=kind,
        correct=correct,
        factors=factors,
        level=level,
        bootstrap=bootstrap,
        seed=seed,
        least_share=least_share,
    )
    if index is None:
        return found
    # Scores such as 0, 0.5 and 1 are no imputed answers.
    return replace(found, warnings=tuple(one for one in found.warnings if one.code != LOOKS_IMPUTED))


def _answers(wave: Wave, items: Sequence[str] | None) -> pd.DataFrame:
    """Ordered answers to the questions that were named; of all of a questionnaire there is no scale."""
    wave.needs_rows("reliability")
    if items is None:
        raise error(RELIABILITY_OF_FEW, items="–", least=scale.LEAST_ITEMS)
    return ordered_answers(wave, items)


def _counts(tables: Tables, items: Sequence[str] | None, weights: ArrayLike | None) -> PairCounts:
    """Counts that somebody else has made, of the items that were named."""
    if weights is not None:
        raise error(WEIGHTS_UNUSABLE, rows=0)
    counts = tables if isinstance(tables, PairCounts) else from_tables(tables)
    return counts if items is None else counts.select([counts.items.index(item) for item in _known(items, counts.items)])


def _known(items: Sequence[str], names: Iterable[str]) -> list[str]:
    names = list(names)
    raise_all(unknown_column(item, names) for item in items if item not in names)
    return list(items)


# -- an index ----------------------------------------------------------------------------------------------------------
def _index_scores(wave: Wave, name: str, items: Sequence[str] | None) -> pd.DataFrame:
    """The score of each answer to the items of an index, NaN where there is none."""
    known = {entry.id: entry for entry in wave.instrument.indices}
    if name not in known:
        raise error(UNKNOWN_INDEX, index=name, known=tuple(known) or "–", nearest=nearest(name, known))
    index = known[name]
    if index.model is not IndexModel.REFLECTIVE:
        raise error(NOT_REFLECTIVE, index=name, model=index.model.value)
    answers = wave.needs_rows("reliability").answers
    asked = questions(wave.instrument)
    chosen = index.items if items is None else _known(items, index.items)
    raise_all(problem(SCORED_MULTIPLE, index=name, item=column) for column in chosen if asked[column].multiple)
    return pd.DataFrame({column: item_scores(wave, asked[column], index.scores[column]) for column in chosen}, answers.index)
