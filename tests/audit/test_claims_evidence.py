"""From a fact and the range of p to a verdict, and the tests one by one on a handful of people."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest
from tests.analysis.conftest import Small, T

from survey.analysis.status import Status
from survey.audit.claims import audit_claims
from survey.audit.claims_data import Data, Joint
from survey.audit.claims_evidence import Outcome, _most, decided
from survey.audit.claims_file import CLAIMS, read_claims
from survey.audit.claims_registry import TESTS
from survey.instrument.model import Index, IndexModel, Item, ItemKind, Level, Option
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.margins import Margins
from survey.wave.settings import WaveKind
from survey.wave.wave import Wave


@pytest.mark.parametrize(
    ("fact", "p", "demands", "verdict"),
    [
        (None, (float("nan"), float("nan")), True, Outcome.UNDEFINED),
        (Status.NEVER, (0.001, 0.001), True, Outcome.FALSE),
        (Status.OPEN, (0.001, 0.001), True, Outcome.OPEN),
        (Status.HOLDS, (0.001, 0.05), True, Outcome.TRUE),
        (Status.HOLDS, (0.06, 0.9), True, Outcome.NOT_DEMONSTRATED),
        (Status.HOLDS, (0.04, 0.06), True, Outcome.OPEN),
        (Status.HOLDS, (0.9, 0.9), False, Outcome.TRUE),
        (Status.HOLDS, (float("nan"), float("nan")), True, Outcome.TRUE),
    ],
)
def test_verdicts(fact: Status, p: tuple[float, float], demands: bool, verdict: Outcome) -> None:
    assert decided(fact, p, demands) is verdict


@pytest.fixture(scope="module")
def data():
    return Data(load_wave(root() / "data" / "sovereignty-2022"))


@pytest.mark.parametrize(
    ("test", "argument", "facts"),
    [
        ("majority", {"can_secure_territory": [["yes"]]}, ["never"]),
        ("minority", {"can_secure_territory": [["yes"]]}, ["holds"]),
        ("below_tenth", {"can_secure_territory": [["yes"]]}, ["holds"]),
        ("below_third", {"power_sufficient_territory": [["yes"]]}, ["holds"]),
        ("more_than_two_thirds", {"identity_basis_kazakhstani": [["yes"]]}, ["never"]),  # 64 of 96 are exactly two thirds
        ("about_half", {"internal_control_firm": [["yes"]]}, ["never"]),  # 55.2% is more than five points off
        ("about_half", {"help_state_territory": [["turkiye"]]}, ["holds"]),
        ("nobody", {"threat_state_identity": [["uzbekistan", "turkiye"]]}, ["holds"]),
        ("somebody", {"threat_state_sovereignty": [["turkiye"]]}, ["open"]),
        ("order", {"threat_state_identity": [["russia"], ["usa"], ["china"]]}, ["holds", "never"]),
        ("order", {"threat_state_sovereignty": [["usa"], ["turkiye"]]}, ["open"]),
        ("differ", {"power_sufficient_territory": [["no"]], "power_sufficient_sovereignty": [["no"]]}, ["holds"]),
        ("same_share", {"power_sufficient_territory": [["no"]], "can_secure_territory": [["no"]]}, ["never"]),
        ("joint_majority", {"territory_historic_lands": [["yes"]], "can_secure_territory": [["no"]]}, ["holds"]),
        ("joint_majority", {"territory_historic_lands": [["no"]], "can_secure_territory": [["no"]]}, ["never"]),
        ("same_answer", ["territory_historic_lands", "can_secure_territory"], ["never"]),
    ],
)
def test_facts_of_2022(data: Data, test: str, argument, facts: list[str]) -> None:
    assert [one.fact.value for one in TESTS[test].run(data, argument)] == facts


def test_shares_are_compared_as_fractions() -> None:
    assert TESTS["more_than_two_thirds"].told["share"] == Fraction(2, 3)


@pytest.mark.parametrize("test", ["majority", "minority", "nobody", "somebody", "divided"])
def test_a_question_that_nobody_answered_tells_nothing(test: str) -> None:
    data = Data(without_answers("can_secure_territory"))
    assert [one.outcome() for one in TESTS[test].run(data, {"can_secure_territory": [["yes"]]})] == [Outcome.UNDEFINED]


PAIR = {"can_secure_territory": [["yes"]], "power_sufficient_territory": [["yes"]]}


@pytest.mark.parametrize("test", ["more_often_than", "differ", "same_share", "joint_majority", "one_majority", "associated"])
def test_two_questions_of_which_nobody_answered_one_tell_nothing(test: str) -> None:
    data = Data(without_answers("can_secure_territory"))
    assert [one.outcome() for one in TESTS[test].run(data, PAIR)] == [Outcome.UNDEFINED]


@pytest.mark.parametrize("test", ["same_answer", "differ_by"])
def test_nobody_answered_both(test: str) -> None:
    data = Data(without_answers("can_secure_territory"))
    assert [one.outcome() for one in TESTS[test].run(data, list(PAIR))] == [Outcome.UNDEFINED]


def test_an_order_of_answers_that_nobody_gave_tells_nothing() -> None:
    data = Data(without_answers("can_secure_territory"))
    assert [one.outcome() for one in TESTS["order"].run(data, {"can_secure_territory": [["yes"], ["no"]]})] == [Outcome.UNDEFINED]


def without_answers(item: str):
    """The simulated wave with a question that nobody answered."""
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    wave.answers[item] = pd.Series([None] * wave.n, index=wave.answers.index, dtype=wave.answers[item].dtype)
    return wave


def test_a_majority_with_blanks_is_that_of_tables_gone_through_one_by_one() -> None:
    """Between 85 and 90 people answered both; of n the count lies between its ends."""
    n = np.arange(85, 91)
    low, high = np.full(6, 44), np.minimum(89, n)
    fact, p = _most(Joint(n, low, high))
    every = [(int(size), count) for size, most in zip(n, high, strict=True) for count in range(44, int(most) + 1)]
    true = [2 * count > size for size, count in every]
    assert fact is (Status.HOLDS if all(true) else Status.OPEN if any(true) else Status.NEVER)
    values = [binomtest(count, size).pvalue for size, count in every]
    assert p == pytest.approx((min(values), max(values)))


@pytest.mark.parametrize("blanks", [(6, 5), (0, 3)])
def test_the_same_answer_with_blanks_in_both_questions_is_judged(blanks: tuple[int, int], tmp_path: Path) -> None:
    """91 and 90 of 96 answered: between 85 and 90 answered both."""
    folder = shutil.copytree(root() / "data" / "sovereignty-2022", tmp_path / "sovereignty-2022")
    margins = pd.read_csv(folder / "margins.csv", dtype=str, keep_default_na=False)
    items = ["territory_historic_lands", "can_secure_territory"]
    for item, blank in zip(items, blanks, strict=True):
        own = margins["item"] == item
        largest = margins.loc[own, "low"].astype(int).idxmax()
        margins.loc[largest, ["low", "high"]] = str(int(margins.loc[largest, "low"]) - blank)
        margins.loc[own, "base"] = str(96 - blank)
    margins.to_csv(folder / "margins.csv", index=False)
    data = Data(load_wave(folder))
    (same,) = TESTS["same_answer"].run(data, items)
    assert same.base == (max(0, 96 - sum(blanks)), 96 - max(blanks))
    assert same.fact in (Status.NEVER, Status.OPEN)
    (joint,) = TESTS["joint_majority"].run(data, {items[0]: [["yes"]], items[1]: [["no"]]})
    assert joint.fact is Status.HOLDS


# -- a question with several answers -----------------------------------------------------------------------------------
DRINKS = {"drink.yes": "1111111100", "drink.no": "1100000011", "drink.other": "1000000000"}


def several() -> Wave:
    """Ten people tick what they drink: eight the first answer, four the second, one the third."""
    index = Index("I", T, T, IndexModel.FORMATIVE, {}, 1, T)
    return Small().rows(index, {name: [tick == "1" for tick in ticks] for name, ticks in DRINKS.items()})


ORDER = {"drink": [["yes"], ["no"], ["other"]]}


def test_answers_that_a_person_may_give_together_are_ordered_by_mcnemar() -> None:
    first, second = TESTS["order"].run(Data(several()), ORDER)
    assert (first.fact, first.first_count, first.second_count) == (Status.HOLDS, (8, 8), (4, 4))
    assert first.model_p == pytest.approx((binomtest(6, 8).pvalue,) * 2)  # six ticked the first alone, two the second alone
    assert second.model_p == pytest.approx((binomtest(3, 3).pvalue,) * 2)


def test_their_order_follows_from_counts_and_the_p_is_a_range() -> None:
    """Between two and four ticked the first two together: everybody ticked something, and more than four ticked the first."""
    (first, _) = TESTS["order"].run(Data(Small().margins_of(several())), ORDER)
    assert first.fact is Status.HOLDS
    assert first.model_p == pytest.approx((binomtest(4, 4).pvalue, binomtest(6, 8).pvalue))


def test_an_order_of_several_answers_is_read_and_judged(tmp_path: Path) -> None:
    path = tmp_path / CLAIMS
    text = "claims:\n  - id: C1\n    text: {kk: Су, ru: Вода, en: Water}\n    tests: [{order: {drink: [yes, no, other]}}]\n"
    path.write_text(text, encoding="utf-8")
    wave = several()
    found = audit_claims(wave, read_claims(path, wave.instrument))
    assert found.verdicts["verdict"].tolist() == ["not_demonstrated"]


# -- one person off ----------------------------------------------------------------------------------------------------
def test_the_same_answer_if_one_person_answered_otherwise() -> None:
    """Of six answers three were given by 20 people and three by 12, to the other question the other way round: at most
    6 x 12 agree, and one person more or fewer if one changes an answer."""
    options = tuple(Option(f"o{place}", place, T) for place in range(6))
    items = [Item(name, name, "s", ItemKind.SINGLE, Level.NOMINAL, T, T, options) for name in ("tea", "milk")]
    counts = {"tea": [20, 20, 20, 12, 12, 12], "milk": [12, 12, 12, 20, 20, 20]}
    wave = Small().rows(Index("I", T, T, IndexModel.FORMATIVE, {}, 1, T), {"tea": ["yes"] * 96, "milk": ["yes"] * 96})
    table = [(name, f"o{place}", n, n, 96, "published", "") for name, each in counts.items() for place, n in enumerate(each)]
    frame = pd.DataFrame(table, columns=["item", "code", "low", "high", "base", "basis", "note"])
    about = replace(wave.settings, kind=WaveKind.MARGINS)
    questionnaire = replace(wave.instrument, items=tuple(items))
    told = replace(wave, settings=about, instrument=questionnaire, responses=None, margins=Margins(frame, "0"))
    cases = Data(told).same(["tea", "milk"])[0]
    assert [(int(one.low.min()), int(one.high.max())) for one in cases] == [(0, 72), (0, 71), (1, 73), (0, 73), (0, 72)]
    assert [one.n.tolist() for one in cases] == [[96]] * 4 + [[95]]
