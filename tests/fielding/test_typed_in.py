"""A workbook into which somebody typed is told from an empty one, and from a file that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey.fielding.paper_entry import entry_workbook
from survey.fielding.typed_in import holds_answers
from survey.instrument.model import Instrument


@pytest.fixture
def workbook(every_kind: Instrument, tmp_path: Path) -> Path:
    path = tmp_path / "енгізу.xlsx"
    path.write_bytes(entry_workbook(every_kind, "kk"))
    return path


def test_an_empty_one(workbook: Path) -> None:
    assert not holds_answers(workbook)


@pytest.mark.parametrize(("row", "column", "value", "expected"), [(2, 1, 1, True), (40, 9, "Ауыл", True), (3, 2, "", False)])
def test_a_cell_below_the_header(workbook: Path, row: int, column: int, value: object, expected: bool) -> None:
    book = load_workbook(workbook)
    book.worksheets[0].cell(row, column, value)
    book.save(workbook)
    assert holds_answers(workbook) == expected


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "жауап".encode()])
def test_what_is_no_workbook_is_left_alone(workbook: Path, content: bytes) -> None:
    workbook.write_bytes(content)
    assert holds_answers(workbook)
