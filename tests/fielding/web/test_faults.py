"""What goes wrong while people answer: the server is killed, the disk is full, the clock is set back, two servers share a store.

Real servers on this machine, and browsers that try again what was not answered, as `save.js` does. Five rounds of killing here;
`make faults` runs two hundred (FAULT_ROUNDS) and prints what happened: the figures of docs/field-reliability.md.
"""

from __future__ import annotations

import asyncio
import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from benchmarks.fielding import Fields, Person, Server, prepare, serving

from survey.cli.main import main
from survey.errors import FieldingError
from survey.fielding.web.store.events import MOST
from survey.fielding.web.study import ANSWERS, INVITATIONS, Study, open_study

from .conftest import Clock, begun

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
CROWD = 12
SAVES = 8
GONE = (ConnectionError, asyncio.IncompleteReadError)


class Refused(Exception):
    """The server told that it could not."""


@dataclass
class Guest(Person):
    """Somebody with a link. kept: the answers of which the server told that they are saved. waiting: what it has not answered."""

    token: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, str, Fields] | None = None
    saves: int = 0
    most: int = SAVES
    began: bool = False
    sent: bool = False

    async def live(self) -> None:
        """Answer to the end; what was not answered is asked again first."""
        await self.connect()
        try:
            while not self.sent:
                self.waiting = self.waiting or self._next()
                status, onward, page = await self.ask(*self.waiting)
                if status not in (200, 303):
                    raise Refused(status, self.waiting[1])
                self._took(self.waiting[1], onward, page)
                self.waiting = None
        finally:
            self.leave()

    @property
    def record(self) -> str | None:
        return next((value for name, value in self.cookies.items() if name.startswith("record")), None)

    def _next(self) -> tuple[str, str, Fields]:
        if self.record is None:
            return "GET", f"/i/{self.token}", ()
        if not self.page:
            return "GET", "/consent", ()
        if not self.began:
            return "POST", "/consent", [("_seal", self.seal), ("agree", "yes")]
        if "_section" not in self.page:
            return "GET", "/p/background", ()
        if self.saves < self.most:
            self.change()
            return "POST", "/save", self.form()
        return "POST", "/submit", [("_seal", self.seal)]

    def _took(self, path: str, onward: str, page: str) -> None:
        if path == "/consent" and onward:
            self.began = True
        elif path == "/save":
            assert '"saved":true' in page
            self.kept, self.saves = dict(self.answers), self.saves + 1
        elif path == "/submit":
            assert onward == "/thanks"
            self.sent = True
        elif not path.startswith("/i/"):
            self.page = page


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    return prepare(tmp_path / "study")


@contextmanager
def opened(wave: Path) -> Iterator[Study]:
    study = open_study(wave)
    yield study
    study.close()


def invite(wave: Path, n: int, seed: random.Random) -> list[Guest]:
    with opened(wave) as study:
        tokens = study.invitations.add([("kk", None)] * n)
    return [Guest(0, random.Random(seed.random()), token=token) for token in tokens]


def check(wave: Path, guests: Sequence[Guest]) -> Counter[str]:
    """Hold what was told to the guests against what is on the disk; how many of the unanswered requests were done."""
    done: Counter[str] = Counter()
    for name in (ANSWERS, INVITATIONS):
        with closing(sqlite3.connect(wave / "field" / name)) as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with opened(wave) as study, closing(sqlite3.connect(wave / "field" / ANSWERS)) as store:
        for one in guests:
            path = one.waiting[1] if one.waiting else ""
            try:
                record = study.answers.record(one.record or "")
            except FieldingError:
                assert not one.began, "it was told that the record began"
                continue
            assert one.began or path == "/consent"
            assert dict(record.answers) in ([one.kept, one.answers] if path == "/save" else [one.kept])
            [(events,)] = store.execute("SELECT count(*) FROM events WHERE record = ? AND kind = 'save'", (one.record,))
            more = 0 if record.submitted or one.saves >= MOST else events - one.saves  # else several have become one
            assert more in ((0, 1) if path == "/save" else (0,)), "each save once"
            spent = study.invitations.is_spent(one.token)
            assert record.submitted == one.sent or path == "/submit"
            assert spent == one.sent or (path == "/submit" and record.submitted)
            done.update({path: more or (path == "/consent") or (path == "/submit" and record.submitted)} if path else {})
            done["/submit without its mark"] += record.submitted and not spent
    return done


async def killed(guests: Sequence[Guest], servers: Sequence[Server], seed: random.Random) -> None:
    """Let everybody answer at once, and kill the servers, one after the other, at random moments."""

    async def one(guest: Guest) -> None:
        guest.port = seed.choice(servers).port
        with suppress(*GONE):
            await guest.live()

    saves = sum(one.saves for one in guests)
    crowd = asyncio.gather(*map(one, guests))
    if seed.random() < 0.7:  # else while people only begin
        while not crowd.done() and sum(one.saves for one in guests) < saves + len(guests):
            await asyncio.sleep(0.001)
    for server in servers:
        await asyncio.sleep(seed.uniform(0, 0.5))
        server.process.kill()
    await crowd


async def to_the_end(guests: Sequence[Guest], server: Server) -> None:
    for one in guests:
        one.port, one.most = server.port, max(one.saves, 1)
    await asyncio.gather(*(one.live() for one in guests))


def test_servers_are_killed_at_random_moments(wave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.Random(ROUNDS)
    everybody: list[Guest] = []
    crowd: list[Guest] = []
    figures: Counter[str] = Counter()
    for _ in range(ROUNDS):
        crowd = [one for one in crowd if not one.sent]
        new = invite(wave, CROWD - len(crowd), seed)
        crowd, everybody = crowd + new, everybody + new
        with ExitStack() as stack:
            with ThreadPoolExecutor() as threads:
                n = seed.choice((1, 2))
                servers = list(threads.map(lambda _: stack.enter_context(serving(wave)), range(n)))
            asyncio.run(killed(crowd, servers, seed))
        journals = [wave / "field" / f"{name}-journal" for name in (ANSWERS, INVITATIONS)]
        figures["kills"] += len(servers)
        figures["rounds with two servers"] += len(servers) == 2
        figures["half-done transactions taken back"] += any(path.is_file() and path.stat().st_size for path in journals)
        figures["requests without an answer"] += sum(one.waiting is not None for one in crowd)
        figures.update({f"of them done, {path}": n for path, n in check(wave, crowd).items()})
    with serving(wave) as server:
        asyncio.run(to_the_end([one for one in everybody if not one.sent], server))
    check(wave, everybody)
    with opened(wave) as study:
        assert study.answers.counts().n_started == study.answers.counts().n_completed == len(everybody), "no record twice"
        assert study.invitations.n_spent() == len(everybody)
    assert main(["field", "close", str(wave), "--yes"]) == 0
    with (wave / "field" / "load.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    questions = everybody[0].questions
    released = sorted(sorted((name, row[name]) for name in questions if row[name]) for row in rows)
    assert released == sorted(sorted(one.kept.items()) for one in everybody)
    figures |= Counter({"rounds": ROUNDS, "records": len(everybody), "saves that were told": sum(one.saves for one in everybody)})
    with capsys.disabled():
        print("\n" + "\n".join(f"{n:>8,}  {name}" for name, n in sorted(figures.items())))


# -- a full disk -----------------------------------------------------------------------------------------------------------------
@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[Server], Callable[[], None]]]:
    """A disk of its own that can be filled to the last bytes."""
    if not (sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount")):
        pytest.skip("a disk to be filled: needs Linux and root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False).returncode:
        pytest.skip("a disk to be filled: this machine does not let root mount one")

    def fill(_: Server) -> Callable[[], None]:
        with suppress(OSError), (folder / "rubbish").open("wb", buffering=0) as rubbish:
            while True:
                rubbish.write(bytes(512))
        os.truncate(folder / "rubbish", (folder / "rubbish").stat().st_size - 40_000)
        return (folder / "rubbish").unlink

    try:
        yield fill
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def small_files(folder: Path) -> Iterator[Callable[[Server], Callable[[], None]]]:
    """A limit for the files of the server, as a quota sets it."""
    if sys.platform != "linux":
        pytest.skip("a limit for the files of another process: needs Linux")
    import resource

    def fill(server: Server) -> Callable[[], None]:
        pid, size = server.process.pid, (folder / "study" / "data" / "load" / "field" / ANSWERS).stat().st_size
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
        return lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, before) and None

    yield fill


@pytest.mark.slow
@pytest.mark.parametrize("disk", [small_disk, small_files])
def test_the_disk_is_full(tmp_path: Path, disk: Callable[..., ExitStack]) -> None:
    """Nobody is told that something was saved that was not; when there is room again, the same browsers go on."""
    with disk(tmp_path) as fill:  # type: ignore[attr-defined]
        wave, seed = prepare(tmp_path / "study"), random.Random(1)
        guests = invite(wave, CROWD, seed)

        async def until_refused(guest: Guest) -> bool:
            guest.most = 10_000
            try:
                await guest.live()
            except Refused as why:
                return why.args[0] == 500
            return False

        async def crowd() -> list[bool]:
            return await asyncio.gather(*map(until_refused, guests))

        with serving(wave) as server:
            for one in guests:
                one.port = server.port
            free = fill(server)
            assert all(asyncio.run(crowd()))
            assert sum(one.saves for one in guests) > CROWD
            check(wave, guests)
            free()
            asyncio.run(to_the_end(guests, server))
        check(wave, guests)
        assert main(["field", "close", str(wave), "--yes"]) == 0


# -- a clock that is set back ----------------------------------------------------------------------------------------------------
def test_the_clock_is_set_back(open_study: Study, clock: Clock) -> None:
    """By a day and by years, between a page and its answers: all is kept, no time is made up, and the day is the clock's."""
    one = begun(open_study, clock)
    for back in (86_400, 10 * 365 * 86_400):
        clock.now -= back
        one.post({"drinks": "no"}, _go="next")
        record = open_study.answers.record(one.record)
        assert record.answers["drinks"] == "no"
        assert not record.seconds
        one.get("/p/habits")
    one.press("/submit")
    assert one.status < 500
    assert sum(open_study.answers.days()["started"].values()) == 1
