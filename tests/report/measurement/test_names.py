"""Real waves speak of questions by number; invented answers hide behind letters, in warnings too."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import CELLS_CORRECTED, CORRELATIONS_SMOOTHED, ITEMS_LEFT_OUT, Problem, problem
from survey.i18n.text import LANGUAGES, Language
from survey.report.measurement.names import Names, names_of
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

NAMES = Names({"tea": "1.1", "tea_cold": "1.2", "tea.hot": "1 (1)"}, {}, {"T": "Index 1"}, neutral=False)


def test_ids_of_data_become_numbers_of_questions_and_the_longer_id_wins() -> None:
    told = NAMES.told(problem(ITEMS_LEFT_OUT, items=("tea_cold", "tea", "tea.hot")), "en")
    assert told == "Left out, because (nearly) everybody answered alike: 1.2, 1.1, 1 (1)."


def test_pairs_of_ids_are_told_without_code_marks() -> None:
    found = problem(CELLS_CORRECTED, count=2, pairs=("tea – tea_cold", "…"), correct="lavaan")
    told = NAMES.told(found, "ru")
    assert told.startswith("Пары с пустой ячейкой: 2 (1.1 – 1.2, …); к ним применена поправка lavaan.")
    assert "[" not in told


def test_numbers_are_written_as_the_language_writes_them() -> None:
    found: Problem = problem(CORRELATIONS_SMOOTHED, smallest="-0.234", moved="0.090")
    assert "−0,234" in NAMES.told(found, "kk")
    assert "−0.234" in NAMES.told(found, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_synthetic_wave_names_no_question_and_no_index(language: Language, tmp_path: Path) -> None:
    report = Report(load_wave(root() / "data" / "sovereignty-2022-demo"), language, tmp_path)
    ids = [item.id for item in report.instrument.items[:3]]
    names = names_of(report, ids)
    assert names.neutral
    assert list(names.short.values()) == ["A", "B", "C"]
    words = " ".join([*names.long.values(), *names.indices.values()])
    assert not [index.id for index in report.instrument.indices if index.title[language] in words]
    assert len(set(names.indices.values())) == len(report.instrument.indices)


def test_a_real_wave_names_its_questions(tmp_path: Path) -> None:
    report = Report(load_wave(root() / "data" / "sovereignty-2022"), "en", tmp_path)
    item, index = report.instrument.items[0], report.instrument.indices[0]
    names = names_of(report, [item.id])
    assert names.short[item.id] == item.number
    assert names.long[item.id] == f"{item.number}. {item.label['en']}"
    assert names.indices[index.id] == f"{index.id}. {index.title['en']}"
