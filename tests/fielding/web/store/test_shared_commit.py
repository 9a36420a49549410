"""Writers that wait for each other share one commit, and each is told the truth: on the disk, or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.fielding.web.store.database import MOST, Database

SCHEMA = "CREATE TABLE IF NOT EXISTS tea (name TEXT PRIMARY KEY, leaves TEXT) WITHOUT ROWID, STRICT"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "tea.sqlite", SCHEMA)
    yield opened
    opened.close()


def until(true: Callable[[], object]) -> None:
    while not true():
        time.sleep(0.001)


def on_disk(database: Database) -> set[str]:
    """What another process would find."""
    with sqlite3.connect(database.path) as other:
        return {name for (name,) in other.execute("SELECT name FROM tea")}


def add(database: Database, name: str, fails: bool = False, leaves: str = "") -> bool:
    """Write a name; whether it stood on the disk when that ended."""

    def work(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO tea VALUES (?, ?)", (name, leaves))
        if fails:
            raise KeyError(name)

    database.write(work)
    return name in on_disk(database)


def commits(database: Database, work: Callable[[], None]) -> int:
    told: list[str] = []
    database._connection.set_trace_callback(told.append)
    work()
    database._connection.set_trace_callback(None)
    return told.count("COMMIT")


def at_once(database: Database, jobs: list[Callable[[], bool]]) -> list[Future[bool]]:
    """Run the jobs in threads that have all come to the door before the first is let in."""
    with ThreadPoolExecutor(len(jobs)) as threads, database._alone():
        started = [threads.submit(job) for job in jobs]
        until(lambda: len(database._waiting) == len(jobs))
    return started


@contextmanager
def before_each(database: Database, happens: Callable[[str], None]) -> Iterator[None]:
    """Let something happen before each statement."""
    real = database._connection

    class Watched:
        in_transaction = property(lambda self: real.in_transaction)

        def execute(self, words: str, *more: Any) -> Any:
            happens(words)
            return real.execute(words, *more)

    database._connection = Watched()  # type: ignore[assignment]
    yield
    database._connection = real


def test_nobody_is_told_before_a_slow_disk_has_it(database: Database) -> None:
    with before_each(database, lambda words: time.sleep(0.2 * (words == "COMMIT"))):
        found = at_once(database, [lambda n=n: add(database, f"t{n}") for n in range(6)])  # type: ignore[misc]
    assert all(one.result() for one in found)


def test_twenty_who_wait_take_one_commit(database: Database) -> None:
    names = [f"t{n}" for n in range(20)]
    found: list[Future[bool]] = []
    n = commits(database, lambda: found.extend(at_once(database, [lambda name=name: add(database, name) for name in names])))  # type: ignore[misc]
    assert n == 1
    assert all(one.result() for one in found), "on the disk before it is told"
    assert on_disk(database) == set(names)


def test_who_writes_alone_does_not_wait(database: Database) -> None:
    assert commits(database, lambda: [add(database, name) for name in "abc"] and None) == 3


def test_one_who_fails_fails_alone(database: Database) -> None:
    """First, in the middle, last; and the same name twice: the second finds the first, though nothing is committed yet."""
    jobs = [lambda n=n: add(database, f"t{n}", fails=n in (0, 4, 9)) for n in range(10)]  # type: ignore[misc]
    found = at_once(database, [*jobs, lambda: add(database, "twice"), lambda: add(database, "twice")])
    kinds = [type(one.exception()) for one in found]
    assert [n for n, kind in enumerate(kinds[:10]) if kind is KeyError] == [0, 4, 9]
    assert sorted(kind.__name__ for kind in kinds[10:]) == ["IntegrityError", "NoneType"]
    assert on_disk(database) == {"twice", *(f"t{n}" for n in range(10) if n not in (0, 4, 9))}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=12))
def test_what_is_there_is_what_was_told(tmp_path: Path, jobs: list[tuple[int, bool]]) -> None:
    (tmp_path / "tea.sqlite").unlink(missing_ok=True)
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    found = at_once(database, [lambda job=job: add(database, str(job[0]), fails=job[1]) for job in jobs])  # type: ignore[misc]
    told = [str(name) for (name, _), one in zip(jobs, found, strict=True) if one.exception() is None]
    assert sorted(told) == sorted(on_disk(database)), "each once"
    database.close()


def test_nobody_reads_what_is_not_on_the_disk(database: Database) -> None:
    """A reader who comes while others write waits for the commit."""
    inside, go_on = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO tea VALUES ('black', '')")
        inside.set()
        go_on.wait(10)

    def read() -> bool:
        with database.reading() as connection:
            return {name for (name,) in connection.execute("SELECT name FROM tea")} == {"black"} == on_disk(database)

    with ThreadPoolExecutor(2) as threads:
        writer = threads.submit(database.write, slow)
        assert inside.wait(10)
        reader = threads.submit(read)
        until(lambda: database._first)
        assert not writer.done()
        assert not reader.done()
        assert on_disk(database) == set()
        go_on.set()
        writer.result(10)
        assert reader.result(10)


def test_a_stream_of_writers_lets_readers_in(database: Database) -> None:
    """The reader comes when twenty wait already, behind one who is at it; it is served before them."""
    order: list[str] = []

    def read() -> None:
        with database.reading():
            order.append("reader")

    with ThreadPoolExecutor(21) as threads, database._alone():
        for _ in range(20):
            threads.submit(database.write, lambda _: order.append("writer"))
        until(lambda: len(database._waiting) == 20)
        threads.submit(read)
        until(lambda: database._first)
    assert order == ["reader", *["writer"] * 20]


def test_more_than_share_one_commit_take_two(database: Database) -> None:
    names = [f"t{n}" for n in range(MOST + 1)]
    n = commits(database, lambda: at_once(database, [lambda name=name: add(database, name) for name in names]) and None)  # type: ignore[misc]
    assert n == 2
    assert on_disk(database) == set(names)


def test_a_machine_under_siege_serves_everybody(database: Database) -> None:
    """Eight threads that write and read as fast as they can: each finds its own writing at once, and all come to an end."""

    def work(thread: int) -> bool:
        def find(name: str) -> bool:
            with database.reading() as connection:
                return connection.execute("SELECT 1 FROM tea WHERE name = ?", (name,)).fetchone() is not None

        names = [f"{thread}-{n}" for n in range(40)]
        return all(add(database, name) and find(name) for name in names)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(8), timeout=60))
    assert len(on_disk(database)) == 320


def test_an_exception_is_told_when_what_it_rests_on_is_on_the_disk(database: Database) -> None:
    def sent_already() -> bool:
        try:
            return add(database, "black")
        except sqlite3.IntegrityError:
            return "black" in on_disk(database)

    assert all(one.result() for one in at_once(database, [sent_already] * 6))


def test_within_a_transaction_is_no_other(database: Database) -> None:
    """It would wait for itself."""

    def nested(_: sqlite3.Connection) -> None:
        database.write(lambda connection: connection.execute("INSERT INTO tea VALUES ('lost', '')"))

    with pytest.raises(RuntimeError):
        database.write(nested)
    with pytest.raises(RuntimeError), database.writing(), database.reading():
        pytest.fail("a transaction within a transaction")
    assert add(database, "after")
    assert on_disk(database) == {"after"}


@pytest.mark.parametrize("statement", ["INSERT", "COMMIT"])
def test_a_broken_disk_is_told_to_everybody(database: Database, statement: str) -> None:
    """SQLite takes everything back by itself, or refuses the commit; nobody is told that it was kept, and later ones are."""
    real, seen = database._connection, Counter[str]()

    def breaks(words: str) -> None:
        seen[words.split()[0]] += 1
        if words.startswith(statement) and seen["INSERT"] >= 3:
            if statement == "INSERT":
                real.execute("ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")

    with before_each(database, breaks):
        found = at_once(database, [lambda n=n: add(database, f"t{n}") for n in range(6)])  # type: ignore[misc]
    assert [str(one.exception()) for one in found] == ["disk I/O error"] * 6
    assert len({id(one.exception()) for one in found}) == 6, "each its own: they are raised in six threads"
    assert on_disk(database) == set()
    assert add(database, "after")


def test_a_full_disk_keeps_none_of_those_who_share_and_all_from_before(database: Database) -> None:
    add(database, "before")
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    database._connection.execute(f"PRAGMA max_page_count={pages + 2}")
    found = at_once(database, [lambda n=n: add(database, f"t{n}", leaves="x" * 3000) for n in range(8)])  # type: ignore[misc]
    told = {f"t{n}" for n, one in enumerate(found) if one.exception() is None}
    assert len(told) < 8
    assert all(isinstance(one.exception(), sqlite3.OperationalError) for one in found if one.exception() is not None)
    assert on_disk(database) == {"before", *told}
    database._connection.execute("PRAGMA max_page_count=1000000")
    assert add(database, "after"), "the store goes on when there is room"
    with database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from survey.fielding.web.store.database import Database
database = Database(Path(sys.argv[1]), sys.argv[2])
def add(n):
    database.write(lambda connection: connection.execute("INSERT INTO tea VALUES (?, '')", (f"{sys.argv[3]}{n}",)))
    sys.stdout.write(f"{sys.argv[3]}{n}\\n")
with ThreadPoolExecutor(8) as threads:
    list(threads.map(add, range(100)))
"""


def test_two_processes_on_one_file(tmp_path: Path) -> None:
    path = tmp_path / "tea.sqlite"
    Database(path, SCHEMA).close()
    command = [sys.executable, "-c", MANY, str(path), SCHEMA]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    both = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True, env=environment) for name in "ab"]
    told = {name for one in both for name in one.communicate(timeout=120)[0].split()}
    assert [one.returncode for one in both] == [0, 0]
    database = Database(path, SCHEMA)
    assert on_disk(database) == told == {f"{name}{n}" for name in "ab" for n in range(100)}
    database.close()
