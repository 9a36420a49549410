from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Index, IndexModel, Instrument, Item, ItemKind, Level, Option
from survey.tables.index_sensitivity import sensitivity_table


def text(word: str) -> Text:
    return Text(word, word, word)


ITEMS = tuple(
    Item(name, number, "s", ItemKind.SINGLE, Level.BINARY, text(name), text(name), (Option("red", 1, text("red")),))
    for name, number in (("wall", "1.1"), ("door", "1.2"))
)
SCORES = {"wall": {"red": 1.0}}
INSTRUMENT = Instrument(
    "house",
    "1",
    ("kk", "ru", "en"),
    text("House"),
    (),
    ITEMS,
    (
        Index("R", text("Redness"), text(""), IndexModel.FORMATIVE, SCORES, 1, text("")),
        Index("C", text("Colours"), text(""), IndexModel.COUNT, SCORES, 1, text(""), ("red",)),
    ),
)
NAN = float("nan")
FOUND = pd.DataFrame(
    [
        ("R", None, "main", None, 96, 96, 60.0, 60.0, 0.0, 0.0),
        ("R", None, "reversed", "wall", 96, 96, 40.0, 40.0, -20.0, -20.0),
        ("R", None, "added_reversed", "door", 90, 90, 55.55, 55.55, -4.45, -4.45),
        ("C", "red", "main", None, 96, 96, 1.5, 1.5, 0.0, 0.0),
        ("C", "red", "added", "door", 0, 0, NAN, NAN, NAN, NAN),
    ],
    columns=["index", "target", "reading", "item", "n_low", "n_high", "mean_low", "mean_high", "shift_low", "shift_high"],
)


def test_each_reading_beside_the_main_one() -> None:
    table = sensitivity_table(FOUND, INSTRUMENT, "en", caption="Readings")
    assert table.rows == (
        ("R. Redness", "main", "96", "60.0", "–"),
        ("", "1.1: answers reversed", "96", "40.0", "−20.0"),
        ("", "1.2: added, answers reversed", "90", "55.6", "−4.5"),
        ("C. Red", "main", "96", "1.50", "–"),
        ("", "1.2: added as it stands", "0", "–", "–"),
    )
    assert table.notes == ()


def test_bounds_are_explained() -> None:
    table = sensitivity_table(FOUND.assign(mean_high=70.0), INSTRUMENT, "en", caption="Readings")
    assert table.notes == (say("tables.index_bounds_note", "en"),)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reading", ["reversed", "left_out", "added", "added_reversed"])
def test_every_reading_has_its_words(reading: str, language: str) -> None:
    (row,) = sensitivity_table(FOUND[1:2].assign(reading=reading), INSTRUMENT, language, caption="Readings").rows
    assert row[1].startswith("1.1: ")
