"""Our time against psych and lavaan (where R is installed), ordinalcorr, pingouin and factor_analyzer, in one run.

`python benchmarks/psychometrics.py`, on an idle machine; R takes a minute. Each package does what its user would call, with
one thread; in brackets how many times our time that is. R's bootstrap is timed with 20 replicates and its parallel analysis with
10, and both are multiplied up to 1,000; what fails prints its reason instead of a time.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from answers import answers, milliseconds
from threadpoolctl import threadpool_limits

import survey
from survey.stats import alpha, product_moment
from survey.stats.codes import from_frame

SIZES = [(96, 24, 2), (1_000, 24, 2), (100_000, 24, 2), (2_800, 25, 6)]
REPLICATES = 1000
R_SCRIPT = Path(__file__).with_suffix(".R")
NO_R = "R is not installed"


@dataclass(frozen=True)
class Row:
    """One task: our milliseconds, and those of others or the reason why there are none."""

    task: str
    data: str
    ours: float
    others: dict[str, float | str]


def attempt(task: Callable[[], object], rounds: int = 3) -> float | str:
    """Milliseconds, or what went wrong. Warnings of others are theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return milliseconds(task, rounds)
        except Exception as problem:
            return f"{type(problem).__name__}: {problem}".splitlines()[0]


def in_r(data: dict[str, pd.DataFrame]) -> dict[tuple[str, str, str], float | str]:
    """Milliseconds of R by task, data and package, for 1,000 replicates where there are any."""
    if shutil.which("Rscript") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in data.items():
            frame.add_prefix("q").to_csv(Path(folder) / f"{name}.csv", index=False)
        done = subprocess.run(["Rscript", str(R_SCRIPT), folder], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"R: {done.stderr.strip()}")
        results = Path(folder) / "r.csv"
        table = pd.read_csv(results) if results.exists() else pd.DataFrame()
    found: dict[tuple[str, str, str], float | str] = {}
    for row in table.itertuples():
        times = REPLICATES / row.replicates if row.replicates > 1 else 1
        found[row.task, row.data, row.package] = "failed" if np.isnan(row.seconds) else 1000 * row.seconds * times
    return found


def by_ordinalcorr(frame: pd.DataFrame) -> float | str:
    """All pairs; large data from ten pairs."""
    import ordinalcorr

    correlate = ordinalcorr.tetrachoric if frame.max(axis=None) == 1 else ordinalcorr.polychoric
    pairs = list(combinations(frame.columns, 2))
    timed = pairs[:: len(pairs) // 10] if len(frame) > 10_000 else pairs
    found = attempt(lambda: [correlate(frame[a], frame[b]) for a, b in timed], rounds=1)
    return found if isinstance(found, str) else found * len(pairs) / len(timed)


def by_factor_analyzer(matrix: pd.DataFrame) -> float | str:
    from factor_analyzer import FactorAnalyzer

    def run() -> None:
        FactorAnalyzer(3, method="minres", rotation="oblimin", is_corr_matrix=True).fit(matrix.to_numpy())

    return attempt(run)


def by_pingouin(frame: pd.DataFrame) -> float | str:
    def run() -> None:
        import pingouin

        pingouin.cronbach_alpha(frame)

    return attempt(run)


def our_alpha(frame: pd.DataFrame) -> tuple[float, float, float]:
    """Alpha with its interval, what pingouin gives."""
    value = alpha.alpha(alpha.covariances(product_moment.of_codes(from_frame(frame))))
    return value, *alpha.feldt(value, len(frame), frame.shape[1])


def measure(name: str, frame: pd.DataFrame) -> list[Row]:
    """All tasks of one set of answers; what takes replicates only with small sets of yes/no answers."""
    kind = "tetrachoric" if frame.max(axis=None) == 1 else "polychoric"
    corr = survey.correlation(frame, kind=kind)
    rows = [
        Row(
            "correlation",
            name,
            milliseconds(lambda: survey.correlation(frame, kind=kind)),
            {"ordinalcorr": by_ordinalcorr(frame)},
        ),
        Row(
            "minres, oblimin",
            name,
            milliseconds(lambda: survey.efa(corr, 3, starts=1)),
            {"factor_analyzer": by_factor_analyzer(corr.smoothed)},
        ),
        Row("alpha", name, milliseconds(lambda: our_alpha(frame)), {"pingouin": by_pingouin(frame)}),
    ]
    if kind == "tetrachoric" and len(frame) <= 10_000:
        fit = survey.efa(corr, 3)
        drawing = milliseconds(lambda: fit.bootstrap(REPLICATES), rounds=3)
        shuffling = milliseconds(lambda: survey.retention(corr, permutations=REPLICATES), rounds=3)
        rows += [Row("bootstrap", name, drawing, {}), Row("parallel analysis", name, shuffling, {})]
    return rows


def with_missing_answers() -> None:
    """What comes of 5 % missing answers, for a pair without empty cells."""
    frame = answers(96, 24, 2, missing=0.05)
    complete = frame[[0, 3]].dropna()
    ours = survey.correlation(frame, kind="tetrachoric").matrix.iloc[0, 3]

    def by_others(rows: pd.DataFrame) -> str:
        import ordinalcorr

        return f"{ordinalcorr.polychoric(rows[0], rows[3]):.3f}"

    theirs, right = (_said(lambda rows=rows: by_others(rows)) for rows in (frame, complete))
    print(f"one pair with 5 % missing: ours {ours:.3f}; ordinalcorr {theirs}, {right} without the people who did not answer both")


def _said(task: Callable[[], str]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return task()
        except Exception as problem:
            return f"{type(problem).__name__}: {problem}".splitlines()[0]


def main() -> None:
    """Print one line for each task, data and package."""
    data = {f"{people}x{items}": answers(people, items, categories) for people, items, categories in SIZES}
    with threadpool_limits(1):
        rows = [row for name, frame in data.items() for row in measure(name, frame)]
    timed = in_r(data)
    if not timed:
        print(f"{NO_R}, or does not have psych and lavaan: their columns are missing.")
    print(f"{'task':<18} {'people x items':<14} {'ours ms':>9}  others: ms (times ours)")
    for row in rows:
        others = dict(row.others)
        others |= {package: value for (task, name, package), value in timed.items() if (task, name) == (row.task, row.data)}
        shown = [_shown(package, value, row.ours) for package, value in others.items()]
        print(f"{row.task:<18} {row.data:<14} {row.ours:>9.2f}  {'; '.join(shown)}")
    print(f"\nbootstrap and parallel analysis: {REPLICATES} replicates; R's times are multiplied up from 20 and 10.")
    with_missing_answers()


def _shown(package: str, value: float | str, ours: float) -> str:
    return f"{package} {value}" if isinstance(value, str) else f"{package} {value:,.1f} ({value / ours:,.1f})"


if __name__ == "__main__":
    main()
