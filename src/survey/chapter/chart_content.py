"""What a native chart tells, whatever it looks like: the digest that says whether its author changed its numbers."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from survey.render.opc import parsed

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DIGITS = ".6g"  # Word writes a number that it has read with more digits than others do

Part = Callable[[str], bytes | None]
"""Name of a part of a file -> its bytes, None where there is none."""


def chart_digest(part: Part, name: str) -> str:
    """Eight hexadecimal digits of the categories, the numbers and the words of a chart, and of the cells behind it.

    part: of the file that the chart is in. name: of the part of the chart.
    """
    root = parsed(part(name) or b"")
    book = workbook_part(part, name, root)
    cells = () if book is None else _cells(part(book) or b"")
    told = "|".join((*_cached(root), "#", *cells))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def relations_part(name: str) -> str:
    """The name of the part with the relationships of another.

    >>> relations_part("word/charts/chart1.xml")
    'word/charts/_rels/chart1.xml.rels'
    """
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def workbook_part(part: Part, name: str, root: Any) -> str | None:
    """The part with the workbook of a chart; None where it has none of its own."""
    outside, data = root.find(f"{{{C}}}externalData"), part(relations_part(name))
    if outside is None or data is None:
        return None
    wanted = outside.get(f"{{{R}}}id")
    for one in parsed(data):
        if one.get("Id") == wanted and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), str(one.get("Target")))).lstrip("/")
            return target if target.endswith(".xlsx") else None
    return None


def _cached(root: Any) -> Iterator[str]:
    """What the chart itself remembers: of each series its categories, its numbers and the words behind its bars."""
    for series in root.iter(f"{{{C}}}ser"):
        yield "ser"
        for tag in ("cat", "val"):
            for place in series.findall(f"{{{C}}}{tag}"):
                yield from _points(place)
        for words in series.iter(f"{{{C15}}}dlblRangeCache"):
            yield from _points(words)


def _points(cache: Any) -> Iterator[str]:
    for point in cache.iter(f"{{{C}}}pt"):
        yield f"{point.get('idx')}: {_same(point.findtext(f'{{{C}}}v') or '')}"


def _cells(book: bytes) -> Iterator[str]:
    """The cells of the first sheet of a workbook that hold something; nothing of one that cannot be read."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(io.BytesIO(book), data_only=True).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError):
        return
    for row in sheet.iter_rows():
        yield from (f"{cell.coordinate}: {_same(cell.value)}" for cell in row if cell.value is not None)


def _same(value: object) -> str:
    """A number as it is however it was written; a text as it stands."""
    try:
        return format(float(str(value)), _DIGITS)
    except ValueError:
        return " ".join(str(value).split())
