"""One truth table for conditions: answers of interest through our own evaluator and every export, or the words it tells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from tests.fielding import javascript
from tests.fielding.apps_script import built, walked

from survey.errors import SHOW_IF_BY_HAND, SHOW_IF_NO_PAGE, FieldingError
from survey.fielding import conditions, google_forms, qualtrics, surveyjs
from survey.fielding.flat_names import flat_name
from survey.fielding.paper_words import skip_instruction
from survey.fielding.platform import ExportOptions
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Condition, Instrument, ShowIf
from survey.instrument.platform_names import limesurvey_names
from survey.instrument.show_if import met

TRUST, MEDIA, LAW = Condition("trust", ("no",)), Condition("media_sources", ("tv", "press")), Condition("agree.law", ("yes",))
EITHER = Condition("trust", ("yes", "no"))
CONDITIONS = [
    ShowIf((TRUST,)),
    ShowIf((MEDIA,)),
    ShowIf((LAW,)),
    ShowIf((EITHER,), "any"),
    *(ShowIf(pair, mode) for pair in itertools.permutations((TRUST, MEDIA, LAW, EITHER), 2) for mode in ("all", "any")),
    *(ShowIf((TRUST, MEDIA, LAW), mode) for mode in ("all", "any")),
]
TICKS = [None, ("tv",), ("press", "radio_television"), ("radio_television",), ("elsewhere", "tv", "press"), ("dont_know",)]
ANSWERS: list[Mapping[str, Any]] = [
    {"trust": trust, "media_sources": media, "agree.law": law}
    for trust in (None, "yes", "no")
    for media in TICKS
    for law in (None, "yes", "no")
]
TABLE = [[met(condition, answers) for condition in CONDITIONS] for answers in ANSWERS]


def test_the_table_has_both_answers_for_every_condition() -> None:
    assert all({True, False} == set(column) for column in zip(*TABLE, strict=True))


def test_xpath() -> None:
    """As XForms has it: the form replaces `${name}` by a path, and answers are texts, several of them between blanks."""
    functions = etree.FunctionNamespace(None)
    functions["selected"] = lambda _, nodes, code: code in (nodes[0].text or "").split()
    try:
        written = [conditions.xpath(one, flat_name).replace("${", "/data/").replace("}", "") for one in CONDITIONS]
        for answers, expected in zip(ANSWERS, TABLE, strict=True):
            data = etree.Element("data")
            for column, answer in answers.items():
                text = answer if answer is None or isinstance(answer, str) else " ".join(answer)
                etree.SubElement(data, flat_name(column)).text = text
            assert [data.xpath(expression) for expression in written] == expected, answers
    finally:
        del functions["selected"]


def test_limesurvey(every_kind: Instrument) -> None:
    """ExpressionScript has the words and the order of Python here; an empty variable is an empty text."""
    names, more = limesurvey_names(every_kind), [ShowIf((Condition("media_sources", ("elsewhere", "tv")), TRUST), "any")]
    written = [conditions.limesurvey(one, every_kind) for one in (*CONDITIONS, *more)]
    for answers, expected in zip(ANSWERS, TABLE, strict=True):
        values = {names.questions["trust"]: "" if answers["trust"] is None else _value(every_kind, "trust", answers["trust"])}
        law = answers["agree.law"]
        values[f"agree_{names.parts['agree', 'law']}"] = "" if law is None else _value(every_kind, "agree", law)
        ticked = answers["media_sources"] or ()
        for (item, code), part in names.parts.items():
            if item == "media_sources":
                values[f"{names.questions[item]}_{part}"] = "Y" if code in ticked else ""
        values[f"{names.questions['media_sources']}_other"] = "Телеграм" if "elsewhere" in ticked else ""
        told = [re.sub(r"(\w+)\.NAOK", lambda match, values=values: repr(values[match[1]]), one) for one in written]
        assert [eval(one) for one in told] == [*expected, *(met(one, answers) for one in more)], answers


def _value(instrument: Instrument, item: str, code: str) -> str:
    return str(instrument.item(item).option(code).value)


def test_limesurvey_knows_the_answer_that_is_written(every_kind: Instrument) -> None:
    written = conditions.limesurvey(ShowIf((Condition("office", ("other", "market")),)), every_kind)
    assert written == 'office.NAOK == "-oth-" or office.NAOK == "2"'


def test_surveyjs() -> None:
    script = """
    const rows = given.answers.map(answers => {
      const elements = given.conditions.map((visibleIf, n) => ({type: "text", name: "q" + n, visibleIf}));
      const model = new Survey.Model({elements: [...given.questions, ...elements]});
      model.data = answers;
      return elements.map(element => model.getQuestionByName(element.name).isVisible);
    });
    console.log(JSON.stringify(rows));
    """
    answers = []
    for row in ANSWERS:
        found = {name: row[name] for name in ("trust", "media_sources") if row[name] is not None}
        answers.append(found if row["agree.law"] is None else {**found, "agree": {"law": row["agree.law"]}})
    given = {
        "answers": answers,
        "conditions": [conditions.surveyjs(one) for one in CONDITIONS],
        "questions": [
            {"type": "radiogroup", "name": "trust", "choices": ["yes", "no"]},
            {
                "type": "checkbox",
                "name": "media_sources",
                "choices": sorted({code for some in TICKS for code in some or ()}),
            },
            {"type": "matrix", "name": "agree", "columns": ["yes", "no"], "rows": ["tax_fair", "law"]},
        ],
    }
    assert javascript.run(script, given) == TABLE


def asked_if(every_kind: Instrument, condition: ShowIf) -> Instrument:
    """Three questions for everybody on one page, and then `why` under a condition."""
    everybody = [replace(every_kind.item(name), section="first", show_if=None) for name in ("trust", "media_sources", "agree")]
    return replace(every_kind, items=(*everybody, replace(every_kind.item("why"), show_if=condition)))


@pytest.mark.parametrize("number", range(len(CONDITIONS)))
def test_google_forms(every_kind: Instrument, number: int) -> None:
    """Pages can say what one single choice decides; every other condition is refused and none is left out."""
    instrument = asked_if(every_kind, CONDITIONS[number])
    if [one.item for one in CONDITIONS[number].conditions] != ["trust"]:
        with pytest.raises(FieldingError) as found:
            google_forms.export(instrument, ExportOptions(("en",)))
        assert [(one.code, one.params["item"]) for one in found.value.problems] == [(SHOW_IF_NO_PAGE, "why")]
        return
    form = built(google_forms.export(instrument, ExportOptions(("en",))).outputs[0].content)
    trust, why = instrument.item("trust"), instrument.item("why")
    for answers, expected in zip(ANSWERS, TABLE, strict=True):
        chosen = {} if answers["trust"] is None else {trust.text["en"]: trust.option(answers["trust"]).text["en"]}
        assert (why.text["en"] in walked(form, chosen)) == expected[number], answers


def followed(told: list[tuple[str, list[str]]], every: bool, answers: Mapping[str, Any]) -> bool:
    """What somebody does who reads: all, or any, of some columns have one of some answers."""
    given = {column: {answer} if isinstance(answer, str) else set(answer or ()) for column, answer in answers.items()}
    return (all if every else any)(bool(given[column] & set(codes)) for column, codes in told)


def test_the_words_for_qualtrics_are_those_on_paper(every_kind: Instrument) -> None:
    for condition in CONDITIONS:
        instrument = asked_if(every_kind, condition)
        notes = qualtrics.export(instrument, ExportOptions(("en",))).notes
        (words,) = (one.params["condition"] for one in notes if one.code == SHOW_IF_BY_HAND)
        assert dict(words) == {language: skip_instruction(instrument, condition, language) for language in LANGUAGES}


def test_the_words_on_paper(every_kind: Instrument) -> None:
    numbers = {"1.1": "trust", "1.2": "media_sources", "2.1": "agree.law"}
    one_of = re.compile(r"you chose ((?:“[^”]+”(?: or )?)+) in (?:the row “Laws are fair” of )?question ([0-9.]+[0-9])")
    for number, condition in enumerate(CONDITIONS):
        words = skip_instruction(every_kind, condition, "en")
        told = []
        for quoted, asked in one_of.findall(words):
            item = every_kind.item(numbers[asked].partition(".")[0])
            codes = {option.text["en"]: option.code for option in item.options}
            told.append((numbers[asked], [codes[text] for text in re.findall("“([^”]+)”", quoted)]))
        assert len(told) == len(condition.conditions), words
        for answers, expected in zip(ANSWERS, TABLE, strict=True):
            assert followed(told, " and you chose " in words, answers) == expected[number], (words, answers)


@pytest.mark.parametrize("start", ["yes", "no"])
def test_an_answer_to_a_question_that_is_not_asked_any_more_meets_nothing(every_kind: Instrument, start: str) -> None:
    """`mood` is asked of who trusts; whoever then says that he does not trust is not asked, and has no answer to it."""
    form = surveyjs.export(every_kind, ExportOptions(every_kind.languages)).outputs[0].content.decode()
    script = """
    const model = new Survey.Model(JSON.parse(given.form));
    model.setValue("consent__given", ["yes"]);
    model.setValue("agree", {law: "yes"});
    model.setValue("trust", "yes");
    model.setValue("mood", "good");
    model.setValue("trust", given.start);
    console.log(JSON.stringify(["mood" in model.data, model.getQuestionByName("why").isVisible]));
    """
    assert javascript.run(script, {"form": form, "start": start}) == [start == "yes", start == "no"]
