"""One question in several waves: counts, differences, breaks, tests only where they belong, and other readings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import binomtest, fisher_exact
from tests.analysis.trend_waves import LINKS, PERSONS, margins_wave, rows_wave, study

import survey
from survey import errors
from survey.i18n.text import Text
from survey.shipped import root
from survey.wave.counts import Base
from survey.wave.load import load_wave
from survey.wave.settings import Design
from survey.wave.wave import Wave

MODE = {"mode": Text(en="Online", ru="Онлайн")}
FRAME = MODE | {"target_population": Text(en="Judges"), "expert_frame": Text(en="The register")}
BEFORE = {"trust": {"yes": 40, "no": 60}, "fair": {"yes": 30, "no": 70}, "slow": {"yes": 80, "no": 20}}
AFTER = {
    "trust": {"yes": 50, "no": 50},
    "fairness": {"low": 35, "middle": 25, "high": 25, "dk": 15},
    "prompt": {"yes": 10, "no": 90},
}


def waves(folder: Path, **settings: object) -> list[Wave]:
    return [margins_wave(folder, 2022, BEFORE, **settings), margins_wave(folder, 2026, AFTER, **settings)]


def refused(code: str, *args: object) -> None:
    with pytest.raises(survey.SurveyError) as found:
        survey.trend(*args)  # type: ignore[arg-type]
    assert found.value.code == code


# -- counts and differences --------------------------------------------------------------------------------------------
def test_a_question_word_for_word(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path), method=MODE), "trust")
    assert found["percent"].tolist() == [40, 60, 50, 50]
    assert found["change_low"].tolist()[2:] == [10, -10]
    assert found["reasons"].tolist() == [(), (), ("recruitment",), ("recruitment",)]  # two groups of volunteers
    assert found["compared"].tolist()[2:] == ["groups", "groups"]
    assert found["p"].isna().all()


def test_bounds_of_counts_give_bounds_of_the_difference(tmp_path: Path) -> None:
    folder = study(tmp_path)
    loose = margins_wave(folder, 2022, {"trust": {"yes": (30, 45), "no": (55, 70)}})
    row = survey.trend([loose, margins_wave(folder, 2026, AFTER)], "trust").iloc[2]
    assert (row["change_low"], row["change_high"]) == (5, 20)


def test_answers_that_are_mapped_are_counted_together(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path)), "fairness").set_index(["wave", "code"])
    assert found.loc[("w2022", "fair"), "n"] == 30
    assert found.loc[("w2026", "fair"), "n"] == 25
    assert found.loc[("w2026", "middle"), "n"] == 25
    assert found.loc[("w2022", "middle"), "n":"high"].isna().all()  # 2022 had no middle  # type: ignore[misc]
    assert found.loc[("w2026", "fair"), "reasons"] == ("wording", "options", "mode", "recruitment")


@pytest.mark.parametrize("name", ["fair", "fairness"])
def test_the_name_of_either_wave_will_do(tmp_path: Path, name: str) -> None:
    found = survey.trend(waves(study(tmp_path)), name)
    assert found["item"].unique().tolist() == ["fair", "fairness"]


def test_a_decision_that_it_is_one_question_is_no_break(tmp_path: Path) -> None:
    links = LINKS[: LINKS.index("      - earlier: slow")].replace("decision: linked", "decision: same")
    row = survey.trend(waves(study(tmp_path, links), method=MODE), "fairness").iloc[-1]
    assert row["reasons"] == ("recruitment",)


def test_three_waves_and_one_that_did_not_ask(tmp_path: Path) -> None:
    folder = study(tmp_path)
    first, last = waves(folder)
    silent = rows_wave(folder, 2026, {"trust": ["yes", "no", "yes", None]}, design=Design.NONPROBABILITY)
    found = survey.trend([first, _named(silent, "between"), last], "trust")
    assert found["wave"].unique().tolist() == ["w2022", "between", "w2026"]
    assert found.loc[2, "percent"] == pytest.approx(200 / 3)
    assert found["base"].tolist() == [100, 100, 3, 3, 100, 100]


def _named(wave: Wave, name: str) -> Wave:
    return replace(wave, settings=replace(wave.settings, id=name))


def test_an_index(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path)), "T")
    assert found["mean_low"].tolist() == [40, 50]
    assert found["change_low"].iloc[1] == 10
    assert found["reasons"].iloc[1] == ("mode", "recruitment")
    other = study(tmp_path / "b")
    path = other / "courts-2026.yaml"
    path.write_text(path.read_text("utf-8").replace("{yes: 1, no: 0}", "{yes: 0, no: 1}"), "utf-8")
    assert survey.trend(waves(other), "T")["reasons"].iloc[1] == ("index", "mode", "recruitment")


# -- tests only where they belong --------------------------------------------------------------------------------------
def test_two_samples_of_one_frame_are_tested(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path), design=Design.SRS, method=FRAME), "trust")
    row = found.iloc[2]
    assert row["compared"] == "frame"
    assert row["reasons"] == ()
    assert not row["break"]
    assert row["p"] == pytest.approx(fisher_exact([[40, 60], [50, 50]]).pvalue)
    assert found["p_holm"].iloc[2:].tolist() == found["p"].iloc[2:].tolist()  # what one answer gains the other loses: one test
    assert row["change_ci_low"] < 10 < row["change_ci_high"]


def test_three_answers_are_three_tests(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path), design=Design.SRS, method=FRAME), "fairness").set_index(["wave", "code"])
    p = found.loc["w2026", "p"].dropna()
    assert sorted(p.index) == ["fair", "unfair"]  # the middle of 2026 is in neither, so one share does not give the other
    assert found.loc[("w2026", "fair"), "p_holm"] == pytest.approx(min(1, p["fair"] * (1 if p["fair"] > p["unfair"] else 2)))
    assert found.loc[("w2026", "unfair"), "p_holm"] == pytest.approx(2 * p["unfair"])


@pytest.mark.parametrize(("before", "after"), [(30, 38), (30, 31), (30, 30), (2, 5)])
def test_a_frame_that_nearly_all_answered_gives_one_verdict(tmp_path: Path, before: int, after: int) -> None:
    """90 of the same 100 answered each time: p and the interval allow for the ten who are left, both or none."""
    about = {"design": Design.SRS, "method": FRAME, "frame_size": 100}
    folder = study(tmp_path)
    both = [
        margins_wave(folder, year, {"trust": {"yes": n, "no": 90 - n}}, 90, **about)
        for year, n in ((2022, before), (2026, after))
    ]
    row = survey.trend(both, "trust").iloc[2]
    assert (row["p"] <= 0.05) == (row["change_ci_low"] > 0 or row["change_ci_high"] < 0)
    if (before, after) == (30, 38):
        assert row["p"] < 0.001


@pytest.mark.parametrize("lost", ["target_population", "expert_frame"])
def test_a_frame_that_is_not_recorded_is_not_shared(tmp_path: Path, lost: str) -> None:
    method = {key: text for key, text in FRAME.items() if key != lost}
    found = survey.trend(waves(study(tmp_path), design=Design.SRS, method=method), "trust")
    assert found["compared"].iloc[2] == "groups"
    assert found["p"].isna().all()


def test_invented_answers_are_not_tested_against_real_ones(tmp_path: Path) -> None:
    folder = study(tmp_path)
    real = margins_wave(folder, 2022, BEFORE, design=Design.SRS, method=FRAME)
    made = margins_wave(folder, 2026, AFTER, design=Design.SRS, method=FRAME, synthetic=True)
    found = survey.trend([real, made], "trust")
    assert found["reasons"].iloc[2] == ("recruitment", "synthetic")
    assert found["p"].isna().all()


def test_everybody_of_a_frame_has_no_p(tmp_path: Path) -> None:
    found = survey.trend(waves(study(tmp_path), design=Design.CENSUS, method=FRAME, frame_size=100), "trust")
    assert found["compared"].iloc[2] == "frame"
    assert found["p"].isna().all()
    assert found["change_ci_low"].iloc[2] == found["change_ci_high"].iloc[2] == pytest.approx(10)


def test_the_same_people(tmp_path: Path) -> None:
    folder = study(tmp_path, LINKS.replace("    items:", PERSONS + "    items:"))
    people = [f"p{number}" for number in range(20)]
    before = rows_wave(folder, 2022, {"trust": ["no"] * 15 + ["yes"] * 5, "who": people}, method=MODE)
    after = rows_wave(
        folder,
        2026,
        {"trust": ["no", "yes", *["yes"] * 9, *["no"] * 4, *["yes"] * 5], "code": [one.upper() for one in people]},
        method=MODE,
    )
    row = survey.trend([before, after], "trust").iloc[2]
    assert row["compared"] == "persons"
    assert row["reasons"] == ()
    assert row["people"] == 20
    assert row["linked_change"] == row["change_low"] == 50
    assert row["p"] == row["p_holm"] == pytest.approx(binomtest(0, 10).pvalue)  # ten went over to yes, nobody went back
    twice = rows_wave(folder, 2026, {"trust": ["no", "no"], "code": ["a", "A "]})
    refused(errors.TREND_PERSON_TWICE, [before, twice], "trust")


def known(
    folder: Path, first: dict[str, str | None], second: dict[str, str | None], item: str = "trust", **about: object
) -> list[Wave]:
    """Two waves of people: code -> answer to one question."""
    place = study(folder, LINKS.replace("    items:", PERSONS + "    items:"))
    before = rows_wave(place, 2022, {"trust": list(first.values()), "who": list(first)}, method=MODE, **about)
    return [before, rows_wave(place, 2026, {"trust": list(second.values()), "code": list(second)}, method=MODE, **about)]


def test_a_code_by_which_nobody_is_known_changes_nothing(tmp_path: Path) -> None:
    both = known(tmp_path, {"a": "yes", "b": "no"}, {"c": "yes", "d": "yes"})
    for name in ("trust", "T"):
        assert survey.trend(both, name)["reasons"].iloc[-1] == ("recruitment",)
    row = survey.trend(both, "trust").iloc[2]
    assert row["compared"] == "groups"
    assert pd.isna(row["people"])
    framed = known(tmp_path / "b", {"a": "yes", "b": "no"}, {"c": "yes", "d": "yes"}, design=Design.SRS)
    framed = [replace(wave, settings=replace(wave.settings, method=FRAME)) for wave in framed]
    assert survey.trend(framed, "trust")["compared"].iloc[2] == "frame"


def test_others_beside_the_same_people_are_another_group(tmp_path: Path) -> None:
    """Four are known again and go over to no; the newcomers all say yes, so the difference of everybody points the other way."""
    first = dict.fromkeys("abcd", "yes") | dict.fromkeys("efgh", "no")
    second = dict.fromkeys("abcd", "no") | dict.fromkeys([f"n{number}" for number in range(16)], "yes")
    row = survey.trend(known(tmp_path, first, second), "trust").iloc[2]
    assert row["compared"] == "persons"
    assert row["reasons"] == ("recruitment",)
    assert row["change_low"] == pytest.approx(30)
    assert (row["people"], row["linked_change"]) == (4, -100)
    assert row["change_ci_low"] <= row["linked_change"] <= row["change_ci_high"]
    assert row["p"] == pytest.approx(binomtest(0, 4).pvalue)


def test_people_are_not_tested_against_made_up_ones(tmp_path: Path) -> None:
    before, after = known(tmp_path, dict.fromkeys("abcdef", "yes"), dict.fromkeys("abcdef", "no"))
    made = replace(after, settings=replace(after.settings, synthetic=True))
    row = survey.trend([before, made], "trust").iloc[2]
    assert row["compared"] == "groups"
    assert row["reasons"] == ("recruitment", "synthetic")
    assert pd.isna(row["p"])
    assert pd.isna(row["linked_change"])


@pytest.mark.parametrize(
    ("base", "people", "change"),
    [("answered", 4, 0.0), ("valid", 3, 100 / 3), ("all", 5, 20.0)],
)
def test_who_counts_among_the_same_people(tmp_path: Path, base: Base, people: int, change: float) -> None:
    """a does not know the second time, e answered the second time only; b went over to "high"."""
    folder = study(tmp_path, LINKS.replace("    items:", PERSONS + "    items:"))
    codes = list("abcde")
    before = rows_wave(folder, 2022, {"fair": ["yes", "no", "yes", "no", None], "who": codes}, method=MODE)
    after = rows_wave(folder, 2026, {"fairness": ["dk", "high", "high", "low", "high"], "code": codes}, method=MODE)
    found = survey.trend([before, after], "fairness", base=base).set_index(["wave", "code"])
    row = found.loc[("w2026", "fair")]
    assert row["people"] == people
    assert row["linked_change"] == pytest.approx(change)


# -- what is refused ---------------------------------------------------------------------------------------------------
def test_refusals(tmp_path: Path) -> None:
    first, last = waves(study(tmp_path))
    refused(errors.TREND_TOO_FEW, [first], "trust")
    refused(errors.TREND_TOO_FEW, first, "trust")
    refused(errors.NOT_A_WAVE, None, "trust")
    refused(errors.TREND_UNKNOWN, [first, last], None)
    refused(errors.TREND_WAVE_TWICE, [first, first], "trust")
    refused(errors.TREND_UNKNOWN, [first, last], "trusst")
    refused(errors.TREND_APART, [first, last], "prompt")
    refused(errors.TREND_APART, [first, last], "slow")
    refused(errors.TREND_NOT_COUNTED, [first, last], "code")
    alone = study(tmp_path / "b", None)
    refused(errors.TREND_NOWHERE_ELSE, waves(alone), "fairness")
    with pytest.raises(survey.SurveyError):
        survey.trend([first, last], "trust", base="some")  # type: ignore[arg-type]


# -- other readings ----------------------------------------------------------------------------------------------------
def test_sensitivity(tmp_path: Path) -> None:
    found = survey.trend_sensitivity(waves(study(tmp_path)), "fairness")
    told = {(row["reading"], row["code"]): row["direction"] for row in found.to_dict("records")}
    assert told["main", "fair"] == "down"  # 30 to 25
    assert told["main", "unfair"] == "down"  # 70 to 35
    assert told["valid", "fair"] == "down"  # 30 to 25 of 85
    assert told["middle_unfair", "unfair"] == "down"  # 70 to 60
    assert told["codes", "fair"] is None  # without the decision nothing can be compared
    assert not found.loc[found["reading"] == "codes", "agrees"].any()
    assert survey.trend_sensitivity(waves(tmp_path), "trust")["reading"].unique().tolist() == ["main"]


def test_a_reading_can_turn_a_direction(tmp_path: Path) -> None:
    folder = study(tmp_path)
    after = AFTER | {"fairness": {"low": 60, "middle": 15, "high": 25, "dk": 0}}
    found = survey.trend_sensitivity([margins_wave(folder, 2022, BEFORE), margins_wave(folder, 2026, after)], "fairness")
    unfair = found[found["code"] == "unfair"].set_index("reading")
    assert unfair.loc["main", "direction"] == "down"
    assert unfair.loc["middle_unfair", "direction"] == "up"
    assert not unfair.loc["middle_unfair", "agrees"]


# -- the study itself --------------------------------------------------------------------------------------------------
def test_2022_beside_the_rehearsal_of_2026() -> None:
    """Counts by hand: 29 of 96 in the dissertation; the rehearsal is made up, so only its base is held fast."""
    both = [load_wave(root() / "data" / name) for name in ("sovereignty-2022", "sovereignty-2026-demo")]
    found = survey.trend(both, "power_sufficient_territory")
    assert found["percent"].iloc[0] == pytest.approx(100 * 29 / 96)
    assert found["base"].iloc[2] == 150
    assert found["reasons"].iloc[2] == ("mode", "recruitment", "synthetic")
    assert found["break"].tolist() == [False, False, True, True]
    refused(errors.TREND_APART, both, "recognition_degree")
