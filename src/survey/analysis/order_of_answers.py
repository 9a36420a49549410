"""In which order the answers to one question, or to several about the same matter, were given, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.differences import differences
from survey.analysis.repeated_answers import PutTogether, put_together
from survey.errors import (
    ASSUMES_RANDOM_SAMPLE,
    NO_SUCH_COMPARISON,
    Problem,
    error,
    problem,
)
from survey.instrument.nearest import nearest
from survey.stats.intervals import check_level
from survey.stats.multiplicity import Correction, adjusted, significant
from survey.stats.paired import mcnemar, mcnemar_range, sign_flip
from survey.wave.questions import questions
from survey.wave.wave import Wave, expect_wave

SHARES = ("item", "code", "low", "high", "base", "percent_low", "percent_high", "rank_low", "rank_high")
PAIRS = (
    *("item", "first", "second", "adjacent", "first_low", "first_high", "second_low", "second_high", "base", "order"),
    *("lead_low", "lead_high", "model_p_low", "model_p_high"),
)
NO_TEST = float("nan"), float("nan")

Row = dict[str, Any]


@dataclass(frozen=True)
class OrderOfAnswers:
    """The result of `survey.order_of_answers`; columns that begin with `model_` hold only under `assumes`.

    items: the questions. shares, pairs: frames, described there; item None stands for all questions together. family: how many
    tests there were, for which p-values are adjusted. from_rows: whether all questions together could be tested.
    """

    items: tuple[str, ...]
    shares: pd.DataFrame
    pairs: pd.DataFrame
    family: int
    correction: Correction
    from_rows: bool
    assumes: Problem
    warnings: tuple[Problem, ...]


def order_of_answers(wave: Wave, name: str, *, correction: Correction = "holm", level: float = 0.95) -> OrderOfAnswers:
    """Which answers were given more often than which, e.g. which state was named a threat most, second, third.

    Parameters
    ----------
    wave
        A wave of rows or of margins. How a person's answers go together is not in margins: there the answers to several questions
        are added up without a test, and of a question with several answers p has a range.
    name
        Id of a comparison of the questionnaire, of one question, or `item.row`.
    correction
        `holm` or `bh`; the family is every pair of answers of every question (and of all together) of which anybody gave one.
        Pairs that stand next to each other were picked after looking at the counts, so the others belong to the family as well.
    level
        A pair is demonstrably ordered under the model where its adjusted p is at most 1 - level.

    Returns
    -------
    `OrderOfAnswers`:

    - `shares`: item (None: all together, of the answers that every question offers), code, low, high (counts; equal where they
      are known), base, percent_low, percent_high, rank_low, rank_high (the best and the worst place that the counts allow; tied
      answers share their places). Of all together counts are answers, and base is people times questions (of rows: people who
      answered them all).
    - `pairs`: item, first, second (the answer that leads by the middle of its bounds first), adjacent (next to each other),
      counts, base, order, a fact of those who answered: `first` (given more often in every table that fits), `second`, `tie`, or
      `open`; lead_low, lead_high (how many more gave the first).
      Under the model model_p_low, model_p_high (over all counts that fit), model_p_holm (of the upper one) and model_ordered.

    Raises
    ------
    SurveyError
        A name that is neither; a matrix; of rows no common answer.

    Notes
    -----
    One question: exact binomial test of first in first + second, see `survey.differences`; of several answers per person
    McNemar's exact test, from margins over all overlaps that fit (`survey.stats.paired.mcnemar_range`). All together: how often a
    person gave the first answer less how often the second, with an exact sign-flip test (`survey.stats.paired.sign_flip`), which
    allows for the same people answering all questions.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").glob("*-2022")))
    >>> found = order_of_answers(wave, wave.instrument.comparisons[0].items[0])
    >>> found.shares[["low", "high", "rank_low", "rank_high"]].to_numpy().tolist()
    [[76, 76, 1, 1], [17, 17, 2, 2], [3, 3, 3, 3], [0, 0, 4, 4]]
    """
    check_level(level)
    items = _items(expect_wave(wave), name)
    shares = [_shares(wave, item) for item in items]
    pairs = [_pairs(wave, item, level) for item in items]
    people = max(int(of["base"].max()) for of in shares)
    warnings: tuple[Problem, ...] = ()
    together = len(items) > 1 and wave.responses is not None
    if together:
        asked = put_together(wave, items, None, "order_of_answers")
        warnings = asked.warnings
        own, rows = _together(asked)
    elif len(items) > 1:
        own, rows = _added_up(shares, pairs)
    if len(items) > 1 and len(own):
        shares.append(own)
        pairs.append(rows)
    table = pd.concat(pairs, ignore_index=True)
    table[f"model_p_{correction}"] = adjusted(table["model_p_high"], correction)
    certain = table["order"].isin(["first", "second"])
    table["model_ordered"] = certain & significant(table[f"model_p_{correction}"], level)
    return OrderOfAnswers(
        items=items,
        shares=pd.concat(shares, ignore_index=True),
        pairs=table,
        family=int(table["model_p_high"].notna().sum()),
        correction=correction,
        from_rows=together,
        assumes=problem(ASSUMES_RANDOM_SAMPLE, n=people),
        warnings=warnings,
    )


def _items(wave: Wave, name: str) -> tuple[str, ...]:
    known = questions(wave.instrument)
    if name in known:
        return (name,)
    sets = {comparison.id: comparison.items for comparison in wave.instrument.comparisons}
    if name not in sets:
        wave_items = {item.id for item in wave.instrument.items}
        if name in wave_items:
            wave.question(name)  # a matrix, or a question without options, is refused here
        raise error(NO_SUCH_COMPARISON, name=name, nearest=nearest(name, {*sets, *known}))
    return tuple(sets[name])


# -- one question ------------------------------------------------------------------------------------------------------
def _shares(wave: Wave, item: str) -> pd.DataFrame:
    counts = wave.counts(item)
    return _ranked(
        item, counts["code"].tolist(), counts["low"].to_numpy(), counts["high"].to_numpy(), int(counts["base"].iloc[0])
    )


def _ranked(item: str | None, codes: Sequence[str], low: np.ndarray, high: np.ndarray, base: int) -> pd.DataFrame:
    """Counts with the places that they allow, in the order of the middle of their bounds."""
    order = sorted(range(len(codes)), key=lambda place: -int(low[place] + high[place]))
    rows = [
        (
            *(item, codes[place], int(low[place]), int(high[place]), base),
            *(100 * int(end[place]) / base if base else float("nan") for end in (low, high)),
            1 + int((low > high[place]).sum()),
            int((high >= low[place]).sum()),
        )
        for place in order
    ]
    return pd.DataFrame(rows, columns=list(SHARES)).astype({"item": object})


def _pairs(wave: Wave, item: str, level: float) -> pd.DataFrame:
    if questions(wave.instrument)[item].multiple:
        return _ticked(wave, item) if wave.responses is not None else _ticked_margins(wave, item)
    found = differences(wave, item, level=level).table
    rank = list(dict.fromkeys([*found["first"], *found["second"]]))
    rows = []
    for row in found.to_dict("records"):
        low, high = (round(row[f"difference_{end}"] * row["base"] / 100) if row["base"] else 0 for end in ("low", "high"))
        rows.append(_row(item, rank, row, (low, high), (row["model_p_low"], row["model_p_high"])))
    return _frame(rows)


def _frame(rows: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(PAIRS)).astype({"item": object})


def _order(low: int, high: int) -> str:
    """Which of two answers was given more often, by the smallest and the largest lead of the first."""
    if low > 0:
        return "first"
    if high < 0:
        return "second"
    return "tie" if low == high == 0 else "open"


COUNTS = ("first_low", "first_high", "second_low", "second_high")


def _row(item: str | None, rank: Sequence[str], found: Mapping[Any, Any], lead: tuple[int, int], p: tuple[float, float]) -> Row:
    nobody = found["first_high"] + found["second_high"] == 0
    return {
        "item": item,
        **{name: found[name] for name in ("first", "second", *COUNTS, "base")},
        "adjacent": rank.index(found["second"]) - rank.index(found["first"]) == 1,
        "order": _order(*lead),
        **dict(zip(("lead_low", "lead_high"), lead, strict=True)),
        **dict(zip(("model_p_low", "model_p_high"), NO_TEST if nobody else p, strict=True)),
    }


# -- margins -----------------------------------------------------------------------------------------------------------
def _ticked_margins(wave: Wave, item: str) -> pd.DataFrame:
    """Pairs of options of a question with several answers: nothing but its base binds their counts."""
    shares = _shares(wave, item).to_dict("records")
    rank = [row["code"] for row in shares]
    rows = []
    for one, other in combinations(shares, 2):
        ends = (one["low"], one["high"]), (other["low"], other["high"])
        p = mcnemar_range(*ends, one["base"])
        rows.append(_pair(item, rank, (one["code"], other["code"]), ends, one["base"], p))
    return _frame(rows)


Ends = tuple[tuple[int, int], tuple[int, int]]


def _pair(
    item: str | None, rank: Sequence[str], codes: tuple[str, str], ends: Ends, base: int, p: tuple[float, float],
    lead: tuple[int, int] | None = None,
) -> Row:  # fmt: skip
    """A row of a pair whose counts lie between ends, by default whatever the other count is."""
    (low, high), (other_low, other_high) = ends
    found: Row = dict(zip(COUNTS, (low, high, other_low, other_high), strict=True))
    found |= {"first": codes[0], "second": codes[1], "base": base}
    return _row(item, rank, found, lead or (low - other_high, high - other_low), p)


def _added_up(shares: Sequence[pd.DataFrame], pairs: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares and pairs of the answers that all questions offer, as sums over the questions; leads are sharp, for no question
    binds another one."""
    tables = [table.set_index("code")[["low", "high"]] for table in shares]
    codes = [code for code in tables[0].index if all(code in table.index for table in tables)]
    low, high = (np.sum([table.loc[codes, end].to_numpy() for table in tables], axis=0) for end in ("low", "high"))
    size = sum(int(table["base"].iloc[0]) for table in shares)
    own = _ranked(None, codes, low, high, size)
    leads = [_leads(table) for table in pairs]
    ends = {row["code"]: (row["low"], row["high"]) for row in own.to_dict("records")}
    rows = [
        _pair(
            *(None, list(ends), (one, other), (ends[one], ends[other]), size, NO_TEST),
            lead=(sum(lead[one, other][0] for lead in leads), sum(lead[one, other][1] for lead in leads)),
        )
        for one, other in combinations(ends, 2)
    ]
    return own, _frame(rows)


def _leads(pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """How many more people gave one answer than another, either way round."""
    found = {(row["first"], row["second"]): (row["lead_low"], row["lead_high"]) for row in pairs.to_dict("records")}
    return found | {(second, first): (-high, -low) for (first, second), (low, high) in found.items()}


# -- rows --------------------------------------------------------------------------------------------------------------
def _ticked(wave: Wave, item: str) -> pd.DataFrame:
    """Pairs of options of a question with several answers: who ticked the first only, and who the second only."""
    question = questions(wave.instrument)[item]
    ticks = wave.answers[list(question.columns)].dropna().to_numpy(dtype=bool)
    totals = ticks.sum(axis=0)
    order = sorted(range(len(question.codes)), key=lambda place: -int(totals[place]))
    rank = [question.codes[place] for place in order]
    rows = []
    for one, other in combinations(order, 2):
        only = int((ticks[:, one] & ~ticks[:, other]).sum()), int((ticks[:, other] & ~ticks[:, one]).sum())
        n = int(totals[one]), int(totals[other])
        p = mcnemar(*only)[0]
        rows.append(_pair(item, rank, (question.codes[one], question.codes[other]), _exact(n), len(ticks), (p, p)))
    return _frame(rows)


def _exact(n: tuple[int, int]) -> Ends:
    return (n[0], n[0]), (n[1], n[1])


def _together(asked: PutTogether) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares and pairs of the answers that all questions offer, over those who answered them all."""
    base = np.logical_and.reduce([put.answered for put in asked.puts])
    named = np.column_stack([np.sum([put.gave(code)[base] for put in asked.puts], axis=0) for code in asked.codes])
    totals, size = named.sum(axis=0), int(base.sum()) * len(asked.puts)
    order = sorted(range(len(asked.codes)), key=lambda place: -int(totals[place]))
    rank = [asked.codes[place] for place in order]
    rows = []
    for one, other in combinations(order, 2):
        p = sign_flip(named[:, one] - named[:, other])
        n = int(totals[one]), int(totals[other])
        rows.append(_pair(None, rank, (asked.codes[one], asked.codes[other]), _exact(n), size, (p, p)))
    return _ranked(None, asked.codes, totals, totals, size), _frame(rows)
