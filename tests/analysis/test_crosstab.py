"""Two questions crossed: what is counted, who is left out, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import survey
from survey.errors import COLUMN_REPEATED, ODDS_NOT_EXACT, SurveyError
from survey.shipped import root
from survey.stats.contingency import association
from survey.stats.freeman_halton import freeman_halton
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022-demo")


FRAME = pd.DataFrame(
    {
        "sex": ["f"] * 15 + ["m"] * 15 + [None, "f"],
        "yes": [1.0] * 10 + [0.0] * 5 + [1.0] * 3 + [0.0] * 12 + [1.0, np.nan],
        "town": pd.Categorical(["A", "B"] * 16, categories=["B", "A", "C"]),
    }
)


def test_counts_are_those_that_pandas_gives(wave: Wave) -> None:
    found = survey.crosstab(wave, "profession", "threat_state_territory")
    told = pd.crosstab(wave.answers["profession"], wave.answers["threat_state_territory"])
    for row in told.index:
        for column in told.columns:
            assert found.counts.loc[row, column] == told.loc[row, column]
    assert found.summary["base"].iloc[0] == told.to_numpy().sum() == found.counts.to_numpy().sum()


def test_counts_agree_with_those_of_the_wave(wave: Wave) -> None:
    by = wave.counts("threat_state_territory", by="we_feeling_exists")
    table = survey.crosstab(wave, "threat_state_territory", "we_feeling_exists").counts
    for row in by.to_dict("records"):
        assert table.loc[row["code"], row["we_feeling_exists"]] == row["n"]


def test_missing_answers_are_left_out_pair_by_pair() -> None:
    summary = survey.crosstab(FRAME, "sex", "yes").summary.iloc[0]
    assert summary[["base", "missing_row", "missing_column", "missing_both"]].tolist() == [30, 1, 1, 0]


def test_percents_add_up_each_way() -> None:
    cells = survey.crosstab(FRAME, "sex", "yes").table
    assert cells.groupby("row")["row_percent"].sum().tolist() == pytest.approx([100, 100])
    assert cells.groupby("column")["column_percent"].sum().tolist() == pytest.approx([100, 100])
    assert cells["percent"].sum() == pytest.approx(100)


def test_the_summary_is_that_of_the_statistics() -> None:
    found = survey.crosstab(FRAME, "sex", "yes")
    table = [[5, 10], [12, 3]]
    assert found.counts.to_numpy().tolist() == table
    summary, told = found.summary.iloc[0], association(table)
    assert summary["model_p"] == freeman_halton(table).p
    assert (summary["v"], summary["model_v"], summary["model_chi_square"]) == (told.v, told.v_corrected, told.chi_square)
    assert summary["odds_ratio"] == pytest.approx(5 * 3 / (10 * 12))


def test_facts_come_first_and_what_assumes_a_sample_is_named_so() -> None:
    found = survey.crosstab(FRAME, "sex", "yes")
    for columns in (found.table.columns, found.summary.columns):
        model = [name.startswith("model_") for name in columns]
        assert model == sorted(model)
    assert found.assumes.code == "SQ-S100"
    assert found.assumes.params == {"n": 30}


def test_weighted_counts_stand_beside_the_others_and_change_no_test() -> None:
    weights = np.where(FRAME["sex"] == "f", 2.0, 0.5)
    plain, found = survey.crosstab(FRAME, "sex", "yes"), survey.crosstab(FRAME, "sex", "yes", weights=weights)
    assert found.table["n"].tolist() == plain.table["n"].tolist()
    assert found.table["weighted_n"].tolist() == [10, 20, 6, 1.5]
    assert found.table["weighted_row_percent"].tolist() == pytest.approx(found.table["row_percent"].tolist())
    assert found.summary["weighted_base"].iloc[0] == 37.5
    assert found.summary["model_p"].iloc[0] == plain.summary["model_p"].iloc[0]
    assert [problem.code for problem in found.warnings] == ["SQ-S116"]
    for wrong in ([1.0], [-1.0] * 32, ["a"] * 32):
        with pytest.raises(SurveyError):
            survey.crosstab(FRAME, "sex", "yes", weights=wrong)


def test_categories_keep_their_order_and_empty_ones_do_no_harm() -> None:
    found = survey.crosstab(FRAME, "town", "yes")
    assert list(found.counts.index) == ["B", "A", "C"]
    assert found.counts.loc["C"].tolist() == [0, 0]
    assert np.isfinite(found.summary["model_p"].iloc[0])


def test_a_question_with_one_answer_is_told() -> None:
    found = survey.crosstab(FRAME.assign(all="x"), "all", "yes")
    assert np.isnan(found.summary["model_p"].iloc[0])
    assert [problem.code for problem in found.warnings] == ["SQ-S113"]


def test_dont_know_is_an_answer_unless_valid_ones_are_asked_for(wave: Wave) -> None:
    item = next(item for item in wave.instrument.items if any(option.kind == "dont_know" for option in item.options))
    code = next(option.code for option in item.options if option.kind == "dont_know")
    found, valid = (survey.crosstab(wave, item.id, "we_feeling_exists", base=base) for base in ("answered", "valid"))
    assert code in found.counts.index
    assert code not in valid.counts.index
    gone = int(found.counts.loc[code].sum())
    assert valid.summary["base"].iloc[0] == found.summary["base"].iloc[0] - gone
    assert valid.summary["missing_row"].iloc[0] == found.summary["missing_row"].iloc[0] + gone


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("sex", "sex", "SQ-S140"),
        ("sex", "sexx", "SQ-S94"),
        ("sex", "nobody", "SQ-S103"),
    ],
)
def test_refusals_of_a_frame(row: str, column: str, code: str) -> None:
    with pytest.raises(SurveyError) as refusal:
        survey.crosstab(FRAME.assign(nobody=np.nan), row, column)
    assert refusal.value.code == code


def test_an_unknown_column_names_those_there_are() -> None:
    with pytest.raises(SurveyError, match=r"There are: a, b\."):
        survey.crosstab(pd.DataFrame({"a": [1, 2], "b": [1, 2]}), "a", "d")
    with pytest.raises(SurveyError, match=r"There are: 0, .*, 19, …"):
        survey.crosstab(pd.DataFrame([range(30)]), "a", "d")


def test_weights_that_are_none_name_those_of_a_wave(wave: Wave) -> None:
    with pytest.raises(SurveyError, match=r"`survey\.weighting\(wave\)\.weights\.fillna\(0\)`"):
        survey.crosstab(wave, "profession", "we_feeling_exists", weights=True)


def test_refusals_of_a_wave(wave: Wave) -> None:
    margins = load_wave(root() / "data" / "sovereignty-2022")
    for data, row, code in ((wave, "professionn", "SQ-D29"), (margins, "profession", "SQ-S01"), ("x", "profession", "SQ-S176")):
        with pytest.raises(SurveyError) as refusal:
            survey.crosstab(data, row, "we_feeling_exists")
        assert refusal.value.code == code


def test_the_same_seed_gives_the_same_estimate() -> None:
    generator = np.random.default_rng(1)
    frame = pd.DataFrame(generator.integers(0, 6, (150, 2)), columns=["a", "b"])
    first, second, other = (survey.crosstab(frame, "a", "b", seed=seed).summary["model_p"].iloc[0] for seed in (1, 1, 2))
    assert first == second != other


def test_a_number_and_its_text_are_one_answer() -> None:
    frame = pd.DataFrame({"x": [1, "1", 2, 2], "y": ["a", "b", "a", "b"]})
    assert survey.crosstab(frame, "x", "y").counts.to_numpy().tolist() == [[1, 1], [1, 1]]


def test_a_column_named_twice_is_refused() -> None:
    frame = pd.DataFrame([[1, 2, 1], [2, 1, 2]], columns=["x", "x", "y"])
    with pytest.raises(SurveyError) as caught:
        survey.crosstab(frame, "x", "y")
    assert caught.value.code == COLUMN_REPEATED


def test_of_very_many_people_the_odds_ratio_has_walds_interval_only() -> None:
    frame = pd.DataFrame({"x": ["a", "b"] * 6000, "y": (["c"] * 3 + ["d"]) * 3000})
    found = survey.crosstab(frame, "x", "y")
    assert found.warnings[-1].code == ODDS_NOT_EXACT
    assert np.isnan(found.summary.loc[0, "model_odds_low"])
    assert found.summary.loc[0, "model_odds_wald_low"] > 0
