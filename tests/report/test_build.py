"""Building: the same bytes anywhere, one failure at a time, nothing half-written, and user errors in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from survey.cli.main import main
from survey.errors import ReportError
from survey.report.build import build_report
from survey.shipped import root

FORMATS = ("html", "docx", "pdf")


def test_the_same_bytes_in_another_folder_time_zone_and_process(reports, tmp_path):
    """One language is built again by the command line, from a copy of the study, with another hash seed and time zone."""
    study = tmp_path / "другая папка"
    for name in ("instruments", "reports", "data"):
        shutil.copytree(root() / name, study / name)
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "survey.cli.main", "report", "build", "data/sovereignty-2022", "--lang", "kk"]
    ran = subprocess.run(command, cwd=study, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    made = study / "_out" / "sovereignty-2022"
    assert len(ran.stdout.split("\n")) == 4
    for name in FORMATS:
        assert (made / f"report.kk.{name}").read_bytes() == (reports / f"report.kk.{name}").read_bytes(), name


def test_a_broken_part_is_told_with_its_line_and_the_other_files_stay(wave, tmp_path):
    """A study whose report source fails in one language: that language has an error, the others their files."""
    study = tmp_path / "study"
    for name in ("instruments", "reports", "data"):
        shutil.copytree(root() / name, study / name)
    source = study / "reports" / "wave.qmd"
    cell = '\n```{python}\nif report.language == "ru":\n    report.part("no-such-part")\n```\n'
    source.write_text(source.read_text("utf-8") + cell, "utf-8")
    from survey.wave.load import load_wave

    outputs = build_report(load_wave(study / "data" / "sovereignty-2022"), ["ru", "en"], ["html"], out=tmp_path / "out")
    assert [output.error is None for output in outputs] == [False, True]
    assert "no-such-part" in str(outputs[0].error)
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file()) == ["report.en.html"]


@pytest.mark.parametrize(("languages", "formats", "word"), [(["de"], None, "de"), (None, ["odt"], "odt")])
def test_what_does_not_exist_is_refused_before_anything_is_built(wave, tmp_path, languages, formats, word):
    with pytest.raises(ReportError, match=word):
        build_report(wave, languages, formats, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_mistyped_format_is_one_sentence_on_the_command_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("SURVEY_LANGUAGE", "kk")
    monkeypatch.chdir(tmp_path)
    assert main(["report", "build", str(root() / "data" / "sovereignty-2022"), "--to", "dox"]) == 2
    assert "dox" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_two_workers_write_what_one_writes(wave, reports, tmp_path):
    build_report(wave, ["en"], ["html", "pdf"], out=tmp_path, workers=2)
    for name in ("html", "pdf"):
        assert (tmp_path / f"report.en.{name}").read_bytes() == (reports / f"report.en.{name}").read_bytes()


def test_a_synthetic_wave_says_so_on_every_page(tmp_path):
    import pypdf

    from survey.i18n.catalogue import say
    from survey.wave.load import load_wave

    build_report(load_wave(root() / "data" / "sovereignty-2022-demo"), ["kk"], ["html", "pdf"], out=tmp_path)
    notice = say("report.synthetic", "kk")
    pages = pypdf.PdfReader(tmp_path / "report.kk.pdf").pages
    assert [
        number for number, page in enumerate(pages, 1) if "".join(notice.split()) not in "".join(page.extract_text().split())
    ] == []
    assert notice in (tmp_path / "report.kk.html").read_text("utf-8")


def test_a_misspelt_section_of_the_commentary_stops_the_report_instead_of_being_dropped(tmp_path):
    from survey.wave.load import load_wave

    for name in ("instruments", "reports", "data"):
        shutil.copytree(root() / name, tmp_path / name)
    prose = tmp_path / "data" / "sovereignty-2022" / "commentary" / "en.md"
    prose.write_text(prose.read_text("utf-8").replace("## profession", "## proffesion"), "utf-8")
    (output,) = build_report(load_wave(tmp_path / "data" / "sovereignty-2022"), ["en"], ["html"], out=tmp_path / "out")
    assert output.error is not None
    assert "proffesion" in str(output.error)
    assert "Did you mean “profession”?" in str(output.error)
