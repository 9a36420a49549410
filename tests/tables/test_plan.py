"""The tables of a plan: cells, notes, three languages."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument
from survey.planning.plan import Plan, plan
from survey.tables.plan import differences_table, kappas_table, loadings_table, rules_table, shares_table


@pytest.fixture(scope="module")
def found() -> Plan:
    return plan(Instrument("trial", "1", ("en",), Text(en="Trial"), (), ()), [60, 96], frame=200, replicates=10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_in_every_language(found: Plan, language: Language) -> None:
    tables = [shares_table(found.shares, 0.95, language, frame=200), kappas_table(found.kappas, 0.95, 100, language)]
    tables += [
        differences_table(found.differences, found.smallest, kind, 0.95, language, frame=200) for kind in ("groups", "answers")
    ]
    for table in tables:
        assert table.notes
        assert [column.heading[-2:] for column in table.columns[-2:]] == ["60", "96"]
    assert any("200" in note for note in tables[0].notes)


def test_a_half_of_a_point_is_written(found: Plan) -> None:
    table = differences_table(found.differences, found.smallest, "groups", 0.95, "en")
    assert table.rows[2][0] == "15 (42.5% and 57.5%)"
    assert table.rows[0][0] == "0 (false alarms)"
    assert len(table.notes) == 1


@pytest.mark.parametrize("level", [0.975, 0.999])
def test_a_level_that_is_no_whole_percent(found: Plan, level: float) -> None:
    told = f"{level * 100:.1f}%"
    assert told in shares_table(found.shares, level, "en").caption
    assert told in kappas_table(found.kappas, level, 100, "en").caption
    assert told in differences_table(found.differences, found.smallest, "groups", level, "en", frame=200).notes[0]
    alone = differences_table(found.differences, found.smallest, "answers", level, "en").notes[0]
    assert f"{100 - level * 100:.1f}%" in alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_frame_leaves_nothing_to_find(language: Language) -> None:
    whole = plan(Instrument("trial", "1", ("en",), Text(en="Trial"), (), ()), [60, 96], frame=96, replicates=10)
    for kind in ("groups", "answers"):
        table = differences_table(whole.differences, whole.smallest, kind, 0.95, language, frame=96)
        found = {row[-1] for row in table.rows}
        assert found == {"–", "±0,0" if language != "en" else "±0.0"}
        assert table.notes[1] == say("plan.whole_frame", language)
        assert all(row[-2] != "–" for row in table.rows)


def test_a_difference_that_is_never_found_is_a_dash(found: Plan) -> None:
    nothing = found.smallest.assign(difference=float("nan"))
    assert differences_table(found.differences, nothing, "groups", 0.95, "en").rows[-1][1:] == ("–", "–")


def test_samples_without_an_interval_are_told(found: Plan) -> None:
    table = kappas_table(found.kappas.assign(without=0.031), 0.95, 100, "en")
    assert any("3.1%" in note for note in table.notes)
    assert len(kappas_table(found.kappas.assign(without=0.0), 0.95, 100, "en").notes) == 1


def test_nothing_solved() -> None:
    row = {"n": 12, "rmse_own": None, "rmse_own_error": None, "rmse_other": None, "rmse_other_error": None, "similar": None}
    row |= {"similar_error": None, "left_out": float("nan"), "replicates": 10, "solved": 0}
    table = loadings_table(pd.DataFrame([row]), "kk")
    assert [cells[1] for cells in table.rows] == ["–", "–", "–", "–", "100"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules(language: Language) -> None:
    rows = [(96, "map", 0.5, 0.5, 0.0, 0.05), (150, "map", 1.0, 0.0, 0.0, 0.0)]
    rules = pd.DataFrame(rows, columns=["n", "rule", "right", "too_few", "too_many", "error"])
    table = rules_table(rules, 3, 100, language)
    assert table.rows[0][1:] == ("50 ± 5 (−50, +0)", "100 ± 0 (−0, +0)")
