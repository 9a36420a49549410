"""`survey field export`: files all or none, what is said about them, in the language of the user."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.fielding.conftest import EVERY_KIND

from survey.cli.main import main
from survey.errors import (
    ANSWERS_TYPED_IN,
    JOINED_UNUSED,
    LANGUAGE_NOT_ASKED,
    LAW_CAUTION,
    NAMES_MAPPED,
    NO_FOLDER_FOR_EXPORT,
    ORDER_FIXED_LAST,
    PLATFORM_NOT_KNOWN,
    SHOW_IF_NO_PAGE,
    SHOW_IF_NOT_OFFERED,
    TEXT_UNTRANSLATED,
)


@pytest.fixture(autouse=True)
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "every-kind.yaml").write_text(EVERY_KIND, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("platform", "name"), [("xlsform", "every-kind.xlsx"), ("surveyjs", "every-kind.surveyjs.json")])
def test_a_questionnaire_by_its_name(platform: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["field", "export", "every-kind", "--to", platform]) == 0
    said = capsys.readouterr().out
    assert [path.name for path in Path("fielding").iterdir()] == [name]
    assert said.startswith(f"Written: {Path('fielding') / name}\n")
    assert (f"[{ORDER_FIXED_LAST}]" in said) == (platform == "xlsform")
    assert "every-kind.yaml" not in said, "the notes are all of one file"
    assert said.splitlines()[-1].startswith("Next: ")
    assert "survey import FILE --wave FOLDER" in said


@pytest.mark.parametrize(("language", "begins"), [("kk", "Жазылды: "), ("ru", "Записано: "), ("en", "Written: ")])
def test_the_language_of_the_user(language: str, begins: str, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["field", "export", "every-kind", "--to", "surveyjs", "--lang", "kk", "--out", "форма/мұнда"]) == 0
    assert capsys.readouterr().out.startswith(begins)
    assert [path.name for path in Path("форма/мұнда").iterdir()] == ["every-kind-kk.surveyjs.json"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--to", "xlform"], [PLATFORM_NOT_KNOWN]),
        (["--to", "xlsform", "--lang", "kk,de,fr"], [LANGUAGE_NOT_ASKED, LANGUAGE_NOT_ASKED]),
        (["--to", "xlsform", "--joined"], [JOINED_UNUSED]),
        (["--to", "paper", "--joined"], [JOINED_UNUSED]),
        (["--to", "xlsform", "--out", "instruments/every-kind.yaml"], [NO_FOLDER_FOR_EXPORT]),
    ],
)
def test_wrong_words(words: list[str], codes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["field", "export", "every-kind", *words]) == 2
    assert [line.rpartition("[")[2].rstrip("]") for line in capsys.readouterr().err.splitlines()] == codes
    assert not Path("fielding").exists()


@pytest.mark.parametrize("platform", ["xlsform", "surveyjs", "limesurvey", "qualtrics", "google-forms", "paper"])
def test_no_question_waits_for_an_answer_that_nobody_is_offered(platform: str, study: Path, capsys) -> None:
    """What people sell at a market was coded from what they wrote."""
    asked = '{id: ware, number: "2.9", section: second, kind: text, level: nominal, text: {kk: Не?, ru: Что?, en: What?}, '
    asked += "show_if: {all: [{item: office, is: [school, market]}]}}"
    text = EVERY_KIND.replace("lists:\n", f"  - {asked}\nlists:\n")
    (study / "instruments" / "every-kind.yaml").write_text(text, "utf-8")
    assert main(["field", "export", "every-kind", "--to", platform]) == 2
    told = capsys.readouterr().err
    assert f"[{SHOW_IF_NOT_OFFERED}]" in told
    assert "nobody is offered: market" in told


def test_a_missing_translation_is_our_own_check() -> None:
    """A file cannot lack one, because `survey check` refuses it; an instrument that was made in another way can."""
    from dataclasses import replace

    from survey.errors import FieldingError
    from survey.fielding.translations import check_translations
    from survey.i18n.text import Text
    from survey.instrument.find import load_instrument

    whole = load_instrument("every-kind")
    items = list(whole.items)
    items[1] = replace(
        items[1], options=(replace(items[1].options[0], text=Text(kk="Радио", ru=" ", en="Radio")), *items[1].options[1:])
    )
    items[4] = replace(items[4], rows=(replace(items[4].rows[0], text=Text(ru="Налоги")), items[4].rows[1]))
    with pytest.raises(FieldingError) as caught:
        check_translations(replace(whole, items=tuple(items), thanks=Text(ru="Спасибо")), ("kk", "ru"))
    assert [(one.code, one.params["what"], one.params["language"]) for one in caught.value.problems] == [
        (TEXT_UNTRANSLATED, "thanks", "kk"),
        (TEXT_UNTRANSLATED, "media_sources.radio_television", "ru"),
        (TEXT_UNTRANSLATED, "agree.tax_fair", "kk"),
    ]
    check_translations(whole, whole.languages)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("platform", "names", "told"),
    [
        ("limesurvey", ["every-kind.limesurvey.names.yaml", "every-kind.lss"], NAMES_MAPPED),
        ("qualtrics", ["every-kind.qualtrics.names.yaml", "every-kind.qualtrics.txt"], LAW_CAUTION),
    ],
)
def test_a_map_stands_beside_what_was_renamed(platform, names, told, language, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["field", "export", "every-kind", "--to", platform, *(["--joined"] if platform == "qualtrics" else [])]) == 0
    said = capsys.readouterr().out
    assert sorted(path.name for path in Path("fielding").iterdir()) == names
    assert f"[{told}]" in said
    assert f"--names {Path('fielding') / names[0]}`" in said, "as it can be typed, from the folder where one is"
    assert "survey import" in said.splitlines()[-1]


def test_answers_that_were_typed_in_are_never_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    export = ["field", "export", "every-kind", "--to", "paper", "--lang", "ru"]
    workbook = Path("fielding/every-kind.entry.xlsx")
    assert main(export) == 0
    assert main([*export[:-1], "kk"]) == 0, "an empty one is made again, in another language too"
    book = load_workbook(workbook)
    book.worksheets[0].append(["1"])
    book.save(workbook)
    before = {path.name: path.read_bytes() for path in workbook.parent.iterdir()}
    capsys.readouterr()
    assert main([*export[:-1], "en"]) == 2
    told = capsys.readouterr().err
    assert f"{workbook}" in told
    assert f"[{ANSWERS_TYPED_IN}]" in told
    assert {path.name: path.read_bytes() for path in workbook.parent.iterdir()} == before
    workbook.write_bytes(b"something else")
    assert main(export) == 2


def test_what_a_platform_cannot_hold_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["field", "export", "every-kind", "--to", "google-forms"]) == 2
    assert capsys.readouterr().err.count(f"[{SHOW_IF_NO_PAGE}]") == 2
    assert not Path("fielding").exists()
