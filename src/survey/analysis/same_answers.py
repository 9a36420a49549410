"""How many people must have given the same answer to questions with the same answers, and how well these can agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey.analysis.given import Told, assumption, different
from survey.errors import TWO_OR_THREE, Problem, error
from survey.stats.joint_bounds import Margin, answered_all, event_counts
from survey.wave.wave import Wave, expect_wave

MOST_ITEMS = 3


@dataclass(frozen=True)
class SameAnswers:
    """low, high: people with one and the same answer to all of the items, of `people` in the wave; answered_low, answered_high:
    of them, who answered all. kappa_low, kappa_high: Cohen's kappa; None for three items, open margins, blanks, or where
    everybody gave one answer to both."""

    items: tuple[str, ...]
    people: int
    answered_low: int
    answered_high: int
    low: int
    high: int
    kappa_low: float | None
    kappa_high: float | None
    assumes: Problem


def same_answers(wave: Wave, *items: str) -> SameAnswers:
    """Bounds of the agreement of two or three questions with one answer each, by the codes that they share.

    Parameters
    ----------
    wave
        A wave of margins, or of rows, of which only the margins are used.
    items
        Two or three ids. An answer that one of them did not offer agrees with nothing.

    Returns
    -------
    SameAnswers, every bound sharp.

    Raises
    ------
    SurveyError
        One question or more than three; one twice; one with several answers; more than 60,000 combinations of answers.

    Notes
    -----
    `survey.stats.joint_bounds.event_counts` over the diagonal. With exact margins Cohen's kappa, (p_o - p_e) / (1 - p_e), has a
    fixed p_e and is widest where the agreement is.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(sorted((root() / "data").glob("*-2022*"))[0])
    >>> first, second = (wave.instrument.items[place].id for place in (6, 24))
    >>> found = same_answers(wave, first, second)
    >>> found.low, found.high, round(found.kappa_low, 2), round(found.kappa_high, 2)
    (41, 93, -0.4, 0.92)
    """
    told = Told(expect_wave(wave))
    if not 2 <= len(items) <= MOST_ITEMS:
        raise error(TWO_OR_THREE, found=len(items))
    different(items)
    asked = [wave.question(item) for item in items]
    names = [question.column for question in asked]
    codes = [question.codes for question in asked]
    margins = [_margin(told, name) for name in names]
    low, high = _alike(told, names)
    bases = [margin.base for margin in margins]
    chance = _chance(margins, codes, told.people)
    return SameAnswers(
        items=tuple(names),
        people=told.people,
        answered_low=answered_all(bases, told.people)[0],
        answered_high=answered_all(bases, told.people)[1],
        low=low,
        high=high,
        kappa_low=None if chance is None else _kappa(low, chance, told.people),
        kappa_high=None if chance is None else _kappa(high, chance, told.people),
        assumes=assumption(bases, told.people),
    )


def _alike(told: Told, names: Sequence[str]) -> tuple[int, int]:
    """The fewest and the most people with one and the same answer to all of the questions."""
    codes = [told.question(name).codes for name in names]

    def same(cell: tuple[int | None, ...]) -> bool:
        given = {None if place is None else of[place] for place, of in zip(cell, codes, strict=True)}
        return len(given) == 1 and None not in given

    return event_counts([_margin(told, name) for name in names], told.people, same)


def _margin(told: Told, name: str) -> Margin:
    low, high = told.ends(name)
    return Margin(tuple(low.tolist()), tuple(high.tolist()), told.base(name))


def _chance(margins: Sequence[Margin], codes: Sequence[tuple[str, ...]], people: int) -> int | None:
    """n squared times the agreement by chance of two questions with exact margins; None where kappa does not exist."""
    if len(margins) != 2 or any(margin.low != margin.high or margin.base != people for margin in margins):
        return None
    one, other = (dict(zip(names, margin.low, strict=True)) for names, margin in zip(codes, margins, strict=True))
    expected = sum(count * other.get(code, 0) for code, count in one.items())
    return None if expected == people**2 else expected


def _kappa(same: int, chance: int, people: int) -> float:
    return (people * same - chance) / (people**2 - chance)
