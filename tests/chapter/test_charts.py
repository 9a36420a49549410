"""Native charts: the XML that Word draws, the workbook behind it, and what a refresh keeps of its author's work."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.shared import Mm
from lxml import etree
from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from tests.chapter.test_styles import university

from survey.chapter.address import Address, read_address
from survey.chapter.chart_content import chart_digest
from survey.chapter.chart_data import Bar
from survey.chapter.chart_parts import C15, Bars, c
from survey.chapter.charts import LOWEST, ChartData, chart_data, refreshed, with_charts
from survey.chapter.effective import font_of_text
from survey.chapter.living import figure_digest, together
from survey.chapter.profile import read_profile
from survey.chapter.styles import reference_docx
from survey.instrument.rows import item_or_row
from survey.office import read_parts, written
from survey.plots.bars import bars
from survey.plots.save import save_figure
from survey.render.opc import KINDS, RELATIONS, w
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave

ITEMS = ("profession", "territory_historic_lands")
CHART = "word/charts/chart1.xml"


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Report:
    return Report(load_wave(root() / "data" / "sovereignty-2022"), "kk", tmp_path_factory.mktemp("figures"))


def data(report: Report, item: str) -> ChartData:
    return chart_data(report.frequencies(item), item_or_row(report.instrument, item), report.language)


def address(item: str) -> Address:
    return Address("sovereignty-2022", item, "-", "figure", "bars")


@pytest.fixture(scope="module")
def word(report) -> bytes:
    """A Word file with two pictures in figure controls, as the chapter has them."""
    document = Document()
    for number, name in enumerate(ITEMS, 1):
        item = item_or_row(report.instrument, name)
        path = save_figure(bars(report.frequencies(name), item, "kk"), report.folder / f"{name}.png", dpi=150)
        document.add_picture(str(path), width=Mm(160))
        run = document.paragraphs[-1].runs[0]._r
        control, properties, content = etree.Element(w("sdt")), etree.Element(w("sdtPr")), etree.Element(w("sdtContent"))
        tag = address(name).tag(figure_digest(data(report, name).told, path.read_bytes()))
        for kind, value in (("alias", address(name).title), ("tag", tag), ("id", str(number))):
            etree.SubElement(properties, w(kind)).set(w("val"), value)
        etree.SubElement(properties, w("picture"))
        run.addprevious(control)
        control.extend((properties, content))
        content.append(run)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def charted(report: Report, word: bytes, *items: str) -> dict[str, bytes]:
    return read_parts(with_charts(word, {address(item): data(report, item) for item in items}))


def book(parts: dict[str, bytes], number: int = 1) -> list[tuple]:
    sheet = openpyxl.load_workbook(io.BytesIO(parts[f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"])).active
    return list(sheet.iter_rows(values_only=True))


def words(chart: bytes) -> list[str]:
    """What stands behind the bars, as a program shows it that reads the range of cells."""
    cache = next(etree.fromstring(chart).iter(f"{{{C15}}}dlblRangeCache"))
    return [value.text for value in cache.iter(c("v"))]


def test_a_chart_stands_in_the_place_of_its_picture(report, word):
    parts = charted(report, word, *ITEMS)
    document = etree.fromstring(parts["word/document.xml"])
    relations = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    for number, (control, item) in enumerate(zip(document.iter(w("sdt")), ITEMS, strict=True), 1):
        pointer = next(control.iter(c("chart")))
        assert relations[next(iter(pointer.attrib.values()))] == f"charts/chart{number}.xml"
        assert control.find(f"{w('sdtPr')}/{w('picture')}") is None
        properties = control.find(w("sdtPr"))
        found, written_there = read_address(*(properties.find(w(kind)).get(w("val")) for kind in ("alias", "tag")))
        assert found == address(item)
        assert written_there == f"{together(data(report, item).told)}.{chart_digest(parts.get, f'word/charts/chart{number}.xml')}"
        assert next(one for one in control.iter() if one.tag.endswith("docPr")).get("descr") == data(report, item).alt
    assert not [name for name in parts if name.startswith("word/media/")]


def test_every_part_has_its_kind_and_every_relationship_its_part(report, word):
    parts = charted(report, word, *ITEMS)
    kinds = etree.fromstring(parts["[Content_Types].xml"])
    assert {one.get("PartName") for one in kinds} >= {f"/word/charts/chart{number}.xml" for number in (1, 2)}
    assert "xlsx" in {one.get("Extension") for one in kinds}
    (relation,) = etree.fromstring(parts["word/charts/_rels/chart1.xml.rels"])
    assert relation.get("Target") == "../embeddings/Microsoft_Excel_Worksheet1.xlsx"
    outside = etree.fromstring(parts[CHART]).find(c("externalData"))
    assert relation.get("Id") in outside.attrib.values()
    assert Document(io.BytesIO(written(parts))).paragraphs  # python-docx resolves every relationship


def test_a_figure_that_is_not_named_keeps_its_picture(report, word):
    parts = charted(report, word, ITEMS[1])
    assert len([name for name in parts if name.startswith("word/media/")]) == 1
    assert CHART in parts
    assert "word/charts/chart2.xml" not in parts


def test_same_bytes_twice_and_others_for_other_numbers(report, word):
    one = data(report, ITEMS[0])
    other = replace(one, bars=(replace(one.bars[0], low=one.bars[0].low + 1), *one.bars[1:]))
    made = [with_charts(word, {address(ITEMS[0]): chart}) for chart in (one, one, other)]
    assert made[0] == made[1] != made[2]


def test_the_workbook_holds_what_is_drawn(report, word):
    """Of the profession three counts are certain and five are known as intervals: two columns of shares, the upper ends first."""
    head, *rows = book(charted(report, word, *ITEMS))
    assert head == ("Жауап", "Көп дегенде, %", "Кемінде, %", "Бағанның жанындағы сан")
    assert rows[0] == ("Білім беру", pytest.approx(100 * 33 / 95), pytest.approx(100 * 33 / 95), "33\xa0(34,7%)")
    assert rows[-1][1:3] == (pytest.approx(100 * 10 / 95), 0)
    assert [row[3] for row in rows] == words(charted(report, word, *ITEMS)[CHART])


def test_a_certain_question_is_one_series_in_one_colour(report):
    chart = Chart(parse_xml(Bars(data(report, ITEMS[1]), 160, 40, "Arial").xml_bytes()), None)
    (series,) = chart.plots[0].series
    assert str(series.format.fill.fore_color.rgb) == "0072B2"
    assert list(series.values) == [pytest.approx(100 * 89 / 96), pytest.approx(100 * 7 / 96)]
    assert list(chart.plots[0].categories) == ["Иә", "Жоқ"]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale, chart.has_legend) == (0, 100, False)


@pytest.mark.parametrize(("language", "form"), [("kk", '0"%"'), ("ru", '0"\xa0%"'), ("en", '0"%"')])
def test_the_percent_sign_is_that_of_the_language(report, language, form):
    chart = Chart(parse_xml(Bars(replace(data(report, ITEMS[1]), language=language), 160, 40, "Arial").xml_bytes()), None)
    assert chart.value_axis.tick_labels.number_format == form


def test_a_hidden_answer_has_no_share_anywhere(report):
    secret = ChartData((Bar("Иә", 80.0, 80.0, "40\xa0(80,0%)"), Bar("Жоқ", None, None, "x")), "alt", "kk")
    made = Bars(secret, 160, 40, "Arial")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made.xlsx_blob))
    assert list(sheet.iter_rows(min_row=3, values_only=True)) == [("Жоқ: x", None, "x")]
    values = next(etree.fromstring(made.xml_bytes()).iter(c("val")))
    assert [point.get("idx") for point in values.iter(c("pt"))] == ["0"]


def test_whiskers_are_as_long_as_the_interval():
    chart = ChartData(
        (Bar("yes", 50.0, 50.0, "5 (50.0%)", (24.0, 76.0)), Bar("no", 50.0, 50.0, "5 (50.0%)", (24.0, 76.0))), "", "en"
    )
    made = Bars(chart, 160, 40, "Arial")
    lengths = next(etree.fromstring(made.xml_bytes()).iter(c("errBars")))
    assert [value.text for value in lengths.iter(c("v"))] == ["26.0"] * 4
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made.xlsx_blob))
    assert [cell.value for cell in sheet[2]] == ["yes", 76, 50, 26, 26, "5 (50.0%)"]


def halved(chart: ChartData, keep: int) -> ChartData:
    return replace(
        chart, bars=tuple(replace(bar, low=bar.low / 2, high=bar.high / 2, value=f"½ {bar.value}") for bar in chart.bars[:keep])
    )


def test_a_refresh_keeps_what_its_author_did(report, word):
    parts = charted(report, word, *ITEMS)
    painted = parts["word/charts/chart2.xml"].replace(b"0072B2", b"AA0000")
    new = halved(data(report, ITEMS[1]), 2)
    changed = refreshed({**parts, "word/charts/chart2.xml": painted}, "word/charts/chart2.xml", new)
    assert set(changed) == {"word/charts/chart2.xml", "word/embeddings/Microsoft_Excel_Worksheet2.xlsx"}
    chart = Chart(parse_xml(changed["word/charts/chart2.xml"]), None)
    assert list(chart.plots[0].series[0].values) == [pytest.approx(50 * 89 / 96), pytest.approx(50 * 7 / 96)]
    assert str(chart.plots[0].series[0].format.fill.fore_color.rgb) == "AA0000"
    assert words(changed["word/charts/chart2.xml"]) == list(new.texts)
    assert [row[-1] for row in book({**parts, **changed}, 2)[1:]] == list(new.texts)


def test_a_refresh_with_the_same_numbers_shows_the_same(report, word):
    parts = charted(report, word, *ITEMS)
    again = refreshed(parts, CHART, data(report, ITEMS[0]))
    assert again["word/embeddings/Microsoft_Excel_Worksheet1.xlsx"] == parts["word/embeddings/Microsoft_Excel_Worksheet1.xlsx"]
    assert words(again[CHART]) == words(parts[CHART])
    assert refreshed({**parts, **again}, CHART, data(report, ITEMS[0])) == again


def test_a_refresh_from_intervals_to_certain_counts(report, word):
    parts = charted(report, word, *ITEMS)
    changed = refreshed(parts, CHART, data(report, ITEMS[1]))
    chart = Chart(parse_xml(changed[CHART]), None)
    assert len(chart.plots[0].series) == 1
    assert list(chart.plots[0].categories) == ["Иә", "Жоқ"]


def test_a_chart_that_lost_its_workbook_gets_one(report, word):
    parts = charted(report, word, *ITEMS)
    root_of = etree.fromstring(parts[CHART])
    root_of.remove(root_of.find(c("externalData")))
    bare = {name: part for name, part in parts.items() if "chart1.xml.rels" not in name}
    changed = refreshed({**bare, CHART: etree.tostring(root_of)}, CHART, data(report, ITEMS[0]))
    assert "word/charts/_rels/chart1.xml.rels" in changed
    assert "word/embeddings/Microsoft_Excel_Worksheet3.xlsx" in changed


def test_a_chart_has_the_font_that_it_is_given_and_room_for_its_words(report, word):
    data_of = {address(item): data(report, item) for item in ITEMS}
    parts = read_parts(with_charts(word, data_of, font="Cambria"))
    assert b'typeface="Cambria"' in parts[CHART]
    assert b"Times New Roman" not in parts[CHART]
    assert b'tickLblSkip val="1"' in parts[CHART]
    document = etree.fromstring(parts["word/document.xml"])
    sizes = [int(one.get("cy")) / 36000 for one in document.iter() if one.tag.endswith("}extent")]
    assert all(size >= LOWEST for size in sizes)  # the second one has two bars


def test_the_font_of_a_chapter_is_that_of_its_profile_or_template(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("id: own\nbased_on: gost-kz\ntext: {font: Cambria}\n", "utf-8")
    rules = read_profile(own)
    assert font_of_text(reference_docx(rules, "kk")) == "Cambria"
    assert font_of_text(reference_docx(rules, "kk", university(tmp_path / "t.docx"))) == "Arial"


def test_pictures_that_went_are_no_kinds_of_parts_any_more(report, word):
    parts = read_parts(word)
    named = [name for name in parts if name.startswith("word/media/")]
    kinds = etree.fromstring(parts["[Content_Types].xml"])
    for name in named:
        etree.SubElement(kinds, f"{{{KINDS}}}Override", PartName=f"/{name}", ContentType="image/png")
    made = charted(report, written({**parts, "[Content_Types].xml": etree.tostring(kinds)}), *ITEMS)
    there = {str(one.get("PartName")).lstrip("/") for one in etree.fromstring(made["[Content_Types].xml"]) if one.get("PartName")}
    assert there <= set(made)


def test_a_picture_that_a_header_shows_too_stays(report, word):
    parts = read_parts(word)
    name = next(name for name in parts if name.startswith("word/media/"))
    relation = f'<Relationship Id="rId1" Type="image" Target="media/{Path(name).name}"/>'
    header = f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'
    assert name in charted(report, written({**parts, "word/_rels/header1.xml.rels": header.encode()}), *ITEMS)


def test_a_notice_goes_with_a_chart(report):
    item = item_or_row(report.instrument, ITEMS[1])
    chart = chart_data(report.frequencies(ITEMS[1]), item, "kk", "Синтетикалық деректер")
    assert chart.alt.startswith("Синтетикалық деректер. ")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(Bars(chart, 160, 40, "Arial").xlsx_blob))
    assert [row[0] for row in sheet.iter_rows(values_only=True)][3:] == [None, "Синтетикалық деректер"]
