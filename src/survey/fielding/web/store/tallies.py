"""Counts over the store of answers: all that a person who watches the fieldwork may see."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from survey.fielding.web.store.record import SAVE, SUBMIT

Cell = tuple[str, str | None]
"""A language and a group; None for people of no group."""


@dataclass(frozen=True)
class Counts:
    """How far people came.

    started, completed: (language, group) -> records that began, and those of them that were sent. The language is the last in
    which the person answered. broken_off: page -> records that were not sent and whose last save was there; None for those that
    saved nothing. Whoever is just answering counts among them. modes: how a person came in -> (began, sent).
    """

    started: Mapping[Cell, int]
    completed: Mapping[Cell, int]
    broken_off: Mapping[str | None, int]
    modes: Mapping[str, tuple[int, int]]

    @property
    def n_started(self) -> int:
        """Records that began."""
        return sum(self.started.values())

    @property
    def n_completed(self) -> int:
        """Records that were sent."""
        return sum(self.completed.values())


_CELLS = f"""
SELECT coalesce((SELECT language FROM events WHERE record = records.id AND kind = '{SAVE}' ORDER BY seq DESC LIMIT 1), language),
       people, count(*), sum(EXISTS (SELECT 1 FROM events WHERE record = records.id AND kind = '{SUBMIT}'))
FROM records GROUP BY 1, 2 ORDER BY 1, 2
"""
_PAGES = f"""
SELECT (SELECT page FROM events WHERE record = records.id AND kind = '{SAVE}' AND page IS NOT NULL ORDER BY seq DESC LIMIT 1),
       count(*)
FROM records WHERE NOT EXISTS (SELECT 1 FROM events WHERE record = records.id AND kind = '{SUBMIT}') GROUP BY 1 ORDER BY 1
"""
_MODES = f"""
SELECT mode, count(*), sum(EXISTS (SELECT 1 FROM events WHERE record = records.id AND kind = '{SUBMIT}')) FROM records GROUP BY 1
"""


def count(connection: sqlite3.Connection) -> Counts:
    """The counts of a store at one moment."""
    cells = connection.execute(_CELLS).fetchall()
    started = {(language, group): n for language, group, n, _ in cells}
    completed = {(language, group): sent for language, group, _, sent in cells if sent}
    modes = {mode: (began, sent) for mode, began, sent in connection.execute(_MODES)}
    return Counts(started, completed, dict(connection.execute(_PAGES).fetchall()), modes)


def days(connection: sqlite3.Connection) -> dict[str, dict[date, int]]:
    """`started`, `completed` -> day -> how many."""
    found: dict[str, dict[date, int]] = {"started": {}, "completed": {}}
    for day, kind, n in connection.execute("SELECT day, kind, n FROM days ORDER BY day"):
        found[kind][date.fromisoformat(day)] = n
    return found
