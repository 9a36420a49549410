"""A printed questionnaire has everything that a person needs to fill it in, and the codes to type it in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.fielding.conftest import EVERY_KIND

from survey.fielding.paper_form import MANY, ONE, form, questions
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument, ItemKind


def test_every_text_stands_on_paper_once_in_order(every_kind: Instrument) -> None:
    for language in LANGUAGES:
        page = re.sub(r"\\(.)", r"\1", form(every_kind, language))
        assert every_kind.introduction is not None
        assert every_kind.consent is not None
        assert every_kind.contact is not None
        assert every_kind.thanks is not None
        told = [every_kind.introduction[language], *every_kind.consent[language].split("\n\n")]
        told += [text for item in every_kind.items for text in (f"{item.number}. {item.text[language]}",)]
        told += [every_kind.thanks[language], every_kind.contact[language]]
        places = [page.index(text) for text in told]
        assert places == sorted(places)


def test_boxes_say_whether_one_or_several_answers_are_meant(every_kind: Instrument) -> None:
    page = form(every_kind, "en")
    assert f"[{ONE}]{{.tick}}[1]{{.answer-value}}Yes" in page
    assert f"[{MANY}]{{.tick}}[12]{{.answer-value}}TV" in page


def test_other_has_a_line_to_write_on_and_a_coded_answer_is_not_offered(every_kind: Instrument) -> None:
    page = form(every_kind, "en")
    assert "[99]{.answer-value}Other: []{.blank}" in page
    assert "At a market" not in page


def test_a_grid_is_a_table_with_the_codes_in_its_head(every_kind: Instrument) -> None:
    page = form(every_kind, "en")
    assert re.search(rf"\|  \| Yes \(1\) \| No \(2\) \|\n\| :-+ \| :-+: \| :-+: \|\n\| Taxes are fair \| {ONE} \| {ONE} \|", page)
    assert "The numbers over the columns" not in page


GRID = """
id: grid
version: "1"
languages: [en]
title: {en: Grid}
sections: [{id: s, number: "1", title: {en: Part}}]
items:
  - id: a
    number: "1"
    section: s
    kind: matrix
    level: ordinal
    text: {en: "How far do you agree?"}
    label: {en: Agreement}
    rows: [{code: r, text: {en: "The first statement"}}]
    options:
"""


def test_answers_that_have_no_room_over_their_columns_stand_before_the_table(
    questionnaire: Callable[[str], Instrument],
) -> None:
    words = [f"      - {{code: o{n}, value: {n}, text: {{en: incomprehensible {n}}}}}" for n in range(1, 8)]
    page = form(questionnaire(GRID + "\n".join(words)), "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "The numbers over the columns: 1 – Incomprehensible 1; 2 – Incomprehensible 2;" in page
    assert "|  | 1 | 2 | 3 | 4 | 5 | 6 | 7 |" in page
    widths = [len(cell) for cell in re.findall(r"(?<= ):-+:?", page)]
    assert widths[0] > 5 * widths[1], "the texts of the rows have most of the line"


def test_a_plain_number_of_a_question_begins_no_list(questionnaire: Callable[[str], Instrument]) -> None:
    assert "::: {.question}\n1\\. How far do you agree?" in form(
        questionnaire(GRID + "      - {code: o, value: 1, text: {en: fully}}\n      - {code: p, value: 2, text: {en: no}}"), "en"
    )


def test_numbers_and_texts_have_room_and_limits(every_kind: Instrument) -> None:
    page = form(every_kind, "en")
    assert "The number must be from 18 to 99." in page
    assert page.count("[]{.blank}") == 2 + 3, "two answers other, three lines of text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_alone_are_the_same_under_lower_headings(every_kind: Instrument, language: Language) -> None:
    alone, whole = questions(every_kind, language), form(every_kind, language)
    assert alone.count("::: {.question}") == whole.count("::: {.question}") == len(every_kind.items)
    assert alone.count("\n## ") + alone.startswith("## ") == len(every_kind.sections)


def test_every_answer_of_every_question_is_there(every_kind: Instrument) -> None:
    page = form(every_kind, "ru")
    ticks = sum(len(item.offered) for item in every_kind.items if item.kind is not ItemKind.MATRIX)
    assert page.count("{.tick}") == ticks + 1, "and the box of the consent"


ODD = r"""
id: odd
version: "1"
languages: [en]
title: {en: Odd}
sections: [{id: s, number: "1", title: {en: "*S* [x]"}}]
items:
  - {id: a, number: "1.1", section: s, kind: text, level: nominal, text: {en: "Is ::: {.x} or | $5$ `b` <i> right?"}}
"""


def test_a_text_with_signs_of_markdown_stays_a_text(questionnaire: Callable[[str], Instrument]) -> None:
    page = form(questionnaire(ODD), "en")
    assert r"\{.x\} or \| \$5\$ \`b\` \<i\> right?" in page
    assert r"\*S\* \[x\]" in page


def test_lines_end_where_the_text_ends_them(questionnaire: Callable[[str], Instrument]) -> None:
    text = EVERY_KIND.replace("voluntary.", "voluntary.\\n1. You may stop.").replace("Why not?", "Why?\\nSay it.")
    page = form(questionnaire(text), "en")
    assert "voluntary.\\\n1\\. You may stop." in page
    assert "1.4. Why?\\\nSay it." in page
