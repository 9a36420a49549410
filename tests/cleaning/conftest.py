"""A wave with deliberate problems: twelve answers, nearly each of them wrong in its own way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.wave.missing import Missing
from survey.wave.responses import Responses, Source

QUESTIONNAIRE = """
id: village
version: "1"
languages: [kk, ru, en]
title: {kk: Ауыл, ru: Село, en: Village}
sections: [{id: s, number: "1", title: {kk: Бөлім, ru: Раздел, en: Section}}]
lists:
  yes_no:
    - {code: "yes", value: 1, text: {kk: Иә, ru: Да, en: "Yes"}}
    - {code: "no", value: 2, text: {kk: Жоқ, ru: Нет, en: "No"}}
  mark:
    - {code: bad, value: 1, text: {kk: Нашар, ru: Плохо, en: Bad}}
    - {code: fair, value: 2, text: {kk: Орташа, ru: Средне, en: Fair}}
    - {code: good, value: 3, text: {kk: Жақсы, ru: Хорошо, en: Good}}
items:
  - {id: agrees, number: "1", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Қатысасыз ба?", ru: "Участвуете?", en: "Will you take part?"}}
  - id: state
    number: "2"
    section: s
    kind: matrix
    level: ordinal
    options: mark
    text: {kk: "Қандай күйде?", ru: "В каком состоянии?", en: "What state?"}
    rows:
      - {code: road, text: {kk: Жол, ru: Дорога, en: Road}}
      - {code: school, text: {kk: Мектеп, ru: Школа, en: School}}
      - {code: shop, text: {kk: Дүкен, ru: Магазин, en: Shop}}
      - {code: water, text: {kk: Су, ru: Вода, en: Water}}
      - {code: light, text: {kk: Жарық, ru: Свет, en: Light}}
  - {id: read_this, number: "3", section: s, kind: single, level: binary, options: yes_no, flags: [attention],
     text: {kk: "Мұнда «иә» деңіз", ru: "Здесь ответьте «да»", en: "Answer yes here"}}
  - {id: rich, number: "4", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Ауқаттысыз ба?", ru: "Вы богаты?", en: "Are you rich?"}}
  - {id: poor, number: "5", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Кедейсіз бе?", ru: "Вы бедны?", en: "Are you poor?"}}
  - {id: works, number: "6", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Жұмыс істейсіз бе?", ru: "Вы работаете?", en: "Do you work?"}}
  - {id: job, number: "7", section: s, kind: text, level: nominal, show_if: {all: [{item: works, is: ["yes"]}]},
     text: {kk: "Кім болып?", ru: "Кем?", en: "As what?"}}
  - {id: age, number: "8", section: s, kind: number, level: interval, minimum: 18, maximum: 99,
     text: {kk: "Жасыңыз?", ru: "Ваш возраст?", en: "Your age?"}}
  - id: region
    number: "9"
    section: s
    kind: single
    level: nominal
    text: {kk: "Қайда тұрасыз?", ru: "Где Вы живёте?", en: "Where do you live?"}
    options:
      - {code: city, value: 1, text: {kk: Қалада, ru: В городе, en: In a city}}
      - {code: village, value: 2, text: {kk: Ауылда, ru: В селе, en: In a village}}
      - {code: other, value: 9, kind: other, text: {kk: Басқа жерде, ru: В другом месте, en: Elsewhere}}
  - id: media
    number: "10"
    section: s
    kind: multiple
    level: nominal
    text: {kk: "Жаңалықты қайдан?", ru: "Откуда новости?", en: "News from where?"}
    options:
      - {code: tv, value: 1, text: {kk: Теледидар, ru: Телевидение, en: TV}}
      - {code: press, value: 2, text: {kk: Газет, ru: Газеты, en: Papers}}
      - {code: other, value: 9, kind: other, text: {kk: Басқа, ru: Другое, en: Other}}
inconsistent:
  - id: rich_and_poor
    all: [{item: rich, is: ["yes"]}, {item: poor, is: ["yes"]}]
    reason: {kk: "Қайшы.", ru: "Противоречие.", en: "A contradiction."}
indices:
  - {id: W, model: formative, minimum_answered: 1, items: {rich: {"yes": 1, "no": 0}},
     title: {kk: Дәулет, ru: Достаток, en: Wealth}, description: {kk: Д, ru: Д, en: W}, justification: {kk: Д, ru: Д, en: W}}
"""

WAVE = """
id: village-1
instrument: village
kind: microdata
title: {kk: Ауыл, ru: Село, en: Village}
design: nonprobability
n: 12
fieldwork: {from: 2026-09-01, to: 2026-09-15}
source: {kk: Сынақ, ru: Проба, en: Trial}
import: {platform: google-forms, timezone: Asia/Almaty, allow_unmatched: [region]}
"""

HEADER = (
    "Timestamp", "Will you take part?", "What state? [Road]", "What state? [School]", "What state? [Shop]", "What state? [Water]",
    "What state? [Light]", "Answer yes here", "Are you rich?", "Are you poor?", "Do you work?", "As what?", "Your age?",
    "Where do you live?", "News from where?",
)  # fmt: skip
FINE = (
    "2026-09-03 10:00:00",
    "Yes",
    "Bad",
    "Fair",
    "Good",
    "Fair",
    "Bad",
    "Yes",
    "No",
    "Yes",
    "Yes",
    "Teacher",
    "40",
    "In a city",
    "TV",
)
ROWS = (
    {},  # 1 and 2: the same answers
    {},
    {12: "41"},  # 3: nearly the same
    {0: "2026-10-20 10:00:00", 11: "Driver", 12: "30", 2: "Good"},  # 4: after the end
    {1: "No", 2: "Good", 3: "Good", 11: "Smith", 12: "31"},  # 5: no consent
    {11: "Test", 12: "32", 4: "Bad", 14: "Papers"},  # 6: tried the form
    {2: "Good", 3: "Good", 4: "Good", 5: "Good", 6: "Good", 12: "33", 11: "Cook"},  # 7: straight down the grid
    {8: "Yes", 12: "34", 11: "Guard", 13: "In a village"},  # 8: rich and poor
    {7: "No", 12: "35", 11: "Nurse", 3: "Bad"},  # 9: did not read
    {12: "230", 11: "Miner", 13: "In a village", 14: "Papers"},  # 10: an age that nobody has
    {10: "No", 11: "Vet", 12: "36", 2: "Fair"},  # 11: a job without work
    {13: "in a  citty", 14: "TV;YouTube", 12: "37", 11: "Poet"},  # 12: wrote in
)


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    path = tmp_path_factory.mktemp("instruments") / "village.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    return read_instrument(path)


@pytest.fixture
def study(tmp_path: Path) -> Callable[..., Path]:
    """Writes the folder of a wave: settings with lines added, and further files by name."""

    def write(settings: str = "", n: int = 12, **files: str) -> Path:
        (tmp_path / "instruments").mkdir(exist_ok=True)
        (tmp_path / "instruments" / "village.yaml").write_text(QUESTIONNAIRE, "utf-8")
        folder = tmp_path / "data" / "village-1"
        (folder / "raw").mkdir(parents=True, exist_ok=True)
        (folder / "wave.yaml").write_text(WAVE.replace("n: 12", f"n: {n}") + settings, "utf-8")
        text = io.StringIO(newline="")
        out = csv.writer(text, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows([change.get(place, cell) for place, cell in enumerate(FINE)] for change in ROWS)
        (folder / "raw" / "answers.csv").write_text(text.getvalue(), "utf-8")
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_text(content, "utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def answers(village: Instrument) -> Callable[..., Responses]:
    """Makes answers in memory: rows of column -> value; what is not named was skipped."""

    def make(*rows: dict[str, object], received: dict[str, list[object]] | None = None) -> Responses:
        index = pd.RangeIndex(1, len(rows) + 1, name="respondent")
        given, missing, text = {}, {}, {}
        for item in village.items:
            for column in item.columns:
                dtype = {"multiple": "boolean", "number": "Float64"}.get(item.kind.value, "string")
                values = [row.get(column, pd.NA) for row in rows]
                given[column] = pd.Series(values, index=index, dtype=dtype)
                missing[column] = pd.Series(
                    [Missing.SKIPPED.value if pd.isna(value) else pd.NA for value in values], index=index, dtype="string"
                )
                written = [row.get(f"{column}!", pd.NA if pd.isna(row.get(column, pd.NA)) else str(row[column])) for row in rows]
                text[column] = pd.Series(written, index=index, dtype="string")
        frames = (pd.DataFrame(frame, index=index) for frame in (given, missing, text))
        return Responses(village, *frames, pd.DataFrame(received or {}, index=index), Source("answers.csv", "abc"))

    return make
