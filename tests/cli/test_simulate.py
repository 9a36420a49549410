"""`survey simulate`, and the demonstration wave that it made."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fielding.conftest import EVERY_KIND

from survey import shipped
from survey.cli.main import main
from survey.errors import (
    FOLDER_FOR_A_FILE,
    FOLDER_NOT_FOUND,
    NAME_RESERVED,
    OPTION_WHOLE,
    OTHERS_SEVERAL,
    SIMULATION_TOO_LARGE,
    UNKNOWN_LANGUAGE,
)
from survey.instrument.find import load_instrument
from survey.intake.read import read_responses
from survey.wave.load import load_wave

DEMO = shipped.root() / "data" / "sovereignty-2022-demo"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")


@pytest.mark.parametrize("what", [DEMO, DEMO / "simulation.yaml"], ids=["folder", "file"])
def test_the_demonstration_is_what_its_design_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: Path) -> None:
    out = tmp_path / "responses.csv"
    assert main(["simulate", str(what), "--out", str(out)]) == 0
    assert out.read_bytes() == (DEMO / "raw" / "responses.csv").read_bytes()
    assert "96 synthetic answers" in capsys.readouterr().out


def test_the_demonstration_of_the_next_wave_is_what_its_design_gives(tmp_path: Path) -> None:
    folder, out = shipped.root() / "data" / "sovereignty-2026-demo", tmp_path / "responses.csv"
    assert main(["simulate", str(folder), "--out", str(out)]) == 0
    assert out.read_bytes() == (folder / "raw" / "responses.csv").read_bytes()
    assert load_wave(folder).synthetic


def test_the_demonstration_keeps_every_printed_count_and_says_that_it_is_synthetic() -> None:
    demo, real = load_wave("sovereignty-2022-demo"), load_wave("sovereignty-2022")
    items = [item.id for item in real.as_printed().instrument.items]
    made, printed = demo.counts(items), real.as_printed().counts(items)
    assert made[["item", "code", "base"]].equals(printed[["item", "code", "base"]])
    assert made["n"].between(printed["low"], printed["high"]).all()
    assert demo.synthetic
    assert not real.synthetic
    for text in (demo.settings.title, demo.settings.source):
        assert "жасанды" in text["kk"].lower()
        assert "искусственн" in text["ru"].lower()
        assert "synthetic" in text["en"].lower()


def test_a_questionnaire_alone(tmp_path: Path) -> None:
    out = tmp_path / "жауаптар.csv"
    words = ["simulate", "sovereignty-2022", "--out", str(out), "--n", "7", "--lang", "ru,en", "--layout", "google-sheets"]
    assert main(words) == 0
    assert len(read_responses(out, load_instrument("sovereignty-2022")).answers) == 7
    first = out.read_bytes()
    assert main([*words, "--seed", "2", "--margins", str(DEMO.parent / "sovereignty-2022")]) == 0
    assert out.read_bytes() != first


def test_a_question_without_margins_is_drawn_evenly_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that a new question needs no invented counts; what the questionnaire lacks is a mistake all the same."""
    from survey.scaffold.study import new_study

    made = new_study(tmp_path / "thesis", version="0")
    folder, out = made.folder / "data" / made.demo, tmp_path / "responses.csv"
    margins = folder / "invented-margins.csv"
    rows = margins.read_text("utf-8").splitlines(keepends=True)
    margins.write_text("".join(row for row in rows if not row.startswith("trust_change,")), "utf-8")
    assert main(["simulate", str(folder), "--out", str(out)]) == 0
    assert "Questions without margins: trust_change." in capsys.readouterr().out
    answers = read_responses(out, load_instrument(made.folder / "instruments" / f"{made.id}.yaml")).answers
    counts = answers["trust_change"].value_counts()
    assert counts.max() - counts.min() <= 1
    margins.write_text("".join(rows).replace("trust_change,", "trust_changed,"), "utf-8")
    assert main(["simulate", str(folder), "--out", str(out)]) == 2
    assert "Did you mean “trust_change”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--out", "no-such-folder/x.csv"], FOLDER_NOT_FOUND),
        (["--out", "."], FOLDER_FOR_A_FILE),
        (["--out", "x.csv", "--n", "0"], OPTION_WHOLE),
        (["--out", "x.csv", "--seed", "x"], OPTION_WHOLE),
        (["--out", "x.csv", "--lang", "de"], UNKNOWN_LANGUAGE),
        (["--out", "x.csv", "--n", "999999999999"], SIMULATION_TOO_LARGE),
        (["--out", "x.csv", "--n", "1000001"], SIMULATION_TOO_LARGE),
        (["--out", "x.csv", "--margins", "no-such-wave"], FOLDER_NOT_FOUND),
    ],
)
def test_wrong_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words, code):
    monkeypatch.chdir(tmp_path)
    assert main(["simulate", "sovereignty-2022", *words]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_wave_that_comes_with_the_package_is_found_by_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["simulate", "sovereignty-2022-demo", "--out", "made.csv"]) == 0
    assert (tmp_path / "made.csv").read_bytes() == (shipped.root() / "data/sovereignty-2022-demo/raw/responses.csv").read_bytes()


def test_times_lie_in_the_fieldwork_that_somebody_tells(tmp_path, monkeypatch, capsys):
    """Of the design, else of the wave it lies in, else of the wave of the margins; else in January 2020, which is said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "simulation.yaml").write_text("instrument: sovereignty-2022\nn: 9\nseed: 1\n", "utf-8")

    def days(*words: str) -> set[str]:
        assert main(["simulate", *words, "--out", "x.csv"]) == 0
        times = read_responses("x.csv", load_instrument("sovereignty-2022")).received["timestamp"]
        return {f"{time:%Y-%m}" for time in times}

    assert days("simulation.yaml") == {"2020-01"}
    assert "the times of the answers mean nothing: 2020-01-01 to 2020-01-15" in capsys.readouterr().out
    assert days("simulation.yaml", "--margins", str(DEMO.parent / "sovereignty-2022")) == {"2022-09"}
    assert "mean nothing" not in capsys.readouterr().out
    wave = (DEMO / "wave.yaml").read_text("utf-8").replace("2022-09-", "2026-05-")
    (tmp_path / "wave.yaml").write_text(wave, "utf-8")
    assert days("simulation.yaml") == {"2026-05"}
    design = (tmp_path / "simulation.yaml").read_text("utf-8") + "fieldwork: {from: 2027-03-02, to: 2027-03-03}\n"
    (tmp_path / "simulation.yaml").write_text(design, "utf-8")
    assert days("simulation.yaml") == {"2027-03"}


@pytest.mark.parametrize(
    ("layout", "code"),
    [("limesurvey", OTHERS_SEVERAL), ("qualtrics", OTHERS_SEVERAL), ("kobo", NAME_RESERVED), ("odk", NAME_RESERVED)],
)
def test_what_the_platform_refuses_is_not_simulated(layout, code, tmp_path, monkeypatch, capsys):
    """Two answers “other” in one question; a question `start`."""
    monkeypatch.chdir(tmp_path)
    second = "      - {code: home, value: 10, kind: other, text: {kk: Үйде, ru: Дома, en: At home}}\n"
    second += '  - {id: start, number: "3", section: second, '
    second += "kind: text, level: nominal, text: {kk: Бастау, ru: Начало, en: Start}}\nlists:\n"
    (tmp_path / "mine.yaml").write_text(EVERY_KIND.replace("lists:\n", second), "utf-8")
    assert main(["simulate", "mine.yaml", "--layout", layout, "--out", "x.csv"]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()
