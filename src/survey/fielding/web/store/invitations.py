"""The store of invitations: which links there are, and which are spent; it knows nothing of answers.

A link holds a token of 128 random bits. The store knows it under two hashes that have nothing to do with each other: one says for
which language and group the link is, the other whether it is spent. Who holds the store without the letters cannot put the two
together, so cannot even tell which group's links are spent. Each link has its place among the marks from the beginning, and
spending turns a 0 into a 1 where it stands: no row is added, so nothing keeps the order in which people answered. No day and no
name stands here. `first` is a third hash, of the first link that the same person was given: who began by a link goes on by the
one that took its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from survey.errors import ANSWERS_CLOSED, INVITATION_REVOKED, INVITATION_UNKNOWN, LINK_OLDER, LINK_UNKNOWN, error
from survey.fielding.web.store.codes import digest, is_token, new_token
from survey.fielding.web.store.database import Database
from survey.i18n.text import Language

SCHEMA = """
CREATE TABLE IF NOT EXISTS invites (
    hash BLOB PRIMARY KEY, language TEXT NOT NULL, people TEXT, revoked INTEGER NOT NULL, first BLOB NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS spent (hash BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID, STRICT
"""


@dataclass(frozen=True)
class Invitation:
    """For whom a link is. group: None where the list of experts has no groups. revoked: a newer link took its place."""

    language: Language
    group: str | None
    revoked: bool = False


class Invitations:
    """The invitations of one wave; safe for several threads and several processes."""

    def __init__(self, path: Path) -> None:
        """Open the store, made where there is none."""
        self._database = Database(path, SCHEMA)

    def add(self, people: Iterable[tuple[Language, str | None]], make: Callable[[], str] = new_token) -> list[str]:
        """New tokens, one for each (language, group), in their order; the store keeps hashes of them alone."""
        tokens = {make(): who for who in people}
        self.enter(tokens)
        return list(tokens)

    def enter(self, tokens: Mapping[str, tuple[Language, str | None]]) -> None:
        """Take in tokens that were made before: token -> (language, group); all of them or none."""
        with self._database.writing() as connection:
            _enter(connection, tokens)
        self._database.rewrite()

    def reissue(self, tokens: Mapping[str, int], give: Callable[[Mapping[str, str]], object]) -> Mapping[str, str]:
        """New links in place of those by which nobody has answered yet: old token -> new token.

        Parameters
        ----------
        tokens
            Those of a list of links, each with its row there.
        give
            Writes the new links down; what it raises leaves everything as it was. Nobody can answer by a link meanwhile.

        Raises
        ------
        FieldingError
            LINK_UNKNOWN, LINK_OLDER with the rows of the list: links of another wave, or of an older list.
        """
        with self._database.writing() as connection:
            known = {token: _status(connection, token) for token in tokens}
            strange = [str(tokens[token]) for token, (who, _) in known.items() if who is None]
            older = [str(tokens[token]) for token, (who, used) in known.items() if who is not None and who.revoked and not used]
            if strange:
                raise error(LINK_UNKNOWN, links=strange)
            if older:
                raise error(LINK_OLDER, links=older)
            waiting = {token: who for token, (who, used) in known.items() if who is not None and not used}
            given = {token: new_token() for token in waiting}
            give(given)
            first = {given[token]: _first(connection, token) for token in waiting}
            _enter(connection, {given[token]: (who.language, who.group) for token, who in waiting.items()}, first)
            old = sorted((digest("invite", token),) for token in waiting)
            connection.executemany("UPDATE invites SET revoked = 1 WHERE hash = ?", old)
        self._database.rewrite()
        return given

    def find(self, token: str) -> Invitation | None:
        """For whom a link is; None for a token that was never given out."""
        if not is_token(token):
            return None
        with self._database.reading() as connection:
            return _status(connection, token)[0]

    def same_person(self, token: str, other: str) -> bool:
        """Whether two links were given to one person, one in place of the other, however many came between them."""
        with self._database.reading() as connection:
            first = _first(connection, token)
            return first is not None and first == _first(connection, other)

    def is_spent(self, token: str) -> bool:
        """Whether answers were sent by a link."""
        with self._database.reading() as connection:
            return _status(connection, token)[1]

    def revoke(self, token: str) -> None:
        """Make a link worthless; FieldingError for a token that was never given out."""
        with self._database.writing() as connection:
            if not connection.execute("UPDATE invites SET revoked = 1 WHERE hash = ?", (digest("invite", token),)).rowcount:
                raise error(INVITATION_UNKNOWN)

    def submit(self, token: str, write: Callable[[], object]) -> bool:
        """Let a record be sent by a link and mark the link as spent; False where it was spent before, and nothing was written.

        The answers are written first: a machine that stops in between has lost no answer, and the same browser, which tries
        again, finds its record sent (`write` changes nothing then) and the link is marked. Two devices with one link come one
        after the other, and the second finds it spent.

        Parameters
        ----------
        token
            The secret part of the link.
        write
            Sends the record in the other store; whatever it raises leaves the link unspent. Called while this store is held, so
            that no backup falls in between.

        Raises
        ------
        FieldingError
            There is no such link, or a newer one took its place.
        """
        with self._database.writing() as connection:
            who, used = _status(connection, token)
            if who is None:
                raise error(INVITATION_UNKNOWN)
            if used:
                return False
            if who.revoked:
                raise error(INVITATION_REVOKED)
            write()
            connection.execute("UPDATE spent SET used = 1 WHERE hash = ?", (digest("spent", token),))
        return True

    def invited(self) -> dict[tuple[Language, str | None], int]:
        """(language, group) -> people with a link; a link that took the place of another one is the same person's."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT language, people, count(*) FROM invites WHERE NOT revoked GROUP BY 1, 2 ORDER BY 1, 2"
            ).fetchall()
        return {(cast("Language", language), group): n for language, group, n in rows}

    def n_spent(self) -> int:
        """Links by which answers were sent."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM spent WHERE used").fetchone()[0])

    def hold(self, work: Callable[[], None]) -> None:
        """Do something while no record can be sent by a link: a backup, or the end of the fieldwork."""
        with self._database.writing():
            work()

    def forget(self) -> None:
        """Drop every link and every mark, for good; the file is written anew. No link can be added afterwards."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM invites")
            connection.execute("DELETE FROM spent")
            connection.execute("INSERT INTO facts VALUES ('closed', 1) ON CONFLICT (name) DO NOTHING")
        self._database.rewrite()

    def copy(self, to: Path) -> None:
        """A whole copy of the store while it is in use."""
        self._database.copy(to)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def _status(connection: sqlite3.Connection, token: str) -> tuple[Invitation | None, bool]:
    """For whom a link is, and whether it is spent."""
    key = (digest("invite", token),)
    row = connection.execute("SELECT language, people, revoked FROM invites WHERE hash = ?", key).fetchone()
    used = connection.execute("SELECT used FROM spent WHERE hash = ?", (digest("spent", token),)).fetchone()
    who = None if row is None else Invitation(cast("Language", row[0]), row[1], bool(row[2]))
    return who, used is not None and bool(used[0])


def _first(connection: sqlite3.Connection, token: str) -> bytes | None:
    row = connection.execute("SELECT first FROM invites WHERE hash = ?", (digest("invite", token),)).fetchone()
    return None if row is None else bytes(row[0])


def _enter(
    connection: sqlite3.Connection,
    tokens: Mapping[str, tuple[Language, str | None]],
    first: Mapping[str, bytes | None] | None = None,
) -> None:
    """first: of the links that take the place of others."""
    if connection.execute("SELECT 1 FROM facts WHERE name = 'closed'").fetchone() is not None:
        raise error(ANSWERS_CLOSED)
    known = first or {}
    invites = sorted((digest("invite", one), *who, 0, known.get(one) or digest("first", one)) for one, who in tokens.items())
    spent = sorted((digest("spent", token), 0) for token in tokens)  # each by its own hash: places in the file tell nothing
    connection.executemany("INSERT INTO invites VALUES (?, ?, ?, ?, ?)", invites)
    connection.executemany("INSERT INTO spent VALUES (?, ?)", spent)
