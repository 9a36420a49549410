"""Estimates with and without the flagged; who is kept by a decision is not left out."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from survey.analysis.compare_cleaning import COLUMNS, compare_cleaning
from survey.analysis.reliability import reliability
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Section
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import FLAGS, Wave, no_changes, no_flags


@pytest.fixture(scope="module")
def demo() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022-demo")


def flags(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame([(rule, who, "", "", kept) for rule, who, kept in rows], columns=list(FLAGS)).astype("string")


def test_it_agrees_with_counting_by_hand(demo: Wave) -> None:
    wave = replace(
        demo, flags=flags(("speeders", "1", None), ("tests", "1", None), ("tests", "2", None), ("tests", "3", "A: no"))
    )
    found = compare_cleaning(wave)
    assert set(found["rule"]) == {"speeders", "tests", "all"}
    item = next(item for item in wave.instrument.items if item.level == "binary")
    left = wave.answers[item.id].iloc[2:]  # without 1 and 2; the third is kept
    row = found[(found["rule"] == "tests") & (found["item"] == item.id)].iloc[0]
    assert row["share_without"] == pytest.approx(100 * (left == row["code"]).sum() / left.notna().sum())
    assert row["difference"] == pytest.approx(row["share_without"] - row["share_with"])
    assert (row["n_with"], row["n_without"]) == (wave.answers[item.id].notna().sum(), left.notna().sum())
    both = found[found["rule"] == "all"].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        both.drop(columns="rule"), found[found["rule"] == "tests"].reset_index(drop=True).drop(columns="rule")
    )


def test_nobody_flagged(demo: Wave) -> None:
    found = compare_cleaning(replace(demo, flags=no_flags()))
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_margins_cannot_be_left_out() -> None:
    with pytest.raises(SurveyError) as found:
        compare_cleaning(load_wave(root() / "data" / "sovereignty-2022"))
    assert found.value.code == "SQ-S01"


def test_numbers_by_mean_and_median() -> None:
    text = Text(en="x")
    age = Item("age", "1", "s", ItemKind.NUMBER, Level.INTERVAL, text, text)
    questionnaire = Instrument("x", "1", ("en",), text, (Section("s", "1", text),), (age,))
    index = pd.RangeIndex(1, 5, name="respondent")
    answers = pd.DataFrame({"age": pd.Series([20, 30, 70, None], index=index, dtype="Float64")})
    kinds = pd.DataFrame({"age": pd.Series([pd.NA, pd.NA, pd.NA, "skipped"], index=index, dtype="string")})
    raw = Responses(questionnaire, answers, kinds, answers.astype("string"), pd.DataFrame(index=index), Source("x", ""))
    about = Settings("w", "x", WaveKind.MICRODATA, text, Design.SRS, 4, text)
    wave = Wave(about, questionnaire, raw, None, no_changes(), Provenance({}, ""), rules={"tests": "flag"})
    found = compare_cleaning(replace(wave, flags=flags(("tests", "3", None))))
    rows = found[found["rule"] == "tests"].set_index("code")
    assert rows[["share_with", "share_without", "n_with", "n_without"]].to_numpy().tolist() == [[40, 25, 3, 2], [30, 25, 3, 2]]
    assert list(rows.index) == ["mean", "median"]
    nobody = compare_cleaning(replace(wave, flags=flags(*(("tests", str(one), None) for one in index))))
    assert nobody["share_without"].isna().all()


def test_omega_of_a_reflective_index(demo: Wave) -> None:
    found = compare_cleaning(replace(demo, flags=flags(*(("tests", str(one), None) for one in range(1, 20)))))
    rows = found[(found["code"] == "omega") & (found["rule"] == "tests")]
    assert len(rows)
    for row in rows.itertuples():
        assert row.share_with == pytest.approx(reliability(demo, index=row.item, bootstrap=0).omega_categorical, nan_ok=True)
        assert row.share_without != row.share_with
