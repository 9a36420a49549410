"""Which items of a questionnaire show which factor, and in which shares their answers are expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from survey.errors import PLAN_INDEX, PLAN_TWO_SOURCES, error, problem, raise_all
from survey.i18n.numbers import DASH
from survey.instrument.model import Index, IndexModel, Instrument, Item, ItemKind, Level, OptionKind
from survey.instrument.nearest import nearest
from survey.planning.structure import Floats, Structure
from survey.planning.wishes import Wishes

LEAST_ITEMS = 3
"""Items that a factor needs: with two its loadings are not determined by its own items."""
LOADING, CORRELATION = 0.6, 0.3
"""What is assumed where nobody says otherwise: neither weak nor strong items, factors that share a tenth of their variance."""

Groups = tuple[tuple[str, ...], ...]
"""The codes of each step of a scale, from low to high."""


@dataclass(frozen=True)
class FactorItems:
    """p items of q factors, one factor for each item.

    names: of the items (`item` or `item.row`). factors: names. loadings: shape (p, q). phi: correlations of the factors.
    shares: of each item the expected share of each step of its scale, from low to high. left_out: factor or item -> `few` or
    `no_order`. assumed: whether the shares are equal because no margins were given. alike: pairs of factors that look like one,
    because their indices have one title but for what stands in brackets, or because items of one are planned second forms of
    items of the other.
    """

    names: tuple[str, ...]
    factors: tuple[str, ...]
    loadings: Floats
    phi: Floats
    shares: tuple[Floats, ...]
    left_out: Mapping[str, str]
    assumed: bool
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def steps(self) -> tuple[int, int]:
        """The fewest and the most steps of a scale."""
        counts = [len(share) for share in self.shares]
        return min(counts), max(counts)


def factor_items(
    instrument: Instrument,
    structure: Structure | None = None,
    margins: pd.DataFrame | None = None,
    indices: Sequence[str] | None = None,
) -> FactorItems | None:
    """The items and factors of a questionnaire; None where no factor has three items.

    structure: factors and loadings; without one every reflective index is a factor, each of its items loads 0.6 on it and factors
    correlate 0.3. An item in several indices belongs to the first. margins: expected counts, columns item, code, low, high, base;
    of an interval the middle is taken. Items without them have equal shares. indices: ids of the reflective indices to take, all
    by default; not beside a structure.
    """
    given = structure is not None and bool(structure.factors)
    if structure is not None and given and indices is not None:
        raise error(PLAN_TWO_SOURCES, factors=structure.names, indices=tuple(indices))
    chosen = _chosen(instrument, indices)
    used = structure if structure is not None and given else reflective(chosen)
    scales = _scales(instrument) if given else _index_scales(chosen)
    homes = {
        column: (factor, loading)
        for item in instrument.items
        for column in item.columns
        for factor, loading in (used.loading(item.id, column),)
        if factor is not None
    }
    left_out = {column: "no_order" for column in homes if column not in scales}
    usable = {column: home for column, home in homes.items() if column in scales}
    sizes = {factor: sum(home == factor for home, _ in usable.values()) for factor in used.names}
    left_out |= {factor: "few" for factor, size in sizes.items() if size < LEAST_ITEMS}
    factors = tuple(factor for factor in used.names if sizes[factor] >= LEAST_ITEMS)
    names = tuple(column for column, (factor, _) in usable.items() if factor in factors)
    if not factors:
        return None
    loadings = np.zeros((len(names), len(factors)))
    for row, column in enumerate(names):
        factor, loading = usable[column]
        loadings[row, factors.index(str(factor))] = loading
    kept = [used.names.index(factor) for factor in factors]
    expected = {column: _expected(instrument, column, scales[column], margins) for column in names}
    return FactorItems(
        names=names,
        factors=factors,
        loadings=loadings,
        phi=used.matrix()[np.ix_(kept, kept)],
        shares=tuple(_equal(scales[column]) if found is None else found for column, found in expected.items()),
        left_out=left_out,
        assumed=any(found is None for found in expected.values()),
        alike=() if given else _alike([index for index in chosen if index.id in factors], instrument),
    )


def _chosen(instrument: Instrument, names: Sequence[str] | None) -> tuple[Index, ...]:
    """The reflective indices of some ids, of all where none are named, in the order of the questionnaire."""
    known = {index.id: index for index in instrument.indices if index.model is IndexModel.REFLECTIVE}
    asked = tuple(known) if names is None else (names,) if isinstance(names, str) else tuple(names)
    raise_all(
        problem(PLAN_INDEX, index=name, known=tuple(known) or DASH, nearest=nearest(name, known))
        for name in asked
        if name not in known
    )
    return tuple(index for name, index in known.items() if name in asked)


def _alike(indices: Sequence[Index], instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Pairs of indices that look like one thing measured twice."""
    second = {item.id: item.parallel for item in instrument.items if item.parallel}

    def twins(one: Index, other: Index) -> bool:
        titles = ({re.sub(r"\s*\([^()]*\)$", "", text).casefold() for _, text in index.title} for index in (one, other))
        if set.intersection(*titles):
            return True
        sides = [{name.partition(".")[0] for name in index.items} for index in (one, other)]
        return any({second.get(name) for name in first} & last for first, last in (sides, sides[::-1]))

    return tuple((one.id, other.id) for one, other in combinations(indices, 2) if twins(one, other))


def reflective(indices: Sequence[Index]) -> Structure:
    """A factor for each index, with the loadings and correlations that are assumed."""
    factors: dict[str, dict[str, float]] = {}
    taken: set[str] = set()
    for index in indices:
        factors[index.id] = dict.fromkeys((item for item in index.items if item not in taken), LOADING)
        taken.update(index.items)
    names = sorted(factors)
    pairs = {one: dict.fromkeys(names[place + 1 :], CORRELATION) for place, one in enumerate(names)}
    return Structure(factors, {one: others for one, others in pairs.items() if others})


def _scales(instrument: Instrument) -> dict[str, Groups]:
    """The steps of every item whose answers have an order; of two answers the first is the higher one."""
    return {column: steps for item in instrument.items if len(steps := _steps(item)) > 1 for column in item.columns}


def _steps(item: Item) -> Groups:
    if item.kind is ItemKind.MULTIPLE or item.level is Level.NOMINAL:
        return ()
    offered = [option for option in item.offered if option.kind is OptionKind.SUBSTANTIVE]
    if item.level is Level.BINARY:
        offered.reverse()
    else:
        offered.sort(key=lambda option: option.value)
    return tuple((option.code,) for option in offered)


def _index_scales(indices: Sequence[Index]) -> dict[str, Groups]:
    """The steps of every item of some indices: answers with one score are one step."""
    found: dict[str, Groups] = {}
    for index in indices:
        for item, scores in index.scores.items():
            values = sorted({score for score in scores.values() if score is not None})
            steps = tuple(tuple(code for code, score in scores.items() if score == value) for value in values)
            if len(steps) > 1:
                found.setdefault(item, steps)
    return found


def _expected(instrument: Instrument, column: str, steps: Groups, margins: pd.DataFrame | None) -> Floats | None:
    """The shares that margins give to the steps of an item; None where they do not have it or nobody gave one of its answers."""
    item = next(item for item in instrument.items if column in item.columns)
    wishes = Wishes(margins, Structure(), {}, {})
    for name in (column, item.id):
        codes = [code for step in steps for code in step]
        limits = wishes.limits(name, codes)
        if limits is not None:
            middle = dict(zip(codes, ((limits.low + limits.high) / 2).tolist(), strict=True))
            return _normal(sum(middle[code] for code in step) for step in steps)
    return None


def _normal(counts: Iterable[float]) -> Floats | None:
    found = np.array([count for count in counts if count > 0], dtype=float)
    return found / found.sum() if len(found) > 1 else None


def _equal(steps: Groups) -> Floats:
    return np.full(len(steps), 1 / len(steps))
