"""A built chapter, read from the XML of its Word file: headings, fields, controls, captions, notes; and what is refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from tests.chapter.conftest import ITEMS
from tests.report.test_protected import wave as protected_wave

from survey.audit.document import audit_document
from survey.chapter.address import Address, digest, read_address
from survey.chapter.build import build_chapter
from survey.chapter.conform import conform
from survey.chapter.profile import read_profile
from survey.chapter.values import Values
from survey.cli.main import main
from survey.errors import SurveyError
from survey.i18n.catalogue import say
from survey.render.opc import w
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

SMALL = {"items": ITEMS[1:2], "dpi": 150}
_WORDS = {w("t"), w("noBreakHyphen")}


def body(path: Path, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(part))


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t"))).replace("\u00a0", " ")


def styled(root_of: etree._Element, style: str) -> list[etree._Element]:
    return [
        p
        for p in root_of.iter(w("p"))
        if (found := p.find(f"{w('pPr')}/{w('pStyle')}")) is not None and found.get(w("val")) == style
    ]


def controls(root_of: etree._Element) -> Iterator[tuple[Address, str, etree._Element]]:
    for one in root_of.iter(w("sdt")):
        title, tag = (one.find(f"{w('sdtPr')}/{w(name)}") for name in ("alias", "tag"))
        found = None if title is None or tag is None else read_address(title.get(w("val")), tag.get(w("val")))
        if found is not None:
            yield *found, one


@pytest.fixture(scope="module")
def document(built: Path) -> etree._Element:
    return body(built / "chapter.kk.docx")


def test_sections_stand_in_the_order_of_the_questionnaire(document: etree._Element, wave: Wave) -> None:
    titles = [section.title["kk"] for section in wave.instrument.sections]
    assert [words(p) for p in styled(document, "Heading2")] == [titles[0], titles[1], titles[3]]
    assert [words(p) for p in styled(document, "Heading1")] == [wave.settings.title["kk"]]


def test_every_number_is_the_one_of_its_address(document: etree._Element, wave: Wave) -> None:
    values = Values(Report(wave, "kk", Path()))
    found = [
        (address, written, one) for address, written, one in controls(document) if address.statistic not in ("figure", "table")
    ]
    assert len(found) > 80
    for address, written, one in found:
        assert digest(words(one)) == written == digest(values.text(address))
        assert one.find(f"{w('sdtPr')}/{w('text')}") is not None


def test_controls_have_ids_of_their_own(document: etree._Element) -> None:
    found = [one.find(f"{w('sdtPr')}/{w('id')}").get(w("val")) for _, _, one in controls(document)]
    assert len(found) == len(set(found))


def test_each_question_has_its_figure_and_its_table(document: etree._Element) -> None:
    found = [(address.statistic, address.item) for address, _, _ in controls(document)]
    assert [item for statistic, item in found if statistic == "figure"] == list(ITEMS)
    assert [item for statistic, item in found if statistic == "table"] == list(ITEMS)


def test_the_control_of_a_table_holds_the_table_alone_and_every_number_in_its_cells(document: etree._Element) -> None:
    for address, _, one in controls(document):
        if address.statistic != "table":
            continue
        assert [child.tag for child in one.find(w("sdtContent"))] == [w("tbl")]
        rows = list(one.iter(w("tr")))[1:]
        for cell in (cell for row in rows for cell in row.findall(w("tc"))[1:] if words(cell)):
            assert [words(inner) for _, _, inner in controls(cell)] == [words(cell)]


def test_a_picture_stands_alone_in_its_control(document: etree._Element, built: Path) -> None:
    figures = [one for address, _, one in controls(document) if address.statistic == "figure"]
    for one in figures:
        assert one.find(f"{w('sdtPr')}/{w('picture')}") is not None
        assert len(list(one.iter(w("drawing")))) == 1
        properties = next(one.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
        assert not properties.get("title")
        assert properties.get("descr")
    with zipfile.ZipFile(built / "chapter.kk.docx") as archive:
        assert sum(name.startswith("word/media/") for name in archive.namelist()) == len(figures)


@pytest.mark.parametrize(("style", "first"), [("ImageCaption", "Сурет 13 – "), ("TableCaption", "Кесте 4 – ")])
def test_captions_go_on_from_the_given_number(document: etree._Element, style: str, first: str) -> None:
    found = [words(p) for p in styled(document, style)]
    assert len(found) == len(ITEMS)
    assert found[0].startswith(first)
    numbers = [int(re.search(r"\d+", text)[0]) for text in found]  # type: ignore[index]
    assert numbers == list(range(numbers[0], numbers[0] + len(ITEMS)))


def test_numbers_are_fields_of_word_and_the_text_refers_to_them(document: etree._Element) -> None:
    fields = ["".join(one.itertext()).split() for one in document.iter(w("instrText"))]
    assert [field for field in fields if field[0] == "SEQ" and "\\r" in field and "13" in field]
    bookmarks = {mark.get(w("name")) for mark in document.iter(w("bookmarkStart"))}
    references = [field[1] for field in fields if field[0] == "REF"]
    assert len(references) == 2 * 2 * len(ITEMS)  # in the grey facts and, for good, in the text of the author
    assert set(references) <= bookmarks
    in_text = [p for p in document.iter(w("p")) if p not in styled(document, "Slot") and "REF" in "".join(p.itertext())]
    assert len(in_text) == len(ITEMS)


def test_a_note_with_base_and_source_stands_under_each(document: etree._Element) -> None:
    notes = [words(p) for p in styled(document, "TableNote")]
    assert len(notes) == 2 * len(ITEMS)
    assert all("(n): 9" in note and "Дереккөз: «" in note for note in notes)


def test_places_for_the_author_are_marked(document: etree._Element, built: Path) -> None:
    slots = [words(p) for p in styled(document, "Slot")]
    assert sum(text.startswith("[Автор мәтіні") for text in slots) == 1 + len(ITEMS)
    styles = body(built / "chapter.kk.docx", "word/styles.xml")
    (slot,) = [style for style in styles.iter(w("style")) if style.get(w("styleId")) == "Slot"]
    assert slot.find(f"{w('pPr')}/{w('shd')}").get(w("fill")) == "EDEDED"


def test_the_commentary_is_alive(document: etree._Element) -> None:
    """«96 сарапшының 61-і (63,5%)» of the author is three living numbers, the second with its case ending."""
    (paragraph,) = [p for p in document.iter(w("p")) if "сарапшының 61-і" in words(p)]
    told = [(address.statistic, address.format, words(one)) for address, _, one in controls(paragraph)]
    assert told[:3] == [("base", "0", "96"), ("n", "0:possessive", "61-і"), ("percent", "1", "63,5%")]


def test_the_appendix_holds_the_whole_questionnaire(document: etree._Element, wave: Wave) -> None:
    text = words(document)
    assert all(item.text["kk"].rstrip("?") in text for item in wave.instrument.items)


def test_the_workbook_has_a_sheet_for_each_under_its_number(built: Path) -> None:
    book = openpyxl.load_workbook(built / "chapter.kk.xlsx")
    numbers = [re.findall(r"\d+", name) for name in book.sheetnames[1:]]
    assert [int(found[0]) for found in numbers] == [13, 4, 14, 5, 15, 6, 16, 7]


def test_a_chapter_is_never_written_over(wave: Wave, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (built / "chapter.kk.docx").read_bytes()
    words_of = ["chapter", "build", str(wave.folder), "--lang", "kk", "--out", str(built)]
    assert main(words_of) == 2
    assert "SQ-W01" in capsys.readouterr().err
    assert (built / "chapter.kk.docx").read_bytes() == before


def test_a_workbook_is_not_written_over_either(wave: Wave, tmp_path: Path) -> None:
    book = tmp_path / "chapter.kk.xlsx"
    book.write_bytes(b"notes of a year")
    with pytest.raises(SurveyError) as raised:
        build_chapter(wave, "kk", out=tmp_path)
    assert [found.code for found in raised.value.problems] == ["SQ-W70"]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("chapter.kk.xlsx", b"notes of a year")]


def test_marked_numbers_without_an_address_are_told(wave: Wave, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    build_chapter(wave, "kk", out=tmp_path / "a", plain=told.extend, items=["profession"], dpi=150)
    assert told
    assert all(re.fullmatch(r"\w+: \d.*", one) for one in told)
    options = ["--lang", "kk", "--items", "profession", "--dpi", "150", "--out", str(tmp_path / "b")]
    assert main(["chapter", "build", str(wave.folder), *options]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert str(len(told)) in line
    assert told[0] in line


def test_all_mistakes_are_told_at_once_and_nothing_is_made(wave: Wave, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(SurveyError) as raised:
        build_chapter(wave, "kk", section="three", start_figure=0, start_table=-1, items=["profesion"], dpi=10, out=out)
    codes = [found.code for found in raised.value.problems]
    assert codes == ["SQ-W08", "SQ-W07", "SQ-W07", "SQ-W06", "SQ-R152"]
    with pytest.raises(SurveyError) as raised:
        build_chapter(wave, "fr", out=out)
    assert raised.value.code == "SQ-W10"
    assert not out.exists()


def test_an_unknown_question_is_answered_with_those_most_alike(
    wave: Wave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its number a question is found; else those with the most similar ids are named."""
    words_of = [
        "chapter",
        "build",
        str(wave.folder),
        "--lang",
        "ru",
        "--out",
        str(tmp_path / "out"),
        "--items",
        "1.4",
        "trust_court",
    ]
    assert main(words_of) == 2
    told = capsys.readouterr().err
    assert "intl_law_reliable_guarantor (1.4)" in told
    assert told.count("(") > 4


def test_figures_have_their_note_between_picture_and_caption(document: etree._Element) -> None:
    for caption in styled(document, "ImageCaption"):
        note = caption.getprevious()
        assert note in styled(document, "TableNote")
        assert note.find(f"{w('pPr')}/{w('keepNext')}") is not None


def test_the_appendix_has_its_title_on_a_line_of_its_own(document: etree._Element) -> None:
    (heading,) = [p for p in styled(document, "HeadingUnnumbered") if words(p).startswith("Қосымша")]
    assert words(heading) == "Қосымша АСауалнама сұрақтары"
    assert len(list(heading.iter(w("br")))) == 1
    assert "appendix-a" in {mark.get(w("name")) for mark in document.iter(w("bookmarkStart"))}
    assert "appendix-a" in {link.get(w("anchor")) for link in document.iter(w("hyperlink"))}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.long) for one in ("ru", "en"))])
def test_a_whole_chapter_holds_its_profile_and_says_nothing_untrue(wave: Wave, tmp_path: Path, language: str) -> None:
    """Nor is a typed number of it against the data, but for what the original dissertation numbers and its bounds."""
    path, _ = build_chapter(wave, language, section=3, dpi=150, out=tmp_path)
    assert conform(path, read_profile("gost-kz")) == ()
    assert len(audit_document(path, wave).findings) <= 4


def test_the_same_bytes_twice(wave: Wave, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_chapter(wave, "ru", out=tmp_path / name, **SMALL)  # type: ignore[arg-type]
    for name in ("chapter.ru.docx", "chapter.ru.xlsx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_invented_answers_are_said_to_be_on_every_page(tmp_path: Path) -> None:
    demo = load_wave(root() / "data" / "sovereignty-2022-demo")
    path, book = build_chapter(demo, "ru", out=tmp_path, charts=True, **SMALL)  # type: ignore[arg-type]
    headers = [
        reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for reference in body(path).iter(w("headerReference"))
    ]
    with zipfile.ZipFile(path) as archive:
        found = [archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"word/header\d*\.xml", name)]
        assert any(name.startswith("word/charts/") for name in archive.namelist())
    assert headers
    assert {"Синтетические данные" in text for text in found} == {True}
    assert all(
        "(синтетические данные)" in words(p) for style in ("ImageCaption", "TableCaption") for p in styled(body(path), style)
    )
    assert book.is_file()


def test_a_hidden_number_is_explained_under_its_figure_and_on_its_sheet(tmp_path: Path) -> None:
    path, book = build_chapter(protected_wave(tmp_path), "en", items=["streets"], dpi=150, out=tmp_path / "out")[:2]
    hidden = say("tables.hidden_note", "en").replace("\u00a0", " ")
    notes = [words(one) for one in styled(body(path), "TableNote")]
    sheets = [sheet for sheet in openpyxl.load_workbook(book).worksheets if sheet.title.startswith("Figure")]
    told = [any(hidden in str(row[0]).replace("\u00a0", " ") for row in sheet.iter_rows(values_only=True)) for sheet in sheets]
    assert sum(told) > 0
    assert sum(hidden in note for note in notes) == 2 * sum(told)  # the note of the figure and that of the table


def test_the_language_may_be_named_in_capitals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `survey slides build` takes it."""
    words_of = ["chapter", "build", str(root() / "data" / "sovereignty-2022"), "--lang", "RU", "--items", *ITEMS[1:2]]
    assert main([*words_of, "--dpi", "150", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "chapter.ru.docx").is_file()
