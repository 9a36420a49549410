"""The events of one record: adding one, and making one of many, so that none grows without end or keeps what was taken back."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from survey.errors import RECORD_UNKNOWN, error
from survey.fielding.web.store.record import SAVE, SUBMIT, Record, derive

MOST, BYTES_MOST, LAST = 200, 1_000_000, 20
"""Events and bytes of a record beyond which the older ones become one, and how many of the newest stay as they are: a browser may
try again a save that was not answered, and it is known by its id."""

_ROW = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)"
_EVENTS = "SELECT kind, page, language, body FROM events WHERE record = ? ORDER BY seq"


def row(connection: sqlite3.Connection, record: str) -> tuple[str, str, str | None, str]:
    """(id, language in which it began, group, mode); FieldingError where there is no such record."""
    found: tuple[str, str, str | None, str] | None = connection.execute(
        "SELECT id, language, people, mode FROM records WHERE id = ?", (record,)
    ).fetchone()
    if found is None:
        raise error(RECORD_UNKNOWN)
    return found


def derived(connection: sqlite3.Connection, record: str) -> Record:
    """The record that its events make up; FieldingError where there is none of this id."""
    return derive(*row(connection, record), connection.execute(_EVENTS, (record,)))


def is_sent(connection: sqlite3.Connection, record: str) -> bool:
    """Whether a record was sent."""
    return connection.execute("SELECT 1 FROM events WHERE record = ? AND kind = ?", (record, SUBMIT)).fetchone() is not None


def is_known(connection: sqlite3.Connection, record: str, event: str) -> bool:
    """Whether an event of this id is kept already."""
    return connection.execute("SELECT 1 FROM events WHERE record = ? AND id = ?", (record, event)).fetchone() is not None


def add(
    connection: sqlite3.Connection, record: str, event: str, kind: str, page: str | None, language: str, told: dict[str, Any]
) -> None:
    """Add an event; where there are too many, the older ones become one that says the same."""
    n, size, last = connection.execute(
        "SELECT count(*), coalesce(sum(length(body)), 0), coalesce(max(seq), -1) FROM events WHERE record = ?", (record,)
    ).fetchone()
    if n > LAST and (n >= MOST or size >= BYTES_MOST):
        _join_older(connection, record)
    connection.execute(_ROW, (record, last + 1, event, kind, page, language, _words(told)))


def keep_result(connection: sqlite3.Connection, key: str, record: Record) -> None:
    """Let nothing stand under a key but what a record came to, and that it was sent: no answer that was taken back, no course."""
    connection.execute("DELETE FROM events WHERE record = ?", (key,))
    connection.execute(_ROW, (key, 0, "", SAVE, None, record.language, _words(_result(record))))
    connection.execute(_ROW, (key, 1, "", SUBMIT, None, "", "{}"))


def _join_older(connection: sqlite3.Connection, record: str) -> None:
    [(until,)] = connection.execute(
        "SELECT seq FROM events WHERE record = ? ORDER BY seq DESC LIMIT 1 OFFSET ?", (record, LAST)
    ).fetchall()
    older = connection.execute(
        "SELECT kind, page, language, body FROM events WHERE record = ? AND seq <= ? ORDER BY seq", (record, until)
    )
    one = derive(*row(connection, record), older.fetchall())
    told = _result(one) | {"drawn": {item: list(codes) for item, codes in one.drawn.items()}}
    connection.execute("DELETE FROM events WHERE record = ? AND seq <= ?", (record, until))
    connection.execute(_ROW, (record, until, "", SAVE, one.page, one.language, _words(told)))


def _result(record: Record) -> dict[str, Any]:
    return {
        "answers": dict(record.answers),
        "order": {item: list(codes) for item, codes in record.orders.items()},
        "pages": dict(record.seconds),
    }


def _words(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
