"""What an output may never replace, and what is left where a disk is full."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.errors import SurveyError
from survey.report.build import build_report
from survey.report.codebook.build import build_codebook
from survey.wave.load import load_wave
from survey.wave.wave import Wave
from survey.writers.export import export
from survey.writers.registry import FORMATS


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The folder of another wave."""
    folder = tmp_path / "сауалнама" / "w2"
    (folder / "raw").mkdir(parents=True)
    for name in ("wave.yaml", "raw/r.csv", "recodes.csv", "margins.csv"):
        (folder / name).write_text("precious", "utf-8")
    return folder


def kept(folder: Path) -> bool:
    return {path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()} == {"precious"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("raw/r.csv", "SQ-D117"),
        ("raw/deep/new.csv", "SQ-D117"),
        ("RAW/../raw/new.csv", "SQ-D117"),
        ("wave.yaml", "SQ-D119"),
        ("Wave.YAML", "SQ-D119"),
        ("columns.xlsx", "SQ-D119"),
        ("decisions.sav", "SQ-D119"),
        ("recodes.csv", "SQ-D119"),
        ("margins.csv", "SQ-D119"),
        ("published.csv", "SQ-D119"),
        ("claims.yaml", "SQ-D119"),
    ],
)
@pytest.mark.parametrize("to", ["csv", "spss-syntax", "sav"])
def test_no_file_of_any_wave_is_replaced(to: str, name: str, code: str, wave: Wave, other: Path) -> None:
    with pytest.raises(SurveyError) as refused:
        export(wave, to, "en", other / name)
    assert refused.value.code == code
    assert kept(other)


def test_nor_by_the_table_beside_the_syntax(wave: Wave, other: Path) -> None:
    with pytest.raises(SurveyError) as refused:
        export(wave, "spss-syntax", "en", other / "margins.sps")
    assert refused.value.code == "SQ-D119"
    assert kept(other)


def test_other_files_of_a_folder_may_be_written(wave: Wave, other: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for path in (other / "answers.csv", tmp_path / "raw" / "answers.csv", tmp_path / "margins.csv"):
        assert export(wave, "csv", "en", path) == (path,)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "respondent,answer\n1,yes\n"])
def test_a_table_that_nobody_named_is_not_replaced(text: str, wave: Wave, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(text, "utf-8")
    with pytest.raises(SurveyError) as refused:
        export(wave, "spss-syntax", "en", tmp_path / "answers.sps")
    assert refused.value.code == "SQ-D120"
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("answers.csv", text)]


def test_an_older_table_of_the_syntax_is_replaced(wave: Wave, tmp_path: Path) -> None:
    first = export(wave, "spss-syntax", "en", tmp_path / "answers.sps")
    assert export(wave, "spss-syntax", "en", tmp_path / "answers.sps") == first


def test_syntax_and_table_never_share_a_name(wave: Wave, tmp_path: Path) -> None:
    syntax, table = export(wave, "spss-syntax", "en", tmp_path / "answers.csv")
    assert (syntax.name, table.name) == ("answers.csv", "answers.csv.csv")
    assert table.name in syntax.read_text("utf-8-sig")


def test_codebook_and_report_stay_out_of_raw(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wave = load_wave("sovereignty-2022")
    for build in (build_codebook, build_report):
        with pytest.raises(SurveyError) as refused:
            build(wave, ["en"], ["html"], out=other / "raw")
        assert refused.value.code == "SQ-D117"
    assert main(["codebook", "sovereignty-2022", "--to", "xlsx", "--out", str(other / "raw")]) == 2
    assert "SQ-D117" in capsys.readouterr().err
    assert kept(other)


def test_the_wave_at_work_needs_no_settings_file(wave: Wave, tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as refused:
        export(replace(wave, folder=tmp_path), "csv", "en", tmp_path / "wave.yaml")
    assert refused.value.code == "SQ-D119"


# -- a full disk -------------------------------------------------------------------------------------------------------
FULL = """
import resource, sys
from pathlib import Path
from survey.cli.main import main
import survey.writers.{module}
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
sys.exit(main(["export", "sovereignty-2022-demo", "--to", "{to}", "--lang", "en", "--out", sys.argv[1]]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a limit of file sizes stands for the full disk; Windows has none")
@pytest.mark.parametrize("most", [0, 1000])
@pytest.mark.parametrize("to", FORMATS)
def test_a_full_disk_is_told_and_leaves_nothing(to: str, most: int, tmp_path: Path) -> None:
    script = FULL.format(to=to, most=most, module=FORMATS[to].module)
    path = tmp_path / f"x{FORMATS[to].ending}"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "SQ-R19" in done.stderr
    if to != "xlsx":  # openpyxl grumbles about sheets that it drops
        assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())
