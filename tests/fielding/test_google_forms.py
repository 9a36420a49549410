"""The script for Google Forms: parsed by node, run against a FormApp that records, walked through page by page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.fielding.apps_script import built, checked, walked

from survey.errors import (
    ALONE_NOT_KEPT,
    ANSWERS_ALIKE,
    FORM_EACH_LANGUAGE,
    LAW_CAUTION,
    ORDER_BY_HAND,
    ORDER_FIXED_LAST,
    OTHER_OWN_WORD,
    OTHERS_SEVERAL,
    SHOW_IF_NO_PAGE,
    FieldingError,
)
from survey.fielding.google_forms import export, form_of
from survey.fielding.platform import ExportOptions
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.find import load_instrument
from survey.instrument.model import Condition, Instrument, ShowIf
from survey.instrument.show_if import met
from survey.planning.form_layout import form_table
from survey.planning.simulate import simulate

BRANCHES = r"""
id: branches
version: "1"
languages: [kk, ru, en]
title: {kk: Тармақтар, ru: Ветви, en: Branches}
sections:
  - {id: first, number: "1", title: {kk: Бірінші, ru: Первый, en: First}}
  - {id: second, number: "2", title: {kk: Екінші, ru: Второй, en: Second}}
items:
  - {id: trust, number: "1", section: first, kind: single, level: nominal, options: three,
     text: {kk: "Сенім?", ru: "Доверие?", en: "Trust?"}}
  - {id: age, number: "2", section: first, kind: number, level: interval, minimum: 18,
     text: {kk: "Жас?", ru: "Возраст?", en: "Age?"}}
  - {id: why_yes, number: "3", section: first, kind: single, level: nominal, options: three,
     show_if: {all: [{item: trust, is: ["yes"]}]}, text: {kk: "Неге иә?", ru: "Почему да?", en: "Why yes?"}}
  - {id: more, number: "4", section: first, kind: text, level: nominal,
     show_if: {all: [{item: why_yes, is: ["yes", "partly"]}]}, text: {kk: "Тағы?", ru: "Ещё?", en: "More?"}}
  - {id: why_no, number: "5", section: first, kind: text, level: nominal,
     show_if: {any: [{item: trust, is: ["no", "partly"]}]}, text: {kk: "Неге жоқ?", ru: "Почему нет?", en: "Why no?"}}
  - {id: after, number: "6", section: second, kind: text, level: nominal, text: {kk: "Содан соң?", ru: "Потом?", en: "Then?"}}
  - {id: last, number: "7", section: second, kind: single, level: nominal, options: three,
     text: {kk: "Соңы?", ru: "Конец?", en: "Last?"}}
  - {id: end, number: "8", section: second, kind: text, level: nominal,
     show_if: {all: [{item: last, is: ["yes"]}]}, text: {kk: "Бітті?", ru: "Всё?", en: "End?"}}
lists:
  three:
    - {code: "yes", value: 1, text: {kk: Иә, ru: Да, en: "Yes"}}
    - {code: "no", value: 2, text: {kk: Жоқ, ru: Нет, en: "No"}}
    - {code: partly, value: 3, text: {kk: Ішінара, ru: Отчасти, en: Partly}}
"""


@pytest.fixture
def branches(questionnaire: Callable[[str], Instrument]) -> Instrument:
    return questionnaire(BRANCHES)


@pytest.fixture
def straight(every_kind: Instrument) -> Instrument:
    """Every kind of question, asked of everybody."""
    return replace(every_kind, items=tuple(replace(item, show_if=None) for item in every_kind.items))


def item(form: list[dict[str, Any]], title: str, kind: str | None = None) -> dict[str, Any]:
    return next(one for one in form if one.get("setTitle") == [title] and kind in (None, one["kind"]))


@pytest.mark.parametrize("joined", [False, True])
def test_node_parses_every_script(straight: Instrument, joined: bool, tmp_path: Path) -> None:
    for instrument in (straight, load_instrument("sovereignty-2022")):
        outputs = export(instrument, ExportOptions(LANGUAGES, joined)).outputs
        ends = [""] if joined else ["-kk", "-ru", "-en"]
        assert [one.name for one in outputs] == [f"{instrument.id}{end}.gs" for end in ends]
        for one in outputs:
            checked(one.content, tmp_path)


def test_the_form_is_the_questionnaire(straight: Instrument) -> None:
    form = built(export(straight, ExportOptions(("en",))).outputs[0].content)
    assert form[0]["title"] == "Every kind"
    assert form[0]["setDescription"] == ["This is a trial questionnaire."]
    assert form[0]["setConfirmationMessage"] == ["Thank you!"]
    assert form[0]["setCollectEmail"] == [False]
    assert [one["setTitle"][0] for one in form if one["kind"] == "PageBreak"] == ["First", "Second"]
    consent = item(form, "Consent to take part", "Checkbox")
    assert consent["setRequired"] == [True]
    assert form.index(consent) < next(n for n, one in enumerate(form) if one["kind"] == "PageBreak")
    assert item(form, "Do you trust the court?")["setChoiceValues"] == [["Yes", "No"]]
    assert item(form, "Do you trust the court?")["setRequired"] == [True]
    media = item(form, "Where do you get news?")
    assert media["kind"] == "Checkbox"
    assert media["setChoiceValues"] == [["Radio, TV", "TV", "Papers; magazines", "Don't know"]]
    assert media["showOtherOption"] == [True]
    grid = item(form, "Do you agree?")
    assert (grid["setRows"], grid["setColumns"]) == ([["Taxes are fair", "Laws are fair"]], [["Yes", "No"]])
    check = item(form, "How old are you?")["setValidation"][0]
    assert check == {"setHelpText": ["The number must be from 18 to 99."], "requireNumberBetween": [18, 99]}
    assert item(form, "Why not?")["kind"] == "ParagraphText"
    office = item(form, "Where do you work?")
    assert office["setChoiceValues"] == [["At a school"]], "nobody is offered what people wrote"


@pytest.mark.parametrize("languages", [("en",), ("kk", "ru", "en")])
def test_answers_come_back_under_the_titles_of_the_form(straight: Instrument, languages: tuple[Any, ...]) -> None:
    form = built(export(straight, ExportOptions(languages, joined=True)).outputs[0].content)
    header, _ = form_table(simulate(straight, 3, seed=1), "google-forms", languages)
    titles = []
    for one in form[1:]:
        if one["kind"] == "Grid":
            titles += [f"{one['setTitle'][0]} [{row}]" for row in one["setRows"][0]]
        elif one["kind"] not in ("PageBreak", "SectionHeader"):
            titles += one["setTitle"]
    assert header[1:] == titles


def test_nothing_in_a_text_ends_its_text(straight: Instrument) -> None:
    """Quotes, backslashes, comments, line separators of old engines, the mark of the program itself."""
    odd = "\"'`\\ */ // </script> ${1} \u2028\u2029 const FORM = null; \n\t ә"
    first = replace(straight.items[0], text=Text(en=odd))
    script = export(replace(straight, items=(first, *straight.items[1:])), ExportOptions(("en",))).outputs[0].content
    assert item(built(script), odd)["kind"] == "MultipleChoice"
    assert "\u2028" not in script.decode()


def test_everybody_sees_what_the_conditions_say(branches: Instrument) -> None:
    """Every way through the form, questions left out included: as our own evaluator has it."""
    form = built(export(branches, ExportOptions(("en",))).outputs[0].content)
    titles = {one.id: one.text["en"] for one in branches.items}
    for answers in itertools.product((None, "yes", "no", "partly"), repeat=3):
        given = dict(zip(("trust", "why_yes", "last"), answers, strict=True))
        expected: dict[str, str] = {}
        for one in branches.items:
            if met(one.show_if, expected):
                expected[one.id] = given.get(one.id) or ""
        texts = {titles[name]: branches.item(name).option(code).text["en"] for name, code in given.items() if code is not None}
        assert walked(form, texts) == [titles[name] for name in expected], given


TRUST_NO = (Condition("trust", ("no",)),)


@pytest.mark.parametrize(
    ("of", "conditions"),
    [
        ("why_no", (*TRUST_NO, Condition("last", ("yes",)))),  # two conditions
        ("end", TRUST_NO),  # decided on another page
        ("why_no", (Condition("trust", ("yes", "no")),)),  # an answer would have to lead to two pages
    ],
)
def test_what_pages_cannot_say_is_refused(branches: Instrument, of: str, conditions: tuple[Condition, ...]) -> None:
    items = tuple(replace(one, show_if=ShowIf(conditions)) if one.id == of else one for one in branches.items)
    with pytest.raises(FieldingError) as found:
        export(replace(branches, items=items), ExportOptions(LANGUAGES))
    assert {one.code for one in found.value.problems} == {SHOW_IF_NO_PAGE}
    assert of in {one.params["item"] for one in found.value.problems}


def test_all_items_that_are_refused_are_told(every_kind: Instrument) -> None:
    with pytest.raises(FieldingError) as found:
        export(every_kind, ExportOptions(LANGUAGES))
    assert [(one.code, one.params["item"]) for one in found.value.problems] == [
        (SHOW_IF_NO_PAGE, "region"),
        (SHOW_IF_NO_PAGE, "mood"),
    ]


def test_answers_that_cannot_be_told_apart_are_refused(straight: Instrument) -> None:
    media = straight.item("media_sources")
    twice = (
        *media.options,
        replace(media.options[0], code="radio", value=17),
        replace(media.options[-1], code="other", value=18),
    )
    items = tuple(replace(one, options=twice) if one is media else one for one in straight.items)
    with pytest.raises(FieldingError) as found:
        export(replace(straight, items=items), ExportOptions(("en",)))
    assert [one.code for one in found.value.problems] == [OTHERS_SEVERAL, ANSWERS_ALIKE, ANSWERS_ALIKE]


def test_what_the_author_is_told(straight: Instrument) -> None:
    notes = export(straight, ExportOptions(LANGUAGES)).notes
    assert [(one.code, one.params.get("item")) for one in notes] == [
        (LAW_CAUTION, None),
        (ORDER_FIXED_LAST, "media_sources"),
        (OTHER_OWN_WORD, "media_sources"),
        (ALONE_NOT_KEPT, "media_sources"),
        (ORDER_BY_HAND, "region"),
        (ORDER_BY_HAND, "agree"),
        (OTHER_OWN_WORD, "office"),
        (FORM_EACH_LANGUAGE, None),
    ]


def test_the_same_bytes_each_time(straight: Instrument) -> None:
    once, twice = (export(straight, ExportOptions(LANGUAGES, joined=True)).outputs[0].content for _ in range(2))
    assert once == twice
    told = json.dumps(form_of(straight, LANGUAGES), ensure_ascii=False, indent=1)
    assert f"const FORM = {told};" in once.decode()
