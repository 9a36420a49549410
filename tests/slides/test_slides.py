"""The slides of a wave, read back by python-pptx: what stands on them, whether it fits, and what they do not tell."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Mm
from tests.report.test_protected import wave as protected_wave

from survey.chapter.chart_parts import c
from survey.cli.main import main
from survey.errors import SurveyError
from survey.i18n.catalogue import say
from survey.instrument.rows import item_or_row
from survey.office import read_parts
from survey.report.report import Report
from survey.shipped import root
from survey.slides.build import build_slides
from survey.slides.choice import main_items
from survey.slides.paper import BOTTOM, EDGE, FONT, HEIGHT, WIDTH, tall
from survey.wave.load import load_wave

DATA = root() / "data"
ITEMS = ["threat_state_territory", "profession"]


@pytest.fixture(scope="module")
def wave():
    return load_wave(DATA / "sovereignty-2022")


def deck(wave, folder: Path, language: str = "kk", items: list[str] | None = None) -> Any:
    return Presentation(str(build_slides(wave, language, items=items, out=folder)))


def charts(made) -> list[Any]:
    return [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]


def texts(slide) -> str:
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(told + cells)


def test_the_slides_in_their_order(wave, tmp_path):
    made = deck(wave, tmp_path, "ru", ITEMS)
    titles = [slide.shapes.title.text for slide in made.slides]
    label = item_or_row(wave.instrument, ITEMS[0]).label["ru"]
    assert titles[:4] == [wave.settings.title["ru"], say("slides.facts", "ru"), label, "Специальность"]
    assert titles[4] == say("report.indices", "ru")
    assert titles[-1] == say("slides.limits", "ru")


def test_charts_are_native_with_words_for_those_who_do_not_see_them(wave, tmp_path):
    made = deck(wave, tmp_path, "kk", ITEMS)
    first, second = charts(made)
    assert list(first.chart.plots[0].categories) == ["Ресей", "Қытай", "АҚШ", "Өзбекстан"]
    assert first.chart.plots[0].series[0].values[0] == pytest.approx(100 * 76 / 96)
    assert first.chart.part.chart_workbook.xlsx_part is not None
    assert "76 (79,2%)" in first._element.nvGraphicFramePr.cNvPr.get("descr").replace("\xa0", " ")
    assert len(second.chart.plots[0].series) == 2


def test_the_notes_tell_wording_base_and_source(wave, tmp_path):
    notes = deck(wave, tmp_path, "en", ITEMS).slides[2].notes_slide.notes_text_frame.text
    item = item_or_row(wave.instrument, ITEMS[0])
    assert item.text["en"] in notes
    assert "n\xa0=\xa096" in notes
    assert wave.settings.source["en"].rstrip(".") in notes


def test_by_default_the_questions_that_the_summary_counts(wave, tmp_path):
    """Its questions without a count of an answer, named for what is doubtful, are not among them."""
    names = [item.id for item in main_items(Report(wave, "kk", tmp_path))]
    assert "threat_state_territory" in names
    assert "territory_threat_exists" not in names
    assert len(names) == len(set(names)) == 13


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_slide_of_synthetic_data_says_so(tmp_path, language):
    made = deck(load_wave(DATA / "sovereignty-2022-demo"), tmp_path, language, ITEMS)
    assert all(say("report.synthetic", language) in texts(slide) for slide in made.slides)
    assert all(say("report.synthetic_long", language) in slide.notes_slide.notes_text_frame.text for slide in made.slides)


def test_no_two_shapes_of_a_slide_have_the_same_number(tmp_path):
    for slide in deck(load_wave(DATA / "sovereignty-2022-demo"), tmp_path, "kk", ITEMS).slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(set(numbers)) == len(numbers)


def overflows(made) -> list[str]:
    """Every text that leaves its slide or its box, by the measure that the slides are made with."""
    found = []
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.left < 0 or shape.left + shape.width > Mm(WIDTH - EDGE) + 9 or shape.top + shape.height > Mm(HEIGHT):
                found.append(f"{shape.name} leaves the slide")
            if shape.has_table and shape.top + shape.height > Mm(BOTTOM):
                found.append(f"{shape.name} is too long")
            if shape.has_text_frame and shape.text_frame.text and shape.text_frame.paragraphs[0].runs:
                size = shape.text_frame.paragraphs[0].runs[0].font.size
                if size and tall(shape.text_frame.text, size.pt, shape.width / 36000) > shape.height / 36000 + 1:
                    found.append(f"{shape.text_frame.text[:40]} does not fit")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.long) for one in ("ru", "en"))])
@pytest.mark.parametrize("name", ["sovereignty-2022", "multivector-2026-demo", "sovereignty-2026-demo", "ai-students"])
def test_nothing_leaves_its_slide(tmp_path, name, language):
    assert overflows(deck(load_wave(DATA / name), tmp_path, language)) == []


def test_every_word_has_its_language_and_a_font_with_its_letters(wave, tmp_path):
    parts = read_parts(build_slides(wave, "kk", items=ITEMS, out=tmp_path).read_bytes())
    for name, data in parts.items():
        if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notesSlide")):
            assert b'lang="en-US"' not in data
            assert b'lang="kk-KZ"' in data
    assert b"Calibri" not in b"".join(data for name, data in parts.items() if name.startswith("ppt/theme/"))
    assert f'typeface="{FONT}"'.encode() in parts["ppt/slides/slide1.xml"]


def test_same_bytes_twice_and_others_for_another_answer(wave, tmp_path):
    made = [build_slides(wave, "kk", items=ITEMS, out=tmp_path / name).read_bytes() for name in ("a", "b")]
    assert made[0] == made[1]
    folder = tmp_path / wave.id
    shutil.copytree(DATA / wave.id, folder)
    margins = folder / "margins.csv"
    text = margins.read_text("utf-8")
    changed = text.replace("threat_state_territory,china,17,17", "threat_state_territory,china,16,16")
    changed = changed.replace("threat_state_territory,usa,3,3", "threat_state_territory,usa,4,4")
    assert changed != text
    margins.write_text(changed, "utf-8", newline="")
    assert build_slides(load_wave(folder), "kk", items=ITEMS, out=tmp_path / "c").read_bytes() != made[0]


def test_a_protected_wave_tells_no_small_count(tmp_path):
    made = deck(protected_wave(tmp_path), tmp_path / "out", "en")
    (slide,) = [slide for slide in made.slides if "Main street" in slide.shapes.title.text]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == ["Bad", "Fair: x", "Good: x"]  # 17 and 3
    assert list(chart.plots[0].series[0].values) == [pytest.approx(100 * 40 / 60), None, None]
    assert say("tables.hidden_note", "en") in texts(slide)


def test_all_wrong_questions_are_told_at_once(tmp_path):
    with pytest.raises(SurveyError) as refusal:
        deck(protected_wave(tmp_path), tmp_path / "out", "en", ["walkz", "why", "streets"])
    assert [problem.code for problem in refusal.value.problems] == ["SQ-W06", "SQ-W71"]  # not the matrix


def test_a_matrix_is_shown_row_by_row_and_numbers_by_classes(tmp_path):
    made = deck(protected_wave(tmp_path), tmp_path / "out", "en", ["streets", "age"])
    assert len(charts(made)) == 3


def test_a_deck_that_is_there_is_not_overwritten(tmp_path, capsys):
    words = ["slides", "build", str(DATA / "sovereignty-2022"), "--lang", "kk", "--items", "profession", "--out", str(tmp_path)]
    assert main(words) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "slides.kk.pptx")
    before = (tmp_path / "slides.kk.pptx").read_bytes()
    assert main(words) == 2
    assert "SQ-W70" in capsys.readouterr().err
    assert (tmp_path / "slides.kk.pptx").read_bytes() == before


def test_a_language_that_there_is_not(wave, tmp_path):
    with pytest.raises(SurveyError) as refusal:
        build_slides(wave, "de", out=tmp_path)
    assert refusal.value.code == "SQ-R01"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.long) for one in ("ru", "en"))])
def test_every_answer_can_be_read_beside_its_bar(tmp_path, language):
    """A question of 18 answers takes two slides, in letters of 12 points at least; no program leaves out an answer."""
    made = deck(load_wave(DATA / "sovereignty-2026-demo"), tmp_path, language)
    assert overflows(made) == []
    shown = [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert max(len(list(shape.chart.plots[0].categories)) for shape in shown) < 18
    assert any(slide.shapes.title.text.endswith(" (2/2)") for slide in made.slides)
    for shape in shown:
        answers = list(shape.chart.plots[0].categories)
        size = shape.chart.category_axis.tick_labels.font.size.pt
        slot = shape.height / 36000 * 0.9 / len(answers)
        assert size >= 12
        assert all(tall(answer, size, 0.34 * shape.width / 36000) <= slot + 1 for answer in answers)
        assert shape.chart._chartSpace.find(f".//{c('catAx')}/{c('tickLblSkip')}").get("val") == "1"


def test_a_synthetic_chart_says_so_wherever_it_is_copied(tmp_path):
    made = deck(load_wave(DATA / "sovereignty-2022-demo"), tmp_path, "en", ITEMS)
    notice = say("report.synthetic", "en")
    for shape in charts(made):
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr").startswith(notice.rstrip("."))
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
        assert notice in [row[0] for row in book.iter_rows(values_only=True)]


def test_the_sheet_is_that_of_powerpoint_and_nothing_is_told_of_the_template(wave, tmp_path):
    parts = read_parts(build_slides(wave, "kk", items=ITEMS, out=tmp_path).read_bytes())
    assert b'<p:sldSz cx="12192000" cy="6858000"/>' in parts["ppt/presentation.xml"]
    for word in (b"Macintosh", b"4:3", b"Office Theme"):
        assert word not in parts["docProps/app.xml"]
