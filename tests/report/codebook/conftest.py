"""A study of a tea house: one wave described by the codebook, one with changed questions, and one that cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from survey.i18n.text import Language
from survey.report.codebook.codebook import Codebook, codebook_of
from survey.wave.load import load_wave
from survey.wave.wave import Wave

QUESTIONNAIRE = """
id: tea
version: "1"
languages: [kk, ru, en]
title: {kk: "Шай туралы", ru: "О чае", en: "On tea"}
sections: [{id: s, number: "1", title: {kk: "Шай", ru: "Чай", en: "Tea"}}]
sources: {form: {kk: "Форма", ru: "Форма", en: "The form"}}
lists:
  mark:
    - {code: bad, value: 1, text: {kk: "Нашар", ru: "Плохо", en: "Bad"}}
    - {code: good, value: 2, text: {kk: "Жақсы", ru: "Хорошо", en: "Good"}}
    - {code: dk, value: 9, kind: dont_know, text: {kk: "Білмеймін", ru: "Не знаю", en: "Don't know"}}
items:
  - {id: drinks, number: "1", section: s, kind: single, level: binary, options: yes_no, flags: [doubtful, attention],
     notes: [{kk: "Бірінші", ru: "Первое", en: "First"}, {kk: "Екінші", ru: "Второе", en: "Second"}],
     verbatim: [{language: kk, where: form, text: "Сіз шай ішесізбе?"}],
     label: {kk: "=Шай ішу", ru: "=Чаепитие", en: "=Drinking tea"},
     text: {kk: "Сіз шай ішесіз бе?", ru: "Вы пьёте чай?", en: "Do you drink tea?"}}
  - {id: why, number: "1.1", section: s, kind: text, level: nominal, show_if: {all: [{item: drinks, is: ["no"]}]},
     label: {kk: "Себебі", ru: "Причина", en: "Reason"}, text: {kk: "Неге ішпейсіз?", ru: "Почему не пьёте?", en: "Why not?"}}
  - {id: taste, number: "2", section: s, kind: matrix, level: ordinal, options: mark,
     label: {kk: "Дәмі", ru: "Вкус", en: "Taste"}, text: {kk: "Дәмі қандай?", ru: "Каков вкус?", en: "How does it taste?"},
     rows: [{code: black, text: {kk: "Қара шай", ru: "Чёрный чай", en: "Black tea"}},
            {code: green, text: {kk: "Көк шай", ru: "Зелёный чай", en: "Green tea"}}]}
  - {id: age, number: "3", section: s, kind: number, level: interval, minimum: 18, maximum: 99,
     label: {kk: "Жасы", ru: "Возраст", en: "Age"}, text: {kk: "Жасыңыз нешеде?", ru: "Сколько Вам лет?", en: "How old are you?"}}
  - id: with
    number: "4"
    section: s
    kind: multiple
    level: nominal
    label: {kk: "Немен", ru: "С чем", en: "With what"}
    text: {kk: "Немен ішесіз?", ru: "С чем пьёте?", en: "What do you take with it?"}
    options:
      - {code: milk, value: 1, text: {kk: "Сүт", ru: "Молоко", en: "Milk"}}
      - {code: sugar, value: 2, text: {kk: "Қант", ru: "Сахар", en: "Sugar"}}
indices:
  - {id: T, model: formative, minimum_answered: 1,
     items: {taste.black: {bad: 0, good: 1, dk: null}, taste.green: {bad: 0, good: 1, dk: null}}, held_out: [drinks],
     title: {kk: "Дәм", ru: "Вкус", en: "Taste"}, description: {kk: "Дәм үлесі", ru: "Доля вкуса", en: "Share of taste"},
     justification: {kk: "Екі шай", ru: "Два чая", en: "Two teas"}}
  - {id: C, model: count, minimum_answered: 1, items: [with], targets: [milk],
     title: {kk: "Сүт", ru: "Молоко", en: "Milk"}, description: {kk: "Сүт саны", ru: "Число", en: "How often"},
     justification: {kk: "Сүт", ru: "Молоко", en: "Milk"}}
"""
WAVE = """
id: tea-1
instrument: tea
kind: microdata
synthetic: true
title: {kk: "Шай сауалнамасы", ru: "Опрос о чае", en: "The tea survey"}
design: nonprobability
n: 6
fieldwork: {from: 2025-05-01, to: 2025-05-02}
source: {kk: "Сынақ деректері", ru: "Пробные данные", en: "Trial data"}
import: {platform: google-forms, timezone: Asia/Almaty}
"""
LATER = WAVE.replace("tea-1", "tea-2").replace("instrument: tea", "instrument: tea-later").replace("2025", "2026")
SECRET = "Көршім Серік құйып берді"  # a free text that names a person
HEADER = (
    "Сіз шай ішесіз бе?",
    "Неге ішпейсіз?",
    "Дәмі қандай? [Қара шай]",
    "Дәмі қандай? [Көк шай]",
    "Жасыңыз нешеде?",
    "Немен ішесіз?",
)
ROWS = (
    ("Иә", "", "Нашар", "Жақсы", "18", "Сүт;Қант"),
    ("Иә", "", "Жақсы", "Жақсы", "20", "Сүт"),
    ("Иә", "", "Жақсы", "Білмеймін", "22", "Сүт"),
    ("Иә", "", "Жақсы", "", "30", "Қант"),
    ("Жоқ", SECRET, "Нашар", "Жақсы", "", ""),
    ("Жоқ", "", "Нашар", "Жақсы", "60", "Сүт"),
)


def changed() -> str:
    """The questionnaire of the later wave: one wording, one list of answers, and one item less."""
    text = QUESTIONNAIRE.replace("id: tea\n", "id: tea-later\n").replace("Do you drink tea?", "Do you ever drink tea?")
    text = text.replace('value: 2, text: {kk: "Қант"', 'value: 3, text: {kk: "Қант"')
    start, end = text.index("  - {id: age"), text.index("  - id: with")
    return text[:start] + text[end:]


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the study."""
    folder = tmp_path_factory.mktemp("шайхана")
    for name in ("tea-1", "tea-2"):
        (folder / "data" / name / "raw").mkdir(parents=True)
    (folder / "instruments").mkdir()
    (folder / "instruments" / "tea.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (folder / "instruments" / "tea-later.yaml").write_text(changed(), "utf-8")
    (folder / "data" / "tea-1" / "wave.yaml").write_text(WAVE, "utf-8")
    (folder / "data" / "tea-2" / "wave.yaml").write_text(LATER, "utf-8")
    (folder / "data" / "broken").mkdir()
    (folder / "data" / "broken" / "wave.yaml").write_text("id: [", "utf-8")
    with (folder / "data" / "tea-1" / "raw" / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(["Уақыт белгісі", *HEADER])
        out.writerows([f"2025/05/01 1:0{minute}:00 PM GMT+5", *row] for minute, row in enumerate(ROWS))
    return folder


@pytest.fixture(scope="session")
def tea(study: Path) -> Wave:
    return load_wave(study / "data" / "tea-1")


@pytest.fixture(scope="session")
def books(tea: Wave, study: Path) -> dict[Language, Codebook]:
    """The codebook of the wave in each language."""
    return {"kk": codebook_of(tea, "kk", study), "ru": codebook_of(tea, "ru", study), "en": codebook_of(tea, "en", study)}
