"""The table of `survey compare`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.trend_waves import study

import survey
from survey.errors import UNKNOWN_LANGUAGE
from survey.instrument.read import read_instrument


def test_a_row_for_each_question(tmp_path: Path) -> None:
    place = study(tmp_path)
    earlier, later = (read_instrument(place / f"courts-{year}.yaml") for year in (2022, 2026))
    found = survey.compare_instruments(earlier, later, "ru")
    assert found["status"].tolist() == ["same", "rescaled", "reworded", "new", "dropped"]
    assert found.loc[1, ["decision", "reason", "differs"]].tolist() == ["linked", "О том же", "text, answers, kind"]
    assert found.loc[1, "text"] == "[-Честно?-] {+Насколько честно?+}"
    assert found.loc[3, "earlier":"later"].isna().tolist() == [True, False]  # type: ignore[misc]
    assert survey.compare_instruments(earlier, later, "kk")["text"].tolist() == [""] * 5
    with pytest.raises(survey.SurveyError) as refused:
        survey.compare_instruments(earlier, later, "xx")  # type: ignore[arg-type]
    assert refused.value.code == UNKNOWN_LANGUAGE
