"""The record of decisions that were applied, each with whom it was about; a new file of answers is held against it.

A decision by number would silently strike another person where a new download has another order.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from survey.cleaning import trials
from survey.cleaning.found import OFF
from survey.cleaning.people import ids_of
from survey.cleaning.sheet import csv_lines
from survey.cleaning.written import text_key
from survey.errors import DECISION_LOST, DECISION_MOVED, DECISIONS_NEW, DECISIONS_UNCHECKED, Place, Problem, problem, raise_all
from survey.wave.raw_sums import CLEAN, as_recorded, is_another
from survey.wave.responses import Responses
from survey.wave.wave import DECISIONS, no_decisions

if TYPE_CHECKING:
    from survey.cleaning.decisions import Decision
    from survey.cleaning.options import Choice

FILE = "decisions.csv"
"""The record in `clean/`; who writes decisions does so in the folder of the wave."""

Key = tuple[str, ...]
_KEY = ("respondent", "do", "item", "value", "rule", "who", "when", "why")


def applied(decisions: Iterable[Decision], choices: Mapping[str, Choice], responses: Responses) -> pd.DataFrame:
    """The record: a row per decision as it was written, with number and id of the person and the fingerprint of their answers;
    after them those whom wave.yaml names by number.

    responses: as they were received.
    """
    named = [*(one.written for one in decisions), *_in_settings(choices)]
    if not named:
        return no_decisions()
    ids, numbers = ids_of(responses), {str(label): label for label in responses.answers.index}
    known = [(one, numbers[one["respondent"]]) for one in named if one["respondent"] in numbers]
    rows = [{**one, "id": ids.get(label, ""), "answers": fingerprint(responses, label)} for one, label in known]
    return pd.DataFrame({name: pd.Series([row.get(name, "") for row in rows], dtype="string") for name in DECISIONS})


def _in_settings(choices: Mapping[str, Choice]) -> list[dict[str, str]]:
    """Whom the rule `tests` of wave.yaml names by number, as lines of the record."""
    name, choice = trials.RULE.name, choices[trials.RULE.name]
    return [] if choice.action == OFF else [{"respondent": str(one), "rule": name} for one in choice.parameters["respondents"]]


def fingerprint(responses: Responses, respondent: Hashable) -> str:
    """SHA-256 of a person's answers as received, in hexadecimal; empty cells do not count, nor the order of the questions."""
    return _sum((column, responses.text.at[respondent, column]) for column in responses.text.columns)


def _sum(cells: Iterable[tuple[Hashable, object]]) -> str:
    given = sorted((str(column), str(cell)) for column, cell in cells if not pd.isna(cell))  # type: ignore[call-overload]
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()


@dataclass(frozen=True)
class Former:
    """What is known of the decisions that were applied to a former file of answers.

    responses: the answers of the new file as they were received. records: decision -> (id, fingerprint) of the person; None where
    nothing is on record.
    """

    responses: Responses
    records: Mapping[Key, tuple[str, str]] | None

    def moved(self, written: Mapping[str, str], place: Place) -> Problem | None:
        """The problem of a decision by number that was applied before, to somebody who does not stand at this number now."""
        known = None if self.records is None or written.get("id") else self.records.get(_key(written))
        if known is None:
            return None
        number = written["respondent"]
        label = self._labels.get(number)
        if label is not None and self._is(label, *known):
            return None
        do = " ".join(part for name in ("do", "item", "rule") if (part := written.get(name, "")))
        rows = [str(one) for one in self._where(*known)]
        if len(rows) == 1:
            return problem(DECISION_MOVED, place, respondent=number, do=do, row=rows[0])
        return problem(DECISION_LOST, place, respondent=number, do=do)

    def check_settings(self, choices: Mapping[str, Choice], place: Place) -> None:
        """Raise CleaningError where wave.yaml names people by number who stand elsewhere now, or of whom nothing is on record."""
        named = _in_settings(choices)
        problems = [found for one in named if (found := self.moved(one, place)) is not None]
        raise_all([*problems, *self.unchecked([one["respondent"] for one in named], place)])

    def unchecked(self, numbers: Iterable[str], place: Place) -> list[Problem]:
        """The problem of numbers where nothing is on record that tells whom they meant in the former file."""
        named = tuple(dict.fromkeys(numbers))
        if self.records is not None or not named:
            return []
        return [problem(DECISIONS_UNCHECKED, place, file=self.responses.source.name, respondents=named)]

    def unseen(self, decisions: Iterable[Decision], choices: Mapping[str, Choice]) -> list[Problem]:
        """A warning with the numbers of decisions that were not applied before, so that nothing tells whom they mean."""
        records = self.records or {}
        written = [*(one.written for one in decisions), *_in_settings(choices)]
        new = [one["respondent"] for one in written if not one.get("id") and _key(one) not in records]
        return [problem(DECISIONS_NEW, respondents=tuple(dict.fromkeys(new)))] if new else []

    def _is(self, label: Hashable, identity: str, answers: str) -> bool:
        """Whether somebody is the person on record: by the platform's id, where the new file has it once, else by the answers."""
        holders = self._holders.get(identity, []) if identity else []
        if len(holders) == 1 or (holders and label not in holders):
            return label in holders
        return fingerprint(self.responses, label) == answers

    def _where(self, identity: str, answers: str) -> list[Hashable]:
        """Where the person on record stands now."""
        holders = self._holders.get(identity, []) if identity else []
        if len(holders) == 1:
            return holders
        among = holders or self._fingerprints
        return [label for label in among if self._fingerprints[label] == answers]

    @cached_property
    def _labels(self) -> dict[str, Hashable]:
        return {str(label): label for label in self.responses.answers.index}

    @cached_property
    def _holders(self) -> dict[str, list[Hashable]]:
        found: dict[str, list[Hashable]] = {}
        for label, one in ids_of(self.responses).items():
            found.setdefault(one, []).append(label)
        return found

    @cached_property
    def _fingerprints(self) -> dict[Hashable, str]:
        text = self.responses.text
        cells = text.to_numpy(dtype=object)
        return {label: _sum(zip(text.columns, row, strict=True)) for label, row in zip(text.index, cells, strict=True)}


def read_former(folder: Path | None, responses: Responses) -> Former | None:
    """The decisions that were applied to a former file of answers; None where the file is that on record, or none is."""
    if folder is None or not is_another(folder, responses.source.name, responses.source.sha256):
        return None
    path = folder / CLEAN / FILE
    try:
        lines = csv_lines(path) if as_recorded(folder, FILE) else []
    except (UnicodeDecodeError, csv.Error):
        lines = []
    if lines[:1] != [list(DECISIONS)]:  # edited or saved anew since, or a former version of this program kept none
        return Former(responses, None)
    rows = [dict(zip(DECISIONS, line, strict=False)) for line in lines[1:]]
    return Former(responses, {_key(row): (row.get("id", ""), row.get("answers", "")) for row in rows})


def _key(written: Mapping[str, str]) -> Key:
    """What makes a decision the same one: all that was written but the id; of a time only the day, which a workbook may add."""
    return tuple(text_key(written.get(name, ""))[: 10 if name == "when" else None] for name in _KEY)
