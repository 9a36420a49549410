"""SurveyJS: a list of records in a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from survey.errors import COLUMN_UNMATCHED, ITEM_WITHOUT_COLUMN, SurveyError
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare

FIXTURE = Path(__file__).parent / "fixtures" / "surveyjs.json"


def changed(tmp_path: Path, **keys: Any) -> Path:
    """The fixture with keys of the second record changed; None takes one away."""
    records = json.loads(FIXTURE.read_text("utf-8"))
    records[1] = {key: value for key, value in {**records[1], **keys}.items() if value is not None}
    path = tmp_path / "жауаптар.json"
    path.write_text(json.dumps(records), "utf-8")
    return path


def test_the_three_guests(teahouse, say_the_same):
    prepared = prepare(FIXTURE, teahouse, IntakeOptions())
    read = prepared.responses()
    assert prepared.layout.platform == "surveyjs"
    say_the_same(read)
    assert read.missing["why"].tolist()[::2] == ["not_asked", "not_asked"]
    assert read.missing["visits"].tolist()[1] == "skipped"
    assert read.text["drinks.other"].dropna().tolist() == ['Қымыз; "шұбат"']
    assert read.received["language"].tolist() == ["kk", "ru", "en"]
    assert read.received["consent"].tolist() == ["yes"] * 3


def test_the_item_other_of_a_form_made_by_hand(teahouse, say_the_same, tmp_path):
    path = changed(tmp_path, **{"drinks_other_text": None, "drinks-Comment": 'Қымыз; "шұбат"'})
    read = prepare(path, teahouse, IntakeOptions()).responses()
    say_the_same(read)
    assert read.text["drinks.other"].dropna().tolist() == ['Қымыз; "шұбат"']


def test_a_key_that_is_no_question_is_told(teahouse, tmp_path):
    with pytest.raises(SurveyError) as caught:
        prepare(changed(tmp_path, rating=5), teahouse, IntakeOptions()).responses()
    assert [(one.code, one.params["header"]) for one in caught.value.problems] == [(COLUMN_UNMATCHED, "rating")]


def test_what_nobody_answered_has_no_key(teahouse, tmp_path):
    """Nobody was asked `why`, and nobody answered one row of a matrix; that nobody answered `hall` has to be explained."""
    records = [{"hall": "sunny", "visits": 1, "drinks": ["green"], "liked": "yes", "service": {"speed": "yes"}}]
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(records), "utf-8")
    read = prepare(path, teahouse, IntakeOptions()).responses()
    assert (read.missing["why"].tolist(), read.missing["service.smile"].tolist()) == (["not_asked"], ["skipped"])
    del records[0]["hall"]
    path.write_text(json.dumps(records), "utf-8")
    with pytest.raises(SurveyError) as caught:
        prepare(path, teahouse, IntakeOptions()).responses()
    assert [(one.code, one.params["item"]) for one in caught.value.problems] == [(ITEM_WITHOUT_COLUMN, "hall")]
