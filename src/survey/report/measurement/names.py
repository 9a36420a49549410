"""What questions, indices and factors are called: by number and label, or by letters where the answers were invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from survey.errors import Problem
from survey.i18n.numbers import MINUS, number
from survey.i18n.problems import sentence
from survey.i18n.text import Language
from survey.instrument.rows import item_or_row
from survey.report.report import Report

_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Names:
    """short: question id to what stands at an axis. long: to what stands in a table. indices: index id to its name."""

    short: Mapping[str, str]
    long: Mapping[str, str]
    indices: Mapping[str, str]
    neutral: bool

    def items(self, ids: Iterable[str]) -> str:
        """Several questions in a sentence."""
        return ", ".join(self.short[one] for one in ids)

    def told(self, found: Problem, language: Language) -> str:
        """A warning in words for readers: no ids of data, no code, numbers as the language writes them."""
        params = {name: self._renamed(value, language) for name, value in found.params.items()}
        return sentence(Problem(found.code, params), language).replace("`", "")

    def spoken(self, found: Problem, language: Language) -> dict[str, str]:
        """What a warning names, in words for readers."""
        spoken = {}
        for name, value in found.params.items():
            if isinstance(value, int):
                spoken[name] = number(value, language)
                continue
            renamed = self._renamed(value, language)
            spoken[name] = ", ".join(map(str, renamed)) if isinstance(renamed, tuple) else str(renamed)
        return spoken

    def _renamed(self, value: Any, language: Language) -> Any:
        if isinstance(value, (list, tuple)):
            return tuple(self._renamed(one, language) for one in value)
        if not isinstance(value, str):
            return value
        if _DECIMAL.fullmatch(value):
            return number(float(value), language, len(value.partition(".")[2]))
        known = {**self.short, **self.indices}
        if not known:
            return value
        ids = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
        renamed = re.sub(rf"(?<![\w.-])(?:{ids})(?![\w-])", lambda match: known[match.group()], value)
        return MINUS + renamed[1:] if renamed.startswith("-") else renamed


def letters(place: int) -> str:
    """A to Z, then AA, AB and so on.

    >>> [letters(place) for place in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    first, last = divmod(place, len(ascii_uppercase))
    return (letters(first - 1) if first else "") + ascii_uppercase[last]


def names_of(report: Report, items: Iterable[str]) -> Names:
    """The names of questions (in the order of the questionnaire) and of all indices of a report.

    A synthetic wave gets letters and numbers in place of questions and titles, so that nobody quotes a correlation or a loading
    that was invented.
    """
    ids, indices = tuple(items), report.instrument.indices
    if report.wave.synthetic:
        short = {one: letters(place) for place, one in enumerate(ids)}
        long = {one: report.say("measurement_neutral_item", letter=letter) for one, letter in short.items()}
        titles = {index.id: report.say("measurement_neutral_index", number=place) for place, index in enumerate(indices, 1)}
        return Names(short, long, titles, neutral=True)
    known = {one: item_or_row(report.instrument, one) for one in ids}
    return Names(
        {one: item.number for one, item in known.items()},
        {one: f"{item.number}. {item.label[report.language]}" for one, item in known.items()},
        {index.id: f"{index.id}. {index.title[report.language]}" for index in indices},
        neutral=False,
    )
