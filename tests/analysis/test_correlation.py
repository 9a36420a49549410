"""What a questionnaire says of the order of answers, and every way to hand data over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import survey
from survey.analysis.correlation import correlation, ordered_answers
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, OptionKind, Row, Section
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
YES_NO = (Option("yes", 1, T), Option("no", 2, T), Option("unsure", 8, T, OptionKind.DONT_KNOW))
AGREE = (
    Option("strongly", 5, T),
    Option("neutral", 3, T),
    Option("not", 1, T),
    Option("depends", 6, T, OptionKind.OTHER),
    Option("no_answer", 9, T, OptionKind.REFUSED),
)


def item(name: str, kind: ItemKind, level: Level, options: tuple[Option, ...] = (), rows: tuple[Row, ...] = ()) -> Item:
    return Item(name, "1", "s", kind, level, T, T, options, rows=rows)


TEA = (
    item("likes", ItemKind.SINGLE, Level.BINARY, YES_NO),
    item("agrees", ItemKind.SINGLE, Level.ORDINAL, AGREE),
    item("trust", ItemKind.MATRIX, Level.ORDINAL, AGREE, (Row("shop", T), Row("market", T))),
    item("colour", ItemKind.SINGLE, Level.NOMINAL, (Option("green", 1, T), Option("black", 2, T), Option("white", 3, T))),
    item("sorts", ItemKind.MULTIPLE, Level.NOMINAL, (Option("green", 1, T), Option("black", 2, T))),
    item("cups", ItemKind.NUMBER, Level.INTERVAL),
    item("why", ItemKind.TEXT, Level.NOMINAL),
)


@pytest.fixture
def wave() -> Wave:
    rng = np.random.default_rng(6)
    people = 200
    answers = pd.DataFrame(
        {
            "likes": rng.choice(["yes", "no", "unsure", None], people),
            "agrees": rng.choice(["strongly", "neutral", "not", "depends", "no_answer"], people),
            "trust.shop": rng.choice(["strongly", "neutral", "not"], people),
            "trust.market": rng.choice(["strongly", "neutral", "not"], people),
            "colour": rng.choice(["green", "black"], people),
            "sorts.green": pd.array(rng.integers(0, 2, people) > 0, dtype="boolean"),
            "sorts.black": pd.array(rng.integers(0, 2, people) > 0, dtype="boolean"),
            "cups": pd.array(rng.integers(0, 30, people), dtype="Float64"),
            "why": pd.array(["because"] * people, dtype="string"),
        }
    )
    questionnaire = Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), TEA)
    responses = Responses(questionnaire, answers, answers, answers, answers[[]], Source("tea.csv", ""))
    settings = Settings("w", "tea", WaveKind.MICRODATA, T, Design.SRS, people, T)
    return Wave(settings, questionnaire, responses, None, no_changes(), Provenance({}, ""))


def test_the_order_is_that_of_the_values(wave: Wave) -> None:
    """Not that of the list; "don't know", refusals and "other" are missing. Of two answers the first one is the higher."""
    found = ordered_answers(wave, ["likes", "agrees"])
    assert (found["likes"].astype(float) == wave.answers["likes"].map({"yes": 2.0, "no": 1.0}))[found["likes"].notna()].all()
    assert found["likes"].cat.categories.tolist() == [1, 2]
    assert found["agrees"].cat.categories.tolist() == [1, 3, 5]
    assert found["likes"].notna().sum() == wave.answers["likes"].isin(["yes", "no"]).sum()
    assert found["agrees"].notna().sum() == wave.answers["agrees"].isin(["strongly", "neutral", "not"]).sum()


def test_a_wave_is_its_frame_of_values(wave: Wave) -> None:
    values = {"strongly": 5, "neutral": 3, "not": 1, "yes": 2, "no": 1}
    names = ["likes", "agrees", "trust.shop", "trust.market"]
    frame = wave.answers[names].map(lambda answer: values.get(answer, np.nan)).astype(float)
    found = correlation(wave, items=["likes", "agrees", "trust"])
    assert found.items == tuple(names)
    for name in ("matrix", "n", "pearson"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(correlation(frame), name), rtol=0, atol=0)


def test_by_default_all_that_have_an_order(wave: Wave) -> None:
    found = correlation(wave)
    assert found.items == ("likes", "agrees", "trust.shop", "trust.market", "cups")
    assert found.kind == "pearson"
    assert correlation(wave, items=["likes", "trust.shop"]).kind == "polychoric"


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        (["likes", "colour"], ["SQ-S34"]),
        (["sorts", "colour", "why"], ["SQ-S35", "SQ-S34", "SQ-S35"]),
        (["likes", "agree"], ["SQ-D29"]),
    ],
)
def test_refused_questions_are_named(wave: Wave, items: list[str], codes: list[str]) -> None:
    with pytest.raises(SurveyError) as refused:
        correlation(wave, items=items)
    assert [problem.code for problem in refused.value.problems] == codes


def test_margins_do_not_know_who_answered_what() -> None:
    with pytest.raises(SurveyError) as refused:
        survey.correlation(survey.load_wave("sovereignty-2022"))
    assert refused.value.code == "SQ-S01"


def test_the_simulated_wave_of_2022() -> None:
    found = survey.correlation(survey.load_wave("sovereignty-2022-demo"))
    assert found.kind == "tetrachoric"
    assert np.abs(found.matrix.to_numpy()).max() <= 1
    assert {item.level for item in survey.load_instrument("sovereignty-2022").items if item.id in found.items} == {Level.BINARY}


def test_some_columns_of_a_frame_and_of_tables() -> None:
    rng = np.random.default_rng(8)
    frame = pd.DataFrame(rng.integers(0, 2, (100, 3)), columns=list("abc"))
    tables = {(a, b): pd.crosstab(frame[a], frame[b]) for a, b in ("ab", "ac", "bc")}
    expected = correlation(frame[["c", "a"]]).matrix
    for data in (frame, tables):
        pd.testing.assert_frame_equal(correlation(data, items=["c", "a"]).matrix, expected, rtol=0, atol=1e-12)
        with pytest.raises(SurveyError) as refused:
            correlation(data, items=["a", "d"])
        assert refused.value.code == "SQ-S94"


@pytest.mark.parametrize(("data", "weights", "code"), [([1, 2], None, "SQ-S36"), ({("a", "b"): [[1, 2], [3, 4]]}, [1], "SQ-S23")])
def test_other_data(data: Any, weights: Any, code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        correlation(data, weights=weights)
    assert refused.value.code == code
