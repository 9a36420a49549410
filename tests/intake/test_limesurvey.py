"""LimeSurvey: codes as CSV and workbook, the VV export; files of texts are refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import COLUMN_UNMATCHED, LABEL_UNMATCHED, LIMESURVEY_FULL, LIMESURVEY_LABELS, SurveyError
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.intake.limesurvey import sniff, tidied
from survey.intake.options import IntakeOptions
from survey.intake.read import Prepared, understand
from survey.intake.registry import choose
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"


def understood(path: Path, instrument: Instrument, **options) -> Prepared:
    return understand(tidied(read_table(path), instrument), instrument, IntakeOptions(timezone="Asia/Almaty", **options))


def changed(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = (FIXTURES / name).read_bytes().decode("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8-sig"))
    return path


@pytest.mark.parametrize("name", ["limesurvey_codes.csv", "limesurvey_codes.xls", "limesurvey_vv.tab"])
def test_every_layout_says_the_same(teahouse, say_the_same, name):
    path = FIXTURES / name
    assert sniff(read_table(path))
    assert choose(read_table(path), None) == "limesurvey"
    read = understood(path, teahouse).responses()
    say_the_same(read, why=[None, 'Суық болды; "ұзақ"\nкүттік', None])
    assert read.text["drinks.other"].tolist()[1] == 'Қымыз; "шұбат"\nжәне айран'
    assert read.missing["visits"].tolist()[1] == "skipped"
    assert read.missing["service.speed"].tolist()[2] == ("not_asked" if "vv" in name else "skipped")
    assert read.received["respondent_id"].tolist() == ["11", "12", "13"]
    assert read.received["language"].tolist() == ["kk", "ru", "en"]
    assert read.received["duration"].tolist() == [665.0, 4320.0, 270.0]
    assert read.received["offset"].tolist() == ["+06:00", "+05:00", "+05:00"]
    assert read.received["timestamp"].isna().tolist() == [False, False, True]


def test_an_xls_of_limesurvey_is_a_workbook_of_today():
    assert (FIXTURES / "limesurvey_codes.xls").read_bytes().startswith(b"PK")


def test_an_unfinished_answer_is_told_and_kept(teahouse):
    prepared = understood(FIXTURES / "limesurvey_vv.tab", teahouse)
    assert [(one.what, one.value) for one in prepared.layout.decisions] == [("export", "VV"), ("unfinished", "1 [5]")]
    assert len(prepared.responses().answers) == 3


@pytest.mark.parametrize("platform", [None, "limesurvey"])
def test_texts_in_place_of_codes_of_questions_are_refused(teahouse, platform):
    with pytest.raises(SurveyError) as caught:
        understood(FIXTURES / "limesurvey_full.csv", teahouse, platform=platform)
    (found,) = caught.value.problems
    assert found.code == LIMESURVEY_FULL
    assert all("Answer codes" in tell(found, language) or "Коды ответов" in tell(found, language) for language in LANGUAGES)


def test_texts_in_place_of_codes_of_answers_are_refused_by_column(teahouse):
    with pytest.raises(SurveyError) as caught:
        understood(FIXTURES / "limesurvey_labels.csv", teahouse)
    told = [(found.code, found.params["column"], found.params["text"]) for found in caught.value.problems]
    assert told[0] == (LIMESURVEY_LABELS, "hall", "Күншуақ")
    assert (LIMESURVEY_LABELS, "drinks[green]", "Yes") in told
    assert {code for code, _, _ in told} == {LIMESURVEY_LABELS}


def test_a_code_that_the_questionnaire_does_not_have(teahouse, tmp_path):
    path = changed(tmp_path, "limesurvey_codes.csv", ('"sunny"', '"balco"'))
    with pytest.raises(SurveyError) as caught:
        understood(path, teahouse).responses()
    assert [(found.code, found.params["text"]) for found in caught.value.problems] == [(LABEL_UNMATCHED, "balco")]


def test_the_nearest_option_is_named_beside_a_text_for_other(tmp_path):
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    path = tmp_path / "answers.csv"
    rows = ['"id";"submitdate";"lastpage";"startlanguage";"intown"', '"1";"2024-02-20 09:11:05";"1";"en";"Nort"']
    path.write_text("\r\n".join(rows) + "\r\n", "utf-8-sig")
    with pytest.raises(SurveyError) as caught:
        understood(path, read_instrument(tmp_path / "shop.yaml"))
    assert [(found.code, found.params["nearest"]) for found in caught.value.problems] == [(LABEL_UNMATCHED, "North")]


def test_heading_of_code_and_wording(teahouse, tmp_path):
    path = changed(tmp_path, "limesurvey_codes.csv", ('"hall"', '"hall. Which room did you sit in?"'))
    assert understood(path, teahouse).responses().answers["hall"].tolist() == ["sunny", "shady", "shady"]


def test_the_seconds_on_each_group_arrive_and_those_on_a_question_are_left_out(teahouse, say_the_same):
    prepared = understood(FIXTURES / "limesurvey_timings.csv", teahouse)
    read = prepared.responses()
    say_the_same(read, why=[None, 'Суық болды; "ұзақ"\nкүттік', None])
    times = read.received.filter(like="duration")
    assert times.astype(object).where(times.notna(), None).to_dict("list") == {
        "duration": [660.25, 4315.0, 265.4],
        "duration_41": [220.5, 15.0, 265.4],
        "duration_42": [439.75, 4300.0, None],
    }
    assert "hallTime" in [prepared.table.header[n] for n in prepared.layout.skip]


def test_the_time_of_a_column_that_is_no_question(teahouse, tmp_path):
    """A question of mere text, `intro`, has a column and a time of its own; so has one with rows that was not asked for."""
    path = changed(tmp_path, "limesurvey_timings.csv", ('"hallTime"', '"introTime"'), ('"seed"', '"intro"'))
    read = understood(path, teahouse, ignore_columns=("intro",)).responses()
    assert read.received["duration_41"].tolist() == [220.5, 15.0, 265.4]
    parts = ('"hallTime"', '"extraTime"'), ('"seed"', '"extra[1]"')
    path = changed(tmp_path, "limesurvey_timings.csv", *parts)
    read = understood(path, teahouse, allow_unmatched=("extra[1]",)).responses()
    assert read.received["duration_41"].tolist() == [220.5, 15.0, 265.4]
    path = changed(tmp_path, "limesurvey_timings.csv", ('"hallTime"', '"introTime"'))
    with pytest.raises(SurveyError) as caught:
        understood(path, teahouse).responses()
    assert [(found.code, found.params["header"]) for found in caught.value.problems] == [(COLUMN_UNMATCHED, "introTime")]


def test_timings_and_tokens_are_left_out(teahouse, tmp_path):
    path = changed(tmp_path, "limesurvey_codes.csv", ('"seed"', '"groupTime3"'), ('"lastpage"', '"ipaddr"'))
    with pytest.raises(SurveyError):
        understood(path, teahouse, platform="google-forms").responses()
    assert understood(path, teahouse, platform="limesurvey").responses().answers["hall"].tolist() == ["sunny", "shady", "shady"]


SHOP = """
id: shop
version: "1"
languages: [en]
title: {en: Shop}
sections: [{id: s, number: "1", title: {en: All}}]
items:
  - id: in_town
    number: "1"
    section: s
    kind: single
    level: nominal
    text: {en: "In which town?"}
    options:
      - {code: north, value: 1, text: {en: North}}
      - {code: south, value: 2, text: {en: South}}
      - {code: other, value: 9, kind: other, text: {en: Other}}
"""


@pytest.mark.parametrize("codes", [("1", "2"), ("north", "south")])
def test_values_stand_for_codes_beside_a_text(tmp_path, codes):
    """LimeSurvey allows no underscore in a code, and `-oth-` is its code for "other"."""
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    shop = read_instrument(tmp_path / "shop.yaml")
    head = '"id";"submitdate";"lastpage";"startlanguage";"intown";"intown[other]"'
    answers = [(codes[0], ""), ("-oth-", "West"), (codes[1], "")]
    rows = [f'"{n}";"2024-02-20 09:11:05";"1";"en";"{code}";"{text}"' for n, (code, text) in enumerate(answers)]
    path = tmp_path / "answers.csv"
    path.write_text("\r\n".join([head, *rows]) + "\r\n", "utf-8-sig")
    read = understood(path, shop).responses()
    assert read.answers["in_town"].tolist() == ["north", "other", "south"]
    assert read.text["in_town"].tolist()[1] == "West"


@pytest.mark.parametrize("name", ["limesurvey_codes.csv", "limesurvey_vv.tab"])
def test_tidying_twice_changes_nothing(teahouse, name):
    once = tidied(read_table(FIXTURES / name), teahouse)
    twice = tidied(once, teahouse)
    assert [(one.header, one.texts.tolist(), dict(one.labels)) for one in once.columns] == [
        (one.header, one.texts.tolist(), dict(one.labels)) for one in twice.columns
    ]
