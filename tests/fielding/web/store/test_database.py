"""The ground under both stores: durable settings, all or nothing, copies of one moment, nothing left of what was deleted."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey.fielding.web.store.database import Database

SCHEMA = "CREATE TABLE IF NOT EXISTS tea (name TEXT PRIMARY KEY) WITHOUT ROWID, STRICT"


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM tea")]


def test_what_keeps_answers_through_a_power_cut(tmp_path: Path) -> None:
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    with database.reading() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert found == {"journal_mode": "truncate", "synchronous": 2, "secure_delete": 1}
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    database.copy(tmp_path / "copy.sqlite")
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    database.close()


def test_a_transaction_is_whole_or_not_at_all(tmp_path: Path) -> None:
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
        connection.executemany("INSERT INTO tea VALUES (?)", [("black",), ("black",)])
    assert names(database) == []
    database.close()


def test_the_journal_holds_nothing_after_a_commit(tmp_path: Path) -> None:
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    with database.writing() as connection:
        connection.execute("INSERT INTO tea VALUES ('black')")
    assert (tmp_path / "tea.sqlite-journal").stat().st_size == 0
    assert not (tmp_path / "tea.sqlite-wal").exists()
    database.close()


def test_a_copy_is_made_while_the_writer_s_place_is_held(tmp_path: Path) -> None:
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    with database.writing() as connection:
        connection.execute("INSERT INTO tea VALUES ('black')")
    with database.writing() as connection:
        connection.execute("INSERT INTO tea VALUES ('green')")
        database.copy(tmp_path / "copy.sqlite")
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        assert copy.execute("SELECT name FROM tea").fetchall() == [("black",)]
    database.close()


def test_a_copy_does_not_show_what_came_first(tmp_path: Path) -> None:
    """The same rows in another order: the originals differ, the copies do not."""
    files = {}
    for order in ("abcdef", "fcbade"):
        database = Database(tmp_path / f"{order}.sqlite", SCHEMA)
        for letter in order:
            with database.writing() as connection:
                connection.execute("INSERT INTO tea VALUES (?)", (letter * 40,))
        database.copy(tmp_path / f"{order}.copy")
        database.close()
        files[order] = [(tmp_path / f"{order}.{kind}").read_bytes()[100:] for kind in ("sqlite", "copy")]
    assert files["abcdef"][0] != files["fcbade"][0]
    assert files["abcdef"][1] == files["fcbade"][1]


KILLED = """
import os, sys
from pathlib import Path
from survey.fielding.web.store.database import Database
database = Database(Path(sys.argv[1]), sys.argv[2])
for name in ("black", "green"):
    with database.writing() as connection:
        connection.execute("INSERT INTO tea VALUES (?)", (name,))
        if name == "green":
            os._exit(9)
    print(name, flush=True)
"""


def test_whoever_asks_one_thread_rewrites(tmp_path: Path) -> None:
    """The C library keeps memory for each thread that held the whole file once: a server of forty threads would grow."""
    database = Database(tmp_path / "tea.sqlite", SCHEMA)
    seen: list[tuple[str, int]] = []
    with database.reading() as connection:
        connection.set_trace_callback(lambda statement: seen.append((statement, threading.get_ident())))
    together = threading.Barrier(4)  # so that each task has a thread of its own

    def ask() -> int:
        together.wait(30)
        database.rewrite()
        return threading.get_ident()

    with ThreadPoolExecutor(4) as pool:
        askers = {task.result() for task in [pool.submit(ask) for _ in range(4)]}
    rewriters = [thread for statement, thread in seen if statement == "VACUUM"]
    assert (len(askers), len(rewriters), len(set(rewriters))) == (4, 4, 1)
    database.close()


def test_a_process_that_dies_leaves_what_it_told(tmp_path: Path) -> None:
    path = tmp_path / "tea.sqlite"
    died = subprocess.run([sys.executable, "-c", KILLED, str(path), SCHEMA], capture_output=True, text=True, check=False)
    assert (died.returncode, died.stdout.split()) == (9, ["black"])
    database = Database(path, SCHEMA)
    assert names(database) == ["black"]
    database.close()
