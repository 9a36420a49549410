"""A small questionnaire with every kind of item and how to hand in a table; a tea house whose answers every platform gave out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.wave.responses import Responses

FIXTURES = Path(__file__).parent / "fixtures"
QUESTIONNAIRE = """
id: small
version: "1"
languages: [kk, ru, en]
title: {kk: Шағын сауалнама, ru: Малая анкета, en: A small questionnaire}
sources: {paper: {kk: Қағаз, ru: Бумага, en: Paper}}
sections: [{id: s, number: "1", title: {kk: Бөлім, ru: Раздел, en: Section}}]
items:
  - {id: trust, number: "1.1", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Сотқа сенесіз бе?", ru: "Доверяете ли Вы суду?", en: "Do you trust the court?"},
     label: {kk: Сотқа сенім, ru: Доверие суду, en: Trust in court},
     verbatim: [{language: kk, text: "Соттарға сенесіз бе", where: paper}]}
  - {id: why, number: "1.2", section: s, kind: text, level: nominal, show_if: {all: [{item: trust, is: ["no"]}]},
     text: {kk: "Неге сенбейсіз?", ru: "Почему не доверяете?", en: "Why not?"}}
  - id: media
    number: "1.3"
    section: s
    kind: multiple
    level: nominal
    text: {kk: "Жаңалықты қайдан білесіз?", ru: "Откуда Вы узнаёте новости?", en: "Where do you get news?"}
    options:
      - {code: air, value: 1, text: {kk: "Радио, теледидар", ru: "Радио, телевидение", en: "Radio, TV"}}
      - {code: tv, value: 2, text: {kk: Теледидар, ru: Телевидение, en: TV}}
      - {code: press, value: 3, text: {kk: Газет; журнал, ru: Газеты; журналы, en: Papers; magazines}}
      - {code: other, value: 9, kind: other, text: {kk: Басқа, ru: Другое, en: Other}}
  - id: agree
    number: "1.4"
    section: s
    kind: matrix
    level: binary
    options: yes_no
    text: {kk: "Келісесіз бе [әр жолға]?", ru: "Согласны ли Вы [в каждой строке]?", en: "Do you agree [each row]?"}
    rows:
      - {code: tax, text: {kk: Салық әділ, ru: Налоги справедливы, en: Taxes are fair}}
      - {code: law, text: {kk: Заң әділ, ru: Законы справедливы, en: Laws are fair}}
  - {id: mood, number: "1.5", section: s, kind: scale, level: ordinal, options: steps,
     text: {kk: "Көңіл күйіңіз қандай?", ru: "Каково Ваше настроение?", en: "How do you feel?"}}
  - {id: age, number: "1.6", section: s, kind: number, level: interval, minimum: 18, maximum: 99,
     text: {kk: "Жасыңыз нешеде?", ru: "Сколько Вам лет?", en: "How old are you?"}}
  - id: region
    number: "1.7"
    section: s
    kind: single
    level: nominal
    text: {kk: "Қайда тұрасыз?", ru: "Где Вы живёте?", en: "Where do you live?"}
    options:
      - {code: city, value: 1, text: {kk: Қалада, ru: В городе, en: In a city}}
      - {code: village, value: 2, text: {kk: Ауылда, ru: В селе, en: In a village}}
      - {code: other, value: 9, kind: other, text: {kk: Басқа жерде, ru: В другом месте, en: Elsewhere}}
  - {id: trust_again, number: "2.1", section: s, kind: single, level: binary, options: yes_no,
     text: {kk: "Әлі де сенесіз бе?", ru: "По-прежнему доверяете?", en: "Do you still trust it?"},
     verbatim: [{language: kk, text: "Соттарға сенесіз бе", where: paper}]}
lists:
  yes_no:
    - {code: "yes", value: 1, text: {kk: Иә, ru: Да, en: "Yes"}}
    - {code: "no", value: 2, text: {kk: Жоқ, ru: Нет, en: "No"}}
  steps:
    - {code: bad, value: 1, text: {kk: Нашар, ru: Плохое, en: Bad}}
    - {code: middling, value: 2, text: {kk: Орташа, ru: Среднее, en: Middling}}
    - {code: good, value: 3, text: {kk: Жақсы, ru: Хорошее, en: Good}}
"""

HEADER = (
    "Уақыт белгісі", "Сотқа сенесіз бе?", "Неге сенбейсіз?", "Жаңалықты қайдан білесіз?", "Келісесіз бе [әр жолға]? [Салық әділ]",
    "Келісесіз бе [әр жолға]? [Заң әділ]", "Көңіл күйіңіз қандай?", "Жасыңыз нешеде?", "Қайда тұрасыз?", "Әлі де сенесіз бе?",
)  # fmt: skip
ROW = ("2025/10/10 1:29:21 PM GMT+5", "Жоқ", "Көп күттім", "Теледидар", "Иә", "Жоқ", "2", "35", "Қалада", "Иә")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    path = tmp_path_factory.mktemp("instruments") / "small.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    return read_instrument(path)


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table: header and rows of the small questionnaire, with the cells that are given by column number changed."""

    def write(*changes: dict[int, str], header: dict[int, str] | None = None, drop: tuple[int, ...] = ()) -> Path:
        heads = [(header or {}).get(n, cell) for n, cell in enumerate(HEADER)]
        rows = [[change.get(n, cell) for n, cell in enumerate(ROW)] for change in changes or ({},)]
        # further columns stand behind those of the questionnaire
        extra = range(len(HEADER), 1 + max([len(HEADER) - 1, *(header or {})]))
        heads += [(header or {})[n] for n in extra]
        for row, change in zip(rows, changes or ({},), strict=True):
            row += [change.get(n, "") for n in extra]
        lines = [[cell for n, cell in enumerate(line) if n not in drop] for line in (heads, *rows)]
        path = tmp_path / "answers.csv"
        quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
        path.write_text("\n".join(quoted) + "\n", "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def teahouse() -> Instrument:
    return read_instrument(FIXTURES / "teahouse.yaml")


@pytest.fixture(scope="session")
def say_the_same() -> Callable[..., None]:
    """Asserts that answers are those of the three guests of the tea house, which stand in a file of every platform."""

    def check(read: Responses, **otherwise: list[object]) -> None:
        assert read.answers.astype(object).where(read.answers.notna(), None).to_dict("list") == {
            "hall": ["sunny", "shady", "shady"],
            "visits": [12.0, None, 2.5],
            "drinks.green": [True, False, None],
            "drinks.black": [True, True, None],
            "drinks.other": [False, True, None],
            "liked": ["yes", "no", "yes"],
            "why": [None, "Суық болды; ұзақ күттік", None],
            "service.speed": ["yes", "no", None],
            "service.smile": ["no", "no", None],
            **otherwise,
        }

    return check
