"""Made-up answers to any questionnaire: exact margins, a latent factor structure, missing answers, write-ins.

Each item has a latent score, `loading * factor + sqrt(1 - loading**2) * error` with standard normal factor and error. Respondents
are ranked by it and the answers are dealt out along the ranks in exactly the numbers wanted, which is the same as cutting the
score at its sample quantiles. So counts are exact at any n, and the tetrachoric or polychoric correlation of two items of one
factor tends to the product of their loadings.

A positive loading ties a high factor score to the first option in the questionnaire, or to the highest value where the item is
ordinal. Numbers made here are synthetic and say nothing about any population.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.errors import SIMULATION_NO_LIMITS, Place, error, raise_all
from survey.instrument.model import Instrument, Item, ItemKind, Level, OptionKind
from survey.instrument.show_if import shown
from survey.planning.structure import Floats, Structure
from survey.planning.totals import Counts, draw_multiple, draw_single, spread
from survey.planning.wishes import Wishes, wish_problems
from survey.wave.missing import Missing
from survey.wave.responses import Responses, Source

Places = npt.NDArray[np.int64]

FIELDWORK_OF_NOBODY = (dt.date(2020, 1, 1), dt.date(2020, 1, 15))
"""When made-up answers came in if nobody says it: never today, so that the same design gives the same bytes."""

_NO_ANSWER = (OptionKind.DONT_KNOW, OptionKind.REFUSED)
_DAY_STARTS, _DAY_ENDS = 9 * 3600, 22 * 3600  # answers come in between these seconds of a day


@dataclass(frozen=True)
class _Draws:
    """Random numbers of one item. How many give an answer is drawn apart, so that it does not change with n."""

    totals: np.random.Generator
    people: np.random.Generator


@dataclass(frozen=True)
class _Made:
    """What is made for one item: answers and typed texts by column, and who was asked."""

    answers: dict[str, pd.Series]
    text: dict[str, pd.Series]
    asked: npt.NDArray[np.bool_]


def simulate(
    instrument: Instrument,
    n: int,
    *,
    seed: int,
    margins: pd.DataFrame | None = None,
    structure: Structure | None = None,
    missing: Mapping[str, float] | None = None,
    write_ins: Mapping[str, Sequence[str]] | None = None,
    fieldwork: tuple[dt.date, dt.date] = FIELDWORK_OF_NOBODY,
    timezone: str = "UTC",
) -> Responses:
    """Simulate the answers of `n` respondents.

    margins: columns item, code, low, high, base (as in margins.csv); counts inside an interval are chosen by the seed. With
    another `n` than the margins' they are scaled. Items without margins get equal counts.
    structure: factors with loadings, and their correlations. missing: item, or `default`, -> share of skipped answers; without
    one, as many are skipped as the margins' base leaves. write_ins: item -> texts for its option `other`, or an open question.
    fieldwork, timezone: when and where answers came in. seed: the same seed gives the same answers.

    Returns `Responses`; its `text` holds only what respondents typed. Raises DataError for margins, loadings or names that are
    wrong.
    """
    wishes = Wishes(margins, structure or Structure(), missing or {}, write_ins or {})
    raise_all(wish_problems(instrument, n, seed, wishes, Place()))
    factors = wishes.structure.scores(n, seed)
    index = pd.RangeIndex(1, n + 1, name="respondent")
    answers, text, kinds = (pd.DataFrame(index=index) for _ in range(3))
    for number, item in enumerate(instrument.items, start=1):
        draws = _Draws(np.random.default_rng([seed, number, 0]), np.random.default_rng([seed, number, 1]))
        made = _item(item, _alone(instrument, item), answers, factors, wishes, n, draws)
        empty = np.where(made.asked, Missing.SKIPPED.value, Missing.NOT_ASKED.value)
        for column in item.columns:
            answers[column] = made.answers[column].set_axis(index)
            text[column] = made.text.get(column, _nothing(n)).set_axis(index)
            kinds[column] = pd.Series(empty, index=index, dtype="string").where(answers[column].isna())
    received = _received(n, fieldwork, timezone, np.random.default_rng([seed, len(instrument.items) + 1, 1])).set_index(index)
    source = Source(f"synthetic, seed {seed}", hashlib.sha256(answers.to_csv().encode()).hexdigest())
    return Responses(instrument, answers, kinds, text, received, source)


def _nothing(n: int) -> pd.Series:
    return pd.Series(pd.NA, index=range(n), dtype="string")


def _alone(instrument: Instrument, item: Item) -> frozenset[str]:
    """Options that go with no other: no answer, and one that the questionnaire says contradicts the others of its question."""
    found = {option.code for option in item.options if option.kind in _NO_ANSWER}
    for rule in instrument.inconsistent:
        if all(condition.item == item.id for condition in rule.conditions):
            found |= {condition.codes[0] for condition in rule.conditions if len(condition.codes) == 1}
    return frozenset(found)


def _item(
    item: Item,
    alone: frozenset[str],
    answers: pd.DataFrame,
    factors: Mapping[str, Floats],
    wishes: Wishes,
    n: int,
    draws: _Draws,
) -> _Made:
    asked = np.asarray(shown(item, answers), dtype=bool) if item.show_if else np.ones(n, dtype=bool)
    made = _Made({}, {}, asked)
    if item.kind is ItemKind.MULTIPLE:
        _multiple(item, alone, made, factors, wishes, draws)
    else:
        for column in item.columns:
            who = _answering(item, column, asked, wishes, draws)
            scores = _scores(item, column, factors, wishes.structure, n, draws)
            made.answers[column] = _one_answer_each(item, column, who, scores, wishes, draws)
    _write_in(item, made, wishes.write_ins.get(item.id, ()), draws.people)
    return made


def _answering(item: Item, column: str, asked: npt.NDArray[np.bool_], wishes: Wishes, draws: _Draws) -> Places:
    """Who answers, in order. How many: by the item's own share, else by the margins' base, else by the default share."""
    places = np.flatnonzero(asked)
    base = wishes.base(column)
    share = wishes.missing.get(item.id)
    if share is None and base is not None:
        count = min(len(places), round(len(asked) * base / wishes.largest_base))
    else:
        share = wishes.missing.get("default", 0.0) if share is None else share
        count = len(places) - round(share * len(places))
    return np.sort(draws.people.permutation(places)[:count])


def _scores(item: Item, column: str, factors: Mapping[str, Floats], structure: Structure, n: int, draws: _Draws) -> Floats:
    factor, loading = structure.loading(item.id, column)
    own = draws.people.standard_normal(n)
    if factor is None:
        return own
    return np.asarray(loading * factors[factor] + np.sqrt(1 - loading**2) * own)


def _one_answer_each(item: Item, column: str, who: Places, scores: Floats, wishes: Wishes, draws: _Draws) -> pd.Series:
    """Codes, numbers or texts of the respondents who answer; NA for the others."""
    n = len(scores)
    if item.kind is ItemKind.TEXT:
        texts = wishes.write_ins.get(item.id, ())
        return _placed(n, who, draws.people.choice(np.array(texts, dtype=object), len(who)), "string") if texts else _nothing(n)
    if item.kind is ItemKind.NUMBER:
        low, high = _limits(item)
        ranks = np.argsort(np.argsort(scores[who], kind="stable"), kind="stable")
        return _placed(n, who, low + np.round((ranks + 0.5) / max(1, len(who)) * (high - low)), "Float64")
    codes = _along(item)
    counts = _single_counts(column, codes, len(who), wishes, draws)
    ranked = who[np.argsort(-scores[who], kind="stable")]
    return _placed(n, ranked, np.repeat(np.array(codes, dtype=object), counts), "string")


def _placed(n: int, who: Places, values: npt.NDArray[np.generic], dtype: str) -> pd.Series:
    series = pd.Series(pd.NA, index=range(n), dtype=dtype)
    series.iloc[who] = values
    return series


def _limits(item: Item) -> tuple[float, float]:
    if item.minimum is None or item.maximum is None:
        raise error(SIMULATION_NO_LIMITS, item=item.id)
    return item.minimum, item.maximum


def _along(item: Item) -> tuple[str, ...]:
    """The codes from the highest latent score down."""
    ordered = item.level in (Level.ORDINAL, Level.INTERVAL)
    options = sorted(item.options, key=lambda option: -option.value) if ordered else item.options
    return tuple(option.code for option in options)


def _single_counts(column: str, codes: Sequence[str], total: int, wishes: Wishes, draws: _Draws) -> Counts:
    limits = wishes.limits(column, codes)
    if limits is None:
        return spread([1] * len(codes), total)
    return spread(draw_single(column, limits.low, limits.high, limits.base, draws.totals), total)


def _multiple(
    item: Item, alone: frozenset[str], made: _Made, factors: Mapping[str, Floats], wishes: Wishes, draws: _Draws
) -> None:
    """Ticks of each option by its own score; everybody who answers has at least one, and one of `alone` has no other."""
    n = len(made.asked)
    who = _answering(item, item.id, made.asked, wishes, draws)
    counts = _multiple_counts(item, alone, len(who), wishes, draws)
    scores = [_scores(item, column, factors, wishes.structure, n, draws) for column in item.columns]
    ticks = np.zeros((n, len(item.codes)), dtype=bool)
    free = who
    for place in sorted(range(len(item.codes)), key=lambda place: item.codes[place] not in alone):
        chosen = free[np.argsort(-scores[place][free], kind="stable")][: counts[place]]
        ticks[chosen, place] = True
        if item.codes[place] in alone:
            free = np.setdiff1d(free, chosen)
    _give_everybody_one(ticks, free)
    for place, column in enumerate(item.columns):
        made.answers[column] = _placed(n, who, ticks[who, place], "boolean")


def _multiple_counts(item: Item, alone: frozenset[str], total: int, wishes: Wishes, draws: _Draws) -> Counts:
    """How often each option is ticked by `total` people."""
    limits = wishes.limits(item.id, item.codes)
    if limits is not None:
        drawn = draw_multiple(item.id, limits.low, limits.high, limits.base, draws.totals)
        return np.minimum(-(-drawn * total // limits.base), total) if total != limits.base else drawn
    each, half = -(-total // len(item.codes)), total // 2
    return np.array([total // (2 * len(item.codes)) if code in alone else max(each, half) for code in item.codes])


def _give_everybody_one(ticks: npt.NDArray[np.bool_], who: Places) -> None:
    """Move ticks from those who have most to those who have none; the count of each option stays."""
    for needy in who[~ticks[who].any(axis=1)]:
        donor = who[np.argmax(ticks[who].sum(axis=1))]
        place = int(np.flatnonzero(ticks[donor])[0])
        ticks[donor, place], ticks[needy, place] = False, True


def _write_in(item: Item, made: _Made, texts: Sequence[str], rng: np.random.Generator) -> None:
    """What those typed who chose `other`."""
    other = next((option.code for option in item.options if option.kind is OptionKind.OTHER), None)
    if other is None or not texts:
        return
    for column, codes in made.answers.items():
        if item.kind is ItemKind.MULTIPLE and column != f"{item.id}.{other}":
            continue
        who = np.flatnonzero((codes if item.kind is ItemKind.MULTIPLE else codes == other).fillna(False))
        made.text[column] = _placed(len(codes), who, rng.choice(np.array(texts, dtype=object), len(who)), "string")


def _received(n: int, fieldwork: tuple[dt.date, dt.date], timezone: str, rng: np.random.Generator) -> pd.DataFrame:
    """Times of day between morning and evening on the days of fieldwork, in order; `offset` as in a file that was read."""
    days = (fieldwork[1] - fieldwork[0]).days + 1
    seconds = np.sort(rng.integers(0, days, n) * 86400 + rng.integers(_DAY_STARTS, _DAY_ENDS, n))
    local = pd.Series(pd.Timestamp(fieldwork[0]) + pd.to_timedelta(seconds, unit="s")).dt.tz_localize(ZoneInfo(timezone))
    offset = local.map(lambda time: time.isoformat()[-6:]).astype("string")
    rows = pd.array(range(2, n + 2), dtype="Int64")
    return pd.DataFrame({"timestamp": local.dt.tz_convert("UTC"), "offset": offset, "row": rows})
