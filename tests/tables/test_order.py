"""The order of answers in words: bounds, ties, what is open, and tests only as asked."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.tables.crosstab import Side
from survey.tables.order import Line, order_table, order_test_table

SIDES = {name: Side(name.title(), {"a": "Green", "b": "Black", "c": "Red"}) for name in ("tea", "milk")}
ONE = Line("tea", (("one", ("a",)), ("tie", ("b", "c"))), {"a": (9, 9), "b": (3, 3), "c": (3, 3)}, 15)
OTHER = Line("milk", (("one", ("a",)), ("open", ("b", "c"))), {"a": (9, 9), "b": (0, 6), "c": (0, 6)}, 15)
EVERY = Line(None, OTHER.steps, {}, None, every=True)
SUM = Line(None, OTHER.steps, {"a": (18, 18), "b": (3, 9), "c": (3, 9)}, 30)


def cells(lines: list[Line], language: Language = "en") -> list[tuple[str, ...]]:
    table = order_table(lines, SIDES, language, table_id="x", caption="x")
    return [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in table.rows]


def test_ties_bounds_and_what_is_open() -> None:
    assert cells([ONE, OTHER, EVERY, SUM]) == [
        ("Tea", "Green 9 > Black 3 = Red 3", "15"),
        ("Milk", "Green 9 > (Black 0–6 ? Red 0–6)", "15"),
        ("In every question", "Green > (Black ? Red)", "–"),
        ("All questions together", "Green 18 > (Black 3–9 ? Red 3–9)", "30"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_is_there_is_explained(language: Language) -> None:
    short, full = (order_table(lines, SIDES, language, table_id="x", caption="x").notes for lines in ([ONE], [OTHER, EVERY, SUM]))
    assert len(short) == 1
    assert [say(f"repeated.{key}", language) for key in ("order_note", "open_note", "together_note")] == list(full)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_without_a_test_are_left_away(language: Language) -> None:
    row = {"item": "tea", "first": "a", "second": "b", "adjacent": True, "order": "first", "model_ordered": True}
    counts = {"first_low": 9, "first_high": 9, "second_low": 0, "second_high": 6, "model_p_high": 0.01, "model_p_holm": 0.03}
    pairs = pd.DataFrame([row | counts, row | counts | {"item": None, "model_p_high": float("nan")}])
    table = order_test_table(pairs, SIDES, language, table_id="x", caption="x", tests=3)
    assert len(table.rows) == 1
    assert table.rows[0][2] == say("repeated.count_pair", language, first="9", second="0–6")
    assert table.rows[0][-1] == say("repeated.shown_yes", language)
    other = pairs.rename(columns={"model_p_holm": "model_p_bh"})
    table = order_test_table(other, SIDES, language, table_id="x", caption="x", tests=3, correction="bh")
    assert say("tables.p_bh", language) in [column.heading for column in table.columns]
