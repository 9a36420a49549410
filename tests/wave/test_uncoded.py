"""Texts that are no option and were let through by name, of every kind of question."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Row
from survey.wave.responses import Responses, Source
from survey.wave.uncoded import uncoded

TEA = Text(en="Tea")
OPTIONS = (Option("yes", 1, TEA), Option("no", 2, TEA))


def item(name: str, kind: ItemKind, *rows: str) -> Item:
    options = () if kind is ItemKind.TEXT else OPTIONS
    return Item(name, "1", "s", kind, Level.NOMINAL, TEA, TEA, options, rows=tuple(Row(one, TEA) for one in rows))


INSTRUMENT = Instrument(
    "tea",
    "1",
    ("en",),
    TEA,
    (),
    (item("one", ItemKind.SINGLE), item("many", ItemKind.MULTIPLE), item("grid", ItemKind.MATRIX, "a", "b")),
)


@pytest.fixture
def responses() -> Responses:
    """Of three people: a code, a text without one, a cell that the file does not hold."""
    people = pd.RangeIndex(1, 4, name="respondent")
    columns = [column for one in INSTRUMENT.items for column in one.columns]
    text = pd.DataFrame({column: ["Yes", "perhaps", None] for column in columns}, index=people, dtype="string")
    missing = pd.DataFrame({column: [None, "not_recorded", "not_recorded"] for column in columns}, index=people, dtype="string")
    received = pd.DataFrame({"many.text": [None, "now and then", None]}, index=people, dtype="string")
    return Responses(INSTRUMENT, text, missing, text, received, Source("a.csv", "0"), ("one", "many", "grid"))


def test_cells_with_a_text_and_no_code(responses: Responses) -> None:
    found = {name: texts.to_dict() for name, texts in uncoded(responses).items()}
    assert found == {
        "one": {2: "perhaps"},
        "many": {2: "now and then"},
        "grid.a": {2: "perhaps"},
        "grid.b": {2: "perhaps"},
    }


def test_only_what_was_allowed_by_name(responses: Responses) -> None:
    assert uncoded(replace(responses, let_through=())) == {}
    assert list(uncoded(replace(responses, let_through=("many",)))) == ["many"]
    bare = replace(responses, received=responses.received.drop(columns="many.text"), let_through=("many",))
    assert uncoded(bare) == {}


def test_a_cell_that_cleaning_emptied_is_told_in_its_log(responses: Responses) -> None:
    """Rows of the log name the options of a multiple choice; a column that recodes added is no cell that was emptied."""

    def log(*rows: tuple[str, str, str]) -> pd.DataFrame:
        return pd.DataFrame([("2", *row) for row in rows], columns=["respondent", "item", "before", "after"])

    assert set(uncoded(responses, log())) == {"one", "many", "grid.a", "grid.b"}
    emptied = log(("one", "yes", "<not_recorded>"), ("many.yes", "true", "<refused>"), ("grid.a", "yes", "<not_recorded>"))
    assert set(uncoded(responses, emptied)) == {"grid.b"}
    changed = log(("many.new", "<absent>", "false"), ("many.yes", "false", "true"), ("grid.b", "no", "<dropped>"))
    assert set(uncoded(responses, changed)) == {"one", "many", "grid.a", "grid.b"}
