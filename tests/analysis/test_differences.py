"""Pairs of answers to one question, from margins with bounds and by listing every table of counts."""

from __future__ import annotations

from itertools import product

import pytest

import survey
from survey.errors import SurveyError
from survey.shipped import root
from survey.stats.binomial import agresti_min_interval, pair_test
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def margins() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


def test_two_known_counts(margins: Wave) -> None:
    row = survey.differences(margins, "territory_historic_lands").table.iloc[0]
    assert (row["first"], row["more"]) == ("yes", "holds")
    assert row["difference_low"] == row["difference_high"] == pytest.approx(100 * (89 - 7) / 96)
    assert row["model_p_low"] == pytest.approx(pair_test(89, 7))


@pytest.mark.parametrize("item", ["threat_state_sovereignty", "internal_control_firm", "territory_threat_exists"])
def test_every_table_that_the_bounds_allow(margins: Wave, item: str) -> None:
    """The ends are those over all tables of whole numbers within the bounds that add up to the base."""
    counts = margins.counts(item).set_index("code")
    base = int(counts["base"].iloc[0])
    codes = list(counts.index)
    tables = [
        dict(zip(codes, cells, strict=True))
        for cells in product(*(range(low, high + 1) for low, high in zip(counts["low"], counts["high"], strict=True)))
        if sum(cells) == base
    ]
    for row in survey.differences(margins, item).table.to_dict("records"):
        pairs = [(table[row["first"]], table[row["second"]]) for table in tables]
        apart = [first - second for first, second in pairs]
        p = [float(pair_test(*pair)) for pair in pairs]
        assert (row["difference_low"], row["difference_high"]) == pytest.approx(
            (100 * min(apart) / base, 100 * max(apart) / base)
        )
        assert (row["model_p_low"], row["model_p_high"]) == pytest.approx((min(p), max(p)))
        assert row["model_low"] == pytest.approx(100 * min(float(agresti_min_interval(*pair, base)[0]) for pair in pairs))
        more = [value > 0 for value in apart]
        assert row["more"] == ("holds" if all(more) else "open" if any(more) else "never")


def test_the_family_is_all_pairs_of_the_answers_asked_for() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    options = len(wave.question("profession").codes)
    assert survey.differences(wave, "profession").tests == options * (options - 1) // 2
    assert survey.differences(wave, "profession", ["history", "finance"]).tests == 1


def test_refusals(margins: Wave) -> None:
    for codes, code in ((["yes"], "SQ-S175"), ("yes", "SQ-S175"), (["yes", "perhaps"], "SQ-S141")):
        with pytest.raises(SurveyError) as refusal:
            survey.differences(margins, "we_feeling_exists", codes)
        assert refusal.value.code == code
