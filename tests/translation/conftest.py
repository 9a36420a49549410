"""A small questionnaire with a list of its own in a file, comments, and every way to write a text."""

from __future__ import annotations

from pathlib import Path

import pytest

COURTS = """\
# A comment that has to stay.
id: courts
version: "1"
languages: [kk, ru, en]   # three of them
title: {kk: "Сот туралы", ru: "О суде", en: "On the courts"}
consent:
  kk: |-
    Бірінші.

    Екінші.
  ru: |-
    Первое.

    Второе.
  en: |-
    First.

    Second.
sections: [{id: s, number: "1", title: {kk: "Сот", ru: "Суд", en: "Courts"}, translators: "the institution"}]
items:
  # the first question
  - id: threat
    number: "1.1"
    section: s
    kind: single
    level: nominal
    text:
      kk: "Сотқа қауіп бар ма?"   # a native speaker has to look
      ru: 'Есть ли угроза суду?'
      en: Is there a threat to the courts?
    options: courts3
    translators: "a threat, not a risk"
  - {id: why, number: "1.2", section: s, kind: text, level: nominal, text: {kk: "Неге?", ru: "Почему?", en: "Why?"}}
"""
LIST = """\
# shared
- {code: yes, text: {kk: "Иә", ru: "Да", en: "Yes"}}
- {code: no, text: {kk: "Жоқ", ru: "Нет", en: "No"}}
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study folder with the questionnaire `courts`; the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    (tmp_path / "instruments" / "lists").mkdir(parents=True)
    (tmp_path / "instruments" / "courts.yaml").write_text(COURTS, "utf-8")
    (tmp_path / "instruments" / "lists" / "courts3.yaml").write_text(LIST, "utf-8")
    return tmp_path


@pytest.fixture
def path(study: Path) -> Path:
    """The file of the questionnaire."""
    return study / "instruments" / "courts.yaml"
