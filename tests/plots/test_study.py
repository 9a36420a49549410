"""Every question and comparison of the first study as pictures, tables and words, from its real counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
from matplotlib.figure import Figure

from survey.analysis.frequencies import frequencies
from survey.i18n.numbers import number, percent_range
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Comparison, Item
from survey.plots.alt import alt_text, comparison_alt_text
from survey.plots.bars import bars
from survey.plots.comparison import comparison
from survey.shipped import root
from survey.tables.frequency import frequency_table
from survey.wave.load import load_wave
from survey.wave.wave import Wave

Faults = Callable[[Figure], list[tuple[str, ...]]]


@cache
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


@cache
def frame(item_id: str) -> pd.DataFrame:
    return frequencies(wave(), item_id)


ITEMS = pytest.mark.parametrize("item", wave().instrument.items, ids=lambda item: item.number)
SETS = pytest.mark.parametrize("chosen", wave().instrument.comparisons, ids=lambda chosen: chosen.id)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def values(found: pd.DataFrame, language: Language) -> list[str]:
    """What must be read out for each answer: its count or the ends of its interval, and its share."""
    said = []
    for low, high, base in zip(found["low"], found["high"], found["base"], strict=True):
        said += [number(low, language), number(high, language), percent_range(low, high, base, language)]
    return said


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)?", text))


def test_there_are_27_figures() -> None:
    assert len(wave().instrument.items) == 27
    assert {item.figure for item in wave().instrument.items} == {str(figure) for figure in range(1, 28)}


@ITEMS
@IN_EACH_LANGUAGE
def test_a_question_is_legible(faults: Faults, item: Item, language: Language) -> None:
    assert faults(bars(frame(item.id), item, language)) == []


@ITEMS
@IN_EACH_LANGUAGE
def test_the_words_hold_every_number_of_the_picture(item: Item, language: Language) -> None:
    alt = alt_text(frame(item.id), item, language)
    assert all(value in alt for value in values(frame(item.id), language))
    drawn = " ".join(text.get_text() for text in bars(frame(item.id), item, language).texts if "(" in text.get_text())
    assert set(numbers(drawn)) <= set(numbers(alt))


@ITEMS
@IN_EACH_LANGUAGE
def test_the_table_holds_every_answer_and_every_number(item: Item, language: Language) -> None:
    table = frequency_table(frame(item.id), item, language)
    assert len(table.rows) == len(item.options)
    cells = {part for row in table.rows for cell in row[1:] for part in (cell, *cell.split("–"))}
    assert set(values(frame(item.id), language)) <= cells


@SETS
@IN_EACH_LANGUAGE
def test_a_comparison_is_legible_and_its_words_hold_every_number(faults: Faults, chosen: Comparison, language: Language) -> None:
    items = [wave().instrument.item(item_id) for item_id in chosen.items]
    frames = {item.id: frame(item.id) for item in items}
    assert faults(comparison(frames, items, language)) == []
    alt = comparison_alt_text(frames, items, chosen.title[language], language)
    assert all(value in alt for item in items for value in values(frames[item.id], language))
