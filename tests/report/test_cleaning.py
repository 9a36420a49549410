"""The receipt of cleaning in a report, and the printed counts below a table whose answers were merged."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from survey.errors import DECISION_IDLE, REGISTRY, SAME_NOT_SOUGHT, Place, Problem, problem
from survey.errors import cleaning as codes
from survey.i18n.catalogue import read
from survey.i18n.text import LANGUAGES
from survey.report.parts import cleaning, questionnaire
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture(scope="module")
def demo():
    return load_wave(root() / "data" / "sovereignty-2022-demo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_rules(demo, language, tmp_path: Path) -> None:
    lines = cleaning.write(Report(demo, language, tmp_path)).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    assert [row[1:] for row in rows[1:]] == [["0", "0", "0"]] * 4 + [["64", "0", "0"]]


def test_a_rule_that_is_off_is_told(demo, tmp_path: Path) -> None:
    wave = replace(demo, rules={**demo.rules, "tests": "off"})
    assert "Switched off: Test submissions." in cleaning.write(Report(wave, "en", tmp_path))


def test_margins_tell_what_was_merged(wave, tmp_path: Path) -> None:
    text = cleaning.write(Report(wave, "en", tmp_path))
    assert "- 2.7: “Have no effect at all” is counted together with “Have no effect”." in text
    assert cleaning.write(Report(wave.as_printed(), "en", tmp_path)) == ""


def test_the_printed_counts_stand_below_the_table_and_all_answers_in_the_appendix(wave, tmp_path: Path) -> None:
    report = Report(wave, "ru", tmp_path)
    assert "По отдельности: «Не влияют» — 1–10, «Никак не влияют» — 1–10." in report.part("questions")
    assert "Никак не влияют" in questionnaire.write(report)


def let_through(demo: Wave, item: str) -> Wave:
    """The wave with a question whose texts may be anything; one person wrote two words that are no option."""
    responses = demo.needs_rows("test")
    missing, text, answers = responses.missing.copy(), responses.text.copy(), responses.answers.copy()
    answers.loc[5, item], missing.loc[5, item], text.loc[5, item] = pd.NA, "not_recorded", "Ничего такого"
    found = replace(responses, answers=answers, missing=missing, text=text, let_through=(item,))
    return replace(demo, responses=found)


LEAD = {
    "kk": "Оларды жазған адамдар саны:",
    "ru": "Сколько человек их написали:",
    "en": "How many people wrote them:",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_without_a_code_are_counted_and_not_printed(demo, language, tmp_path: Path) -> None:
    item = demo.instrument.items[1]
    text = cleaning.write(Report(let_through(demo, item.id), language, tmp_path))
    assert f"{LEAD[language]}\n\n- {item.number}. {item.label[language]}: 1" in text
    assert "Ничего" not in text
    assert LEAD[language] not in cleaning.write(Report(demo, language, tmp_path))


def test_a_cell_that_cleaning_emptied_is_not_told_twice(demo, tmp_path: Path) -> None:
    item = demo.instrument.items[1].id
    row = {"rule": "impossible", "respondent": "5", "item": item, "before": "x", "after": "<not_recorded>", "reason": "r"}
    wave = replace(let_through(demo, item), audit=pd.DataFrame([row], dtype="string"))
    assert LEAD["en"] not in cleaning.write(Report(wave, "en", tmp_path))


@pytest.mark.parametrize(("language", "told"), [("kk", "Назар аударыңыз"), ("ru", "Обратите внимание"), ("en", "Please note")])
def test_warnings_are_told_once_without_the_place_of_a_file(demo, language, told: str, tmp_path: Path) -> None:
    idle = problem(DECISION_IDLE, Place(file=Path("somebody/decisions.yaml")), respondent="7", do="keep")
    found = problem(SAME_NOT_SOUGHT, Place(file=Path("somebody/wave.yaml")), least=10, answered=4)
    wave = replace(demo, warnings=(idle, found, found))
    text = cleaning.write(Report(wave, language, tmp_path))
    box = text[text.index("::: {.callout-warning}") :]
    assert f"## {told}" in box
    assert box.count("\n- ") == 1
    assert "somebody" not in box
    assert "SQ-C" not in box
    assert told not in cleaning.write(Report(demo, language, tmp_path))


WARNINGS = re.findall(r"^\w+ = code\(\"([^\"]+)", inspect.getsource(codes).partition("# Not errors")[2], re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_what_is_so_and_the_author_what_to_do(demo, language, tmp_path: Path) -> None:
    """No key of a file and no command is printed, of whatever warning there is."""
    assert WARNINGS
    wave = replace(demo, warnings=tuple(Problem(code, dict.fromkeys(REGISTRY[code], "4")) for code in WARNINGS))
    text = cleaning.write(Report(wave, language, tmp_path))
    box = text[text.index("::: {.callout-warning}") :]
    told = [code for code in WARNINGS if code not in cleaning.FOR_AUTHORS]
    assert box.count("\n- ") == len(told)
    assert not re.search(r"yaml|xlsx|cleaning|keep|`|SQ-", box)
    assert {f"note_{code}" for code in told} == {key for key in read("cleaning") if key.startswith("note_")}
