"""Single shares against a share that was claimed: "a majority", "two thirds"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.family import Family, status
from survey.errors import (
    AGAINST_OUT_OF_RANGE,
    ANSWER_UNKNOWN,
    ASSUMES_RANDOM_SAMPLE,
    NO_OPTIONS,
    NOTHING_TO_TEST,
    P_FROM_BOUNDS,
    error,
    problem,
)
from survey.instrument.nearest import nearest
from survey.stats.binomial import Alternative, check_alternative, share_test
from survey.stats.intervals import check_level, interval
from survey.stats.multiplicity import Correction, adjusted, significant
from survey.wave.counts import Base
from survey.wave.questions import questions
from survey.wave.settings import DeclaredShares
from survey.wave.wave import Wave, expect_wave

Asked = str | Sequence[str] | Mapping[str, str | Sequence[str]]


def proportions(
    wave: Wave,
    items: Asked,
    against: float | str | Fraction = Fraction(1, 2),
    *,
    alternative: Alternative = "greater",
    correction: Correction = "holm",
    base: Base = "answered",
    level: float = 0.95,
) -> Family:
    """Whether an answer was given by more than a claimed share: among those who answered, and under a sampling model.

    Parameters
    ----------
    wave
        A wave of rows or of margins.
    items
        An id or several: every answer to them is tested. Or a mapping of ids to an answer, or to several answers that count
        together: `{"trust_courts": "yes"}`.
    against
        The claimed share between 0 and 1, as a number or as text such as "2/3".
    alternative
        `greater`: more than `against`. `less`. `two-sided`: other than `against`.
    correction
        `holm` or `bh`; the family is everything that one call tests.
    base
        See `Wave.counts`.
    level
        Confidence level between 0 and 1; a test rejects where its adjusted p is at most 1 - level.

    Returns
    -------
    Family. Its table has one row per answer. Facts: item, code (several joined by +), low, high (how many people gave it, equal
    where it is known), base, percent_low, percent_high, against (percent), holds (`holds`: the alternative is true of those who
    answered, in every table that fits the counts; `never`: in none; `open`: in some). Under the model: model_low, model_high
    (percent, Clopper and Pearson, from the lower end of the lowest count to the upper end of the highest), model_p_low,
    model_p_high (exact binomial, over all counts from low to high), model_p_holm_low and _high (or _bh_), model_rejects
    (`holds`, `never`, `open`). Where counts are known by bounds, the adjusted p are bounds too, not always the narrowest ones.

    Raises
    ------
    SurveyError
        As `Wave.counts`; an unknown answer, an item without options, a share outside (0, 1).

    Notes
    -----
    `holds` compares counts with integers and needs no test. In R: `binom.test(n, base, p = against, alternative = "greater")`.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").glob("*-2022")))
    >>> item = wave.instrument.items[1].id
    >>> found = proportions(wave, {item: "yes"}, against="2/3").table
    >>> found[["low", "base", "holds"]].astype(str).to_numpy().tolist(), round(float(found["model_p_high"].iloc[0]), 10)
    ([['89', '96', 'holds']], 1.4e-09)
    """
    check_alternative(alternative)
    check_level(level)
    share = _share(against)
    asked = list(_asked(expect_wave(wave), items, base))
    if not asked:
        raise error(NOTHING_TO_TEST)
    table = pd.DataFrame([_row(one, share, alternative, level) for one in asked])
    for end in ("low", "high"):
        table[f"model_p_{correction}_{end}"] = adjusted(table[f"model_p_{end}"], correction)
    table["model_rejects"] = rejects(table, correction, level)
    bounded = tuple(dict.fromkeys(table["item"][table["low"] < table["high"]]))
    warnings = (problem(P_FROM_BOUNDS, items=bounded),) if bounded else ()
    tests = int(table["model_p_low"].notna().sum())
    return Family(table, tests, correction, problem(ASSUMES_RANDOM_SAMPLE, n=int(table["base"].max())), warnings)


def declared_proportions(wave: Wave) -> list[tuple[DeclaredShares, Family]]:
    """What `proportions` of wave.yaml declares, in its order."""
    return [(one, _declared(wave, one)) for one in wave.settings.proportions]


def _declared(wave: Wave, one: DeclaredShares) -> Family:
    listed = all(codes is None for codes in one.items.values())
    items: Asked = list(one.items) if listed else {name: codes for name, codes in one.items.items() if codes is not None}
    alternative: Alternative = "less" if one.alternative == "less" else "greater" if one.alternative == "greater" else "two-sided"
    return proportions(wave, items, one.against, alternative=alternative, correction="bh" if one.correction == "bh" else "holm")


def rejects(table: pd.DataFrame, correction: Correction, level: float) -> list[str]:
    """Whether the adjusted test rejects at every count, at none, or at some; empty where there is no test."""
    ends = table[[f"model_p_{correction}_low", f"model_p_{correction}_high"]].to_numpy(float)
    return ["" if np.isnan(pair).any() else status(significant(pair, level)) for pair in ends]


def _share(against: float | str | Fraction) -> Fraction:
    """The claimed share, exactly as it was written."""
    try:
        share = Fraction(str(against))
    except (ValueError, ZeroDivisionError):
        raise error(AGAINST_OUT_OF_RANGE, against=against) from None
    if not 0 < share < 1:
        raise error(AGAINST_OUT_OF_RANGE, against=against)
    return share


def _asked(wave: Wave, items: Asked, base: Base) -> Iterator[tuple[str, str, int, int, int]]:
    """item, code, low, high and base of everything that is to be tested."""
    wanted: Mapping[str, Any] = items if isinstance(items, Mapping) else dict.fromkeys(listed(items))
    known = questions(wave.instrument)
    for name, codes in wanted.items():
        counts = wave.counts(name, base=base)
        if counts.empty:
            raise error(NO_OPTIONS, item=name)
        for column, frame in counts.groupby("item", sort=False):
            groups = [(code,) for code in frame["code"]] if codes is None else [listed(codes)]
            if not all(groups):
                raise error(NOTHING_TO_TEST)
            for group in groups:
                _check_codes(str(column), group, tuple(frame["code"]))
                yield str(column), "+".join(group), *_together(frame, group, known[str(column)].multiple or base == "all")


def listed(names: object) -> tuple[str, ...]:
    """One name or several as names; what is no name, such as True, becomes one that no question has.

    >>> listed("yes"), listed(["yes", "no"]), listed(True)
    (('yes',), ('yes', 'no'), ('True',))
    """
    return tuple(map(str, names)) if isinstance(names, Iterable) and not isinstance(names, str) else (str(names),)


def _check_codes(item: str, codes: Sequence[str], known: tuple[str, ...]) -> None:
    for code in codes:
        if code not in known:
            raise error(ANSWER_UNKNOWN, item=item, answer=code, known=known, nearest=nearest(code, known))


def _together(frame: pd.DataFrame, codes: Sequence[str], loose: bool) -> tuple[int, int, int]:
    """Bounds of how many gave any of the answers; `loose` where the counts need not add up to the base."""
    chosen, base = frame["code"].isin(codes), int(frame["base"].iloc[0])
    low, high = int(frame["low"][chosen].sum()), int(frame["high"][chosen].sum())
    if not loose:
        low = max(low, base - int(frame["high"][~chosen].sum()))
        return low, min(high, base - int(frame["low"][~chosen].sum())), base
    return (low if len(codes) == 1 else int(frame["low"][chosen].max())), min(high, base), base


def _row(asked: tuple[str, str, int, int, int], share: Fraction, alternative: Alternative, level: float) -> dict[str, Any]:
    item, code, low, high, base = asked
    counts = np.arange(low, high + 1)
    p = share_test(counts, base, float(share), alternative)
    first, last = interval([low, high], base, "clopper-pearson", level)
    more, less = counts * share.denominator > base * share.numerator, counts * share.denominator < base * share.numerator
    true = {"greater": more, "less": less, "two-sided": more | less}[alternative]
    return {
        "item": item,
        "code": code,
        "low": low,
        "high": high,
        "base": base,
        "percent_low": 100 * low / base if base else np.nan,
        "percent_high": 100 * high / base if base else np.nan,
        "against": 100 * float(share),
        "alternative": alternative,
        "holds": status(true),
        "model_low": 100 * first[0],
        "model_high": 100 * last[1],
        "model_p_low": p.min(),
        "model_p_high": p.max(),
    }
