"""`survey chapter refresh` and `check`: what is printed, in which language, and the status."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.chapter.word_files import address, control, paragraph, word_file, words

from survey.cli.main import main
from survey.i18n.text import LANGUAGES

WAVE = str(Path(__file__).parents[2] / "data" / "sovereignty-2022-demo")
YES = address("territory_threat_exists", "yes", wave="sovereignty-2022-demo")
STALE = paragraph("Қазақстанға қауіп бар дегендер ", control(YES, "0,1%"), " болды.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_then_refresh_then_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    path = word_file(tmp_path / "тарау.docx", STALE)
    assert main(["chapter", "check", str(path), WAVE]) == 1
    assert "0,1% → " in capsys.readouterr().out
    assert main(["chapter", "refresh", str(path), WAVE]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.count("0,1% → ") == 1
    assert YES.title in first
    assert "0,1%" not in words(path)
    assert main(["chapter", "check", str(path), WAVE]) == 0
    assert main(["chapter", "check", str(path)]) == 0


def test_a_number_stays_in_its_language(tmp_path: Path) -> None:
    """The sign it is written with tells; `--lang` overrules it."""
    for text, written, options, sign in (
        ("Қауіп бар дегендер ", "0,1%", [], ","),
        ("Those who see a threat ", "0.1%", [], "."),
        ("Қауіп бар дегендер ", "0.1%", [], "."),
        ("", "0,1%", ["--lang", "en"], "."),
    ):
        path = word_file(tmp_path / "a.docx", paragraph(*filter(None, (text, control(YES, written)))))
        assert main(["chapter", "refresh", str(path), WAVE, *options]) == 0
        assert sign in words(path).removeprefix(text)


def test_what_was_typed_by_hand_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("Қауіп ", control(YES, "0,1%", "<w:r><w:t>0,2%</w:t></w:r>")))
    assert main(["chapter", "check", str(path)]) == 1
    assert main(["chapter", "refresh", str(path), WAVE]) == 0
    assert words(path) == "Қауіп 0,2%"
    assert main(["chapter", "refresh", str(path), WAVE, "--overtyped"]) == 0
    assert "0,2% → " in capsys.readouterr().out


def test_lost_numbers_give_1_and_unusable_files_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = control(address("no_such_question", wave="sovereignty-2022-demo"), "5%")
    path = word_file(tmp_path / "a.docx", STALE, paragraph("Lost: ", lost))
    assert main(["chapter", "refresh", str(path), WAVE]) == 1
    told = capsys.readouterr()
    assert ("Lost: 5%" in told.err, "SQ-W27" in told.err, "0,1% → " in told.out) == (True, True, True)
    path.write_bytes(b"no Word file")
    assert main(["chapter", "check", str(path)]) == 2
    assert main(["chapter", "check", str(tmp_path / "none.docx")]) == 2


@pytest.mark.parametrize(("wave", "told"), [([WAVE], "число удалено вручную, по данным"), ([], "число удалено вручную")])
def test_an_emptied_number_is_not_said_to_be_a_dash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wave: list[str], told: str
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "ru")
    emptied = control(YES, "0,1%", "<w:r><w:t></w:t></w:r>")
    path = word_file(tmp_path / "a.docx", paragraph("Угрозу видят ", emptied, " экспертов."))
    assert main(["chapter", "check", str(path), *wave]) == 1
    out = capsys.readouterr().out
    assert told in out
    assert "«–»" not in out
    assert "зменено вручную: 1" in out
