"""A workbook for people: the codes, what they mean, and what has to be known of them. No cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, LargeZipFile

from lxml.etree import LxmlError
from openpyxl import Workbook

from survey.errors import EXPORT_TEXT_TOO_LONG, EXPORT_TOO_LARGE, error, problem, raise_all
from survey.i18n.catalogue import say
from survey.wave.sheet_cells import MOST_LETTERS, escaped, safe_cell
from survey.wave.whole_files import replacing
from survey.writers.job import Job
from survey.writers.missing_codes import LETTERS, kind_label, numbers
from survey.writers.notes import notes
from survey.writers.rows import KINDS, Flat, Rows, flat
from survey.writers.variables import Role, answer_label, folded, variable_label

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
SHEETS = ("data", "labels", "notes")


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path."""
    rows = job.rows()
    columns = list(flat(rows))
    if len(rows.respondents) >= MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise error(EXPORT_TOO_LARGE, rows=len(rows.respondents), columns=len(columns), format=job.format)
    raise_all(_long(job, rows, columns))
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)  # no clock in a file
    # Rows go to temporary files at once, so a full disk can be met here too; a broken zip file would complain when it is dropped.
    with replacing(path, LxmlError, BadZipFile, LargeZipFile) as beside:
        for name, lines in zip(SHEETS, (_data(columns), _labels(job, rows), _notes(job)), strict=True):
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append([safe_cell(sheet, value) for value in line])
        whole = BytesIO()
        book.save(whole)
        beside.write_bytes(whole.getbuffer())
    return (path,)


def _long(job: Job, rows: Rows, columns: list[Flat]) -> Iterator[Any]:
    for column in columns:
        if column.words is not None:
            continue
        for person, value in zip(rows.respondents, column.values, strict=True):
            if isinstance(value, str) and len(escaped(value)) > MOST_LETTERS:
                yield problem(EXPORT_TEXT_TOO_LONG, column=column.name, respondent=person, most=MOST_LETTERS, format=job.format)
                break


# -- sheets ------------------------------------------------------------------------------------------------------------
def _data(columns: list[Flat]) -> Iterator[Iterable[Any]]:
    yield [column.name for column in columns]
    yield from zip(*(column.values for column in columns), strict=True)


def _labels(job: Job, rows: Rows) -> Iterator[Iterable[Any]]:
    """A row for each answer of each variable, or one for a number or a text; then the kinds of missing answers."""
    language = job.language
    yield ("variable", "number", "label", "wording", "code", "value", "answer")
    for cells in rows.cells:
        variable = cells.variable
        item = variable.item
        head = (variable.column, item.number, variable_label(variable, language), folded(item.text[language]))
        if variable.role is Role.CHOICE:
            for option in item.options:
                yield (*head, option.code, option.value, answer_label(option, language))
        elif variable.role is Role.TICK:
            yield (*head, None, 1, say("export.ticked", language))
            yield (*head, None, 0, say("export.unticked", language))
        else:
            yield head
    codes = numbers(rows)
    for kind in KINDS:
        told = f"{codes[kind]} (SPSS), .{LETTERS[kind]} (Stata)"
        yield ("*__missing", None, None, None, kind.value, told, kind_label(kind, language))


def _notes(job: Job) -> Iterator[Iterable[Any]]:
    return ((line,) for line in notes(job.wave, job.language, with_texts=job.with_texts))
