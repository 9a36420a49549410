"""Statements that hold in every table, in none, or are open; and how little it would take to change that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from survey.analysis.verdicts import LIMITS, Status, decide
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.wave.wave import Wave

if TYPE_CHECKING:
    from tests.analysis.conftest import Small

MADE = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))
TEA, MILK = ("tea", "yes"), ("milk", "yes")


@pytest.fixture
def wave(small: Small) -> Wave:
    """100 people: 80 take tea, 70 milk; so 50 to 70 take both."""
    return small.margins_of(
        small.rows(MADE, {"tea": ["yes"] * 80 + ["no"] * 20, "milk": ["yes"] * 70 + ["no"] * 30, "salt": ["yes"] * 100})
    )


@pytest.mark.parametrize(
    ("limit", "value", "status", "if_counts", "if_base"),
    [
        ("at_least", 48, "holds", "holds", "holds"),
        ("at_least", 49, "holds", "open", "holds"),
        ("at_least", 50, "holds", "open", "open"),
        ("at_least", 51, "open", "open", "open"),
        ("at_least", 71, "never", "open", "never"),
        ("at_least", 72, "never", "never", "never"),
        ("more_than", 50, "open", "open", "open"),
        ("more_than", 49, "holds", "open", "open"),
        ("at_most", 70, "holds", "open", "holds"),
        ("at_most", 47, "never", "never", "never"),
        ("less_than", 70, "open", "open", "open"),
        ("less_than", 50, "never", "open", "open"),
    ],
)
def test_at_least_so_many_gave_both(wave: Wave, limit: str, value: int, status: str, if_counts: str, if_base: str) -> None:
    limits: dict[str, Any] = {limit: value}
    found = decide(wave, "both", TEA, MILK, **limits)
    assert (found.status, found.if_counts, found.if_base) == (status, if_counts, if_base)
    assert (found.low, found.high, found.limit, found.value) == (50, 70, limit, value)
    assert found.robust == (status == if_counts == if_base)


def test_more_take_tea_than_milk_whatever_the_table(wave: Wave) -> None:
    assert decide(wave, "difference", TEA, MILK, at_least=10).status is Status.HOLDS
    assert not decide(wave, "difference", TEA, MILK, at_least=10).robust
    assert decide(wave, "difference", TEA, MILK, at_least=8).robust


def test_an_association_is_open(wave: Wave) -> None:
    found = decide(wave, "phi", TEA, MILK, more_than=0)
    assert (found.status, found.low < 0 < found.high) == (Status.OPEN, True)


def test_a_measure_that_no_table_has_fulfils_nothing(wave: Wave) -> None:
    """Everybody takes salt: there is no phi. With one count off there may be."""
    found = decide(wave, "phi", TEA, ("salt", "yes"), more_than=0)
    assert (found.status, found.if_counts, found.if_base) == (Status.NEVER, Status.OPEN, Status.NEVER)


def test_the_assumption_stands_beside_it(wave: Wave) -> None:
    assert decide(wave, "both", TEA, MILK, at_least=1).assumes.code == "SQ-S145"


@pytest.mark.parametrize(
    ("measure", "limits", "code"),
    [
        ("chi", {"at_least": 1}, "SQ-S24"),
        ("both", {}, "SQ-S142"),
        ("both", {"at_least": 1, "at_most": 2}, "SQ-S142"),
    ],
)
def test_what_is_refused(wave: Wave, measure: str, limits: dict[str, Any], code: str) -> None:
    with pytest.raises(SurveyError) as found:
        decide(wave, measure, TEA, MILK, **limits)
    assert found.value.code == code


def test_every_limit_can_be_given(wave: Wave) -> None:
    for limit in LIMITS:
        limits: dict[str, Any] = {limit: 0}
        assert decide(wave, "both", TEA, MILK, **limits).limit == limit
