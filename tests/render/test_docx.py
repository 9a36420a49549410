from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from survey.office import read_parts
from survey.render.build import Executed, render
from survey.render.opc import w

Run = Callable[..., Executed]
ROWS = "".join(f"| Жауап {n} | {n} |\n" for n in range(30))
BODY = f"""# Бірінші {{#sec-a}}

Мәні [-@fig-q1]-суретте, @tbl-q1.

## Екінші *бөлім*

![Шай](figures/q1){{#fig-q1 fig-alt="Шай: 54"}}

| Жауап | Саны |
|:------|-----:|
| Иә    | 54   |
| Жоқ   | 42   |

: Қысқа {{#tbl-q1}}

::: {{.table-note}}
Ескертпе
:::

| Жауап | Саны |
|:------|-----:|
{ROWS}
: Ұзын {{#tbl-q2}}

::: {{.callout-note}}
Мәтін
:::
"""


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    metadata = {"title": "Шай", "author": ["Ә. Сейтқали"], "notice": "Сынақ"}
    (output,) = render(run(BODY, metadata=metadata), ["docx"], tmp_path / "tea")
    assert output.error is None
    return output.path


@pytest.fixture
def body(file: Path) -> etree._Element:
    return etree.fromstring(read_parts(file.read_bytes())["word/document.xml"])


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))


def instructions(element: etree._Element) -> list[str]:
    return [(text.text or "").strip() for text in element.iter(w("instrText"))]


def style(paragraph: etree._Element) -> str | None:
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if found is None else found.get(w("val"))


def test_word_reads_it_and_finds_real_headings(file: Path) -> None:
    document = docx.Document(str(file))
    headings = [(p.text, p.style.name) for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert headings == [("Бірінші", "Heading 1"), ("Екінші бөлім", "Heading 2")]
    assert document.core_properties.title == "Шай"


def test_the_contents_have_entries_that_lead_to_the_headings(body: etree._Element) -> None:
    (block,) = [found for found in body.iter(w("sdt")) if found.find(f".//{w('docPartGallery')}") is not None]
    assert [(style(p), words(p)) for p in block.iter(w("p"))] == [
        ("TOCHeading", "Мазмұны"),
        ("TOC1", "Бірінші"),
        ("TOC2", "Екінші бөлім"),
    ]
    targets = [link.get(w("anchor")) for link in block.iter(w("hyperlink"))]
    assert instructions(block) == [r'TOC \o "1-2" \h \z \u', *(rf"PAGEREF {target} \h" for target in targets)]
    marks = {mark.get(w("name")): mark.getparent() for mark in body.iter(w("bookmarkStart"))}
    assert [words(marks[target]) for target in targets] == ["Бірінші", "Екінші бөлім"]


def test_every_field_is_closed(body: etree._Element) -> None:
    kinds = [mark.get(w("fldCharType")) for mark in body.iter(w("fldChar"))]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth >= 0
    assert depth == 0
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_captions_count_by_fields_and_references_read_them(body: etree._Element) -> None:
    captions = [p for p in body.iter(w("p")) if style(p) in {"TableCaption", "ImageCaption"}]
    assert [(words(p), instructions(p)) for p in captions] == [
        ("Сурет\u00a01. Шай", [r"SEQ Figure \* ARABIC"]),
        ("Кесте\u00a01. Қысқа", [r"SEQ Table \* ARABIC"]),
        ("Кесте\u00a02. Ұзын", [r"SEQ Table \* ARABIC"]),
    ]
    marks = {mark.get(w("name")) for mark in body.iter(w("bookmarkStart"))}
    targets = [text.split()[1] for text in instructions(body) if text.startswith("REF ")]
    assert len(targets) == 2
    assert set(targets) <= marks
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", target) for target in targets)  # what Word takes as a name


def test_ids_of_bookmarks_are_unique(body: etree._Element) -> None:
    ids = [mark.get(w("id")) for mark in body.iter(w("bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_table_heads_are_repeated_rows_stay_whole_and_short_tables_together(body: etree._Element) -> None:
    short, long = body.iter(w("tbl"))
    for table in (short, long):
        rows = table.findall(w("tr"))
        assert rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is not None
        assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    kept = [[row.find(f".//{w('keepNext')}") is not None for row in table.findall(w("tr"))] for table in (short, long)]
    assert kept[0] == [True, True, True]  # the last row too: a note follows
    assert kept[1] == [True, True, *29 * [False]]
    assert [sum(int(column.get(w("w"))) for column in table.iter(w("gridCol"))) for table in (short, long)] == [9070, 9070]
    assert [name.get(w("val")) for name in body.iter(w("tblCaption"))] == ["Кесте\u00a01. Қысқа", "Кесте\u00a02. Ұзын"]


def test_pictures_have_their_alternative_text(body: etree._Element) -> None:
    assert [found.get("descr") for found in body.iter("{*}docPr")] == ["Шай: 54"]


def test_notice_and_title_on_the_pages_and_numbers_below(file: Path) -> None:
    parts = read_parts(file.read_bytes())
    assert [[words(p) for p in etree.fromstring(parts[f"word/header{n}.xml"])] for n in (1, 2)] == [["Сынақ", "Шай"], ["Сынақ"]]
    assert instructions(etree.fromstring(parts["word/footer1.xml"])) == ["PAGE"]


@pytest.mark.parametrize(("language", "locale"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_the_language_of_the_document(run: Run, tmp_path: Path, language: str, locale: str) -> None:
    (output,) = render(run("Text", language), ["docx"], tmp_path / "tea")
    styles = etree.fromstring(read_parts(output.path.read_bytes())["word/styles.xml"])
    assert {element.get(w("val")) for element in styles.iter(w("lang"))} == {locale}
    headers = read_parts(output.path.read_bytes())["word/header2.xml"]
    assert words(etree.fromstring(headers)) == ""  # no notice, no line
