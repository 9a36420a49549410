"""A questionnaire with long ids to LimeSurvey and back: the map of names is read once, then columns.yaml knows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.fielding.conftest import EVERY_KIND

from survey.cli.main import main
from survey.errors import COLUMN_UNMATCHED, FILE_NOT_FOUND, ITEM_WITHOUT_COLUMN, NAMES_OF_ANOTHER, NAMES_OF_PLATFORM
from survey.wave.load import load_wave

LONG = EVERY_KIND.replace("media_sources", "media_sources_of_everyday_news").replace("tax_fair", "taxes_are_fair_for_everybody")
WAVE = """\
id: may
instrument: every-kind
kind: microdata
title: {kk: a, ru: b, en: c}
design: srs
n: 40
source: {kk: a, ru: b, en: c}
import: {timezone: Asia/Almaty}
"""
MAP = "fielding/every-kind.limesurvey.names.yaml"


@pytest.fixture(autouse=True)
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "every-kind.yaml").write_text(LONG, "utf-8")
    (tmp_path / "data" / "may").mkdir(parents=True)
    (tmp_path / "data" / "may" / "wave.yaml").write_text(WAVE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    assert main(["field", "export", "every-kind", "--to", "limesurvey"]) == 0
    assert MAP.rpartition("/")[2] in capsys.readouterr().out
    assert main(["simulate", "every-kind", "--layout", "limesurvey", "--n", "40", "--out", "results.csv"]) == 0
    capsys.readouterr()
    return tmp_path


def bring(*more: str, name: str = "results.csv") -> int:
    return main(["import", name, "--wave", "data/may", *more])


def test_without_the_map_the_import_stops(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring() == 2
    told = capsys.readouterr().err
    assert f"[{COLUMN_UNMATCHED}]" in told
    assert f"[{ITEM_WITHOUT_COLUMN}]" in told


def test_with_it_every_column_is_known_and_stays_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("--names", MAP) == 0
    shown = capsys.readouterr().out
    assert "agree[taxesarefairforevery]" in shown
    Path(MAP).unlink()
    wave = load_wave("data/may")
    news = [column for column in wave.answers if column.startswith("media_sources_of_everyday_news.")]
    assert len(news) == 5
    assert wave.answers[news].notna().any().all()
    assert wave.answers["agree.taxes_are_fair_for_everybody"].dropna().isin(["yes", "no"]).all()
    before = Path("data/may/columns.yaml").read_bytes()
    assert bring() == 0, "once more, without the map"
    assert Path("data/may/columns.yaml").read_bytes() == before


def vv(path: Path) -> None:
    """The same answers as LimeSurvey's VV export writes them: what was not answered is "not shown" there."""
    with Path("results.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    codes = [code.replace("[", "_").replace("]", "") for code in header]
    cells = [[cell or "{question_not_shown}" for cell in row] for row in rows]
    lines = ["\t".join(line) for line in ([f"Wording of {code}" for code in codes], codes, *cells)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_vv_file_is_read_by_the_same_map() -> None:
    vv(Path("vv.tab"))
    assert bring("--names", MAP, name="vv.tab") == 0
    frame = load_wave("data/may").answers
    Path("data/may/raw/vv.tab").unlink()
    Path("data/may/columns.yaml").unlink()
    assert bring("--names", MAP) == 0
    plain = load_wave("data/may").answers
    assert frame.astype(object).where(frame.notna(), None).equals(plain.astype(object).where(plain.notna(), None))


def test_the_map_of_another_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(Path(MAP).read_text("utf-8").replace("every-kind", "some-other"), "utf-8")
    assert bring("--names", "other.yaml") == 2
    assert f"[{NAMES_OF_ANOTHER}]" in capsys.readouterr().err


def test_a_map_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("--names", "nowhere.yaml") == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_the_map_of_another_platform(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(Path(MAP).read_text("utf-8").replace("platform: limesurvey", "platform: qualtrics"), "utf-8")
    assert bring("--names", "other.yaml") == 2
    assert f"[{NAMES_OF_PLATFORM}]" in capsys.readouterr().err
    assert not Path("data/may/columns.yaml").exists()


def test_a_map_that_comes_too_late_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("--names", MAP) == 0
    assert "--names" not in capsys.readouterr().out
    assert bring("--names", MAP) == 0
    assert "the map of `--names` was not used" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_told_before_what_is_in_raw(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring("--names", MAP) == 0
    assert bring(name="nofile.csv") == 2
    assert f"[{FILE_NOT_FOUND}]" in capsys.readouterr().err
