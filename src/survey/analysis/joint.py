"""Two answers of the same people, known only by how many gave each: what every table that fits the margins has in common."""

from __future__ import annotations

from dataclasses import dataclass

from survey.analysis.given import Answer, Told, assumption, different
from survey.errors import ASSUMES_RANDOM_SAMPLE, Problem, problem
from survey.stats.fourfold_bounds import Margins, Needed, fourfold_ranges, needed, possible_margins
from survey.stats.joint_bounds import Given, answered_all
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class JointBounds:
    """Bounds of everything that two answers (give each of them, or not) can have to do with each other; ends are taken.

    people: in the wave. base_low, base_high: who answered both questions. first_low .. second_high: who gave each answer.
    low, high: who gave both. expected_low, expected_high: of these, if the answers had nothing to do with each other.
    needed_for_positive, needed_for_significance: the smallest number with both answers from which the association is positive,
    and positive with Fisher's two-sided p below alpha (model_p_at_significance); negative_up_to: the largest number at which it
    is negative with such a p. None where no table reaches it or a margin is open.
    kappa, phi, odds_ratio, cramers_v (corrected for bias): NaN where no table has one; `everywhere`: each table has them all.
    model_...: p values under a sampling model, which `model_assumes` puts in words; `assumes` tells who is taken to have
    answered. sturdy_low, sturdy_high: bounds of who gave both if each count may be one person off, or one person fewer answered
    both.
    """

    first: Answer
    second: Answer
    people: int
    base_low: int
    base_high: int
    first_low: int
    first_high: int
    second_low: int
    second_high: int
    low: int
    high: int
    sturdy_low: int
    sturdy_high: int
    expected_low: float
    expected_high: float
    needed_for_positive: int | None
    needed_for_significance: int | None
    model_p_at_significance: float | None
    negative_up_to: int | None
    difference_low: int
    difference_high: int
    phi_low: float
    phi_high: float
    cramers_v_low: float
    cramers_v_high: float
    kappa_low: float
    kappa_high: float
    odds_ratio_low: float
    odds_ratio_high: float
    model_mcnemar_p_low: float
    model_mcnemar_p_high: float
    model_fisher_p_low: float
    model_fisher_p_high: float
    everywhere: bool
    alpha: float
    assumes: Problem
    model_assumes: Problem


def joint(wave: Wave, first: Answer, second: Answer, alpha: float = 0.05) -> JointBounds:
    """What the margins force about two answers to different questions.

    Parameters
    ----------
    wave
        A wave of margins, or of rows, of which only the margins are used.
    first, second
        (id of a question or `item.row`, code of an answer or several codes, any of which counts).
    alpha
        The level of `needed_for_significance`.

    Returns
    -------
    JointBounds. Every bound is sharp: some table that fits the margins has it. McNemar's p and kappa say something only where the
    two answers mean the same.

    Raises
    ------
    SurveyError
        An unknown question or answer; the same question twice; so many open margins that they cannot be gone through.

    Notes
    -----
    See `survey.stats.fourfold_bounds` for the formulas and for why the ends of the joint count are enough.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(sorted((root() / "data").glob("*-2022*"))[0])
    >>> first, second = (wave.instrument.items[place].id for place in (5, 8))
    >>> found = joint(wave, (first, "yes"), (second, "no"))
    >>> found.low, found.high, found.base_low, found.sturdy_low
    (62, 70, 96, 60)
    """
    return joint_of(Told(expect_wave(wave)), first, second, alpha)


def joint_of(told: Told, first: Answer, second: Answer, alpha: float = 0.05) -> JointBounds:
    """`joint`, for many pairs of one wave: its questions are counted once."""
    different([first[0], second[0]])
    one, other = told.given(first), told.given(second)
    people = told.people
    margins = possible_margins(one, other, people)
    found = fourfold_ranges(margins)
    expected = margins.first * margins.second / margins.n.clip(min=1)
    known = _needed(margins, alpha)
    off = _ends(people, told.given(first, 1), told.given(second, 1))
    fewer = _ends(people + 1, one, other)  # as if one person more had answered only one of the two
    base_low, base_high = answered_all([one.base, other.base], people)
    return JointBounds(
        first=first,
        second=second,
        people=people,
        base_low=base_low,
        base_high=base_high,
        first_low=one.low,
        first_high=one.high,
        second_low=other.low,
        second_high=other.high,
        low=int(found["both"].low),
        high=int(found["both"].high),
        sturdy_low=min(off[0], fewer[0]),
        sturdy_high=max(off[1], fewer[1]),
        expected_low=float(expected.min()),
        expected_high=float(expected.max()),
        needed_for_positive=None if known is None else known.positive,
        needed_for_significance=None if known is None else known.significant,
        model_p_at_significance=None if known is None else known.p,
        negative_up_to=None if known is None else known.negative,
        difference_low=int(found["difference"].low),
        difference_high=int(found["difference"].high),
        phi_low=found["phi"].low,
        phi_high=found["phi"].high,
        cramers_v_low=found["cramers_v"].low,
        cramers_v_high=found["cramers_v"].high,
        kappa_low=found["kappa"].low,
        kappa_high=found["kappa"].high,
        odds_ratio_low=found["odds_ratio"].low,
        odds_ratio_high=found["odds_ratio"].high,
        model_mcnemar_p_low=found["mcnemar_p"].low,
        model_mcnemar_p_high=found["mcnemar_p"].high,
        model_fisher_p_low=found["fisher_p"].low,
        model_fisher_p_high=found["fisher_p"].high,
        everywhere=all(each.everywhere for each in found.values()),
        alpha=alpha,
        assumes=assumption([one.base, other.base], people),
        model_assumes=problem(ASSUMES_RANDOM_SAMPLE, n=base_high),
    )


def _ends(people: int, first: Given, second: Given) -> tuple[int, int]:
    """Bounds of how many people gave both of two answers."""
    return max(0, first.low + second.low - people), min(first.high, second.high)


def _needed(margins: Margins, alpha: float) -> Needed | None:
    """What the joint count has to be; None where a margin is open."""
    if len(margins.n) != 1:
        return None
    return needed(int(margins.n[0]), int(margins.first[0]), int(margins.second[0]), alpha)
