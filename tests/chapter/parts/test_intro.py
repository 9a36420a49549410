"""The facts about the method, as far as anybody tells them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey.chapter.chapter import Chapter
from survey.chapter.parts import intro
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.report.parts import method
from survey.report.report import Report
from survey.wave.wave import Wave


def written(wave: Wave, language: Language = "kk", items: tuple[str, ...] | None = None) -> str:
    return intro.write(Chapter(Report(wave, language, Path()), items))


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_of_which_nobody_tells_are_not_said_to_be_missing(wave: Wave, language: Language) -> None:
    """`weights: unknown` in wave.yaml: chapter and report say the same."""
    unknown, none = (say(f"report.{key}", language) for key in ("weighting_unknown", "not_weighted"))
    assert unknown in written(wave, language)
    assert none not in written(wave, language)
    assert (say("report.weighting", language), unknown) in method.facts(Report(wave, language, Path())).rows


def test_a_wave_without_weights_says_so(wave: Wave) -> None:
    told = replace(wave, settings=replace(wave.settings, weighting_told=True))
    assert say("report.not_weighted", "kk") in written(told)


def test_the_facts_name_the_source_and_lead_to_the_questionnaire(wave: Wave) -> None:
    text = written(wave)
    assert "[Қосымша А](#appendix-a)" in text
    assert "Дереккөз: 2022 жылғы сараптамалық сауалнама туралы диссертация" in text


def test_the_summary_stands_only_where_every_question_does(wave: Wave) -> None:
    first = "Сауалнаманың жарияланған сандары"
    assert first in written(wave)
    assert first not in written(wave, items=("profession", "we_feeling_exists"))
