"""Reading answers, against pandas in the same run: `python benchmarks/intake.py [rows ...]`, else 100,000 and 1,000,000 rows.

Each reader has a process of its own, so that its peak memory is its own; best of three runs. The file is what a form gives: a
time, an id, 28 questions in Kazakh, once with only the needed quotation marks and once with every cell in them.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option
from survey.intake.options import IntakeOptions
from survey.intake.read import understand
from survey.wave.tablefile import read_table

QUESTIONS, ROUNDS = 28, 3
ANSWERS = ("Толық келісемін", "Келісемін", "Білмеймін", "Келіспеймін", "Мүлде келіспеймін", "")
OURS = "saualnama"
CODES = "labels to codes"
READERS: dict[str, Callable[[Path], object]] = {
    OURS: read_table,
    "pandas, C": lambda path: pd.read_csv(path, dtype=str),
    "pandas, pyarrow": lambda path: pd.read_csv(path, dtype=str, engine="pyarrow"),
}


def questionnaire() -> Instrument:
    options = tuple(Option(f"a{n}", n, Text(kk=answer)) for n, answer in enumerate(filter(None, ANSWERS), 1))
    headers = [Text(kk=f"{number}-сұрақ") for number in range(1, QUESTIONS + 1)]
    items = (Item(f"q{n}", str(n), "s", ItemKind.SCALE, Level.ORDINAL, text, text, options) for n, text in enumerate(headers, 1))
    return Instrument("benchmark", "1", ("kk",), Text(kk="-"), (), tuple(items))


def write_answers(path: Path, rows: int, quoting: int) -> None:
    drawn = np.random.default_rng(1).integers(0, len(ANSWERS), (rows, QUESTIONS))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=quoting)  # type: ignore[arg-type]
        writer.writerow(["Уақыт белгісі", "id", *(f"{number}-сұрақ" for number in range(1, QUESTIONS + 1))])
        for row, codes in enumerate(drawn):
            moment = f"2025/10/{row % 28 + 1:02} {row % 12 + 1}:{row % 60:02}:{row % 59:02} PM GMT+5"
            writer.writerow([moment, f"r{row}", *(ANSWERS[code] for code in codes)])


def in_own_process(reader: str, path: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of all processors, and peak megabytes beyond what the process needed before."""
    runs = []
    for _ in range(ROUNDS):
        told = subprocess.run([sys.executable, __file__, "read", reader, path], capture_output=True, text=True, check=True).stdout
        runs.append(tuple(float(number) for number in told.split()))
    clock, processor, memory = (min(numbers) for numbers in zip(*runs, strict=True))
    return clock, processor, memory


def read_and_tell(reader: str, path: Path) -> None:
    small = path.with_name("small.csv")
    READERS[OURS if reader == CODES else reader](small)  # imports what it needs
    before = peak()
    start, processor = time.perf_counter(), time.process_time()
    table: object
    if reader == CODES:  # the step after reading: what it costs beside OURS
        read = read_table(path)
        before, start, processor = peak(), time.perf_counter(), time.process_time()
        table = understand(read, questionnaire(), IntakeOptions(ignore_columns=("id",))).responses()
    else:
        table = READERS[reader](path)
    print(time.perf_counter() - start, time.process_time() - processor, peak() - before)
    del table


def peak() -> float:
    """Megabytes; not on Windows."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_answers(path.with_name("small.csv"), 10, csv.QUOTE_MINIMAL)
        for rows in sizes:
            for quoting, name in ((csv.QUOTE_MINIMAL, "few marks"), (csv.QUOTE_ALL, "every cell quoted")):
                write_answers(path, rows, quoting)
                print(f"{rows:,} x {QUESTIONS + 2}, {name}, {path.stat().st_size / 1e6:.0f} MB")
                found = {reader: in_own_process(reader, path) for reader in (*READERS, CODES)}
                for reader, (clock, processor, memory) in found.items():
                    ratio = found[OURS][0] / clock
                    print(f"  {reader:<16} {clock:6.2f} s, processors {processor:6.2f} s, {memory:6.0f} MB; ratio {ratio:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        read_and_tell(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
