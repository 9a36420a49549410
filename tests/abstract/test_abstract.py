"""The page with the facts of an annotation, read back by python-docx."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from pypdf import PdfReader
from tests.report.test_protected import wave as protected_wave

from survey.abstract.build import build_abstract
from survey.abstract.facts import block, told
from survey.abstract.page import SIZES, fitted
from survey.cli.main import main
from survey.errors import SurveyError
from survey.i18n.catalogue import say
from survey.office import read_parts
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

DATA = root() / "data"


@pytest.fixture(scope="module")
def wave():
    return load_wave(DATA / "sovereignty-2022")


def lines(path) -> list[str]:
    return [paragraph.text.replace("\xa0", " ") for paragraph in Document(path).paragraphs]


def test_the_facts_stand_there_in_three_languages(wave, tmp_path):
    found = lines(build_abstract(wave, out=tmp_path))
    for line in (
        *("АҢДАТПА", "Жауап бергендер саны: 96", "Сауалнама жүргізілген мерзім: 2022 ж. 1–15 қыркүйек", "Сұрақтар саны: 27"),
        *("АННОТАЦИЯ", "Число ответивших: 96", "Сроки проведения опроса: 1–15 сентября 2022 г.", "Число вопросов: 27"),
        *("ABSTRACT", "Number of respondents: 96", "Fieldwork dates: September 1–15, 2022", "Number of questions: 27"),
    ):
        assert line in found


def test_main_numbers_come_with_their_base_and_are_the_same_in_every_language(wave, tmp_path):
    numbers = [line for line in lines(build_abstract(wave, out=tmp_path)) if line.startswith("– ")]
    assert len(numbers) == 15
    assert all(line.endswith(", n = 96") for line in numbers)
    counts = [next(word for word in line.split() if word.isdigit()) for line in numbers]
    assert counts[:5] == counts[5:10] == counts[10:]


def test_what_only_the_author_can_write_is_a_marked_slot(wave, tmp_path):
    document = Document(build_abstract(wave, out=tmp_path))
    slots = [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert slots == [say("abstract.slot", language) for language in ("kk", "ru", "en") for _ in range(3)]


def test_words_have_their_language(wave, tmp_path):
    document = Document(build_abstract(wave, out=tmp_path))
    spoken = [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for one in document.paragraphs for run in one.runs]
    assert list(dict.fromkeys(spoken)) == ["kk-KZ", "ru-RU", "en-GB"]


def test_questions_that_were_asked_for(wave, tmp_path):
    found = lines(build_abstract(wave, items=["profession", "help_state_territory"], out=tmp_path))
    numbers = [line for line in found if line.startswith("– ")]
    assert numbers[0] == "– Мамандығы: «Білім беру» – 33 (34,7%), n = 95"
    assert len(numbers) == 6


@pytest.mark.parametrize("name", ["sovereignty-2022", "sovereignty-2022-demo", "multivector-2026-demo", "ai-students"])
def test_some_numbers_are_left_where_all_must_fit(tmp_path, name):
    wave = load_wave(DATA / name)
    reports = [Report(wave, language, tmp_path) for language in wave.instrument.languages]
    chosen, _ = fitted([block(report, told(reports[0], None)) for report in reports])
    assert all(one.numbers for one in chosen)


def test_too_many_numbers_leave_from_the_end(wave, tmp_path):
    items = [item.id for item in wave.instrument.items if item.options]
    reports = [Report(wave, language, tmp_path) for language in ("kk", "ru", "en")]
    blocks = [block(report, told(reports[0], items)) for report in reports]
    chosen, size = fitted(blocks)
    assert size == SIZES[-1]
    kept = len(chosen[0].numbers)
    assert 0 < kept < len(items)
    assert all(one.numbers == whole.numbers[:kept] for one, whole in zip(chosen, blocks, strict=True))


def test_synthetic_data_say_so_in_each_language(tmp_path):
    found = lines(build_abstract(load_wave(DATA / "sovereignty-2022-demo"), out=tmp_path))
    assert all(say("report.synthetic", language) in found for language in ("kk", "ru", "en"))


def test_a_hidden_answer_is_an_x(tmp_path):
    """Two did not tick trees: both counts of this question are hidden, so no answer can be said to lead."""
    found = lines(build_abstract(protected_wave(tmp_path), items=["needs"], out=tmp_path / "out"))
    assert "– Needs: x" in found


def test_same_bytes_twice_and_others_for_another_number(wave, tmp_path):
    made = [build_abstract(wave, out=tmp_path / name).read_bytes() for name in ("a", "b")]
    assert made[0] == made[1]
    folder = tmp_path / wave.id
    shutil.copytree(DATA / wave.id, folder)
    settings = folder / "wave.yaml"
    settings.write_text(settings.read_text("utf-8").replace("to: 2022-09-15", "to: 2022-09-16"), "utf-8", newline="")
    assert build_abstract(load_wave(folder), out=tmp_path / "c").read_bytes() != made[0]


def test_no_date_of_today_and_no_name_of_a_template(wave, tmp_path):
    core = Document(build_abstract(wave, out=tmp_path)).core_properties
    assert (core.author, core.created.isoformat()[:10]) == ("", "2022-09-15")
    assert "docProps/thumbnail.jpeg" not in read_parts((tmp_path / "abstract.docx").read_bytes())


def test_a_page_that_is_there_is_not_overwritten(wave, tmp_path, capsys):
    words = ["abstract", "build", str(DATA / "sovereignty-2022"), "--out", str(tmp_path)]
    assert main(words) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "abstract.docx")
    assert main(words) == 2
    assert "SQ-W70" in capsys.readouterr().err


def test_a_question_that_there_is_not(wave, tmp_path):
    with pytest.raises(SurveyError) as refusal:
        build_abstract(wave, items=["nobody"], out=tmp_path)
    assert refusal.value.code == "SQ-W06"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", ["sovereignty-2022", "sovereignty-2022-demo", "multivector-2026-demo", "ai-students"])
def test_it_is_one_page_on_paper(tmp_path, name):
    """As LibreOffice lays it out: the measure by which the letters were chosen is our own."""
    path = build_abstract(load_wave(DATA / name), out=tmp_path)
    office = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert len(PdfReader(tmp_path / "abstract.pdf").pages) == 1
