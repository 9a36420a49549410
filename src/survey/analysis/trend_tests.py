"""The tests of a change between two waves, where the waves allow of any."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from survey.analysis.trend_breaks import Compared, compared
from survey.analysis.trend_chain import Joined, Step
from survey.analysis.trend_persons import NOTHING, Changed, changed, known_again
from survey.stats.intervals import Floats
from survey.stats.multiplicity import adjusted
from survey.stats.two_groups import newcombe_interval, two_groups_test
from survey.wave.counts import Base
from survey.wave.wave import Wave

NUMBERS = ("linked_change", "change_ci_low", "change_ci_high", "p")
TESTS = ("compared", "people", *NUMBERS, "p_holm")
Ends = tuple[pd.DataFrame, pd.DataFrame]


def compare_steps(
    steps: tuple[Step, Step], place: int, answers: Sequence[Joined], ends: Ends, base: Base, level: float
) -> pd.DataFrame:
    """One row per answer with the columns of `TESTS`; place: that of the later step among all; ends: the counts of both."""
    before, after = steps
    kind = compared(before.wave, after.wave, after.persons)
    rows = [NOTHING] * len(answers)
    if kind is Compared.PERSONS:
        people = known_again(before.wave, after.wave, after.persons)
        rows = [changed(steps, (one.codes[place - 1], one.codes[place]), people, base, level) for one in answers]
    elif kind is Compared.FRAME:
        rows = [_frame((before.wave, after.wave), ends, number, level) for number in range(len(answers))]
    table = pd.DataFrame(rows, columns=["people", *NUMBERS])
    table.insert(0, "compared", str(kind))
    people_known = table["people"].astype("Int64")
    table["people"] = people_known if kind is Compared.PERSONS else people_known.mask(people_known.notna())
    return table.assign(p_holm=_holm(table["p"].to_numpy(float), one_hypothesis=_two_of_two(steps, ends, base)))


def _frame(waves: tuple[Wave, Wave], ends: Ends, row: int, level: float) -> Changed:
    """The test of two samples; none where a count is not known exactly, or where everybody of the frame answered both times."""
    counts = [frame["n"].iloc[row] for frame in ends]
    if any(pd.isna(count) for count in counts):
        return NOTHING
    sizes = [int(frame["base"].iloc[row]) for frame in ends]
    numbers = int(counts[0]), sizes[0], int(counts[1]), sizes[1]
    populations = waves[0].settings.population, waves[1].settings.population
    low, high = newcombe_interval(*numbers, level, populations)
    return Changed(0, np.nan, 100 * low, 100 * high, two_groups_test(*numbers, populations))


def _two_of_two(steps: tuple[Step, Step], ends: Ends, base: Base) -> bool:
    """Whether everybody who counts gave one of two answers: one share is then what the other leaves, and both tests are one."""
    if base == "all" or any(step.question.multiple for step in steps):
        return False
    before, after = (frame["low"].notna().to_numpy() for frame in ends)
    return bool((before == after).all() and before.sum() == 2)


def _holm(p: Floats, *, one_hypothesis: bool) -> Floats:
    """Adjusted for the number of hypotheses, which is not always that of the answers."""
    return p.copy() if one_hypothesis else adjusted(p, "holm")
