"""Quarto cannot be installed everywhere: a small program that calls Pandoc stands in for it and records how it was called."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.errors import SurveyError
from survey.office import read_parts
from survey.render.build import Executed, render
from survey.render.pandoc import program

Run = Callable[..., Executed]
STAND_IN = """#!/bin/sh
'''exec' "{python}" "$0" "$@" #'''
import pathlib, subprocess, sys
_, verb, document, _, target = sys.argv
pathlib.Path("called.txt").open("a").write(" ".join(sys.argv[1:]) + "\\n")
if target == "typst":
    sys.exit("ERROR: typst is out of order")
pathlib.Path("_out").mkdir(exist_ok=True)
command = [{pandoc!r}, document, "-o", "_out/tea." + target, "--standalone", "--toc", "--metadata", "title=Шай"]
if target == "docx":
    command += ["--default-image-extension=png", "--reference-doc=templates/reference.docx"]
sys.exit(subprocess.call(command))
"""


@pytest.fixture
def quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "quarto"
    file.write_text(STAND_IN.format(python=sys.executable, pandoc=program()), "utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a Unix script")
def test_each_format_is_one_run_and_lands_under_the_same_name(run: Run, tmp_path: Path, quarto: Path) -> None:
    executed = run('# Бөлім\n\n![Шай](figures/q1){#fig-q1 fig-alt="Шай: 54"}\n', metadata={"title": "Шай", "notice": "Сынақ"})
    html, docx, pdf = render(executed, ("html", "docx", "pdf"), tmp_path / "out/report.kk", "quarto")
    assert (executed.folder / "called.txt").read_text().splitlines() == [
        f"render tea.qmd --to {target}" for target in ("html", "docx", "typst")
    ]
    assert (html.error, docx.error) == (None, None)
    assert '<p class="notice" role="note">Сынақ</p>' in html.path.read_text("utf-8")
    parts = read_parts(docx.path.read_bytes())
    assert "Сынақ" in parts["word/header1.xml"].decode()  # finished as our own files are
    assert "PAGEREF" in parts["word/document.xml"].decode()
    assert any(name.endswith(".png") for name in parts)
    assert pdf.error is not None
    assert "typst is out of order" in str(pdf.error)
    assert not pdf.path.exists()


def test_without_the_program_nothing_is_tried(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(SurveyError) as caught:
        render(run("a"), ["html"], tmp_path / "tea", "quarto")
    assert caught.value.code == "SQ-R14"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a Unix script")
def test_what_only_quarto_can_do_is_left_to_it(run: Run, tmp_path: Path, quarto: Path) -> None:
    (output,) = render(run("::: {.panel-tabset}\n## a\n:::\n"), ["html"], tmp_path / "tea", "quarto")
    assert output.error is None
