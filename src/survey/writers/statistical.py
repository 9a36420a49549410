"""What SPSS and Stata files have in common: columns of numbers with labels, and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyreadstat

from survey.errors import (
    ANSWER_LABEL_BYTES,
    EXPORT_TEXT_TOO_LONG,
    VARIABLE_LABEL_BYTES,
    VARIABLE_LABEL_LETTERS,
    Place,
    Problem,
    problem,
)
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.wave.missing import Missing
from survey.writers.job import Job
from survey.writers.missing_codes import coded
from survey.writers.notes import synthetic
from survey.writers.rows import SYNTHETIC, Objects, Rows
from survey.writers.variables import Role, Variable, value_labels, variable_label


@dataclass(frozen=True)
class Column:
    """A column of the file.

    numbers: the values, with the codes of missing kinds, or None for a column of texts. kinds: the place of each kind of missing,
    -1 for an answer; None where nothing can be missing. labels: of the values. variable: what it comes from, None for what stands
    beside the answers.
    """

    name: str
    label: str
    measure: str
    numbers: np.ndarray | None
    texts: Objects | None = None
    kinds: np.ndarray | None = None
    labels: dict[int, str] | None = None
    variable: Variable | None = None


def columns(rows: Rows, language: Language, codes: dict[Missing, int]) -> Iterator[Column]:
    """The columns of a wave in their order; of a text that is left out only whether there is one."""
    yield from _beside(rows, language)
    numbers = coded(rows, codes)
    for cells in rows.cells:
        variable, label = cells.variable, variable_label(cells.variable, language)
        found = numbers[variable.column]
        if variable.role is Role.TEXT:
            if rows.with_texts:
                texts = np.where(cells.kinds < 0, cells.values, "")
                yield Column(variable.column, label, "nominal", None, texts, variable=variable)
            name, label = f"{variable.column}__missing", say("export.why_missing", language, label=label)
            answered = {0: say("export.answered", language)}
            yield Column(name, label, "nominal", found, kinds=cells.kinds, labels=answered, variable=variable)
            continue
        labels = value_labels(variable, language)
        yield Column(variable.column, label, variable.measure, found, kinds=cells.kinds, labels=labels, variable=variable)
        if cells.written is not None:
            texts = np.array([text or "" for text in cells.written], dtype=object)
            label = say("export.written_in", language, label=label)
            yield Column(f"{variable.column}__text", label, "nominal", None, texts, variable=variable)
    for name, values in rows.received.items():
        texts = np.array(["" if value is None else str(value) for value in values], dtype=object)
        yield Column(f"_{name}", say(f"export.received_{name}", language), "nominal", None, texts)


def _beside(rows: Rows, language: Language) -> Iterator[Column]:
    """Who answered, and whether anybody did."""
    label, people = say("export.respondent", language), np.array(rows.respondents, dtype=object)
    if all(isinstance(person, int) for person in people):
        yield Column("respondent", label, "nominal", people.astype(np.float64))
    else:
        yield Column("respondent", label, "nominal", None, np.array([str(person) for person in people], dtype=object))
    if rows.wave.synthetic:
        made_up = synthetic(language)
        yield Column(SYNTHETIC, made_up, "nominal", np.ones(len(people)), labels={1: made_up})


# -- limits ------------------------------------------------------------------------------------------------------------
def label_bytes(job: Job, found: list[Column], variable: int, answer: int) -> Iterator[Problem]:
    """Labels longer than the bytes that a format keeps: it would cut them without a word."""
    place = Place(file=job.wave.instrument.path)
    told = set()
    for column in found:
        if (size := len(column.label.encode())) > variable:
            names = {"column": column.name, "language": job.language, "format": job.format}
            yield problem(VARIABLE_LABEL_BYTES, place, found=size, most=variable, **names)
        if column.variable is None or column.variable.role is not Role.CHOICE:
            continue
        for option in column.variable.item.options:
            item = column.variable.item.id.partition(".")[0]
            size = len((column.labels or {}).get(option.value, "").encode())
            if size > answer and (item, option.code) not in told:
                told.add((item, option.code))
                names = {"item": item, "answer": option.code, "language": job.language, "format": job.format}
                yield problem(ANSWER_LABEL_BYTES, place, found=size, most=answer, **names)


def label_letters(job: Job, found: list[Column], most: int) -> Iterator[Problem]:
    """Labels of variables with more letters than a format keeps."""
    place = Place(file=job.wave.instrument.path)
    for column in found:
        if (size := len(column.label)) > most:
            names = {"column": column.name, "language": job.language, "format": job.format}
            yield problem(VARIABLE_LABEL_LETTERS, place, found=size, most=most, **names)


def text_bytes(job: Job, rows: Rows, found: list[Column], most: int) -> Iterator[Problem]:
    """The first text of each column that is longer than a format keeps, or that a null character would end too early."""
    for column in found:
        for person, text in zip(rows.respondents, () if column.texts is None else column.texts, strict=False):
            if "\0" in text or len(text.encode()) > most:
                yield problem(EXPORT_TEXT_TOO_LONG, column=column.name, respondent=person, most=most, format=job.format)
                break


def check_whole(path: Path, read: Callable[..., Any], rows: int) -> None:
    """OSError where a file that was just written does not hold all rows: on a full disk the library says nothing at times."""
    try:
        found, _ = read(str(path), usecols=["respondent"])
    except pyreadstat.ReadstatError as problem:
        raise OSError(str(problem)) from problem
    if len(found) != rows:
        raise OSError(f"{len(found)} of {rows} rows")
