from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from tests.chapter import small
from tests.chapter.test_styles import university

from survey.chapter.finish_captions import lists_of_captions
from survey.chapter.finish_tables import measure_of
from survey.chapter.profile import read_profile
from survey.chapter.word_xml import properties, put, text_of
from survey.office import read_parts, written
from survey.render.opc import W, w


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chapter 3 in Kazakh, its figures from 13 on, its tables from 4 on, with lists and a notice."""
    folder = tmp_path_factory.mktemp("finish")
    return small.chapter(
        folder, section=3, start_figure=13, start_table=4, lists=True, notice="Жасанды деректер", title="Тақырып"
    )


def test_sequences_are_named_by_the_word_and_begin_where_they_should(made: Path) -> None:
    sequences = [field for field in small.fields(small.part(made)) if field.startswith("SEQ")]
    assert sequences == [r"SEQ Сурет \* ARABIC \r 13", r"SEQ Сурет \* ARABIC", r"SEQ Кесте \* ARABIC \r 4"]


@pytest.mark.parametrize(("language", "words"), [("ru", {"Рисунок", "Таблица"}), ("en", {"Figure", "Table"})])
def test_words_of_the_other_languages(tmp_path: Path, language: str, words: set[str]) -> None:
    root = small.part(small.chapter(tmp_path, language))
    sequences = [field.split() for field in small.fields(root) if field.startswith("SEQ")]
    assert {field[1] for field in sequences} == words
    assert not any(r"\r" in field for field in sequences)  # they begin with 1 by themselves


def test_captions_and_references_show_the_numbers(made: Path) -> None:
    texts = small.paragraphs(small.part(made))
    assert {"Сурет 13 – Сотқа сенім", "Сурет 14 – Полицияға сенім", "Кесте 4 – Жауаптар"} <= set(texts)
    text = texts["Сарапшылардың 54,2%-ы сотқа сенеді (13-сурет, 4-кесте)."]
    marks = {mark.get(w("name")) for mark in small.part(made).iter(w("bookmarkStart"))}
    targets = [field.split()[1] for field in small.fields(text)]
    assert len(targets) == 2
    assert set(targets) <= marks


def test_captions_stand_where_the_profile_says(made: Path, tmp_path: Path) -> None:
    def order(path: Path) -> list[str]:
        body = small.part(path).find(w("body"))
        kinds = {"CaptionedFigure": "figure", "ImageCaption": "caption", "TableCaption": "caption of table"}
        names = [b.find(f"{w('pPr')}/{w('pStyle')}") if b.tag == w("p") else b for b in body if b.tag in (w("p"), w("tbl"))]
        found = [
            "table" if n is not None and n.tag == w("tbl") else kinds.get("" if n is None else n.get(w("val"))) for n in names
        ]
        return [kind for kind in found if kind]

    assert order(made) == ["figure", "caption", "figure", "caption", "caption of table", "table"]
    turned = tmp_path / "turned.yaml"
    turned.write_text("id: turned\nbased_on: gost-kz\ncaptions: {figure: {place: above}, table: {place: below}}\n", "utf-8")
    assert order(small.chapter(tmp_path, profile=turned)) == [
        "caption",
        "figure",
        "caption",
        "figure",
        "table",
        "caption of table",
    ]


def test_number_before_the_word(tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    words = "kk: '{n}-сурет. {title}', ru: 'Рис. {n}. {title}', en: 'Fig. {n}. {title}'"
    form.write_text(f"id: form\nbased_on: gost-kz\ncaptions: {{figure: {{form: {{{words}}}}}}}\n", "utf-8")
    assert "2-сурет. Полицияға сенім" in small.paragraphs(small.part(small.chapter(tmp_path, profile=form)))


def test_headings_count_as_word_counts(made: Path) -> None:
    styles, numbering, document = (small.part(made, name) for name in ("styles", "numbering", "document"))
    number = styles.find(f".//{w('style')}[@{w('styleId')}='Heading2']/{w('pPr')}/{w('numPr')}")
    assert number.find(w("ilvl")).get(w("val")) == "1"
    num = next(n for n in numbering.iter(w("num")) if n.get(w("numId")) == number.find(w("numId")).get(w("val")))
    abstract = num.find(w("abstractNumId")).get(w("val"))
    levels = next(a for a in numbering.iter(w("abstractNum")) if a.get(w("abstractNumId")) == abstract).findall(w("lvl"))
    assert [level.find(w("lvlText")).get(w("val")) for level in levels[:3]] == ["%1", "%1.%2", "%1.%2.%3"]
    assert levels[0].find(w("start")).get(w("val")) == "3"
    texts = small.paragraphs(document)
    assert {"Зерттеу нәтижелері", "Институттарға сенім", "Екінші абзац 3.1-бөлімде."} <= set(texts)  # no number is typed
    style = texts["Қосымша А"].find(f"{w('pPr')}/{w('pStyle')}")
    assert style.get(w("val")) == "HeadingUnnumbered"


def test_contents_and_lists_have_their_lines(made: Path) -> None:
    root = small.part(made)
    fields = small.fields(root)
    assert r'TOC \h \z \c "Сурет"' in fields
    assert r'TOC \h \z \c "Кесте"' in fields
    lines = [text_of(p).strip().replace("\u00a0", " ") for p in root.iter(w("p")) if p.find(w("hyperlink")) is not None]
    assert lines[:7] == [
        "3 Зерттеу нәтижелері",
        "3.1 Институттарға сенім",
        "3.2 Келесі бөлім",
        "Қосымша А",
        "Сурет 13 – Сотқа сенім",
        "Сурет 14 – Полицияға сенім",
        "Кесте 4 – Жауаптар",
    ]
    marks = {mark.get(w("name")) for mark in root.iter(w("bookmarkStart"))}
    assert {field.split()[1] for field in fields if field.startswith("PAGEREF")} <= marks
    begins, ends = ([mark for mark in root.iter(w("fldChar")) if mark.get(w("fldCharType")) == kind] for kind in ("begin", "end"))
    assert len(begins) == len(ends)


def test_notice_and_page_number_on_every_page(made: Path) -> None:
    section = small.opened(made).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["Жасанды деректер"]
    assert not section.different_first_page_header_footer
    assert small.fields(section.footer._element) == ["PAGE"]
    assert "updateFields" not in read_parts(made.read_bytes())["word/settings.xml"].decode()


def test_a_first_page_of_its_own_has_the_notice_too(tmp_path: Path) -> None:
    rules = tmp_path / "first.yaml"
    rules.write_text("id: first\nbased_on: gost-kz\npage_number: {place: top, align: right, first: false}\n", "utf-8")
    section = small.opened(small.chapter(tmp_path, profile=rules, notice="Жасанды деректер")).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["Жасанды деректер"]
    assert small.fields(section.first_page_header._element) == []
    assert small.fields(section.header._element) == ["PAGE"]


def test_chapter_number_of_two_levels(tmp_path: Path) -> None:
    numbering = small.part(small.chapter(tmp_path, section="2.3"), "numbering")
    texts = [level.get(w("val")) for level in numbering.iter(w("lvlText"))]
    assert {"2.%1", "2.%1.%2"} <= set(texts)


def test_lists_in_the_text_look_as_the_text(made: Path) -> None:
    style = small.paragraphs(small.part(made))["тізімнің бірінші жолы"].find(f"{w('pPr')}/{w('pStyle')}")
    assert style.get(w("val")) == "BodyText"


def test_every_part_is_known_to_the_file(made: Path) -> None:
    parts = read_parts(made.read_bytes())
    types, relations = parts["[Content_Types].xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    named = [name for name in parts if name.startswith(("word/header", "word/footer"))]
    assert named
    assert all(f"/{name}" in types and name.removeprefix("word/") in relations for name in named)


def test_the_same_bytes_twice(made: Path, tmp_path: Path) -> None:
    again = small.chapter(
        tmp_path, section=3, start_figure=13, start_table=4, lists=True, notice="Жасанды деректер", title="Тақырып"
    )
    assert again.read_bytes() == made.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it(made: Path, tmp_path: Path) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--headless",
            "--convert-to",
            "txt:Text",
            "--outdir",
            tmp_path,
            made,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "chapter.txt").read_text("utf-8-sig")
    assert "3.1 Институттарға сенім" in text
    assert "Сурет 14" in text.replace("\u00a0", " ")


def test_margins_of_a_template_with_fractions_and_units() -> None:
    margins = etree.fromstring(
        f'<w:sectPr xmlns:w="{W}"><w:pgSz w:w="210mm" w:h="297mm"/><w:pgMar w:left="1800.0000002" w:right="20mm"/></w:sectPr>'
    )
    assert measure_of(margins) == round((210 - 20) * 1440 / 25.4 - 1800)


def test_a_word_with_a_point_names_a_sequence_and_its_list(tmp_path: Path) -> None:
    rules = tmp_path / "word.yaml"
    rules.write_text("id: word\nbased_on: gost-kz\ncaptions: {figure: {word: {kk: Сур., ru: Рис., en: Fig.}}}\n", "utf-8")
    fields = small.fields(small.part(small.chapter(tmp_path, profile=rules, lists=True)))
    assert r"SEQ Сур. \* ARABIC" in fields
    assert r'TOC \h \z \c "Сур."' in fields


@pytest.mark.parametrize("contents", [True, False])
def test_lists_stand_behind_the_head_of_an_article(contents: bool) -> None:
    """Codes, title, authors, abstract and keywords come first, whether there are contents or not."""
    part = "<w:docPartObj><w:docPartGallery/></w:docPartObj>"
    gallery = f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    head = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
        for style in ("ArticleCode", "Title", "Author", "Abstract", "Abstract", "BodyText")
    )
    caption = (
        '<w:p><w:pPr><w:pStyle w:val="ImageCaption"/></w:pPr><w:r><w:instrText> SEQ Сурет </w:instrText></w:r>'
        "<w:r><w:t>Сурет 1</w:t></w:r></w:p>"
    )
    body = f"<w:body>{gallery if contents else ''}{head}{caption}<w:sectPr/></w:body>"
    document = etree.fromstring(f'<w:document xmlns:w="{W}">{body}</w:document>')
    lists_of_captions(document, read_profile("journal"), "kk")
    styles = [style.get(w("val")) for style in document.iter(w("pStyle"))]
    assert styles == [
        *("ArticleCode", "Title", "Author", "Abstract", "Abstract"),
        *("TOCHeading", "TableofFigures", "BodyText", "ImageCaption"),
    ]


def test_a_template_that_numbers_only_its_second_headings(tmp_path: Path) -> None:
    """Word refuses a file in which numId stands before ilvl."""
    template = university(tmp_path / "t.docx")
    parts = read_parts(template.read_bytes())
    styles = etree.fromstring(parts["word/styles.xml"])
    second = next(style for style in styles.iter(w("style")) if style.get(w("styleId")) == "Heading2")
    put(put(properties(second, "pPr"), "numPr"), "numId", val=1)
    template.write_bytes(written({**parts, "word/styles.xml": etree.tostring(styles)}))
    made = small.part(small.chapter(tmp_path / "out", template=template, section=3), "styles")
    number = next(s for s in made.iter(w("style")) if s.get(w("styleId")) == "Heading2").find(f"{w('pPr')}/{w('numPr')}")
    assert [child.tag for child in number] == [w("ilvl"), w("numId")]
