"""`survey clean` on a wave with problems: what the receipt tells, what stops, what does not."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from survey import shipped
from survey.cleaning.clean import clean
from survey.cli.main import main
from survey.instrument.model import Instrument
from survey.wave.load import load_wave, open_wave
from survey.wave.responses import Responses

Study = Callable[..., Path]
Answers = Callable[..., Responses]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")


def change(folder: Path, before: str, after: str) -> None:
    raw = folder / "raw" / "answers.csv"
    raw.write_text(raw.read_text("utf-8").replace(before, after), "utf-8")


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / "recodes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_question_mark_in_a_write_in_does_not_lock_the_wave(study: Study) -> None:
    folder = study()
    change(folder, "TV;YouTube", "TV;Право?экономика")
    change(folder, "Teacher", "Мұғалім")
    assert main(["clean", str(folder)]) == 0
    assert "Право?экономика" in [line["text"] for line in lines(folder)]
    assert main(["clean", str(folder)]) == 0
    assert load_wave(folder).n == 12


def test_a_sheet_saved_without_kazakh_letters_is_still_refused(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    folder = study()
    text = "item,text,decision,code,kk,ru,en\nmedia,YouTube,new,video,М?лде келіспеймін,Видео,Video\n"
    (folder / "recodes.csv").write_bytes(text.encode("cp1251"))
    assert main(["clean", str(folder)]) == 2
    assert "SQ-D13" in capsys.readouterr().err


def test_capital_letters_make_no_second_line(study: Study) -> None:
    folder = study()
    change(folder, "TV;YouTube", "TV;экономика")
    change(folder, "In a village,Papers", "In a village,Экономика")
    assert main(["clean", str(folder)]) == 0
    assert [line["count"] for line in lines(folder) if line["item"] == "media"] == ["2"]
    (folder / "recodes.csv").write_text("item,text,decision,code\nmedia,ЭКОНОМИКА,code,press\n", "utf-8")
    wave = load_wave(folder)
    assert wave.answers.loc[[10, 12], "media.press"].tolist() == [True, True]
    assert wave.flags["detail"][wave.flags["rule"] == "write_ins"].tolist() == ["in a  citty"]


def test_two_spellings_of_an_older_sheet(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    folder = study()
    head = "item,text,decision,code\nmedia,youtube,code,press\n"
    (folder / "recodes.csv").write_text(head + "media,YouTube,code,press\n", "utf-8")
    assert main(["clean", str(folder)]) == 0
    assert [line["count"] for line in lines(folder) if line["item"] == "media"] == ["1", "0"]
    (folder / "recodes.csv").write_text(head + "media,YouTube,code,tv\n", "utf-8")
    assert main(["clean", str(folder)]) == 2
    assert "SQ-C24" in capsys.readouterr().err


def test_a_wrong_n_shows_the_receipt_and_writes_nothing(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    folder = study("cleaning: {fieldwork: drop}\n")
    before = sorted(folder.rglob("*"))
    assert main(["clean", str(folder)]) == 2
    told = capsys.readouterr()
    assert "Answers in the file: 12. After cleaning: 11." in told.out
    assert "Field period: People flagged" not in told.out
    assert "Field period: People dropped: 1\n    Respondents dropped: 4\n" in told.out
    assert "SQ-D09" in told.err
    assert sorted(folder.rglob("*")) == before


def test_a_rule_that_could_not_run_is_named(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(study("cleaning: {speeders: drop}\n"))]) == 0
    told = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Not applied, because the data"))
    assert "Time of filling in" in told


def test_texts_without_a_code_are_counted(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    folder = study()
    settings = (folder / "wave.yaml").read_text("utf-8").replace("[region]", "[region, age, rich]")
    (folder / "wave.yaml").write_text(settings, "utf-8")
    change(folder, ",41,", ",forty,")
    change(folder, ",230,", ",old,")
    assert main(["clean", str(folder)]) == 0
    assert "no code (question: people): age: 2." in capsys.readouterr().out


def test_decisions_that_change_nothing_are_told(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    signed = "who: A, when: 2026-09-20, why: x}\n"
    decisions = (
        f"- {{respondent: 1, do: set, item: age, value: 40, {signed}"
        f"- {{respondent: 2, do: set, item: age, value: 44, {signed}"
        f"- {{respondent: 3, do: keep, rule: tests, {signed}"
        f"- {{respondent: 6, do: keep, rule: tests, {signed}"
        f"- {{respondent: 4, do: keep, {signed}"
    )
    folder = study(decisions_yaml=decisions)
    told = [(one.code, one.place.line) for one in load_wave(folder).warnings if one.code == "SQ-C33"]
    assert told == [("SQ-C33", 1), ("SQ-C33", 3)]
    assert main(["clean", str(folder)]) == 0
    assert "SQ-C33" in capsys.readouterr().out


def test_a_wave_of_the_package_is_not_written_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, work = tmp_path / "_shipped", tmp_path / "work"
    for name in ("instruments", "data"):
        shutil.copytree(shipped.root() / name, home / name, ignore=shutil.ignore_patterns("clean"))
    work.mkdir()
    monkeypatch.setattr(shipped, "root", lambda: home)
    monkeypatch.chdir(work)
    before = sorted(home.rglob("*"))
    for wave in ("sovereignty-2022-demo", str(home / "data" / "sovereignty-2022-demo"), "sovereignty-2022"):
        assert main(["clean", wave]) == 2
        assert "SQ-C28" in capsys.readouterr().err
    assert sorted(home.rglob("*")) == before
    shutil.copytree(home / "data" / "sovereignty-2022-demo", work / "data" / "sovereignty-2022-demo")
    assert main(["clean", "sovereignty-2022-demo"]) == 0
    assert (work / "data" / "sovereignty-2022-demo" / "clean" / "audit.csv").is_file()


def test_equal_answers_to_a_short_questionnaire_are_found(study: Study, answers: Answers, village: Instrument) -> None:
    settings = open_wave(study())[2]
    seven = {"rich": "no", "poor": "no", "works": "no", "agrees": "yes", "age": 30.0, "region": "city", "job": "x"}
    settings = replace(settings, n=2, path=None)
    assert clean(answers(seven, seven), settings).flags["rule"].tolist().count("duplicates") == 2
    six = {name: value for name, value in seven.items() if name != "job"}
    wave = clean(answers(six, six), settings)
    assert wave.rules["duplicates"] == "no_data"
    assert [dict(one.params) for one in wave.warnings if one.code == "SQ-C32"] == [{"least": 7, "answered": 6}]
