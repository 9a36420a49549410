"""SPSS syntax (.sps) that reads the CSV file beside it, labels it and makes the tables of the report again.

It keeps to what SPSS and PSPP both understand, so that PSPP can prove it. Only the table of a multiple choice by MULT RESPONSE
stands in it as a comment: PSPP does not know the command, and FREQUENCIES of the ticks gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from survey.errors import raise_all
from survey.i18n.catalogue import say
from survey.instrument.model import Option
from survey.wave.missing import Missing
from survey.wave.whole_files import holding, write_all
from survey.writers.csv_file import write_rows
from survey.writers.guard import refuse_foreign_table, refuse_wave_files
from survey.writers.job import Job
from survey.writers.missing_codes import numbers
from survey.writers.names import spss_names
from survey.writers.notes import notes
from survey.writers.rows import Flat, Rows, flat
from survey.writers.sav import ANSWER_LABEL, VARIABLE_LABEL, labels_of, whole
from survey.writers.spss_indices import index_tables
from survey.writers.spss_tables import tables
from survey.writers.spss_words import listed, quoted, remark
from survey.writers.statistical import Column, columns, label_bytes
from survey.writers.variables import Role

_SUFFIX = "__missing"


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the syntax and `<its name>.csv`, and return both paths.

    Labels that SPSS would cut are refused, and so is a CSV file of the name that is not such a table.
    """
    # Texts stay out: SPSS reads no line breaks inside of cells, and no table needs them.
    job = Job(job.wave, job.format, job.language)
    rows = job.rows()
    codes = numbers(rows)
    found = list(columns(rows, job.language, codes))
    raise_all(label_bytes(job, found, VARIABLE_LABEL, ANSWER_LABEL))
    names = spss_names(column.name for column in found)
    data = path.with_name(f"{path.name}.csv") if path.suffix.lower() == ".csv" else path.with_suffix(".csv")
    refuse_wave_files(data, job.wave.folder)
    refuse_foreign_table(data)
    lines = [
        *_head(job, names, data.name),
        *_reading(rows, names, codes, data.name),
        *_labels(job, found, names, codes),
        *tables(job, names),
        *index_tables(job, names),
    ]
    # By the byte order mark SPSS knows that the file is UTF-8.
    syntax = ("\n".join(lines) + "\n").encode("utf-8-sig")
    write_all({data: lambda beside: write_rows(rows, beside), path: holding(syntax)})
    return (path, data)


def _head(job: Job, names: Mapping[str, str], data: str) -> Iterator[str]:
    for text in (*notes(job.wave, job.language, with_texts=False, names=names), say("export.folder", job.language, file=data)):
        yield from remark(text)
    yield "* CD 'C:\\...'."
    yield ""


# -- reading -----------------------------------------------------------------------------------------------------------
def _reading(rows: Rows, names: Mapping[str, str], codes: Mapping[Missing, int], file: str) -> Iterator[str]:
    """GET DATA; then the codes, which are read under names of their own, as the numbers of the questionnaire."""
    data = list(flat(rows))
    aside = {column.name: f"@{place}" for place, column in enumerate(data, 1) if column.words is not None}
    yield "GET DATA /TYPE=TXT"
    yield f"  /FILE={quoted(file)}"
    yield "  /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2"
    yield "  /VARIABLES="
    for column in data:
        yield f"    {aside.get(column.name) or names[column.name]} {_read_as(column)}"
    yield "    ."
    options = {cells.variable.column: cells.variable.item.options for cells in rows.cells}
    for column in data:
        if column.role is Role.CHOICE:
            yield f"RECODE {aside[column.name]} {_recoded(options[column.name])}\n  INTO {names[column.name]}."
    targets = {}
    for cells in rows.cells:
        why = cells.variable.column + _SUFFIX
        targets[aside[why]] = names[why if cells.variable.role is Role.TEXT else cells.variable.column]
        if cells.variable.role is Role.TEXT:
            yield f"COMPUTE {names[why]} = 0."
    yield f"DO REPEAT why = {listed(targets)}\n  / answer = {listed(targets.values())}."
    yield from (f"IF (why = {quoted(kind.value)}) answer = {code}." for kind, code in codes.items())
    yield "END REPEAT."
    yield "EXECUTE."
    yield f"MATCH FILES /FILE=*\n  /KEEP={listed(names.values())}."
    yield ""


def _read_as(column: Flat) -> str:
    if column.words is not None:
        return f"A{max(map(len, column.words))}"
    return "F40.0" if all(isinstance(value, (int, float)) for value in column.values if value is not None) else "A255"


def _recoded(options: Sequence[Option]) -> str:
    return listed(f"({quoted(option.code)}={option.value})" for option in options)


# -- labels ------------------------------------------------------------------------------------------------------------
def _labels(job: Job, found: list[Column], names: Mapping[str, str], codes: dict[Missing, int]) -> Iterator[str]:
    """Labels of variables and values, missing values, levels of measurement, formats."""
    yield from (f"VARIABLE LABELS {names[one.name]} {quoted(one.label)}." for one in found)
    alike: dict[tuple[tuple[float, str], ...], list[str]] = {}
    levels: dict[str, list[str]] = {}
    for one in found:
        if labels := labels_of(one, codes, job.language):
            alike.setdefault(tuple(labels.items()), []).append(names[one.name])
        levels.setdefault(one.measure, []).append(names[one.name])
    for words, members in alike.items():
        values = "\n  ".join(f"{value:g} {quoted(label)}" for value, label in words)
        yield f"VALUE LABELS {listed(members)}\n  {values}."
    asked = [names[one.name] for one in found if one.kinds is not None]
    if asked:
        yield f"MISSING VALUES {listed(asked)} ({min(codes.values())} THRU {max(codes.values())})."
    yield from (f"VARIABLE LEVEL {listed(members)} ({level.upper()})." for level, members in levels.items())
    for one in found:
        if one.numbers is not None:
            yield f"FORMATS {names[one.name]} ({'F8.0' if whole(np.asarray(one.numbers)) else 'F16.4'})."
    yield ""
