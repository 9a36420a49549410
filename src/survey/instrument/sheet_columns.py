"""The layout of a questionnaire as a workbook: which sheets there are, and which columns each has.

Columns come from the tables of keys: a text is `text.kk`, `text.ru`, `text.en`, a block inside a row is `trend.item`. What there
can be several of has a sheet of its own, whose first columns name the question, the list or the index that it belongs to.
"""

from __future__ import annotations

from survey.i18n.text import LANGUAGES
from survey.instrument.shapes import Either, Fields, Integer, Many, Named, Number, Shape, Words, YesNo
from survey.instrument.tables import (
    COMPARISON,
    CONDITION,
    INCONSISTENT,
    INDEX_CLASS,
    INDEX_TABLE,
    INSTRUMENT,
    ITEM,
    MEASURE,
    OPTION,
    ROW,
    SECTION,
    SHOW_IF,
    VERBATIM,
)

FRONT = "questionnaire"
BLOCKS = {
    "sections": SECTION,
    "items": ITEM,
    "indices": INDEX_TABLE,
    "comparisons": COMPARISON,
    "measures": MEASURE,
    "inconsistent": INCONSISTENT,
}
"""Sheets with one row for each entry of a list at the top of the file."""
ELSEWHERE = {"notes", "verbatim", "rows", "classes"}
"""Keys of an entry that have a sheet of their own."""
FRONT_KEYS = tuple(key for key in INSTRUMENT.keys if key not in BLOCKS and key != "lists")
NAMED = ("sources", "groups")
"""Blocks with names that the author chooses: a row `groups.near` each."""


def columns(fields: Fields) -> tuple[str, ...]:
    """The columns of a table of keys.

    >>> columns(ROW)
    ('code', 'text.kk', 'text.ru', 'text.en', 'label.kk', 'label.ru', 'label.en')
    """
    found: list[str] = []
    for name, key in fields.keys.items():
        if name not in ELSEWHERE and not (fields is INDEX_TABLE and name == "items"):
            found += parts(name, key.shape)
    return tuple(found)


def parts(name: str, shape: Shape) -> list[str]:
    """The columns of one key."""
    if isinstance(shape, Words):
        return [f"{name}.{language}" for language in LANGUAGES]
    if isinstance(shape, Fields) and shape is not SHOW_IF:
        return [f"{name}.{inner}" for inner in shape.keys]
    return [name]


def is_conditions(shape: Shape) -> bool:
    """Whether a key holds conditions, which have a notation of their own: `trust_court = no; age = young, old`."""
    return shape is SHOW_IF or (isinstance(shape, Many) and shape.of is CONDITION)


def is_list(shape: Shape) -> bool:
    """Whether a key holds a list of words, which stand in one cell with commas between them."""
    return isinstance(shape, Many) and not isinstance(shape.of, Fields | Words | Many | Named | Either)


SHEETS: dict[str, tuple[str, ...]] = {
    FRONT: ("key", "value", *LANGUAGES),
    "sections": columns(SECTION),
    "items": columns(ITEM),
    "answers": ("item", "list", *columns(OPTION)),
    "rows": ("item", *columns(ROW)),
    "verbatim": ("item", "list", "answer", *columns(VERBATIM)),
    "notes": ("item", *LANGUAGES),
    "indices": columns(INDEX_TABLE),
    "scores": ("index", "item", "answer", "score"),
    "classes": ("index", *columns(INDEX_CLASS)),
    "comparisons": columns(COMPARISON),
    "measures": columns(MEASURE),
    "inconsistent": columns(INCONSISTENT),
}
"""Sheet -> its columns, in the order in which they are written."""

_TABLES = {**BLOCKS, "answers": OPTION, "rows": ROW, "verbatim": VERBATIM, "classes": INDEX_CLASS}
_SHAPES = {(sheet, name): key.shape for sheet, fields in _TABLES.items() for name, key in fields.keys.items()}
NUMBERS = {("scores", "score"), *(column for column, shape in _SHAPES.items() if isinstance(shape, Integer | Number))}
"""(sheet, column) of numbers; all other columns hold text, whatever it looks like."""
TRUTHS = {column for column, shape in _SHAPES.items() if isinstance(shape, YesNo)}
"""(sheet, column) of yes or no, which a spreadsheet may keep as such."""
