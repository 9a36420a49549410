"""Shares and differences in words, in three languages."""

from __future__ import annotations

import pytest

import survey
from survey.i18n.text import LANGUAGES, Language
from survey.shipped import root
from survey.tables.crosstab import Side
from survey.tables.shares import differences_table, share_words, shares_table
from survey.wave.load import load_wave
from survey.wave.wave import Wave

SIDE = Side("States", {"russia": "Russia", "china": "China", "usa": "USA", "uzbekistan": "Uzbekistan", "turkiye": "Türkiye"})


@pytest.fixture(scope="module")
def margins() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


def plain(cells: tuple[str, ...]) -> list[str]:
    return [cell.replace("\xa0", " ") for cell in cells]


def test_claimed_shares_as_people_write_them() -> None:
    assert [share_words(percent, "en") for percent in (50, 200 / 3, 100 / 3, 62.5, 100 / 7)] == [
        "50%",
        "2/3",
        "1/3",
        "62.5%",
        "1/7",
    ]


def test_facts_stand_alone_where_there_is_no_model(margins: Wave) -> None:
    found = survey.proportions(margins, {"territory_threat_exists": "yes"}, "2/3")
    table = shares_table(found.table, margins.instrument, "en", table_id="x", caption="x", tests=found.tests)
    assert [column.heading for column in table.columns] == ["Answer", "Gave this answer", "More than 2/3"]
    assert plain(table.rows[0])[1:] == ["49–96 (51.0–100.0%)", "cannot be told"]
    assert not any(" p " in note for note in table.notes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("correction", ["holm", "bh"])
@pytest.mark.parametrize("alternative", ["greater", "less", "two-sided"])
def test_the_model_follows_the_facts(margins: Wave, language: Language, correction: str, alternative: str) -> None:
    items = {"territory_threat_exists": "yes", "can_secure_territory": ["yes", "no"]}
    found = survey.proportions(margins, items, alternative=alternative, correction=correction)  # type: ignore[arg-type]
    table = shares_table(
        found.table, margins.instrument, language, table_id="x", caption="x", tests=found.tests, correction=correction, model=True
    )
    assert len(table.columns) == 6
    p = table.rows[0][4]
    assert (
        p.startswith("<0.001" if language == "en" else "<0,001")
        if alternative != "less"
        else p.endswith("1.000" if language == "en" else "1,000")
    )
    assert len(table.notes) == 4


def test_differences_tell_who_leads(margins: Wave) -> None:
    found = survey.differences(margins, "threat_state_sovereignty")
    table = differences_table(found.table, SIDE, "en", table_id="x", caption="x")
    assert plain(table.rows[0]) == ["Russia > China", "75 and 15", "62.5"]
    assert plain(table.rows[-1]) == ["Uzbekistan ? Türkiye", "0–5 and 0–5", "−5.2…5.2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tests_of_differences_have_both_ends(margins: Wave, language: Language) -> None:
    found = survey.differences(margins, "threat_state_sovereignty", ["china", "usa"])
    table = differences_table(found.table, SIDE, language, table_id="x", caption="x", model=True)
    assert table.rows[0][4] == ("<0.001–0.078" if language == "en" else "<0,001–0,078")
    assert len(table.columns) == 6
