from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import LANGUAGES, Language
from survey.tables.retention import retention_table

SUGGESTED = pd.Series({"parallel_pearson": 2, "parallel_polychoric": None, "map": 1, "ekc": 3}, dtype="Int64")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_name_and_a_dash_where_it_could_not_be_used(language: Language) -> None:
    table = retention_table(SUGGESTED, {"map": 0.575}, language, caption="x")
    names, numbers, again = zip(*table.rows, strict=True)
    assert numbers == ("2", "–", "1", "3")
    assert [cell[:2] for cell in again] == ["–", "–", "58", "–"]
    assert len(set(names)) == 4


def test_the_rules_in_kazakh() -> None:
    assert [name for name, *_ in retention_table(SUGGESTED, {}, "kk", caption="x").rows] == [
        "Параллель талдау, Пирсон корреляциялары",
        "Параллель талдау, тетрахорлық не полихорлық корреляциялар",
        "Велисердің ең кіші орташа дербес корреляция ережесі (MAP)",
        "Эмпирикалық Кайзер критерийі (EKC)",
    ]
