"""What the report says of several questions about the same matter, person by person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES
from survey.instrument.wording import answer_text
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Intervals

ROWS = load_wave(root() / "data" / "sovereignty-2022-demo")


def test_margins_are_left_to_the_part_of_bounds(tmp_path):
    assert Report(load_wave(root() / "data" / "sovereignty-2022"), "en", tmp_path).part("repeated") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_only_where_the_design_gives_no_right_to_more(language, tmp_path):
    text = Report(ROWS, language, tmp_path).part("repeated")
    assert say("report.associations_facts_only", language) in text
    assert say("tables.p_holm", language) not in text
    assert text.count("::: {.table-note}") == 3 * len(ROWS.instrument.comparisons)
    item = ROWS.instrument.item(ROWS.instrument.comparisons[0].items[0])
    assert item.label[language] not in text  # invented answers: nobody should quote them


@pytest.mark.parametrize("language", LANGUAGES)
def test_tests_stand_under_what_they_assume(language, tmp_path):
    settings = replace(ROWS.settings, intervals=Intervals.MODEL, synthetic=False)
    report = Report(replace(ROWS, settings=settings), language, tmp_path)
    text, ordered = report.part("repeated"), report.part("comparisons")
    assert say("report.associations_facts_only", language) not in text
    notes = [part for part in text.split("\n\n") if part.startswith("::: {.table-note}")]
    assert len(notes) == 2 * len(ROWS.instrument.comparisons)
    assert all("96" in note for note in notes)
    assert text.count(say("tables.p_holm", language)) == 2 * len(ROWS.instrument.comparisons)
    assert ordered.count(say("tables.p_holm", language)) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_of_published_counts_stands_beside_the_shares(language, tmp_path):
    report = Report(load_wave(root() / "data" / "sovereignty-2022"), language, tmp_path)
    text = report.part("comparisons").replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    item = report.instrument.item(report.instrument.comparisons[0].items[0])
    russia, china, usa = (answer_text(item, code, language) for code in ("russia", "china", "usa"))
    assert f"{russia} 76 > {china} 17 > {usa} 3 |" in text
    assert f"{russia} 230 > {china} 42 > {usa} 11–16 >" in text
    assert f"{say('repeated.in_every', language)} | {russia} > {china} > ({usa} ?" in text
    assert say("tables.p_holm", language) not in text  # the wave gives no right to a model


def test_an_order_of_invented_answers_has_no_names(tmp_path):
    report = Report(ROWS, "en", tmp_path)
    assert "{#tbl-order-" not in report.part("comparisons")
    text = report.part("repeated")
    assert text.count("{#tbl-order-") == len(ROWS.instrument.comparisons)
    assert "Comparison A" in text
    for comparison in ROWS.instrument.comparisons:
        assert comparison.title["en"] not in text


def test_who_changed_is_drawn(tmp_path):
    text = Report(ROWS, "ru", tmp_path).part("repeated")
    assert len(list((tmp_path / "figures").glob("repeated-*.svg"))) == len(ROWS.instrument.comparisons)
    assert "Полосы в обе стороны" in text
