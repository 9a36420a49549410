from __future__ import annotations

import pandas as pd

from survey.tables.mentions import mentions_table
from survey.tables.reliability import Coefficient, items_table, reliability_table

NAN = float("nan")


def test_the_title_of_an_index_stands_once_and_an_unknown_interval_is_a_dash() -> None:
    table = reliability_table(
        {
            "T": [Coefficient("omega_categorical", 0.667, 0.47, 0.8), Coefficient("alpha", 0.64)],
            "U": [Coefficient("mokken", 0.4)],
        },
        "ru",
        caption="Надёжность",
    )
    assert [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in table.rows] == [
        ("T", "Категориальная омега", "0,67", "[0,47; 0,80]"),
        ("", "Альфа Кронбаха", "0,64", "–"),
        ("U", "Коэффициент H Моккена", "0,40", "–"),
    ]


def test_what_each_question_adds() -> None:
    items = pd.DataFrame({"item_rest": [0.42], "alpha_dropped": [NAN], "h": [0.4349], "mean": [0.75]}, index=["a"])
    table = items_table(items, {"a": "1.1. Шай"}, "kk", table_id="x", caption="x")
    assert table.rows == (("1.1. Шай", "0,75", "0,42", "–", "0,43"),)


def test_mentions_are_counted_up_to_the_longest_row_and_in_plurals() -> None:
    table = mentions_table({"Чай": [1, 2, 3, 4, 5, 6], "Молоко": [20, 1]}, "ru", table_id="x", caption="x", heading="Ответ")
    assert [column.heading for column in table.columns][1:7] == ["0 раз", "1 раз", "2 раза", "3 раза", "4 раза", "5 раз"]
    assert [row[-1] for row in table.rows] == ["21", "21"]
    assert table.rows[1][3:7] == ("0", "0", "0", "0")
