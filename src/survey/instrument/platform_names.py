"""What the columns of a questionnaire are called on platforms that have rules of their own for names.

LimeSurvey takes letters and digits only, at most twenty of them, and cuts what is longer without a word; so a long id gets a
shorter name here, always the same one. Qualtrics numbers the rows of a matrix and names a ticked answer by its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind

LONGEST = 20
"""Signs that LimeSurvey keeps of the code of a question, a row or a ticked answer."""

_OWN = frozenset(
    [
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "startdate",
        "datestamp",
        "ipaddr",
        "refurl",
        "interviewtime",
        "token",
        "lang",
        "self",
        "this",
        "that",
        "sid",
        "gid",
        "qid",
        "other",
        "time",
        "count",
        "comment",
        "completed",
        "firstname",
        "lastname",
        "email",
    ]
)
"""Names that LimeSurvey keeps for itself, or that its files would take for columns of its own."""


@dataclass(frozen=True)
class LimeSurveyNames:
    """Item -> code of its question; (item, code) of a row or an offered answer of several -> code of its subquestion."""

    questions: dict[str, str]
    parts: dict[tuple[str, str], str]

    def columns(self, item: Item) -> dict[str, str]:
        """Column of our data -> header in a file of answers; the column of a text written to "other" is `item.other.text`."""
        name = self.questions[item.id]
        other = written_to(item)
        if item.kind is ItemKind.MATRIX:
            return {f"{item.id}.{row.code}": f"{name}[{self.parts[item.id, row.code]}]" for row in item.rows}
        if item.kind is ItemKind.MULTIPLE:
            ticks = {f"{item.id}.{one.code}": f"{name}[{self.parts[item.id, one.code]}]" for one in item.offered if one != other}
            return ticks if other is None else {**ticks, f"{item.id}.{other.code}": f"{name}[other]"}
        return {item.id: name} if other is None else {item.id: name, f"{item.id}.{other.code}.text": f"{name}[other]"}


def limesurvey_names(instrument: Instrument) -> LimeSurveyNames:
    """Codes that LimeSurvey takes as they are: a letter, then letters and digits, no two alike whatever their case.

    Examples
    --------
    >>> _codes(["region", "trust_in_the_constitutional_court", "trust_in_the_constitutional_council", "time"])
    ['region', 'trustintheconstcourt', 'trustintheconstcounc', 'timeq']
    """
    ids = [item.id for item in instrument.items]
    parts: dict[tuple[str, str], str] = {}
    for item in instrument.items:
        codes = [row.code for row in item.rows]
        if item.kind is ItemKind.MULTIPLE:
            codes = [option.code for option in item.offered if option != written_to(item)]
        parts |= {(item.id, code): short for code, short in zip(codes, _codes(codes), strict=True)}
    return LimeSurveyNames(dict(zip(ids, _codes(ids), strict=True)), parts)


def qualtrics_columns(item: Item) -> dict[str, str]:
    """Column of our data -> header in a file of answers.

    Ticked answers are `item_value`, rows of a matrix `item_1`, `item_2` ..., a text written to an answer `item_value_TEXT`.
    """
    if item.kind is ItemKind.MATRIX:
        return {f"{item.id}.{row.code}": f"{item.id}_{n}" for n, row in enumerate(item.rows, 1)}
    multiple = item.kind is ItemKind.MULTIPLE
    found = {f"{item.id}.{one.code}": f"{item.id}_{one.value}" for one in item.offered} if multiple else {item.id: item.id}
    other = written_to(item)
    return found if other is None else {**found, f"{item.id}.{other.code}.text": f"{item.id}_{other.value}_TEXT"}


def written_to(item: Item) -> Option | None:
    """The offered option that takes a text of the respondent's own; None where there is none, and for a matrix."""
    offered = () if item.kind is ItemKind.MATRIX else item.offered
    return next((option for option in offered if option.kind is OptionKind.OTHER), None)


def _codes(ids: Iterable[str]) -> list[str]:
    """Short ids first come to their own name, so that a long one never takes it."""
    ids = list(ids)
    found: dict[str, str] = {}
    for one in sorted(ids, key=lambda one: len(one.replace("_", ""))):
        name = _shortened(one.split("_"), LONGEST)
        name = f"{name[: LONGEST - 1]}q" if name in _OWN else name
        number, first = 2, name
        while name in found.values():
            name = f"{first[: LONGEST - len(str(number))]}{number}"
            number += 1
        found[one] = name
    return [found[one] for one in ids]


def _shortened(words: list[str], most: int) -> str:
    """The words side by side, the longest ones cut first, so that each can still be recognised.

    >>> _shortened(["territorial", "claims", "grounded"], 20)
    'territoclaimsgrounde'
    """
    words = [re.sub(r"[^a-z0-9]", "", word) for word in words]
    while sum(map(len, words)) > most:
        longest = max(range(len(words)), key=lambda n: (len(words[n]), n))
        words[longest] = words[longest][:-1]
    return "".join(words)
