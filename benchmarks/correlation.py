"""How long correlation matrices take, beside Pearson's of numpy and pandas in the same run.

`times` is our time over that of `DataFrame.corr`, which skips missing answers too. Run it on an idle machine:
`python benchmarks/correlation.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

import survey

ROUNDS = 9
SIZES = [(96, 24, 2), (1_000, 24, 2), (100_000, 24, 2), (2_800, 25, 6)]


def answers(people: int, items: int, categories: int, missing: float = 0.0) -> pd.DataFrame:
    """Answers to items of three factors, cut into categories."""
    rng = np.random.default_rng(20220901)
    factors = rng.normal(size=(people, 3))[:, np.arange(items) % 3]
    hidden = 0.7 * factors + np.sqrt(1 - 0.49) * rng.normal(size=(people, items))
    cuts = np.linspace(-1.2, 1.2, categories - 1) if categories > 2 else np.array([0.0])
    frame = pd.DataFrame(np.digitize(hidden + np.linspace(-0.8, 0.8, items), cuts))
    return frame.mask(rng.random(frame.shape) < missing) if missing else frame


def milliseconds(task: Callable[[], object]) -> float:
    """The best of several runs, after one that is not counted."""
    task()
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return 1000 * min(found)


def main() -> None:
    """Print one row for each size and kind."""
    print(" people items answers missing  kind              ms   pandas    numpy  times")
    for people, items, categories in SIZES:
        for missing in (0.0, 0.05):
            frame = answers(people, items, categories, missing)
            by_pandas = milliseconds(frame.corr)
            by_numpy = milliseconds(lambda frame=frame: np.corrcoef(frame.to_numpy().T))
            for kind in ("tetrachoric" if categories == 2 else "polychoric", "pearson"):
                ours = milliseconds(lambda frame=frame, kind=kind: survey.correlation(frame, kind=kind))
                print(
                    f"{people:>7} {items:>5} {categories:>7} {missing:>7.0%}  {kind:<11} {ours:>8.2f} {by_pandas:>8.2f}"
                    f" {by_numpy:>8.2f} {ours / by_pandas:>6.1f}"
                )


if __name__ == "__main__":
    main()
