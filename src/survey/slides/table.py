"""Tables on slides: native ones, as large as they fit, and several where one slide does not hold all rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Mm

from survey.slides.paper import BOTTOM, DARK, EDGE, MEASURE, TOP, Box, tall, wide, write
from survey.tables.table import Table

SIZES = (18.0, 16.0, 14.0)
PAD, GAP = 1.2, 5.0  # mm above and below a row, mm between columns
BOLD = 1.1  # letters of a head are wider
SPARE, STEP = 6.0, 3.0  # mm: rows grow a little in some programs; by which pages are made equally full
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style of a table without lines and colours
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
Row = Sequence[str]


def add_table(slide: Callable[[str, Sequence[str]], Any], title: str, told: Sequence[str], table: Table) -> None:
    """A table on one slide or several, under a head that is repeated.

    slide: makes a slide with a title and what its speaker is told.
    """
    rows = (*table.rows, *([table.total] if table.total else []))
    head = tuple(column.heading for column in table.columns)
    for size in SIZES:
        widths = _widths(head, rows, size)
        pages = _pages(head, rows, widths, size)
        if len(pages) == 1:
            break
    for page in pages:
        made = slide(title, told)
        _draw(made, title, head, page, widths, size, [column.alignment == "right" for column in table.columns])


def _widths(head: Row, rows: Sequence[Row], size: float) -> list[float]:
    """Columns as wide as their longest cell as long as there is room; what is left goes to the widest ones, which wrap."""
    natural, words = [], []
    for place, heading in enumerate(head):
        cells = [row[place] for row in rows]
        natural.append(max(wide(heading, size * BOLD), *(wide(cell, size) for cell in cells)) + GAP)
        parts = [wide(word, size) for cell in cells for word in cell.split()]
        words.append(max([0.0, *parts, *(wide(word, size * BOLD) for word in heading.split())]) + GAP)
    if sum(natural) <= MEASURE:
        return [*natural[:-1], natural[-1] + (MEASURE - sum(natural)) * (len(natural) == 2)]
    widths = [min(width, max(word, MEASURE / (len(natural) + 1))) for width, word in zip(natural, words, strict=True)]
    spare = MEASURE - sum(widths)
    wanting = [max(0.0, full - width) for full, width in zip(natural, widths, strict=True)]
    total = sum(wanting)
    if spare > 0 and total:
        return [width + spare * want / total for width, want in zip(widths, wanting, strict=True)]
    return [width * MEASURE / sum(widths) for width in widths]


def _height(row: Row, widths: Sequence[float], size: float) -> float:
    return max(tall(text, size, width - GAP) for text, width in zip(row, widths, strict=True)) + 2 * PAD


def _pages(head: Row, rows: Sequence[Row], widths: Sequence[float], size: float) -> list[list[Row]]:
    """The rows of each slide: as few slides as they fit on, about equally full."""
    room = BOTTOM - SPARE - TOP - _height(head, widths, size)
    heights = [_height(row, widths, size) for row in rows]
    pages = _filled(rows, heights, room)
    while len(pages) > 1:
        room -= STEP
        fewer = _filled(rows, heights, room)
        if len(fewer) > len(pages) or room < max(heights):
            break
        pages = fewer
    return pages


def _filled(rows: Sequence[Row], heights: Sequence[float], room: float) -> list[list[Row]]:
    """Rows one after another; the first cell of a slide, where it is empty, says again what it goes on with."""
    pages: list[list[Row]] = [[]]
    left, said = room, ""
    for row, height in zip(rows, heights, strict=True):
        if pages[-1] and height > left:
            pages.append([])
            left = room
        said = row[0] or said
        pages[-1].append((said, *row[1:]) if not pages[-1] else row)
        left -= height
    return pages


def _draw(
    slide: Any, title: str, head: Row, rows: Sequence[Row], widths: Sequence[float], size: float, right: Sequence[bool]
) -> None:
    heights = [_height(row, widths, size) for row in (head, *rows)]
    shape = slide.shapes.add_table(len(rows) + 1, len(head), *Box(EDGE, TOP, sum(widths), sum(heights)).lengths)
    shape.name = title
    shape._element.nvGraphicFramePr.cNvPr.set("descr", ". ".join((title, ", ".join(head))))
    table = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find(f"{{{_A}}}tableStyleId").text = _PLAIN
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for place, (row, height) in enumerate(zip((head, *rows), heights, strict=True)):
        table.rows[place].height = Mm(height)
        for cell, text, aside in zip(table.rows[place].cells, row, right, strict=True):
            cell.margin_left, cell.margin_right = 0, Mm(GAP)
            cell.margin_top = cell.margin_bottom = Mm(PAD)
            write(cell.text_frame.paragraphs[0], text, size, bold=place == 0, right=aside)
            _rules(cell, above=place == 0, below=place in (0, len(rows)))


def _rules(cell: Any, *, above: bool, below: bool) -> None:
    """Lines above and below the head and under the last row."""
    properties = cell._tc.get_or_add_tcPr()
    for tag, drawn in (("lnT", above), ("lnB", below)):
        if drawn:
            fill = f'<a:solidFill><a:srgbClr val="{DARK.removeprefix("#")}"/></a:solidFill>'
            properties.append(parse_xml(f'<a:{tag} xmlns:a="{_A}" w="9525">{fill}</a:{tag}>'))
