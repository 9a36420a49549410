"""The command line answers in the user's language, with one message and the right exit status, and never with a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from survey.cli.main import COMMANDS, main
from survey.i18n.catalogue import say


@pytest.mark.parametrize(("language", "word"), [("kk", "Қолданылуы"), ("ru", "Использование"), ("en", "Usage")])
def test_help_speaks_the_users_language(language, word, monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    assert all(command in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_command_has_help(command, language, monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", language)
    assert main([command, "--help"]) == 0
    assert f"survey {command}" in capsys.readouterr().out


def test_a_mistyped_command_names_the_nearest(monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    assert main(["reprot"]) == 2
    assert "Did you mean “report”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["report"], ["report", "build"], ["report", "build", "x", "--no-such"], ["report", "bild", "x"]]
)
def test_a_wrong_command_line_is_one_sentence(words, monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", "ru")
    assert main(words) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("Команда записана неверно")
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [("kk_KZ.UTF-8", "kk"), ("ru_RU", "ru"), ("Kazakh_Kazakhstan.1251", "kk"), ("de_DE.UTF-8", "en"), ("C", "en")],
)
def test_the_language_comes_from_the_system(value, expected, monkeypatch):
    from survey.cli.language import user_language

    monkeypatch.delenv("SURVEY_LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", value)
    assert user_language() == expected


def test_a_language_that_there_is_not_is_told_once(monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", "de")
    assert main(["--version"]) == 0
    assert capsys.readouterr().err.splitlines() == [say("cli.language_unknown", "en", value="de")]
    monkeypatch.setenv("SURVEY_LANGUAGE", "KK")
    assert main(["--version"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.parametrize("words", [["codebook", "sovereignty-2022", "--lang", "EN", "--to", "HTML"]])
def test_a_language_may_be_in_capitals(words, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    assert main([*words, "--out", str(tmp_path)]) == 0


def test_a_console_without_kazakh_letters_is_no_reason_to_stop():
    code = "import sys; from survey.cli.main import main; sys.exit(main(['--help']))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"SURVEY_LANGUAGE": "kk", "PYTHONIOENCODING": "cp1251"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode("cp1251", "replace")


def test_another_project_of_the_same_import_name_is_told_before_anything_else(monkeypatch, capsys):
    from survey import namesake
    from survey.errors import NAMESAKE, problem

    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.setattr(namesake, "found", lambda: problem(NAMESAKE, folder="site-packages"))
    assert main(["--help"]) == 2
    assert "[SQ-R59]" in capsys.readouterr().err
