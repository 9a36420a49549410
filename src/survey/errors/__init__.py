"""What can be wrong, where, and how it is told.

A problem is a code with parameters and a place. Its sentence lives in `i18n/catalogues/errors.yaml`, in three languages, so the
command line can speak the user's language while a notebook gets English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.errors.chapter import *  # noqa: F403 -- each code is a public name of this package
from survey.errors.cleaning import *  # noqa: F403
from survey.errors.data import *  # noqa: F403
from survey.errors.fielding import *  # noqa: F403
from survey.errors.instrument import *  # noqa: F403
from survey.errors.registry import REGISTRY as REGISTRY
from survey.errors.report import *  # noqa: F403
from survey.errors.statistics import *  # noqa: F403


@dataclass(frozen=True)
class Place:
    """Where a problem is: a file and, as far as they are known, its line, row, column or sheet.

    `line` counts physical lines from 1; `row` counts rows of a table the way a spreadsheet shows them (the header is row 1).
    `page` and `paragraph` (tables and footnotes included) count those of a document from 1.
    """

    file: str | Path | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    page: int | None = None
    paragraph: int | None = None

    @property
    def counted(self) -> int | None:
        """The line, or the row of a table."""
        return self.line or self.row


class Figures(str):
    """Numbers that the package worked out, with a decimal point; told with the sign of the language."""


@dataclass(frozen=True, repr=False)
class Problem:
    """One thing that is wrong: a code of the registry, the values its sentence names, and the place; printed, its sentence."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)

    def __repr__(self) -> str:
        return wording(self)


class SurveyError(Exception):
    """Base of all errors a user can cause; carries every problem that was found in one pass.

    `.code` is the code of the first problem, `.problems` holds all of them.

    Examples
    --------
    >>> from survey.wave.load import load_wave
    >>> try:
    ...     load_wave("no-such-wave")
    ... except SurveyError as wrong:
    ...     print(wrong.code, len(wrong.problems))
    SQ-D02 1
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code

    def __str__(self) -> str:
        return "\n".join(wording(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type[SurveyError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class InstrumentError(SurveyError):
    """A questionnaire file cannot be used."""


class DataError(SurveyError):
    """Answers, margins or a wave folder cannot be used."""


class CleaningError(SurveyError):
    """A cleaning rule, decision or log cannot be applied."""


class StatisticsError(SurveyError):
    """The data cannot answer what was asked of them."""


class ReportError(SurveyError):
    """A report cannot be built."""


class FieldingError(SurveyError):
    """A questionnaire cannot be fielded."""


class ChapterError(SurveyError):
    """The chapter of a dissertation cannot be built, refreshed or checked."""


FAMILIES: Mapping[str, type[SurveyError]] = {
    "I": InstrumentError,
    "D": DataError,
    "C": CleaningError,
    "S": StatisticsError,
    "R": ReportError,
    "F": FieldingError,
    "W": ChapterError,
}


def problem(code: str, place: Place | None = None, **params: Any) -> Problem:
    """A problem of the registry; a wrong parameter name is a mistake of ours and raises TypeError at once."""
    if set(params) != set(REGISTRY[code]):
        raise TypeError(f"{code} takes {REGISTRY[code]}, not {tuple(params)}")
    return Problem(code, params, place or Place())


def error(code: str, place: Place | None = None, **params: Any) -> SurveyError:
    """The error of the right family holding one problem: `raise error(NEEDS_ROWS, what="crosstab")`."""
    return FAMILIES[code[3]](problem(code, place, **params))


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise one error with all problems, if there are any."""
    found = tuple(problems)
    if found:
        raise FAMILIES[found[0].code[3]](found)


def _plain(found: Problem) -> str:
    return f"{found.code} {dict(found.params)} {found.place}"


wording: Callable[[Problem], str] = _plain
"""Turns a problem into a sentence; `survey.i18n.problems` puts the catalogue here when the package is imported."""
