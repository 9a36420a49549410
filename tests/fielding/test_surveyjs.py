"""The SurveyJS form against its JSON Schema and in survey-core itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from tests.fielding import javascript
from tests.fielding.conftest import EVERY_KIND

from survey.errors import NAME_RESERVED, SIGNS_MEAN_MORE, FieldingError
from survey.fielding.platform import ExportOptions
from survey.fielding.surveyjs import RESERVED, export
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument


def form(instrument: Instrument, languages: tuple[Language, ...] = LANGUAGES) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(export(instrument, ExportOptions(languages)).outputs[0].content)
    return made


def question(made: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for page in made["pages"] for one in page["elements"] if one["name"] == name)
    return found


def test_codes_survive_and_what_stays_last_stays_last(every_kind: Instrument) -> None:
    media = question(form(every_kind), "media_sources")
    assert [(one["value"], one.get("randomize", True)) for one in media["choices"]] == [
        ("radio_television", True), ("tv", True), ("press", True), ("dont_know", False), ("elsewhere", False),
    ]  # fmt: skip
    assert media["choices"][0]["text"] == {"default": "Radio, TV", "ru": "Радио, телевидение", "kk": "Радио, теледидар"}
    assert media["choices"][3]["isExclusive"]


def test_an_answer_that_somebody_coded_is_not_offered(every_kind: Instrument) -> None:
    assert [one["value"] for one in question(form(every_kind), "office")["choices"]] == ["school", "other"]


def test_one_page_a_section_after_consent(every_kind: Instrument) -> None:
    made = form(every_kind, ("kk", "en"))
    assert [page["name"] for page in made["pages"]] == ["opening__page", "section__first", "section__second"]
    assert question(made, "consent__text")["html"]["default"] == "<p>Answers are anonymous.</p><p>Taking part is voluntary.</p>"
    assert question(made, "consent__given")["isRequired"]
    assert {page.get("visibleIf") for page in made["pages"][1:]} == {"{consent__given} anyof ['yes']"}
    assert made["locale"] == "kk"


def test_texts_are_no_markup(questionnaire: Callable[[str], Instrument]) -> None:
    bad = EVERY_KIND.replace("Answers are anonymous.", "<script>alert(1)</script> & more")
    shown = question(form(questionnaire(bad)), "consent__text")["html"]["default"]
    assert shown.startswith("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>")


def test_a_text_with_braces_is_refused_by_item(questionnaire: Callable[[str], Instrument]) -> None:
    bad = EVERY_KIND.replace("Why not?", "Why not {trust}?").replace("en: At a school", 'en: "At {a school}"')
    with pytest.raises(FieldingError) as caught:
        form(questionnaire(bad))
    assert [(one.code, one.params["what"], one.params["signs"]) for one in caught.value.problems] == [
        (SIGNS_MEAN_MORE, "why", "{trust}"), (SIGNS_MEAN_MORE, "office.school", "{a school}"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["every kind", "sovereignty-2022"])
def test_the_schema_that_the_library_ships(every_kind: Instrument, name: str) -> None:
    schema = json.loads((javascript.package() / "surveyjs_definition.json").read_text("utf-8"))
    jsonschema.validate(form(every_kind if name == "every kind" else load_instrument(name)), schema)


@pytest.mark.parametrize("name", ["every kind", "sovereignty-2022"])
def test_the_library_reads_it_without_an_error(every_kind: Instrument, name: str) -> None:
    instrument = every_kind if name == "every kind" else load_instrument(name)
    script = """
    const model = new Survey.Model(given);
    const seen = model.getAllQuestions().flatMap(one => [one.jsonErrors || []]).flat();
    console.log(JSON.stringify([model.jsonErrors, seen, model.getUsedLocales().sort(), model.getAllQuestions().length]));
    """
    errors, seen, locales, count = javascript.run(script, form(instrument))
    assert (errors, seen, locales) == (None, [], ["en", "kk", "ru"])
    assert count >= len(instrument.items)


def test_a_filled_form_is_what_the_layout_writes(every_kind: Instrument) -> None:
    """Somebody agrees, answers in Russian, ticks "don't know" after others, writes in, enters an age out of limits first."""
    script = """
    const model = new Survey.Model(given);
    model.locale = "ru";
    const set = (name, value) => { model.getQuestionByName(name).value = value; };
    set("consent__given", ["yes"]); set("trust", "yes");
    const media = model.getQuestionByName("media_sources");
    media.renderedValue = ["tv", "press"]; media.renderedValue = ["tv", "press", "dont_know"];
    const alone = [...media.value]; media.renderedValue = ["tv", "elsewhere"];
    set("media_sources_elsewhere_text", "газета");
    set("agree", {tax_fair: "no", law: "yes"}); set("mood", "good"); set("office", "other"); set("office_other_text", "далада");
    model.nextPage(); model.nextPage();
    set("age", 17); const refused = !model.tryComplete(); const said = model.getQuestionByName("age").errors[0].text;
    set("age", 35.5); model.tryComplete();
    console.log(JSON.stringify([alone, refused, said, model.state, model.data]));
    """
    assert javascript.run(script, form(every_kind)) == [
        ["dont_know"],
        True,
        "Число должно быть от 18 до 99.",
        "completed",
        {
            "language__used": "ru",
            "consent__given": ["yes"],
            "trust": "yes",
            "media_sources": ["tv", "elsewhere"],
            "media_sources_elsewhere_text": "газета",
            "agree": {"tax_fair": "no", "law": "yes"},
            "mood": "good",
            "office": "other",
            "office_other_text": "далада",
            "age": 35.5,
        },
    ]


def test_nothing_is_asked_of_who_does_not_agree(every_kind: Instrument) -> None:
    script = """
    const model = new Survey.Model(given);
    console.log(JSON.stringify([model.visiblePageCount, model.tryComplete()]));
    """
    assert javascript.run(script, form(every_kind)) == [1, False]


def test_ids_that_a_condition_takes_for_something_else_are_refused(questionnaire: Callable[[str], Instrument]) -> None:
    for name in ("locale", "self", "pageno", "pagecount"):
        with pytest.raises(FieldingError) as caught:
            form(questionnaire(re.sub(r"\btrust\b", name, EVERY_KIND)))
        assert [(one.code, one.params["item"]) for one in caught.value.problems] == [(NAME_RESERVED, name)]


def test_the_library_answers_no_other_name_by_itself() -> None:
    """Its own list of variables, what it calls the parts of a survey, and words of its expressions."""
    script = """
    const names = new Set([...given, ...Object.values(Survey.settings.expressionVariables).map(one => one.toLowerCase())]);
    const broken = [...names].filter(name => {
        const asked = {type: "radiogroup", name, choices: ["yes"]};
        const model = new Survey.Model({elements: [asked, {type: "text", name: "then", visibleIf: `{${name}} anyof ['yes']`}]});
        model.setValue(name, "yes");
        return !model.getQuestionByName("then").isVisible;
    });
    console.log(JSON.stringify(broken.sort()));
    """
    own = (javascript.package() / "survey.core.js").read_text("utf-8")
    table = own[own.index("builtInVariables = new Map([") :]
    names = re.findall(r'\["(\w+)", \(survey\)', table[: table.index("]);")])
    assert len(names) > 5
    assert javascript.run(script, [*names, "true", "null", "and", "empty", "state", "data"]) == sorted(RESERVED)


def test_lines_end_where_the_text_ends_them(questionnaire: Callable[[str], Instrument]) -> None:
    made = form(questionnaire(EVERY_KIND.replace("voluntary.", "voluntary.\\nYou may stop.")))
    assert question(made, "consent__text")["html"]["default"].endswith("<p>Taking part is voluntary.<br>You may stop.</p>")


def test_a_form_without_english_has_words_in_every_language_of_the_page(every_kind: Instrument) -> None:
    """`default` is what the library shows in English and in any language that the form does not have."""
    made = form(every_kind, ("kk", "ru"))
    assert made["title"] == {"default": "Барлық түр", "ru": "Все виды", "kk": "Барлық түр"}
    script = """
    const shown = one => { const model = new Survey.Model(given); model.locale = one; return model.processedTitle; };
    console.log(JSON.stringify(["kk", "ru", "en", "de"].map(shown)));
    """
    assert javascript.run(script, made) == ["Барлық түр", "Все виды", "Барлық түр", "Барлық түр"]
