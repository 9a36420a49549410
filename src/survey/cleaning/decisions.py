"""Human corrections: decisions.yaml (or decisions.xlsx), each with who decided it, when and why."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd
from yaml import Node, ScalarNode

from survey.cleaning.applied import Former
from survey.cleaning.log import DROPPED, Draft, Row
from survey.cleaning.people import People, find, people
from survey.cleaning.sheet import find_file, read_sheet
from survey.errors import (
    DECISION_CODE,
    DECISION_DATE,
    DECISION_IDLE,
    DECISION_ITEM,
    DECISION_NEEDS,
    DECISION_NUMBER,
    DECISION_UNDONE,
    DECISION_UNKNOWN,
    DECISIONS_CONFLICT,
    EXPECTED_TEXT,
    RULE_UNKNOWN,
    CleaningError,
    DataError,
    InstrumentError,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Word, compose
from survey.instrument.shapes import Fields, Key, Many, Reading
from survey.wave.missing import Missing
from survey.wave.responses import Responses

STEM, SUFFIXES = "decisions", (".yaml", ".xlsx", ".csv")
RULE = "decision"
COLUMNS = ("respondent", "id", "do", "item", "value", "rule", "who", "when", "why")
SIGNED = ("do", "who", "when", "why")
TICKS = ("true", "false")


class Do(StrEnum):
    """What a decision does."""

    DROP = "drop"  # take the respondent out
    SET = "set"  # another answer: `item` and `value`
    MISSING = "missing"  # no answer: `item`, and in `value` the kind of missing
    KEEP = "keep"  # although `rule`, or any rule, flags or drops the respondent


NEEDS = {Do.DROP: (), Do.SET: ("item", "value"), Do.MISSING: ("item", "value"), Do.KEEP: ()}


@dataclass(frozen=True)
class Decision:
    """A decision that fits the answers: respondent is their label; columns the cells it is about; written what the file has,
    with the number of the person also where only an id is given."""

    respondent: Hashable
    do: Do
    columns: tuple[str, ...]
    value: Any
    rule: str
    reason: str
    place: Place
    written: Mapping[str, str]

    @property
    def called(self) -> str:
        """The number of the respondent, and the id where the decision names it: `17 (id 116)`."""
        identity = self.written.get("id", "")
        return f"{self.respondent} (id {identity})" if identity else str(self.respondent)


@dataclass(frozen=True)
class _Entry:
    """A decision as it was written."""

    cells: Mapping[str, str]
    places: Mapping[str, Place]
    place: Place
    needed: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def lacks(self, key: str) -> bool:
        """Whether there is nothing under a key, and reading the file did not tell so, as it does of `needed` keys."""
        return not self[key] and (key in self.places or key not in self.needed)

    def at(self, key: str) -> Place:
        return self.places.get(key, self.place)


@dataclass(frozen=True)
class _Plain:
    """Any word or number as text."""

    def read(self, node: Node, key: str, reading: Reading) -> Word | None:
        if not isinstance(node, ScalarNode):
            reading.report(EXPECTED_TEXT, reading.place(node), key=key)
            return None
        return Word(node.value.strip(), reading.place(node))

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


DECISIONS = Many(Fields("decision", {name: Key(_Plain(), required=name in SIGNED) for name in COLUMNS}), at_least=0)


# -- reading -----------------------------------------------------------------------------------------------------------
def read_decisions(
    folder: Path | None,
    responses: Responses,
    rules: Iterable[str],
    former: Former | None = None,
    beside: Iterable[Problem] = (),
) -> tuple[Decision, ...]:
    """The decisions of a wave's folder; none where it has no file.

    responses: the answers that they are about, with the questionnaire that knows their codes. rules: the names of all rules.
    former: what is on record of decisions that were applied before. beside: problems of other files, told with these.

    Raises CleaningError with everything wrong in the file: an unknown key, respondent, item or code, with the nearest that there
    is, a decision without who, when and why, decisions that contradict each other, and those that would strike another person
    than before.
    """
    path, entries, problems = _written(folder)
    known = people(responses)
    problems += _unchecked(entries, path, former)
    found = [_decision(entry, known, responses, tuple(rules), former, problems) for entry in entries]
    decisions = [one for one in found if one is not None]
    problems += _conflicts(decisions)
    raise_all([*sorted(problems, key=lambda one: one.place.line or one.place.row or 0), *beside])
    return tuple(decisions)


def unchecked(folder: Path, former: Former) -> list[Problem]:
    """The problem of decisions by number of which nothing tells whom they meant in the former file of answers."""
    path, entries, _ = _written(folder)
    return _unchecked(entries, path, former)


def _unchecked(entries: Iterable[_Entry], path: Path | None, former: Former | None) -> list[Problem]:
    numbers = [entry["respondent"] for entry in entries if entry["respondent"] and not entry["id"]]
    return [] if former is None else former.unchecked(numbers, Place(file=path))


def _written(folder: Path | None) -> tuple[Path | None, list[_Entry], list[Problem]]:
    """The decisions of a wave's folder as they were written, their file, and what is wrong with its form."""
    path = find_file(folder, STEM, SUFFIXES)
    if path is None:
        return None, [], []
    return path, *(_from_yaml(path) if path.suffix == ".yaml" else (_from_sheet(path), []))


def _from_yaml(path: Path) -> tuple[list[_Entry], list[Problem]]:
    reading = Reading(path, LANGUAGES)
    try:
        records = DECISIONS.read(compose(path), STEM, reading)
    except InstrumentError as found:
        raise DataError(found.problems) from None
    if records is None:
        raise CleaningError(reading.problems)
    entries = [_Entry({str(name): str(word) for name, word in one.items()}, one.places, one.place, SIGNED) for one in records]
    return entries, reading.problems


def _from_sheet(path: Path) -> list[_Entry]:
    rows = read_sheet(path, SIGNED).rows
    return [_Entry(row.cells, {}, row.place) for row in rows if any(row.cells.values())]


def _person(entry: _Entry, known: People, former: Former | None, problems: list[Problem]) -> Hashable | None:
    """The label of the person whom a decision is about; None, and a problem, where that is not clear."""
    if not entry["respondent"] and not entry["id"]:
        problems.append(problem(DECISION_NEEDS, entry.place, do=entry["do"], key="respondent / id"))
        return None
    moved = None if former is None else former.moved(entry.cells, entry.at("respondent"))
    if moved is not None:
        problems.append(moved)
        return None
    return find(known, entry["respondent"], entry["id"], entry.at, problems)


def _decision(
    entry: _Entry,
    known: People,
    responses: Responses,
    rules: tuple[str, ...],
    former: Former | None,
    problems: list[Problem],
) -> Decision | None:
    """A decision that fits the answers; None, and problems, where it does not."""
    before = len(problems)
    if not entry["do"] and not entry.lacks("do"):
        _person(entry, known, former, problems)
        return None
    if entry["do"] not in list(Do):
        near = nearest(entry["do"], list(Do))
        problems.append(problem(DECISION_UNKNOWN, entry.at("do"), do=entry["do"], known=tuple(Do), nearest=near))
        return None
    do = Do(entry["do"])
    problems += [problem(DECISION_NEEDS, entry.place, do=do, key=key) for key in (*SIGNED, *NEEDS[do]) if entry.lacks(key)]
    person = _person(entry, known, former, problems)
    if entry["when"] and not _is_date(entry["when"]):
        problems.append(problem(DECISION_DATE, entry.at("when"), value=entry["when"]))
    if entry["rule"] and entry["rule"] not in rules:
        place, near = entry.at("rule"), nearest(entry["rule"], rules)
        problems.append(problem(RULE_UNKNOWN, place, rule=entry["rule"], known=rules, nearest=near))
    columns: tuple[str, ...] = ()
    value: Any = pd.NA
    if do in (Do.SET, Do.MISSING) and entry["item"] and entry["value"]:
        columns, value = _cells(entry, do, responses.instrument, problems)
    if person is None or len(problems) > before or not all(entry[key] for key in SIGNED):
        return None
    written = {name: entry[name] for name in COLUMNS} | {"respondent": str(person)}
    reason = f"{entry['who']}, {entry['when'][:10]}: {entry['why']}"
    return Decision(person, do, columns, value, entry["rule"], reason, entry.place, written)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _cells(entry: _Entry, do: Do, instrument: Instrument, problems: list[Problem]) -> tuple[tuple[str, ...], Any]:
    """The columns that a decision is about and what goes into them."""
    name, text = entry["item"], entry["value"]
    own: dict[str, Item] = {column: item for item in instrument.items for column in item.columns}
    whole = {item.id: item for item in instrument.items if item.id not in own}
    if name not in own and (name not in whole or do is Do.SET):
        near = nearest(name, {*own, *(whole if do is Do.MISSING else ())})
        problems.append(problem(DECISION_ITEM, entry.at("item"), item=name, nearest=near))
        return (), pd.NA
    item = own.get(name) or whole[name]
    if do is Do.MISSING:
        if text not in list(Missing):
            place, near = entry.at("value"), nearest(text, list(Missing))
            problems.append(problem(DECISION_CODE, place, item=name, answer=text, known=tuple(Missing), nearest=near))
        # Ticks of one question are missing together.
        return item.columns if item.kind is ItemKind.MULTIPLE or name in whole else (name,), text
    if item.kind is ItemKind.NUMBER:
        return (name,), _number(entry, item, problems)
    if item.kind is ItemKind.TEXT:
        return (name,), text
    known = TICKS if item.kind is ItemKind.MULTIPLE else item.codes
    if text not in known:
        near = nearest(text, known)
        problems.append(problem(DECISION_CODE, entry.at("value"), item=name, answer=text, known=known, nearest=near))
    return (name,), text == "true" if item.kind is ItemKind.MULTIPLE else text


def _number(entry: _Entry, item: Item, problems: list[Problem]) -> float:
    low = float("-inf") if item.minimum is None else item.minimum
    high = float("inf") if item.maximum is None else item.maximum
    try:
        number = float(entry["value"].replace(",", "."))
    except ValueError:
        number = float("nan")
    if not low <= number <= high or number in (float("inf"), float("-inf")):
        problems.append(problem(DECISION_NUMBER, entry.at("value"), item=item.id, value=entry["value"]))
    return number


def _conflicts(decisions: Iterable[Decision]) -> list[Problem]:
    """Two decisions about one cell, or a respondent who is dropped and decided about in another way as well."""
    problems = []
    first: dict[tuple[Hashable, str], Decision] = {}
    people: dict[Hashable, list[Decision]] = {}
    for one in decisions:
        for other in people.get(one.respondent, ()):
            if Do.DROP in (one.do, other.do):
                problems.append(_conflict(one, other))
                break
        people.setdefault(one.respondent, []).append(one)
        if one.do is Do.DROP:
            continue
        keys = [f"keep {one.rule}"] if one.do is Do.KEEP else list(one.columns)
        clash = next((first[one.respondent, key] for key in keys if (one.respondent, key) in first), None)
        if clash is not None:
            problems.append(_conflict(one, clash))
        for key in keys:
            first.setdefault((one.respondent, key), one)
    return problems


def _conflict(one: Decision, other: Decision) -> Problem:
    return problem(DECISIONS_CONFLICT, one.place, respondent=one.called, first=other.place.line or other.place.row)


# -- applying ----------------------------------------------------------------------------------------------------------
def apply_decisions(draft: Draft, decisions: Iterable[Decision]) -> list[Problem]:
    """Set values and kinds of missing, and take out who is to be dropped, in the order of the file.

    Returns a warning for each decision that found everything as it wants it; of those to keep somebody `idle_keeps` knows.
    """
    drops: dict[Hashable, str] = {}
    idle = []
    for one in decisions:
        before = len(draft.log)
        if one.do is Do.DROP:
            drops[one.respondent] = one.reason
        elif one.do is Do.SET:
            _set(draft, one)
        elif one.do is Do.MISSING:
            for column in one.columns:
                draft.change(RULE, one.respondent, column, (pd.NA, one.value), one.reason)
        if one.do in (Do.SET, Do.MISSING) and len(draft.log) == before:
            idle.append(_idle(one))
    if drops:
        draft.drop(RULE, drops)
    return idle


def idle_keeps(decisions: Iterable[Decision], noticed: Collection[tuple[str, str]]) -> list[Problem]:
    """A warning for each decision to keep somebody whom no rule, or not its rule, noticed; noticed: (respondent, rule)."""
    people = {respondent for respondent, _ in noticed}
    return [
        _idle(one)
        for one in decisions
        if one.do is Do.KEEP and not ((str(one.respondent), one.rule) in noticed if one.rule else str(one.respondent) in people)
    ]


def undone(decisions: Iterable[Decision], log: Iterable[Row]) -> list[Problem]:
    """A warning for each decision about a cell that a rule changed afterwards; log: of all that was done."""
    later = {(respondent, item): (rule, after) for rule, respondent, item, _, after, _ in log if after != DROPPED}
    found = []
    for one in decisions:
        for column in one.columns:
            rule, after = later.get((str(one.respondent), column), (RULE, ""))
            if rule != RULE:
                found.append(problem(DECISION_UNDONE, one.place, respondent=one.called, item=column, rule=rule, value=after))
    return found


def _idle(one: Decision) -> Problem:
    return problem(DECISION_IDLE, one.place, respondent=one.called, do=f"{one.do} {one.rule}".strip())


def _set(draft: Draft, one: Decision) -> None:
    """Another answer in a cell; where a tick is set in a question without an answer, the other options are not ticked."""
    column = one.columns[0]
    draft.change(RULE, one.respondent, column, (one.value, pd.NA), one.reason)
    item = draft.responses.instrument.item(column.partition(".")[0])
    if item.kind is not ItemKind.MULTIPLE:
        return
    for name in item.columns:
        if pd.isna(draft.cell(one.respondent, name)[0]):
            draft.change(RULE, one.respondent, name, (False, pd.NA), one.reason)


def kept(decisions: Iterable[Decision]) -> dict[tuple[Hashable, str], str]:
    """(respondent, rule) -> why they stay although the rule notices them; the rule is empty where any rule is meant."""
    return {(one.respondent, one.rule): one.reason for one in decisions if one.do is Do.KEEP}
