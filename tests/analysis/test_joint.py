"""Two answers known by their margins: what their joint table can be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from survey.analysis.joint import joint
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.wave.wave import Wave

if TYPE_CHECKING:
    from tests.analysis.conftest import Small

MADE = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))


@pytest.fixture
def wave(small: Small) -> Wave:
    """Ten people: tea 6 yes, 3 no, 1 other; milk 7 yes, 3 no."""
    answers = {"tea": ["yes"] * 6 + ["no"] * 3 + ["other"], "milk": ["yes"] * 7 + ["no"] * 3}
    return small.margins_of(small.rows(MADE, answers))


def test_by_hand(wave: Wave) -> None:
    """6 and 7 of 10: from 3 to 6 gave both; 4.2 expected."""
    found = joint(wave, ("tea", "yes"), ("milk", "yes"))
    assert (found.low, found.high, found.expected_low, found.needed_for_positive) == (3, 6, 4.2, 5)
    assert found.phi_high == pytest.approx((10 * 6 - 42) / math.sqrt(6 * 4 * 7 * 3))
    # The two questions differ by one person at least and by seven at most: 1 v 0, or 4 v 3.
    assert (found.model_mcnemar_p_low, found.model_mcnemar_p_high) == (1.0, 1.0)
    assert found.everywhere
    assert found.assumes.code == "SQ-S145"


def test_several_codes_are_one_answer(wave: Wave) -> None:
    found = joint(wave, ("tea", ["no", "other"]), ("milk", "yes"))
    assert (found.first_low, found.low, found.high) == (4, 1, 4)


def test_open_counts_within_a_group_of_codes_add_up(small: Small) -> None:
    """Who said no or other to tea is known though neither is: what "yes" leaves."""
    rows = small.rows(MADE, {"tea": ["yes"] * 6 + ["no"] * 3 + ["other"], "milk": ["yes"] * 7 + ["no"] * 3})
    wave = small.margins_of(rows)
    assert wave.margins is not None
    table = wave.margins.table
    loose = (table["item"] == "tea") & (table["code"] != "yes")
    table.loc[loose, "low"], table.loc[loose, "high"] = 0, 4
    found = joint(wave, ("tea", ("no", "other")), ("milk", "yes"))
    assert (found.first_low, found.first_high) == (4, 4)
    alone = joint(wave, ("tea", "no"), ("milk", "yes"))
    assert (alone.first_low, alone.first_high, alone.needed_for_positive) == (0, 4, None)


def test_an_answer_of_everybody_has_no_association(small: Small) -> None:
    wave = small.rows(MADE, {"tea": ["yes"] * 4, "milk": ["yes", "yes", "no", "no"]})
    found = joint(wave, ("tea", "yes"), ("milk", "yes"))
    assert math.isnan(found.phi_low)
    assert not found.everywhere
    assert (found.low, found.high, found.needed_for_positive, found.model_fisher_p_low) == (2, 2, None, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [(("tea", "yes"), ("tea", "no"), "SQ-S140"), (("tea", "yse"), ("milk", "no"), "SQ-S141")],
)
def test_what_is_refused(wave: Wave, first: tuple[str, str], second: tuple[str, str], code: str) -> None:
    with pytest.raises(SurveyError) as found:
        joint(wave, first, second)
    assert found.value.code == code
