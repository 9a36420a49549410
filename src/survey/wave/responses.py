"""The answers as they were received, before any cleaning."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from survey.instrument.model import Instrument

PAGE = "duration_"
"""How a received column of the seconds on one page begins; what follows is the platform's name of the page."""
ORDER = "order_"
"""How a received column begins that holds the order in which the answers of a question were shown; what follows is its id."""
LOOSE = ".text"
"""How a received column ends that holds, for a multiple choice, the pieces of cells that are no option."""


@dataclass(frozen=True)
class Source:
    """The file that answers came from: its name and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Responses:
    """Answers of one file, one row per respondent, all frames with the index `respondent`.

    answers: one column per item column (`item`, `item.option` as boolean, `item.row`), option codes as strings, NA where missing.
    missing: the same columns; the kind of missing answer (`Missing`), NA where there is an answer.
    text: the same columns; the cell exactly as it was received.
    received: what the platform recorded beside the answers (`timestamp` with its zone, `duration_<page>` in seconds).
    let_through: items whose texts that are no option were allowed by name; see `survey.wave.uncoded`.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> responses = load_wave(max((root() / "data").glob("*-2022-demo"))).responses
    >>> responses.answers.shape == responses.missing.shape == responses.text.shape
    True
    """

    instrument: Instrument
    answers: pd.DataFrame
    missing: pd.DataFrame
    text: pd.DataFrame
    received: pd.DataFrame
    source: Source
    let_through: tuple[str, ...] = ()
