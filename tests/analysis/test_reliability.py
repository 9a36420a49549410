"""Reliability of columns, of questions and of indices, and what is refused by name."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey.analysis.index_scores import indices
from survey.analysis.reliability import reliability
from survey.errors import SurveyError
from survey.i18n.catalogue import say
from survey.i18n.problems import tell
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel, Instrument, Item, ItemKind, Level, Option, OptionKind, Row, Section
from survey.shipped import root
from survey.stats.codes import from_frame
from survey.stats.pair_counts import from_tables
from survey.stats.reliability import reliability as of_codes
from survey.wave.load import load_wave
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
AGREE = (
    Option("yes", 5, T),
    Option("partly", 3, T),
    Option("no", 1, T),
    Option("unsure", 8, T, OptionKind.DONT_KNOW),
)
FORWARD = {"yes": 1.0, "partly": 0.5, "no": 0.0, "unsure": None}
BACKWARD = {"yes": 0.0, "partly": 0.5, "no": 1.0, "unsure": None}
SORTS = {"green": 1.0, "black": 0.0}
TRUST = {"shop": FORWARD, "market": FORWARD, "cheated": BACKWARD, "weighed": FORWARD}
QUESTIONS = tuple(TRUST)


def item(name: str, kind: ItemKind, level: Level, options: tuple[Option, ...]) -> Item:
    return Item(name, "1", "s", kind, level, T, T, options)


def index(name: str, model: IndexModel, scores: dict[str, Any] = TRUST) -> Index:
    return Index(name, T, T, model, scores, 2, T)


COLOURS = (Option("green", 1, T), Option("black", 2, T))
QUESTIONNAIRE = Instrument(
    "tea",
    "1",
    ("en",),
    T,
    (Section("s", "1", T),),
    (
        *(item(name, ItemKind.SINGLE, Level.ORDINAL, AGREE) for name in QUESTIONS),
        item("colour", ItemKind.SINGLE, Level.NOMINAL, COLOURS),
        item("sorts", ItemKind.MULTIPLE, Level.NOMINAL, COLOURS),
    ),
    (
        *(index(model.value, model) for model in IndexModel),
        index("short", IndexModel.REFLECTIVE, {name: TRUST[name] for name in ("shop", "market")}),
        index("ticks", IndexModel.REFLECTIVE, {**TRUST, "sorts": SORTS}),
    ),
)


@pytest.fixture(scope="module")
def wave() -> Wave:
    rng = np.random.default_rng(6)
    people = 300
    latent = rng.normal(size=(people, 1)) + rng.normal(size=(people, 4))
    latent[:, 2] *= -1
    table = np.array(["no", "partly", "yes"])[np.digitize(latent, [-0.7, 0.7])].astype(object)
    table[rng.random(table.shape) < 0.04] = "unsure"
    answers = pd.DataFrame(table, columns=list(QUESTIONS))
    answers["colour"] = rng.choice(["green", "black"], people)
    for column in ("sorts.green", "sorts.black"):
        answers[column] = pd.array(rng.integers(0, 2, people) > 0, dtype="boolean")
    return wave_of(QUESTIONNAIRE, answers)


def wave_of(questionnaire: Instrument, answers: pd.DataFrame) -> Wave:
    responses = Responses(questionnaire, answers, answers, answers, answers[[]], Source("tea.csv", ""))
    settings = Settings("w", "tea", WaveKind.MICRODATA, T, Design.SRS, len(answers), T)
    return Wave(settings, questionnaire, responses, None, no_changes(), Provenance({}, ""))


def with_answers(wave: Wave, answers: pd.DataFrame) -> Wave:
    return wave_of(wave.instrument, answers)


def codes(result: Any) -> set[str]:
    return {one.code for one in result.warnings}


def refused(*arguments: Any, **options: Any) -> SurveyError:
    with pytest.raises(SurveyError) as caught:
        reliability(*arguments, **{"bootstrap": 0, **options})
    return caught.value


# -- what comes out ----------------------------------------------------------------------------------------------------
def test_a_frame_is_its_codes() -> None:
    frame = pd.DataFrame(np.random.default_rng(1).integers(0, 2, (100, 5)), columns=list("abcde"))
    assert reliability(frame, bootstrap=0).alpha == of_codes(from_frame(frame), bootstrap=0).alpha
    some = reliability(frame, items=["e", "b", "a"], bootstrap=0)
    assert list(some.items.index) == ["e", "b", "a"]
    weights = np.arange(100) % 3
    assert reliability(frame, weights=weights, bootstrap=0).n == weights.sum()


def test_questions_keep_the_direction_of_their_values(wave: Wave) -> None:
    """Nothing is reversed by itself: the item that was asked the other way round is named."""
    found = reliability(wave, items=QUESTIONS, bootstrap=0)
    (problem,) = (one for one in found.warnings if one.code == "SQ-S82")
    assert problem.params["items"] == ("cheated",)
    assert found.items["mean"].between(1, 5).all()
    assert "SQ-S46" in codes(found)  # "don't know" is a missing answer


def test_an_index_scores_its_items(wave: Wave) -> None:
    """As the same answers reversed by hand."""
    found = reliability(wave, index="reflective", bootstrap=0)
    values = wave.answers[list(QUESTIONS)].apply(lambda column: column.map({"yes": 1.0, "partly": 0.5, "no": 0.0}))
    by_hand = reliability(values.assign(cheated=1 - values["cheated"]), bootstrap=0)
    assert found.alpha == pytest.approx(by_hand.alpha, abs=1e-14)
    assert found.omega_categorical == pytest.approx(by_hand.omega_categorical, abs=1e-9)
    assert found.items["item_rest"].min() > 0.2
    assert not {"SQ-S82", "SQ-S45"} & codes(found)


def test_some_items_of_an_index(wave: Wave) -> None:
    found = reliability(wave, index="reflective", items=["weighed", "cheated", "shop"], bootstrap=0)
    assert list(found.items.index) == ["weighed", "cheated", "shop"]


def test_intervals_of_an_index(wave: Wave) -> None:
    found = reliability(wave, index="reflective", bootstrap=100)
    assert found.omega_categorical_low < found.omega_categorical < found.omega_categorical_high


def tables() -> dict[tuple[str, str], list[list[int]]]:
    """Of every two of four yes/no items; "a" to "c" go together."""
    alike, apart = [[35, 15], [15, 35]], [[25, 25], [25, 25]]
    return {(one, two): apart if two == "d" else alike for one, two in combinations("abcd", 2)}


def test_tables_of_pairs() -> None:
    """As `survey.correlation` takes them: a mapping, an array, counts; as rows, whose answers have the same counts."""
    found = reliability(tables(), bootstrap=0)
    assert list(found.items.index) == list("abcd")
    assert found.n == found.n_pairs == 100
    counts = from_tables(tables())
    assert reliability(counts, bootstrap=0).omega_categorical == found.omega_categorical
    assert reliability(counts.table, bootstrap=0).alpha == found.alpha
    some = reliability(tables(), items=["c", "a", "b"], bootstrap=0)
    assert list(some.items.index) == ["c", "a", "b"]
    assert some.alpha == pytest.approx(3 / 2 * (1 - 3 / (3 + 6 * 0.4)), abs=1e-12)  # the correlation of any two is .4
    frame = pd.DataFrame(np.random.default_rng(4).integers(0, 2, (80, 4)), columns=list("abcd"))
    counted = {(one, two): pd.crosstab(frame[one], frame[two]) for one, two in combinations("abcd", 2)}
    rows = reliability(frame, bootstrap=0)
    assert reliability(counted, bootstrap=0).omega_categorical == pytest.approx(rows.omega_categorical, abs=1e-9)


def test_nobody_can_be_drawn_from_tables() -> None:
    found = refused(tables(), bootstrap=100)
    assert found.code == "SQ-S01"
    assert refused(tables(), index="reflective").code == "SQ-S87"
    assert refused(tables(), items=["a", "b", "e"]).problems[0].params["column"] == "e"


def test_weights_of_a_wave_are_repeated_rows(wave: Wave) -> None:
    weights = np.arange(300) % 3
    for options in ({"items": QUESTIONS}, {"index": "reflective"}):
        found = reliability(wave, weights=weights, bootstrap=0, **options)
        again = wave.answers.loc[wave.answers.index.repeat(weights)]
        rows = reliability(with_answers(wave, again), bootstrap=0, **options)
        assert found.n == rows.n
        assert found.alpha == pytest.approx(rows.alpha, abs=1e-12)
        assert found.alpha_low == pytest.approx(rows.alpha_low, abs=1e-12)


# -- rows of a matrix --------------------------------------------------------------------------------------------------
ROWS = ("price", "taste", "smell")
GRID = replace(item("content", ItemKind.MATRIX, Level.ORDINAL, AGREE), rows=tuple(Row(code, T) for code in ROWS))
GRIDDED = tuple(f"content.{code}" for code in ROWS)


@pytest.fixture(scope="module")
def grid() -> Wave:
    """Contentment with three things, asked in a matrix; the index reverses none, and takes "unsure" for no answer."""
    made = index("C", IndexModel.REFLECTIVE, dict.fromkeys(GRIDDED, FORWARD))
    questionnaire = replace(QUESTIONNAIRE, items=(GRID,), indices=(made,))
    rng = np.random.default_rng(7)
    latent = rng.normal(size=(200, 1)) + rng.normal(size=(200, 3))
    table = np.array(["no", "partly", "yes"])[np.digitize(latent, [-0.7, 0.7])].astype(object)
    table[0], table[1, 1:] = "unsure", "unsure"
    answers = pd.DataFrame(table, columns=list(GRIDDED)).rename_axis("respondent")
    return wave_of(questionnaire, answers)


def test_rows_of_a_matrix_are_items(grid: Wave) -> None:
    by_row = reliability(grid, items=GRIDDED, bootstrap=0)
    assert tuple(by_row.items.index) == GRIDDED
    assert reliability(grid, items=["content"], bootstrap=0).alpha == by_row.alpha
    by_index = reliability(grid, index="C", bootstrap=0)
    assert tuple(by_index.items.index) == GRIDDED
    # Scores 0, 0.5, 1 and values 1, 3, 5 are the same answers on two scales.
    assert by_index.alpha == pytest.approx(by_row.alpha, abs=1e-12)
    assert by_index.n == 199
    assert refused(grid, items=[*GRIDDED[:2], "content.colour"]).problems[0].params["nearest"] is not None


def test_indices_of_rows_of_a_matrix(grid: Wave) -> None:
    found = indices(grid)
    assert found["items"].eq(3).all()
    assert found["answered"].tolist()[:2] == [0, 1]
    assert found["value"].isna().tolist()[:2] == [True, True]  # a value needs two answers
    scores = grid.answers.iloc[2:].apply(lambda column: column.map({"yes": 1.0, "partly": 0.5, "no": 0.0}))
    assert found["value"].iloc[2:].to_numpy() == pytest.approx(100 * scores.mean(axis=1).to_numpy(), abs=1e-12)


# -- what is refused ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", [model.value for model in IndexModel if model is not IndexModel.REFLECTIVE])
def test_an_index_that_is_no_scale(wave: Wave, model: str) -> None:
    found = refused(wave, index=model)
    assert found.code == "SQ-S81"
    assert found.problems[0].params == {"index": model, "model": model}
    assert "survey.index_summary" in str(found)
    # A reader of Kazakh or Russian is told the model in that language, with the word that the file has.
    for language in ("kk", "ru"):
        name = say(f"models.{model}", language)
        assert name in tell(found.problems[0], language)
        assert name.endswith(f" ({model})")


def test_two_items(wave: Wave) -> None:
    found = refused(wave, index="short")
    assert found.code == "SQ-S80"
    assert found.problems[0].params["items"] == ("shop", "market")
    assert refused(wave, items=["shop", "market"]).code == "SQ-S80"


def test_a_wave_is_no_scale(wave: Wave) -> None:
    assert refused(wave).code == "SQ-S80"


def test_questions_without_order_are_named(wave: Wave) -> None:
    found = refused(wave, items=[*QUESTIONS, "colour"])
    assert found.code == "SQ-S34"
    assert found.problems[0].params["item"] == "colour"
    assert refused(wave, items=[*QUESTIONS, "sorts"]).code == "SQ-S35"
    assert refused(wave, index="ticks").code == "SQ-S11"


def test_names_that_are_not_there(wave: Wave) -> None:
    assert refused(wave, index="reflectiv").problems[0].params["nearest"] == "reflective"
    assert refused(wave, items=["shop", "market", "cheatd"]).problems[0].params["nearest"] == "cheated"
    assert refused(wave, index="reflective", items=["colour"]).problems[0].params["column"] == "colour"
    assert refused(pd.DataFrame({"a": [1], "b": [1]}), items=["a", "c"]).problems[0].params["column"] == "c"


def test_an_index_needs_a_questionnaire() -> None:
    assert refused(pd.DataFrame({"a": [0, 1], "b": [0, 1], "c": [1, 0]}), index="reflective").code == "SQ-S87"


def test_what_is_no_data(wave: Wave) -> None:
    assert refused([[0, 1], [1, 0]]).code == "SQ-S36"
    assert refused(wave, items=QUESTIONS, weights=[1] * 299).code == "SQ-S23"
    assert refused(tables(), weights=[1] * 300).code == "SQ-S23"


def test_a_wave_of_margins_has_no_rows() -> None:
    margins = load_wave(root() / "data" / "sovereignty-2022")
    reflective = next(one.id for one in margins.instrument.indices if one.model is IndexModel.REFLECTIVE)
    for options in ({"index": reflective}, {"items": ["profession"]}):
        found = refused(margins, **options)
        assert found.code == "SQ-S01"
        assert found.problems[0].params["what"] == "reliability"
