"""Answers to measure with, and how the time is taken: what the benchmarks share."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd


def answers(people: int, items: int, categories: int, missing: float = 0.0) -> pd.DataFrame:
    """Answers to items of three factors, cut into categories."""
    rng = np.random.default_rng(20220901)
    factors = rng.normal(size=(people, 3))[:, np.arange(items) % 3]
    hidden = 0.7 * factors + np.sqrt(1 - 0.49) * rng.normal(size=(people, items))
    cuts = np.linspace(-1.2, 1.2, categories - 1) if categories > 2 else np.array([0.0])
    frame = pd.DataFrame(np.digitize(hidden + np.linspace(-0.8, 0.8, items), cuts))
    return frame.mask(rng.random(frame.shape) < missing) if missing else frame


def milliseconds(task: Callable[[], object], rounds: int = 9) -> float:
    """The best of several runs, after one that is not counted."""
    task()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return 1000 * min(found)
