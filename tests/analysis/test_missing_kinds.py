"""Missing answers by kind, question by question."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from survey.analysis.missing_kinds import missing_kinds
from survey.errors import StatisticsError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Row
from survey.shipped import root
from survey.wave.load import load_wave

TEA = Text(en="Tea")
OPTIONS = (Option("a", 1, TEA), Option("b", 2, TEA))
ITEMS = (
    Item("m", "1", "s", ItemKind.MULTIPLE, Level.NOMINAL, TEA, TEA, OPTIONS),
    Item("g", "2", "s", ItemKind.MATRIX, Level.NOMINAL, TEA, TEA, OPTIONS, rows=(Row("x", TEA), Row("y", TEA))),
)


def test_a_choice_counts_once_and_each_row_of_a_matrix_for_itself():
    wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    columns = {"m.a": [True, None, None], "m.b": [None, False, None], "g.x": ["a", None, None], "g.y": ["a", "b", None]}
    kinds = {"m.a": [None, "skipped", "refused"], "m.b": ["skipped", None, "refused"]}
    kinds |= {"g.x": [None, "not_asked", "skipped"], "g.y": [None, None, "dont_know"]}
    responses = replace(wave.responses, answers=pd.DataFrame(columns), missing=pd.DataFrame(kinds))
    instrument = Instrument("x", "1", ("en",), TEA, (), ITEMS)
    found = missing_kinds(replace(wave, instrument=instrument, responses=responses)).set_index("item")
    assert found["answered"].to_dict() == {"m": 2, "g.x": 1, "g.y": 2}
    assert found.loc["m", ["refused", "skipped"]].tolist() == [1, 0]
    assert found.loc["g.x", ["not_asked", "skipped"]].tolist() == [1, 1]


def test_margins_do_not_tell_why():
    with pytest.raises(StatisticsError, match="missing_kinds"):
        missing_kinds(load_wave(min((root() / "data").glob("*-2022"))))
