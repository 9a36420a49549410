"""Shares against a claimed one, from rows and from margins."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import pytest

import survey
from survey.errors import NOTHING_TO_TEST, SurveyError
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def margins() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


def test_a_majority_of_those_who_answered_needs_no_test(margins: Wave) -> None:
    row = survey.proportions(margins, {"territory_historic_lands": "yes"}).table.iloc[0]
    assert (row["low"], row["base"], row["holds"]) == (89, 96, "holds")
    assert row["model_p_low"] == row["model_p_high"] == pytest.approx(sum(comb(96, k) for k in range(89, 97)) / 2**96)


def test_a_count_between_bounds_gives_two_p_and_a_verdict(margins: Wave) -> None:
    counts = margins.counts("profession")
    row = counts[counts["low"] < counts["high"]].iloc[0]
    found = survey.proportions(margins, {"profession": row["code"]}, against=Fraction(1, 20), alternative="less")
    table = found.table.iloc[0]
    assert (table["low"], table["high"]) == (row["low"], row["high"])
    assert table["model_p_low"] < table["model_p_high"]
    true = [20 * n < row["base"] for n in range(row["low"], row["high"] + 1)]
    assert table["holds"] == ("holds" if all(true) else "open" if any(true) else "never")
    assert [problem.code for problem in found.warnings] == ["SQ-S119"]


def test_answers_that_count_together_are_bounded_by_the_others_too(margins: Wave) -> None:
    counts = margins.counts("profession").set_index("code")
    codes = list(counts.index[:2])
    row = survey.proportions(margins, {"profession": codes}).table.iloc[0]
    rest = counts.drop(codes)
    assert row["low"] == max(counts.loc[codes, "low"].sum(), 95 - rest["high"].sum())
    assert row["high"] == min(counts.loc[codes, "high"].sum(), 95 - rest["low"].sum())
    assert row["code"] == "+".join(codes)


def test_exactly_half_is_no_majority(margins: Wave) -> None:
    """Compared by whole numbers: 48 of 96 is not more than a half, 64 of 96 not more than two thirds."""
    for n, share in ((48, "1/2"), (64, "2/3")):
        found = survey.proportions(with_count(margins, n), {"territory_historic_lands": "yes"}, against=share).table
        assert found["holds"].iloc[0] == "never"
        above = survey.proportions(with_count(margins, n + 1), {"territory_historic_lands": "yes"}, against=share).table
        assert above["holds"].iloc[0] == "holds"


def with_count(wave: Wave, n: int) -> Wave:
    """The wave with another count of the first answer."""
    from dataclasses import replace

    assert wave.margins is not None
    table = wave.margins.table.copy()
    for code, count in (("yes", n), ("no", 96 - n)):
        chosen = (table["item"] == "territory_historic_lands") & (table["code"] == code)
        table.loc[chosen, ["low", "high"]] = count
    return replace(wave, margins=replace(wave.margins, table=table))


def test_every_answer_is_tested_without_a_code_and_the_family_is_all_of_them(margins: Wave) -> None:
    found = survey.proportions(margins, ["territory_historic_lands", "we_feeling_exists"], correction="bh")
    assert found.tests == len(found.table) == 4
    assert {"model_p_bh_low", "model_p_bh_high"} <= set(found.table.columns)


def test_facts_come_first(margins: Wave) -> None:
    model = [name.startswith("model_") for name in survey.proportions(margins, "we_feeling_exists").table.columns]
    assert model == sorted(model)


def test_rows_and_their_margins_say_the_same() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    counts = wave.counts("we_feeling_exists")
    found = survey.proportions(wave, "we_feeling_exists").table
    assert found["low"].tolist() == counts["n"].tolist() == found["high"].tolist()


@pytest.mark.parametrize("against", [0, 1, 1.2, "half", "1/0", -0.5])
def test_a_share_that_is_none(margins: Wave, against: object) -> None:
    with pytest.raises(SurveyError) as refusal:
        survey.proportions(margins, "we_feeling_exists", against=against)
    assert refusal.value.code == "SQ-S110"


def test_refusals(margins: Wave) -> None:
    for items, code in (({"we_feeling_exists": "perhaps"}, "SQ-S141"), ("nothing", "SQ-D29"), ([], "SQ-S174")):
        with pytest.raises(SurveyError) as refusal:
            survey.proportions(margins, items)
        assert refusal.value.code == code


@pytest.mark.parametrize("items", [{"we_feeling_exists": True}, {"we_feeling_exists": 1}, {"we_feeling_exists": [1]}])
def test_what_is_no_code_is_no_answer(margins: Wave, items: Any) -> None:
    with pytest.raises(SurveyError) as refusal:
        survey.proportions(margins, items)
    assert refusal.value.code == "SQ-S141"


def test_an_empty_list_of_answers_is_nothing_to_test() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022")
    with pytest.raises(SurveyError) as caught:
        survey.proportions(wave, {wave.instrument.items[1].id: []})
    assert caught.value.code == NOTHING_TO_TEST
