"""Whether the items of a trend are asked as in the questionnaire that they repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml import ScalarNode, SequenceNode

from survey.errors import (
    FILE_NOT_FOUND,
    INSTRUMENT_NOT_FOUND,
    TREND_ANSWERS,
    TREND_ITEM_MISSING,
    TREND_KIND,
    TREND_NOT_FOUND,
    TREND_SHOW_IF,
    TREND_TEXT,
    TREND_UNUSABLE,
    Place,
    Problem,
    SurveyError,
    problem,
)
from survey.i18n.text import Text
from survey.instrument.edits import value_of
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument, Item, Option, Row, Trend
from survey.instrument.nearest import nearest
from survey.instrument.nodes import compose


@dataclass(frozen=True)
class TrendCheck:
    """problems: what differs, and earlier items that do not exist; notes: questionnaires that could not be looked at."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def check_trends(instrument: Instrument) -> TrendCheck:
    """Compare every item that has `trend` with the earlier item it names.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file; the earlier ones are looked up beside it first, then as `load_instrument` does.

    Returns
    -------
    `TrendCheck`: kind, level, filter, text in the languages that both have, and the codes, texts and order of the rows and of the
    answers that were offered. Answers that were coded afterwards are left out of the comparison.

    Examples
    --------
    >>> from survey.instrument.find import available
    >>> check_trends(load_instrument(available()[0])).problems
    ()
    """
    places = _places(instrument)
    items = [item for item in instrument.items if item.trend is not None]
    problems: list[Problem] = []
    notes: list[Problem] = []
    for name in dict.fromkeys(item.trend.questionnaire for item in items if item.trend):
        ours = [item for item in items if item.trend and item.trend.questionnaire == name]
        try:
            earlier = load_beside(name, instrument)
        except SurveyError as found:
            missing = found.code in (INSTRUMENT_NOT_FOUND, FILE_NOT_FOUND)
            count = len(ours)
            told = TREND_NOT_FOUND if missing else TREND_UNUSABLE
            notes.append(problem(told, places[ours[0].id], questionnaire=name, items=count))
            continue
        for item in ours:
            problems += _differences(item, earlier, places[item.id])
    return TrendCheck(tuple(problems), tuple(notes))


def load_beside(name: str, instrument: Instrument) -> Instrument:
    """The questionnaire of that name in the folder of this one, or wherever it is found from there."""
    folder = None if instrument.path is None else Path(instrument.path).absolute().parent
    beside = None if folder is None else folder / f"{name}.yaml"
    if beside is not None and beside.is_file():
        return load_instrument(beside)
    return load_instrument(name, folder)


def _places(instrument: Instrument) -> dict[str, Place]:
    """Where each item begins in the file."""
    if instrument.path is None:
        return dict.fromkeys((item.id for item in instrument.items), Place())
    path = Path(instrument.path)
    items = value_of(compose(path), "items")
    found = {}
    for node in items.value if isinstance(items, SequenceNode) else ():
        name = value_of(node, "id")
        if isinstance(name, ScalarNode):
            found[name.value] = Place(path, node.start_mark.line + 1)
    return found


def _differences(item: Item, earlier: Instrument, place: Place) -> Iterator[Problem]:
    """What differs between an item and the one that it repeats."""
    trend = item.trend or Trend(earlier.id, item.id)
    about: dict[str, Any] = {"item": item.id, "questionnaire": trend.questionnaire, "other": trend.item}
    known = {other.id: other for other in earlier.items}
    if trend.item not in known:
        yield problem(TREND_ITEM_MISSING, place, **about, nearest=nearest(trend.item, known))
        return
    other = known[trend.item]
    if (item.kind, item.level) != (other.kind, other.level):
        here, there = (f"{one.kind}, {one.level}" for one in (item, other))
        yield problem(TREND_KIND, place, **about, here=here, there=there)
    if item.show_if is not None and other.show_if is None:
        yield problem(TREND_SHOW_IF, place, **about)
    yield from _texts("text", item.text, other.text, about, place)
    yield from _parts(item.offered, other.offered, about, place)
    yield from _parts(item.rows, other.rows, about, place)


def _texts(what: str, ours: Text, theirs: Text, about: dict[str, Any], place: Place) -> Iterator[Problem]:
    for language, here in ours:
        if language in theirs and here != theirs[language]:
            yield problem(TREND_TEXT, place, **about, what=what, language=language, here=here, there=theirs[language])


def _parts(
    ours: tuple[Option, ...] | tuple[Row, ...], theirs: tuple[Option, ...] | tuple[Row, ...], about: dict[str, Any], place: Place
) -> Iterator[Problem]:
    """Codes and order first; texts of the codes that both have."""
    here, there = tuple(part.code for part in ours), tuple(part.code for part in theirs)
    if here != there:
        yield problem(TREND_ANSWERS, place, **about, here=here or "–", there=there or "–")
    texts = {part.code: part.text for part in theirs}
    for part in ours:
        if part.code in texts:
            yield from _texts(part.code, part.text, texts[part.code], about, place)
