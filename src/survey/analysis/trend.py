"""The same question, or index, in several waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from survey.analysis.trend_breaks import breaks
from survey.analysis.trend_chain import Joined, Step, chain, check_waves, joined
from survey.analysis.trend_counts import COUNTS, counted
from survey.analysis.trend_index import index_trend
from survey.analysis.trend_tests import TESTS, compare_steps
from survey.stats.intervals import check_level
from survey.wave.counts import Base, check_base
from survey.wave.wave import Wave

COLUMNS = ("wave", "item", "code", *COUNTS, "change_low", "change_high", "break", "reasons", *TESTS)


def trend(waves: Sequence[Wave], item: str, *, base: Base = "answered", level: float = 0.95) -> pd.DataFrame:
    """One question, or one index, in several waves, with what else changed between them.

    Parameters
    ----------
    waves
        Two waves or more, the earliest first; of rows or of margins.
    item
        Id of a question with options, `item.row` of a matrix, or the id of an index. It is looked up in the last wave that knows
        it and followed by the decisions of `instruments/links/`, by the key `trend`, and by equal ids.
    base
        See `Wave.counts`.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    One row per wave and answer; answers that are taken for one are one row, under the code of the last wave or that of the
    decision. Columns:

    - wave, item (the id in that wave), code;
    - n, low, high, percent, percent_low, percent_high, ci_low, ci_high, base: as from `survey.frequencies`; NA where the wave
      did not offer the answer;
    - change_low, change_high: percentage points since the wave before, between bounds where counts are; NaN in the first wave;
    - break: whether something else changed since the wave before than what people think; reasons: what, a tuple of `wording`,
      `options`, `filter`, `mode`, `languages`, `recruitment`, `synthetic`;
    - compared: `groups` (two groups of respondents differ, and no test applies), `frame` (both waves are samples or censuses of
      one frame), `persons` (somebody is known again, by the key `persons` of the decisions); NA in the first wave;
    - people (who are known again and count in both waves, by `base`), linked_change (percentage points among them); NA unless
      `persons`;
    - change_ci_low, change_ci_high (percentage points; of the difference, and where people are known again of linked_change), p,
      p_holm (adjusted for the hypotheses about the question: two answers that are all there are make one): NA without a test.

    Of an index instead: wave, index, target, n_low, n_high, mean_low, mean_high, scale_low, scale_high, change_low, change_high,
    break, reasons (also `index`: other questions or scores).

    Raises
    ------
    SurveyError
        Fewer than two waves, one wave twice; a name that no wave or only one has; a question without options, a whole matrix;
        two questions that were decided to be apart; what is wrong with the decisions; as `Wave.counts`.

    Notes
    -----
    Where both designs are probability designs and wave.yaml records the same `target_population` and `expert_frame`: Fisher's
    exact test and Newcombe's interval (`fisher.test`, `DescTools::BinomDiffCI` in R); where the size of a frame is known, both
    allow for it, see `survey.stats.two_groups`. Of the same people: McNemar's exact test (`binom.test`) and the interval of
    Agresti and Min. Counts are not weighted.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = [load_wave(folder) for folder in sorted((root() / "data").glob("*-2022*"))]
    >>> found = trend(waves, waves[0].instrument.items[1].id)
    >>> found[["code", "n", "base"]].to_numpy().tolist()
    [['yes', 89, 96], ['no', 7, 96], ['yes', 89, 96], ['no', 7, 96]]
    """
    check_base(base)
    check_level(level)
    found = check_waves(waves)
    if any(item == index.id for wave in found for index in wave.instrument.indices):
        return index_trend(found, item)
    steps = chain(found, item)
    return of_steps(steps, joined(steps), base, level)


def of_steps(steps: Sequence[Step], answers: Sequence[Joined], base: Base = "answered", level: float = 0.95) -> pd.DataFrame:
    """The frame of `trend` for questions that were found already, and answers that are taken for one."""
    counts = [counted(step, place, answers, base, level) for place, step in enumerate(steps)]
    frames = []
    for place, (step, table) in enumerate(zip(steps, counts, strict=True)):
        table = table.copy()
        table.insert(0, "wave", step.wave.id)
        table.insert(1, "item", step.question.column)
        table.insert(2, "code", [one.code for one in answers])
        if place:
            before = counts[place - 1]
            why = breaks(steps[place - 1], step)
            table["change_low"] = table["percent_low"] - before["percent_high"]
            table["change_high"] = table["percent_high"] - before["percent_low"]
            table["break"], table["reasons"] = bool(why), [tuple(map(str, why))] * len(table)
            tests = compare_steps((steps[place - 1], step), place, answers, (before, table), base, level)
            table = pd.concat([table, tests], axis=1)
        else:
            table["change_low"] = table["change_high"] = np.nan
            table["break"], table["reasons"] = False, [()] * len(table)
            table["compared"], table["people"] = pd.NA, pd.array([pd.NA] * len(table), dtype="Int64")
            for name in TESTS[2:]:
                table[name] = np.nan
        table["compared"] = table["compared"].astype("string")
        frames.append(table[list(COLUMNS)])
    return pd.concat(frames, ignore_index=True)
