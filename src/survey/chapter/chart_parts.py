"""The two parts of a native chart: the XML that draws it, by python-pptx, and the workbook with its numbers."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_OID, uuid5

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.util import Pt

from survey.chapter.chart_content import C15 as C15
from survey.chapter.chart_content import C as C
from survey.chapter.chart_data import ChartData, column, columns, texts_column
from survey.i18n.numbers import percent
from survey.i18n.text import Language
from survey.office import EPOCH, undated
from survey.plots.style import ACCENT, AXIS, GRID, INK, LABEL, MUTED, POINT, VALUE, text_width, wrapped
from survey.render.docx import LOCALES
from survey.render.opc import xml_bytes
from survey.wave.sheet_cells import safe_cell

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TICK, LAST = 20, 100  # percent
WIDER = 1.12  # the fonts that Word and PowerPoint have are wider than PT Sans, by which text is measured
BAR_GAP = 55  # percent of a bar between two
LABELS = 0.34  # of the width, at most, for the words before the bars
AXIS_HEIGHT = 6.5  # mm
EDGE = 0.75  # points
LINE, BETWEEN = 1.22, 1.0  # of the size of a font; mm between the words of two answers

_NAMES = f'xmlns:c="{C}" xmlns:a="{A}" xmlns:c15="{C15}"'
_LABEL_URI, _RANGE_URI = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_LABEL = (
    f'<c:dLbl {_NAMES}><c:idx/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
    '<a:fld type="CELLRANGE"><a:rPr/><a:t/></a:fld></a:p></c:rich></c:tx>'
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/><c:extLst>'
    f'<c:ext uri="{_LABEL_URI}"><c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
)
_SHOWN = f'<c:ext {_NAMES} uri="{_LABEL_URI}"><c15:showDataLabelsRange val="1"/></c:ext>'
_RANGE = (
    f'<c:ext {_NAMES} uri="{_RANGE_URI}"><c15:datalabelsRange><c15:f/>'
    "<c15:dlblRangeCache><c:ptCount/></c15:dlblRangeCache></c15:datalabelsRange></c:ext>"
)


def c(tag: str) -> str:
    """The full name of an element of a chart."""
    return f"{{{C}}}{tag}"


def a(tag: str) -> str:
    """The full name of an element of DrawingML."""
    return f"{{{A}}}{tag}"


class Bars(CategoryChartData):
    """Our chart in the form that python-pptx takes: it asks for the XML and for the bytes of the workbook.

    width, height in mm; `font`: the font of all words; `scale`: how much larger than in a text they are.
    """

    def __init__(self, data: ChartData, width: float, height: float, font: str, scale: float = 1.0) -> None:
        theirs: Any = super()
        theirs.__init__(number_format="0.0")
        self.data, self.size, self.font, self.scale = data, (width, height), font, scale
        self.categories = [bar.words for bar in data.bars]
        for heading, values in data.series:
            theirs.add_series(heading, values)

    def xml_bytes(self, chart_type: Any = XL_CHART_TYPE.BAR_CLUSTERED) -> bytes:
        """The part with the drawing, without the relationship to its workbook."""
        theirs: Any = super()
        root: Any = parse_xml(theirs.xml_bytes(chart_type))
        _draw(root, self)
        return xml_bytes(root)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook with the numbers."""
        return workbook(self.data)


def workbook(data: ChartData) -> bytes:
    """The workbook behind a chart: a row for each bar; the same bytes every time."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for place, (heading, cells) in enumerate(columns(data), 1):
        for row, value in enumerate((heading, *cells), 1):
            cell = sheet.cell(row, place)
            cell.value = safe_cell(sheet, value).value if isinstance(value, str) else value
            if isinstance(value, float):
                cell.number_format = "0.0"
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 40 if place == 1 else 18
    if data.notice:
        # Below the cells that the chart reads.
        sheet.cell(len(data.bars) + 3, 1).value = safe_cell(sheet, data.notice).value
    return undated(book, EPOCH)


def height_for(data: ChartData, width: float, scale: float = 1.0) -> float:
    """The height in mm in which the words of every answer fit, each beside its bar.

    width: of the chart in mm. scale: how much larger than in a text the words are.
    """
    room = (LABELS * width - 3) / WIDER
    lines = max((len(wrapped(bar.words, LABEL * scale, room)) for bar in data.bars), default=1)
    return len(data.bars) * (lines * LABEL * scale * LINE * POINT + BETWEEN) + AXIS_HEIGHT * scale


def _draw(root: Any, bars: Bars) -> None:
    """The look of our figures."""
    chart: Any = Chart(root, None)
    data, scale = bars.data, bars.scale
    chart.has_legend = chart.has_title = False
    chart.font.name, chart.font.size = bars.font, Pt(LABEL * scale)
    chart.font.color.rgb = _colour(INK)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = BAR_GAP, LAST, False
    _answers(chart.category_axis, scale)
    _percents(chart.value_axis, data.language, scale)
    for series in plot.series:
        series.invert_if_negative = False
        series.format.line.fill.background()
    ends, certain = plot.series[0], plot.series[len(data.series) - 1]
    if len(data.series) > 1 and data.whiskers is None:
        ends.format.fill.patterned()
        ends.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        ends.format.fill.fore_color.rgb, ends.format.fill.back_color.rgb = _colour(ACCENT), RGBColor(255, 255, 255)
        # The edge tells the bar from the page where a program draws the hatching too fine.
        ends.format.line.color.rgb, ends.format.line.width = _colour(ACCENT), Pt(EDGE)
    elif data.whiskers is not None:
        ends.format.fill.background()
        write_whiskers(certain._element, data)
    certain.format.fill.solid()
    certain.format.fill.fore_color.rgb = _colour(ACCENT)
    _words(ends, data, scale)
    _place(root, bars)
    _frame(root, data.language)


def _colour(name: str) -> Any:
    return RGBColor.from_string(name.removeprefix("#"))


def _answers(axis: Any, scale: float) -> None:
    axis.reverse_order = True
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(LABEL * scale)
    axis.format.line.color.rgb, axis.format.line.width = _colour(MUTED), Pt(0.8)
    # Every answer has its words, also where a program thinks that they are too many.
    skip = etree.Element(c("tickLblSkip"), val="1")
    axis._element.find(c("lblOffset")).addnext(skip)


def _percents(axis: Any, language: Language, scale: float) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, LAST, TICK
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.tick_labels.font.size = Pt(AXIS * scale)
    axis.tick_labels.font.color.rgb = _colour(MUTED)
    axis.tick_labels.number_format = "0" + percent(0, 1, language, 0).replace("0", '"', 1) + '"'
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb, axis.major_gridlines.format.line.width = _colour(GRID), Pt(0.6)
    axis.format.line.fill.background()


def _words(series: Any, data: ChartData, scale: float) -> None:
    """`54 (56,3%)` behind each bar, each tied to its cell of the workbook."""
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = Pt(VALUE * scale), _colour(INK)
    write_words(series._element, data)


def write_words(series: Any, data: ChartData) -> None:
    """The words behind the bars of a series, each with its cell; what is formatted by hand in the labels as a whole stays.

    A field of a cell range, as Office writes it since 2013: its text changes with the cell, and a program that does not know the
    field shows the text that stands in it.
    """
    labels = series.find(c("dLbls"))
    for old in labels.findall(c("dLbl")):
        labels.remove(old)
    size = next((one.get("sz") for one in labels.iter(a("defRPr")) if one.get("sz")), None)
    for place, text in reversed(list(enumerate(data.texts))):
        label = etree.fromstring(_LABEL)
        label.find(c("idx")).set("val", str(place))
        field = next(label.iter(a("fld")))
        field.set("id", f"{{{uuid5(NAMESPACE_OID, str(place))}}}".upper())
        field.find(a("rPr")).set("lang", LOCALES[data.language])
        if size is not None:
            field.find(a("rPr")).set("sz", size)
        field.find(a("t")).text = text
        labels.insert(0, label)
    _extended(labels, _SHOWN)
    _extended(series, _RANGE)
    next(series.iter(f"{{{C15}}}f")).text = column(texts_column(data), len(data.bars))
    cache = next(series.iter(f"{{{C15}}}dlblRangeCache"))
    cache.find(c("ptCount")).set("val", str(len(data.bars)))
    for place, text in enumerate(data.texts):
        point = etree.SubElement(cache, c("pt"), idx=str(place))
        etree.SubElement(point, c("v")).text = text


def _extended(element: Any, extension: str) -> None:
    """An element with an extension of Office 2013; an older one of the kind goes, those of others stay."""
    new = etree.fromstring(extension)
    listed = element.find(c("extLst"))
    if listed is None:
        listed = etree.SubElement(element, c("extLst"))
    for old in listed:
        if old.get("uri") == new.get("uri"):
            listed.remove(old)
    listed.append(new)


def write_whiskers(series: Any, data: ChartData) -> None:
    """Error bars whose lengths stand in the workbook; none where there are no intervals."""
    for old in series.findall(c("errBars")):
        series.remove(old)
    if data.whiskers is None:
        return
    first, rows = 1 + len(data.series), len(data.bars)
    sides = "".join(
        f"<c:{side}><c:numRef><c:f>{column(first + place, rows)}</c:f><c:numCache><c:formatCode>0.0</c:formatCode>"
        f'<c:ptCount val="{rows}"/>'
        + "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(data.whiskers[place]))
        + f"</c:numCache></c:numRef></c:{side}>"
        for place, side in enumerate(("plus", "minus"))
    )
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{INK.removeprefix("#")}"/></a:solidFill></a:ln></c:spPr>'
    series.find(c("cat")).addprevious(
        etree.fromstring(
            f'<c:errBars xmlns:c="{C}" xmlns:a="{A}"><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
            f"{sides}{line}</c:errBars>"
        )
    )


def _place(root: Any, bars: Bars) -> None:
    """The bars leave room for the longest label before them and for the longest number behind."""
    width, height = bars.size
    longest = max((text_width(bar.words, LABEL * bars.scale) * WIDER for bar in bars.data.bars), default=0.0) + 3
    left = min(longest, LABELS * width)
    room = [width - left - 8]
    for bar in bars.data.bars:
        behind = width - left - text_width(bar.value, VALUE * bars.scale) * WIDER - 4
        room.append(behind / max(bar.end / LAST, 0.01) if bar.end else behind)
    shares = (left / width, 0.0, min(room) / width, 1 - AXIS_HEIGHT * bars.scale / height)
    values = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in zip("xywh", shares, strict=True))
    layout = etree.fromstring(
        f'<c:layout xmlns:c="{C}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{values}</c:manualLayout></c:layout>"
    )
    area = next(root.iter(c("plotArea")))
    for old in area.findall(c("layout")):
        area.remove(old)
    area.insert(0, layout)


def _frame(root: Any, language: Language) -> None:
    """The language of the words; no rounded corners, no box around the chart."""
    for place, (tag, value) in enumerate((("lang", LOCALES[language]), ("roundedCorners", "0")), 1):
        element = etree.Element(c(tag))
        element.set("val", value)
        root.insert(place, element)
    root.find(c("chart")).addnext(
        etree.fromstring(f'<c:spPr xmlns:c="{C}" xmlns:a="{A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>')
    )
