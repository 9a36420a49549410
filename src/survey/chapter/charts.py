"""Native charts: bars that Word and PowerPoint draw themselves, with the workbook behind them, editable by their author.

They look as `survey.plots.bars` does: one colour, the largest answer on top or the order of the scale, `54 (56,3%)` behind each
bar. The words behind the bars are cells of the workbook, written in the language of the chapter, so a machine that is set to
another language does not change a decimal sign.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree
from pptx.chart.xmlwriter import SeriesXmlRewriterFactory
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from survey.chapter.address import Address, read_address
from survey.chapter.chart_content import R as R
from survey.chapter.chart_content import chart_digest, relations_part, workbook_part
from survey.chapter.chart_data import ChartData as ChartData
from survey.chapter.chart_data import chart_data as chart_data
from survey.chapter.chart_parts import Bars, C, c, height_for, write_whiskers, write_words
from survey.chapter.living import together
from survey.office import read_parts, written
from survey.render.opc import KINDS, RELATIONS, parsed, w, xml_bytes

FONT = "Times New Roman"
DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMU = 36_000  # in a mm
LOWEST = 36.0  # mm: LibreOffice squeezes the words of a chart that is lower


def with_charts(data: bytes, charts: Mapping[Address, ChartData], *, font: str = FONT) -> bytes:
    """A Word file with native charts in the place of the pictures in figure controls.

    Parameters
    ----------
    data
        The bytes of a DOCX whose figures stand in controls, as the chapter is built.
    charts
        Address of a figure -> what its chart shows. Figures that are not named keep their picture.
    font
        Of all words in the charts; the one of the text.

    Returns
    -------
    The bytes of the new file. A chart has the size of its picture, higher where its words need it, the words of `ChartData` and
    a workbook of its own; its tag holds the digest of its numbers and of what it tells. Pictures that nothing shows any more are
    left out. The same input gives the same bytes.
    """
    parts = read_parts(data)
    document = parsed(parts[DOCUMENT])
    relations = parsed(parts[relations_part(DOCUMENT)])
    for control in document.iter(w("sdt")):
        found = _address(control)
        drawing = next(control.iter(w("drawing")), None)
        if found is not None and found in charts and drawing is not None:
            _replace(control, drawing, found, charts[found], font, parts, relations)
    _drop_pictures(document, relations, parts)
    parts[DOCUMENT], parts[relations_part(DOCUMENT)] = xml_bytes(document), xml_bytes(relations)
    return written(parts)


def refreshed(parts: Mapping[str, bytes], name: str, data: ChartData) -> dict[str, bytes]:
    """The parts of a Word file that change when a chart shows other numbers.

    What its author did to the chart stays: colours, fonts, sizes, a title. The numbers, the words of the answers and behind the
    bars, the whiskers and the workbook are new.

    Parameters
    ----------
    parts
        Name -> bytes of the parts of the file: at least the chart, its relationships and the kinds of parts.
    name
        The part of the chart, `word/charts/chart1.xml`.
    data
        What it is to show.

    Returns
    -------
    Name -> new bytes of the chart, of the workbook behind it and, where it had lost its workbook, of what points to it.
    """
    root: Any = parse_xml(parts[name])
    bars = Bars(data, *_size(root), FONT)
    rewriter: Any = SeriesXmlRewriterFactory(XL_CHART_TYPE.BAR_CLUSTERED, bars)
    if len(list(root.iter(c("ser")))) == len(data.series):
        rewriter.replace_series_data(root)
        series = list(root.iter(c("ser")))
        write_words(series[0], data)
        write_whiskers(series[-1], data)
    else:  # another kind of chart: intervals where there were none, or none where there were
        fresh: Any = parse_xml(bars.xml_bytes())
        _put(root, fresh, "plotArea")
    book = workbook_part(parts.get, name, root)
    if book is None:
        return _joined(parts, name, root, bars.xlsx_blob)
    return {name: xml_bytes(root), book: bars.xlsx_blob}


def _size(root: Any) -> tuple[float, float]:
    """Only proportions count where a chart is drawn anew; as high as its answers need."""
    points = next((len(list(one.iter(c("pt")))) for one in root.iter(c("cat"))), 2)
    return 160.0, 12.0 * max(2, points)


def _put(root: Any, fresh: Any, tag: str) -> None:
    old, new = next(root.iter(c(tag))), next(fresh.iter(c(tag)))
    old.getparent().replace(old, copy.deepcopy(new))


def _address(control: Any) -> Address | None:
    title, tag = (control.find(f"{w('sdtPr')}/{w(name)}") for name in ("alias", "tag"))
    if title is None or tag is None:
        return None
    found = read_address(str(title.get(w("val"))), str(tag.get(w("val"))))
    return None if found is None else found[0]


def _replace(
    control: Any, drawing: Any, address: Address, data: ChartData, font: str, parts: dict[str, bytes], relations: Any
) -> None:
    """One picture by a chart: its parts, what points to them, the control."""
    extent = next(drawing.iter(f"{{{_WP}}}extent"))
    width = int(extent.get("cx")) / EMU
    height = max(int(extent.get("cy")) / EMU, LOWEST, height_for(data, width))
    extent.set("cy", str(round(height * EMU)))
    bars = Bars(data, width, height, font)
    number = _next(parts, r"word/charts/chart(\d+)\.xml")
    name = f"word/charts/chart{number}.xml"
    root = etree.fromstring(bars.xml_bytes())
    parts |= _joined(parts, name, root, bars.xlsx_blob)
    relation = _relate(relations, f"{R}/chart", posixpath.relpath(name, "word"))
    graphic = next(drawing.iter(f"{{{_A}}}graphicData"))
    for old in list(graphic):
        graphic.remove(old)
    graphic.set("uri", C)
    etree.SubElement(graphic, c("chart"), {f"{{{R}}}id": relation}, nsmap={"c": C, "r": R})
    next(drawing.iter(f"{{{_WP}}}docPr")).set("descr", data.alt)
    properties = control.find(w("sdtPr"))
    for mark in properties.findall(w("picture")):
        properties.remove(mark)
    properties.find(w("tag")).set(w("val"), address.tag(f"{together(data.told)}.{chart_digest(parts.get, name)}"))


def _joined(parts: Mapping[str, bytes], name: str, root: Any, book: bytes) -> dict[str, bytes]:
    """A chart with a workbook: both parts, the relationship between them, and their kinds."""
    number = _next(parts, r"word/embeddings/Microsoft_Excel_Worksheet(\d+)\.xlsx")
    sheet = f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"
    relations_name = relations_part(name)
    data = parts.get(relations_name)
    relations = parsed(data) if data else etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    relation = _relate(relations, f"{R}/package", posixpath.relpath(sheet, posixpath.dirname(name)))
    for old in root.findall(c("externalData")):
        root.remove(old)
    outside = etree.Element(c("externalData"), {f"{{{R}}}id": relation}, nsmap={"r": R})
    etree.SubElement(outside, c("autoUpdate"), val="0")
    before = [child for child in root if child.tag not in (c("printSettings"), c("userShapes"), c("extLst"))]
    before[-1].addnext(outside)
    return {
        name: xml_bytes(root),
        relations_name: xml_bytes(relations),
        sheet: book,
        TYPES: _kinds(parts[TYPES], name),
    }


def _kinds(data: bytes, name: str) -> bytes:
    """The kinds of parts with a chart and with workbooks."""
    root = parsed(data)
    if not any(str(one.get("Extension")).lower() == "xlsx" for one in root):
        root.insert(0, root.makeelement(f"{{{KINDS}}}Default", {"Extension": "xlsx", "ContentType": _SHEET}))
    if not any(one.get("PartName") == f"/{name}" for one in root):
        etree.SubElement(root, f"{{{KINDS}}}Override", {"PartName": f"/{name}", "ContentType": _CHART})
    return xml_bytes(root)


def _relate(relations: Any, kind: str, target: str) -> str:
    """The id of a new relationship."""
    taken = {one.get("Id") for one in relations}
    name = next(f"rIdChart{number}" for number in range(1, len(taken) + 2) if f"rIdChart{number}" not in taken)
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", {"Id": name, "Type": kind, "Target": target})
    return name


def _next(names: Iterable[str], pattern: str) -> int:
    """The first number that no part of a file has yet; the group of `pattern` is the number."""
    return max((int(found[1]) for found in (re.fullmatch(pattern, name) for name in names) if found), default=0) + 1


def _drop_pictures(document: Any, relations: Any, parts: dict[str, bytes]) -> None:
    """Pictures that only a replaced drawing showed."""
    used = {value for one in document.iter() for key, value in one.attrib.items() if key.startswith(f"{{{R}}}")}
    images = {one: f"word/{one.get('Target')}" for one in relations if one.get("Type") == f"{R}/image"}
    for one in [one for one in images if one.get("Id") not in used]:
        relations.remove(one)
    kept = {images[one] for one in images if one.getparent() is not None}
    others = [data for name, data in parts.items() if name.endswith(".rels") and name != relations_part(DOCUMENT)]
    types = parsed(parts[TYPES])
    for name in set(images.values()) - kept:
        if any(posixpath.basename(name).encode() in data for data in others):
            continue
        parts.pop(name, None)
        for kind in [kind for kind in types if kind.get("PartName") == f"/{name}"]:
            types.remove(kind)
            parts[TYPES] = xml_bytes(types)
