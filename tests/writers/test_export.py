"""What holds for every format: marks of made-up answers, nothing personal by default, whole files, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pyreadstat
import pytest
from lxml import etree

from survey.cli.main import main
from survey.errors import SurveyError
from survey.wave.load import load_wave
from survey.wave.wave import Wave
from survey.writers.export import export
from survey.writers.registry import FORMATS

ROWS = [name for name in FORMATS if name != "ddi"]


def everything(path: Path) -> str:
    """All that a file tells, whatever its format."""
    if path.suffix in (".sav", ".dta"):
        frame, meta = getattr(pyreadstat, f"read_{path.suffix[1:]}")(path, user_missing=True)
        return (
            f"{frame.to_dict('list')} {meta.file_label} {meta.column_names_to_labels} {meta.variable_value_labels} {meta.notes}"
        )
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return f"{table.to_pydict()}{table.schema.metadata[b'saualnama'].decode()}"
    if path.suffix == ".xlsx":
        return str([[list(line) for line in sheet.values] for sheet in openpyxl.load_workbook(path)])
    return path.read_text("utf-8-sig")


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_made_up_answers_say_so(to: str, language: str, rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    mark = {"kk": "Синтетикалық деректер", "ru": "Синтетические данные", "en": "Synthetic data"}[language]
    for path in export(make_wave(rows, synthetic=True), to, language, tmp_path / f"x{FORMATS[to].ending}"):  # type: ignore[arg-type]
        assert (mark if path.suffix != ".csv" else ",_synthetic,") in everything(path)
    for path in export(make_wave(rows), to, language, tmp_path / f"y{FORMATS[to].ending}"):  # type: ignore[arg-type]
        assert mark not in everything(path)
        assert "synthetic_" not in everything(path)


@pytest.mark.parametrize("to", FORMATS)
def test_texts_and_times_are_left_out_unless_they_are_asked_for(to: str, wave: Wave, tmp_path: Path) -> None:
    personal = ("Өйткені 1", "=1+1", "2026-09-01")
    for path in export(wave, to, "en", tmp_path / f"x{FORMATS[to].ending}"):
        assert not [word for word in personal if word in everything(path)]
    for path in export(wave, to, "en", tmp_path / f"y{FORMATS[to].ending}", with_texts=True):
        told = [word for word in personal if word in everything(path)]
        assert told == ([] if to in ("ddi", "spss-syntax") else list(personal))


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_wave_gives_the_same_file(to: str, wave: Wave, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        first = export(wave, to, "kk", tmp_path / folder / f"x{FORMATS[to].ending}", with_texts=True)
    for path in first:
        other = tmp_path / "one" / path.name
        assert everything(path) == everything(other)
        if to in ("csv", "parquet", "ddi", "spss-syntax"):
            assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_is_replaced_whole_or_not_at_all(to: str, wave: Wave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"x{FORMATS[to].ending}"
    path.write_text("older", "utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("survey.wave.whole_files.os.replace", full)
    with pytest.raises(SurveyError) as refused:
        export(wave, to, "en", path)
    assert refused.value.code == "SQ-R19"
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [(path.name, "older")]


@pytest.mark.parametrize("to", ROWS)
def test_margins_have_no_rows(to: str, tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as refused:
        export(load_wave("sovereignty-2022"), to, "en", tmp_path / "x")
    assert refused.value.code == "SQ-S01"
    assert f"--to {to}" in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_cell_without_a_reason_is_refused(wave: Wave, tmp_path: Path) -> None:
    assert wave.responses is not None
    missing, answers = wave.missing.copy(), wave.answers
    gap = answers["mood"].isna().to_numpy().argmax()
    filled = answers["mood"].notna().to_numpy().argmax()
    missing.loc[missing.index[gap], "mood"] = None
    missing.loc[missing.index[filled], "mood"] = "skipped"
    broken = replace(wave, responses=replace(wave.responses, missing=missing))
    with pytest.raises(SurveyError) as refused:
        export(broken, "csv", "en", tmp_path / "x.csv")
    found = [(one.code, one.params["respondent"]) for one in refused.value.problems]
    assert found == [("SQ-D113", gap + 1), ("SQ-D114", filled + 1)]


def test_raw_files_are_never_written(wave: Wave, tmp_path: Path) -> None:
    kept = replace(wave, folder=tmp_path)
    (tmp_path / "raw").mkdir()
    with pytest.raises(SurveyError) as refused:
        export(kept, "csv", "en", tmp_path / "raw" / "answers.csv")
    assert refused.value.code == "SQ-D117"


def test_texts_that_a_workbook_cannot_hold(rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    long = make_wave([*rows[:1], {**rows[1], "why": "ә" * 32_768}])
    with pytest.raises(SurveyError) as refused:
        export(long, "xlsx", "en", tmp_path / "x.xlsx", with_texts=True)
    assert (refused.value.code, refused.value.problems[0].params["respondent"]) == ("SQ-D115", 2)
    export(long, "xlsx", "en", tmp_path / "x.xlsx")


def test_formulas_of_a_workbook_are_texts(rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    """The text stays letter for letter, and Excel is told that it is one, also when somebody edits the cell."""
    texts = ["=1+1", "+7", "-x", "@a", "\tx", "#N/A", "fine"]
    written = make_wave([{**rows[0], "why": text} for text in texts])
    (path,) = export(written, "xlsx", "en", tmp_path / "x.xlsx", with_texts=True)
    sheet = openpyxl.load_workbook(path)["data"]
    place = next(cell.column for cell in sheet[1] if cell.value == "why")
    found = [sheet.cell(2 + k, place) for k in range(len(texts))]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in found] == [
        (text, "s", k < 5) for k, text in enumerate(texts)
    ]


def test_parquet_knows_its_labels_and_its_source(wave: Wave, tmp_path: Path) -> None:
    (path,) = export(wave, "parquet", "ru", tmp_path / "x.parquet")
    about = json.loads(pq.read_schema(path).metadata[b"saualnama"])
    assert about["files"] == {"raw.csv": "0" * 64}
    assert about["version"] == "0.1.0"
    assert about["variables"]["mood"]["answers"][3]["text"]["en"] == "Don't know"
    assert str(pq.read_schema(path).field("mood").type) == "dictionary<values=string, indices=int16, ordered=0>"


def test_levels_and_labels_of_sav(wave: Wave, tmp_path: Path) -> None:
    (path,) = export(wave, "sav", "kk", tmp_path / "x.sav")
    _, meta = pyreadstat.read_sav(path)
    assert {name: meta.variable_measure[name] for name in ("with_", "mood", "age", "trust__press")} == {
        "with_": "nominal",
        "mood": "ordinal",
        "age": "scale",
        "trust__press": "ordinal",
    }
    assert meta.variable_value_labels["mood"][9.0] == "Don't know «әғқңөұүһі»"
    assert meta.variable_value_labels["channels__tv"][1.0] == "Таңдалды"
    shortened = next(name for name in meta.column_names if name.endswith("_") and name.startswith("a_question"))
    assert any(line.startswith(shortened) for line in meta.notes), "the way back is not told"


# -- command ---------------------------------------------------------------------------------------------------------------
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    assert main(["export", "sovereignty-2022-demo", "--to", "spss-syntax", "--out", str(tmp_path / "мен.sps")]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == ["мен.sps", "мен.csv"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("survey.cli.main.user_language", lambda: "en")
    for words, code in (
        (["--to", "sas"], "SQ-R17"),
        (["--to", "csv", "--lang", "de"], "SQ-R01"),
        (["--lang", "kk"], "SQ-R51"),
    ):
        assert main(["export", "sovereignty-2022-demo", *words]) == 2
        assert code in capsys.readouterr().err


def test_the_command_without_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    wave = load_wave("sovereignty-2022")
    monkeypatch.chdir(tmp_path)
    assert [str(path) for path in export(wave, "ddi")] == [str(Path("_out/sovereignty-2022/sovereignty-2022.ddi.xml"))]
    etree.parse("_out/sovereignty-2022/sovereignty-2022.ddi.xml")
