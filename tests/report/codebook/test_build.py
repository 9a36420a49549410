"""Building a codebook: every format in the same bytes, headings and captions that an editor can work with, refusals."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from lxml import etree, html

from survey.cli.main import main
from survey.errors import FOLDER_FOR_A_FILE, ReportError
from survey.i18n.catalogue import say
from survey.instrument.model import Instrument
from survey.report.codebook.build import FORMATS, build_codebook, subject_of
from survey.wave.wave import Wave

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def built(tea, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    steps: list[tuple[int, int]] = []
    outputs = build_codebook(tea, ["kk"], out=folder, progress=lambda *step: steps.append(step))
    assert [output.error for output in outputs] == [None] * 4
    assert [output.path.name for output in outputs] == [f"codebook.kk.{name}" for name in FORMATS]
    assert steps[-1] == (5, 5)
    return folder


@pytest.mark.slow
def test_the_same_bytes_again(tea, built, tmp_path):
    build_codebook(tea, ["kk"], out=tmp_path)
    for name in FORMATS:
        assert (tmp_path / f"codebook.kk.{name}").read_bytes() == (built / f"codebook.kk.{name}").read_bytes(), name


def test_the_notice_stands_on_every_page(built):
    notice = "".join(say("report.synthetic", "kk").split())
    pages = pypdf.PdfReader(built / "codebook.kk.pdf").pages
    assert [n for n, page in enumerate(pages, 1) if notice not in "".join(page.extract_text().split())] == []


def test_word_has_headings_captions_and_repeated_heads(built, tea):
    with zipfile.ZipFile(built / "codebook.kk.docx") as file:
        root = etree.fromstring(file.read("word/document.xml"))
    styles = [style.get(f"{W}val") for style in root.iter(f"{W}pStyle")]
    assert styles.count("Heading3") == len(tea.instrument.items)
    assert styles.count("Heading1") == 7
    fields = [field.get(f"{W}instr") or "" for field in root.iter(f"{W}fldSimple")]
    fields += [text.text or "" for text in root.iter(f"{W}instrText")]
    tables = [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert sum("SEQ Table" in field for field in fields) == len(tables) >= 11


def test_no_english_word_in_kazakh(built, tea):
    """But names: of variables, codes, indices, files and programs."""
    page = html.parse(built / "codebook.kk.html", html.HTMLParser(encoding="utf-8")).getroot()
    for element in page.xpath("//style | //*[@lang and not(@lang='kk')]"):
        element.drop_tree()
    codes = {option.code for item in tea.instrument.items for option in item.options}
    columns = {column for item in tea.instrument.items for column in item.columns}
    names = {"SPSS", "Stata", "CSV", "Parquet", "SHA-256", "saualnama", "Pandoc", "Typst", "item.code", "item__code"}
    known = names | codes | columns | {item.id for item in tea.instrument.items} | set(tea.provenance.files)
    known |= {"tea", "tea-1", "tea-2", "broken"}
    words = {word.strip(".-") for word in re.findall(r"[\w./-]*[A-Za-z]{2}[\w./-]*", page.text_content())}
    assert {word for word in words - known if not re.fullmatch(r"[0-9a-f]{16}", word)} == set()


@pytest.mark.parametrize(
    ("languages", "formats", "word"),
    [(["de"], None, "de"), (None, ["odt"], "xlsx"), ([], None, "kk, ru, en"), (None, [], "xlsx")],
)
def test_what_does_not_exist_is_refused_before_anything_is_built(tea, tmp_path, languages, formats, word):
    with pytest.raises(ReportError, match=word):
        build_codebook(tea, languages, formats, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_cannot_be_written_is_an_error_of_its_output(tea, tmp_path):
    (tmp_path / "codebook.en.xlsx").mkdir()
    first, second = build_codebook(tea, ["ru", "en"], ["xlsx"], out=tmp_path)
    assert first.error is None
    assert second.error is not None
    assert second.error.code == FOLDER_FOR_A_FILE


def test_a_name_means_a_wave_before_a_questionnaire(study, monkeypatch):
    monkeypatch.chdir(study)
    assert isinstance(subject_of("tea-1"), Wave)
    assert isinstance(subject_of("data/tea-1/wave.yaml"), Wave)
    assert isinstance(subject_of("tea"), Instrument)
    assert isinstance(subject_of("instruments/tea.yaml"), Instrument)


def test_the_command_prints_the_files_and_refuses_what_is_nothing(study, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.chdir(study)
    assert main(["codebook", "tea", "--lang", "kk", "--to", "html,xlsx", "--out", str(tmp_path)]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.split()] == ["codebook.kk.html", "codebook.kk.xlsx"]
    assert main(["codebook", "tee"]) == 2
    assert "Did you mean tea?" in capsys.readouterr().err.replace("“", "").replace("”", "")
