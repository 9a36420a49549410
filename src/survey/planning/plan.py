"""What a survey of a given size will be able to tell: `survey.plan`, one table of numbers for each kind of question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from survey.errors import PLAN_SIZE, Place, error, raise_all
from survey.i18n.numbers import DASH
from survey.instrument.model import Instrument
from survey.planning.factor_items import FactorItems, factor_items
from survey.planning.factor_recovery import Recovery, recovery
from survey.planning.power import Power, answers_power, groups_power, smallest_found
from survey.planning.precision import LARGEST_N, LEAST_N, check_replicates, check_sizes, kappa_precision, share_precision
from survey.planning.structure import Structure
from survey.planning.wishes import Wishes, wish_problems
from survey.stats.intervals import check_level

SIZES = (96, 150, 300)
SHARES = (0.5, 0.3, 0.1)
APART = (0.1, 0.15, 0.2, 0.3)
TOGETHER = (1.0, 0.5)
"""Shares of people who choose one of two answers: all, as to a yes/no question, and half, as to a question of several answers."""
KAPPAS = (0.4, 0.6, 0.8)
JUDGED = ((0.5, 0.5), (0.8, 0.2), (0.2, 0.2, 0.2, 0.2, 0.2))
"""Shares of answers for which a kappa is planned."""
WANTED = 0.8
"""The power that is asked for by custom."""
_POINTS_OF_CURVE = 30


@dataclass(frozen=True)
class Plan:
    """What random samples of some sizes will tell; shares, differences and half-widths are between 0 and 1.

    shares: `share`, `n`, `half_width` of the interval on average, `coverage`. curve: the same half-widths at more sizes, to draw.
    differences: `kind` (`groups`: two equal groups; `answers`: two answers to one question), `together` (people who choose one of
    the two answers), `difference`, `n`, `power`, `half_width`; the row with the difference 0 is the rate of false alarms.
    smallest: `kind`, `together`, `n`, `difference`: the smallest, in whole points, that is found with a probability of 80 %.
    kappas: `kappa`, `answers`, `rarest` (the smallest share), `n`, `formula`, `half_width`, `coverage`, `coverage_error`,
    `without`, see `survey.planning.precision.KappaPrecision`; `replicates`.
    recovered: what became of simulated factor analyses, one `Recovery` for each size; empty where `items` is None.
    items: the factors that were assumed; None where the questionnaire has none.
    """

    sizes: tuple[int, ...]
    frame: int | None
    level: float
    seed: int
    shares: pd.DataFrame
    curve: pd.DataFrame
    differences: pd.DataFrame
    smallest: pd.DataFrame
    kappas: pd.DataFrame
    recovered: tuple[Recovery, ...]
    items: FactorItems | None

    @property
    def replicates_of_kappa(self) -> int:
        """How many samples were simulated for each kappa."""
        return int(self.kappas["replicates"].max())

    @property
    def rules(self) -> pd.DataFrame:
        """How often each rule finds the true number of factors: `n`, `rule`, `right`, `too_few`, `too_many`, `error`."""
        parts = [one.rules.assign(n=one.n) for one in self.recovered]
        columns = ["n", "rule", "right", "too_few", "too_many", "error"]
        return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)

    @property
    def loadings(self) -> pd.DataFrame:
        """How far loadings are off: a row for each size with the fields of `Recovery`."""
        names = [name for name in Recovery.__dataclass_fields__ if name != "rules"]
        return pd.DataFrame([{name: getattr(one, name) for name in names} for one in self.recovered], columns=names)


def plan(
    instrument: Instrument,
    n: Sequence[int] | int | None = None,
    *,
    frame: int | None = None,
    margins: pd.DataFrame | None = None,
    structure: Structure | None = None,
    indices: Sequence[str] | None = None,
    level: float = 0.95,
    replicates: int = 100,
    seed: int = 1,
) -> Plan:
    """What random samples of these sizes would be able to tell.

    Parameters
    ----------
    instrument
        The questionnaire; its reflective indices are the factors whose recovery is simulated.
    n
        How many people will answer: one size or several, each from 10 to 2000; 96, 150 and 300 as far as the frame has so many.
    frame
        How many people the sample is drawn from, where that is known: drawing is then without replacement. Groups are thought of
        as halves of it. Kappa, loadings and factors do not allow for it.
    margins
        Expected counts of answers, columns item, code, low, high, base as in margins.csv; without them the answers to each item
        of a factor are equally frequent, which is close to the best case.
    structure
        Factors, loadings and correlations to assume; by default 0.6 for every item of a reflective index, and 0.3.
    indices
        Ids of the reflective indices that are factors, by default all of them. Name them where the questionnaire measures one
        thing by two indices, such as a long and a short scale: as two factors they would be taken for two things.
    level
        Of intervals; a test rejects where p is at most 1 - level.
    replicates
        Simulated factor analyses of each size, ten times as many kappas.
    seed
        Of the random numbers; the same seed gives the same plan.

    Returns
    -------
    `Plan`. Shares and differences are exact, by enumeration of all counts; kappa, loadings and factors are simulated and carry
    their Monte Carlo errors.

    Raises
    ------
    SurveyError
        Sizes that cannot be planned or are above the frame, all at once; a level outside (0, 1); fewer than one replicate;
        items of the structure or the margins that the questionnaire does not have, loadings or correlations that cannot be, all
        at once; indices that are not reflective, or are named beside a structure.

    Notes
    -----
    All of it is about simple random samples. People who came by themselves, or were picked, are no such sample: then these
    numbers say what chance alone would do, and not how far the answers are from those of all.

    Examples
    --------
    >>> from survey.instrument.model import Instrument
    >>> from survey.i18n.text import Text
    >>> found = plan(Instrument("tea", "1", ("en",), Text(en="Tea"), (), ()), 96, frame=150, replicates=20)
    >>> found.shares.round(3).to_dict("records")[0]
    {'share': 0.5, 'n': 96, 'half_width': 0.06, 'coverage': 0.939}
    """
    sizes = planned_sizes(n, frame)
    check_level(level)
    check_replicates(replicates)
    raise_all(wish_problems(instrument, max(sizes), seed, Wishes(margins, structure or Structure(), {}, {}), Place()))
    items = factor_items(instrument, structure, margins, indices)
    return Plan(
        sizes=sizes,
        frame=frame,
        level=level,
        seed=seed,
        shares=_shares(sizes, frame, level),
        curve=_shares(_along(sizes, frame), frame, level)[["share", "n", "half_width"]],
        differences=_differences(sizes, frame, level),
        smallest=_smallest(sizes, frame, level),
        kappas=_kappas(sizes, level, 10 * replicates, seed),
        recovered=tuple(recovery(items, size, replicates=replicates, seed=seed) for size in sizes) if items else (),
        items=items,
    )


def planned_sizes(n: Sequence[int] | int | None, frame: int | None) -> tuple[int, ...]:
    """The sizes asked for in order, each once; raises StatisticsError with all that cannot be planned."""
    if n is None:
        check_sizes((LEAST_N,), frame)
        return tuple(size for size in SIZES if frame is None or size <= frame) or (int(frame or LEAST_N),)
    asked = tuple(n) if isinstance(n, Iterable) and not isinstance(n, str) else (n,)
    if not asked:
        raise error(PLAN_SIZE, n=DASH, least=LEAST_N, most=LARGEST_N)
    check_sizes(asked, frame)
    return tuple(sorted({int(size) for size in asked}))


def _along(sizes: tuple[int, ...], frame: int | None) -> tuple[int, ...]:
    """Sizes for a curve, closer together where it is steep."""
    most = max(sizes)
    last = most if frame is None else min(frame, 2 * most)
    first = max(LEAST_N, min(30, *sizes))
    steps = np.unique(np.round(np.geomspace(first, last, _POINTS_OF_CURVE)).astype(int))
    return tuple(sorted({*steps.tolist(), *sizes}))


def _shares(sizes: tuple[int, ...], frame: int | None, level: float) -> pd.DataFrame:
    rows = []
    for share in SHARES:
        for n in sizes:
            found = share_precision(n, share, population=frame, level=level)
            rows.append((share, n, found.half_width, found.coverage))
    return pd.DataFrame(rows, columns=["share", "n", "half_width", "coverage"])


def compared(n: int, apart: float, together: float | None, frame: int | None, level: float) -> Power:
    """The power of n people for a difference around one half: of two equal groups, or of two answers that `together` choose."""
    if together is None:
        halves = ((n + 1) // 2, n // 2)
        people = (None, None) if frame is None else ((frame + 1) // 2, frame // 2)
        return groups_power(halves, (0.5 - apart / 2, 0.5 + apart / 2), populations=people, level=level)
    return answers_power(n, ((together + apart) / 2, (together - apart) / 2), population=frame, level=level)


def _cases() -> Iterator[tuple[str, float | None]]:
    yield "groups", None
    for together in TOGETHER:
        yield "answers", together


def _differences(sizes: tuple[int, ...], frame: int | None, level: float) -> pd.DataFrame:
    rows = []
    for kind, together in _cases():
        for apart in (0.0, *APART):
            for n in sizes:
                found = compared(n, apart, together, frame, level)
                rows.append((kind, together, apart, n, found.power, found.half_width))
    return pd.DataFrame(rows, columns=["kind", "together", "difference", "n", "power", "half_width"])


def _smallest(sizes: tuple[int, ...], frame: int | None, level: float) -> pd.DataFrame:
    rows = []
    for kind, together in _cases():
        for n in sizes:

            def power(apart: float, n: int = n, together: float | None = together) -> float:
                return compared(n, min(apart, together or 1.0), together, frame, level).power

            found = smallest_found(power, WANTED)
            rows.append((kind, together, n, found))
    return pd.DataFrame(rows, columns=["kind", "together", "n", "difference"])


def _kappas(sizes: tuple[int, ...], level: float, replicates: int, seed: int) -> pd.DataFrame:
    rows = []
    for shares in JUDGED:
        for kappa in KAPPAS:
            for n in sizes:
                found = kappa_precision(n, kappa, shares, level=level, replicates=replicates, seed=seed)
                rows.append(
                    {
                        "kappa": kappa,
                        "answers": len(shares),
                        "rarest": min(shares),
                        "n": n,
                        **vars(found),
                        "replicates": replicates,
                    }
                )
    return pd.DataFrame(rows)
