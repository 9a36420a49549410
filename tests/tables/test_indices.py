from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import Text
from survey.instrument.model import (
    Condition,
    Index,
    IndexClass,
    IndexModel,
    Instrument,
    Item,
    ItemKind,
    Level,
    Option,
)
from survey.tables.indices import indices_table, is_share


def text(word: str) -> Text:
    return Text(word, word, word)


COLOURS = (Option("red", 1, text("red")), Option("blue", 2, text("blue")))
ITEMS = tuple(
    Item(name, "1", "s", ItemKind.SINGLE, Level.NOMINAL, text(name), text(f"label of {name}"), COLOURS)
    for name in ("wall", "door")
)
SCORES = {"wall": {"red": 1.0, "blue": 0.0}, "door": {"red": 1.0, "blue": 0.0}}
CLASS = IndexClass("both", text("both red"), (Condition("wall", ("red",)),))
INSTRUMENT = Instrument(
    "house",
    "1",
    ("kk", "ru", "en"),
    text("House"),
    (),
    ITEMS,
    (
        Index("R", text("Redness"), text(""), IndexModel.FORMATIVE, SCORES, 2, text("")),
        Index("C", text("Colours named"), text(""), IndexModel.COUNT, SCORES, 2, text(""), ("red", "blue")),
        Index("T", text("Types"), text(""), IndexModel.TYPOLOGY, SCORES, 2, text(""), classes=(CLASS,)),
        Index("S", text("Apart"), text(""), IndexModel.SEPARATE, SCORES, 1, text("")),
    ),
)
NAN = float("nan")
SUMMARY = pd.DataFrame(
    [
        ("R", None, 90, 96, 33.854, 66.15, 0.0, 100.0, False),
        ("C", "red", 96, 96, 1.5, 1.5, 0.0, 2.0, True),
        ("C", "blue", 96, 96, 0.25, 0.5, 0.0, 2.0, False),
        ("T", "both", 0, 0, NAN, NAN, 0.0, 100.0, True),
        ("S", "door", 96, 96, 50.0, 50.0, 0.0, 100.0, True),
    ],
    columns=["index", "target", "n_low", "n_high", "mean_low", "mean_high", "scale_low", "scale_high", "exact"],
)


def test_whole_indices_counts_classes_and_single_indicators() -> None:
    table = indices_table(SUMMARY, INSTRUMENT, "ru", caption="Means")
    assert table.rows == (
        ("R. Redness", "Доля утвердительных ответов", "0–100", "90–96", "33,9–66,2"),
        ("C. Colours named", "Red", "0–2", "96", "1,50"),
        ("", "Blue", "0–2", "96", "0,25–0,50"),
        ("T. Types", "Both red", "0–100", "0", "–"),
        ("S. Apart", "label of door", "0–100", "96", "50,0"),
    )
    assert [column.heading for column in table.columns] == ["Индекс", "Показатель", "Шкала", "База (n)", "Среднее"]
    assert len(table.notes) == 1


def test_exact_means_need_no_note() -> None:
    assert indices_table(SUMMARY[1:2], INSTRUMENT, "en", caption="Means").notes == ()


def test_an_index_of_another_questionnaire_is_not_printed() -> None:
    with pytest.raises(KeyError, match="X"):
        indices_table(SUMMARY.assign(index="X"), INSTRUMENT, "en", caption="Means")


def test_from_rows_the_spread_of_scales_and_counts_is_shown() -> None:
    """A share of two answers and a class have few values: there the mean says all."""
    found = SUMMARY.assign(exact=True, sd=[20.04, 0.625, 0.5, NAN, 50.0], median=[50.0, 1.0, 0.5, NAN, 50.0])
    table = indices_table(found, INSTRUMENT, "en", caption="Means")
    assert [column.heading for column in table.columns][-2:] == ["Standard deviation", "Median"]
    assert [row[-2:] for row in table.rows] == [("–", "–"), ("0.63", "1"), ("0.50", "0.5"), ("–", "–"), ("–", "–")]
    assert table.notes == (say("tables.index_spread_note", "en"),)


@pytest.mark.parametrize(
    ("scores", "model", "share"),
    [
        ({"wall": {"red": 1.0, "blue": 0.0}, "door": {"red": 0.0, "blue": 1.0}}, IndexModel.FORMATIVE, True),
        ({"wall": {"red": 1.0, "blue": None}}, IndexModel.REFLECTIVE, True),
        ({"wall": {"red": 1.0, "blue": -1.0}}, IndexModel.FORMATIVE, False),
        ({name: {"red": 1.0, "blue": 0.0} for name in ("wall", "door", "roof")}, IndexModel.REFLECTIVE, False),
        ({"wall": {"red": 1.0, "blue": 0.0}}, IndexModel.TYPOLOGY, False),
    ],
    ids=["two questions", "one", "a score below nothing", "three", "classes"],
)
def test_what_a_share_is(scores: dict[str, dict[str, float | None]], model: IndexModel, share: bool) -> None:
    assert is_share(Index("I", text(""), text(""), model, scores, 1, text(""))) is share
