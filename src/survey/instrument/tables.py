"""Every key of a questionnaire file: the reader, the JSON Schema and the documentation all take them from here."""

from __future__ import annotations

from survey.i18n.text import LANGUAGES
from survey.instrument.model import SEVERAL_UNKNOWN, IndexModel, ItemKind, Level, MeasureKind, OptionKind, Provenance
from survey.instrument.shapes import Choice, Either, Fields, Integer, Key, Line, Many, Name, Named, Number, Words, YesNo

# A double underscore is kept for the columns `item__missing` of a data file, a full stop for `item.option`.
_SLUG = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
SLUG = Name(_SLUG, "trust_court")
REFERENCE = Name(rf"{_SLUG}(\.{_SLUG})?", "trust_court")  # `item`, or `item.row` for a row of a matrix
STUDY = Name(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", "my-survey-2026")
INDEX = Name(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*", "TRUST")

# Whole numbers that every statistics program accepts as the value of an answer.
_VALUE = Integer(-999, 9999)

VERBATIM = Fields(
    "verbatim",
    {
        "language": Key(Choice(LANGUAGES), required=True),
        "text": Key(Line(), required=True),
        "where": Key(SLUG, required=True),
        "note": Key(Line()),
    },
)

OPTION = Fields(
    "option",
    {
        "code": Key(SLUG, required=True),
        "value": Key(_VALUE),
        "text": Key(Words(), required=True),
        "label": Key(Words()),
        "kind": Key(Choice(tuple(OptionKind))),
        "provenance": Key(Choice(tuple(Provenance))),
        "group": Key(SLUG),
        "verbatim": Key(Many(VERBATIM)),
    },
)
OPTIONS = Many(OPTION, at_least=2)

CONDITION = Fields(
    "condition",
    {
        "item": Key(REFERENCE, required=True),
        "is": Key(Many(SLUG, unique=True), required=True),
    },
)

SHOW_IF = Fields("show_if", {"all": Key(Many(CONDITION)), "any": Key(Many(CONDITION))}, one_of=("all", "any"))

ROW = Fields("row", {"code": Key(SLUG, required=True), "text": Key(Words(), required=True), "label": Key(Words())})

TREND = Fields("trend", {"questionnaire": Key(STUDY, required=True), "item": Key(SLUG, required=True)})

ITEM = Fields(
    "item",
    {
        "id": Key(SLUG, required=True),
        "number": Key(Line(), required=True),
        "section": Key(SLUG, required=True),
        "kind": Key(Choice(tuple(ItemKind)), required=True),
        "level": Key(Choice(tuple(Level)), required=True),
        "figure": Key(Line()),
        "text": Key(Words(), required=True),
        "label": Key(Words()),
        "options": Key(Either(OPTIONS, SLUG)),
        "rows": Key(Many(ROW)),
        "minimum": Key(Number()),
        "maximum": Key(Number()),
        "show_if": Key(SHOW_IF),
        "required": Key(YesNo()),
        "randomise": Key(YesNo()),
        "verbatim": Key(Many(VERBATIM)),
        "flags": Key(Many(Choice(("doubtful", "attention", SEVERAL_UNKNOWN)), unique=True)),
        "notes": Key(Many(Words())),
        "trend": Key(TREND),
        "parallel": Key(SLUG),
        "translators": Key(Line()),
    },
)

SECTION = Fields(
    "section",
    {
        "id": Key(SLUG, required=True),
        "number": Key(Line(), required=True),
        "title": Key(Words(), required=True),
        "translators": Key(Line()),
    },
)

INDEX_CLASS = Fields(
    "class",
    {
        "code": Key(SLUG, required=True),
        "text": Key(Words(), required=True),
        "all": Key(Many(CONDITION), required=True),
    },
)

INDEX_TABLE = Fields(
    "index",
    {
        "id": Key(INDEX, required=True),
        "title": Key(Words(), required=True),
        "description": Key(Words(), required=True),
        "model": Key(Choice(tuple(IndexModel)), required=True),
        "minimum_answered": Key(Integer(1, 999), required=True),
        "items": Key(Either(Many(REFERENCE, unique=True), Named(REFERENCE, Named(SLUG, Number(null=True)))), required=True),
        "targets": Key(Many(SLUG, unique=True)),
        "classes": Key(Many(INDEX_CLASS, at_least=2)),
        "held_out": Key(Many(REFERENCE, unique=True)),
        "justification": Key(Words(), required=True),
    },
)

COMPARISON = Fields(
    "comparison",
    {
        "id": Key(SLUG, required=True),
        "title": Key(Words(), required=True),
        "items": Key(Many(REFERENCE, at_least=2, unique=True), required=True),
        "note": Key(Words()),
    },
)

MEASURE = Fields(
    "measure",
    {
        "id": Key(SLUG, required=True),
        "kind": Key(Choice(tuple(MeasureKind)), required=True),
        "title": Key(Words(), required=True),
        "items": Key(Many(SLUG, unique=True), required=True),
        "note": Key(Words()),
    },
)

INCONSISTENT = Fields(
    "inconsistent",
    {
        "id": Key(SLUG, required=True),
        "all": Key(Many(CONDITION, at_least=2), required=True),
        "reason": Key(Words(), required=True),
    },
)

INSTRUMENT = Fields(
    "instrument",
    {
        "id": Key(STUDY, required=True),
        "version": Key(Line(), required=True),
        "languages": Key(Many(Choice(LANGUAGES), unique=True), required=True),
        "title": Key(Words(), required=True),
        "introduction": Key(Words()),
        "consent": Key(Words()),
        "contact": Key(Words()),
        "thanks": Key(Words()),
        "sources": Key(Named(SLUG, Words())),
        "notes": Key(Many(Words())),
        "sections": Key(Many(SECTION), required=True),
        "groups": Key(Named(SLUG, Words())),
        "lists": Key(Named(SLUG, OPTIONS)),
        "items": Key(Many(ITEM), required=True),
        "indices": Key(Many(INDEX_TABLE)),
        "comparisons": Key(Many(COMPARISON)),
        "measures": Key(Many(MEASURE)),
        "inconsistent": Key(Many(INCONSISTENT)),
    },
)

ALL = (
    INSTRUMENT,
    SECTION,
    ITEM,
    OPTION,
    ROW,
    VERBATIM,
    SHOW_IF,
    CONDITION,
    TREND,
    INDEX_TABLE,
    INDEX_CLASS,
    COMPARISON,
    MEASURE,
    INCONSISTENT,
)
