"""A chart is what it tells: its look is its author's, its numbers are not."""

from __future__ import annotations

import io

import openpyxl
import pytest

from survey.chapter.chart_content import chart_digest
from survey.chapter.chart_data import Bar, ChartData
from survey.chapter.chart_parts import Bars
from survey.chapter.charts import refreshed

CHART, TYPES = "word/charts/chart1.xml", "[Content_Types].xml"
DATA = ChartData((Bar("yes", 1000 / 19, 1000 / 19, "10 (52.6%)"), Bar("no", 900 / 19, 900 / 19, "9 (47.4%)")), "", "en")


@pytest.fixture
def parts() -> dict[str, bytes]:
    """The parts of a file with one chart, and the workbook behind it."""
    kinds = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    bare = {CHART: Bars(DATA, 160, 40, "Arial").xml_bytes(), TYPES: kinds}
    return {**bare, **refreshed(bare, CHART, DATA)}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (b"0072B2", b"AA0000", True),
        (b'typeface="Arial"', b'typeface="PT Serif"', True),
        (b"52.63157894736842", b"52.631578947368418", True),  # as Word writes what it has read
        (b">52.63157894736842", b">60", False),
        (b"<c:v>Yes</c:v>", b"<c:v>Yes</c:v>", True),
        (b"<c:v>yes</c:v>", b"<c:v>Agree</c:v>", False),
        (b"<c:v>10 (52.6%)</c:v>", b"<c:v>11 (52.6%)</c:v>", False),
    ],
)
def test_what_counts(parts: dict[str, bytes], old: bytes, new: bytes, same: bool) -> None:
    changed = {**parts, CHART: parts[CHART].replace(old, new)}
    assert (chart_digest(changed.get, CHART) == chart_digest(parts.get, CHART)) is same
    assert same or changed != parts


def test_a_cell_that_was_changed_counts_and_its_colour_does_not(parts: dict[str, bytes]) -> None:
    (name,) = (name for name in parts if name.endswith(".xlsx"))
    digests = []
    for value in (None, 60):
        book = openpyxl.load_workbook(io.BytesIO(parts[name]))
        cell = book.worksheets[0]["B2"]
        cell.value, cell.font = value or cell.value, openpyxl.styles.Font(bold=True)
        out = io.BytesIO()
        book.save(out)
        digests.append(chart_digest({**parts, name: out.getvalue()}.get, CHART))
    assert [one == chart_digest(parts.get, CHART) for one in digests] == [True, False]
