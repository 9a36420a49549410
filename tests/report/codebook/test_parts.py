"""The parts of a codebook as Markdown: numbers counted by hand from the rows of the study."""

from __future__ import annotations

import re

import pytest

from survey.errors import ReportError
from survey.i18n.catalogue import say
from survey.instrument.find import load_instrument
from survey.report.codebook.codebook import PARTS, codebook_of, open_codebook
from survey.shipped import root
from survey.wave.load import load_wave

from .conftest import SECRET


def rows(markdown: str, table: str) -> list[list[str]]:
    """The cells of the table of an id, without its rule and escapes."""
    lines = markdown[: markdown.index(f"{{#tbl-{table}}}")].split("\n\n")[-2].splitlines()
    return [[cell.strip() for cell in line.replace("\\", "").strip("|").split("|")] for line in lines if line.startswith("| ")]


TABLES = {
    "drinks": [
        ["Code", "Value", "Answer", "Count", "Share"],
        ["yes", "1", "Yes", "4", "66.7%"],
        ["no", "2", "No", "2", "33.3%"],
        ["**Total**", "", "", "**6**", "**100.0%**"],
    ],
    "taste--green": [
        ["Code", "Value", "Answer", "Kind of answer", "Count", "Share"],
        ["bad", "1", "Bad", "substantive", "0", "0.0%"],
        ["good", "2", "Good", "substantive", "4", "80.0%"],
        ["dk", "9", "Don't know", "“don't know”", "1", "20.0%"],
        ["**Total**", "", "", "", "**5**", "**100.0%**"],
    ],
    "with": [
        ["Code", "Answer", "Count", "Share"],
        ["milk", "Milk", "4", "80.0%"],
        ["sugar", "Sugar", "2", "40.0%"],
        ["**Base (n)**", "", "**5**", ""],
    ],
}


@pytest.mark.parametrize("table", TABLES)
def test_answers_have_code_value_label_kind_and_counts(books, table):
    assert rows(books["en"].part("variables"), table) == TABLES[table]


def test_a_number_has_its_range_and_a_text_only_its_count(books):
    text = books["en"].part("variables")
    assert ["Minimum", "18"] in rows(text, "age")
    assert ["Maximum", "60"] in rows(text, "age")
    assert "Wrote an answer: 1; were asked: 2." in text
    assert "drinks" in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_part_prints_a_free_text_or_leaves_a_placeholder(books, language):
    text = "\n\n".join(books[language].part(name) for name in PARTS)
    assert SECRET not in text
    assert not re.search(r"\{[a-z_]+\}", text)
    assert say("report.synthetic_long", language) in text
    assert say("report.caution_nonprobability", language) in text


def test_every_question_has_a_heading_and_one_table_at_most(books):
    text = books["kk"].part("variables")
    ids = re.findall(r"\{#([\w-]+)\}", text)
    assert len(ids) == len(set(ids))
    assert [one for one in ids if one.startswith("v-")] == [f"v-{item.id}" for item in books["kk"].instrument.items]


def test_missing_answers_by_kind(books):
    assert rows(books["en"].part("missing"), "codebook--missing") == [
        ["No.", "Label", "Not asked", "Skipped"],
        ["1.1", "Reason", "4", "1"],
        ["2\N{NO-BREAK SPACE}(2)", "Taste – Green tea", "0", "1"],
        ["3", "Age", "0", "1"],
        ["4", "With what", "0", "1"],
    ]


def test_indices_have_formula_and_scores(books):
    text = books["en"].part("indices").replace("\\", "")
    assert "T = 100 × sum of scores / number of answers with a score." in text
    assert rows(text, "index--T")[1] == ["2\N{NO-BREAK SPACE}(1)", "taste.black", "Bad = 0; Good = 1; Don't know = no score"]
    assert "for each of these answers: “Milk”. Answered questions needed: 1 or more of 1." in text


def test_history_counts_what_is_shared_and_names_what_cannot_be_read(books):
    text = books["en"].part("history")
    assert rows(text, "codebook--history")[1] == ["tea-2", "May 1–2, 2026", "4", "2", "2", "1"]
    assert "are not compared: broken." in text
    assert "Synthetic data" in text


def test_published_counts_are_shown_with_their_bounds():
    book = codebook_of(load_wave(min((root() / "data").glob("*-2022"))), "en", root())
    text = book.part("variables")
    bounded = re.search(r"\| (\d+)–(\d+) \| ([\d.]+)–([\d.]+)% \|", text)
    assert bounded is not None
    low, high, first, last = (float(end) for end in bounded.groups())
    assert low < high
    assert first < last
    assert "(reason unknown)" in text
    assert say("report.limits_margins", "en") in book.part("overview")


def test_a_questionnaire_alone_has_no_counts(study):
    book = codebook_of(load_instrument(study / "instruments" / "tea.yaml"), "ru", study)
    assert rows(book.part("variables"), "drinks")[0] == ["Код", "Значение", "Ответ"]
    assert book.part("study") == ""
    assert "tea.yaml" in book.part("provenance").replace("\\", "")
    assert all(book.part(name) for name in PARTS if name != "study")


def test_a_codebook_of_nothing_says_which_variables_are_missing(monkeypatch):
    monkeypatch.setenv("QUARTO_PROFILE", "kk")
    monkeypatch.delenv("SURVEY_WAVE", raising=False)
    monkeypatch.delenv("SURVEY_INSTRUMENT", raising=False)
    with pytest.raises(ReportError, match="SURVEY_INSTRUMENT") as caught:
        open_codebook()
    assert caught.value.code == "SQ-R61"


def test_the_environment_names_a_wave_or_a_questionnaire(monkeypatch, study):
    monkeypatch.setenv("QUARTO_PROFILE", "kk")
    monkeypatch.setenv("SURVEY_WAVE", "")
    monkeypatch.setenv("SURVEY_INSTRUMENT", str(study / "instruments" / "tea.yaml"))
    assert open_codebook().wave is None
    monkeypatch.setenv("SURVEY_WAVE", str(study / "data" / "tea-1"))
    assert open_codebook().wave is not None
