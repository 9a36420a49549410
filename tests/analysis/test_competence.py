"""The competence coefficient of experts."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

import survey
from survey.analysis.competence import LEVELS, STANDARD
from survey.errors import (
    COLUMN_UNKNOWN,
    NEEDS_ROWS,
    SELF_ASSESSMENT_RANGE,
    SOURCE_LEVEL_UNKNOWN,
    SOURCES_NOT_WEIGHED,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.shipped import root
from survey.wave.load import load_wave

SOURCES = list(STANDARD)
PANEL = pd.DataFrame({"own": [10, 7, 0]} | dict.fromkeys(SOURCES, LEVELS), index=["a", "b", "c"])


def test_the_standard_table_gives_1_point_8_and_point_5() -> None:
    found = survey.competence(PANEL, self_assessment="own", argumentation=SOURCES)
    assert found.experts["argumentation"].tolist() == pytest.approx([1.0, 0.8, 0.5])
    assert found.experts["competence"].tolist() == pytest.approx([1.0, 0.75, 0.25])
    assert found.summary.set_index("coefficient").loc["competence", "n"] == 3
    assert found.source
    assert found.missing == 0


def test_columns_may_have_other_names_and_gaps() -> None:
    renamed = PANEL.rename(columns={"theory": "q7"}).astype({"intuition": object})
    renamed.loc["b", "intuition"] = None
    found = survey.competence(renamed, self_assessment="own", argumentation=dict(zip(SOURCES, ["q7", *SOURCES[1:]], strict=True)))
    assert np.isnan(found.experts.loc["b", "competence"])
    assert found.missing == 1
    assert found.summary["n"].tolist() == [3, 2, 2]


def test_own_weights_have_no_source() -> None:
    weights = {"papers": {"many": 0.6, "few": 0.2}, "field": {"many": 0.4, "few": 0.1}}
    panel = pd.DataFrame({"own": [5, 5], "papers": ["many", "few"], "field": ["few", "few"]})
    found = survey.competence(panel, self_assessment="own", argumentation=["papers", "field"], weights=weights)
    assert found.experts["argumentation"].tolist() == pytest.approx([0.7, 0.3])
    assert found.source is None


def test_the_instrument_may_hold_the_weights() -> None:
    """An index of the questionnaire: its items are the sources, its scores the weights."""
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    items = [item.id for item in wave.instrument.items if item.level.value == "binary"][:2]
    scores = {item: MappingProxyType({"yes": 0.5, "no": 0.25}) for item in items}
    index = Index("KA", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, scores, 2, Text(en="x"))
    wave = replace(wave, instrument=replace(wave.instrument, indices=(index,)))
    own = next(item.id for item in wave.instrument.items if item.id not in items and item.options)
    found = survey.competence(wave, self_assessment=own, argumentation="KA")
    yes = (wave.answers[items] == "yes").sum(axis=1)
    assert found.experts["argumentation"].tolist() == pytest.approx((0.5 + 0.25 * yes).tolist())


@pytest.mark.parametrize(
    ("changed", "argumentation", "code"),
    [
        ({"own": [11, 7, 0]}, SOURCES, SELF_ASSESSMENT_RANGE),
        ({"theory": ["high", "huge", "low"]}, SOURCES, SOURCE_LEVEL_UNKNOWN),
        ({}, SOURCES[:5], SOURCES_NOT_WEIGHED),
        ({}, {"theory": "theory"}, SOURCES_NOT_WEIGHED),
        ({}, [*SOURCES[:5], "dreams"], COLUMN_UNKNOWN),
    ],
)
def test_what_is_refused(changed: dict[str, list[object]], argumentation: object, code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        survey.competence(PANEL.assign(**changed), self_assessment="own", argumentation=argumentation)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_margins_have_no_experts() -> None:
    with pytest.raises(SurveyError) as caught:
        survey.competence(load_wave(root() / "data" / "sovereignty-2022"), self_assessment="x", argumentation="y")
    assert caught.value.code == NEEDS_ROWS


def test_a_decimal_comma_is_read_and_what_is_no_number_is_told() -> None:
    panel = pd.DataFrame({"own": ["8,5", " 7 ", ""]} | {source: ["high", "low", "low"] for source in STANDARD})
    found = survey.competence(panel, self_assessment="own", argumentation=list(STANDARD))
    assert found.experts["self_assessment"].tolist()[:2] == pytest.approx([0.85, 0.7])
    assert found.missing == 1
    with pytest.raises(SurveyError) as refusal:
        survey.competence(panel.assign(own=["x", "7", "восемь"]), self_assessment="own", argumentation=list(STANDARD))
    assert [one.params["rows"] for one in refusal.value.problems] == [("0",), ("2",)]
