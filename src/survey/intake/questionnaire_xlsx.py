"""A questionnaire that people keep as a workbook, read with the same checks as a file, and written as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import SHEET_ERROR, SHEET_FORMULA, SHEET_NO_TEXT, Place, Problem, SurveyError, problem, raise_all
from survey.instrument.from_sheets import Cell, Cells, SheetReading, layout_problems, node_of
from survey.instrument.model import Instrument
from survey.instrument.read import read_node
from survey.instrument.sheet_columns import FRONT, NUMBERS, TRUTHS
from survey.wave.tablefile import read_bytes
from survey.wave.workbook import Kind, SheetCell, place_of, read_sheets

_SHORT = 110
_SPOILED = (SHEET_ERROR, SHEET_FORMULA, SHEET_NO_TEXT)


def read_questionnaire_xlsx(path: Path, content: bytes | None = None, out: Path | None = None) -> tuple[Instrument, str]:
    """The questionnaire of a workbook, and the text of its YAML file.

    Parameters
    ----------
    path
        The workbook, laid out as `survey instrument to-xlsx` writes it.
    content
        Its bytes where they were read already.
    out
        The YAML file that is to be written: lists of answers are looked up beside it. The workbook itself by default.

    Raises
    ------
    InstrumentError
        With every problem, each at its sheet and cell.
    DataError
        The file is no workbook, or has no sheet `questionnaire`.
    """
    content = read_bytes(path) if content is None else content
    cells = read_sheets(path, content, FRONT)
    raise_all(layout_problems({name: _header(path, name, records) for name, records in cells.items()}, Place(path)))
    problems: list[Problem] = []
    sheets = {name: _rows(path, name, records, problems) for name, records in cells.items()}
    spoiled = {one.place for one in problems}
    node, languages = node_of(sheets, Place(path, sheet=FRONT), problems)
    reading = SheetReading(path if out is None else out, languages)
    instrument = None
    try:
        instrument = read_node(node, reading)
    except SurveyError as found:
        problems += found.problems
    raise_all(one for one in problems if one.place not in spoiled or one.code in _SPOILED)
    assert instrument is not None
    return instrument, yaml_text(node)


def _header(path: Path, name: str, records: list[list[SheetCell]]) -> list[Cell]:
    """The headings of the columns in which anything stands."""
    used = [at for at in range(len(records[0]) if records else 0) if any(record[at].text.strip() for record in records)]
    return [Cell(records[0][at].text.strip(), place_of(path, name, 1, at + 1)) for at in used]


def _rows(path: Path, name: str, records: list[list[SheetCell]], problems: list[Problem]) -> list[Cells]:
    """The rows of a sheet by their columns; empty rows are left out. What a spreadsheet has made of a text is told."""
    columns = [cell.text.strip() for cell in records[0]] if records else []
    rows = []
    for number, record in enumerate(records[1:], 2):
        row = {}
        for at, (column, cell) in enumerate(zip(columns, record, strict=True), 1):
            if column:
                row[column] = Cell(cell.text.strip(), place_of(path, name, number, at))
                problems += _spoiled(name, column, cell, row[column].place)
        if any(cell.kind is not Kind.EMPTY and (cell.text.strip() or cell.kind is Kind.FORMULA) for cell in record):
            rows.append(row)
    return [row for row in rows if row]


def _spoiled(sheet: str, column: str, cell: SheetCell, place: Place) -> Iterator[Problem]:
    """What a cell holds instead of the text that somebody typed: a date, a number such as 1.1 for 1.10, an error, a formula."""
    if cell.kind is Kind.FORMULA:
        yield problem(SHEET_FORMULA, place)
    elif cell.kind is Kind.ERROR:
        yield problem(SHEET_ERROR, place, value=cell.text)
    elif (
        cell.kind is Kind.DATE
        or (cell.kind is Kind.NUMBER and (sheet, column) not in NUMBERS)
        or (cell.kind is Kind.TRUTH and (sheet, column) not in TRUTHS)
    ):
        yield problem(SHEET_NO_TEXT, place, value=cell.text)


def yaml_text(node: Node) -> str:
    """A questionnaire as the text of a file: what is short on one line, the rest in blocks."""
    _lay_out(node)
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**6)
    return text


def _lay_out(node: Node) -> int:
    """Sets the style of each block inside a node; returns how long the node is on one line."""
    if isinstance(node, ScalarNode):
        return _SHORT + 1 if "\n" in node.value else len(node.value) + 2
    children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
    length = sum(_lay_out(child) + 2 for child in children)
    assert isinstance(node, MappingNode | SequenceNode)
    node.flow_style = length <= _SHORT
    return length
