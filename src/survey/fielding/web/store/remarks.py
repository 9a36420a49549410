"""What people say about the questions in a pilot: one remark of a person on a question, under a key that the record gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from survey.fielding.web.store.codes import digest


def put(connection: sqlite3.Connection, record: str, item: str, language: str, text: str) -> None:
    """Keep a remark in place of the one before; an empty text takes it away."""
    key = _key(record, item)
    connection.execute("DELETE FROM comments WHERE id = ?", (key,))
    if text:
        connection.execute("INSERT INTO comments VALUES (?, ?, ?, ?)", (key, item, language, text))


def of_record(connection: sqlite3.Connection, record: str) -> dict[str, str]:
    """Item -> what the person remarked on it."""
    found = {
        item: connection.execute("SELECT text FROM comments WHERE id = ?", (key,)).fetchone()
        for item, key in _keys(connection, record)
    }
    return {item: text[0] for item, text in found.items() if text is not None}


def erase(connection: sqlite3.Connection, record: str) -> None:
    """Erase the remarks of a person."""
    connection.executemany("DELETE FROM comments WHERE id = ?", [(key,) for _, key in _keys(connection, record)])


def cut_off(connection: sqlite3.Connection, make: Callable[[], str]) -> None:
    """Give each remark a new key that leads to nobody."""
    kept = [(make(), *row) for row in connection.execute("SELECT item, language, text FROM comments")]
    connection.execute("DELETE FROM comments")
    connection.executemany("INSERT INTO comments VALUES (?, ?, ?, ?)", kept)


def _key(record: str, item: str) -> str:
    return digest("comment", f"{record}\0{item}").hex()


def _keys(connection: sqlite3.Connection, record: str) -> Iterator[tuple[str, str]]:
    for (item,) in connection.execute("SELECT DISTINCT item FROM comments").fetchall():
        yield item, _key(record, item)
