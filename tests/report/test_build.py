"""Building: the same bytes anywhere, one failure at a time, nothing half-written, and user errors in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from survey.cli.main import main
from survey.errors import ReportError
from survey.render.build import render
from survey.report import build
from survey.report.build import build_report
from survey.report.report import open_report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

FORMATS = ("html", "docx", "pdf")


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_broken_part_is_told_with_its_line_and_the_other_files_stay(wave, tmp_path):
    """A study whose report source fails in one language: that language has an error, the others their files."""
    study = tmp_path / "study"
    for name in ("instruments", "reports", "data"):
        shutil.copytree(root() / name, study / name)
    source = study / "reports" / "wave.qmd"
    cell = '\n```{python}\nif report.language == "ru":\n    report.part("no-such-part")\n```\n'
    source.write_text(source.read_text("utf-8") + cell, "utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.ru.html").write_text("yesterday's")
    steps: list[tuple[int, int]] = []
    outputs = build_report(
        load_wave(study / "data" / "sovereignty-2022"),
        ["ru", "en"],
        ["html"],
        out=tmp_path / "out",
        progress=lambda *step: steps.append(step),
    )
    assert [output.error is None for output in outputs] == [False, True]
    assert "no-such-part" in str(outputs[0].error)
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file()) == ["report.en.html"]
    assert steps[-1] == (4, 4)


@pytest.mark.parametrize(
    ("languages", "formats", "word"), [(["de"], None, "de"), (None, ["odt"], "odt"), ([], None, "kk, ru, en"), (None, [], "html")]
)
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


@pytest.mark.parametrize("words", [["--lang", ""], ["--to", ","]])
def test_an_empty_choice_is_refused_on_the_command_line(monkeypatch, capsys, tmp_path, words):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    assert main(["report", "build", str(root() / "data" / "sovereignty-2022"), *words]) == 2
    assert "[SQ-R26]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_one_sentence_on_the_command_line(monkeypatch, capsys, tmp_path, out):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    (tmp_path / "file").write_text("x")
    assert main(["report", "build", str(root() / "data" / "sovereignty-2022"), "--out", str(tmp_path / out)]) == 2
    assert [line[-8:] for line in capsys.readouterr().err.splitlines() if "SQ-" in line] == ["[SQ-R19]"]


def test_a_time_that_is_no_number_is_one_sentence_on_the_command_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    assert main(["report", "build", str(root() / "data" / "sovereignty-2022"), "--out", str(tmp_path / "out")]) == 2
    assert "[SQ-R25]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def little_study(folder: Path, cell: str) -> Wave:
    """The wave with a report of one heading and one cell, which runs in every language."""
    for name in ("instruments", "data"):
        shutil.copytree(root() / name, folder / name)
    (folder / "reports").mkdir()
    source = f'# A\n\n```{{python}}\n#| echo: false\nimport os\n\nlanguage = os.environ["QUARTO_PROFILE"]\n{cell}\n```\n'
    (folder / "reports" / "wave.qmd").write_text(source, "utf-8")
    return load_wave(folder / "data" / "sovereignty-2022")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_output_that_fails_in_an_unforeseen_way_does_not_take_the_others_down(tmp_path, workers):
    """A folder stands where the tree of one language belongs, so that neither the cells nor the writers are to blame."""
    wave = little_study(tmp_path, "")
    (tmp_path / "out" / ".build" / "report" / "ru" / "_quarto.yml").mkdir(parents=True)
    outputs = build_report(wave, ["ru", "en"], ["html", "docx"], out=tmp_path / "out", workers=workers)
    assert [output.error and output.error.code for output in outputs] == ["SQ-R19", "SQ-R19", None, None]


def test_any_error_of_a_step_is_told_with_its_type(tmp_path, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no such colour")

    wave = little_study(tmp_path, "")
    monkeypatch.setattr(build, "execute", broken)
    (output,) = build_report(wave, ["en"], ["html"], out=tmp_path / "out")
    assert output.error is not None
    assert (output.error.code, "ValueError: no such colour" in str(output.error)) == ("SQ-R27", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_worker_is_an_error_of_its_outputs_and_not_of_the_program(tmp_path):
    wave = little_study(tmp_path, "import signal\n\nos.kill(os.getpid(), signal.SIGKILL)")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.kk.pdf").write_text("yesterday's")
    outputs = build_report(wave, ["kk"], ["html", "pdf"], out=tmp_path / "out", workers=2)
    assert [output.error and output.error.code for output in outputs] == ["SQ-R27", "SQ-R27"]
    assert "BrokenProcessPool" in str(outputs[0].error)
    assert not (tmp_path / "out" / "report.kk.pdf").exists()


def test_formats_share_a_folder_with_quarto_and_so_are_one_job(tmp_path, monkeypatch):
    jobs = []

    def recorded(executed, formats, stem, renderer):
        jobs.append((executed.language, tuple(formats)))
        return render(executed, formats, stem)

    monkeypatch.setattr(build, "render", recorded)
    wave = little_study(tmp_path, "")
    build_report(wave, ["kk", "en"], ["html", "docx"], out=tmp_path / "out", renderer="quarto")
    assert jobs == [("kk", ("html", "docx")), ("en", ("html", "docx"))]


def test_the_times_of_the_outputs_are_those_of_all_steps(tmp_path):
    wave = little_study(tmp_path, "import time\n\ntime.sleep(0.3)")
    outputs = build_report(wave, ["kk"], ["html", "docx"], out=tmp_path / "out")
    assert [set(output.seconds) for output in outputs] == [{"read", "cells", "tree", "resolve", "write"}, {"resolve", "write"}]
    assert outputs[0].seconds["cells"] >= 0.3


def test_a_report_of_no_wave_says_which_variable_is_missing(monkeypatch):
    monkeypatch.setenv("QUARTO_PROFILE", "kk")
    monkeypatch.delenv("SURVEY_WAVE", raising=False)
    with pytest.raises(ReportError, match="SURVEY_WAVE") as caught:
        open_report()
    assert caught.value.code == "SQ-R28"


@pytest.mark.slow
def test_two_workers_write_what_one_writes(wave, reports, tmp_path):
    outputs = build_report(wave, ["en"], ["html", "pdf"], out=tmp_path, workers=2)
    assert [output.error for output in outputs] == [None, None]
    for name in ("html", "pdf"):
        assert (tmp_path / f"report.en.{name}").read_bytes() == (reports / f"report.en.{name}").read_bytes()


@pytest.mark.slow
def test_a_synthetic_wave_says_so_on_every_page(tmp_path):
    import pypdf

    from survey.i18n.catalogue import say

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


def test_a_wrong_number_in_the_commentary_stops_the_report_unless_it_is_waived_and_then_listed(tmp_path):
    from survey.wave.load import load_wave

    for name in ("instruments", "reports", "data"):
        shutil.copytree(root() / name, tmp_path / name)
    prose = tmp_path / "data" / "sovereignty-2022" / "commentary" / "en.md"
    right = prose.read_text("utf-8")
    for written, refused in (("It was 35.5%.", True), ('It was [35.5%]{waived="printed so in 2022"}.', False)):
        prose.write_text(right.replace("## summary\n", f"## summary\n\n{written}\n"), "utf-8")
        (output,) = build_report(load_wave(tmp_path / "data" / "sovereignty-2022"), ["en"], ["html"], out=tmp_path / "out")
        assert (output.error is not None) is refused
        if refused:
            assert "35.5%" in str(output.error)
    assert "printed so in 2022" in (tmp_path / "out" / "report.en.html").read_text("utf-8")
