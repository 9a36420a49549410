"""A logit in words, in three languages."""

from __future__ import annotations

import pandas as pd
import pytest

import survey
from survey.i18n.text import LANGUAGES, Language
from survey.tables.crosstab import Side
from survey.tables.logit import logit_table
from survey.tables.table import Table

FRAME = pd.DataFrame(
    {
        "sex": ["f"] * 30 + ["m"] * 30,
        "age": [20 + place % 17 for place in range(60)],
        "agrees": [1] * 20 + [0] * 10 + [1] * 6 + [0] * 24,
    }
)
SIDES = {"sex": Side("Sex", {"f": "Woman", "m": "Man"}), "age": Side("Age", {})}


def shown(language: Language, *, model: bool) -> Table:
    found = survey.logit(FRAME, "agrees", ["sex", "age"])
    return logit_table(
        *(found.table, SIDES, "Yes", language),
        table_id="x",
        caption="x",
        base=found.base,
        events=found.events,
        missing=2,
        method=found.method if model else None,
        p=found.model_p,
    )


def test_the_reference_answer_has_its_own_row() -> None:
    rows = [[cell.replace("\xa0", " ") for cell in row] for row in shown("en", model=False).rows]
    assert rows == [
        ["Sex: Woman (reference)", "30", "20 (66.7%)"],
        ["Sex: Man", "30", "6 (20.0%)"],
        ["Age (per unit)", "60", "26 (43.3%)"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_follows_the_facts(language: Language) -> None:
    facts, full = shown(language, model=False), shown(language, model=True)
    assert (len(facts.columns), len(full.columns)) == (3, 6)
    assert full.rows[0][3:] == ("1", "–", "–")
    assert full.rows[1][4] in ("<0.001", "<0,001")
    relation = "p <\xa00.001" if language == "en" else "p <\xa00,001"
    assert relation in full.notes[-1]
    assert len(full.notes) == len(facts.notes) + 2


def test_limits_beyond_all_measure_are_no_numbers() -> None:
    row = {"item": "sex", "code": "m", "reference": "f", "n": 5, "events": 5, "percent": 100.0, "reference_percent": 50.0}
    model = {"model_odds_ratio": 12.0, "model_low": 1.5, "model_high": 1e9, "model_p": 0.02}
    effect = {"model_effect": 40.0, "model_effect_low": 10.0, "model_effect_high": 70.0}
    table = logit_table(
        *(pd.DataFrame([row | model | effect]), SIDES, "Yes", "en"),
        table_id="x",
        caption="x",
        base=20,
        events=10,
        method="firth",
        p=0.02,
    )
    assert table.rows[1][3] == "12.00"
