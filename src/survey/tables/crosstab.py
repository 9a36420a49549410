"""Two questions crossed, and how strongly several pairs of questions go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, isinf, isnan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, number
from survey.i18n.signs import HIDDEN, MINUS
from survey.i18n.text import Language
from survey.tables.intervals import interval, with_interval
from survey.tables.p_value import p_value
from survey.tables.table import Column, Table

Floats = NDArray[np.float64]

DECIMALS = 2
FAR = 2
"""An adjusted residual beyond this is marked."""

WIDEST = 5
"""With more answers across, the question with more answers is put down, so that the table fits a page and a telephone."""

MORE, LESS = "+", MINUS
ABOUT = "≈"
WALD = "*"
"""Behind an interval of the odds ratio that is Wald's."""
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Side:
    """One question of a crossed table: what it is called, and what its answers are called, by code."""

    title: str
    answers: Mapping[str, str]


def crosstab_table(
    cells: pd.DataFrame,
    row: Side,
    column: Side,
    language: Language,
    *,
    table_id: str,
    caption: str,
    left_out: int = 0,
    model: bool = False,
) -> Table:
    """The answers to one question down and those to the other across; answers that nobody gave are left away.

    Where more than five answers would stand across and fewer down, the table is turned: percentages then run along the rows.

    Parameters
    ----------
    cells : `table` of the result of `survey.crosstab`.
    row, column : what the questions and their answers are called.
    language, table_id, caption : as elsewhere.
    left_out : how many people did not answer both.
    model : whether cells far from independence are marked.

    Returns
    -------
    Table with cells such as `25 (75.8%)`, percentages of the column; below each row the weighted ones where there are weights.

    Examples
    --------
    >>> cells = pd.DataFrame({"row": ["a", "a", "b", "b"], "column": ["x", "y", "x", "y"], "n": [3, 1, 1, 5]})
    >>> side = Side("Tea", {"a": "Yes", "b": "No"}), Side("Milk", {"x": "With", "y": "Without"})
    >>> table = crosstab_table(cells, *side, "en", table_id="x", caption="x")
    >>> [cell.replace("\\xa0", " ") for cell in table.rows[0]], table.total
    (['Yes', '3 (75.0%)', '1 (16.7%)', '4 (40.0%)'], ('Base (n)', '4', '6', '10'))
    """
    wide = _wide(cells, "n")
    turned = wide.shape[1] > WIDEST and wide.shape[0] < wide.shape[1]
    if turned:
        row, column, wide = column, row, wide.T
    weighted = None
    if "weighted_n" in cells:
        weighted = _wide(cells, "weighted_n")
        weighted = (weighted.T if turned else weighted).loc[list(wide.index), list(wide.columns)]
    marks = _marks(cells, turned) if model else {}
    return Table(
        table_id,
        caption,
        _columns(row, [column.answers[code] for code in wide.columns], turned, language),
        tuple(_rows(wide, weighted, row, marks, turned, language)),
        _total(wide, turned, language),
        (across_note(column, language), *_notes(int(wide.to_numpy().sum()), left_out, bool(marks), turned, language)),
    )


def across_note(column: Side, language: Language) -> str:
    """The note that says which question stands across."""
    return say("tables.crosstab_across_note", language, question=column.title)


def _wide(cells: pd.DataFrame, value: str) -> pd.DataFrame:
    """Answers to `row` by answers to `column`, in their order, without those that nobody gave."""
    order = {name: list(dict.fromkeys(cells[name])) for name in ("row", "column")}
    wide = cells.pivot(index="row", columns="column", values=value).reindex(index=order["row"], columns=order["column"])
    return wide if value != "n" else wide.loc[wide.sum(axis=1) > 0, wide.sum(axis=0) > 0]


def _marks(cells: pd.DataFrame, turned: bool) -> dict[tuple[str, str], str]:
    found = {}
    for cell in cells.to_dict("records"):
        if abs(cell["model_residual"]) > FAR:
            place = (cell["column"], cell["row"]) if turned else (cell["row"], cell["column"])
            found[place] = MORE if cell["model_residual"] > 0 else LESS
    return found


def _columns(row: Side, answers: list[str], turned: bool, language: Language) -> tuple[Column, ...]:
    """The last column is that of all answers, or of the base where percentages run along the rows."""
    last = say("tables.base" if turned else "tables.crosstab_all", language)
    return (Column(row.title, "left"), *(Column(heading) for heading in (*answers, last)))


def _rows(
    wide: pd.DataFrame,
    weighted: pd.DataFrame | None,
    row: Side,
    marks: Mapping[tuple[str, str], str],
    turned: bool,
    language: Language,
) -> list[tuple[str, ...]]:
    rows = []
    for place, code in enumerate(wide.index):
        rows.append((row.answers[code], *_counted(wide, code, turned, language, marks)))
        if weighted is not None:
            label = say("tables.crosstab_weighted", language, answer=row.answers[code])
            rows.append((label, *_weighted(weighted.to_numpy(float), place, turned, language)))
    if weighted is None:
        return rows
    values = weighted.to_numpy(float)
    if turned:
        cells = [_weighted_cell(n, values.sum(), language) for n in values.sum(axis=0)] + [number(values.sum(), language, 1)]
        rows.append((say("tables.crosstab_weighted", language, answer=say("tables.crosstab_all", language)), *cells))
    else:
        sums = [*values.sum(axis=0), values.sum()]
        rows.append(
            (
                say("tables.crosstab_base_weighted", language),
                *(number(float(size), language, 1) if size else DASH for size in sums),
            )
        )
    return rows


def _total(wide: pd.DataFrame, turned: bool, language: Language) -> tuple[str, ...]:
    sizes, base = wide.to_numpy(int).sum(axis=0).tolist(), int(wide.to_numpy().sum())
    if turned:
        shares = (count_and_percent(n, n, base, language) for n in sizes)
        return (say("tables.crosstab_all", language), *shares, number(base, language))
    return (say("tables.base", language), *(number(size, language) for size in (*sizes, base)))


def _counted(wide: pd.DataFrame, code: str, turned: bool, language: Language, marks: Mapping[tuple[str, str], str]) -> list[str]:
    """The cells of one answer, the last one over all columns."""
    counts, sums = wide.loc[[code]].to_numpy(int)[0].tolist(), wide.to_numpy(int).sum(axis=0).tolist()
    sizes = [sum(counts)] * len(counts) if turned else sums
    cells = []
    for other, n, size in zip(wide.columns, counts, sizes, strict=True):
        mark = marks.get((code, str(other)))
        cells.append(count_and_percent(n, n, size, language) + (f"{_SPACE}{mark}" if mark else ""))
    if turned:
        return [*cells, number(sum(counts), language)]
    return [*cells, count_and_percent(sum(counts), sum(counts), sum(sums), language)]


def _weighted(values: Floats, place: int, turned: bool, language: Language) -> list[str]:
    counts, whole = values[place], float(values[place].sum())
    if not whole:  # only people without a weight gave this answer
        return [DASH] * (len(counts) + 1)
    if turned:
        return [*(_weighted_cell(n, whole, language) for n in counts), number(whole, language, 1)]
    sizes = (*values.sum(axis=0), values.sum())
    return [_weighted_cell(n, size, language) for n, size in zip((*counts, whole), sizes, strict=True)]


def _weighted_cell(n: float, size: float, language: Language) -> str:
    if not size:
        return DASH
    share = say("tables.percent", language, value=number(100 * n / size, language, 1))
    return f"{number(n, language, 1)}{_SPACE}({share})"


def _notes(n: int, left_out: int, marked: bool, turned: bool, language: Language) -> tuple[str, ...]:
    notes = [say("tables.crosstab_row_percent_note" if turned else "tables.crosstab_percent_note", language)]
    if left_out:
        notes.append(say("tables.crosstab_missing_note", language, n=number(n, language), missing=number(left_out, language)))
    if marked:
        notes.append(say("tables.crosstab_residual_note", language, more=MORE, less=LESS))
    return tuple(notes)


# -- a family ----------------------------------------------------------------------------------------------------------
def associations_table(
    summary: pd.DataFrame, titles: Mapping[str, str], language: Language, *, table_id: str, caption: str
) -> Table:
    """One row per pair of questions: base, Cramér's V and odds ratio of those who answered.

    Parameters
    ----------
    summary : `summary` of the result of `survey.crosstabs`; a base that is NaN is hidden.
    titles : question id to what it is called.
    language, table_id, caption : as elsewhere.
    """
    odds = bool(summary["odds_ratio"].notna().any())
    rows = []
    for found in summary.to_dict("records"):
        base = HIDDEN if isnan(found["base"]) else number(found["base"], language)
        cells = [_pair(found, titles, language), base, number(found["v"], language, DECIMALS)]
        rows.append((*cells, *([_odds(found["odds_ratio"], language)] if odds else [])))
    notes = [say("tables.association_v_note", language), *([say("tables.association_odds_note", language)] if odds else [])]
    notes += [say("tables.hidden_note", language)] if summary["base"].isna().any() else []
    columns = _headings(["base", "cramers_v", *(["odds_ratio"] if odds else [])], language)
    return Table(table_id, caption, columns, tuple(rows), notes=tuple(notes))


def association_tests_table(
    summary: pd.DataFrame,
    titles: Mapping[str, str],
    language: Language,
    *,
    table_id: str,
    caption: str,
    correction: str = "holm",
) -> Table:
    """One row per pair of questions: what holds under a sampling model; what that assumes must stand above the table.

    Parameters
    ----------
    summary, titles, language, table_id, caption : as for `associations_table`.
    correction : `holm` or `bh`, of the adjusted p that is shown.

    Returns
    -------
    Table; the interval of an odds ratio is exact, or Wald's with an asterisk and a note where there are too many people.
    """
    odds = bool(summary["odds_ratio"].notna().any())
    names = ["p_exact", f"p_{correction}", "cramers_v_corrected", *(["odds_ratio_interval"] if odds else [])]
    rows = tuple(_tests(found, titles, language, correction, odds) for found in summary.to_dict("records"))
    tests = int(summary["model_p"].notna().sum())
    told = [say("tables.association_family_note", language, tests=number(tests, language))]
    largest = float(summary["model_p_error"].max())
    if largest > 0:
        error = number(ceil(1000 * largest) / 1000, language, 3)
        told.append(say("tables.association_monte_carlo_note", language, error=error))
    if odds and any(map(_by_wald, summary.to_dict("records"))):
        told.append(say("tables.association_wald_note", language, sign=WALD))
    return Table(table_id, caption, _headings(names, language), rows, notes=tuple(told))


def _headings(names: list[str], language: Language) -> tuple[Column, ...]:
    return (Column(say("tables.pair", language), "left"), *(Column(say(f"tables.{name}", language)) for name in names))


def _pair(found: Mapping[Any, Any], titles: Mapping[str, str], language: Language) -> str:
    return say("tables.pair_of", language, row=titles[found["row"]], column=titles[found["column"]])


def _tests(
    found: Mapping[Any, Any], titles: Mapping[str, str], language: Language, correction: str, odds: bool
) -> tuple[str, ...]:
    about = f"{ABOUT}{_SPACE}" if found["model_method"] == "monte_carlo" and not isnan(found["model_p"]) else ""
    cells = [
        _pair(found, titles, language),
        about + p_value(found["model_p"], language),
        p_value(found[f"model_p_{correction}"], language),
        with_interval(found["model_v"], found["model_v_low"], found["model_v_high"], language),
    ]
    return (*cells, *([_odds_interval(found, language)] if odds else []))


def _by_wald(found: Mapping[Any, Any]) -> bool:
    """Whether there are too many people for the exact interval, see `survey.stats.odds_ratio`."""
    return isnan(found["model_odds_low"]) and not isnan(found["model_odds_wald_low"])


def _odds_interval(found: Mapping[Any, Any], language: Language) -> str:
    if _by_wald(found):
        return interval(found["model_odds_wald_low"], found["model_odds_wald_high"], language) + WALD
    return _limits(found["model_odds_low"], found["model_odds_high"], language)


def _odds(value: float, language: Language) -> str:
    if isnan(value):
        return DASH
    return say("tables.infinite", language) if isinf(value) else number(value, language, DECIMALS)


def _limits(low: float, high: float, language: Language) -> str:
    if isinf(high):
        return say("tables.interval", language, low=number(low, language, DECIMALS), high=say("tables.infinite", language))
    return interval(low, high, language)
