"""Weights of a wave: what they give, and why they are refused."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from tests.analysis.conftest import Small, T

from survey.analysis.frequencies import frequencies
from survey.analysis.weighting import weighting
from survey.errors import (
    ANSWER_NOT_IN_FRAME,
    FRAME_CELL_EMPTY,
    NO_WEIGHTS,
    NOBODY_WEIGHTED,
    WEIGHTED_NO_SAMPLE,
    WEIGHTS_NOT_CONVERGED,
    Place,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.tables.frequency import frequency_table
from survey.wave.settings import Design, Weighting, WeightMethod
from survey.wave.wave import Wave

INDEX = Index("I", T, T, IndexModel.FORMATIVE, {"a": {"yes": 1, "no": 0}}, 1, T)


def wave_of(answers: dict[str, list[object]], margins: dict[str, dict[str, float]], **changes: object) -> Wave:
    """A wave of rows whose wave.yaml declares the margins."""
    wave = Small().rows(INDEX, answers)
    settings = Weighting(
        WeightMethod.RAKING,
        Text(en="A register"),
        MappingProxyType(margins),
        **changes,  # type: ignore[arg-type]
    )
    return replace(wave, settings=replace(wave.settings, weights=settings))


EIGHT = {"a": ["yes"] * 6 + ["no"] * 2, "b": ["yes", "no"] * 4}
HALF = {"a": {"yes": 0.5, "no": 0.5}}


def test_weighted_counts_stand_beside_the_others() -> None:
    wave = wave_of(EIGHT, HALF)
    counts = wave.counts("a", weights=True)
    assert counts["n"].tolist() == [6, 2, 0]
    assert counts["weighted_n"].tolist() == pytest.approx([4, 4, 0])
    assert counts["weighted_base"].tolist() == pytest.approx([8, 8, 8])
    found = frequencies(wave, "a")
    assert found["percent"].tolist() == [75, 25, 0]
    assert found["weighted_percent"].tolist() == pytest.approx([50, 50, 0])


def test_groups_have_weighted_counts_too() -> None:
    counts = wave_of(EIGHT, HALF).counts("a", by="b", weights=True)
    assert counts["n"].tolist() == [3, 1, 0, 3, 1, 0, 0, 0, 0]
    assert counts["weighted_n"].tolist() == pytest.approx([2, 2, 0, 2, 2, 0, 0, 0, 0])


def test_who_cannot_be_placed_in_the_frame_has_no_weight() -> None:
    """They stay in the unweighted count of another question."""
    wave = wave_of({"a": ["yes"] * 6 + ["no", "no", None], "b": ["yes"] * 9}, HALF)
    found = weighting(wave)
    assert found.weights.isna().tolist() == [False] * 8 + [True]
    assert found.summary["left_out"].tolist() == [1]
    counts = wave.counts("b", weights=True)
    assert counts["n"].iloc[0] == 9
    assert counts["weighted_n"].iloc[0] == pytest.approx(8)


def test_an_answer_of_people_without_a_weight_has_no_weighted_count() -> None:
    """An answer that nobody gave has a 0; two who did not answer the question of the frame have no weight."""
    wave = wave_of({"a": ["yes"] * 6 + ["no", "no", None, None], "b": ["yes"] * 8 + ["other"] * 2}, HALF)
    found = frequencies(wave, "b")
    assert found["n"].tolist() == [8, 0, 2]
    assert found["weighted_n"].tolist() == pytest.approx([8, 0, float("nan")], nan_ok=True)
    assert found["weighted_percent"].tolist() == pytest.approx([100, 0, float("nan")], nan_ok=True)
    row = frequency_table(found, wave.instrument.item("b"), "en").rows[2]
    assert [cell.replace("\xa0", " ") for cell in row[-2:]] == ["–", "–"]


def test_effective_n_and_design_effect() -> None:
    """Weights 2/3 for six and 2 for two people: 8² / (6 · 4/9 + 2 · 4) = 6."""
    found = weighting(wave_of(EIGHT, HALF))
    assert found.effective_n == pytest.approx(6)
    assert found.summary["design_effect"].iloc[0] == pytest.approx(8 / 6)


def test_a_nonprobability_wave_is_told_what_weights_do_not_do() -> None:
    wave = wave_of(EIGHT, HALF)
    volunteers = replace(wave, settings=replace(wave.settings, design=Design.NONPROBABILITY))
    assert [one.code for one in weighting(volunteers).warnings] == [WEIGHTED_NO_SAMPLE]
    assert weighting(wave).warnings == ()


@pytest.mark.parametrize(
    ("answers", "margins", "code"),
    [
        pytest.param(EIGHT, {"a": {"yes": 0.5, "no": 0.4, "other": 0.1}}, FRAME_CELL_EMPTY, id="empty cell"),
        pytest.param({"a": ["yes", "no", "other"]}, HALF, ANSWER_NOT_IN_FRAME, id="answer outside"),
        pytest.param({"a": ["yes", "no"]}, {"a": {"yes": 1.0, "no": 0.0}}, ANSWER_NOT_IN_FRAME, id="share 0"),
        pytest.param(
            {"a": ["yes", "no", None], "b": [None, None, "yes"]}, HALF | {"b": {"yes": 1.0}}, NOBODY_WEIGHTED, id="nobody"
        ),
        pytest.param(
            {"a": ["yes", "yes", "no", "no"], "b": ["yes", "yes", "no", "no"]},
            HALF | {"b": {"yes": 0.9, "no": 0.1}},
            WEIGHTS_NOT_CONVERGED,
            id="contradiction",
        ),
    ],
)
def test_refusals(answers: dict[str, list[object]], margins: dict[str, dict[str, float]], code: str) -> None:
    with pytest.raises(SurveyError) as refusal:
        weighting(wave_of(answers, margins))
    assert refusal.value.code == code


def test_limits_that_cannot_hold_are_refused() -> None:
    with pytest.raises(SurveyError) as refusal:
        weighting(wave_of(EIGHT, {"a": {"yes": 0.1, "no": 0.9}}, trim=(0.5, 1.5)))
    assert refusal.value.code == WEIGHTS_NOT_CONVERGED


def test_the_people_of_the_frame_are_told() -> None:
    assert weighting(wave_of(EIGHT, HALF, people=90)).summary["population"].tolist() == [90]
    assert weighting(wave_of(EIGHT, HALF)).summary["population"].isna().all()


def test_a_refusal_of_the_frame_names_its_file() -> None:
    wave = wave_of(EIGHT, {"a": {"yes": 0.5, "no": 0.4, "other": 0.1}}, place=Place("wave.yaml", line=9))
    with pytest.raises(SurveyError, match=r"^wave\.yaml, line 9: "):
        weighting(wave)


def test_no_frame_no_weights(small: Small) -> None:
    wave = small.rows(INDEX, EIGHT)
    for ask in (lambda: weighting(wave), lambda: wave.counts("a", weights=True)):
        with pytest.raises(SurveyError) as refusal:
            ask()
        assert refusal.value.code == NO_WEIGHTS


def joint(cells: dict[tuple[str, str], float], answers: dict[str, list[object]]) -> Wave:
    """A wave weighted by combinations of the answers to a and b."""
    margins: dict[str, dict[str, float]] = {"a": {}, "b": {}}
    for codes, share in cells.items():
        for item, code in zip("ab", codes, strict=True):
            margins[item][code] = margins[item].get(code, 0) + share
    wave = wave_of(answers, margins, cells=MappingProxyType(cells))
    assert wave.settings.weights is not None
    return replace(
        wave, settings=replace(wave.settings, weights=replace(wave.settings.weights, method=WeightMethod.POSTSTRATIFICATION))
    )


def test_each_combination_of_answers_gets_its_share() -> None:
    """Three, three, one, one of eight people for shares 0.1, 0.4, 0.3, 0.2: weights 8 · share / people."""
    cells = {("yes", "yes"): 0.1, ("yes", "no"): 0.4, ("no", "yes"): 0.3, ("no", "no"): 0.2}
    found = weighting(joint(cells, EIGHT))
    expected = [8 * 0.1 / 3, 8 * 0.4 / 3] * 3 + [8 * 0.3, 8 * 0.2]
    assert found.weights.tolist() == pytest.approx(expected)


def test_a_combination_without_people_or_without_a_share_is_named() -> None:
    with pytest.raises(SurveyError) as refusal:
        weighting(joint({("yes", "yes"): 0.5, ("no", "no"): 0.5}, {"a": ["yes", "yes", "no"], "b": ["yes", "no", "yes"]}))
    told = [(one.code, one.params["item"], one.params["answer"]) for one in refusal.value.problems]
    assert told == [
        (ANSWER_NOT_IN_FRAME, "a × b", "yes × no"),
        (ANSWER_NOT_IN_FRAME, "a × b", "no × yes"),
        (FRAME_CELL_EMPTY, "a × b", "no × no"),
    ]
