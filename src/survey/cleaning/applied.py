"""The record of decisions that were applied, each with whom it was about; every run holds the answers against it.

A decision by number would silently strike another person where a new download, or another reading of the file, has another order.
The record stands beside the decisions and goes with the wave; it holds no answers, only their fingerprints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from survey.cleaning import trials
from survey.cleaning.found import OFF
from survey.cleaning.options import place_of
from survey.cleaning.people import ids_of
from survey.cleaning.sheet import read_sheet
from survey.cleaning.written import text_key
from survey.errors import (
    DECISION_LOST,
    DECISION_MOVED,
    DECISIONS_NEW,
    DECISIONS_UNCHECKED,
    TESTER_LOST,
    TESTER_MOVED,
    Place,
    Problem,
    problem,
)
from survey.wave.raw_sums import is_another
from survey.wave.responses import Responses
from survey.wave.settings import Settings
from survey.wave.sheet_cells import without_controls
from survey.wave.wave import DECISIONS, Wave, no_decisions

if TYPE_CHECKING:
    from survey.cleaning.decisions import Decision
    from survey.cleaning.options import Choice

FILE = "decisions-applied.csv"
"""The record in the folder of the wave."""

Key = tuple[str, ...]
_KEY = ("respondent", "do", "item", "value", "rule", "who", "when", "why")


def applied(decisions: Iterable[Decision], choices: Mapping[str, Choice], responses: Responses) -> pd.DataFrame:
    """A row per decision as it was written, with number and id of the person and the fingerprint of their answers;
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
    """What is known of the decisions that were applied at the last cleaning.

    responses: the answers of today as they were received. records: decision -> (id, fingerprint) of the person; None where there
    is no record. another: whether the file of answers is another one than at the last cleaning.
    """

    responses: Responses
    records: Mapping[Key, tuple[str, str]] | None
    another: bool

    def moved(self, written: Mapping[str, str], place: Place) -> Problem | None:
        """The problem of a decision by number that was applied before, to somebody who does not stand at this number now."""
        number = written.get("respondent", "")
        do = " ".join(part for name in ("do", "item", "rule") if (part := written.get(name, "")))
        return self._elsewhere(
            written,
            lambda row: problem(DECISION_MOVED, place, respondent=number, do=do, row=row),
            lambda: problem(DECISION_LOST, place, respondent=number, do=do),
        )

    def in_settings(self, choices: Mapping[str, Choice], settings: Settings) -> list[Problem]:
        """The problems of people whom wave.yaml names by number: who stand elsewhere now, or of whom nothing is on record."""
        named, place = _in_settings(choices), place_of(settings, trials.RULE.name, "respondents")
        problems = [self._tester(one, place) for one in named]
        return [*filter(None, problems), *self.unchecked([one["respondent"] for one in named], place)]

    def _tester(self, written: Mapping[str, str], place: Place) -> Problem | None:
        number = written["respondent"]
        return self._elsewhere(
            written,
            lambda row: problem(TESTER_MOVED, place, respondent=number, row=row),
            lambda: problem(TESTER_LOST, place, respondent=number),
        )

    def _elsewhere(
        self, written: Mapping[str, str], moved: Callable[[str], Problem], lost: Callable[[], Problem]
    ) -> Problem | None:
        """Nothing where the person on record still stands at the number; else who knows where the person stands now, or not."""
        known = self._known(written)
        label = self._labels.get(written.get("respondent", ""))
        if known is None or (label is not None and self._is(label, *known)):
            return None
        rows = [str(one) for one in self._where(*known)]
        return moved(rows[0]) if len(rows) == 1 else lost()

    def _known(self, written: Mapping[str, str]) -> tuple[str, str] | None:
        """The id and the fingerprint that are on record for a decision by number."""
        return None if self.records is None or written.get("id") else self.records.get(_key(written))

    def unchecked(self, numbers: Iterable[str], place: Place) -> list[Problem]:
        """The problem of numbers where nothing is on record that tells whom they meant in the former file."""
        named = tuple(dict.fromkeys(numbers))
        if self.records is not None or not self.another or not named:
            return []
        return [problem(DECISIONS_UNCHECKED, place, file=self.responses.source.name, respondents=named)]

    def unsure(self, decisions: Iterable[Decision], choices: Mapping[str, Choice]) -> list[Problem]:
        """A warning with the numbers of which the record does not tell whom they mean: decisions that were not there before a
        new file came, and people whose ids are of another kind now."""
        if self.records is None:
            return []
        written = [*(one.written for one in decisions), *_in_settings(choices)]
        numbers = [one["respondent"] for one in written if not one.get("id") and self._is_unsure(self._known(one))]
        return [problem(DECISIONS_NEW, respondents=tuple(dict.fromkeys(numbers)))] if numbers else []

    def _is_unsure(self, known: tuple[str, str] | None) -> bool:
        return self.another if known is None else bool(known[0]) and known[0] not in self._holders

    def _is(self, label: Hashable, identity: str, answers: str) -> bool:
        """Whether somebody is the person on record: by the platform's id, where the answers have it once, else by the answers.

        Where other ids on record are still there, an id that is gone is that of a person who is gone.
        """
        holders = self._holders.get(identity, []) if identity else []
        if len(holders) == 1 or (holders and label not in holders):
            return label in holders
        if identity and not holders and self._same_ids:
            return False
        return fingerprint(self.responses, label) == answers

    def _where(self, identity: str, answers: str) -> list[Hashable]:
        """Where the person on record stands now."""
        holders = self._holders.get(identity, []) if identity else []
        if len(holders) == 1 or (identity and not holders and self._same_ids):
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
    def _same_ids(self) -> bool:
        """Whether the ids of today are of the kind on record: any of those is still there."""
        return any(identity in self._holders for identity, _ in (self.records or {}).values() if identity)

    @cached_property
    def _fingerprints(self) -> dict[Hashable, str]:
        text = self.responses.text
        cells = text.to_numpy(dtype=object)
        return {label: _sum(zip(text.columns, row, strict=True)) for label, row in zip(text.index, cells, strict=True)}


def read_former(folder: Path | None, responses: Responses) -> Former | None:
    """What the record in the folder of a wave tells; None where the wave has no folder.

    responses: the answers of today as they were received. Raises DataError where the record is no such table.
    """
    if folder is None:
        return None
    path = folder / FILE
    if not path.is_file():
        return Former(responses, None, is_another(folder, responses.source.name, responses.source.sha256))
    rows = [row.cells for row in read_sheet(path, DECISIONS).rows]
    of_files = [row["answers"] for row in rows if not row["respondent"]]
    records = {_key(row): (row["id"], row["answers"]) for row in rows if row["respondent"]}
    return Former(responses, records, of_files != [responses.source.sha256])


def record(wave: Wave, responses: Responses) -> pd.DataFrame:
    """The lines of the record of a wave: its decisions; at the end, without a person, the SHA-256 of the file of answers."""
    whole = pd.DataFrame([{"answers": responses.source.sha256}], columns=list(DECISIONS), dtype="string")
    # A file with control characters is taken for no text when it is read.
    return pd.concat([wave.decisions[list(DECISIONS)].map(without_controls), whole], ignore_index=True)


def _key(written: Mapping[str, str]) -> Key:
    """What makes a decision the same one: all that was written but the id; of a time only the day, which a workbook may add."""
    return tuple(text_key(without_controls(written.get(name, "")))[: 10 if name == "when" else None] for name in _KEY)
