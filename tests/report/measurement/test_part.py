"""The part of a report that judges the questionnaire: what it says of invented answers, of real ones, and of margins."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import IndexModel
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

FIGURES = ("correlations", "scree", "loadings", "distributions")
TABLES = ("retention", "loadings", "reliability")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, tuple[str, Path]]:
    """The part of the demonstration in each language, with its folder."""
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    made = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        made[language] = (Report(wave, language, folder).part("measurement"), folder)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_and_table_is_there_with_words_for_it(parts: dict[Language, tuple[str, Path]], language: Language) -> None:
    text, folder = parts[language]
    for name in FIGURES:
        assert re.search(rf'\{{#fig-report--{name} fig-alt="[^"]{{60,}}"\}}', text), name
        assert (folder / "figures" / f"report--{name}.svg").is_file()
    assert all(f"{{#tbl-report--{name}}}" in text for name in TABLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_answers_have_no_names(parts: dict[Language, tuple[str, Path]], language: Language) -> None:
    text, folder = parts[language]
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    drawn = "".join(path.read_text("utf-8") for path in (folder / "figures").iterdir())
    for item in wave.instrument.items:
        assert item.id not in text + drawn
        assert item.label[language] not in text + drawn
    titles = [index.title[language] for index in wave.instrument.indices]
    assert [title for title in titles if title in text + drawn] == []
    assert text.split("\n\n")[1] == f"::: {{.callout-important}}\n## {say('report.measurement_neutral_title', language)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_get_no_codes_and_no_names_of_functions(parts: dict[Language, tuple[str, Path]], language: Language) -> None:
    text, _ = parts[language]
    assert re.findall(r"SQ-\w+|survey\.\w+|\.suggested|\.bootstrap|`", text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_section_says_what_may_and_what_may_not_be_concluded(
    parts: dict[Language, tuple[str, Path]], language: Language
) -> None:
    text, _ = parts[language]
    assert [text.count(f"**{say(f'report.measurement_{word}', language)}**") for word in ("may", "may_not")] == [4, 4]


def test_a_warning_is_told_once(parts: dict[Language, tuple[str, Path]]) -> None:
    text, _ = parts["en"]
    told = [line for line in text.splitlines() if line.startswith("- ") and not line.startswith("- **")]
    assert len(told) == len(set(told)) >= 4


def test_the_same_answers_give_the_same_part_and_figures(parts: dict[Language, tuple[str, Path]], tmp_path: Path) -> None:
    text, folder = parts["ru"]
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    assert Report(wave, "ru", tmp_path).part("measurement") == text
    for name in FIGURES:
        file = Path("figures") / f"report--{name}.svg"
        assert (tmp_path / file).read_bytes() == (folder / file).read_bytes()


def test_measures_of_fit_that_are_not_shown_are_not_warned_of(parts: dict[Language, tuple[str, Path]]) -> None:
    text, _ = parts["en"]
    assert not re.search("RMSEA|TLI|RMSR", text)


def test_no_p_value_for_volunteers_and_alpha_without_interval(parts: dict[Language, tuple[str, Path]]) -> None:
    text, _ = parts["en"]
    assert say("report.measurement_no_p_value", "en") in text
    assert "Alpha is given for comparison only and has no interval" in text
    assert re.search(r"Cronbach.*\| 0\.\d\d \| – \|", text)


def test_real_answers_keep_the_numbers_and_words_of_their_questions(tmp_path: Path) -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022-demo")
    real = replace(wave, settings=replace(wave.settings, synthetic=False))
    text = Report(real, "kk", tmp_path).part("measurement")
    index = next(one for one in wave.instrument.indices if one.model is IndexModel.REFLECTIVE)
    assert say("report.measurement_neutral_title", "kk") not in text
    assert f"{index.id}. {index.title['kk']}" in text
    items = [wave.instrument.item(name) for name in index.items]
    assert all(f"| {item.number}. {item.label['kk']} |" in text for item in items)


def test_margins_have_no_such_part(tmp_path: Path) -> None:
    assert Report(load_wave(root() / "data" / "sovereignty-2022"), "kk", tmp_path).part("measurement") == ""
