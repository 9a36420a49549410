"""Simulated answers: exact counts, the declared loadings, and everything that a questionnaire can hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq, least_squares
from scipy.special import ndtri
from scipy.stats import multivariate_normal

from survey.errors import (
    SIMULATION_BAD_VALUE,
    SIMULATION_CORRELATIONS,
    SIMULATION_MARGINS,
    SIMULATION_NO_ITEM,
    SIMULATION_NO_LIMITS,
    SIMULATION_NO_WRITE_IN,
    SIMULATION_TWO_FACTORS,
    SurveyError,
)
from survey.i18n.text import Text
from survey.instrument.find import load_instrument
from survey.instrument.model import (
    Condition,
    Inconsistent,
    Instrument,
    Item,
    ItemKind,
    Level,
    Option,
    OptionKind,
    Row,
    Section,
    ShowIf,
)
from survey.planning.simulate import simulate
from survey.planning.structure import Structure
from survey.wave.load import load_wave

YES_NO = tuple(Option(code, value, Text(en=code)) for value, code in enumerate(("yes", "no"), start=1))
STEPS = tuple(Option(f"step{value}", value, Text(en=str(value))) for value in range(1, 5))
PLACES = (*YES_NO, Option("other", 9, Text(en="Other"), OptionKind.OTHER))


def item(name: str, kind: ItemKind = ItemKind.SINGLE, level: Level = Level.BINARY, options=YES_NO, **more) -> Item:
    return Item(name, "1", "s", kind, level, Text(en=name), Text(en=name), options, **more)


def questionnaire(*items: Item) -> Instrument:
    return Instrument("trial", "1", ("en",), Text(en="Trial"), (Section("s", "1", Text(en="S")),), items)


def margins(**counts: dict[str, int | tuple[int, int]]) -> pd.DataFrame:
    rows = []
    for name, cells in counts.items():
        ends = {code: cell if isinstance(cell, tuple) else (cell, cell) for code, cell in cells.items()}
        base = sum(low for low, _ in ends.values()) if all(a == b for a, b in ends.values()) else 96
        rows += [(name, code, low, high, base) for code, (low, high) in ends.items()]
    return pd.DataFrame(rows, columns=["item", "code", "low", "high", "base"])


def problems(*args, **options) -> list[str]:
    with pytest.raises(SurveyError) as caught:
        simulate(*args, **options)
    return [found.code for found in caught.value.problems]


# -- counts ------------------------------------------------------------------------------------------------------------
def test_counts_are_exact_at_the_margins_n() -> None:
    trial = questionnaire(item("a"), item("b", options=STEPS, level=Level.ORDINAL))
    wanted = {"a": {"yes": 49, "no": 47}, "b": {"step1": 3, "step2": 0, "step3": 90, "step4": 2}}  # 95 answered b
    made = simulate(trial, 96, seed=1, margins=margins(**wanted), structure=Structure({"f": {"a": 0.8, "b": 0.6}}))
    for name, counts in wanted.items():
        assert made.answers[name].value_counts().to_dict() == {code: n for code, n in counts.items() if n}
    assert made.missing["b"].value_counts().to_dict() == {"skipped": 1}


def test_counts_inside_intervals_depend_on_the_seed_alone() -> None:
    trial = questionnaire(item("a", options=STEPS))
    limits = margins(a={"step1": 40, "step2": (1, 30), "step3": (1, 30), "step4": (0, 30)})

    def counts(seed: int) -> tuple[int, ...]:
        answers = simulate(trial, 96, seed=seed, margins=limits).answers["a"]
        return tuple(int((answers == option.code).sum()) for option in STEPS)

    found = {counts(seed) for seed in range(20)}
    assert len(found) > 5
    assert all(sum(row) == 96 and row[0] == 40 and 1 <= row[1] <= 30 and 1 <= row[2] <= 30 and row[3] <= 30 for row in found)
    assert counts(3) == counts(3)


def test_the_margins_of_2022_are_kept_at_96_and_scaled_at_960() -> None:
    instrument = load_instrument("sovereignty-2022")
    published = load_wave("sovereignty-2022").counts([one.id for one in instrument.items])
    made = simulate(instrument, 96, seed=4, margins=published)
    big = simulate(instrument, 960, seed=4, margins=published)
    for name, rows in published.groupby("item"):
        counts = made.answers[name].value_counts().reindex(rows["code"], fill_value=0).to_numpy()
        assert ((rows["low"] <= counts) & (counts <= rows["high"])).all()
        assert counts.sum() == rows["base"].iloc[0]
        tenfold = big.answers[name].value_counts().reindex(rows["code"], fill_value=0).to_numpy()
        assert (tenfold == 10 * counts).all()


def test_without_margins_answers_are_even_and_shares_are_missing() -> None:
    made = simulate(questionnaire(item("a"), item("b")), 100, seed=1, missing={"default": 0.1, "b": 0.25})
    assert made.answers["a"].value_counts().to_dict() == {"yes": 45, "no": 45}
    assert made.missing.count().to_dict() == {"a": 10, "b": 25}


# -- structure ---------------------------------------------------------------------------------------------------------
def tetrachoric(one: np.ndarray, other: np.ndarray) -> float:
    """The correlation under which a bivariate normal, cut at the observed shares, gives the observed share of both."""
    cut_one, cut_other = ndtri(one.mean()), ndtri(other.mean())
    both = (one & other).mean()

    def gap(r: float) -> float:
        return float(multivariate_normal.cdf([cut_one, cut_other], mean=[0, 0], cov=[[1, r], [r, 1]]) - both)

    return float(brentq(gap, -0.999, 0.999, xtol=1e-6))


def test_declared_loadings_come_back_at_5000() -> None:
    """Least squares on tetrachoric correlations of two correlated factors.

    Tolerance 0.06: at n = 5,000 the standard deviation of each estimate over twenty seeds is 0.015 to 0.026, without a bias that
    could be seen; 0.06 is a little more than two of the largest. The largest of nine deviations is compared (0.031 here).
    """
    declared = {"f": {"a": 0.8, "b": 0.7, "c": 0.6, "d": -0.5}, "g": {"e": 0.8, "h": 0.65, "i": 0.75, "j": 0.55}}
    names = [name for loadings in declared.values() for name in loadings]
    shares = dict(zip(names, (50, 30, 60, 25, 45, 75, 55, 40), strict=True))
    wanted = margins(**{name: {"yes": share, "no": 100 - share} for name, share in shares.items()})
    structure = Structure(declared, {"f": {"g": 0.4}})
    made = simulate(questionnaire(*map(item, names)), 5000, seed=11, margins=wanted, structure=structure)
    ticks = {name: (made.answers[name] == "yes").to_numpy(dtype=bool) for name in names}
    assert {name: int(tick.sum()) for name, tick in ticks.items()} == {name: 50 * share for name, share in shares.items()}

    pairs = list(combinations(range(8), 2))
    found = np.array([tetrachoric(ticks[names[p]], ticks[names[q]]) for p, q in pairs])

    def residuals(theta: np.ndarray) -> np.ndarray:
        same = np.array([(p < 4) == (q < 4) for p, q in pairs])
        products = np.array([theta[p] * theta[q] for p, q in pairs])
        return found - np.where(same, products, theta[8] * products)

    theta = least_squares(residuals, np.full(9, 0.4)).x
    true = np.array([loading for loadings in declared.values() for loading in loadings.values()] + [0.4])
    assert abs(theta - true).max() < 0.06


def test_what_a_positive_loading_means() -> None:
    """A high score goes with the first option, on an ordinal item with the highest value: `yes` meets `step4`."""
    trial = questionnaire(item("a"), item("b", options=STEPS, level=Level.ORDINAL))
    together = simulate(trial, 400, seed=2, structure=Structure({"f": {"a": 1.0, "b": 1.0}})).answers
    assert set(together.loc[together["a"] == "yes", "b"]) == {"step3", "step4"}
    opposite = simulate(trial, 400, seed=2, structure=Structure({"f": {"a": 1.0, "b": -1.0}})).answers
    assert set(opposite.loc[opposite["a"] == "yes", "b"]) == {"step1", "step2"}


# -- kinds of items ----------------------------------------------------------------------------------------------------
def test_multiple_choice_leaves_nobody_without_a_tick_and_keeps_the_counts() -> None:
    trial = questionnaire(item("m", ItemKind.MULTIPLE, Level.NOMINAL, STEPS))
    limits = pd.DataFrame(
        [("m", "step1", 60, 60, 90), ("m", "step2", 30, 30, 90), ("m", "step3", 5, 5, 90), ("m", "step4", 0, 0, 90)],
        columns=["item", "code", "low", "high", "base"],
    )
    made = simulate(trial, 90, seed=3, margins=limits, structure=Structure({"f": {"m": 0.9}}))
    ticks = made.answers.astype(bool)
    assert ticks.sum().tolist() == [60, 30, 5, 0]
    assert ticks.any(axis=1).all()


def test_no_answer_and_what_contradicts_the_others_stand_alone() -> None:
    gone = Option("dont_know", 9, Text(en="Don't know"), OptionKind.DONT_KNOW)
    trial = questionnaire(item("m", ItemKind.MULTIPLE, Level.NOMINAL, (*STEPS, gone)))
    first, others = STEPS[0].code, tuple(option.code for option in STEPS[1:])
    clash = Inconsistent("both", (Condition("m", (first,)), Condition("m", others)), Text(en="Both"))
    for instrument, alone in ((trial, ["m.dont_know"]), (replace(trial, inconsistent=(clash,)), ["m.dont_know", f"m.{first}"])):
        ticks = simulate(instrument, 60, seed=3).answers.astype(bool)
        assert ticks.any(axis=1).all()
        for column in alone:
            assert ticks[column].any()
            assert (ticks.loc[ticks[column]].sum(axis=1) == 1).all()


def test_grid_number_text_filter_and_write_ins() -> None:
    trial = questionnaire(
        item("a"),
        item("why", ItemKind.TEXT, Level.NOMINAL, (), show_if=ShowIf((Condition("a", ("no",)),))),
        item("grid", ItemKind.MATRIX, rows=(Row("one", Text(en="One")), Row("two", Text(en="Two")))),
        item("age", ItemKind.NUMBER, Level.INTERVAL, (), minimum=18, maximum=80),
        item("place", level=Level.NOMINAL, options=PLACES),
    )
    made = simulate(trial, 90, seed=3, write_ins={"why": ["slow"], "place": ["abroad", "at sea"]}, missing={"age": 0.1})
    asked = made.answers["a"] == "no"
    assert made.answers["why"].notna().tolist() == asked.tolist()
    assert set(made.missing["why"].dropna()) == {"not_asked"}
    assert made.answers[["grid.one", "grid.two"]].stack().value_counts().to_dict() == {"yes": 90, "no": 90}
    assert made.answers["age"].count() == 81
    assert made.answers["age"].between(18, 80)[made.answers["age"].notna()].all()
    other = made.answers["place"] == "other"
    assert other.sum() == 30
    assert set(made.text["place"].dropna()) == {"abroad", "at sea"}
    assert made.text["place"].notna().tolist() == other.tolist()


def test_the_same_seed_gives_the_same_and_another_one_another() -> None:
    trial = questionnaire(item("a"), item("b"))
    one, same, other = (simulate(trial, 50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one.answers, same.answers)
    pd.testing.assert_frame_equal(one.received, same.received)
    assert one.source == same.source != other.source
    assert one.source.name.startswith("synthetic")
    assert not one.answers.equals(other.answers)


# -- what cannot be ----------------------------------------------------------------------------------------------------
def test_all_wrong_wishes_at_once() -> None:
    trial = questionnaire(item("a"), item("b"))
    structure = Structure({"f": {"a": 1.2, "bb": 0.5}, "g": {"a": 0.1}}, {"f": {"h": 0.2}})
    found = problems(trial, 0, seed=-1, structure=structure, missing={"b": 2, "c": 0.1}, write_ins={"a": ["text"]})
    assert sorted(found) == sorted(
        [SIMULATION_BAD_VALUE] * 4 + [SIMULATION_NO_ITEM] * 3 + [SIMULATION_TWO_FACTORS, SIMULATION_NO_WRITE_IN]
    )


def test_correlations_that_cannot_hold_together() -> None:
    trial = questionnaire(item("a"), item("b"), item("c"))
    structure = Structure({"f": {"a": 0.5}, "g": {"b": 0.5}, "h": {"c": 0.5}}, {"f": {"g": 0.9, "h": 0.9}, "g": {"h": -0.9}})
    assert problems(trial, 10, seed=1, structure=structure) == [SIMULATION_CORRELATIONS]


def test_margins_that_cannot_be() -> None:
    trial = questionnaire(item("a"))
    assert problems(trial, 96, seed=1, margins=margins(a={"yes": (0, 40), "no": (0, 40)})) == [SIMULATION_MARGINS]
    assert problems(trial, 96, seed=1, margins=margins(b={"yes": 96})) == [SIMULATION_NO_ITEM]


def test_a_number_without_limits() -> None:
    assert problems(questionnaire(item("age", ItemKind.NUMBER, Level.INTERVAL, ())), 5, seed=1) == [SIMULATION_NO_LIMITS]
