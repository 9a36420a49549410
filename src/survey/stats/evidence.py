"""What correlations are computed from: answers of people, counts of pairs of answers, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey.stats.codes import Codes
from survey.stats.intervals import Floats
from survey.stats.pair_counts import MOST_CATEGORIES, PairCounts, count
from survey.stats.product_moment import Moments, of_codes, of_counts


@dataclass(frozen=True)
class Evidence:
    """data: as it came. counts: counts of pairs of answers, None for numbers with many values."""

    data: Codes | PairCounts
    counts: PairCounts | None

    @property
    def items(self) -> tuple[str, ...]:
        return self.data.items

    @property
    def values(self) -> tuple[Floats, ...]:
        return self.data.values

    @property
    def codes(self) -> Codes | None:
        """The answers of people; None where there are only counts."""
        return self.data if isinstance(self.data, Codes) else None

    @property
    def margins(self) -> Sequence[Floats] | Floats:
        """How many people gave each answer to each item."""
        return self.data.margins if self.counts is None else self.counts.margins

    @property
    def moments(self) -> Moments:
        """Sums of products of each pair of items."""
        if self.counts is not None:
            return of_counts(self.counts)
        return of_codes(self.data) if isinstance(self.data, Codes) else of_counts(self.data)

    def select(self, positions: Sequence[int]) -> Evidence:
        """Some of the items."""
        return Evidence(self.data.select(positions), None if self.counts is None else self.counts.select(positions))


def gather(data: Codes | PairCounts) -> Evidence:
    """Answers together with their counts, where there are few enough categories to count."""
    if isinstance(data, PairCounts):
        return Evidence(data, data)
    return Evidence(data, count(data) if data.most_categories <= MOST_CATEGORIES else None)
