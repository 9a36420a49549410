from __future__ import annotations

from pathlib import Path

import docx
import pytest

from survey.chapter.profile import crossref_metadata, profiles, read_profile
from survey.errors import SurveyError
from survey.i18n.text import LANGUAGES


def test_the_default_follows_gost_7_32() -> None:
    rules = read_profile("gost-kz")
    page = rules.page
    assert (page.left, page.right, page.top, page.bottom, page.measure) == (30, 15, 20, 20, 165)
    assert (rules.font, rules.text.size, rules.text.spacing, rules.text.indent, rules.text.align) == (
        *("Times New Roman", 14, 1.5, 12.5, "justify"),
    )
    assert (rules.figure.place, rules.figure.look.align, rules.table.place, rules.table.look.align) == (
        *("below", "center", "above", "left"),
    )
    assert rules.figure.form["kk"] == "Сурет {n} – {title}"
    assert rules.page_number == ("bottom", "center", True)


@pytest.mark.parametrize("name", ["gost-kz", "plain", "journal"])
def test_shipped_profiles_can_be_read(name: str) -> None:
    rules = read_profile(name)
    assert rules.id == name
    assert all(rules.caption(kind).word[language] for kind in ("fig", "tbl") for language in LANGUAGES)


def test_what_a_university_changes_is_all_that_it_writes(tmp_path: Path) -> None:
    file = tmp_path / "my-university.yaml"
    file.write_text(
        "id: my-university\nbased_on: gost-kz\npage: {right: 1 cm}\ncaptions:\n  figure:\n"
        "    form: {kk: '{n}-сурет. {title}', ru: 'Рис. {n}. {title}', en: 'Fig. {n}. {title}'}\n",
        "utf-8",
    )
    rules, base = read_profile(file), read_profile("gost-kz")
    assert (rules.page.right, rules.page.left) == (10, 30)
    assert rules.figure.around("kk") == ("", "-сурет. ")
    assert (rules.figure.place, rules.table, rules.text) == (base.figure.place, base.table, base.text)


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "id: wrong\nbased_on: gost-kz\npage:\n  left: 30\n  right: 300 mm\n  topp: 20 mm\ntext:\n  spacing: 9\n  align: centre\n"
        "captions:\n  figure:\n    form: {kk: 'Сурет {title}', ru: 'Рисунок {n} – {title}', en: 'Figure {n} – {title}'}\n",
        "utf-8",
    )
    with pytest.raises(SurveyError) as found:
        read_profile(file)
    told = str(found.value).splitlines()
    assert [(one.code, one.place.line) for one in found.value.problems] == [
        ("SQ-W41", 4),
        ("SQ-W42", 5),
        ("SQ-I01", 6),
        ("SQ-I12", 8),
        ("SQ-I13", 9),
        ("SQ-W43", 12),
    ]
    assert "wrong.yaml, line 4" in told[0]
    assert "30" in told[0]
    assert "“top”" in told[2]  # the nearest name
    assert "center" in told[4]
    assert "Figure {n} – {title}" in told[5]


def test_a_profile_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(SurveyError) as found:
        read_profile("gost-ks")
    assert found.value.code == "SQ-W40"
    assert found.value.problems[0].params["nearest"] == "gost-kz"
    assert set(profiles()) >= {"gost-kz", "journal", "plain"}


def test_profiles_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    for one, other in (("one", "two"), ("two", "one")):
        (tmp_path / "profiles" / f"{one}.yaml").write_text(f"id: {one}\nbased_on: {other}\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        read_profile("one", tmp_path)
    assert found.value.code == "SQ-W44"


@pytest.mark.parametrize("text", ["", "- a\n", "id: [\n"])
def test_a_file_that_is_no_profile(tmp_path: Path, text: str) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(SurveyError):
        read_profile(file)


def test_settings_of_captions() -> None:
    assert crossref_metadata(read_profile("gost-kz"), "kk", 13, 4, 3) == {
        "fig-before": "Сурет\u00a0",
        "fig-after": "\u00a0–",
        "tbl-before": "Кесте\u00a0",
        "tbl-after": "\u00a0–",
        "fig-start": "13",
        "tbl-start": "4",
        "sec-start": "3",
    }


@pytest.mark.parametrize("word", ["Мой рисунок", "1", "1а", '"Сурет"', "_Fig", "Ф" * 41, "Сурет-"])
def test_a_word_that_cannot_name_a_sequence_of_word(tmp_path: Path, word: str) -> None:
    file = tmp_path / "word.yaml"
    words = f"{{kk: '{word}', ru: Рис., en: Fig_1}}"
    file.write_text(f"id: word\nbased_on: gost-kz\ncaptions:\n  figure:\n    word: {words}\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        read_profile(file)
    assert [(one.code, one.place.line) for one in found.value.problems] == [("SQ-W46", 5)]


@pytest.mark.parametrize("word", ["Рис.", "Сурет_1", "Ф" * 40])
def test_a_word_that_can(tmp_path: Path, word: str) -> None:
    file = tmp_path / "word.yaml"
    file.write_text(f"id: word\nbased_on: gost-kz\ncaptions: {{figure: {{word: {{kk: {word}, ru: Рис., en: Fig}}}}}}\n", "utf-8")
    assert read_profile(file).figure.word["kk"] == word


def test_the_language_decides_the_decimal_sign(tmp_path: Path) -> None:
    file = tmp_path / "decimal.yaml"
    file.write_text("id: decimal\nbased_on: gost-kz\ndecimal: {kk: '.', ru: '.', en: '.'}\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        read_profile(file)
    assert [(one.code, one.place.line) for one in found.value.problems] == [("SQ-I01", 3)]


@pytest.mark.parametrize(("language", "table"), [("kk", "bsi"), ("kk", "bgn-ru"), ("ru", "latin-2021"), ("ru", "bgn-kk")])
def test_a_table_of_another_language(tmp_path: Path, language: str, table: str) -> None:
    file = tmp_path / "tables.yaml"
    file.write_text(f"id: tables\nbased_on: journal\ncitations: {{tables: {{{language}: {table}}}}}\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        read_profile(file)
    assert [(one.code, one.place.line) for one in found.value.problems] == [("SQ-I13", 3)]


def test_a_word_file_is_no_profile(tmp_path: Path) -> None:
    file = tmp_path / "university.docx"
    docx.Document().save(str(file))
    with pytest.raises(SurveyError) as found:
        read_profile(file)
    assert found.value.code == "SQ-W47"
    assert "--template" in str(found.value)
