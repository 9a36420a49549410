"""The gate against R, against itself turned around, and against whatever hypothesis comes up with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.stats.codes import from_frame
from survey.stats.correlation import Correlation, correlate
from survey.stats.pair_counts import count

SETS = ("lsat6", "syn96", "syn96na", "syn1000", "hs39")


def of(frame: pd.DataFrame, **options: Any) -> Correlation:
    """All items that vary at all, unless the test says otherwise."""
    return correlate(from_frame(frame, options.pop("weights", None)), **{"least_share": 0, **options})


def apart(found: pd.DataFrame, expected: np.ndarray) -> float:
    """The largest deviation."""
    return float(np.abs(found.to_numpy() - expected).max())


# -- against R ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("correct", ["lavaan", "psych", "none"])
@pytest.mark.parametrize("name", SETS)
def test_tetrachoric(oracles: Any, name: str, correct: str) -> None:
    """1e-8: the roots in R are exact to 1e-13, and ours end with a step below 1e-12; measured 3e-13."""
    found = of(oracles.data(name), kind="tetrachoric", correct=correct)
    assert apart(found.matrix, oracles.matrix(name, f"tetrachoric_exact_{correct}")) < 1e-8


@pytest.mark.parametrize("name", SETS)
def test_lavaan_itself(oracles: Any, name: str) -> None:
    """1e-6: lavaan's optimiser stops there; measured 5e-8."""
    assert apart(of(oracles.data(name)).matrix, oracles.matrix(name, "lavCor")) < 1e-6


@pytest.mark.parametrize("name", SETS)
def test_smoothed(oracles: Any, name: str) -> None:
    """1e-8: smoothing adds nothing but the rounding of an eigendecomposition; measured 3e-13."""
    found = of(oracles.data(name), correct="psych")
    assert apart(found.smoothed, oracles.matrix(name, "tetrachoric_exact_psych_smoothed")) < 1e-8
    assert found.was_smoothed == (name in ("syn96", "syn96na"))
    assert found.moved == pytest.approx(apart(found.smoothed, found.matrix.to_numpy()), abs=0)
    assert found.smallest_eigenvalue_smoothed == pytest.approx(np.linalg.eigvalsh(found.smoothed)[0], abs=1e-14)


@pytest.mark.parametrize("name", SETS)
def test_pearson_and_n(oracles: Any, name: str) -> None:
    """1e-12: both sides round a few dozen operations in double precision; measured 1e-16. Numbers of people are exact."""
    found = of(oracles.data(name), kind="pearson")
    assert apart(found.matrix, oracles.matrix(name, "pearson")) < 1e-12
    assert apart(found.n, oracles.matrix(name, "pairwise_n")) == 0
    assert apart(of(oracles.data(name)).pearson, found.matrix.to_numpy()) == 0


@pytest.mark.parametrize("name", SETS)
def test_thresholds(oracles: Any, name: str) -> None:
    """1e-8: R prints 15 digits of qnorm; measured 5e-15."""
    found = np.array([cut for cuts in of(oracles.data(name)).thresholds.values() for cut in cuts])
    assert np.abs(found - oracles.matrix(name, "thresholds_psych")[:, 0]).max() < 1e-8
    printed = oracles.json(name, "lavCor_thresholds")["thresholds"].values()
    assert np.abs(found - list(printed)).max() < 1e-8


def test_three_categories(oracles: Any) -> None:
    """1e-6 for correlations, where lavaan stops (measured 3e-8); 1e-8 for thresholds."""
    printed = oracles.json("hs39", "lavaan_ord3")
    found = of(oracles.data("hs39_ord3"))
    assert found.kind == "polychoric"
    assert apart(found.matrix, np.array(printed["polychoric"]["values"])) < 1e-6
    cuts = [cut for item in printed["polychoric"]["rows"] for cut in found.thresholds[item]]
    assert np.abs(np.array(cuts) - list(printed["thresholds"].values())).max() < 1e-8


@pytest.mark.parametrize(
    ("data", "name", "file"),
    [("hs39", "hs39", "lavaan_binary"), ("hs39_ord3", "hs39", "lavaan_ord3"), ("syn96", "syn96", "lavaan_binary")],
)
def test_standard_errors(oracles: Any, data: str, name: str, file: str) -> None:
    """1e-6: lavaan takes the variance at its own correlations, which are good to 1e-7; measured 5e-9, empty cells included."""
    printed = oracles.json(name, file)
    frame = oracles.data(data)
    variance = np.array(printed["gamma_diag"][len(printed["thresholds"]) :]) / len(frame)
    rows, columns = np.triu_indices(frame.shape[1], 1)
    found = of(frame).standard_errors.to_numpy()[columns, rows]
    assert np.abs(found - np.sqrt(variance)).max() < 1e-6


# -- empty cells -------------------------------------------------------------------------------------------------------
def test_corrected_pairs_are_told(oracles: Any) -> None:
    found = of(oracles.data("syn96"))
    assert len(found.corrected) == 10
    assert sum("q24" not in (pair.first, pair.second) for pair in found.corrected) == 1
    assert ("q13", "q21") in {(pair.first, pair.second) for pair in found.corrected}
    assert all(pair.empty == 1 and pair.rho == found.matrix.loc[pair.first, pair.second] for pair in found.corrected)
    assert not found.boundary
    assert {problem.code for problem in found.warnings} == {"SQ-S41", "SQ-S43", "SQ-S44"}


def test_a_limit_is_never_silent(oracles: Any) -> None:
    found = of(oracles.data("syn96"), correct="none")
    limits = {(pair.first, pair.second) for pair in found.boundary}
    rows, columns = np.nonzero(np.triu(np.abs(found.matrix.to_numpy()) == 1, 1))
    assert limits == {(found.items[i], found.items[j]) for i, j in zip(rows, columns, strict=True)}
    assert len(limits) == 10
    assert not found.corrected
    assert "SQ-S42" in {problem.code for problem in found.warnings}
    assert all(np.isnan(found.standard_errors.loc[pair]) for pair in limits)


def test_perfect_agreement_is_a_limit_for_lavaan_and_not_for_psych() -> None:
    frame = pd.DataFrame({"a": [0] * 40 + [1] * 60, "b": [0] * 40 + [1] * 60})
    assert of(frame).matrix.loc["a", "b"] == 1
    assert [pair.empty for pair in of(frame).boundary] == [2]
    assert 0.9 < of(frame, correct="psych").matrix.loc["a", "b"] < 1


def test_nothing_is_added_to_larger_tables() -> None:
    """Savalei (2011). The table has empty cells and an ordinary maximum."""
    frame = pd.DataFrame({"a": [0] * 20 + [1] * 30 + [2] * 20, "b": [0] * 10 + [1] * 40 + [2] * 18 + [0] * 2})
    values = {of(frame, correct=correct).matrix.loc["a", "b"] for correct in ("lavaan", "psych", "none")}
    assert len(values) == 1
    assert 0 < values.pop() < 1
    assert not of(frame).corrected


# -- what is left out --------------------------------------------------------------------------------------------------
def test_constant_and_near_constant_items_are_left_out() -> None:
    frame = pd.DataFrame(
        {"a": [0, 1] * 50, "b": [0, 0, 1, 1] * 25, "rare": [1] * 4 + [0] * 96, "same": 1, "five": [1] * 5 + [0] * 95}
    )
    found = correlate(from_frame(frame))
    assert found.items == ("a", "b", "five")
    assert [(one.item, one.reason, one.outside) for one in found.left_out] == [
        ("rare", "near_constant", 0.04),
        ("same", "constant", 0),
    ]
    assert of(frame).items == ("a", "b", "rare", "five")
    assert "SQ-S40" in {problem.code for problem in found.warnings}


def test_what_is_left_out_does_not_touch_the_others(oracles: Any) -> None:
    frame = oracles.data("syn96")
    assert apart(correlate(from_frame(frame)).matrix, of(frame.drop(columns="q24")).matrix.to_numpy()) == 0


# -- exact symmetries --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["syn96na", "hs39_ord3"])
@pytest.mark.parametrize("kind", ["auto", "pearson"])
def test_order_of_items_and_rows(oracles: Any, name: str, kind: str) -> None:
    """1e-12: the other order rounds differently and ends with another step below 1e-12."""
    frame = oracles.data(name)
    found = of(frame, kind=kind)
    turned = of(frame.iloc[::-1, ::-1], kind=kind).matrix.loc[list(found.items), list(found.items)]
    assert apart(turned, found.matrix.to_numpy()) < 1e-12
    assert apart(of(frame.sample(frac=1, random_state=3), kind=kind).matrix, found.matrix.to_numpy()) < 1e-14


@pytest.mark.parametrize("correct", ["lavaan", "psych", "none"])
@pytest.mark.parametrize("name", ["syn96na", "hs39_ord3"])
def test_a_reversed_item_changes_the_sign(oracles: Any, name: str, correct: str) -> None:
    """1e-11: two searches, each ended with a step below 1e-12, on thresholds that are rounded differently."""
    frame = oracles.data(name)
    first = frame.columns[0]
    sign = np.where(frame.columns == first, -1, 1)
    found = of(frame, correct=correct)
    turned = of(frame.assign(**{first: -frame[first]}), correct=correct)
    assert apart(turned.matrix, found.matrix.to_numpy() * np.outer(sign, sign)) < 1e-11
    assert np.nanmax(np.abs(turned.standard_errors - found.standard_errors)) < 1e-9


@pytest.mark.parametrize("correct", ["lavaan", "psych", "none"])
@pytest.mark.parametrize("name", ["syn96na", "hs39_ord3"])
@pytest.mark.parametrize("kind", ["auto", "pearson"])
def test_weights_are_repeated_rows(oracles: Any, name: str, kind: str, correct: str) -> None:
    frame = oracles.data(name)
    weights = np.random.default_rng(5).integers(0, 4, len(frame))
    weighted = of(frame, kind=kind, correct=correct, weights=weights)
    repeated = of(frame.loc[frame.index.repeat(weights)], kind=kind, correct=correct)
    assert apart(weighted.matrix, repeated.matrix.to_numpy()) < 1e-14
    assert apart(weighted.n, repeated.n.to_numpy()) == 0
    assert np.nanmax(np.abs(weighted.standard_errors - repeated.standard_errors)) < 1e-14


@pytest.mark.parametrize("name", ["syn96na", "hs39_ord3"])
def test_counts_are_rows(oracles: Any, name: str) -> None:
    """Counts know all that the correlation needs, but not the people."""
    rows = from_frame(oracles.data(name))
    found, by_counts = correlate(rows, least_share=0), correlate(count(rows), least_share=0)
    assert apart(by_counts.matrix, found.matrix.to_numpy()) == 0
    assert apart(by_counts.standard_errors.fillna(0), found.standard_errors.fillna(0).to_numpy()) == 0
    assert found.rows("bootstrap") is found.codes
    with pytest.raises(SurveyError) as refused:
        by_counts.rows("bootstrap")
    assert refused.value.code == "SQ-S01"


def test_many_values_are_numbers(oracles: Any) -> None:
    """A number with many values is not counted in pairs; Pearson's correlation is that of numpy to 1e-12."""
    rng = np.random.default_rng(2)
    values = rng.normal(size=(200, 3)) @ rng.normal(size=(3, 3)) + 1e6
    found = of(pd.DataFrame(values, columns=list("abc")))
    assert (found.kind, found.counts) == ("pearson", None)
    assert apart(found.matrix, np.corrcoef(values.T)) < 1e-9, "1e-9: seven of sixteen digits go to the mean of a million"


# -- refusals ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("frame", "options", "code"),
    [
        ({"a": [0, 1, 1], "b": [0, 1, 0]}, {"kind": "spearman"}, "SQ-S24"),
        ({"a": [0, 1, 1], "b": [0, 1, 0]}, {"correct": "yates"}, "SQ-S24"),
        ({"a": [0, 1, 1], "b": [0, 1, 0]}, {"least_share": 0.5}, "SQ-S25"),
        ({"a": [0, 1, 1], "b": [1, 1, 1]}, {}, "SQ-S26"),
        ({"a": [None, None], "b": [None, None]}, {}, "SQ-S26"),
        ({"a": [0, 1, 2], "b": [0, 1, 0]}, {"kind": "tetrachoric"}, "SQ-S27"),
        ({"a": list(range(21)), "b": [0, 1, 0] * 7}, {"kind": "polychoric"}, "SQ-S28"),
        ({"a": [0, 1, None, None], "b": [None, None, 0, 1]}, {}, "SQ-S29"),
        ({"a": [0, 1, 1, None], "b": [1, 1, None, 0]}, {}, "SQ-S30"),
        ({"a": [0.5, 1, 1, None], "b": [1, 1, None, 0]}, {"kind": "pearson"}, "SQ-S30"),
    ],
)
def test_refusals(frame: dict[str, Any], options: dict[str, Any], code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        of(pd.DataFrame(frame), **options)
    assert refused.value.code == code


# -- anything at all ---------------------------------------------------------------------------------------------------
@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    people, items, most = draw(st.integers(1, 40)), draw(st.integers(1, 5)), draw(st.integers(1, 5))
    answer = st.one_of(st.integers(0, most), st.just(None)) if draw(st.booleans()) else st.integers(0, most)
    return pd.DataFrame({f"q{i}": draw(st.lists(answer, min_size=people, max_size=people)) for i in range(items)})


@given(frames(), st.sampled_from(["auto", "pearson", "polychoric"]), st.sampled_from(["lavaan", "psych", "none"]))
def test_a_matrix_or_a_reason(frame: pd.DataFrame, kind: str, correct: str) -> None:
    """Never NaN, never beyond 1, never a silent limit; what cannot be computed is refused with a code."""
    try:
        found = of(frame, kind=kind, correct=correct)
    except SurveyError:
        return
    for matrix in (found.matrix, found.smoothed, found.pearson):
        values = matrix.to_numpy()
        assert np.isfinite(values).all()
        assert np.abs(values).max() <= 1
        assert (np.diag(values) == 1).all()
        assert (values == values.T).all()
    assert found.smallest_eigenvalue_smoothed > -1e-12
    assert len(found.boundary) == (np.abs(np.triu(found.matrix, 1)) == 1).sum()
    known = ~np.isnan(found.standard_errors.to_numpy())
    assert (known == ((np.abs(found.matrix.to_numpy()) < 1) | np.eye(len(known), dtype=bool) | (found.kind == "pearson"))).all()
