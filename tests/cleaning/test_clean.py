"""Responses in, a wave out; nothing in place."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.cleaning.clean import clean
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind

T = Text(en="x")
ITEM = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, T, T, (Option("yes", 1, T), Option("no", 2, T)))
TEA = Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), (ITEM,))


def settings(n: int) -> Settings:
    return Settings("w", "tea", WaveKind.MICRODATA, T, Design.SRS, n, T)


def responses(*answers: str | None) -> Responses:
    index = pd.RangeIndex(1, len(answers) + 1, name="respondent")
    frame = pd.DataFrame({"tea": pd.array(answers, dtype="string")}, index=index)
    return Responses(TEA, frame, frame.isna(), frame, frame, Source("answers.csv", "abc"))


def test_the_wave_holds_the_answers_and_their_source() -> None:
    received = responses("yes", "no", None)
    before = received.answers.copy()
    wave = clean(received, settings(3))
    assert wave.answers.equals(before)
    assert wave.counts("tea")["n"].tolist() == [1, 1]
    assert wave.provenance.files == {"answers.csv": "abc"}
    assert wave.audit.empty
    assert received.answers.equals(before)


def test_a_number_of_answers_other_than_n() -> None:
    with pytest.raises(SurveyError) as found:
        clean(responses("yes"), settings(2))
    assert (found.value.code, found.value.problems[0].params) == ("SQ-D09", {"n": 2, "rows": 1})


def test_an_answer_that_is_no_option_would_vanish_from_the_counts() -> None:
    with pytest.raises(SurveyError) as found:
        clean(responses("yes", "noo", "on"), settings(3))
    assert found.value.code == "SQ-C01"
    assert found.value.problems[0].params == {"item": "tea", "answer": "noo", "respondent": 2, "nearest": "no"}
