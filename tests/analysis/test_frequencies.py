"""Percents unrounded, intervals only where the design allows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from survey.analysis.frequencies import frequencies
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, OptionKind, Row, Section
from survey.stats.intervals import goodman, interval
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.settings import Design, Intervals, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
OPTIONS = (Option("a", 1, T), Option("b", 2, T), Option("dk", 3, T, OptionKind.DONT_KNOW))
TEA = Item("tea", "1", "s", ItemKind.SINGLE, Level.NOMINAL, T, T, OPTIONS)


def wave(design: Design = Design.SRS, cells: str = "54 54, 20 40, 2 22", **settings: object) -> Wave:
    """96 answers to one question; `cells` are the low and high counts of a, b and dk."""
    bounds = [tuple(map(int, cell.split())) for cell in cells.split(",")]
    table = pd.DataFrame(
        [("tea", code, *pair, 96) for code, pair in zip(TEA.codes, bounds, strict=True)],
        columns=["item", "code", "low", "high", "base"],
    )
    questionnaire = Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), (TEA,))
    about = replace(Settings("w", "tea", WaveKind.MARGINS, T, design, 96, T), **settings)
    return Wave(about, questionnaire, None, Margins(table, "0"), no_changes(), Provenance({}, ""))


def test_columns_and_percents() -> None:
    found = frequencies(wave(), "tea")
    assert list(found.columns) == [
        "code",
        "n",
        "low",
        "high",
        "percent",
        "percent_low",
        "percent_high",
        "ci_low",
        "ci_high",
        "base",
    ]
    assert found["percent"].iloc[0] == 56.25, "unrounded: half up belongs to the eye"
    assert found["percent"].isna().tolist() == [False, True, True]
    assert found["n"].isna().tolist() == [False, True, True]
    assert found["percent_low"].tolist() == [56.25, 100 * 20 / 96, 100 * 2 / 96]


def test_limits_of_an_interval_belong_to_its_ends() -> None:
    found = frequencies(wave(), "tea")
    assert found["ci_low"].iloc[1] == pytest.approx(100 * interval(20, 96)[0], abs=1e-12)
    assert found["ci_high"].iloc[1] == pytest.approx(100 * interval(40, 96)[1], abs=1e-12)


@pytest.mark.parametrize("method", ["wilson", "clopper-pearson", "jeffreys"])
def test_method_and_level_are_passed_on(method: str) -> None:
    found = frequencies(wave(), "tea", interval=method, level=0.8)
    assert found["ci_low"].iloc[0] == pytest.approx(100 * interval(54, 96, method, 0.8)[0], abs=1e-12)


def test_goodman_takes_all_answers_together() -> None:
    found = frequencies(wave(cells="54 54, 30 30, 12 12"), "tea", interval="goodman")
    assert np.allclose(found[["ci_low", "ci_high"]].T, 100 * np.array(goodman([54, 30, 12], 96)), rtol=0, atol=1e-12)
    assert found["ci_low"].iloc[0] < frequencies(wave(), "tea")["ci_low"].iloc[0]


def test_nonprobability_shows_no_interval_unless_asked_for() -> None:
    assert frequencies(wave(Design.NONPROBABILITY), "tea")[["ci_low", "ci_high"]].isna().all(axis=None)
    asked = frequencies(wave(Design.NONPROBABILITY, intervals=Intervals.MODEL), "tea")
    assert asked["ci_low"].iloc[0] == pytest.approx(100 * interval(54, 96)[0], abs=1e-12)


def test_finite_population() -> None:
    sampled = frequencies(wave(frame_size=191), "tea").iloc[0]
    assert sampled["ci_low"] == pytest.approx(100 * interval(108, 192)[0], abs=1e-12), "n_eff = 96 * 190 / 95 = 192"
    full = frequencies(wave(Design.CENSUS, frame_size=96), "tea").iloc[0]
    assert full["ci_low"] == full["ci_high"] == 56.25
    opted_in = frequencies(wave(Design.NONPROBABILITY, frame_size=191, intervals=Intervals.MODEL), "tea").iloc[0]
    assert opted_in["ci_low"] == pytest.approx(100 * interval(54, 96)[0], abs=1e-12), "no correction without a sampling design"


def test_base() -> None:
    found = frequencies(wave(cells="54 54, 30 30, 12 12"), "tea", base="valid")
    assert found["code"].tolist() == ["a", "b"]
    assert found["percent"].tolist() == [100 * 54 / 84, 100 * 30 / 84]


def test_nobody_answered() -> None:
    empty = wave()
    table = empty.margins.table.assign(low=0, high=0, base=0)
    found = frequencies(replace(empty, margins=Margins(table, "0")), "tea")
    assert found["n"].tolist() == [0, 0, 0]
    assert found[["percent", "ci_low", "ci_high"]].isna().all(axis=None)


def test_open_question_and_whole_matrix_have_no_frequencies() -> None:
    why = Item("why", "2", "s", ItemKind.TEXT, Level.NOMINAL, T, T)
    grid = replace(TEA, id="grid", kind=ItemKind.MATRIX, rows=(Row("r1", T), Row("r2", T)))
    old = wave()
    table = pd.concat([old.margins.table.assign(item=name) for name in ("tea", "grid.r1", "grid.r2")])
    new = replace(old, instrument=replace(old.instrument, items=(TEA, why, grid)), margins=Margins(table, "0"))
    assert frequencies(new, "grid.r2")["n"].iloc[0] == 54
    for name, code in (("why", "SQ-S05"), ("grid", "SQ-S13")):
        with pytest.raises(SurveyError) as found:
            frequencies(new, name)
        assert found.value.code == code
    assert found.value.problems[0].params["rows"] == ("grid.r1", "grid.r2")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [({"item": "tee"}, "SQ-D29"), ({"interval": "wild"}, "SQ-S06"), ({"level": 95}, "SQ-S08"), ({"base": "x"}, "SQ-S04")],
)
@pytest.mark.parametrize("design", [Design.SRS, Design.NONPROBABILITY])
def test_wrong_arguments(arguments: dict[str, object], code: str, design: Design) -> None:
    """Also where no interval will be shown: a wrong word must not pass unseen until the design changes."""
    with pytest.raises(SurveyError) as found:
        frequencies(wave(design), **{"item": "tea", **arguments})
    assert found.value.code == code
