"""Reads a questionnaire: file -> nodes -> draft -> checks -> Instrument. Everything that is wrong is told at once."""

from __future__ import annotations

from pathlib import Path

from yaml import Node, SequenceNode

from survey.errors import InstrumentError, Problem, raise_all
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.build import build
from survey.instrument.check_items import WITHOUT_OPTIONS
from survey.instrument.checks import check
from survey.instrument.draft import Draft, Question
from survey.instrument.edits import value_of
from survey.instrument.lists import Lists
from survey.instrument.model import Instrument
from survey.instrument.nodes import Record, Word, compose
from survey.instrument.shapes import Reading
from survey.instrument.tables import INSTRUMENT


def read_instrument(path: str | Path) -> Instrument:
    """The questionnaire of a YAML file.

    Parameters
    ----------
    path
        The file. A shared answer list is looked up in its `lists` block, then as `lists/<name>.yaml` beside it, then among the
        lists that come with the package.

    Returns
    -------
    The instrument; it has passed every check, so nothing that uses it checks again.

    Raises
    ------
    InstrumentError
        With every problem of the file, in the order of its lines.
    DataError
        There is no such file.

    Examples
    --------
    >>> from survey import shipped
    >>> read_instrument(shipped.root() / "instruments" / "lists" / "agree5.yaml").items
    Traceback (most recent call last):
    ...
    survey.errors.InstrumentError: ...agree5.yaml, line 2: `instrument` must hold lines of the form `key: value`. ...
    """
    path = Path(path)
    node = compose(path)
    return read_node(node, Reading(path, _languages(node)))


def read_node(node: Node, reading: Reading) -> Instrument:
    """The questionnaire of a root node, from whatever file; as `read_instrument`."""
    root = INSTRUMENT.read(node, "instrument", reading)
    if root is None:
        raise InstrumentError(reading.problems)
    draft = Draft(root, _questions(root, reading))
    check(draft, reading)
    raise_all(sorted(reading.problems, key=_order))
    return build(draft, reading.file)


def _order(found: Problem) -> tuple[str, str, int]:
    return str(found.place.file), found.place.sheet or "", found.place.counted or 0


def _languages(node: Node) -> tuple[Language, ...]:
    """What `languages` names, as far as it can be read: texts are read before the list itself is judged."""
    listed = value_of(node, "languages")
    words = [part.value for part in listed.value] if isinstance(listed, SequenceNode) else []
    return tuple(language for language in LANGUAGES if language in words)


def _questions(root: Record, reading: Reading) -> tuple[Question, ...]:
    """Each item with its answers."""
    lists = Lists(root, reading)
    questions = []
    for item in root.get("items", []):
        options = item.get("options")
        if isinstance(options, Word):
            questions.append(Question(item, lists.find(item.get("id", "?"), options), options))
        else:
            unknown = options is None and item.get("kind") not in WITHOUT_OPTIONS
            questions.append(Question(item, None if unknown else tuple(options or ())))
    return tuple(questions)
