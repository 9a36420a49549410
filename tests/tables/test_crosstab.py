"""Crossed tables and families in words, in three languages."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import survey
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.tables.crosstab import Side, association_tests_table, associations_table, crosstab_table

FRAME = pd.DataFrame(
    {"tea": ["yes"] * 15 + ["no"] * 15 + ["yes"], "milk": ["with"] * 10 + ["none"] * 5 + ["with"] * 3 + ["none"] * 12 + [None]}
)
TEA = Side("Tea", {"yes": "Yes", "no": "No"})
MILK = Side("Milk", {"with": "With", "none": "Without"})
TOWN = Side("Town", {f"t{place}": f"Town {place}" for place in range(6)})
TITLES = {"tea": "Tea", "milk": "Milk"}


def plain(cells: tuple[str, ...]) -> list[str]:
    return [cell.replace("\xa0", " ") for cell in cells]


def test_percents_run_down_and_the_base_stands_below() -> None:
    table = crosstab_table(survey.crosstab(FRAME, "tea", "milk").table, TEA, MILK, "en", table_id="x", caption="x", left_out=1)
    assert [column.heading for column in table.columns] == ["Tea", "Without", "With", "All"]
    assert plain(table.rows[1]) == ["Yes", "5 (29.4%)", "10 (76.9%)", "15 (50.0%)"]
    assert table.total == ("Base (n)", "17", "13", "30")
    assert "30" in table.notes[2]


def test_marks_only_where_a_model_is_allowed() -> None:
    cells = survey.crosstab(FRAME, "tea", "milk").table
    without, marked = (crosstab_table(cells, TEA, MILK, "en", table_id="x", caption="x", model=model) for model in (False, True))
    assert plain(marked.rows[1])[1:3] == ["5 (29.4%) −", "10 (76.9%) +"]
    assert not any(sign in cell for row in without.rows for cell in row for sign in "+−")
    assert len(marked.notes) == len(without.notes) + 1


def test_weighted_rows_stand_below_the_others() -> None:
    cells = survey.crosstab(FRAME, "tea", "milk", weights=np.full(31, 1.5)).table
    table = crosstab_table(cells, TEA, MILK, "ru", table_id="x", caption="x")
    assert plain(table.rows[2])[1:] == ["5 (29,4 %)", "10 (76,9 %)", "15 (50,0 %)"]
    assert plain(table.rows[3])[1:] == ["7,5 (29,4 %)", "15,0 (76,9 %)", "22,5 (50,0 %)"]
    assert table.rows[4][1:] == ("25,5", "19,5", "45,0")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("correction", ["holm", "bh"])
def test_facts_and_tests_of_a_family(language: Language, correction: str) -> None:
    summary = survey.crosstabs(FRAME, "tea", "milk").summary
    facts = associations_table(summary, TITLES, language, table_id="x", caption="x")
    tests = association_tests_table(summary, TITLES, language, table_id="x", caption="x", correction=correction)
    assert [plain(table.rows[0])[0] for table in (facts, tests)] == ["Tea × Milk"] * 2
    assert (len(facts.columns), len(tests.columns)) == (4, 5)
    assert tests.rows[0][1] == ("0.025" if language == "en" else "0,025")


def test_an_empty_cell_has_an_infinite_odds_ratio() -> None:
    frame = pd.DataFrame({"tea": ["a"] * 8 + ["b"] * 8, "milk": ["x"] * 8 + ["y"] * 4 + ["x"] * 4})
    summary = survey.crosstabs(frame, "tea", "milk").summary
    assert associations_table(summary, TITLES, "en", table_id="x", caption="x").rows[0][3] == "∞"
    assert association_tests_table(summary, TITLES, "en", table_id="x", caption="x").rows[0][-1].endswith("∞]")


def test_an_estimated_p_is_marked_and_its_error_told() -> None:
    frame = pd.DataFrame(np.random.default_rng(1).integers(0, 6, (150, 2)), columns=["tea", "milk"])
    table = association_tests_table(survey.crosstabs(frame, "tea", "milk").summary, TITLES, "en", table_id="x", caption="x")
    assert plain(table.rows[0])[1].startswith("≈ ")
    assert "standard error is at most 0.003" in table.notes[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_very_many_people_the_interval_is_walds_and_the_table_says_so(language: Language) -> None:
    """By hand: [[3000, 3000], [3000, 6000]] has the odds ratio 2 and the standard error sqrt(3 / 3000 + 1 / 6000) of its log."""
    many = pd.DataFrame({"tea": ["a"] * 6000 + ["b"] * 9000, "milk": ["x", "y"] * 3000 + ["x", "y", "y"] * 3000})
    summary = pd.concat([survey.crosstabs(frame, "tea", "milk").summary for frame in (many, FRAME)], ignore_index=True)
    table = association_tests_table(summary, TITLES, language, table_id="x", caption="x")
    found = [plain(row)[-1] for row in table.rows]
    half = 1.959964 * np.sqrt(3 / 3000 + 1 / 6000)
    low, high = (f"{2 * np.exp(end):.2f}" for end in (-half, half))
    assert found[0] == (f"[{low}, {high}]*" if language == "en" else f"[{low}; {high}]*".replace(".", ","))
    assert "*" not in found[1]
    assert say("tables.association_wald_note", language, sign="*") in table.notes
    few = association_tests_table(summary.iloc[1:], TITLES, language, table_id="x", caption="x")
    assert say("tables.association_wald_note", language, sign="*") not in few.notes


def test_a_wide_table_is_turned_and_its_percents_with_it() -> None:
    frame = pd.DataFrame({"tea": ["yes", "no", "yes"] * 6, "town": [f"t{place // 3}" for place in range(18)]})
    found = survey.crosstab(frame, "tea", "town", weights=np.full(18, 2.0))
    plainly, weighed = (
        crosstab_table(table, TEA, TOWN, "en", table_id="x", caption="x", model=True)
        for table in (survey.crosstab(frame, "tea", "town").table, found.table)
    )
    assert [column.heading for column in plainly.columns] == ["Town", "No", "Yes", "Base (n)"]
    assert plain(plainly.rows[0]) == ["Town 0", "1 (33.3%)", "2 (66.7%)", "3"]
    assert plain(plainly.total or ()) == ["All", "6 (33.3%)", "12 (66.7%)", "18"]
    assert plainly.notes[0] == "Across: the answers to Tea"
    assert "along the rows" in plainly.notes[1]
    assert plain(weighed.rows[1]) == ["Town 0 (weighted)", "2.0 (33.3%)", "4.0 (66.7%)", "6.0"]
    assert plain(weighed.rows[-1]) == ["All (weighted)", "12.0 (33.3%)", "24.0 (66.7%)", "36.0"]


def test_marks_stand_in_the_same_cells_of_a_turned_table() -> None:
    frame = pd.DataFrame(
        {"tea": ["yes"] * 10 + ["no", "yes"] * 10, "town": ["t0"] * 10 + [f"t{place // 4 + 1}" for place in range(20)]}
    )
    table = crosstab_table(survey.crosstab(frame, "tea", "town").table, TEA, TOWN, "en", table_id="x", caption="x", model=True)
    assert plain(table.rows[0]) == ["Town 0", "0 (0.0%) −", "10 (100.0%) +", "10"]
    assert not any(cell.endswith((" +", " −")) for row in table.rows[1:] for cell in map(str, row))
