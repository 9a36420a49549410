"""`survey.plan`: all parts together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import survey
from survey.errors import (
    PLAN_FRAME,
    PLAN_REPLICATES,
    PLAN_SIZE,
    SIMULATION_BAD_VALUE,
    SIMULATION_CORRELATIONS,
    SIMULATION_NO_ITEM,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.model import Instrument
from survey.planning.factor_items import FactorItems
from survey.planning.plan import APART, SHARES, compared
from survey.planning.power import answers_power, groups_power
from survey.planning.structure import Structure

EMPTY = Instrument("trial", "1", ("en",), Text(en="Trial"), (), ())


def test_parts_agree_with_their_functions() -> None:
    found = survey.plan(EMPTY, [96, 60], replicates=5)
    assert found.sizes == (60, 96)
    assert len(found.shares) == 2 * len(SHARES)
    assert len(found.differences) == 3 * 2 * (1 + len(APART))
    one = found.differences.query("kind == 'groups' and difference == 0.3 and n == 96").iloc[0]
    assert one["power"] == groups_power((48, 48), (0.35, 0.65)).power
    other = found.differences.query("kind == 'answers' and together == 0.5 and difference == 0.2 and n == 60").iloc[0]
    assert other["power"] == pytest.approx(answers_power(60, (0.35, 0.15)).power)
    assert found.items is None
    assert found.recovered == ()
    assert len(found.rules) == len(found.loadings) == 0


def test_smallest_difference_is_found_often_enough_and_a_point_less_is_not() -> None:
    found = survey.plan(EMPTY, 60, replicates=5).smallest
    for row in found.to_dict("records"):
        together = None if row["kind"] == "groups" else row["together"]
        assert compared(60, row["difference"], together, None, 0.95).power >= 0.8
        assert compared(60, row["difference"] - 0.01, together, None, 0.95).power < 0.8


def test_a_frame_makes_everything_surer() -> None:
    free, framed = (survey.plan(EMPTY, 60, frame=frame, replicates=5) for frame in (None, 100))
    assert (framed.shares["half_width"] < free.shares["half_width"]).all()
    assert framed.smallest.loc[0, "difference"] < free.smallest.loc[0, "difference"]
    assert framed.curve["n"].max() == 100


def test_sizes_that_fit_the_frame_unless_others_are_asked_for() -> None:
    assert survey.plan(EMPTY, frame=120, replicates=5).sizes == (96,)
    assert survey.plan(EMPTY, frame=40, replicates=5).sizes == (40,)
    with pytest.raises(SurveyError) as found:
        survey.plan(EMPTY, [3, 150], frame=120)
    assert [one.code for one in found.value.problems] == [PLAN_SIZE, PLAN_FRAME]


def refused(*args: object, **settings: object) -> list[str]:
    with pytest.raises(SurveyError) as found:
        survey.plan(*args, **settings)  # type: ignore[arg-type]
    return [one.code for one in found.value.problems]


@pytest.mark.parametrize("n", [[], 96.5, "96", [96, float("nan")], True])
def test_sizes_that_are_none(n: object) -> None:
    assert refused(EMPTY, n) == [PLAN_SIZE]


def test_whole_numbers_of_every_kind() -> None:
    assert survey.plan(EMPTY, np.int64(60), frame=np.int64(100), replicates=np.int64(5)).sizes == (60,)  # type: ignore[arg-type]
    assert survey.plan(EMPTY, np.array([60, 12, 60]), replicates=5).sizes == (12, 60)  # type: ignore[arg-type]


@pytest.mark.parametrize("replicates", [0, -1, 2.5])
def test_replicates_that_are_none(replicates: int) -> None:
    assert refused(EMPTY, 60, replicates=replicates) == [PLAN_REPLICATES]


@pytest.mark.parametrize("frame", [96.5, "96"])
def test_frames_that_are_none(frame: object) -> None:
    assert refused(EMPTY, 60, frame=frame) == refused(EMPTY, frame=frame) == [PLAN_FRAME]


def test_a_structure_is_checked_as_that_of_a_file() -> None:
    asked = survey.load_instrument("multivector-2026")
    names = [name for index in asked.indices if index.id == "MPR" for name in index.items]
    good = dict.fromkeys(names, 0.6)
    assert refused(asked, 60, structure=Structure({"one": good | {"nothing": 0.5}})) == [SIMULATION_NO_ITEM]
    assert refused(asked, 60, structure=Structure({"one": good | {names[0]: 1.5}})) == [SIMULATION_BAD_VALUE]
    assert refused(asked, 60, structure=Structure({"one": good, "two": {}}, {"one": {"two": 1.0}})) == [SIMULATION_CORRELATIONS]
    margins = pd.DataFrame({"item": ["nothing"], "code": ["yes"], "low": [1], "high": [1], "base": [2]})
    assert refused(asked, 60, margins=margins) == [SIMULATION_NO_ITEM]


@pytest.mark.slow
def test_with_factors() -> None:
    found = survey.plan(survey.load_instrument("multivector-2026"), [96], replicates=10)
    assert isinstance(found.items, FactorItems)
    assert found.rules["n"].tolist() == [96] * 3
    assert found.loadings.loc[0, "solved"] == 10
