"""The web questionnaire under load: how long a save takes, and how much memory the server holds.

A real server (`survey field serve`) on this machine, and as many people as are told who answer `sovereignty-2022`, each over a
connection of its own: saves a page, waits (5 s on average, at random, as people do), and saves it again with another answer. Then
sixteen people without a pause go on to 100,000 requests, and the memory of the server is watched. Beside the times stands what
a bare write to the same disk costs, and how busy the machine was.

`python benchmarks/fielding.py`; `--seconds`, `--people`, `--think`, `--requests` for other sizes, `--folder` for another disk.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import platform
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
WAVE = """id: load
instrument: sovereignty-2022
kind: microdata
title: {kk: Жүктеме, ru: Нагрузка, en: Load}
design: nonprobability
n: 500
source: {kk: "–", ru: "–", en: "–"}
"""
GOAL = 0.100
"""Seconds within which 95 of 100 saves are to be answered."""
PROC = Path("/proc")
"""Where Linux tells of processes; elsewhere memory and processor are not measured."""
MARKS = (10_000, 50_000, 100_000)
Fields = Sequence[tuple[str, str]]
FORM = "application/x-www-form-urlencoded"


@dataclass
class Server:
    """The process that serves a questionnaire, and its port."""

    process: subprocess.Popen[str]
    port: int

    @property
    def memory(self) -> float:
        """Megabytes of memory that the process holds."""
        if not PROC.is_dir():
            return math.nan
        told = (PROC / f"{self.process.pid}/status").read_text("ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", told).group(1)) / 1024  # type: ignore[union-attr]

    @property
    def cpu(self) -> float:
        """Seconds of processor that it has taken."""
        if not PROC.is_dir():
            return math.nan
        fields = (PROC / f"{self.process.pid}/stat").read_text("ascii").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def prepare(folder: Path) -> Path:
    """A new wave of the 2022 questionnaire in a folder of its own."""
    wave = folder / "data" / "load"
    wave.mkdir(parents=True)
    (wave / "wave.yaml").write_text(WAVE, "utf-8")
    (folder / "instruments").mkdir()
    shutil.copy(ROOT / "instruments" / "sovereignty-2022.yaml", folder / "instruments")
    return wave


@contextmanager
def serving(wave: Path, *more: str) -> Iterator[Server]:
    """Serve a wave by the real command, without the limits for one network: everybody is one here."""
    code = (
        "from survey.fielding.web import limits; from survey.cli.main import main; import sys\n"
        "free = limits.Rate(10**9, 1); limits.Limits.__init__.__defaults__ = (free,) * 5\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "field", "serve", str(wave), "--port", "0", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, cwd=wave, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
    assert process.stdout is not None
    try:
        said = ""
        while (found := re.search(r"http://127\.0\.0\.1:(\d+)", said)) is None:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"the server did not start: {said}")
            said += line
        yield Server(process, int(found.group(1)))
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


@dataclass
class Person:
    """A browser with one connection: light, so that it does not take the processor from the server."""

    port: int
    seed: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    page: str = ""

    async def connect(self) -> None:
        """Open the connection."""
        self._in, self._out = await asyncio.open_connection("127.0.0.1", self.port)

    def leave(self) -> None:
        """Close the connection."""
        self._out.close()

    async def ask(self, method: str, path: str, fields: Fields = ()) -> tuple[int, str, str]:
        """Status, the address to go on to, and the page."""
        body = urlencode(fields).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\nAccept-Language: kk\r\n"
        posted = f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""
        self._out.write(f"{head}{posted}\r\n".encode() + body)
        top = (await self._in.readuntil(b"\r\n\r\n")).decode("latin-1")
        size = re.search(r"(?i)content-length: (\d+)", top)
        answer = (await self._in.readexactly(int(size.group(1)) if size else 0)).decode("utf-8")
        self.cookies.update(re.findall(r"(?i)set-cookie: ([^=]+)=([^;]*)", top))
        onward = re.search(r"(?i)\r\nlocation: (\S+)", top)
        return int(top.split()[1]), onward.group(1) if onward else "", answer

    async def begin(self) -> None:
        """Agree and open the first page of questions."""
        await self.connect()
        _, _, self.page = await self.ask("GET", "/consent")
        status, _, _ = await self.ask("POST", "/consent", [("_seal", self.seal), ("agree", "yes")])
        assert status == 303, status
        _, onward, _ = await self.ask("GET", "/")
        _, _, self.page = await self.ask("GET", onward)

    @property
    def seal(self) -> str:
        """What the page carries to show that a post comes from it."""
        return re.search(r'name="_seal" value="(\w+)"', self.page).group(1)  # type: ignore[union-attr]

    @property
    def section(self) -> str:
        """The page's section."""
        return re.search(r'name="_section" value="(\w+)"', self.page).group(1)  # type: ignore[union-attr]

    @cached_property
    def questions(self) -> dict[str, list[str]]:
        """Those of the page that ask to choose one answer, with the codes."""
        found: dict[str, list[str]] = {}
        for name, value in re.findall(r'<input type="radio" id="[^"]*" name="([^"]*)" value="([^"]*)"', self.page):
            found.setdefault(name, []).append(value)
        return found

    def change(self) -> None:
        """Answer one question, or change the answer to one."""
        name = self.seed.choice(list(self.questions))
        self.answers[name] = self.seed.choice([code for code in self.questions[name] if code != self.answers.get(name)])

    def form(self) -> list[tuple[str, str]]:
        """What the script of the page posts."""
        fields = [("_seal", self.seal), ("_section", self.section), ("_event", f"{self.seed.getrandbits(128):032x}")]
        return [*fields, ("_opened", "0"), *(("_shown", name) for name in self.questions), *self.answers.items()]

    async def save(self) -> float:
        """Change an answer and save the page; how long it took to be told that it is saved."""
        self.change()
        fields = self.form()
        start = time.perf_counter()
        status, _, answer = await self.ask("POST", "/save", fields)
        taken = time.perf_counter() - start
        if status != 200 or '"saved":true' not in answer:
            raise RuntimeError(f"{status} {answer[:200]}")
        return taken


async def people_here(server: Server, n: int, seed: int) -> list[Person]:
    people = [Person(server.port, random.Random(seed + place)) for place in range(n)]
    for some in range(0, n, 20):
        await asyncio.gather(*(one.begin() for one in people[some : some + 20]))
    return people


async def thinking(server: Server, n: int, think: float, seconds: float) -> list[float]:
    """Seconds that each save took while `n` people saved every `think` seconds on average."""
    people, taken = await people_here(server, n, 1), []
    end = time.perf_counter() + seconds

    async def one(person: Person) -> None:
        await asyncio.sleep(person.seed.uniform(0, think))
        while time.perf_counter() < end:
            taken.append(await person.save())
            await asyncio.sleep(person.seed.uniform(0.5, 1.5) * think)

    await asyncio.gather(*(one(person) for person in people))
    return taken


async def hurrying(server: Server, requests: int, people: int = 16) -> AsyncIterator[tuple[int, float]]:
    """(requests, megabytes) while people save without a pause; each makes room for a new one after a hundred saves."""
    done = 0
    for mark in [mark for mark in MARKS if mark < requests] + [requests]:
        while done < mark:
            crowd = await people_here(server, people, done)
            done += 4 * people

            async def busy(person: Person) -> int:
                for _ in range(100):
                    await person.save()
                return 100

            done += sum(await asyncio.gather(*map(busy, crowd)))
            for person in crowd:
                person.leave()
        yield done, server.memory


def percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1]


def told(values: Sequence[float]) -> str:
    return "  ".join(f"p{share} {percentile(values, share) * 1000:7.1f} ms" for share in (50, 95, 99))


def bare(folder: Path, n: int = 300) -> tuple[list[float], list[float]]:
    """Seconds of a bare fsync of 4 kB, and of a commit of one row, on the disk of the folder."""
    syncs, commits = [], []
    with (folder / "bare").open("wb") as file:
        for _ in range(n):
            file.write(os.urandom(4096))
            start = time.perf_counter()
            file.flush()
            os.fsync(file.fileno())
            syncs.append(time.perf_counter() - start)
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE t (a TEXT)")
    for _ in range(n):
        start = time.perf_counter()
        connection.execute("INSERT INTO t VALUES ('x')")
        commits.append(time.perf_counter() - start)
    connection.close()
    return syncs, commits


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--think", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--requests", type=int, default=100_000, help="0: no look at the memory")
    parser.add_argument("--folder", type=Path, help="where the stores lie meanwhile")
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {load()}")
    with tempfile.TemporaryDirectory(dir=options.folder, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        syncs, commits = bare(folder)
        print(f"fsync of 4 kB         {told(syncs)}")
        print(f"SQLite, one row       {told(commits)}")
        with serving(prepare(folder / "study"), "--open-link") as server:
            cpu = server.cpu
            taken = asyncio.run(thinking(server, options.people, options.think, options.seconds))
            rate, share = len(taken) / options.seconds, (server.cpu - cpu) / options.seconds
            print(
                f"save                  {told(taken)}  {len(taken)} saves, {rate:.0f} a second, {share:.0%} of a core, {load()}"
            )
            p95, memory = percentile(taken, 95), f"memory {server.memory:.0f} MB"
            print(f"                      p95 is {p95 / percentile(commits, 95):.1f} times that of one row; {memory}")

            def pace(done: int, start: float) -> str:
                return f"{done / (time.perf_counter() - start):.0f} a second"

            async def watch() -> None:
                start = time.perf_counter()
                async for done, megabytes in hurrying(server, options.requests):
                    print(f"memory after {done:>8,}  {megabytes:6.1f} MB  {pace(done, start)}, {load()}")

            if options.requests:
                asyncio.run(watch())
    if p95 > GOAL:
        print(f"p95 is over {GOAL * 1000:.0f} ms", file=sys.stderr)
    return int(p95 > GOAL)


if __name__ == "__main__":
    sys.exit(main())
