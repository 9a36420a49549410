"""The rows of a workbook as the nodes of a questionnaire file, each of which knows its sheet and cell.

The same reader and the same checks as for a file then say what is wrong, at the cell where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import (
    COLUMNS_MISSING,
    SHEET_CELL,
    SHEET_COLUMN,
    SHEET_CONDITION,
    SHEET_EXTRA,
    SHEET_NAMES_NOTHING,
    SHEET_OWNER,
    SHEET_VALUE,
    SHEETS_MISSING,
    Place,
    Problem,
    problem,
)
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.nearest import nearest
from survey.instrument.shapes import Fields, Integer, Key, Line, Number, Reading, Shape, Words, YesNo
from survey.instrument.sheet_columns import BLOCKS, ELSEWHERE, FRONT, FRONT_KEYS, NAMED, SHEETS, is_conditions, is_list
from survey.instrument.tables import INDEX_CLASS, INSTRUMENT, OPTION, ROW, SHOW_IF, VERBATIM

_VALUES = ("id", "version", "languages")
"""Keys of the first sheet that stand in the column `value`; the others are texts."""
_RESOLVER = yaml.SafeLoader("")
_MAP, _SEQ, _STR = (f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str"))


@dataclass(frozen=True)
class Cell:
    text: str
    place: Place


Cells = Mapping[str, Cell]
"""A row of a sheet: its filled and empty cells by column."""


@dataclass(frozen=True)
class Mark:
    """What a node knows of where it stands; the line is what an error of YAML itself would tell."""

    place: Place

    @property
    def line(self) -> int:
        return (self.place.row or 1) - 1


class SheetReading(Reading):
    """A reading whose places are cells."""

    def place(self, node: Node) -> Place:
        mark: Any = node.start_mark
        return mark.place if isinstance(mark, Mark) else super().place(node)


@dataclass
class Book:
    """The rows by sheet, the languages that the questionnaire names, and the problems found so far."""

    sheets: Mapping[str, list[Cells]]
    languages: tuple[Language, ...]
    problems: list[Problem]

    def rows(self, name: str) -> list[Cells]:
        return self.sheets.get(name, [])

    def below(self, name: str, **owner: str) -> list[Cells]:
        """The rows of a sheet that belong to somebody, e.g. item="trust_court", answer=""."""
        return [row for row in self.rows(name) if all(_at(row, column) == wanted for column, wanted in owner.items())]


def _at(row: Cells, column: str) -> str:
    return row[column].text if column in row else ""


def node_of(sheets: Mapping[str, list[Cells]], place: Place, problems: list[Problem]) -> tuple[MappingNode, tuple[Language, ...]]:
    """The root node of the questionnaire, and its languages as far as they can be read.

    Parameters
    ----------
    sheets
        Sheet -> rows; see `sheet_columns.SHEETS`.
    place
        Of the workbook.
    problems
        What cannot be expressed as a node is added here: rows that belong to nothing, conditions that cannot be read.
    """
    front = sheets.get(FRONT, [])
    listed = next((_at(row, "value") for row in front if _at(row, "key") == "languages"), "")
    languages = tuple(language for language in LANGUAGES if language in _split(listed))
    book = Book(sheets, languages, problems)
    _owners(book)
    pairs = _front(front, book)
    for key, fields in BLOCKS.items():
        entries = [_entry(key, fields, row, book) for row in book.rows(key)]
        if entries:
            pairs.append((_plain(key, entries[0].start_mark), _sequence(entries)))
        if key == "sections":
            pairs += _lists(book)
    return _mapping(pairs, Mark(place)), languages


def _owners(book: Book) -> None:
    """Rows that belong to nothing."""
    items, indices = ({_at(row, "id") for row in book.rows(key)} for key in ("items", "indices"))
    lists = {_at(row, "list") for row in book.rows("answers")} - {""}
    for sheet in ("answers", "rows", "verbatim", "notes", "scores", "classes"):
        for row in book.rows(sheet):
            owners = {"index": indices} if sheet in ("scores", "classes") else {"item": items, "list": lists}
            owners = {column: known for column, known in owners.items() if column in SHEETS[sheet]}
            named = [column for column in owners if _at(row, column)]
            if len(named) != 1:
                book.problems.append(problem(SHEET_OWNER, _first(row).place, columns=tuple(owners)))
            else:
                _named(book, row, named[0], owners[named[0]])
            if sheet == "verbatim" and len(named) == 1 and _at(row, "answer"):
                codes = {_at(one, "code") for one in book.below("answers", **{named[0]: _at(row, named[0])})}
                _named(book, row, "answer", codes)


def _named(book: Book, row: Cells, column: str, known: set[str]) -> None:
    value = _at(row, column)
    if value not in known:
        close = nearest(value, sorted(known))
        book.problems.append(problem(SHEET_NAMES_NOTHING, row[column].place, column=column, value=value, nearest=close))


def _first(row: Cells) -> Cell:
    return next(iter(row.values()))


# -- nodes -------------------------------------------------------------------------------------------------------------
def _mapping(pairs: list[tuple[Node, Node]], mark: Any, *, flow: bool = False) -> MappingNode:
    return MappingNode(_MAP, pairs, mark, mark, flow_style=flow)


def _sequence(entries: list[Any], mark: Any = None, *, flow: bool = False) -> SequenceNode:
    mark = mark or entries[0].start_mark
    return SequenceNode(_SEQ, entries, mark, mark, flow_style=flow)


def _plain(text: str, mark: Any) -> ScalarNode:
    """A word without quotes, whatever YAML would take it for: the reader takes a code for what is written."""
    tag = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, text, mark, mark)


def _quoted(cell: Cell) -> ScalarNode:
    mark: Any = Mark(cell.place)
    return ScalarNode(_STR, cell.text, mark, mark, style="|" if "\n" in cell.text else '"')


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _listed(cell: Cell) -> SequenceNode:
    mark: Any = Mark(cell.place)
    return _sequence([_plain(word, mark) for word in _split(cell.text)], mark, flow=True)


def _words(row: Cells, prefix: str, book: Book, *, empty: bool = False) -> MappingNode | None:
    """A text from its columns; None where none is filled, unless `empty` is wanted.

    An empty cell of a language that must be there knows its place.
    """
    cells = {language: row.get(f"{prefix}{language}") for language in LANGUAGES}
    filled = {language: cell for language, cell in cells.items() if cell is not None and cell.text}
    if not filled and not empty:
        return None
    mark: Any = Mark(next((cell.place for cell in filled.values()), _first(row).place))
    pairs: list[tuple[Node, Node]] = [
        (_plain(language, Mark(cell.place)), _quoted(cell))
        for language, cell in cells.items()
        if cell is not None and (language in filled or language in book.languages)
    ]
    return _mapping(pairs, mark)


def _condition(cell: Cell, shape: Shape, book: Book) -> Node:
    """`all: a = b, c; d = e` as nodes."""
    mark: Any = Mark(cell.place)
    if shape is SHOW_IF:
        mode, colon, rest = cell.text.partition(":")
        mode = mode.strip()
        if not colon or mode not in SHOW_IF.keys:
            book.problems.append(problem(SHEET_CONDITION, cell.place, value=cell.text, example="all: trust_court = no"))
            return _mapping([(_plain("all", mark), _sequence([], mark))], mark)
        listed = _condition(Cell(rest.strip(), cell.place), SHOW_IF.keys[mode].shape, book)
        return _mapping([(_plain(mode, mark), listed)], mark, flow=True)
    found: list[Node] = []
    for part in cell.text.split(";"):
        item, equals, codes = part.partition("=")
        if not equals or not item.strip() or not _split(codes):
            book.problems.append(problem(SHEET_CONDITION, cell.place, value=part.strip(), example="trust_court = no, unsure"))
            continue
        pairs: list[tuple[Node, Node]] = [
            (_plain("item", mark), _plain(item.strip(), mark)),
            (_plain("is", mark), _listed(Cell(codes, cell.place))),
        ]
        found.append(_mapping(pairs, mark, flow=True))
    return _sequence(found, mark, flow=True)


# -- parts of the questionnaire ----------------------------------------------------------------------------------------
def _front(rows: list[Cells], book: Book) -> list[tuple[Node, Node]]:
    pairs: list[tuple[Node, Node]] = []
    blocks: dict[str, list[tuple[Node, Node]]] = {}
    notes: list[Node] = []
    for row in rows:
        key, _, name = _at(row, "key").partition(".")
        cell = row.get("key") or _first(row)
        mark = Mark(cell.place)
        if key not in FRONT_KEYS or bool(name) != (key in NAMED):
            close = nearest(key, FRONT_KEYS)
            book.problems.append(problem(SHEET_VALUE, cell.place, value=cell.text, known=FRONT_KEYS, nearest=close))
            continue
        if key in _VALUES:
            value = row.get("value", Cell("", cell.place))
            pairs.append((_plain(key, mark), _listed(value) if key == "languages" else _scalar(value, INSTRUMENT.keys[key])))
            continue
        words = _words(row, "", book, empty=INSTRUMENT.keys[key].required)
        if words is None:
            continue
        if key == "notes":
            notes.append(words)
        elif key in NAMED:
            blocks.setdefault(key, []).append((_plain(name, mark), words))
        else:
            pairs.append((_plain(key, mark), words))
    pairs += [
        (_plain(key, entries[0][0].start_mark), _mapping(entries, entries[0][0].start_mark)) for key, entries in blocks.items()
    ]
    return pairs + ([(_plain("notes", notes[0].start_mark), _sequence(notes))] if notes else [])


def _scalar(cell: Cell, key: Key) -> ScalarNode:
    shape = key.shape
    if isinstance(shape, Line):
        return _quoted(cell)
    text = cell.text.lower() if isinstance(shape, YesNo) else cell.text
    if isinstance(shape, Integer | Number):
        text = text.replace(",", ".")
    return _plain(text, Mark(cell.place))


def _row(fields: Fields, row: Cells, book: Book) -> list[tuple[Node, Node]]:
    pairs: list[tuple[Node, Node]] = []
    for name, key in fields.keys.items():
        shape = key.shape
        if name in ELSEWHERE:
            continue
        cell = row.get(name)
        value: Node | None = None
        if isinstance(shape, Words):
            value = _words(row, f"{name}.", book, empty=key.required)
        elif isinstance(shape, Fields) and shape is not SHOW_IF:
            inner = {one: row[f"{name}.{one}"] for one in shape.keys if _at(row, f"{name}.{one}")}
            marks: list[Any] = [Mark(one.place) for one in inner.values()]
            parts = [(_plain(one, marks[0]), _scalar(part, shape.keys[one])) for one, part in inner.items()]
            value = _mapping(list(parts), marks[0], flow=True) if parts else None
        elif cell is not None and cell.text:
            if is_conditions(shape):
                value = _condition(cell, shape, book)
            else:
                value = _listed(cell) if is_list(shape) else _scalar(cell, key)
        if value is not None:
            pairs.append((_plain(name, value.start_mark), value))
    return pairs


def _entry(key: str, fields: Fields, row: Cells, book: Book) -> MappingNode:
    pairs = _row(fields, row, book)
    name = _at(row, "id")
    if key == "items" and name:
        _add(pairs, "options", _answers(book, item=name), Mark(_first(row).place))
        _add(pairs, "rows", [_block(ROW, one, book) for one in book.below("rows", item=name)])
        _add(pairs, "verbatim", [_block(VERBATIM, one, book) for one in book.below("verbatim", item=name, answer="")])
        notes = [_words(one, "", book) for one in book.below("notes", item=name)]
        _add(pairs, "notes", [one for one in notes if one is not None])
    if key == "indices" and name:
        scores = _scores(book.below("scores", index=name), book)
        if scores is not None:
            pairs.append((_plain("items", scores.start_mark), scores))
        _add(pairs, "classes", [_block(INDEX_CLASS, one, book) for one in book.below("classes", index=name)])
    return _mapping(pairs, Mark(_first(row).place))


def _block(fields: Fields, row: Cells, book: Book) -> MappingNode:
    return _mapping(_row(fields, row, book), Mark(_first(row).place))


def _add(pairs: list[tuple[Node, Node]], key: str, entries: list[Any], mark: Any = None) -> None:
    if entries:
        pairs.append((_plain(key, mark or entries[0].start_mark), _sequence(entries)))


def _answers(book: Book, **owner: str) -> list[MappingNode]:
    found = []
    for row in book.below("answers", **owner):
        pairs = _row(OPTION, row, book)
        printed = book.below("verbatim", **owner, answer=_at(row, "code")) if _at(row, "code") else []
        _add(pairs, "verbatim", [_block(VERBATIM, one, book) for one in printed])
        found.append(_mapping(pairs, Mark(_first(row).place)))
    return found


def _lists(book: Book) -> list[tuple[Node, Node]]:
    names = dict.fromkeys(_at(row, "list") for row in book.rows("answers") if _at(row, "list"))
    lists: list[tuple[Node, Node]] = []
    for name in names:
        entries = _answers(book, list=name)
        lists.append((_plain(name, entries[0].start_mark), _sequence(entries)))
    return [(_plain("lists", lists[0][0].start_mark), _mapping(lists, lists[0][0].start_mark))] if lists else []


def _scores(rows: list[Cells], book: Book) -> Node | None:
    """Scores by item and answer; a plain list where no row names an answer."""
    if not rows:
        return None
    mark: Any = Mark(_first(rows[0]).place)
    names = {_at(row, "item"): Mark(row["item"].place if "item" in row else _first(row).place) for row in rows}
    if not any(_at(row, "answer") or _at(row, "score") for row in rows):
        return _sequence([_plain(_at(row, "item"), names[_at(row, "item")]) for row in rows], mark, flow=True)
    pairs: list[tuple[Node, Node]] = []
    for name, place in names.items():
        own: Any = place
        codes: list[tuple[Node, Node]] = [
            (_plain(code.text, Mark(code.place)), _scalar(row.get("score", Cell("", code.place)), Key(Number(null=True))))
            for row in rows
            if _at(row, "item") == name and (_at(row, "answer") or _at(row, "score"))
            for code in [row.get("answer", Cell("", _first(row).place))]
        ]
        pairs.append((_plain(name, own), _mapping(codes, own, flow=True)))
    return _mapping(pairs, mark)


def layout_problems(headers: Mapping[str, list[Cell]], place: Place) -> list[Problem]:
    """What is wrong with sheets and headings: with those, every row below would be told as wrong.

    Parameters
    ----------
    headers
        Sheet -> its headings, without those of empty columns.
    place
        Of the workbook.
    """
    lost = tuple(name for name in SHEETS if name not in headers)
    found = [problem(SHEETS_MISSING, place, sheets=lost)] if lost else []
    for name, header in headers.items():
        where = Place(place.file, sheet=name)
        if name not in SHEETS:
            close = nearest(name, lost)
            found.append(problem(SHEET_EXTRA, where, sheet=name, known=tuple(SHEETS), nearest=close))
            continue
        known, here = SHEETS[name], [cell.text for cell in header]
        missing = tuple(column for column in known if column not in here)
        if missing:
            found.append(problem(COLUMNS_MISSING, where, columns=missing))
        for at, cell in enumerate(header):
            if cell.text not in known:
                close = nearest(cell.text, missing)
                found.append(problem(SHEET_COLUMN, cell.place, column=cell.text, known=known, nearest=close))
            elif cell.text in here[:at]:
                found.append(problem(SHEET_CELL, cell.place, value=cell.text))
    return found
