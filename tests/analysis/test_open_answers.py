"""Numbers against the statistics module and hand counts; classes hold every number once; texts are only counted."""

from __future__ import annotations

import statistics
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.analysis.open_answers import MOST_BINS, answered, classes, number_summary
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Section
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
AGE = Item("age", "1", "s", ItemKind.NUMBER, Level.INTERVAL, T, T)
WHY = Item("why", "2", "s", ItemKind.TEXT, Level.NOMINAL, T, T)


def wave(numbers: list[float | None], missing: str = "skipped") -> Wave:
    """Everybody wrote a text; who gave no number did so for one reason."""
    index = pd.RangeIndex(1, len(numbers) + 1, name="respondent")
    ages = pd.Series(numbers, index=index, dtype="Float64")
    answers = pd.DataFrame({"age": ages, "why": pd.Series("because", index=index, dtype="string")})
    kinds = pd.DataFrame({"age": pd.Series(missing, index=index, dtype="string").where(ages.isna()), "why": pd.NA}, index=index)
    questionnaire = Instrument("x", "1", ("en",), T, (Section("s", "1", T),), (AGE, WHY))
    about = Settings("w", "x", WaveKind.MICRODATA, T, Design.SRS, len(numbers), T)
    responses = Responses(questionnaire, answers, kinds, answers.astype("string"), pd.DataFrame(index=index), Source("x", ""))
    return Wave(about, questionnaire, responses, None, no_changes(), Provenance({}, ""))


def test_the_figures_of_seven_ages() -> None:
    found = number_summary(wave([18, 20, 22, 30, 41, 55, 60, None, None], "not_asked"), "age").iloc[0]
    assert found.to_dict() == {
        "n": 7,
        "minimum": 18,
        "lower_quartile": 21,  # half way between 20 and 22
        "median": 30,
        "mean": pytest.approx(246 / 7, abs=1e-12),
        "upper_quartile": 48,  # half way between 41 and 55
        "maximum": 60,
        "standard_deviation": pytest.approx(statistics.stdev([18, 20, 22, 30, 41, 55, 60]), abs=1e-12),
        "not_asked": 2,
        "skipped": 0,
        "refused": 0,
        "dont_know": 0,
        "not_recorded": 0,
    }


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_quartiles_are_those_of_the_statistics_module(numbers: list[float]) -> None:
    """Its "inclusive" method is the same definition; both compute in floating point, so they differ by rounding alone."""
    found = number_summary(wave(list(numbers)), "age").iloc[0]
    ours = found[["lower_quartile", "median", "upper_quartile"]].tolist()
    assert ours == pytest.approx(statistics.quantiles(numbers, n=4, method="inclusive"), rel=1e-9, abs=1e-9)


def test_one_answer_has_no_spread_and_none_has_no_figures() -> None:
    one = number_summary(wave([4.5, None]), "age").iloc[0]
    assert (one["median"], one["n"], one["skipped"]) == (4.5, 1, 1)
    assert pd.isna(one["standard_deviation"])
    nobody = number_summary(wave([None, None]), "age")
    assert nobody.loc[:, "minimum":"standard_deviation"].isna().all(axis=None)
    assert classes(wave([None, None]), "age").empty


def test_few_numbers_are_classes_of_their_own_and_gaps_are_shown() -> None:
    found = classes(wave([1, 1, 3, 4]), "age")
    assert found[["first", "last", "low"]].to_numpy().tolist() == [[1, 1, 2], [2, 2, 0], [3, 3, 1], [4, 4, 1]]
    assert found["base"].unique().tolist() == [4]


def test_ages_are_classed_by_round_numbers() -> None:
    """Sturges: 8 answers, 4 classes at most; tens would make 7, so the width is 20 years."""
    found = classes(wave([18, 19, 22, 30, 41, 55, 60, 79]), "age")
    assert found[["first", "last", "low"]].to_numpy().tolist() == [[0, 19, 2], [20, 39, 2], [40, 59, 2], [60, 79, 2]]


def test_decimals_make_classes_that_do_not_overlap() -> None:
    found = classes(wave([0.1, 0.25, 1.9, 2.0]), "age")
    assert found[["first", "last", "low"]].to_numpy().tolist() == [[0, 0.99, 2], [1, 1.99, 1], [2, 2.99, 1]]


NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-1000, 1000, places=2)).map(float)


@given(st.lists(NUMBERS, min_size=1, max_size=60))
def test_every_number_is_in_one_class(numbers: list[float]) -> None:
    found = classes(wave(list(numbers)), "age")
    assert 1 <= len(found) <= MOST_BINS
    counted = [
        sum(first <= number <= last for number in numbers) for first, last in zip(found["first"], found["last"], strict=True)
    ]
    assert found["low"].tolist() == found["high"].tolist() == counted
    assert sum(counted) == len(numbers)


def test_a_text_is_counted() -> None:
    assert answered(wave([1, None]), "why").iloc[0].to_dict() == {
        "n": 2,
        "not_asked": 0,
        "skipped": 0,
        "refused": 0,
        "dont_know": 0,
        "not_recorded": 0,
    }


@pytest.mark.parametrize("statistic", [number_summary, classes, answered])
def test_margins_and_other_questions_are_refused(statistic) -> None:
    full = wave([1, 2])
    cases = [(replace(full, responses=None), "age", "SQ-S01"), (full, "agee", "SQ-D29")]
    cases += [(full, "why", "SQ-S14")] if statistic is not answered else []
    for given_wave, item, code in cases:
        with pytest.raises(SurveyError) as found:
            statistic(given_wave, item)
        assert found.value.code == code
