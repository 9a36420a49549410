"""AAPOR's response rates by an example that is worked by hand, and by what the R package outcomerate prints."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.fielding.rates import Dispositions, completion_rate, eligibility, response_rates


def test_worked_example() -> None:
    """120 experts: 60 answered wholly, 6 in part; 14 refused or broke off; 5 letters came back; 3 were abroad; of 24 nobody knows
    anything; 8 had left the profession and never belonged on the list. Known to be eligible: 60 + 6 + 14 + 5 + 3 = 88.
    e = 88 / 96 = 11/12, so 22 of the 24 count as eligible: 88 + 24 = 112, 88 + 22 = 110, 88."""
    people = Dispositions(complete=60, partial=6, refusal=14, non_contact=5, other=3, unknown=24, ineligible=8)
    assert eligibility(people) == Fraction(11, 12)
    assert response_rates(people) == {
        "RR1": Fraction(60, 112),
        "RR2": Fraction(66, 112),
        "RR3": Fraction(60, 110),
        "RR4": Fraction(66, 110),
        "RR5": Fraction(60, 88),
        "RR6": Fraction(66, 88),
    }


def test_outcomerate() -> None:
    """outcomerate(c(I=4, P=2, R=1, NC=1, O=1, UH=1, UO=1, NE=1), e=0.9), as the package's own documentation prints it."""
    people = Dispositions(complete=4, partial=2, refusal=1, non_contact=1, other=1, unknown=2, ineligible=1)
    rates = {name: round(float(rate), 3) for name, rate in response_rates(people, Fraction("0.9")).items() if rate is not None}
    assert rates == {"RR1": 0.364, "RR2": 0.545, "RR3": 0.37, "RR4": 0.556, "RR5": 0.444, "RR6": 0.667}


NUMBERS = st.integers(0, 500)


@given(st.builds(Dispositions, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS))
def test_the_rates_stand_in_their_order(people: Dispositions) -> None:
    rates = response_rates(people)
    if people.known == 0:
        assert rates["RR5"] is None
        assert completion_rate(0, 0) is None
        return
    rr1, rr2, rr3, rr4, rr5, rr6 = (rates[f"RR{n}"] or Fraction(0) for n in range(1, 7))
    assert 0 <= rr1 <= rr3 <= rr5 <= 1
    assert rr2 <= rr4 <= rr6 <= 1
    assert rr1 <= rr2
    assert rr3 <= rr4
    assert rr5 <= rr6


@pytest.mark.parametrize(("e", "same"), [(1, "RR1"), (0, "RR5")])
def test_e_at_its_ends(e: int, same: str) -> None:
    rates = response_rates(Dispositions(complete=5, refusal=2, unknown=3), e)
    assert rates["RR3"] == rates[same]
