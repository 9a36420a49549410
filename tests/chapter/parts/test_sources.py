"""A list of sources only where something is cited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from survey.chapter.build import build_chapter
from survey.chapter.chapter import Chapter
from survey.chapter.parts import sources
from survey.errors import SurveyError
from survey.report.report import Report
from survey.wave.load import load_wave
from survey.wave.wave import Wave


@pytest.fixture
def citing(wave: Wave, tmp_path: Path) -> Wave:
    """The study with two citations in its Kazakh text, one with a page in Kazakh; of one work there is no entry."""
    assert wave.folder is not None
    shutil.copytree(wave.folder, tmp_path / "data" / wave.id)
    instruments = wave.folder.parent.parent / "instruments"
    shutil.copytree(instruments, tmp_path / "instruments")
    text = "## profession\n\nМұндай топтар сирек (қараңыз: [@nysanbaev2015, 15 б.]).\nБасқалары да бар [@satpaev2020, с. 17].\n"
    (tmp_path / "data" / wave.id / "commentary" / "kk.md").write_text(text, "utf-8")
    bib = "@book{nysanbaev2015, author={Нысанбаев, Ә.}, title={Егемендік}, year={2015}, address={Алматы}}\n"
    (tmp_path / "data" / wave.id / "references.bib").write_text(bib, "utf-8")
    return load_wave(tmp_path / "data" / wave.id)


def test_nothing_cited_no_heading(wave: Wave) -> None:
    assert "#refs" in sources.write(Chapter(Report(wave, "kk", Path())))
    assert "Пайдаланылған" not in sources.write(Chapter(Report(wave, "kk", Path())))


def test_a_page_of_a_citation_is_no_number_of_the_study(citing: Wave) -> None:
    chapter = Chapter(Report(citing, "kk", Path()))
    assert sources.write(chapter).startswith("# Пайдаланылған")
    assert "Пайдаланылған" not in sources.write(Chapter(Report(citing, "kk", Path()), ("we_feeling_exists",)))


def test_a_work_that_is_not_listed_is_told_where_it_is_cited(citing: Wave, tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as raised:
        build_chapter(citing, "kk", items=["profession"], dpi=150, out=tmp_path / "out")
    (found,) = raised.value.problems
    assert (found.code, found.params["citation"]) == ("SQ-R10", "satpaev2020")
    assert found.place.file == citing.folder / "commentary" / "kk.md"  # type: ignore[operator]
    assert found.place.line == 4
