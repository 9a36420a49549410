"""Printed numbers: as many digits as stand in print, and not one less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

Told = Callable[[Iterable[float], str], str]


@pytest.fixture(scope="session")
def told() -> Told:
    """Numbers written with the digits of the printed ones, one for one."""

    def write(values: Iterable[float], printed: str) -> str:
        return " ".join(_like(float(value), word) for value, word in zip(values, printed.split(), strict=True))

    return write


@pytest.fixture(scope="session")
def folder() -> Path:
    """Where the data are."""
    return Path(__file__).parent / "data"


def _like(value: float, printed: str) -> str:
    found = re.fullmatch(r"-?\d*\.?(?P<decimals>\d*)(?P<power>e[-+]\d+)?", printed)
    assert found, printed
    written = f"{value:.{len(found['decimals'])}{'e' if found['power'] else 'f'}}"
    return written.removeprefix("-") if not float(written) else written  # a printed 0 has no sign
