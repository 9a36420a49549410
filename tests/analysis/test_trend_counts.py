"""Answers counted together, against every table of counts that fits the margins."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.trend_waves import margins_wave, study

import survey
from survey.analysis.trend import of_steps
from survey.analysis.trend_chain import chain, joined

FOLDER = study(Path(tempfile.mkdtemp()) / "study")
BASE = 12
CODES = ("low", "middle", "high", "dk")
ENDS = st.tuples(st.integers(0, BASE), st.integers(0, BASE)).map(sorted).map(tuple)


@given(st.tuples(ENDS, ENDS, ENDS, ENDS))
def test_the_ends_are_those_of_all_tables(ends: tuple[tuple[int, int], ...]) -> None:
    """Bounds of the difference are taken by some table, and no table lies outside."""
    tables = [one for one in product(*(range(low, high + 1) for low, high in ends)) if sum(one) == BASE]
    if not tables:
        return
    before = margins_wave(FOLDER, 2022, {"fair": {"yes": 5, "no": 7}}, BASE)
    after = margins_wave(FOLDER, 2026, {"fairness": dict(zip(CODES, ends, strict=True))}, BASE)
    steps = chain([before, after], "fairness")
    found = of_steps(steps, joined(steps, alternative="middle_unfair")).set_index(["wave", "code"])
    unfair = [low + middle for low, middle, _, _ in tables]
    row = found.loc[("w2026", "unfair")]
    assert (row["low"], row["high"]) == (min(unfair), max(unfair))
    assert abs(row["change_low"] - 100 * (min(unfair) - 7) / BASE) < 1e-9
    assert abs(row["change_high"] - 100 * (max(unfair) - 7) / BASE) < 1e-9


def test_every_answer_stands_in_one_category() -> None:
    waves = [
        margins_wave(FOLDER, 2022, {"fair": {"yes": 5, "no": 7}}, BASE),
        margins_wave(FOLDER, 2026, {"fairness": dict.fromkeys(CODES, 3)}, BASE),
    ]
    found = joined(chain(waves, "fairness"))
    for place, codes in enumerate((("yes", "no"), CODES)):
        assert sorted(code for one in found for code in one.codes[place]) == sorted(codes)
    assert len({one.code for one in found}) == len(found)
    assert survey.trend(waves, "fairness")["base"].unique().tolist() == [BASE]
