"""Rule `straightlining`: the same answer in every row of a matrix, or in every item of a declared set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from survey.cleaning import parameters
from survey.cleaning.found import NOT_DECLARED, Finding, Found, Given, Parameters, Rule, in_order
from survey.errors import RULE_ITEM, Place, error
from survey.instrument.model import ItemKind
from survey.instrument.nearest import nearest


def find(given: Given, options: Parameters) -> Found:
    """Who answered every question of a set of at least `least`, and each with the same code."""
    sets = {name: columns for name, columns in _sets(given, options["sets"]) if len(columns) >= options["least"]}
    if not sets:
        return Found(silent=NOT_DECLARED)
    cases = []
    for name, columns in sets.items():
        answers = given.responses.answers[list(columns)]
        first = answers.iloc[:, 0]
        alike = np.logical_and.reduce([(answers[column] == first).fillna(False).to_numpy(dtype=bool) for column in columns])
        cases += [Finding(one, name, f"{first[one]} × {len(columns)}") for one in answers.index[alike]]
    return Found(in_order(cases, given))


def _sets(given: Given, declared: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of each matrix, and the sets of wave.yaml."""
    items = {item.id: item for item in given.responses.instrument.items}
    for item in items.values():
        if item.kind is ItemKind.MATRIX:
            yield item.id, item.columns
    known = {str(column) for column in given.responses.answers.columns} | set(items)
    for name, members in declared.items():
        for member in members:
            if member not in known:
                place = Place(file=given.settings.path)
                raise error(RULE_ITEM, place, rule=RULE.name, item=member, nearest=nearest(member, known))
        yield name, tuple(column for one in members for column in (items[one].columns if one in items else (one,)))


RULE = Rule(
    "straightlining",
    find,
    parameters={
        "least": parameters.number(5, 2, 1000, whole=True),
        "sets": parameters.named("{trust: [courts, police]}", parameters.word_list),
    },
)
