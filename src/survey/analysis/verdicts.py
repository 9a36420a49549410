"""Whether a statement about two answers holds in every table that fits the margins, in none, or is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from survey.analysis.given import Answer, Told, assumption, different
from survey.analysis.status import Status as Status
from survey.analysis.status import of_range
from survey.errors import ONE_LIMIT, UNKNOWN_CHOICE, Problem, error
from survey.stats.fourfold_bounds import MEASURES, fourfold_ranges, possible_margins
from survey.wave.wave import Wave, expect_wave

LIMITS: dict[str, Callable[[float, float], bool]] = {
    "at_least": lambda value, limit: value >= limit,
    "more_than": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "less_than": lambda value, limit: value < limit,
}


@dataclass(frozen=True)
class Verdict:
    """A statement `measure limit value`, such as both at_least 60, and what the margins say about it.

    low, high: the range of the measure over all tables. if_counts: the status where every count of both questions may be one
    person off. if_base: where one person fewer answered both questions. robust: all three are the same.
    """

    first: Answer
    second: Answer
    measure: str
    limit: str
    value: float
    status: Status
    if_counts: Status
    if_base: Status
    low: float
    high: float
    assumes: Problem

    @property
    def robust(self) -> bool:
        return self.status == self.if_counts == self.if_base


def decide(
    wave: Wave,
    measure: str,
    first: Answer,
    second: Answer,
    *,
    at_least: float | None = None,
    more_than: float | None = None,
    at_most: float | None = None,
    less_than: float | None = None,
) -> Verdict:
    """Judge a statement about two answers by their margins alone.

    Parameters
    ----------
    wave
        A wave of margins, or of rows, of which only the margins are used.
    measure
        `both`: people who gave both answers; `difference`: how many more gave the first than the second; `phi` (more_than=0: the
        two are positively associated), `cramers_v`, `kappa`, `odds_ratio`; `mcnemar_p`, `fisher_p`: exact two-sided p values.
    first, second
        (id of a question or `item.row`, code of an answer or several codes, any of which counts).
    at_least, more_than, at_most, less_than
        Exactly one of them.

    Returns
    -------
    Verdict. A table in which the measure does not exist (phi where everybody gave the answer) does not fulfil the statement.

    Raises
    ------
    SurveyError
        An unknown measure, question or answer; no limit or several.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(sorted((root() / "data").glob("*-2022*"))[0])
    >>> first, second = (wave.instrument.items[place].id for place in (5, 8))
    >>> answers = (first, "yes"), (second, "no")
    >>> [decide(wave, "both", *answers, at_least=least).status.value for least in (62, 63, 71)]
    ['holds', 'open', 'never']
    >>> decide(wave, "both", *answers, at_least=62).robust, decide(wave, "both", *answers, at_least=60).robust
    (False, True)
    """
    told = Told(expect_wave(wave))
    if measure not in MEASURES:
        raise error(UNKNOWN_CHOICE, parameter="measure", value=measure, known=MEASURES)
    limits = {
        name: value for name, value in zip(LIMITS, (at_least, more_than, at_most, less_than), strict=True) if value is not None
    }
    if len(limits) != 1:
        raise error(ONE_LIMIT, known=tuple(LIMITS), found=tuple(limits))
    different([first[0], second[0]])
    ((limit, value),) = limits.items()
    as_told, loose = ((told.given(first, off), told.given(second, off)) for off in (0, 1))
    cases = [possible_margins(*as_told, wave.n), possible_margins(*loose, wave.n), possible_margins(*as_told, wave.n, 1)]
    ranges = [fourfold_ranges(case)[measure] for case in cases]

    def fulfilled(found: float) -> bool:
        return LIMITS[limit](found, value)

    found, if_counts, if_base = (of_range(one, fulfilled) for one in ranges)
    bases = [answer.base for answer in as_told]
    ends = (ranges[0].low, ranges[0].high)
    return Verdict(first, second, measure, limit, value, found, if_counts, if_base, *ends, assumption(bases, wave.n))
