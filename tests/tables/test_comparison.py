from __future__ import annotations

import pandas as pd

from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.tables.comparison import comparison_table

RED, BLUE, NONE = (
    Option("red", 1, Text(ru="красный", en="red")),
    Option("blue", 2, Text(ru="синий", en="blue")),
    Option("none", 3, Text(ru="никакой", en="none")),
)


def question(name: str, number: str, *options: Option) -> Item:
    text = Text(ru=f"Цвет: {name}", en=f"Colour: {name}")
    return Item(name, number, "s", ItemKind.SINGLE, Level.NOMINAL, text, text, options)


def counts(**by_code: tuple[int, int]) -> pd.DataFrame:
    low, high = zip(*by_code.values(), strict=True)
    return pd.DataFrame({"code": list(by_code), "low": low, "high": high, "base": 96})


def test_one_row_per_answer_and_a_dash_where_a_question_does_not_offer_it() -> None:
    items = [question("wall", "1.1", RED, BLUE), question("door", "1.2", BLUE, NONE)]
    frames = {"wall": counts(red=(54, 54), blue=(42, 42)), "door": counts(blue=(0, 46), none=(50, 96))}
    table = comparison_table(frames, items, "ru", table_id="colours", caption="Цвета")
    assert [column.heading for column in table.columns] == ["Ответ", "1.1. Цвет: wall", "1.2. Цвет: door"]
    assert [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in table.rows] == [
        ("Красный", "54 (56,3 %)", "–"),
        ("Синий", "42 (43,8 %)", "0–46 (0,0–47,9 %)"),
        ("Никакой", "–", "50–96 (52,1–100,0 %)"),
    ]
    assert table.total == ("База (n)", "96", "96")
    assert [note.split(",")[0] for note in table.notes] == ["Там", "Проценты округлены", "Прочерк означает"]


def test_without_gaps_there_is_nothing_to_explain() -> None:
    items = [question("wall", "1.1", RED, BLUE), question("door", "1.2", RED, BLUE)]
    frames = {name: counts(red=(24, 24), blue=(72, 72)) for name in ("wall", "door")}
    assert comparison_table(frames, items, "en", table_id="colours", caption="Colours").notes == ()
