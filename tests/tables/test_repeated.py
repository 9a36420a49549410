"""Repeated questions in words: each pair named once, a model only as asked."""

from __future__ import annotations

import pandas as pd
import pytest

import survey
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.stats.multiplicity import Correction, adjusted
from survey.tables.crosstab import Side
from survey.tables.p_value import p_value
from survey.tables.repeated import changes_table, kappa_table

FRAME = pd.DataFrame({"may": list("aaaaabbbcc"), "june": list("aaabbbbacc"), "july": list("aaabbbbccc")})
FOUND = survey.repeated(FRAME, ["may", "june", "july"])
SIDES = {name: Side(name.title(), {code: code.upper() for code in "abc"}) for name in FRAME}
TWO = survey.repeated(FRAME.replace("c", "b"), ["may", "june"])


def test_a_pair_is_named_in_its_first_row() -> None:
    table = changes_table(FOUND.changes, SIDES, "en", table_id="x", caption="x")
    assert [row[0] for row in table.rows] == ["May → June", "", "", "May → July", "", "", "June → July", "", ""]
    assert table.rows[0][1:] == ("A", "3", "2", "1", "4", "10", "−10.0")
    assert len(table.notes) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_adds_its_columns_and_the_size_of_the_family(language: Language) -> None:
    facts, model = (
        changes_table(FOUND.changes, SIDES, language, table_id="x", caption="x", tests=FOUND.family, model=model, notes=("!",))
        for model in (False, True)
    )
    assert len(model.columns) == len(facts.columns) + 2
    assert say("tables.association_family_note", language, tests="9") in model.notes
    assert facts.notes[-1] == model.notes[-1] == "!"


def test_benjamini_and_hochberg_are_named_where_they_were_asked_for() -> None:
    found = survey.repeated(FRAME, ["may", "june", "july"], correction="bh")
    table = changes_table(found.changes, SIDES, "en", table_id="x", caption="x", tests=9, correction="bh", model=True)
    assert table.columns[-1].heading == say("tables.p_bh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_answers_mirror_each_other(language: Language) -> None:
    table = changes_table(TWO.changes, SIDES, language, table_id="x", caption="x")
    assert len(table.rows) == 1
    assert say("repeated.mirror_note", language) in table.notes


def test_all_questions_have_a_row_of_their_own() -> None:
    facts, model = (kappa_table(FOUND.agreement, SIDES, "en", table_id="x", caption="x", model=model) for model in (False, True))
    assert [row[0] for row in facts.rows] == ["May → June", "May → July", "June → July", "All questions"]
    assert facts.rows[0][1].replace("\N{NO-BREAK SPACE}", " ") == "7 (70.0%)"
    assert "[" in model.rows[0][-2]
    assert "[" not in facts.rows[0][-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("correction", ["holm", "bh"])
def test_kappas_are_a_family_of_their_own(language: Language, correction: Correction) -> None:
    found = survey.repeated(FRAME, ["may", "june", "july"], correction=correction).agreement
    table = kappa_table(found, SIDES, language, table_id="x", caption="x", correction=correction, model=True)
    assert table.columns[-1].heading == say(f"tables.p_{correction}", language)
    assert [row[-1] for row in table.rows] == [p_value(p, language) for p in adjusted(found["model_p"], correction)]
    assert say("tables.association_family_note", language, tests="4") in table.notes


def test_a_complete_agreement_stands_without_interval() -> None:
    found = survey.repeated(FRAME.assign(june=FRAME["may"]), ["may", "june"]).agreement
    assert kappa_table(found, SIDES, "en", table_id="x", caption="x", model=True).rows[0][-2:] == ("1.00", "<0.001")


def test_answer_by_answer_there_is_a_column_for_it() -> None:
    found = survey.repeated(FRAME, ["may", "june"], code="a")
    table = kappa_table(found.agreement, SIDES, "en", table_id="x", caption="x")
    assert table.rows[0][:2] == ("May → June", "A")
