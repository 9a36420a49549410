"""The commands of the fieldwork as a researcher runs them: invite, reissue, status, backup, erase, close."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.fielding.web.store.codes import new_record, recovery_code
from survey.fielding.web.study import open_study

TEA = """
id: tea
version: "1"
languages: [kk, ru, en]
title: {kk: Шай, ru: Чай, en: Tea}
sections: [{id: part, number: "1", title: {kk: Бөлім, ru: Часть, en: Part}}]
items:
  - {id: cups, number: "1", section: part, kind: number, level: interval,
     text: {kk: Неше кесе?, ru: Сколько чашек?, en: How many cups?}, label: {kk: Кесе, ru: Чашки, en: Cups}}
"""
WAVE = """
id: tea-2026
instrument: tea
kind: microdata
title: {kk: Шай, ru: Чай, en: Tea}
design: nonprobability
n: 12
source: {kk: Біз, ru: Мы, en: We}
"""
TODAY = date(2026, 5, 4)


@pytest.fixture(params=["kk", *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SURVEY_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture
def wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "tea.yaml").write_text(TEA, "utf-8")
    folder = tmp_path / "data" / "tea-2026"
    folder.mkdir(parents=True)
    (folder / "wave.yaml").write_text(WAVE, "utf-8")
    people = [f"Маман {n},{('kk', 'русский', 'English')[n % 3]},e{n}@example.org" for n in range(18)]
    (tmp_path / "мамандар.csv").write_text("\n".join(["Аты-жөні,Тілі,email", *people]), "utf-8")
    return folder


def invite(*more: str) -> int:
    return main(["field", "invite", "tea-2026", "мамандар.csv", "--address", "https://s.example.org/", *more])


def links(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        return [row["link"].rpartition("/")[2] for row in csv.DictReader(file)]


def answer(wave: Path, tokens: list[str], sent: int) -> None:
    study = open_study(wave)
    for n, token in enumerate(random.Random(1).sample(tokens, len(tokens))[: sent + 1]):
        record, who = new_record(), study.invitations.find(token)
        assert who is not None
        study.answers.begin(record, language=who.language, group=who.group, mode="invited", today=TODAY)
        study.answers.save(record, page="part", answers={"cups": n}, language=who.language, event="1", today=TODAY)
        if n < sent:
            study.invitations.submit(token, lambda record=record: study.answers.submit(record, TODAY))  # type: ignore[misc]
    study.close()


def test_from_invite_to_close(wave: Path, spoken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert invite() == 0
    first = wave / "field" / "letters" / "links.csv"
    assert len(links(first)) == 18
    answer(wave, links(first), sent=8)
    assert main(["field", "status", "tea-2026"]) == 0
    shown = capsys.readouterr().out
    assert "RR1" in shown
    assert "18" in shown
    assert main(["field", "reissue", "tea-2026", str(first), "--out", "reminder", "--address", "https://s.example.org"]) == 0
    assert len(links(Path("reminder/links.csv"))) == 10
    answer(wave, links(Path("reminder/links.csv")), sent=4)
    assert main(["field", "backup", "tea-2026", "--out", "copy"]) == 0
    assert sorted(path.name for path in Path("copy").iterdir()) == ["answers.sqlite", "invitations.sqlite"]
    assert main(["field", "close", "tea-2026", "--yes", "--undelivered", "1", "--e", "0.5"]) == 0
    assert "`fieldwork: {from: 2026-05-04, to: 2026-05-04}`" in capsys.readouterr().out
    raw = wave / "field" / "tea-2026.csv"
    assert main(["import", str(raw), "--wave", "tea-2026"]) == 0
    assert main(["field", "status", "tea-2026"]) == 0
    assert not capsys.readouterr().err


def test_a_second_invitation_does_not_overwrite_the_links(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert invite() == 0
    before = (wave / "field" / "letters" / "links.csv").read_bytes()
    assert invite() == 2
    assert "SQ-F73" in capsys.readouterr().err
    assert (wave / "field" / "letters" / "links.csv").read_bytes() == before


def test_small_groups_stop_an_invitation(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Path("мамандар.csv").read_text("utf-8").splitlines()
    Path("мамандар.csv").write_text(
        "\n".join([lines[0] + ",Тобы", *(f"{line},{n // 9}" for n, line in enumerate(lines[1:]))]), "utf-8"
    )
    assert invite() == 2
    told = capsys.readouterr().err
    assert "SQ-F78" in told
    assert "kk, 0: 3" in told
    assert not (wave / "field" / "letters").exists()
    assert invite("--small-groups") == 0


@pytest.mark.parametrize("command", ["invite", "reissue"])
def test_an_address_whose_links_would_not_open(wave: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["field", command, "tea-2026", "мамандар.csv", "--out", "letters", "--address", "s.example.org"]
    assert main(words) == 2
    assert "SQ-F45" in capsys.readouterr().err
    assert not Path("letters").exists()
    assert not (wave / "field").exists()


def test_every_wrong_cell_of_the_list_is_told(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("мамандар.csv").write_text("name;language\nA;de\nB;kk\nC;fr\n", "utf-8")
    assert invite() == 2
    told = capsys.readouterr().err
    assert told.count("SQ-F69") == 2
    assert "de" in told
    assert "fr" in told
    Path("мамандар.csv").write_text("who;language\nA;kk\n", "utf-8")
    assert invite() == 2
    assert "SQ-F68" in capsys.readouterr().err


def test_erase_by_a_code(wave: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    invite()
    answer(wave, links(wave / "field" / "letters" / "links.csv"), sent=8)
    study = open_study(wave)
    code = recovery_code(study.answers.submitted()[0].id)
    study.close()
    monkeypatch.setattr("builtins.input", lambda _: code.lower())
    assert main(["field", "erase", "tea-2026"]) == 0
    assert main(["field", "erase", "tea-2026"]) == 2
    assert "SQ-F76" in capsys.readouterr().err


def test_close_asks_and_refuses_too_few(wave: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    invite()
    answer(wave, links(wave / "field" / "letters" / "links.csv"), sent=8)
    for more in ([], ["--yes"]):  # it counts before it asks
        assert main(["field", "close", "tea-2026", *more]) == 2
        assert "SQ-F74" in capsys.readouterr().err
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert main(["field", "close", "tea-2026", "--minimum", "8"]) == 1
    monkeypatch.setattr("builtins.input", lambda _: " Close ")
    assert main(["field", "close", "tea-2026", "--minimum", "8"]) == 0


def test_a_wave_that_is_not_in_the_field(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["status"], ["close", "--yes"], ["erase", "--code", "x"], ["backup", "--out", "copy"]):
        assert main(["field", words[0], "tea-2026", *words[1:]]) == 2
    assert capsys.readouterr().err.count("SQ-F79") == 4
    assert not (wave / "field").exists(), "a look makes nothing"


def test_a_questionnaire_that_was_changed_stops_the_close_before_it_asks(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    invite()
    answer(wave, links(wave / "field" / "letters" / "links.csv"), sent=12)
    Path("instruments/tea.yaml").write_text(TEA.replace("id: cups", "id: mugs"), "utf-8")
    for words in (["close"], ["serve", "--port", "0"]):
        assert main(["field", words[0], "tea-2026", *words[1:]]) == 2
        told = capsys.readouterr().err
        assert told.index("SQ-F88") < told.index("SQ-F87")
        assert "`cups`" in told
    Path("instruments/tea.yaml").write_text(TEA, "utf-8")
    assert main(["field", "close", "tea-2026", "--yes"]) == 0


def test_where_nobody_can_be_asked(wave: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    invite()
    answer(wave, links(wave / "field" / "letters" / "links.csv"), sent=12)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["field", "close", "tea-2026"]) == 2
    assert main(["field", "erase", "tea-2026"]) == 2
    told = capsys.readouterr().err
    assert told.count("SQ-R52") == 2
    assert "--yes" in told
    assert "--code" in told


def test_a_pilot_of_two_people_tells_what_they_remarked(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pilot = open_study(wave, pilot=True)
    for words in ("Түсініксіз", "Не понял"):
        record = new_record()
        pilot.answers.begin(record, language="kk", group=None, mode="pilot", today=TODAY)
        pilot.answers.comment(record, "cups", words)
    pilot.close()
    assert main(["field", "status", "tea-2026", "--pilot", "--remarks"]) == 0
    assert capsys.readouterr().out == "cups (kk): Не понял\ncups (kk): Түсініксіз\n"


def test_what_the_list_does_not_tell_is_said(wave: Path, spoken: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = [f"Маман {n},{'' if n < 2 else 'kk'},e{n % 17}@example.org" for n in range(18)]
    Path("мамандар.csv").write_text("\n".join(["Аты-жөні,Тілі,email", *people, "МАМАН 3,kk,"]), "utf-8")
    assert invite() == 0
    told = capsys.readouterr().out
    assert told.count("SQ-F92") == 2
    assert "e0@example.org" in told
    assert "МАМАН 3" in told
    assert "қазақша" in told.lower()


def test_people_without_a_group_are_told_the_way_on(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("мамандар.csv").write_text("name\n" + "\n".join(f"A{n}" for n in range(3)), "utf-8")
    assert invite() == 2
    assert "--small-groups" in capsys.readouterr().err
    assert not (wave / "field").exists(), "a refused invitation begins nothing"
    assert invite("--small-groups") == 0


def test_after_the_close_nobody_is_invited_or_reminded(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    invite()
    listed = wave / "field" / "letters" / "links.csv"
    answer(wave, links(listed), sent=12)
    assert main(["field", "close", "tea-2026", "--yes"]) == 0
    again = ["--address", "https://s.example.org", "--out", "again"]
    assert main(["field", "reissue", "tea-2026", str(listed), *again]) == 2
    assert main(["field", "invite", "tea-2026", "мамандар.csv", *again]) == 2
    assert capsys.readouterr().err.count("SQ-F60") == 2
    assert not Path("again").exists()


def test_git_leaves_answers_and_links_out(wave: Path) -> None:
    assert invite("--out", "letters") == 0
    Path("kept").mkdir()
    assert main(["field", "reissue", "tea-2026", "letters/links.csv", "--address", "https://s.example.org", "--out", "kept"]) == 0
    assert (wave / "field" / ".gitignore").read_text() == "*\n"
    assert Path("letters/.gitignore").read_text() == "*\n"
    assert not Path("kept/.gitignore").exists(), "a folder of the researcher's own"


def test_a_file_where_a_folder_should_be(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file.csv").write_text("", "utf-8")
    assert invite("--out", "file.csv") == 2
    assert not (wave / "field").exists()
    invite()
    links_file = str(wave / "field" / "letters" / "links.csv")
    assert main(["field", "reissue", "tea-2026", links_file, "--address", "https://s.example.org", "--out", "file.csv"]) == 2
    assert main(["field", "backup", "tea-2026", "--out", "file.csv"]) == 2
    assert capsys.readouterr().err.count("SQ-F11") == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status", "tea-2026", "--e", "2"], "SQ-R54"),
        (["status", "tea-2026", "--undelivered", "-1"], "SQ-R53"),
        (["status", "tea-2026", "--undelivered", "10", "--refused", "9"], "SQ-F91"),
        (["close", "tea-2026", "--minimum", "ten"], "SQ-R53"),
        (["rehearse", "tea-2026", "--people", "0"], "SQ-R53"),
        (["serve", "tea-2026", "--port", "99999"], "SQ-R54"),
    ],
)
def test_numbers_that_cannot_be(wave: Path, spoken: str, words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    invite()
    capsys.readouterr()
    assert main(["field", *words]) == 2
    told = capsys.readouterr()
    assert code in told.err
    assert not told.out
    assert not (wave / "field" / "settings.json").exists()
