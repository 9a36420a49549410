"""What can be wrong, where, and how it is told.

A problem is a code with parameters and a place. Its sentence lives in `i18n/catalogues/errors.yaml`, in three languages, so the
command line can speak the user's language while a notebook gets English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where a problem is: a file and, as far as they are known, its line, row, column or sheet.

    `line` counts physical lines from 1; `row` counts rows of a table the way a spreadsheet shows them (the header is row 1).
    """

    file: str | Path | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    sheet: str | None = None


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
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    @property
    def code(self) -> str:
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


FAMILIES: Mapping[str, type[SurveyError]] = {
    "I": InstrumentError,
    "D": DataError,
    "C": CleaningError,
    "S": StatisticsError,
    "R": ReportError,
    "F": FieldingError,
}

REGISTRY: dict[str, tuple[str, ...]] = {}
"""Every code with the names of the parameters that its sentence may use."""


def _code(code: str, *params: str) -> str:
    REGISTRY[code] = params
    return code


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


# -- instrument -------------------------------------------------------------------------------------------------------
UNKNOWN_KEY = _code("SQ-I01", "key", "nearest", "known")
MISSING_KEY = _code("SQ-I02", "key")
DUPLICATE_KEY = _code("SQ-I03", "key", "first")
ONE_OF_KEYS = _code("SQ-I04", "key", "keys")
EXPECTED_TEXT = _code("SQ-I05", "key")
EXPECTED_LIST = _code("SQ-I06", "key")
EXPECTED_BLOCK = _code("SQ-I07", "key")
EXPECTED_INTEGER = _code("SQ-I08", "key", "value")
EXPECTED_NUMBER = _code("SQ-I09", "key", "value")
EXPECTED_YES_NO = _code("SQ-I10", "key", "value")
UNQUOTED_NUMBER = _code("SQ-I11", "key", "value")
OUT_OF_RANGE = _code("SQ-I12", "key", "value", "low", "high")
NOT_ALLOWED = _code("SQ-I13", "key", "value", "allowed", "nearest")
NOT_A_NAME = _code("SQ-I14", "key", "value", "example")
TOO_FEW = _code("SQ-I15", "key", "at_least")
REPEATED_ENTRY = _code("SQ-I16", "key", "value")
MISSING_TRANSLATION = _code("SQ-I17", "key", "language")
EQUAL_WORDING = _code("SQ-I18", "key", "first", "second")
DUPLICATE_ID = _code("SQ-I19", "id", "first")
UNDEFINED_LIST = _code("SQ-I20", "item", "list", "defined", "nearest")
UNDEFINED_NAME = _code("SQ-I21", "key", "name", "defined", "nearest")
UNKNOWN_ITEM = _code("SQ-I22", "owner", "item", "nearest")
UNKNOWN_CODE = _code("SQ-I23", "owner", "item", "answer", "known", "nearest")
LATER_ITEM = _code("SQ-I24", "item", "later")
DUPLICATE_CODE = _code("SQ-I25", "item", "answer", "first")
DUPLICATE_VALUE = _code("SQ-I26", "item", "value", "answer")
ANSWERS_COLLIDE = _code("SQ-I27", "item", "first", "second", "label")
OPTIONS_MISSING = _code("SQ-I28", "item", "kind")
OPTIONS_UNEXPECTED = _code("SQ-I29", "item", "kind")
LEVEL_MISFIT = _code("SQ-I30", "item", "kind", "level", "allowed")
BINARY_NEEDS_TWO = _code("SQ-I31", "item", "found")
ROWS_MISSING = _code("SQ-I32", "item")
ROWS_UNEXPECTED = _code("SQ-I33", "item", "kind")
BOUNDS_UNEXPECTED = _code("SQ-I34", "item", "kind")
BOUNDS_CROSSED = _code("SQ-I35", "item", "minimum", "maximum")
SCORE_MISSING = _code("SQ-I36", "index", "item", "codes")
SCORES_NEEDED = _code("SQ-I37", "index", "model")
SCORES_UNEXPECTED = _code("SQ-I38", "index")
MODEL_NEEDS = _code("SQ-I39", "index", "model", "key")
MODEL_REFUSES = _code("SQ-I40", "index", "model", "key")
MINIMUM_TOO_HIGH = _code("SQ-I41", "index", "minimum", "items")
HELD_OUT_SCORED = _code("SQ-I42", "index", "item")
RESERVED_ID = _code("SQ-I43", "id")
INSTRUMENT_EMPTY = _code("SQ-I44")
INSTRUMENT_BINARY = _code("SQ-I45")
INSTRUMENT_ENCODING = _code("SQ-I46")
INSTRUMENT_YAML = _code("SQ-I47", "reason")
INSTRUMENT_UNREADABLE = _code("SQ-I48", "reason")
INSTRUMENT_NOT_FOUND = _code("SQ-I49", "name", "known", "nearest")
INSTRUMENT_TOO_DEEP = _code("SQ-I50", "levels")
COMPARISON_TOO_LARGE = _code("SQ-I51", "comparison", "items", "most")
COMPARISON_WITHOUT_OPTIONS = _code("SQ-I52", "comparison", "item", "kind")

# -- data -------------------------------------------------------------------------------------------------------------
FILE_NOT_FOUND = _code("SQ-D01", "path")
FOLDER_NOT_FOUND = _code("SQ-D02", "path")
WAVE_FILE_MISSING = _code("SQ-D03", "path")
EXPECTED_DATE = _code("SQ-D04", "key", "value")
DATES_REVERSED = _code("SQ-D05", "first", "last")
FRAME_TOO_SMALL = _code("SQ-D06", "frame", "n")
READING_OF_NO_ITEM = _code("SQ-D07", "item", "nearest")
RAW_FILES = _code("SQ-D08", "found")
N_DIFFERS = _code("SQ-D09", "n", "rows")
FILE_EMPTY = _code("SQ-D10")
FILE_BINARY = _code("SQ-D11")
FILE_ENCODING = _code("SQ-D12")
LETTERS_LOST = _code("SQ-D13", "cell")
BROKEN_QUOTES = _code("SQ-D14")
TABLE_NO_ROWS = _code("SQ-D15")
RAGGED_ROW = _code("SQ-D16", "cells", "columns")
MISSING_COLUMNS = _code("SQ-D17", "missing", "found")
MARGIN_ITEM = _code("SQ-D18", "item", "nearest")
MARGIN_CODE = _code("SQ-D19", "item", "answer", "known", "nearest")
MARGIN_ABSENT = _code("SQ-D20", "item", "codes")
MARGIN_TWICE = _code("SQ-D21", "item", "answer", "first")
NOT_A_COUNT = _code("SQ-D22", "value")
LOW_ABOVE_HIGH = _code("SQ-D23", "low", "high")
HIGH_ABOVE_BASE = _code("SQ-D24", "high", "base")
BASE_VARIES = _code("SQ-D25", "item", "base", "first")
IMPOSSIBLE_SUM = _code("SQ-D26", "item", "low", "high", "base")
UNKNOWN_BASIS = _code("SQ-D27", "basis", "known", "nearest")
BASE_ABOVE_N = _code("SQ-D28", "item", "base", "n")
ITEM_UNKNOWN = _code("SQ-D29", "item", "nearest")
COLUMN_UNMATCHED = _code("SQ-D30", "header", "nearest")
LABEL_UNMATCHED = _code("SQ-D31", "item", "text", "rows", "nearest")
COLUMN_TWICE = _code("SQ-D32", "item", "columns")
COLUMN_AMBIGUOUS = _code("SQ-D33", "header", "items")
ITEM_WITHOUT_COLUMN = _code("SQ-D34", "item", "wording")
NO_COLUMN_MATCHES = _code("SQ-D35", "instrument", "headers")
NOT_A_NUMBER = _code("SQ-D36", "item", "text", "rows")
TIME_UNREADABLE = _code("SQ-D37", "text")
TIME_AMBIGUOUS = _code("SQ-D38", "text")
TIME_WITHOUT_ZONE = _code("SQ-D39", "text")
UNKNOWN_PLATFORM = _code("SQ-D40", "platform", "known", "nearest")
INTAKE_KEY = _code("SQ-D41", "key", "known", "nearest")
INTAKE_BAD_VALUE = _code("SQ-D42", "key", "value")
INTAKE_NO_COLUMN = _code("SQ-D43", "column", "found")
INTAKE_NO_ITEM = _code("SQ-D44", "item", "nearest")
UNKNOWN_ZONE = _code("SQ-D45", "zone", "nearest")
SIMULATION_NOT_WRITTEN = _code("SQ-D50", "path", "reason")
SIMULATION_BAD_VALUE = _code("SQ-D51", "key", "value")
SIMULATION_NO_ITEM = _code("SQ-D52", "key", "item", "nearest")
SIMULATION_MARGINS = _code("SQ-D53", "item", "low", "high", "base")
SIMULATION_CORRELATIONS = _code("SQ-D54")
SIMULATION_TWO_FACTORS = _code("SQ-D55", "item", "factors")
SIMULATION_NO_WRITE_IN = _code("SQ-D56", "item")
SIMULATION_NO_LIMITS = _code("SQ-D57", "item")
SIMULATION_TOO_LARGE = _code("SQ-D58", "n", "most")
ENCODING_MISFIT = _code("SQ-D60", "encoding")
TABLE_OPTION = _code("SQ-D61", "option", "value", "known", "nearest")
SHEET_NOT_FOUND = _code("SQ-D62", "sheet", "known", "nearest")
FILE_XLS = _code("SQ-D63")
FILE_MARKUP = _code("SQ-D64")
ARCHIVE_MEMBERS = _code("SQ-D65", "found")

# Not errors: what a table carries in its `warnings`.
ENCODING_KAZAKH = _code("SQ-D66", "encoding")
ENCODING_RUSSIAN = _code("SQ-D67", "encoding")
ARCHIVE_READ = _code("SQ-D68", "member")
SHEET_CHOSEN = _code("SQ-D69", "known")

# Bringing answers in: the map of columns.
HEADER_CHANGED = _code("SQ-D70", "header", "reviewed", "file")
COLUMN_MAPS_TWO = _code("SQ-D71", "found")
RAW_SUFFIX = _code("SQ-D72", "name", "known")
RAW_OCCUPIED = _code("SQ-D73", "found")
TICKS_JOINED = _code("SQ-D74", "item", "text")
NOT_A_DURATION = _code("SQ-D75", "text")
IMPORT_NOT_WRITTEN = _code("SQ-D76", "path", "reason")
IMPORT_NEEDS_ROWS = _code("SQ-D77", "wave")
COLUMN_LETTER = _code("SQ-D78", "value")
ALLOWED_NOTHING = _code("SQ-D79", "name", "nearest")

# Files of LimeSurvey, Qualtrics, SPSS and Stata.
LIMESURVEY_FULL = _code("SQ-D90", "headers")
LIMESURVEY_LABELS = _code("SQ-D91", "column", "text")
STRUCTURE_UNREADABLE = _code("SQ-D92", "reason")
STRUCTURE_EMPTY = _code("SQ-D93")
STRUCTURE_EXISTS = _code("SQ-D94", "path")
STATFILE_UNREADABLE = _code("SQ-D100", "reason")
STATFILE_TEXT = _code("SQ-D101", "reason")
USER_MISSING_UNKNOWN = _code("SQ-D102", "values")  # not an error: in the warnings of a table
QUALTRICS_JOINED = _code("SQ-D103", "item", "text")
VARIABLE_LABEL_BYTES = _code("SQ-D110", "column", "language", "found", "most", "format")
ANSWER_LABEL_BYTES = _code("SQ-D111", "item", "answer", "language", "found", "most", "format")
VARIABLE_LABEL_LETTERS = _code("SQ-D112", "column", "language", "found", "most", "format")
CELL_WITHOUT_KIND = _code("SQ-D113", "column", "respondent")
CELL_WITH_BOTH = _code("SQ-D114", "column", "respondent")
EXPORT_TEXT_TOO_LONG = _code("SQ-D115", "column", "respondent", "most", "format")
NO_MISSING_CODES = _code("SQ-D116", "column")
EXPORT_INTO_RAW = _code("SQ-D117", "path")
EXPORT_TOO_LARGE = _code("SQ-D118", "rows", "columns", "format")

# -- cleaning ---------------------------------------------------------------------------------------------------------
NOT_AN_OPTION = _code("SQ-C01", "item", "answer", "respondent", "nearest")
RAW_CHANGED = _code("SQ-C02", "file", "now", "record", "before")
RULE_UNKNOWN = _code("SQ-C03", "rule", "known", "nearest")
RULE_ACTION = _code("SQ-C04", "rule", "value", "allowed", "nearest")
RULE_PARAMETER = _code("SQ-C05", "rule", "key", "known", "nearest")
RULE_BAD_VALUE = _code("SQ-C06", "rule", "key", "value", "example")
RULE_ITEM = _code("SQ-C07", "rule", "item", "nearest")
CLEANING_NEEDS_ROWS = _code("SQ-C08")
TWO_FILES = _code("SQ-C09", "first", "second")
DECISION_UNKNOWN = _code("SQ-C10", "do", "known", "nearest")
DECISION_NEEDS = _code("SQ-C11", "do", "key")
DECISION_RESPONDENT = _code("SQ-C12", "respondent", "nearest")
DECISION_ITEM = _code("SQ-C13", "item", "nearest")
DECISION_CODE = _code("SQ-C14", "item", "answer", "known", "nearest")
DECISION_NUMBER = _code("SQ-C15", "item", "value")
DECISION_DATE = _code("SQ-C16", "value")
DECISIONS_CONFLICT = _code("SQ-C17", "respondent", "first")
RECODE_UNKNOWN = _code("SQ-C18", "decision", "known", "nearest")
RECODE_ITEM = _code("SQ-C19", "item", "nearest")
RECODE_CODE = _code("SQ-C20", "item", "answer", "known", "nearest")
RECODE_TAKEN = _code("SQ-C21", "item", "answer")
RECODE_NAME = _code("SQ-C22", "value")
RECODE_LABEL = _code("SQ-C23", "item", "answer", "language")
RECODE_TWICE = _code("SQ-C24", "item", "text", "first")
RECODE_OF_MARGINS = _code("SQ-C25", "decision")
LOG_MISFIT = _code("SQ-C26", "respondent", "item", "before", "found")
CLEAN_NOT_WRITTEN = _code("SQ-C27", "path", "reason")

# Not errors: what the rules could not judge, in the `warnings` of a wave.
NEAR_SAME_NOT_SOUGHT = _code("SQ-C30", "rows", "most")
ATTENTION_WITHOUT_ANSWER = _code("SQ-C31", "items")

# -- statistics -------------------------------------------------------------------------------------------------------
NEEDS_ROWS = _code("SQ-S01", "what")
NO_WEIGHTS = _code("SQ-S02", "wave")
BASE_NOT_EXACT = _code("SQ-S03", "item", "low", "high")
UNKNOWN_BASE = _code("SQ-S04", "base", "known", "nearest")
NO_OPTIONS = _code("SQ-S05", "item")
UNKNOWN_METHOD = _code("SQ-S06", "method", "known", "nearest")
UNKNOWN_INDEX = _code("SQ-S07", "index", "known", "nearest")
BAD_LEVEL = _code("SQ-S08", "level")
COUNTS_OUT_OF_RANGE = _code("SQ-S09")
TOO_MANY_PATTERNS = _code("SQ-S10", "items")
SCORED_MULTIPLE = _code("SQ-S11", "index", "item")
NOT_ONE_ANSWER = _code("SQ-S12", "item")
WHOLE_MATRIX = _code("SQ-S13", "item", "rows")
NO_NUMBERS = _code("SQ-S14", "item", "kind")
COLUMN_NOT_ORDERED = _code("SQ-S20", "column", "found")
COLUMN_REPEATED = _code("SQ-S21", "column")
NOT_FINITE = _code("SQ-S22", "column")
WEIGHTS_UNUSABLE = _code("SQ-S23", "rows")
UNKNOWN_CHOICE = _code("SQ-S24", "parameter", "value", "known")
SHARE_OUT_OF_RANGE = _code("SQ-S25", "share")
TOO_FEW_ITEMS = _code("SQ-S26", "left", "left_out")
NOT_TWO_ANSWERS = _code("SQ-S27", "item", "found")
TOO_MANY_CATEGORIES = _code("SQ-S28", "item", "found", "most")
PAIR_EMPTY = _code("SQ-S29", "first", "second")
PAIR_CONSTANT = _code("SQ-S30", "first", "second", "n")
PAIR_TABLE_MISSING = _code("SQ-S31", "first", "second")
PAIR_TABLE_UNUSABLE = _code("SQ-S32", "first", "second")
PAIR_MARGINS_DIFFER = _code("SQ-S33", "item")
NOMINAL_ITEM = _code("SQ-S34", "item")
NOT_ORDERED_ANSWERS = _code("SQ-S35", "item", "kind")
NOT_CORRELATED = _code("SQ-S36", "found")
MATRIX_SINGULAR = _code("SQ-S37")

# Not errors: what a result carries in its `warnings`.
ITEMS_LEFT_OUT = _code("SQ-S40", "items")
CELLS_CORRECTED = _code("SQ-S41", "count", "pairs", "correct")
CORRELATION_AT_LIMIT = _code("SQ-S42", "count", "pairs")
CORRELATIONS_SMOOTHED = _code("SQ-S43", "smallest", "moved")
NEAR_CONSTANT_KEPT = _code("SQ-S44", "items", "percent")
LOOKS_IMPUTED = _code("SQ-S45", "items")
INCOMPLETE_ROWS = _code("SQ-S46", "complete", "people")
PEARSON_OF_FEW_ANSWERS = _code("SQ-S47", "items", "many")
WEIGHTS_ARE_NOT_PEOPLE = _code("SQ-S48")
FEWER_PEOPLE_THAN_ITEMS = _code("SQ-S49", "n", "items")
FACTORS_OUT_OF_RANGE = _code("SQ-S50", "factors", "items", "most")
COMPONENTS_ARE_NOT_FACTORS = _code("SQ-S51", "method")
MATRIX_WITHOUT_LIKELIHOOD = _code("SQ-S52", "smallest")
NO_STANDARD_ERRORS = _code("SQ-S53")
SATURATED = _code("SQ-S54", "factors", "items")
ML_OF_SMOOTHED = _code("SQ-S55", "smallest")
FEW_PEOPLE = _code("SQ-S56", "n", "least")
FIT_NOT_JUDGED = _code("SQ-S57", "n", "least")
CONSTANT_IN_REPLICATES = _code("SQ-S58", "items", "percent")
CHI_SQUARE_LEFT_OUT = _code("SQ-S59")
HEYWOOD_CASES = _code("SQ-S60", "items")
NOT_CONVERGED = _code("SQ-S61")
STARTS_DISAGREE = _code("SQ-S62")
FACTORS_CORRELATE = _code("SQ-S63", "rotation", "largest")
COMMUNALITIES_NEED_PHI = _code("SQ-S64", "apart")
SCORES_SINGULAR = _code("SQ-S65", "smallest")
SCORES_WEAK = _code("SQ-S66", "factors", "least")
INTERVALS_TOO_NARROW = _code("SQ-S67", "items", "percent")
REPLICATES_DROPPED = _code("SQ-S68", "dropped", "replicates")
TOO_FEW_REPLICATES = _code("SQ-S69", "replicates", "least")
PARALLEL_NEEDS_ROWS = _code("SQ-S70")
RETENTION_RULES_DISAGREE = _code("SQ-S71", "suggested")
EMPIRICAL_KAISER_LARGE_SAMPLE = _code("SQ-S72", "n", "ekc")
KAISER_OVERFACTORS = _code("SQ-S73", "kaiser")
NUMBER_TOO_SMALL = _code("SQ-S74", "parameter", "value", "least")
RETENTION_QUANTILE = _code("SQ-S75", "value")
PARTIALS_OF_PEARSON = _code("SQ-S76")
PHI_INTERVALS_TOO_NARROW = _code("SQ-S77", "n", "least")
BCA_TOO_NARROW = _code("SQ-S78", "n", "least")
NUMBER_OF_FACTORS_UNSURE = _code("SQ-S79", "n", "least")
RELIABILITY_OF_FEW = _code("SQ-S80", "items", "least")
NOT_REFLECTIVE = _code("SQ-S81", "index", "model")
ITEMS_AGAINST_SCALE = _code("SQ-S82", "items")
SEVERAL_FACTORS = _code("SQ-S83", "factors")
GENERAL_FACTOR_WEAK = _code("SQ-S84", "hierarchical", "total")
RELIABILITY_OF_FEW_PEOPLE = _code("SQ-S86", "n", "least")
INDEX_NEEDS_WAVE = _code("SQ-S87", "index")
LOOKS_LIKE_MISSING_CODE = _code("SQ-S88", "columns")
ONE_VALUE_EACH = _code("SQ-S89", "items")
HEYWOOD_IN_REPLICATES = _code("SQ-S90", "items", "percent")
WITHOUT_SCORE = _code("SQ-S91", "count")
NOT_A_CORRELATION = _code("SQ-S92", "found")
NOT_A_WAVE = _code("SQ-S93", "found")
COLUMN_UNKNOWN = _code("SQ-S94", "column", "nearest")

# -- report -----------------------------------------------------------------------------------------------------------
UNKNOWN_LANGUAGE = _code("SQ-R01", "language", "available")
SOURCE_UNREADABLE = _code("SQ-R02")
YAML_UNREADABLE = _code("SQ-R03", "reason")
CELL_LANGUAGE = _code("SQ-R04", "language")
CELL_NESTED = _code("SQ-R05")
CELL_FAILED = _code("SQ-R06", "kind", "message")
QUARTO_UNKNOWN = _code("SQ-R07", "name", "nearest")
QUARTO_ONLY = _code("SQ-R08", "name")
REFERENCE_UNRESOLVED = _code("SQ-R09", "reference")
CITATION_UNKNOWN = _code("SQ-R10", "citation")
PICTURE_MISSING = _code("SQ-R11", "picture")
ALT_MISSING = _code("SQ-R12", "figure")
CONVERSION_FAILED = _code("SQ-R13", "program", "message")
QUARTO_MISSING = _code("SQ-R14")
LABEL_TWICE = _code("SQ-R15", "label")
LABEL_MISSING = _code("SQ-R16", "label")
UNKNOWN_FORMAT = _code("SQ-R17", "format", "available")
UNKNOWN_RENDERER = _code("SQ-R18", "renderer", "available")
OUTPUT_BLOCKED = _code("SQ-R19", "path")
PART_UNKNOWN = _code("SQ-R20", "part", "known")
SOURCE_FILE_UNREADABLE = _code("SQ-R24", "path")
BAD_EPOCH = _code("SQ-R25", "value")
NOTHING_CHOSEN = _code("SQ-R26", "available")
OUTPUT_FAILED = _code("SQ-R27", "path", "kind", "message")
WAVE_NOT_NAMED = _code("SQ-R28")
CODEBOOK_OF_NOTHING = _code("SQ-R60", "name", "nearest")
CODEBOOK_NOT_NAMED = _code("SQ-R61")

# -- audit ------------------------------------------------------------------------------------------------------------
NUMBER_NOT_IN_COUNTS = _code("SQ-R40", "printed", "section", "nearest")
UNKNOWN_SECTION = _code("SQ-R41", "section", "nearest")
DUPLICATE_SECTION = _code("SQ-R42", "section")
TEXT_OUTSIDE_SECTION = _code("SQ-R43")
UNKNOWN_NAME = _code("SQ-R44", "name", "nearest")
BAD_MARK = _code("SQ-R45", "mark")
COMMENTARY_NOT_UTF8 = _code("SQ-R46")

# -- installation -----------------------------------------------------------------------------------------------------
NAMESAKE = _code("SQ-R59", "folder")

# -- command line -----------------------------------------------------------------------------------------------------
UNKNOWN_COMMAND = _code("SQ-R50", "command", "known", "nearest")
BAD_COMMAND = _code("SQ-R51", "command", "detail")
