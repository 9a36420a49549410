"""The block `cleaning` of wave.yaml: what each rule does, with its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from survey.cleaning.found import FLAG, OFF, Rule
from survey.cleaning.registry import RULES
from survey.errors import (
    RULE_ACTION,
    RULE_BAD_VALUE,
    RULE_PARAMETER,
    RULE_UNKNOWN,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record
from survey.wave.settings import Settings

DO = "do"


@dataclass(frozen=True)
class Choice:
    """What a rule was told to do, and its settings."""

    action: str
    parameters: Mapping[str, Any]


def read_choices(settings: Settings) -> dict[str, Choice]:
    """What every rule does, in the order in which they run. Raises CleaningError with everything wrong in `cleaning`."""
    given, place = settings.cleaning, Place(file=settings.path)
    known = [rule.name for rule in RULES]
    problems = [
        problem(RULE_UNKNOWN, _at(given, name, place), rule=name, known=known, nearest=nearest(name, known))
        for name in given
        if name not in known
    ]
    choices = {rule.name: _choice(rule, given.get(rule.name), _at(given, rule.name, place), problems) for rule in RULES}
    raise_all(sorted(problems, key=lambda found: found.place.line or 0))
    return choices


def place_of(settings: Settings, rule: str, key: str) -> Place:
    """Where a setting of a rule stands in wave.yaml, as near as it is known."""
    block = settings.cleaning.get(rule)
    return _at(block, key, Place(file=settings.path)) if isinstance(block, Mapping) else Place(file=settings.path)


def _at(block: Mapping[str, Any], key: str, place: Place) -> Place:
    return block.at(key) if isinstance(block, Record) else place


def _choice(rule: Rule, given: Any, place: Place, problems: list[Problem]) -> Choice:
    """`speeders: drop`, or `speeders: {do: drop, seconds: 60}`."""
    block: Mapping[str, Any] = given if isinstance(given, Mapping) else {} if given is None else {DO: given}
    action = OFF if block.get(DO) is False else str(block.get(DO, FLAG))
    if action not in rule.actions:
        near = nearest(action, rule.actions)
        found = problem(RULE_ACTION, _at(block, DO, place), rule=rule.name, value=action, allowed=rule.actions, nearest=near)
        problems.append(found)
    problems += _unknown(rule, block, place)
    values = {name: parameter.default for name, parameter in rule.parameters.items()}
    for name, parameter in rule.parameters.items():
        if name not in block:
            continue
        try:
            values[name] = parameter.read(block[name])
        except (ValueError, TypeError):
            value = block[name]
            where = _at(block, name, place)
            problems.append(problem(RULE_BAD_VALUE, where, rule=rule.name, key=name, value=value, example=parameter.example))
    return Choice(action, values)


def _unknown(rule: Rule, block: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    known = (DO, *rule.parameters)
    for key in block:
        if key not in known:
            yield problem(
                RULE_PARAMETER,
                _at(block, str(key), place),
                rule=rule.name,
                key=key,
                known=known,
                nearest=nearest(str(key), known),
            )
