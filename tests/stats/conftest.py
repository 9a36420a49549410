"""Data and numbers of tests/oracles, whose README tells where they come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

FOLDER = Path(__file__).parents[1] / "oracles"


class Oracles:
    """Answers and what R printed of them."""

    def data(self, name: str) -> pd.DataFrame:
        file = "hs39_bin" if name == "hs39" else name
        return pd.read_csv(FOLDER / "data" / f"{file}.csv").drop(columns=["group", "school", "sex"], errors="ignore")

    def matrix(self, name: str, file: str) -> np.ndarray:
        return pd.read_csv(FOLDER / name / f"{file}.csv", index_col=0).to_numpy()

    def json(self, name: str, file: str) -> Any:
        return json.loads((FOLDER / name / f"{file}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def oracles() -> Oracles:
    return Oracles()
