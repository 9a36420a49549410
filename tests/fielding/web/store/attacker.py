"""Somebody who holds both stores and wants to know who sent which answers: 96 invited people, what is stolen, and the guesses.

A guess is an order of the links and an order of the records, put beside each other within each language and group, which both
stores tell. Where the stores keep no order, the guess is right as often as a shuffled one: once in each group on average.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

from survey.fielding.web.store.answers import Answers
from survey.fielding.web.store.codes import digest, new_record
from survey.fielding.web.store.invitations import Invitations

TODAY = date(2026, 5, 4)
CELLS = [(language, group) for language in ("kk", "ru") for group in ("academy", "industry", "state")]
INVITED, ANSWERED = 96, 78
COPIES = 6


@dataclass
class Loot:
    """What was stolen at one moment: the bytes of the stores with journals, and what they say when they are opened."""

    answers: bytes
    invitations: bytes
    records: list[str]  # sent, in the order in which the store gives them unasked
    spent: list[bytes]
    invites: list[bytes]


@dataclass
class Run:
    """One fieldwork. truth: record -> token, in the order in which people answered. cell: of each record and token."""

    truth: dict[str, str]
    cell: dict[str, tuple[str, str]]
    tokens: list[str]
    loot: list[Loot] = field(default_factory=list)


def fieldwork(folder: Path, chance: random.Random, answers: Any = Answers, invitations: Any = Invitations) -> Run:
    """96 people are invited, 78 answer in a random order, some of them at the same time; copies are taken on the way."""
    kept, doors = answers(folder / "answers.sqlite"), invitations(folder / "invitations.sqlite")
    for store in (kept, doors):  # waiting for the disk changes nothing of what is written
        store._database._connection.execute("PRAGMA synchronous=OFF")
    people = [CELLS[n % len(CELLS)] for n in range(INVITED)]
    tokens = doors.add(people)
    cell = dict(zip(tokens, people, strict=True))
    run = Run({}, {**cell}, tokens)
    coming = chance.sample(tokens, ANSWERED)
    busy: list[tuple[str, str]] = []
    while coming or busy:
        if coming and len(busy) < 3:
            token, record = coming.pop(), new_record()
            run.cell[record] = cell[token]
            kept.begin(record, language=cell[token][0], group=cell[token][1], mode="invited", today=TODAY)
            busy.append((token, record))
        token, record = chance.choice(busy)
        kept.save(
            record, page="p1", answers={"q1": chance.choice("abcd")}, language=cell[token][0], event=new_record(), today=TODAY
        )
        if chance.random() < 0.6 or not coming:
            doors.submit(token, lambda record=record: kept.submit(record, TODAY))
            busy.remove((token, record))
            run.truth[record] = token
            if len(run.truth) % (ANSWERED // COPIES) == 0:
                run.loot.append(steal(folder))
    kept.close()
    doors.close()
    return run


def steal(folder: Path) -> Loot:
    """All that lies in the folder at this moment."""
    found = {
        name: b"".join(path.read_bytes() for path in sorted(folder.glob(f"{name}.sqlite*")))
        for name in ("answers", "invitations")
    }
    with sqlite3.connect(folder / "answers.sqlite") as one:
        sent = [row[0] for row in one.execute("SELECT record FROM events WHERE kind = 'submit'")]
        order = [row[0] for row in one.execute("SELECT id FROM records")]
    with sqlite3.connect(folder / "invitations.sqlite") as one:
        spent = [row[0] for row in one.execute("SELECT hash FROM spent WHERE used")]
        invites = [row[0] for row in one.execute("SELECT hash FROM invites")]
    return Loot(found["answers"], found["invitations"], [one for one in order if one in set(sent)], spent, invites)


Guess = Iterator[tuple[str, list[str], list[str]]]
"""A name, the tokens in the attacker's order, the records in the attacker's order."""


def with_letters(run: Run, loot: Loot) -> Guess:
    """The attacker also has the list of links, so knows whose link is spent, and a log that orders the records; one theft."""
    used = set(loot.spent)
    spent = {digest("spent", token): token for token in run.tokens if digest("spent", token) in used}
    links = {
        "scan": [spent[one] for one in loot.spent],
        "bytes": sorted(spent.values(), key=lambda token: loot.invitations.find(digest("spent", token))),
        "last bytes": sorted(spent.values(), key=lambda token: loot.invitations.rfind(digest("spent", token))),
        "list": [token for token in run.tokens if digest("spent", token) in used],
    }
    for name, tokens in links.items():
        for how, records in {**_records(loot), "log": _by_a_log(run, loot)}.items():
            yield f"{name}, {how}", tokens, records


def _by_a_log(run: Run, loot: Loot) -> list[str]:
    """The records in the order in which they were sent, as a careless proxy would tell."""
    sent = set(loot.records)
    return [record for record in run.truth if record in sent]


def without_letters(run: Run, loot: Sequence[Loot]) -> Guess:
    """The attacker has the stores and all copies: the row of an invitation is what a record is to be linked with."""
    last = loot[-1]
    named = {digest("invite", token): token for token in run.tokens}
    rows = {"scan": last.invites, "bytes": sorted(last.invites, key=last.invitations.find)}
    marks = _first_seen([set(one.spent) for one in loot])
    every = sorted(marks, key=last.invitations.find)
    for name, invites in rows.items():
        for how, records in _records(last).items():
            yield f"{name}, {how}", [named[one] for one in invites], records
        # A mark is taken for the row that has its place; then marks and records by the copy in which they came.
        place = {mark: invites[round(n * (len(invites) - 1) / max(len(every) - 1, 1))] for n, mark in enumerate(every)}
        tokens = [named[place[mark]] for mark in sorted(marks, key=lambda mark: (marks[mark], every.index(mark)))]
        seen = _first_seen([set(one.records) for one in loot])
        order = {record: n for n, record in enumerate(last.records)}
        yield f"{name}, copies", list(dict.fromkeys(tokens)), sorted(order, key=lambda record: (seen[record], order[record]))


def between_copies(run: Run, loot: Sequence[Loot]) -> Guess:
    """With the list of links and many copies: who is spent between two of them sent what came between them."""
    named = {digest("spent", token): token for token in run.tokens}
    marks, seen = _first_seen([set(one.spent) for one in loot]), _first_seen([set(one.records) for one in loot])
    yield "copies", [named[mark] for mark in sorted(marks, key=marks.__getitem__)], sorted(seen, key=seen.__getitem__)


def _records(loot: Loot) -> dict[str, list[str]]:
    return {
        "scan": loot.records,
        "bytes": sorted(loot.records, key=lambda record: loot.answers.find(record.encode())),
        "last bytes": sorted(loot.records, key=lambda record: loot.answers.rfind(record.encode())),
    }


def _first_seen(sets: Sequence[set[Any]]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for n, one in enumerate(sets):
        for key in one:
            found.setdefault(key, n)
    return found


def same_order(runs: Sequence[Run]) -> float:
    """The chance that the places in the bytes of both hashes of the links agree so well, without letters: Spearman's p of each
    run, put together by Fisher's method."""
    places = [
        [[run.loot[-1].invitations.find(digest(purpose, token)) for token in run.tokens] for purpose in ("invite", "spent")]
        for run in runs
    ]
    return float(stats.combine_pvalues([stats.spearmanr(*both).pvalue for both in places]).pvalue)


@dataclass
class Score:
    """Guesses over many runs: right ones, those expected of chance, and the agreement of the two orders."""

    hits: int = 0
    expected: float = 0.0
    links: int = 0
    agreement: float = 0.0
    variance: float = 0.0

    def add(self, run: Run, tokens: Sequence[str], records: Sequence[str]) -> None:
        """Put both orders beside each other within each cell."""
        for cell in CELLS:
            left = [token for token in tokens if run.cell[token] == cell]
            right = [record for record in records if run.cell[record] == cell]
            if not left or not right:
                continue
            pairs = list(zip(left, right, strict=False))
            self.hits += sum(run.truth[record] == token for token, record in pairs)
            self.expected += len(pairs) / len(left) * sum(run.truth[record] in left for record in right) / len(right)
            self.links += len(right)
            place = {token: n for n, token in enumerate(left)}
            ranks = [(n, place[run.truth[record]]) for n, record in enumerate(right) if run.truth[record] in place]
            if len(ranks) > 2:
                self.agreement += float(stats.spearmanr(*np.array(ranks).T).statistic)
                self.variance += 1 / (len(ranks) - 1)

    @property
    def p_hits(self) -> float:
        """The chance of so many right guesses or more where the orders have nothing to do with each other (Poisson: the number of
        points that a shuffle leaves in place)."""
        return float(stats.poisson.sf(self.hits - 1, self.expected))

    @property
    def p_order(self) -> float:
        """The chance of orders that agree, or are opposed, so much: the sum of Spearman's coefficients is normal with mean 0."""
        return float(2 * stats.norm.sf(abs(self.agreement) / max(self.variance, 1e-12) ** 0.5))


def scores(runs: Sequence[Run], guess: Callable[[Run, Any], Guess], which: Callable[[Run], Any]) -> Mapping[str, Score]:
    """Every way of guessing over all runs; each also from behind."""
    found: dict[str, Score] = {}
    for run in runs:
        for name, tokens, records in guess(run, which(run)):
            found.setdefault(name, Score()).add(run, tokens, records)
            found.setdefault(f"{name}, reversed", Score()).add(run, list(reversed(tokens)), records)
    return found
