"""Two stores without a common key: who holds both cannot tell who sent which answers; who keeps an order, or a key, could.

The attacker (`attacker.py`) is first let loose on stores that leak, so that its silence about ours means something.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.fielding.web.store.attacker import (
    CELLS,
    TODAY,
    Run,
    between_copies,
    fieldwork,
    same_order,
    scores,
    steal,
    with_letters,
    without_letters,
)

from survey.fielding.web.store.answers import SCHEMA as ANSWERS_SCHEMA
from survey.fielding.web.store.answers import Answers
from survey.fielding.web.store.codes import digest, new_token
from survey.fielding.web.store.database import Database
from survey.fielding.web.store.invitations import SCHEMA as INVITATIONS_SCHEMA
from survey.fielding.web.store.invitations import Invitations

RUNS = 60
SURE = 1e-6
"""What chance does less often counts as proof; with some 250 guesses, a sound store fails once in 4,000 runs of these tests."""


# -- stores as one would write them at first ---------------------------------------------------------------------------
class NumberedAnswers(Answers):
    """Rows have numbers, as SQLite gives them unasked."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, ANSWERS_SCHEMA.replace("WITHOUT ROWID, STRICT", "STRICT"))


class NumberedInvitations(Invitations):
    """The same for invitations; a mark is a row that is added when somebody answers."""

    schema = INVITATIONS_SCHEMA.replace("WITHOUT ROWID, STRICT", "STRICT")

    def __init__(self, path: Path) -> None:
        self._database = Database(path, self.schema)

    def add(self, people: Iterable[tuple[Any, str | None]], make: Callable[[], str] = new_token) -> list[str]:
        tokens = super().add(people, make)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM spent")
        return tokens

    def submit(self, token: str, write: Callable[[], object]) -> bool:
        with self._database.writing() as connection:
            write()
            connection.execute("INSERT INTO spent VALUES (?, 1)", (digest("spent", token),))
        return True


class RowAddedInvitations(NumberedInvitations):
    """No row numbers, but the mark is a row that is added: the bytes of the file keep the order."""

    schema = INVITATIONS_SCHEMA


class InOrderInvitations(Invitations):
    """Both hashes of a link stand at the same place of their tables."""

    def enter(self, tokens: Mapping[str, tuple[Any, str | None]]) -> None:
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT INTO invites VALUES (?, ?, ?, 0, ?)",
                [(digest("invite", one), *who, digest("first", one)) for one, who in tokens.items()],
            )
            connection.executemany("INSERT INTO spent VALUES (?, 0)", [(digest("spent", one),) for one in tokens])


def runs(folder: Path, n: int, answers: Any = Answers, invitations: Any = Invitations) -> list[Run]:
    found = []
    for seed in range(n):
        (folder / str(seed)).mkdir()
        found.append(fieldwork(folder / str(seed), random.Random(seed), answers, invitations))
    return found


# -- the attacker works ------------------------------------------------------------------------------------------------
def test_row_numbers_give_everybody_away(tmp_path: Path) -> None:
    found = scores(runs(tmp_path, 1, NumberedAnswers, NumberedInvitations), with_letters, lambda run: run.loot[-1])
    best = max(found.values(), key=lambda score: score.hits)
    assert best.hits > 0.5 * best.links
    assert best.p_hits < SURE


def test_a_mark_that_is_added_shows_its_turn_in_the_bytes(tmp_path: Path) -> None:
    found = scores(runs(tmp_path, 1, Answers, RowAddedInvitations), with_letters, lambda run: run.loot[-1])
    best = max(found.values(), key=lambda score: score.hits)
    assert best.hits > 0.5 * best.links
    assert best.p_hits < SURE


def test_two_tables_in_one_order_are_one_table(tmp_path: Path) -> None:
    """Without letters the place of a mark leads to the row of the invitation, and so to the group of who answered."""
    assert same_order(runs(tmp_path, 24, Answers, InOrderInvitations)) < SURE


def test_many_copies_and_the_list_of_links_are_too_much_for_any_store(tmp_path: Path) -> None:
    """What docs/privacy.md does not promise: with a copy between any two people, the marks that came are theirs."""
    kept, doors = Answers(tmp_path / "answers.sqlite"), Invitations(tmp_path / "invitations.sqlite")
    tokens = doors.add([CELLS[n % len(CELLS)] for n in range(12)])
    run = Run({}, {token: CELLS[n % len(CELLS)] for n, token in enumerate(tokens)}, tokens)
    for n, token in enumerate(tokens):
        record = f"{n:032x}"
        run.cell[record], run.truth[record] = run.cell[token], token
        kept.begin(record, language=run.cell[token][0], group=run.cell[token][1], mode="invited", today=TODAY)
        doors.submit(token, lambda record=record: kept.submit(record, TODAY))  # type: ignore[misc]
        run.loot.append(steal(tmp_path))
    found = scores([run], between_copies, lambda run: run.loot)
    assert found["copies"].hits == found["copies"].links == 12


# -- ours --------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def fielded(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    return runs(tmp_path_factory.mktemp("fielded"), RUNS)


def no_better_than_chance(found: Mapping[str, Any]) -> None:
    for name, score in found.items():
        assert score.p_hits > SURE, f"{name}: {score.hits} right of {score.links}, {score.expected:.0f} by chance"
        assert score.p_order > SURE, f"{name}: the orders agree ({score.agreement:.1f} ± {score.variance**0.5:.1f})"


@pytest.mark.slow
def test_a_mark_does_not_stand_where_its_invitation_stands(fielded: list[Run]) -> None:
    assert same_order(fielded) > SURE


@pytest.mark.slow
def test_stores_and_all_copies_without_the_letters(fielded: list[Run]) -> None:
    no_better_than_chance(scores(fielded, without_letters, lambda run: run.loot))


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0, *(pytest.param(one, marks=pytest.mark.long) for one in range(1, 5)), 5])
def test_both_stores_of_one_moment_and_the_list_of_links(fielded: list[Run], moment: int) -> None:
    no_better_than_chance(scores(fielded, with_letters, lambda run: run.loot[moment]))


def test_nothing_stands_in_both_stores(tmp_path: Path) -> None:
    """No key, hash, day or time: language, group and small numbers alone; no token, no record in the other's bytes."""
    [run] = runs(tmp_path, 1)
    values: list[set[Any]] = []
    for name in ("answers", "invitations"):
        with sqlite3.connect(tmp_path / "0" / f"{name}.sqlite") as one:
            tables = [row[0] for row in one.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            values.append({cell for table in tables for row in one.execute(f"SELECT * FROM {table}") for cell in row})
    assert {value for value in values[0] & values[1] if not isinstance(value, int)} <= {
        None,
        *(word for cell in CELLS for word in cell),
    }
    for loot in run.loot:
        for record, token in run.truth.items():
            assert record.encode() not in loot.invitations
            for secret in (token.encode(), digest("spent", token), digest("invite", token)):
                assert secret not in loot.answers
            assert token.encode() not in loot.invitations
