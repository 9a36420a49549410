from __future__ import annotations

import pandas as pd

from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Item, ItemKind, Level
from survey.tables.number import FIGURES, MISSING, class_frame, number_table

LABEL = Text("Туған жылы", "Год рождения", "Year of birth")
YEAR = Item("born_in", "1", "s", ItemKind.NUMBER, Level.INTERVAL, LABEL, LABEL)


def summary(*figures: float, n: int = 4, **missing: int) -> pd.DataFrame:
    return pd.DataFrame([{"n": n} | dict(zip(FIGURES, figures, strict=True)) | dict.fromkeys(MISSING, 0) | missing])


def test_years_have_no_thousands_and_reasons_are_named_where_there_are_any() -> None:
    table = number_table(summary(1950, 1961.5, 1970, 1972.625, 1981.25, 1999, 20.5, not_asked=1000), YEAR, "ru")
    assert (table.id, table.caption) == ("born-in", "Год рождения")
    assert table.rows == (
        ("Число ответов", "4"),
        ("Минимум", "1950"),
        ("Нижний квартиль", "1961,5"),
        ("Медиана", "1970"),
        ("Среднее", "1972,63"),
        ("Верхний квартиль", "1981,25"),
        ("Максимум", "1999"),
        ("Стандартное отклонение", "20,50"),
        ("Вопрос не задавался", "1\N{NO-BREAK SPACE}000"),
    )


def test_large_numbers_have_thousands() -> None:
    rows = dict(number_table(summary(*[150000.0] * 6, 0.0), YEAR, "en").rows)
    assert (rows["Median"], rows["Mean"]) == ("150,000", "150,000.00")


def test_where_nobody_answered_there_are_dashes() -> None:
    table = number_table(summary(*[float("nan")] * 7, n=0, skipped=4), YEAR, "kk")
    assert [value for _, value in table.rows] == ["0", *["–"] * 7, "4"]


def test_every_word_stands_in_every_language() -> None:
    everything = summary(*[1.0] * 7, **dict.fromkeys(MISSING, 1))
    assert {len({word for word, _ in number_table(everything, YEAR, language).rows}) for language in LANGUAGES} == {13}


def test_classes_are_called_by_their_ends() -> None:
    classes = pd.DataFrame({"first": [-5.0, 0.0, 5.0], "last": [-0.5, 4.5, 9.5], "low": 1, "high": 1, "base": 3})
    assert class_frame(classes, "kk")["code"].tolist() == ["−5…<0", "0–<5", "5–<10"]
    years = pd.DataFrame({"first": [1980.0], "last": [1989.0], "low": 1, "high": 1, "base": 1})
    assert class_frame(years, "en")["code"].tolist() == ["1980–1989"]
