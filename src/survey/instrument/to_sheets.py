"""A questionnaire file as the rows of a workbook; everything but its comments and layout goes over."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.i18n.text import LANGUAGES
from survey.instrument.edits import pairs, value_of
from survey.instrument.shapes import Fields, Integer, Number, Shape, Words
from survey.instrument.sheet_columns import BLOCKS, ELSEWHERE, FRONT, NAMED, SHEETS, is_conditions, is_list
from survey.instrument.tables import INDEX_CLASS, INDEX_TABLE, OPTION, ROW, SHOW_IF, VERBATIM

Value = str | float
Cells = dict[str, Value]


def sheets_of(root: Node) -> dict[str, list[list[Value]]]:
    """Sheet -> rows under its columns, for a questionnaire that has passed its checks.

    Parameters
    ----------
    root
        The node of the file, as `compose` gives it.

    Examples
    --------
    >>> import yaml
    >>> sheets_of(yaml.compose('{id: tea, version: "1", items: [{id: t1, number: "1.10"}]}'))["items"][0][:2]
    ['t1', '1.10']
    """
    found: dict[str, list[Cells]] = {name: [] for name in SHEETS}
    for key, value in _pairs(root):
        if key in BLOCKS:
            for entry in _entries(value):
                found[key].append(_row(BLOCKS[key], entry))
                _below(key, entry, found)
        elif key == "lists":
            for name, options in _pairs(value):
                _answers(options, {"list": name}, found)
        else:
            found[FRONT] += _front(key, value)
    return {name: [[cells.get(column, "") for column in SHEETS[name]] for cells in rows] for name, rows in found.items()}


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return [(str(key.value), value) for key, value in pairs(node)]


def _entries(node: Node | None) -> list[Node]:
    found: list[Node] = node.value if isinstance(node, SequenceNode) else []
    return found


def _text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _words(node: Node | None) -> Cells:
    return {language: _text(value).strip() for language, value in _pairs(node) if language in LANGUAGES}


def _front(key: str, value: Node) -> Iterator[Cells]:
    if key == "notes":
        yield from ({"key": key, **_words(entry)} for entry in _entries(value))
    elif key in NAMED:
        yield from ({"key": f"{key}.{name}", **_words(text)} for name, text in _pairs(value))
    elif isinstance(value, MappingNode):
        yield {"key": key, **_words(value)}
    else:
        yield {"key": key, "value": _joined(value) if isinstance(value, SequenceNode) else _text(value)}


def _row(fields: Fields, node: Node) -> Cells:
    """The cells of an entry, but for what has a sheet of its own."""
    cells: Cells = {}
    for name, value in _pairs(node):
        shape = fields.keys[name].shape
        if name in ELSEWHERE or (fields is INDEX_TABLE and name == "items") or (name == "options" and _entries(value)):
            continue
        if isinstance(shape, Words):
            cells |= {f"{name}.{language}": text for language, text in _words(value).items()}
        elif is_conditions(shape):
            cells[name] = _conditions(value, shape)
        elif isinstance(shape, Fields):
            cells |= {f"{name}.{inner}": _text(one) for inner, one in _pairs(value)}
        elif is_list(shape):
            cells[name] = _joined(value)
        else:
            cells[name] = _single(value, shape)
    return cells


def _single(node: Node, shape: Shape) -> Value:
    text = _text(node)
    if isinstance(shape, Integer | Number) and text and "null" not in text:
        number = float(text)
        return number if "e" not in repr(number) else text
    return text.strip()


def _joined(node: Node) -> str:
    return ", ".join(_text(one).strip() for one in _entries(node))


def _conditions(node: Node, shape: Shape) -> str:
    """`all: trust_court = no; age = young, old`; the first word only where there is a choice."""
    if shape is SHOW_IF:
        mode, listed = _pairs(node)[0]
        return f"{mode}: {_conditions(listed, SHOW_IF.keys[mode].shape)}"
    return "; ".join(f"{_text(value_of(one, 'item'))} = {_joined(value_of(one, 'is') or node)}" for one in _entries(node))


def _below(key: str, entry: Node, found: dict[str, list[Cells]]) -> None:
    """The sheets of what an entry can have several of."""
    name = _text(value_of(entry, "id"))
    if key == "items":
        _answers(value_of(entry, "options"), {"item": name}, found)
        found["rows"] += [{"item": name, **_row(ROW, one)} for one in _entries(value_of(entry, "rows"))]
        found["notes"] += [{"item": name, **_words(one)} for one in _entries(value_of(entry, "notes"))]
        _verbatim(entry, {"item": name}, found)
    elif key == "indices":
        found["classes"] += [{"index": name, **_row(INDEX_CLASS, one)} for one in _entries(value_of(entry, "classes"))]
        found["scores"] += _scores(value_of(entry, "items"), name)


def _answers(node: Node | None, owner: Cells, found: dict[str, list[Cells]]) -> None:
    for one in _entries(node):
        found["answers"].append({**owner, **_row(OPTION, one)})
        _verbatim(one, {**owner, "answer": _text(value_of(one, "code"))}, found)


def _verbatim(node: Node, owner: Cells, found: dict[str, list[Cells]]) -> None:
    found["verbatim"] += [{**owner, **_row(VERBATIM, one)} for one in _entries(value_of(node, "verbatim"))]


def _scores(node: Node | None, index: str) -> Iterator[Cells]:
    for one in _entries(node):
        yield {"index": index, "item": _text(one)}
    for item, codes in _pairs(node):
        if not _pairs(codes):
            yield {"index": index, "item": item}
        for code, score in _pairs(codes):
            value = "null" if score.tag.endswith(":null") else _single(score, Number())
            yield {"index": index, "item": item, "answer": code, "score": value}
