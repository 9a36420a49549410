"""What a factor analysis found: loadings, correlations of factors, explained variance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, number
from survey.i18n.text import Language
from survey.tables.intervals import DECIMALS, with_interval
from survey.tables.table import Column, Table


def loadings_table(
    loadings: pd.DataFrame,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
    communalities: pd.Series[float],
    order: Sequence[str],
    labels: Mapping[str, str],
    factors: Mapping[str, str],
    language: Language,
    *,
    caption: str,
    notes: Sequence[str] = (),
    latent: bool = False,
) -> Table:
    """One row per question: a loading with its interval for each factor, and the communality.

    Parameters
    ----------
    loadings, low, high : questions by factors; `low` and `high` may be None.
    communalities : of the same questions. order : the questions in the order of the rows.
    labels : question id to what it is called. factors : name of a column to its heading.
    language : the language of the words and of the numbers.
    caption, notes : what stands above the table, and sentences below it.
    latent : whether the correlations are tetrachoric or polychoric, so that shares are of the opinions behind the answers.

    Examples
    --------
    >>> found = pd.DataFrame({"F1": [0.8, 0.5]}, index=["a", "b"])
    >>> names, factors = {"a": "1.1", "b": "1.2"}, {"F1": "Factor 1"}
    >>> ends = (found - 0.2, found + 0.1)
    >>> table = loadings_table(found, *ends, found["F1"] ** 2, ["a", "b"], names, factors, "en", caption="x")
    >>> [cell.replace("\\xa0", " ") for cell in table.rows[0]]
    ['1.1', '0.80 [0.60, 0.90]', '0.64']
    """
    columns = (
        Column(say("tables.item", language), "left"),
        *(Column(factors[str(name)]) for name in loadings.columns),
        Column(say("tables.communality", language)),
    )
    rows = []
    for item in order:
        cells = [_cell(loadings, low, high, item, str(name), language) for name in loadings.columns]
        rows.append((labels[item], *cells, number(float(communalities[item]), language, DECIMALS)))
    share_of = say("tables.communality_note_latent" if latent else "tables.communality_note", language)
    shared = (share_of, *_phi_note(loadings.shape[1], language))
    return Table("report--loadings", caption, columns, tuple(rows), notes=(*notes, *shared))


def phi_table(
    phi: pd.DataFrame,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
    factors: Mapping[str, str],
    language: Language,
    *,
    caption: str,
    notes: Sequence[str] = (),
) -> Table:
    """Correlations of the factors with their intervals, below the diagonal.

    >>> phi = pd.DataFrame([[1, 0.3], [0.3, 1]], ["F1", "F2"], ["F1", "F2"])
    >>> phi_table(phi, None, None, {"F1": "Factor 1", "F2": "Factor 2"}, "en", caption="x").rows
    (('Factor 1', '1', ''), ('Factor 2', '0.30', '1'))
    """
    names = [str(name) for name in phi.columns]
    rows = []
    for place, one in enumerate(names):
        known = [_cell(phi, low, high, one, other, language) for other in names[:place]]
        rows.append((factors[one], *known, number(1, language), *[""] * (len(names) - place - 1)))
    columns = (Column(say("tables.factor", language), "left"), *(Column(factors[name]) for name in names))
    return Table("report--phi", caption, columns, tuple(rows), notes=tuple(notes))


def variance_table(
    variance: pd.DataFrame, factors: Mapping[str, str], language: Language, *, caption: str, latent: bool = False
) -> Table:
    """What each factor explains, the correlations of the factors taken into account.

    Parameters
    ----------
    variance : rows `ss_loadings`, `proportion`, `cumulative`, a column for each factor.
    latent : as for `loadings_table`.

    Examples
    --------
    >>> variance = pd.DataFrame({"F1": [1.5, 0.25, 0.25]}, index=["ss_loadings", "proportion", "cumulative"])
    >>> variance_table(variance, {"F1": "Factor 1"}, "en", caption="x").rows
    (('Factor 1', '1.50', '25.0%', '25.0%'),)
    """
    columns = (
        Column(say("tables.factor", language), "left"),
        *(Column(say(f"tables.{name}", language)) for name in ("ss_loadings", "proportion", "cumulative")),
    )
    rows = tuple(
        (
            factors[str(name)],
            number(float(found["ss_loadings"]), language, DECIMALS),
            *(share(float(found[part]), language) for part in ("proportion", "cumulative")),
        )
        for name, found in variance.items()
    )
    shares_of = say("tables.variance_note_latent" if latent else "tables.variance_note", language)
    return Table("report--variance", caption, columns, rows, notes=(shares_of, *_phi_note(len(rows), language)))


def share(value: float, language: Language) -> str:
    """A share that was computed as a percent with one decimal.

    >>> share(0.4567, "kk")
    '45,7%'
    """
    sign = say("tables.percent", language, value=number(100 * value, language, 1))
    return DASH if value != value else sign


def _phi_note(factors: int, language: Language) -> tuple[str, ...]:
    """That what several factors explain was computed with their correlations."""
    return (say("tables.phi_note", language),) if factors > 1 else ()


def _cell(
    found: pd.DataFrame, low: pd.DataFrame | None, high: pd.DataFrame | None, row: str, column: str, language: Language
) -> str:
    ends = [float("nan") if frame is None else float(frame[column][row]) for frame in (low, high)]
    return with_interval(float(found[column][row]), ends[0], ends[1], language)
