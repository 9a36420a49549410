"""The same question put twice or more to the same people: who changed the answer, which way, and how far the answers agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.repeated_answers import Put, PutTogether, put_together
from survey.errors import (
    ASSUMES_RANDOM_SAMPLE,
    MARGIN_OUT_OF_RANGE,
    MARGIN_WITHOUT_REASON,
    NOBODY_ANSWERED_BOTH,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.stats.agreement import Kappa, cohen_kappa, fleiss_kappa
from survey.stats.equivalence import equivalence, tango_interval
from survey.stats.exact_sums import Ints, Outcome
from survey.stats.intervals import check_level
from survey.stats.multiplicity import Correction, adjusted, significant
from survey.stats.paired import bowker, cochran_q, mcnemar, stuart_maxwell
from survey.wave.wave import Wave

JOINT = ("first", "second", "code_first", "code_second", "n", "base", "percent")
SAME = ("first", "second", "code", "same", "base", "percent", "kappa", "model_low", "model_high", "model_p")
TESTS = ("test", "first", "second", "code", "base", "statistic", "df", "model_p_chi_square", "model_p", "method", "model_p_error")
EQUIVALENCE = ("first", "second", "code", "base", "difference", "margin", "within", "model_low", "model_high", "model_p")

Row = dict[str, Any]


@dataclass(frozen=True)
class Repeated:
    """The result of `survey.repeated`; columns that begin with `model_` hold only under `assumes`.

    codes: the answers that were compared. left_out: item, code, n of answers that not all questions offer. joint, changes,
    agreement, tests, equivalence: frames, described there. family: how many tests `changes` was adjusted for; `agreement` and
    `equivalence` are families of their own, of as many tests as they have model_p.
    """

    items: tuple[str, ...]
    codes: tuple[str, ...]
    joint: pd.DataFrame
    changes: pd.DataFrame
    agreement: pd.DataFrame
    tests: pd.DataFrame
    equivalence: pd.DataFrame
    left_out: pd.DataFrame
    family: int
    correction: Correction
    margin_reason: str | None
    assumes: Problem
    warnings: tuple[Problem, ...]


def repeated(
    data: Wave | pd.DataFrame,
    items: Sequence[str],
    code: str | None = None,
    *,
    margin: float | None = None,
    margin_reason: str | None = None,
    correction: Correction = "holm",
    level: float = 0.95,
    seed: int = 0,
) -> Repeated:
    """Compare the answers of the same people to two questions or more.

    Parameters
    ----------
    data
        A wave of rows, or a data frame with one row per person and one column per question. Of margins see `survey.bounds`.
    items
        Two or more questions, e.g. those of a comparison of the questionnaire. Where their lists of answers differ, only the
        answers that all of them offer are compared; `left_out` and `warnings` tell which were not. Questions with several answers
        are compared option by option.
    code
        The only answer to look at: everybody else gave another.
    margin, margin_reason
        The largest difference of two shares that would not matter (0.1: 10 percentage points), and why: without a reason there is
        no test of equivalence.
    correction
        `holm` or `bh`; the rows of `changes`, of `agreement` and of `equivalence` are a family each.
    level
        Of the intervals.
    seed
        Of the samples where a p-value cannot be enumerated.

    Returns
    -------
    `Repeated`, with a frame for each pair of questions (the first as in `items`), over those who answered both:

    - `joint`: how many gave which two answers (code_first, code_second, n, base, percent), of those who gave a common answer to
      both; with `code`, None stands for any other answer.
    - `changes`: for each answer both, first_only, second_only, neither (people), base, n_first, n_second, percent_first,
      percent_second, difference (percentage points, second less first). Under the model model_low, model_high (Tango's score
      interval), model_p (McNemar's exact test), model_mid_p and model_p_holm (or model_p_bh). Two answers that are the only ones
      mirror each other: the first stands for both.
    - `agreement`: same (people with the same answer), percent, Cohen's kappa with its interval, model_p (in large samples, of
      whether kappa is 0) and model_p_holm (or _bh); with three questions or more a
    row with first and second None and Fleiss' kappa of all of them. One row per answer (code) where they are compared one by one.
    - `tests`: `stuart_maxwell` (are the distributions the same) and `bowker` (as many there as back) of pairs with three answers
      or more, `cochran_q` of three questions or more for each answer; statistic, df, p of the chi-square approximation and
      model_p by `method` (exact, monte_carlo with standard error model_p_error, asymptotic).
    - `equivalence`: with a margin: difference (share), within (a fact of those who answered), model_low, model_high (level 90 %),
      model_p, model_p_holm (or _bh) and model_equivalent (the adjusted p is at most .05).

    Raises
    ------
    SurveyError
        A wave of margins (NEEDS_ROWS); fewer than two questions, or nobody who answered two of them; no common answer;
        a code that not all offer; a margin without a
        reason or outside (0, 1).

    Notes
    -----
    Formulas and sources: `survey.stats.paired`, `survey.stats.agreement`, `survey.stats.equivalence`. In R:
    `mcnemar.test`, `coin::mh_test`, `vcd::Kappa`, `irr::kappam.fleiss`.

    Examples
    --------
    >>> frame = pd.DataFrame({"may": ["yes"] * 6 + ["no"] * 4, "june": ["yes"] * 4 + ["no"] * 5 + ["yes"]})
    >>> found = repeated(frame, ["may", "june"])
    >>> found.changes[["code", "both", "first_only", "second_only", "neither", "model_p"]].to_dict("records")
    [{'code': 'no', 'both': 3, 'first_only': 1, 'second_only': 2, 'neither': 4, 'model_p': 1.0}]
    """
    check_level(level)
    _check_margin(margin, margin_reason)
    code = None if code is None else str(code)  # in a data frame answers may be numbers
    asked = put_together(data, items, code, "repeated")
    pairs = list(combinations(asked.puts, 2))
    empty = _empty(pairs)
    one_by_one = code is not None or any(put.multiple for put in asked.puts)
    changes = pd.DataFrame([row for pair in pairs for row in _changes(pair, asked, level)])
    same = pd.DataFrame(list(_agreement(pairs, asked, one_by_one, level)), columns=list(SAME))
    same_enough = _equivalence(changes, margin)
    for family in (changes, same, same_enough):
        family[f"model_p_{correction}"] = adjusted(family["model_p"], correction)
    same_enough["model_equivalent"] = significant(same_enough[f"model_p_{correction}"], 0.95)
    return Repeated(
        items=tuple(put.name for put in asked.puts),
        codes=asked.codes,
        joint=_joint(pairs, asked, code),
        changes=changes,
        agreement=same,
        tests=pd.DataFrame(list(_tests(pairs, asked, one_by_one, seed)), columns=list(TESTS)),
        equivalence=same_enough,
        left_out=asked.left_out,
        family=int(changes["model_p"].notna().sum()),
        correction=correction,
        margin_reason=margin_reason,
        assumes=problem(ASSUMES_RANDOM_SAMPLE, n=int(changes["base"].max())),
        warnings=(*asked.warnings, *empty),
    )


def _empty(pairs: Sequence[Pair]) -> list[Problem]:
    """Pairs that nobody answered both questions of: an error where no other is left."""
    empty = [
        problem(NOBODY_ANSWERED_BOTH, row=first.name, column=second.name)
        for first, second in pairs
        if not (first.answered & second.answered).any()
    ]
    if len(empty) == len(pairs):
        raise_all(empty)
    return empty


def _check_margin(margin: float | None, reason: str | None) -> None:
    if margin is None:
        return
    if not isinstance(margin, (int, float)) or not 0 < margin < 1:
        raise error(MARGIN_OUT_OF_RANGE, margin=margin)
    if not (reason or "").strip():
        raise error(MARGIN_WITHOUT_REASON, margin=margin)


Pair = tuple[Put, Put]


def compared_codes(puts: Sequence[Put], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The answers that need a row: of two that are all there is, the first, which mirrors the second."""
    mirrored = len(codes) == 2 and all(set(put.codes) == set(codes) and not put.multiple for put in puts)
    return codes[:1] if mirrored else codes


def _changes(pair: Pair, asked: PutTogether, level: float) -> Iterator[Row]:
    first, second = pair
    base = first.answered & second.answered
    size = int(base.sum())
    for code in compared_codes(pair, asked.codes):
        there, back = first.gave(code) & base, second.gave(code) & base
        both, left, came = (int(found.sum()) for found in (there & back, there & ~back, back & ~there))
        low, high = tango_interval(left, came, size, level)
        p, mid = mcnemar(left, came) if size else (float("nan"), float("nan"))
        share = [100 * many / size if size else float("nan") for many in (both + left, both + came)]
        yield {
            "first": first.name, "second": second.name, "code": code,
            "both": both, "first_only": left, "second_only": came, "neither": size - both - left - came, "base": size,
            "n_first": both + left, "n_second": both + came, "percent_first": share[0], "percent_second": share[1],
            "difference": 100 * (came - left) / size if size else float("nan"),
            "model_low": 100 * low, "model_high": 100 * high, "model_p": p, "model_mid_p": mid,
        }  # fmt: skip


def _square(pair: Pair, codes: tuple[str, ...]) -> Ints:
    """People by their two answers, where both are among the codes."""
    first, second = (put.place(codes) for put in pair)
    use = (first >= 0) & (second >= 0)
    size = len(codes)
    return np.bincount(first[use] * size + second[use], minlength=size**2).reshape(size, size)


def _yes_or_no(pair: Pair, code: str) -> Ints:
    """People by whether they gave an answer in the first question and in the second."""
    base = pair[0].answered & pair[1].answered
    there, back = pair[0].gave(code)[base], pair[1].gave(code)[base]
    return np.array(
        [[(there & back).sum(), (there & ~back).sum()], [(~there & back).sum(), (~there & ~back).sum()]], dtype=np.int64
    )


def _joint(pairs: Sequence[Pair], asked: PutTogether, code: str | None) -> pd.DataFrame:
    if code is None and any(put.multiple for put in asked.puts):
        return pd.DataFrame(columns=list(JOINT))
    names: tuple[str | None, ...] = asked.codes if code is None else (code, None)
    rows: list[tuple[Any, ...]] = []
    for pair in pairs:
        table = _square(pair, asked.codes) if code is None else _yes_or_no(pair, code)
        size = int(table.sum())
        rows += [
            (pair[0].name, pair[1].name, names[i], names[j], int(n), size, 100 * int(n) / size if size else float("nan"))
            for (i, j), n in np.ndenumerate(table)
        ]
    return pd.DataFrame(rows, columns=list(JOINT))


def _agreement(pairs: Sequence[Pair], asked: PutTogether, one_by_one: bool, level: float) -> Iterator[tuple[Any, ...]]:
    for pair in pairs:
        names = pair[0].name, pair[1].name
        if one_by_one:
            for code in asked.codes:
                table = _yes_or_no(pair, code)
                yield (*names, code, *_same(int(np.trace(table)), int(table.sum()), cohen_kappa(table, level)))
        else:
            table = _square(pair, asked.codes)
            yield (*names, None, *_same(int(np.trace(table)), int(table.sum()), cohen_kappa(table, level)))
    if len(asked.puts) < 3:
        return
    for answer, table in _ratings(asked, one_by_one):
        same = int((table.max(axis=1) == len(asked.puts)).sum()) if len(table) else 0
        yield None, None, answer, *_same(same, len(table), fleiss_kappa(table, level))


def _ratings(asked: PutTogether, one_by_one: bool) -> Iterator[tuple[str | None, Ints]]:
    """How many of the questions each person answered how: for each answer against all others, or for the whole list."""
    if one_by_one:
        base = np.logical_and.reduce([put.answered for put in asked.puts])
        for code in asked.codes:
            gave = np.sum([put.gave(code)[base] for put in asked.puts], axis=0)
            yield code, np.column_stack([gave, len(asked.puts) - gave])
        return
    places = np.column_stack([put.place(asked.codes) for put in asked.puts])
    places = places[(places >= 0).all(axis=1)]
    yield None, np.column_stack([(places == number).sum(axis=1) for number in range(len(asked.codes))])


def _same(same: int, size: int, kappa: Kappa) -> tuple[float, ...]:
    return same, size, 100 * same / size if size else float("nan"), kappa.kappa, kappa.low, kappa.high, kappa.p


def _tests(pairs: Sequence[Pair], asked: PutTogether, one_by_one: bool, seed: int) -> Iterator[tuple[Any, ...]]:
    if not one_by_one and len(asked.codes) > 2:
        for pair in pairs:
            table = _square(pair, asked.codes)
            for name, test in (("stuart_maxwell", stuart_maxwell), ("bowker", bowker)):
                yield name, pair[0].name, pair[1].name, None, int(table.sum()), *_told(test(table, seed))
    if len(asked.puts) > 2:
        base = np.logical_and.reduce([put.answered for put in asked.puts])
        for code in compared_codes(asked.puts, asked.codes):
            answers = np.column_stack([put.gave(code)[base] for put in asked.puts])
            yield "cochran_q", None, None, code, int(base.sum()), *_told(cochran_q(answers, seed))


def _told(test: Outcome) -> tuple[Any, ...]:
    return test.statistic, test.df, test.p_chi_square, test.p, test.method, test.error


def _equivalence(changes: pd.DataFrame, margin: float | None) -> pd.DataFrame:
    rows = []
    for row in changes.to_dict("records") if margin is not None else ():
        assert margin is not None
        found = equivalence(row["first_only"], row["second_only"], row["base"], margin)
        names = [row[name] for name in ("first", "second", "code", "base")]
        facts = [found.difference, margin, abs(found.difference) < margin]
        rows.append([*names, *facts, found.low, found.high, found.p, found.method])
    return pd.DataFrame(rows, columns=[*EQUIVALENCE, "method"]).astype({"model_p": float})
