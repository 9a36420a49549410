"""How far what is said of a change depends on decisions that somebody could have taken otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from survey.analysis.trend import of_steps
from survey.analysis.trend_chain import Joined, Step, chain, joined
from survey.errors import BASE_NOT_EXACT, SurveyError
from survey.wave.counts import Base
from survey.wave.wave import Wave

COLUMNS = ("item", "earlier", "later", "reading", "code", "change_low", "change_high", "direction", "agrees")
KEY = ["earlier", "later", "code"]
NOTHING = 1e-9  # percentage points: the last bits of a double


def trend_sensitivity(waves: Sequence[Wave], item: str) -> pd.DataFrame:
    """The changes of one question under every reading of its answers.

    Parameters
    ----------
    waves, item
        As for `survey.trend`; not an index.

    Returns
    -------
    One row per pair of waves that follow each other, reading, and answer that the two can be compared by. Columns:

    - item, earlier, later (ids of waves), code;
    - reading: `main`, as `survey.trend` gives it; `valid`: without "don't know" and refusals in the base; `codes`: without the
      map of a decision, answers of one code alone; the id of each alternative map;
    - change_low, change_high: percentage points, between bounds; NaN where this reading has no such answer in both waves;
    - direction: `up`, `down`, `none`, `open` where the bounds hold both; NA where nothing can be compared;
    - agrees: whether the direction is that of the main reading; NA where nothing can be compared.

    A reading that changes nothing is left out, so a question about which nothing had to be decided has `main` alone.

    Raises
    ------
    SurveyError
        As `survey.trend`.

    Notes
    -----
    Not a test: it tells how much of a change is made by decisions about the answers, not how much by chance. There is no call
    in R; each reading is a difference of two shares.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> waves = [load_wave(folder) for folder in sorted((root() / "data").glob("*-2022*"))]
    >>> found = trend_sensitivity(waves, waves[0].instrument.items[1].id)
    >>> found[["reading", "code", "direction"]].to_numpy().tolist()
    [['main', 'yes', 'none'], ['main', 'no', 'none']]
    """
    steps = chain(waves, item)
    main: pd.DataFrame | None = None
    frames: list[pd.DataFrame] = []
    for name, answers, base in _readings(steps):
        try:
            found = _changes(of_steps(steps, answers, base))
        except SurveyError as refused:
            if refused.code == BASE_NOT_EXACT:  # the margins leave open how many did not know
                continue
            raise
        if main is None:
            main = found[found["direction"].notna()]
        found = main[KEY].merge(found, how="left", on=KEY)
        if not frames or not _alike(found, main):
            frames.append(found.assign(item=item, reading=name, main=main["direction"].to_numpy()))
    table = pd.concat(frames, ignore_index=True)
    table["direction"] = table["direction"].astype("string")
    table["agrees"] = (table["direction"] == table["main"].astype("string")).astype("boolean")
    return pd.DataFrame(table[list(COLUMNS)])


def _readings(steps: Sequence[Step]) -> Iterator[tuple[str, tuple[Joined, ...], Base]]:
    yield "main", joined(steps), "answered"
    if any(not all(step.question.valid) for step in steps):
        yield "valid", joined(steps), "valid"
    if any(step.pair is not None and step.pair.link is not None and step.pair.link.answers for step in steps):
        yield "codes", joined(steps, mapped=False), "answered"
    for name in dict.fromkeys(other.id for step in steps for other in step.alternatives):
        yield name, joined(steps, alternative=name), "answered"


def _changes(table: pd.DataFrame) -> pd.DataFrame:
    """The changes between waves that follow each other."""
    order = list(dict.fromkeys(table["wave"]))
    later = table[table["wave"] != order[0]]
    before = dict(zip(order[1:], order[:-1], strict=True))
    found = pd.DataFrame(later[["code", "change_low", "change_high"]]).reset_index(drop=True)
    found.insert(0, "earlier", later["wave"].map(before).to_numpy())
    found.insert(1, "later", later["wave"].to_numpy())
    known = found["change_low"].notna() & found["change_high"].notna()
    found["direction"] = [
        direction(row["change_low"], row["change_high"]) if there else None
        for row, there in zip(found.to_dict("records"), known, strict=True)
    ]
    return found


def direction(low: float, high: float) -> str:
    """`up`, `down`, `none`, or `open` where the bounds hold both.

    >>> direction(2.0, 5.0), direction(-3.0, -1.0), direction(0.0, 0.0), direction(-1.0, 4.0)
    ('up', 'down', 'none', 'open')
    """
    if low > NOTHING:
        return "up"
    if high < -NOTHING:
        return "down"
    return "none" if abs(low) <= NOTHING and abs(high) <= NOTHING else "open"


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two readings give the same bounds of every change."""
    columns = ["change_low", "change_high"]
    ends = one[columns].to_numpy(float), other[columns].to_numpy(float)
    return bool(np.allclose(*ends, rtol=0, atol=NOTHING, equal_nan=True))
