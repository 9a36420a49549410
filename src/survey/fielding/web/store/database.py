"""A SQLite file that loses nothing it accepted and keeps no order: the ground under both stores.

Rows have random keys and no row number (WITHOUT ROWID), so a query gives them in the order of chance. Two things would still tell
which row came first, and are shut here:

- The journal. A write-ahead file holds the last writes one after another, in their order, also after they have gone into the
  database; `persist` leaves the pages of the last writes. With `truncate` the journal is cut to nothing at each commit.
- Room inside a page. SQLite puts a new row where there is room, so the bytes of the file betray what came last. `rewrite` writes
  the file anew in the order of the keys, and a copy is made in that order too.

`synchronous=FULL` waits at each commit until the disk has the bytes (`fullfsync`: on a Mac too): what a page of the
questionnaire calls saved survives a power cut. `secure_delete` overwrites what is deleted, and `temp_store` keeps what SQLite
puts aside out of temporary files.

A commit takes the disk some milliseconds, on a busy machine tens of them. So writers that wait for each other share one: whoever
finds the connection free does the work of all who wait, each piece within a savepoint, and commits once. Nobody is told that
anything was written before the disk has it, and nobody reads it before.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

WAIT = 30.0
"""Seconds that a writer waits for another one, who may be another process."""
MOST = 64
"""Writers that share one commit, at most: readers wait for its end."""
_REWRITER = ThreadPoolExecutor(1, thread_name_prefix="rewrite")
"""Rewriting holds the whole file in memory, and the C library keeps some of it for each thread that did so once."""

PRAGMAS = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "mmap_size=0",
)

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Database:
    """One connection to one file, for any number of threads, one at a time."""

    def __init__(self, path: Path, schema: str) -> None:
        """Open the file, made where there is none; `schema` creates tables where they are not there."""
        self.path = path
        self._waiting: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._door = threading.Condition()
        self._owner: int | None = None  # the thread that has the connection
        self._first = 0  # those who wait for it and share with nobody
        new = not path.exists()
        self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        if new:
            path.chmod(0o600)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        with self.writing() as connection:
            for statement in filter(str.strip, schema.split(";")):
                connection.execute(statement)

    def write(self, work: Work[T]) -> T:
        """Do work in a transaction, and return what it returns when the disk has it; others who wait share the commit.

        What the work raises takes back itself alone; what SQLite or the disk refuses fails all who share, each with an
        OperationalError. An exception too is told only after the commit: it may rest on what another one wrote ("sent already"),
        which must not be told before it is true.

        Parameters
        ----------
        work
            Given the connection; done once, perhaps by another thread.
        """
        self._refuse_within()
        told: Future[T] = Future()
        self._waiting.append((work, told))
        while self._take(told):
            try:
                self._commit_waiting()
            finally:
                self._give()
        return told.result()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that shares with nobody, and holds the place of the only writer from its beginning: all of it is kept, or
        nothing."""
        with self._alone():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What the file holds at one moment."""
        with self._alone():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._roll_back()

    def rewrite(self) -> None:
        """Write the file anew, in the order of its keys: neither what was deleted nor what came first can be seen in it."""
        with self._alone():
            _REWRITER.submit(self._connection.execute, "VACUUM").result()

    def copy(self, to: Path) -> None:
        """A whole copy while others go on writing; in the order of the keys, which a copy page by page would not have.

        It reads by a connection of its own, so that it may be made while this one holds the place of the writer.
        """
        reader = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        try:
            reader.execute("VACUUM INTO ?", (str(to),))
        finally:
            reader.close()
        to.chmod(0o600)

    def close(self) -> None:
        """Let the file go."""
        with self._alone():
            self._connection.close()

    # -- whose turn it is ----------------------------------------------------------------------------------------------
    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._refuse_within()
        self._take()
        try:
            yield
        finally:
            self._give()

    def _take(self, told: Future[Any] | None = None) -> bool:
        """Wait for the connection; False where another thread did the work meanwhile, which `told` tells.

        Who shares with nobody, as readers do, goes first: a stream of writers would never let them in.
        """
        alone = told is None
        with self._door:
            self._first += alone
            try:
                while not (told and told.done()) and (self._owner is not None or (self._first and not alone)):
                    self._door.wait()
            finally:
                self._first -= alone
            if told and told.done():
                return False
            self._owner = threading.get_ident()
        return True

    def _refuse_within(self) -> None:
        if self._owner == threading.get_ident():
            raise RuntimeError("a transaction within a transaction")

    def _give(self) -> None:
        with self._door:
            self._owner = None
            self._door.notify_all()

    # -- one commit for many -------------------------------------------------------------------------------------------
    def _commit_waiting(self) -> None:
        batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST))]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(work) for work, _ in batch]
            self._connection.execute("COMMIT")
        except BaseException as why:
            self._roll_back()
            for _, told in batch:
                failure = sqlite3.OperationalError(*why.args)
                failure.__cause__ = why
                told.set_exception(failure)
            if not isinstance(why, Exception):
                raise
            return
        for (_, told), (result, problem) in zip(batch, outcomes, strict=True):
            told.set_result(result) if problem is None else told.set_exception(problem)

    def _attempt(self, work: Work[T]) -> tuple[T | None, Exception | None]:
        """What a piece of work returned, or raised and so takes back."""
        self._connection.execute("SAVEPOINT one")
        outcome: tuple[T | None, Exception | None]
        try:
            outcome = work(self._connection), None
        except Exception as why:
            if not self._connection.in_transaction:  # a disk that is full or broken: the work of the others is gone as well
                raise
            self._connection.execute("ROLLBACK TO one")
            outcome = None, why
        self._connection.execute("RELEASE one")
        return outcome

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
