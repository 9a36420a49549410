"""What the printed results of 2022 decide about joint answers, and what they do not.

The numbers come from remarks on the published claims that were worked out by hand before this program; each was checked again.
"""

from __future__ import annotations

from functools import cache

import pytest

from survey.analysis.bounds import bounds
from survey.analysis.joint import JointBounds, joint
from survey.analysis.same_answers import same_answers
from survey.analysis.verdicts import Status, decide
from survey.shipped import root
from survey.stats.fisher import fisher_by_count
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@cache
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


def pair(first: str, second: str) -> JointBounds:
    """`item=code` of two answers."""
    one, other = (tuple(text.split("=")) for text in (first, second))
    return joint(wave(), (one[0], one[1]), (other[0], other[1]))


def test_contradictory_answers_of_at_least_62() -> None:
    """70 say diplomacy can secure the territory, 88 that nothing can."""
    found = pair("diplomacy_can_secure_territory=yes", "can_secure_territory=no")
    assert (found.low, found.high, found.people, found.sturdy_low) == (62, 70, 96, 60)


# The first joint count at which Fisher's exact test finds a positive association at .05, the expected count, its p.
NEEDED = [
    ("territory_historic_lands=no", "territorial_claims_grounded=yes", 2, 0.3, 0.026),
    ("intl_law_reliable_guarantor=no", "threat_state_territory=russia", 53, 48.3, 0.019),
    ("we_feeling_exists=yes", "identity_threat_exists=yes", 50, 45.8, 0.028),
    ("we_feeling_exists=yes", "identity_strengthens_power=yes", 45, 39.5, 0.021),
    ("we_feeling_exists=yes", "power_sufficient_territory=yes", 22, 16.6, 0.024),
    ("we_feeling_exists=yes", "claims_effect_on_identity=strengthen", 36, 30.9, 0.040),
    ("identity_threat_exists=yes", "threat_state_identity=russia", 69, 65.8, 0.034),
    ("geopolitics_threat_sovereignty=yes", "great_power_rivalry_threat=yes", 75, 71.7, 0.013),
]


@pytest.mark.parametrize(("first", "second", "least", "expected", "p"), NEEDED)
def test_joint_counts_from_which_an_association_is_significant(
    first: str, second: str, least: int, expected: float, p: float
) -> None:
    found = pair(first, second)
    assert found.needed_for_significance == least
    assert found.expected_low == found.expected_high == pytest.approx(expected, abs=0.05)
    assert found.model_p_at_significance == pytest.approx(p, abs=0.0005)
    x, p_values = fisher_by_count(96, found.first_low, found.second_low)
    assert p_values[x == least - 1][0] > 0.05
    # A positive association needs less than a significant one; the margins leave both open.
    assert found.needed_for_positive is not None
    assert found.expected_low < found.needed_for_positive < least <= found.high
    assert found.low < found.expected_low


# The smallest and the largest exact p of McNemar over all tables.
MCNEMAR = [
    ("power_sufficient_territory=yes", "can_secure_territory=yes", 9.5e-7, 0.00075),
    ("internal_control_firm=yes", "external_recognition_undoubted=yes", 0.0078, 0.43),
    ("power_sufficient_territory=no", "power_sufficient_sovereignty=no", 0.25, 0.79),
    ("threat_state_territory=russia", "threat_state_identity=russia", 0.25, 0.74),
    ("threat_state_identity=russia", "threat_state_sovereignty=russia", 0.125, 0.63),
    ("threat_state_territory=russia", "threat_state_sovereignty=russia", 1.0, 1.0),
    ("help_state_territory=turkiye", "help_state_sovereignty=turkiye", 0.0156, 0.52),
]


@pytest.mark.parametrize(("first", "second", "low", "high"), MCNEMAR)
def test_range_of_mcnemars_p(first: str, second: str, low: float, high: float) -> None:
    found = pair(first, second)
    assert (found.model_mcnemar_p_low, found.model_mcnemar_p_high) == (
        pytest.approx(low, rel=0.02),
        pytest.approx(high, rel=0.02),
    )


@pytest.mark.parametrize(
    ("first", "second", "less_than", "status"),
    [
        ("power_sufficient_territory", "can_secure_territory", 0.05, Status.HOLDS),
        ("power_sufficient_territory", "can_secure_territory", 0.00075, Status.OPEN),  # the largest p is .000753
        ("internal_control_firm", "external_recognition_undoubted", 0.05, Status.OPEN),
        ("power_sufficient_territory", "power_sufficient_sovereignty", 0.05, Status.NEVER),
    ],
)
def test_whether_two_questions_differ(first: str, second: str, less_than: float, status: Status) -> None:
    assert decide(wave(), "mcnemar_p", (first, "yes"), (second, "yes"), less_than=less_than).status is status


def test_both_identities() -> None:
    """58 or more took the one, 64 the other: from 26 up; with 67 at most, a further remark says, from 35."""
    found = pair("identity_basis_kazakh=yes", "identity_basis_kazakhstani=yes")
    assert (found.low, found.high) == (26, 64)
    assert 67 + 64 - 96 == 35
    majority = decide(wave(), "both", ("identity_basis_kazakh", "yes"), ("identity_basis_kazakhstani", "yes"), more_than=48)
    assert majority.status is Status.OPEN


def test_the_same_state_three_times() -> None:
    """76, 79 and 75 name Russia, so at least 76 + 79 + 75 - 2 * 96 = 38 name it each time."""
    names = ("threat_state_territory", "threat_state_identity", "threat_state_sovereignty")
    found = bounds(wave(), *names)
    russia = found[(found["first_code"] == "russia") & (found["second_code"] == "russia") & (found["third_code"] == "russia")]
    assert russia[["low", "high", "base"]].to_numpy().tolist() == [[38, 75, 96]]
    assert same_answers(wave(), *names).low == 38


def test_the_base_of_the_profession() -> None:
    """33 of 95 teach; 88 of 96 say "no": 33 + 88 - 96 = 25 at least."""
    found = pair("profession=education", "can_secure_territory=no")
    assert (found.low, found.high, found.base_low, found.base_high) == (25, 33, 95, 95)
    assert found.assumes.code == "SQ-S147"
