"""Endings that phrases ask for: known cases, in Kazakh only, with a number behind them; none glued on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from survey.errors import Problem
from survey.i18n.catalogue import fill, names, read, say
from survey.i18n.kazakh_cases import CASES, case_of, with_case
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES, Language


def phrases() -> Iterator[tuple[str, Language, str]]:
    """Every string of every catalogue: its key, language and words."""
    for name in names():
        for key, entry in read(name).items():
            for language in LANGUAGES:
                found = entry[language]
                for text in found.values() if isinstance(found, dict) else [found]:
                    yield f"{name}.{key}", language, text


def asked(text: str) -> dict[str, str]:
    """Placeholder -> what stands behind its colon."""
    return {name: spec for _, name, spec, _ in Formatter().parse(text) if name is not None and spec}


def test_every_case_that_a_phrase_asks_for_exists_and_only_kazakh_asks() -> None:
    wrong = [
        (key, language, name, spec)
        for key, language, text in phrases()
        for name, spec in asked(text).items()
        if language != "kk" or case_of(spec) is None
    ]
    assert wrong == []
    assert sum(bool(asked(text)) for _, _, text in phrases()) >= 10


def test_no_ending_is_glued_to_a_placeholder() -> None:
    """What stands behind a placeholder and a hyphen is a noun (`{n}-жол`), never an ending, which depends on the number."""
    endings = {with_case(n, case).partition("-")[2] for n in (1, 2, 3, 6, 8, 9, 10, 80, 40) for case in CASES[:-1]}
    endings |= {with_case(n, case, "ordinal").partition("-")[2] for n in (5, 6) for case in CASES[:-1]}
    glued = re.compile(r"\}[`»]?%?-?([а-яәғқңөұүһі]+)")
    wrong = [(key, text) for key, language, text in phrases() if language == "kk" and endings & set(glued.findall(text))]
    assert wrong == []


@pytest.mark.parametrize(
    ("phrase", "params", "expected"),
    [
        ("{all} сарапшының {n:possessive}", {"all": 96, "n": 54}, "96 сарапшының 54-і"),
        ("{share:possessive accusative} құрайды", {"share": "79,2%"}, "79,2%-ын құрайды"),
        ("{n:ablative} астам", {"n": "1\N{NO-BREAK SPACE}000"}, "1\N{NO-BREAK SPACE}000-нан астам"),
        ("{year:year attributive} толқын", {"year": 2022}, "2022 жылғы толқын"),
        ("{place:ordinal dative}", {"place": 6}, "6-шыға"),
        ("{{{n:dative}}}", {"n": 6}, "{6-ға}"),
        ("{n:.1f} {n!r}", {"n": 0.25}, "0.2 0.25"),
    ],
)
def test_a_placeholder_asks_for_a_case(phrase: str, params: dict[str, object], expected: str) -> None:
    assert fill(phrase, "kk", params) == expected


def test_other_languages_know_no_case() -> None:
    with pytest.raises(ValueError):
        fill("{n:dative}", "ru", {"n": "6"})


def test_a_phrase_of_the_report_and_a_sentence_of_an_error() -> None:
    params = {"all": "24", "wide": "11", "width": "0,5"}
    assert say("report.measurement_wide", "kk", **params).startswith("24 негізгі жүктеменің 11-інің аралығы 0,5-тен кең.")
    assert "100 000-нан аспауы" in tell(Problem("SQ-D58", {"n": 10**6, "most": "100 000"}), "kk")
