"""Shares and orders of a wave that protects its people: what its printed counts decide, and no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.test_disclosure import rows_of, simulated, words

from survey.analysis.disclosure import Guard
from survey.analysis.disclosure_public import as_printed
from survey.i18n.catalogue import say
from survey.instrument.model import Comparison
from survey.report.report import Report
from survey.wave.settings import DeclaredDifferences, DeclaredShares, Intervals
from survey.wave.wave import Wave

ITEMS = ("one", "two", "three")
SETTINGS = {
    "proportions": (DeclaredShares("all", dict.fromkeys(ITEMS), "1/2"),),
    "differences": (DeclaredDifferences("pairs", "one"),),
    "intervals": Intervals.MODEL,
}


def protected(seed: int) -> Wave:
    wave = simulated(seed)
    compared = (Comparison("same", words("Same"), ITEMS),)
    return replace(wave, settings=replace(wave.settings, **SETTINGS), instrument=replace(wave.instrument, comparisons=compared))


@pytest.mark.parametrize("seed", range(4))
def test_bounds_hold_the_counts_and_follow_from_the_printed_ones(seed: int) -> None:
    wave = protected(seed)
    guard, printed = Guard(wave), as_printed(Guard(wave))
    for item in ITEMS:
        true, told, hidden = wave.counts(item), printed.counts(item), guard.hidden[item]
        assert (told["low"] <= true["low"]).all()
        assert (true["high"] <= told["high"]).all()
        assert ((told["low"] == told["high"]) | hidden).all()
        left = int(true["base"].iloc[0] - true["low"][~hidden].sum())
        assert told["high"][hidden].tolist() == [left] * int(hidden.sum())


def swapped(wave: Wave, item: str) -> Wave:
    """Two hidden answers to a question change places in every row."""
    codes = [str(code) for code, gone in zip(wave.counts(item)["code"], Guard(wave).hidden[item], strict=True) if gone]
    answers = wave.answers.assign(**{item: wave.answers[item].replace(dict(zip(codes, reversed(codes), strict=True)))})
    assert wave.responses is not None
    return replace(wave, responses=replace(wave.responses, answers=answers))


def prints_the_same(wave: Wave, other: Wave) -> bool:
    return all((Guard(wave).hidden[item] == Guard(other).hidden[item]).all() for item in ITEMS)


@pytest.mark.parametrize("seed", range(4))
def test_shares_and_order_are_the_same_whoever_gave_the_hidden_answers(seed: int, tmp_path: Path) -> None:
    wave = protected(seed)
    others = [swapped(wave, item) for item in ITEMS if Guard(wave).hidden[item].sum() == 2]
    alike = [other for other in others if prints_the_same(wave, other)]
    assert alike
    for part in ("shares", "comparisons"):
        text = Report(wave, "en", tmp_path).part(part)
        assert say("report.bounds_hidden", "en") in text
        assert say("report.part_withheld", "en") not in text
        assert {Report(other, "en", tmp_path).part(part) for other in alike} == {text}


def test_nothing_is_withheld_where_nothing_is_hidden(tmp_path: Path) -> None:
    wave = protected(0)
    public = replace(wave, settings=replace(wave.settings, disclosure=None))
    assert as_printed(Guard(public)) is public
    text = Report(public, "en", tmp_path).part("comparisons")
    assert say("report.bounds_hidden", "en") not in text
    assert rows_of(text, "order-same")
