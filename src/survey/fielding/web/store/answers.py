"""The store of answers: what people said, as events under a random key, with no name, no link, no address and no time.

It knows nothing of invitations. A day is kept only as a count of all who began and sent on it, never beside a record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from survey.errors import ANSWERS_CLOSED, RECORD_LACKS, RECORD_NOT_AN_ID, RECORD_SENT, error
from survey.fielding.web.seconds import bucket
from survey.fielding.web.store import remarks
from survey.fielding.web.store.codes import digest, is_record, new_record, plain_code, recovery_code
from survey.fielding.web.store.database import Database, T, Work
from survey.fielding.web.store.events import add, derived, is_known, is_sent, keep_result, row
from survey.fielding.web.store.record import BEGIN, SAVE, Mode, Record
from survey.fielding.web.store.tallies import Counts, count, days
from survey.i18n.text import Language

SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    id TEXT PRIMARY KEY, recovery BLOB UNIQUE, language TEXT NOT NULL, people TEXT, mode TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS events (
    record TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, page TEXT, language TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (record, seq)
) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS comments (
    id TEXT PRIMARY KEY, item TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS days (
    day TEXT NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, kind)
) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT
"""
"""A record's events are numbered within it alone, so that nothing orders the records."""

_CLOSED = "closed"
EACH = 10
"""Records that begin or are sent until the file is written anew."""


class Answers:
    """The answers of one wave; safe for several threads and several processes."""

    def __init__(self, path: Path) -> None:
        """Open the store, made where there is none."""
        self._database = Database(path, SCHEMA)

    # -- one person ----------------------------------------------------------------------------------------------------
    def begin(
        self,
        record: str,
        *,
        language: Language,
        group: str | None,
        mode: Mode,
        today: date,
        order: Mapping[str, Sequence[str]] | None = None,
    ) -> str:
        """Begin a record and return its recovery code; where it has begun already, only the code.

        Parameters
        ----------
        record
            32 hexadecimal digits that the browser's side made (`codes.new_record`); never written anywhere but here.
        language, group
            The language in which the person began; the group of the invitation, None for an open link.
        mode
            `invited`, `open` or `pilot`.
        today
            Counted for the whole wave; not kept beside the record.
        order
            Item -> codes in the random order in which this person is to see them.

        Raises
        ------
        FieldingError
            The id has another form, or the wave is closed.
        """
        if not is_record(record):
            raise error(RECORD_NOT_AN_ID)
        code = recovery_code(record)
        begun = (record, _hashed(code), language, group, mode)

        def work(connection: sqlite3.Connection) -> bool:
            added = connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", begun).rowcount
            if added and order:
                drawn = {item: list(codes) for item, codes in order.items()}
                add(connection, record, "", BEGIN, None, language, {"drawn": drawn})
            return bool(added) and _count_day(connection, today, "started")

        self._mix(self._write(work))
        return code

    def save(
        self,
        record: str,
        *,
        page: str | None,
        answers: Mapping[str, Any],
        language: Language,
        event: str,
        today: date,
        seconds: float | None = None,
        order: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Keep answers; they are on the disk when this returns.

        Parameters
        ----------
        record
            A record that has begun.
        page
            The page on which they were given; None where no page was seen (answers brought back from elsewhere).
        answers
            Column (`item`, `item.option` with True or False, `item.row`, `item.other.text`) -> code, number or text; None
            where an answer was taken back. Only what changed needs to be told.
        language
            The language of the page.
        event
            An id that the browser made for this very save: told twice, it is kept once.
        seconds
            Time on the page since it was opened, told once, when it is left; kept in coarse steps.
        order
            Item -> codes in the random order in which they were shown; the first that is told for an item stays.

        Raises
        ------
        FieldingError
            The record has not begun, was sent already, or the wave is closed.
        """
        body: dict[str, Any] = {"answers": dict(answers)}
        if seconds is not None:
            body["seconds"] = bucket(seconds)
        if order:
            body["order"] = {item: list(codes) for item, codes in order.items()}

        def work(connection: sqlite3.Connection) -> None:
            row(connection, record)
            if is_known(connection, record, event):
                return
            if is_sent(connection, record):
                raise error(RECORD_SENT)
            add(connection, record, event, SAVE, page, language, body)

        self._write(work)

    def submit(self, record: str, today: date, whole: Callable[[Record], bool] = lambda record: True) -> bool:
        """Send a record; False where it was sent before, so that a second click changes nothing.

        Its events become one at the same time: an answer that was taken back, or ruled out by a later one, is overwritten.

        Parameters
        ----------
        record
            A record that has begun.
        today
            Counted for the whole wave; not kept beside the record.
        whole
            Whether nothing is lacking; asked within the transaction, so that no save comes between the question and the sending.

        Raises
        ------
        FieldingError
            The record has not begun, something is lacking, or the wave is closed.
        """

        def work(connection: sqlite3.Connection) -> tuple[bool, bool]:
            told = derived(connection, record)
            if told.submitted:
                return False, False
            if not whole(told):
                raise error(RECORD_LACKS)
            keep_result(connection, record, told)
            return True, _count_day(connection, today, "completed")

        sent, due = self._write(work)
        self._mix(due)
        return sent

    def record(self, record: str) -> Record:
        """What is known of a record; FieldingError where there is none of this id."""
        with self._database.reading() as connection:
            return derived(connection, record)

    def recover(self, code: str) -> str | None:
        """The id of the record that a recovery code opens; None where it opens none."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT id FROM records WHERE recovery = ?", (_hashed(code),)).fetchone()
            return None if found is None else str(found[0])

    def erase(self, code: str) -> bool:
        """Erase the record that a recovery code opens, with its remarks, overwriting their bytes; False where it opens none.

        Raises FieldingError where the wave is closed: its answers were released under other ids.
        """

        def work(connection: sqlite3.Connection) -> bool:
            found = connection.execute("SELECT id, mode FROM records WHERE recovery = ?", (_hashed(code),)).fetchone()
            if found is None:
                return False
            record, mode = found
            sent = "sent" if is_sent(connection, record) else "unsent"
            remarks.erase(connection, record)
            connection.execute("DELETE FROM events WHERE record = ?", (record,))
            connection.execute("DELETE FROM records WHERE id = ?", (record,))
            connection.execute(
                "INSERT INTO facts VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1", (f"erased_{sent}_{mode}",)
            )
            return True

        return self._write(work)

    def comment(self, record: str, item: str, text: str) -> None:
        """Keep what somebody says about a question in a pilot, in place of what was said before; an empty text takes it away.

        Raises FieldingError where the record has not begun, or the wave is closed.
        """
        self._write(lambda connection: remarks.put(connection, record, item, row(connection, record)[1], text))

    def remarks(self, record: str) -> dict[str, str]:
        """Item -> what somebody said about it."""
        with self._database.reading() as connection:
            return remarks.of_record(connection, record)

    # -- all of them ---------------------------------------------------------------------------------------------------
    def counts(self) -> Counts:
        """How many began, sent and broke off, by language and group; never an answer."""
        with self._database.reading() as connection:
            return count(connection)

    def days(self) -> dict[str, dict[date, int]]:
        """`started` and `completed` -> day -> how many; of nobody in particular."""
        with self._database.reading() as connection:
            return days(connection)

    def erased(self) -> dict[tuple[str, str], int]:
        """How many records were erased by their code: (`sent` or `unsent`, mode) -> n."""
        with self._database.reading() as connection:
            known = connection.execute("SELECT name, value FROM facts WHERE name LIKE 'erased%'").fetchall()
        return {(name.split("_")[1], name.split("_")[2]): int(n) for name, n in known}

    def submitted(self) -> list[Record]:
        """Every record that was sent, in the order of random keys."""
        return self._all(sent=True)

    def unsent(self) -> list[Record]:
        """Every record that has begun and was not sent, in the order of random keys."""
        return self._all(sent=False)

    def comments(self) -> list[tuple[str, str, str]]:
        """(item, language, words) of the pilot, in the order of random keys."""
        with self._database.reading() as connection:
            return connection.execute("SELECT item, language, text FROM comments ORDER BY id").fetchall()

    # -- the end of the fieldwork --------------------------------------------------------------------------------------
    @property
    def closed(self) -> bool:
        """Whether the wave takes no more answers."""
        with self._database.reading() as connection:
            return _closed(connection)

    def seal(self) -> None:
        """Take no more answers: every server on this store refuses from now on."""
        with self._database.writing() as connection:
            connection.execute("INSERT INTO facts VALUES (?, '1') ON CONFLICT (name) DO NOTHING", (_CLOSED,))

    def forget(self, make: Callable[[], str] = new_record) -> None:
        """Drop what nobody needs after the release: unsent records, recovery codes, what led from a person to a remark.

        Each record that was sent gets a new random id, and the file is written anew: neither a browser's cookie nor a recovery
        code leads to it any more.
        """
        kept = self.submitted()
        with self._database.writing() as connection:
            if not _closed(connection):
                raise RuntimeError("only a closed store forgets")
            connection.execute("DELETE FROM events")
            connection.execute("DELETE FROM records")
            for record in kept:
                key = make()
                new = (key, record.language, record.group, record.mode)
                connection.execute("INSERT INTO records VALUES (?, NULL, ?, ?, ?)", new)
                keep_result(connection, key, record)
            remarks.cut_off(connection, make)
        self.rewrite()

    def rewrite(self) -> None:
        """Write the file anew, in the order of its keys."""
        self._database.rewrite()

    def copy(self, to: Path) -> None:
        """A whole copy of the store while it is in use."""
        self._database.copy(to)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    # -- within --------------------------------------------------------------------------------------------------------
    def _all(self, *, sent: bool) -> list[Record]:
        with self._database.reading() as connection:
            ids = [one for (one,) in connection.execute("SELECT id FROM records ORDER BY id")]
            return [derived(connection, one) for one in ids if is_sent(connection, one) is sent]

    def _mix(self, due: bool) -> None:
        """Write the file anew where it is due: what happened is kept already, so a disk that has no room for it stops nobody."""
        if due:
            with suppress(sqlite3.Error):
                self.rewrite()

    def _write(self, work: Work[T]) -> T:
        """Do work in a store that is not closed; the saves of several people share a commit."""

        def unless_closed(connection: sqlite3.Connection) -> T:
            if _closed(connection):
                raise error(ANSWERS_CLOSED)
            return work(connection)

        return self._database.write(unless_closed)


def _hashed(code: str) -> bytes:
    return digest("recovery code", plain_code(code))


def _closed(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM facts WHERE name = ?", (_CLOSED,)).fetchone() is not None


def _count_day(connection: sqlite3.Connection, today: date, kind: str) -> bool:
    """Count somebody; whether the file is to be written anew: at the first of a day, and after each `EACH`.

    Else the places of records in the file would tell their order, and with the counts of the days on which day each came.
    """
    [(n,)] = connection.execute(
        "INSERT INTO days VALUES (?, ?, 1) ON CONFLICT (day, kind) DO UPDATE SET n = n + 1 RETURNING n", (today.isoformat(), kind)
    ).fetchall()
    [(every,)] = connection.execute("SELECT sum(n) FROM days").fetchall()
    return bool(n == 1 or every % EACH == 0)
