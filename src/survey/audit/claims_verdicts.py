"""From the evidence of a claim's tests to its verdict, and whether one person more or fewer would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan, nan

from survey.audit.claims_evidence import REASONED, Evidence, Outcome, strictest
from survey.stats.multiplicity import adjusted

Ends = tuple[float, float]


def demanding(one: Evidence) -> bool:
    """Whether the p of a question or pair has to be small, and there is one."""
    return one.demands and not isnan(one.model_p[0])


def holm(found: Sequence[Evidence]) -> list[Ends]:
    """The p of each question or pair of one test, adjusted by Holm over those that demand one; NaN for the others.

    The range of p is adjusted at its low ends and at its high ends.
    """
    low, high = (adjusted([one.model_p[end] if demanding(one) else nan for one in found]) for end in (0, 1))
    return [(float(first), float(second)) for first, second in zip(low, high, strict=True)]


def outcomes(found: Sequence[Evidence]) -> list[Outcome]:
    """The verdict on each question or pair of one test."""
    return [one.outcome(p) if demanding(one) else one.outcome() for one, p in zip(found, holm(found), strict=True)]


def settled(found: Sequence[Evidence]) -> list[bool | None]:
    """Whether the verdict on each question or pair stays when one person more or fewer is counted there; None where nothing can
    be off."""
    now = outcomes(found)
    return [
        all(outcomes(other)[place] is now[place] for other in _varied(found, place)) if one.variants else None
        for place, one in enumerate(found)
    ]


def robust(tests: Sequence[Sequence[Evidence]]) -> bool | None:
    """Whether the verdict of a claim stays when one person more or fewer is counted in any of its questions; of a claim that was
    asked only in part, the verdict on that part. None where nothing can be off."""
    asked = [[one for one in found if one.outcome_known not in REASONED] for found in tests]
    if not any(one.variants for found in asked for one in found):
        return None
    now = [outcomes(found) for found in asked]
    verdict = strictest(one for found in now for one in found)
    for at, found in enumerate(asked):
        others = [one for place, rest in enumerate(now) if place != at for one in rest]
        for place in range(len(found)):
            if any(strictest([*others, *outcomes(other)]) is not verdict for other in _varied(found, place)):
                return False
    return True


def _varied(found: Sequence[Evidence], place: int) -> Iterator[list[Evidence]]:
    """The evidence of a test with one of its questions or pairs as it would be with one person more or fewer."""
    for fact, p in found[place].variants:
        yield [*found[:place], replace(found[place], fact=fact, model_p=p), *found[place + 1 :]]
