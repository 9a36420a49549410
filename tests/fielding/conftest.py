"""A questionnaire with every kind of item and everything that fielding adds to questionnaires."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument

EVERY_KIND = r"""
id: every-kind
version: "3"
languages: [kk, ru, en]
title: {kk: Барлық түр, ru: Все виды, en: Every kind}
introduction: {kk: "Бұл – сынақ сауалнама.", ru: "Это пробная анкета.", en: "This is a trial questionnaire."}
consent:
  kk: "Жауаптар құпия.\n\nҚатысу ерікті."
  ru: "Ответы анонимны.\n\nУчастие добровольно."
  en: "Answers are anonymous.\n\nTaking part is voluntary."
contact: {kk: "Сұрақ болса: sau@example.org", ru: "Вопросы: sau@example.org", en: "Questions: sau@example.org"}
thanks: {kk: "Рақмет!", ru: "Спасибо!", en: "Thank you!"}
sections:
  - {id: first, number: "1", title: {kk: Бірінші, ru: Первый, en: First}}
  - {id: second, number: "2", title: {kk: Екінші, ru: Второй, en: Second}}
items:
  - {id: trust, number: "1.1", section: first, kind: single, level: binary, options: yes_no, required: true,
     text: {kk: "Сотқа сенесіз бе?", ru: "Доверяете ли Вы суду?", en: "Do you trust the court?"}}
  - id: media_sources
    number: "1.2"
    section: first
    kind: multiple
    level: nominal
    randomise: true
    text: {kk: "Жаңалықты қайдан білесіз?", ru: "Откуда Вы узнаёте новости?", en: "Where do you get news?"}
    options:
      - {code: radio_television, value: 11, text: {kk: "Радио, теледидар", ru: "Радио, телевидение", en: "Radio, TV"}}
      - {code: tv, value: 12, text: {kk: Теледидар, ru: Телевидение, en: TV}}
      - {code: press, value: 13, text: {kk: "Газет; журнал", ru: "Газеты; журналы", en: "Papers; magazines"}}
      - {code: dont_know, value: 98, kind: dont_know, text: {kk: Білмеймін, ru: Не знаю, en: "Don't know"}}
      - {code: elsewhere, value: 99, kind: other, text: {kk: Басқа, ru: Другое, en: Other}}
  - id: region
    number: "1.3"
    section: first
    kind: single
    level: nominal
    randomise: true
    show_if: {any: [{item: trust, is: ["no"]}, {item: media_sources, is: [tv, press]}]}
    text: {kk: "Қайда тұрасыз?", ru: "Где Вы живёте?", en: "Where do you live?"}
    options:
      - {code: city, value: 1, text: {kk: Қалада, ru: В городе, en: In a city}}
      - {code: village, value: 2, text: {kk: Ауылда, ru: В селе, en: In a village}}
  - {id: why, number: "1.4", section: first, kind: text, level: nominal, show_if: {all: [{item: trust, is: ["no"]}]},
     text: {kk: "Неге сенбейсіз?", ru: "Почему не доверяете?", en: "Why not?"}}
  - id: agree
    number: "2.1"
    section: second
    kind: matrix
    level: binary
    options: yes_no
    randomise: true
    text: {kk: "Келісесіз бе?", ru: "Согласны ли Вы?", en: "Do you agree?"}
    rows:
      - {code: tax_fair, text: {kk: Салық әділ, ru: Налоги справедливы, en: Taxes are fair}}
      - {code: law, text: {kk: Заң әділ, ru: Законы справедливы, en: Laws are fair}}
  - {id: mood, number: "2.2", section: second, kind: scale, level: ordinal, options: steps,
     show_if: {all: [{item: trust, is: ["yes"]}, {item: agree.law, is: ["yes"]}]},
     text: {kk: "Көңіл күйіңіз қандай?", ru: "Каково Ваше настроение?", en: "How do you feel?"}}
  - {id: age, number: "2.3", section: second, kind: number, level: interval, minimum: 18, maximum: 99,
     text: {kk: "Жасыңыз нешеде?", ru: "Сколько Вам лет?", en: "How old are you?"}}
  - id: office
    number: "2.4"
    section: second
    kind: single
    level: nominal
    text: {kk: "Қайда істейсіз?", ru: "Где Вы работаете?", en: "Where do you work?"}
    options:
      - {code: school, value: 1, text: {kk: Мектепте, ru: В школе, en: At a school}}
      - {code: market, value: 2, kind: write_in, text: {kk: Базарда, ru: На рынке, en: At a market}}
      - {code: other, value: 9, kind: other, text: {kk: Басқа жерде, ru: В другом месте, en: Elsewhere}}
lists:
  yes_no:
    - {code: "yes", value: 1, text: {kk: Иә, ru: Да, en: "Yes"}}
    - {code: "no", value: 2, text: {kk: Жоқ, ru: Нет, en: "No"}}
  steps:
    - {code: bad, value: 1, text: {kk: Нашар, ru: Плохое, en: Bad}}
    - {code: good, value: 3, text: {kk: Жақсы, ru: Хорошее, en: Good}}
    - {code: refused, value: 99, kind: refused, text: {kk: "Жауап бергім келмейді", ru: Отказываюсь отвечать, en: I refuse}}
"""

NUMBERS = """\
  - {id: likely, number: "2.5", section: second, kind: scale, level: interval, options: zero_to_ten,
     text: {kk: "Ықтималы қандай?", ru: "Насколько вероятно?", en: "How likely is it?"}}
  - id: children
    number: "2.6"
    section: second
    kind: single
    level: ordinal
    text: {kk: "Неше балаңыз бар?", ru: "Сколько у Вас детей?", en: "How many children have you?"}
    options:
      - {code: none, value: 0, text: {kk: "0", ru: "0", en: "0"}}
      - {code: one, value: 1, text: {kk: "1", ru: "1", en: "1"}}
      - {code: more, value: 2, text: {kk: "2 және одан көп", ru: "2 и больше", en: "2 or more"}}
lists:
  zero_to_ten:
"""
NUMBERS += "".join(f"    - {{code: n{n}, value: {n}, text: {{kk: '{n}', ru: '{n}', en: '{n}'}}}}\n" for n in range(11))
WITH_NUMBERS = EVERY_KIND.replace("lists:\n", NUMBERS)
"""With questions whose answers are numbers."""

WITHOUT_VALUES = re.sub(r"(code: (?:n\d+|none|one|more)), value: \d+", r"\1", WITH_NUMBERS)
"""The same numbers without written values, so that the answer “0” has the value 1."""


@pytest.fixture
def questionnaire(tmp_path: Path) -> Callable[[str], Instrument]:
    """Reads a questionnaire from its text."""

    def read(text: str) -> Instrument:
        path = tmp_path / "questionnaire.yaml"
        path.write_text(text, "utf-8")
        return read_instrument(path)

    return read


@pytest.fixture(scope="session")
def with_numbers(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    path = tmp_path_factory.mktemp("instruments") / "every-kind.yaml"
    path.write_text(WITH_NUMBERS, "utf-8")
    return read_instrument(path)


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    path = tmp_path_factory.mktemp("instruments") / "every-kind.yaml"
    path.write_text(EVERY_KIND, "utf-8")
    return read_instrument(path)
