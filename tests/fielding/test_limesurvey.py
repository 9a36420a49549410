"""The structure for LimeSurvey, read back by our own reader of structures, and by the rules that LimeSurvey has for codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from survey.errors import (
    ORDER_FIXED_LAST,
    OTHER_LAST,
    OTHERS_SEVERAL,
    SIGNS_MEAN_MORE,
    VALUE_NO_CODE,
    FieldingError,
)
from survey.fielding.limesurvey import export
from survey.fielding.platform import ExportOptions
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument
from survey.intake.limesurvey_structure import Structure, parse_structure

QUESTION, ANSWER = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}"), re.compile(r"[A-Za-z0-9]{1,5}")


def structure(instrument: Instrument, folder: Path) -> Structure:
    (output,) = export(instrument, ExportOptions(LANGUAGES)).outputs
    path = folder / output.name
    path.write_bytes(output.content)
    return parse_structure(path)


@pytest.fixture
def read(every_kind: Instrument, tmp_path: Path) -> Structure:
    return structure(every_kind, tmp_path)


def test_every_question_with_its_texts_in_every_language(every_kind: Instrument, read: Structure) -> None:
    assert read.languages == ["kk", "ru", "en"]
    assert read.title == dict(every_kind.title)
    assert list(read.groups.values()) == [dict(section.title) for section in every_kind.sections]
    assert [question.texts for question in read.questions] == [dict(item.text) for item in every_kind.items]
    assert [question.kind for question in read.questions] == ["L", "M", "L", "T", "F", "L", "N", "L"]
    assert [question.mandatory for question in read.questions] == [item.required for item in every_kind.items]


def test_codes_of_answers_are_our_values(every_kind: Instrument, read: Structure) -> None:
    codes = {question.code: [part.code for part in question.answers.values()] for question in read.questions}
    assert codes["trust"] == ["1", "2"]
    assert codes["mood"] == ["1", "3", "99"]
    assert codes["office"] == ["1"], "not what people wrote, and `other` has LimeSurvey's own code"
    grid = next(question for question in read.questions if question.code == "agree")
    assert [part.code for part in grid.parts.values()] == ["taxfair", "law"]
    assert [part.texts["kk"] for part in grid.parts.values()] == ["Салық әділ", "Заң әділ"]


def test_other_has_our_words_in_every_language(read: Structure) -> None:
    found = {question.code: question.attributes["other_replace_text"] for question in read.questions if question.other}
    assert found == {
        "mediasources": {"kk": "Басқа", "ru": "Другое", "en": "Other"},
        "office": {"kk": "Басқа жерде", "ru": "В другом месте", "en": "Elsewhere"},
    }


def test_attributes(read: Structure) -> None:
    found = {question.code: question.attributes for question in read.questions}
    assert found["age"] == {"min_num_value_n": {"": "18"}, "max_num_value_n": {"": "99"}}
    assert found["mediasources"]["exclude_all_others"] == {"": "dontknow"}
    assert "random_order" not in found["mediasources"], "dont_know has to stay last"
    assert found["region"] == {"random_order": {"": "1"}, "answer_order": {"": "random"}}
    assert found["agree"] == {"random_order": {"": "1"}}


def test_conditions(read: Structure) -> None:
    assert [question.relevance for question in read.questions if question.relevance != "1"] == [
        'trust.NAOK == "2" or (mediasources_tv.NAOK == "Y" or mediasources_press.NAOK == "Y")',
        'trust.NAOK == "2"',
        'trust.NAOK == "1" and agree_law.NAOK == "1"',
    ]


def test_texts_of_the_survey(every_kind: Instrument) -> None:
    root = etree.fromstring(export(every_kind, ExportOptions(LANGUAGES)).outputs[0].content)
    (survey,) = root.iterfind("surveys/rows/row")
    assert survey.findtext("showsurveypolicynotice") == "1", "nobody begins without agreeing"
    assert {survey.findtext(name) for name in ("ipaddr", "refurl", "savetimings", "shownoanswer")} == {"N"}
    assert survey.findtext("anonymized") == "Y"
    told = {row.findtext("surveyls_language"): row for row in root.iterfind("surveys_languagesettings/rows/row")}
    assert told["en"].findtext("surveyls_policy_notice") == "<p>Answers are anonymous.</p><p>Taking part is voluntary.</p>"
    assert told["ru"].findtext("surveyls_endtext") == "Спасибо!"
    assert told["kk"].findtext("surveyls_welcometext") == "<p>Бұл – сынақ сауалнама.</p><p>Сұрақ болса: sau@example.org</p>"


@pytest.mark.parametrize("name", ["every-kind", "sovereignty-2022"])
def test_codes_keep_the_rules(name: str, every_kind: Instrument, tmp_path: Path) -> None:
    read = structure(every_kind if name == "every-kind" else load_instrument(name), tmp_path)
    codes = [question.code for question in read.questions]
    assert all(map(QUESTION.fullmatch, codes))
    assert len({code.casefold() for code in codes}) == len(codes)
    for question in read.questions:
        parts = [part.code for part in question.parts.values()]
        assert all(map(QUESTION.fullmatch, parts))
        assert len({code.casefold() for code in parts}) == len(parts)
        assert all(ANSWER.fullmatch(part.code) for part in question.answers.values())


def test_ids_of_rows_hold_together(every_kind: Instrument) -> None:
    root = etree.fromstring(export(every_kind, ExportOptions(LANGUAGES)).outputs[0].content)
    ids = {row.findtext("qid") for table in ("questions", "subquestions") for row in root.iterfind(f"{table}/rows/row")}
    assert len(ids) == len(list(root.iterfind("questions/rows/row"))) + len(list(root.iterfind("subquestions/rows/row")))
    for table in ("answers", "question_l10ns", "question_attributes"):
        assert {row.findtext("qid") for row in root.iterfind(f"{table}/rows/row")} <= ids
    spoken = [(row.findtext("qid"), row.findtext("language")) for row in root.iterfind("question_l10ns/rows/row")]
    assert sorted(spoken) == sorted((one, language) for one in ids for language in LANGUAGES)


def test_signs_of_markup_are_texts(every_kind: Instrument, tmp_path: Path) -> None:
    text = Text(kk='A < B & "C"?\nЕкінші', ru="<b>x</b>", en="]]> { x }")
    first = replace(every_kind.items[0], text=text)
    read = structure(replace(every_kind, items=(first, *every_kind.items[1:])), tmp_path)
    assert read.questions[0].texts == {
        "kk": 'A &lt; B &amp; "C"?<br />Екінші',
        "ru": "&lt;b&gt;x&lt;/b&gt;",
        "en": "]]&gt; { x }",
    }


def test_what_it_cannot_hold_is_refused_item_by_item(every_kind: Instrument) -> None:
    mood, office = every_kind.item("mood"), every_kind.item("office")
    negative = replace(mood, options=(*mood.options[:-1], replace(mood.options[-1], value=-9)))
    several = replace(office, options=(*office.options, replace(office.options[-1], code="abroad", value=10)))
    asked = replace(every_kind.item("why"), text=Text(kk="Неге {trust}?", ru="Почему?", en="Why { really }?"))
    changed = {one.id: one for one in (negative, several, asked)}
    broken = replace(every_kind, items=tuple(changed.get(one.id, one) for one in every_kind.items))
    with pytest.raises(FieldingError) as found:
        export(broken, ExportOptions(LANGUAGES))
    assert [(one.code, one.params.get("item", one.params.get("what"))) for one in found.value.problems] == [
        (VALUE_NO_CODE, "mood"),
        (OTHERS_SEVERAL, "office"),
        (SIGNS_MEAN_MORE, "why"),
    ]


def test_what_is_told_and_what_is_mapped(every_kind: Instrument) -> None:
    made = export(every_kind, ExportOptions(LANGUAGES))
    assert [one.code for one in made.notes] == [ORDER_FIXED_LAST]
    renamed = {one.column: one.name for one in made.renamed}
    assert renamed["media_sources.radio_television"] == "mediasources[radiotelevision]"
    assert renamed["media_sources.elsewhere"] == "mediasources[other]"
    assert renamed["agree.tax_fair"] == "agree[taxfair]"
    assert not {"trust", "agree.law", "office"} & renamed.keys(), "these are called as we call them"


def test_another_place_for_other_is_told(every_kind: Instrument) -> None:
    """LimeSurvey shows its own “other” last, whatever stands behind it here."""
    media = every_kind.item("media_sources")
    moved = replace(media, options=(media.options[-1], *media.options[:-1]))
    changed = replace(every_kind, items=tuple(moved if one == media else one for one in every_kind.items))
    notes = export(changed, ExportOptions(LANGUAGES)).notes
    assert [(one.params["item"], one.params["option"]) for one in notes if one.code == OTHER_LAST] == [
        ("media_sources", "elsewhere")
    ]


def test_a_questionnaire_with_short_ids_needs_no_map(questionnaire: Callable[[str], Instrument]) -> None:
    made = export(
        questionnaire(
            """
id: short
version: "1"
languages: [en]
title: {en: Short}
sections: [{id: s, number: "1", title: {en: S}}]
items:
  - {id: tea, number: "1", section: s, kind: text, level: nominal, text: {en: "Tea?"}}
"""
        ),
        ExportOptions(("en",)),
    )
    assert (made.renamed, made.notes) == ((), ())


def test_the_same_bytes_each_time(every_kind: Instrument) -> None:
    once, twice = (export(every_kind, ExportOptions(LANGUAGES)).outputs[0].content for _ in range(2))
    assert once == twice
