"""Waves side by side in a table: signs of differences, dashes for what was not offered, tests where there are any."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.tables.trend import change, reasons, trend_table

WAVES, ANSWERS = {"a": "2022", "b": "2026"}, {"yes": "Yes", "some": "Some"}


def frame(compared: str) -> pd.DataFrame:
    rows = [
        ("a", "yes", 29, 29, None, None),
        ("a", "some", None, None, None, None),
        ("b", "yes", 50, 52, 3.125, 4.4),
        ("b", "some", 3, 3, None, None),
    ]
    table = pd.DataFrame(rows, columns=["wave", "code", "low", "high", "change_low", "change_high"])
    table = table.astype({"low": "Int64", "high": "Int64"})
    return table.assign(
        base=96, compared=compared, change_ci_low=-9.0, change_ci_high=15.0, linked_change=-2.0, p=0.0201, p_holm=0.0402
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_offered_is_a_dash(language: Language) -> None:
    table = trend_table(frame("groups"), WAVES, ANSWERS, language, table_id="x", caption="x")
    assert table.rows[1][1] == "–"
    assert table.rows[1][3] == "–"
    assert say("trend.not_offered_note", language) in table.notes
    assert len(table.columns) == 4


def test_tests_where_there_are_any() -> None:
    table = trend_table(frame("frame"), WAVES, ANSWERS, "en", table_id="x", caption="x")
    assert table.rows[0][3:] == ("+3.1…+4.4", "[−9.0,\N{NO-BREAK SPACE}15.0]", "0.020", "0.040")
    assert table.total is not None
    assert len(table.total) == len(table.columns) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_people_stand_before_their_interval(language: Language) -> None:
    table = trend_table(frame("persons").assign(people=20), WAVES, ANSWERS, language, table_id="x", caption="x", level=0.975)
    assert any("20" in note for note in table.notes)
    assert table.rows[0][4] == change(-2.0, -2.0, language)
    level = "97.5" if language == "en" else "97,5"
    assert [column.heading for column in table.columns[4:6]] == [
        say("trend.linked_difference", language),
        say("trend.linked_interval", language, level=level),
    ]
    assert table.total is not None
    assert len(table.total) == len(table.columns) == len(table.rows[0]) == 8


def test_signs() -> None:
    assert change(0.0, 0.0, "en") == "0.0"
    assert change(0.04, 0.04, "en") == "0.0"
    assert change(-0.04, 0.06, "en") == "0.0…+0.1"
    assert change(-2.5, -2.5, "ru") == "−2,5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_word(language: Language) -> None:
    names = ("wording", "options", "filter", "index", "mode", "languages", "recruitment", "synthetic")
    assert len(set(reasons(names, language).split(", "))) == len(names)
