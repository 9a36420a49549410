"""What is wanted of simulated answers, looked up and checked in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from survey.errors import (
    SIMULATION_BAD_VALUE,
    SIMULATION_NO_ITEM,
    SIMULATION_NO_WRITE_IN,
    SIMULATION_TOO_LARGE,
    Place,
    Problem,
    problem,
)
from survey.instrument.model import Instrument, Item, ItemKind, OptionKind
from survey.instrument.nearest import nearest
from survey.planning.structure import Structure
from survey.planning.totals import Counts

LARGEST_N = 1_000_000
"""How many respondents can be made up: all answers are in memory at once."""


@dataclass(frozen=True)
class Limits:
    """Lowest and highest count of each code, and how many answered."""

    low: Counts
    high: Counts
    base: int


@dataclass(frozen=True)
class Wishes:
    """margins: item, code, low, high, base; structure; missing: item or `default` -> share; write_ins: item -> texts."""

    margins: pd.DataFrame | None
    structure: Structure
    missing: Mapping[str, float]
    write_ins: Mapping[str, Sequence[str]]

    @property
    def largest_base(self) -> int:
        return 0 if self.margins is None else int(self.margins["base"].max())

    def base(self, name: str) -> int | None:
        """How many answered an item in the margins; None where they do not have it."""
        if self.margins is None:
            return None
        bases = self.margins.loc[self.margins["item"] == name, "base"]
        return int(bases.max()) if len(bases) else None

    def limits(self, name: str, codes: Sequence[str]) -> Limits | None:
        """The limits of the codes in their order; a code that the margins leave out was given by nobody."""
        base = self.base(name)
        if self.margins is None or base is None:
            return None
        rows = self.margins[self.margins["item"] == name].set_index("code").reindex(list(codes))
        low, high = (rows[bound].fillna(0).to_numpy(dtype="int64") for bound in ("low", "high"))
        return Limits(low, high.clip(max=base), base)


def wish_problems(instrument: Instrument, n: int, seed: int, wishes: Wishes, place: Place) -> list[Problem]:
    """Everything that is wrong with what is wanted of a questionnaire."""
    items = {item.id: item for item in instrument.items}
    found = []
    if n < 1:
        found.append(problem(SIMULATION_BAD_VALUE, place, key="n", value=n))
    if n > LARGEST_N:
        found.append(problem(SIMULATION_TOO_LARGE, place, n=n, most=LARGEST_N))
    if seed < 0:
        found.append(problem(SIMULATION_BAD_VALUE, place, key="seed", value=seed))
    found += wishes.structure.problems(instrument, place)
    for key, names in (("missing", wishes.missing), ("write_ins", wishes.write_ins)):
        unknown = [name for name in names if name not in items and (key, name) != ("missing", "default")]
        found += [problem(SIMULATION_NO_ITEM, place, key=key, item=name, nearest=nearest(name, items)) for name in unknown]
    found += [
        problem(SIMULATION_BAD_VALUE, place, key=f"missing: {name}", value=share)
        for name, share in wishes.missing.items()
        if not 0 <= share <= 1
    ]
    found += [
        problem(SIMULATION_NO_WRITE_IN, place, item=name)
        for name in wishes.write_ins
        if name in items and not _takes_text(items[name])
    ]
    return found + _margin_problems(instrument, wishes, place)


def _takes_text(item: Item) -> bool:
    return item.kind is ItemKind.TEXT or any(option.kind is OptionKind.OTHER for option in item.options)


def _margin_problems(instrument: Instrument, wishes: Wishes, place: Place) -> list[Problem]:
    """Margins of items and codes that the questionnaire does not have."""
    if wishes.margins is None:
        return []
    names = {item.id for item in instrument.items} | {column for item in instrument.items for column in item.columns}
    unknown = [name for name in wishes.margins["item"].unique() if name not in names]
    return [problem(SIMULATION_NO_ITEM, place, key="margins", item=name, nearest=nearest(name, names)) for name in unknown]
