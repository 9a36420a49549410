"""Which counts a printed percent may stand for, by integers alone; percents are rounded half up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from survey.audit.judge import percent_of

Interval = tuple[int, int]


def decimals(printed: str) -> int:
    """How many decimals a number is printed with.

    >>> decimals("56.30"), decimals("56")
    (2, 0)
    """
    return len(printed.partition(".")[2])


def counts_of(percent: str, base: int) -> Interval | None:
    """The least and the largest count out of `base` that is printed as this percent; None where none is.

    Formula: k with 10**d * 100 k / base + 1/2 rounded down equal to the printed digits, so
    (p - 1/2 unit) base / 100 <= k < (p + 1/2 unit) base / 100.

    >>> counts_of("56.3", 96), counts_of("30.1", 96), counts_of("56", 1000)
    ((54, 54), None, (555, 564))
    """
    value, half = Fraction(percent), Fraction(1, 2 * 10 ** decimals(percent))
    low = -(-((value - half) * base) // 100)  # ceiling
    high = -(-((value + half) * base) // 100) - 1
    low, high = max(int(low), 0), min(int(high), base)
    return (low, high) if low <= high else None


def nearest_percents(percent: str, base: int) -> tuple[tuple[int, str], ...]:
    """The two counts about a percent that no count gives, with what each would be printed as.

    >>> nearest_percents("30.1", 96)
    ((28, '29.2'), (29, '30.2'))
    """
    below = min(int(Fraction(percent) * base / 100), base)
    return tuple((k, percent_of(k, base, decimals(percent))) for k in sorted({below, min(below + 1, base)}))


def interval_of(percent: str, unit: Fraction = Fraction(1)) -> tuple[Fraction, Fraction]:
    """The shares, from 0 to 100, that are printed so, both ends included; the unit is for a sum of several."""
    half = Fraction(1, 2 * 10 ** decimals(percent)) * unit
    return Fraction(percent) - half, Fraction(percent) + half


def rounds_to(printed: str, over: Fraction | int, under: Fraction | int) -> bool:
    """Whether a ratio to one is printed so.

    >>> rounds_to("2.3", 67, 29), rounds_to("2.4", 67, 29)
    (True, False)
    """
    if not under:
        return False
    low, high = interval_of(printed)
    return low <= Fraction(over) / Fraction(under) <= high


def common_base(pairs: Iterable[tuple[int, str]], least: int = 3) -> int | None:
    """The base that most pairs of count and percent agree on, the smallest of equals; None where fewer than `least` do, or where
    a third of them does not.

    >>> common_base([(54, "56.3"), (28, "29.2"), (14, "14.6"), (26, "30.1")])
    96
    """
    votes: dict[int, int] = {}
    total = 0
    for count, percent in pairs:
        low, high = interval_of(percent)
        if low <= 0 or not count:
            continue
        total += 1
        for base in range(max(count, int(100 * count / high)), int(100 * count / low) + 2):
            if percent_of(count, base, decimals(percent)) == percent:
                votes[base] = votes.get(base, 0) + 1
    if not votes:
        return None
    best = max(votes, key=lambda base: (votes[base], -base))
    return best if votes[best] >= max(least, 2 * total / 3) else None
