"""Whether a printed number is what the facts say, and which true number it is nearest to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from survey.audit.facts import Count, Fact, Printed, Quotient
from survey.audit.numbers import Kind, Number
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language
from survey.instrument.model import Item

_SHAPES = {
    Kind.COUNT_OF: "{0}/{1}",
    Kind.RATIO: "{0}:{1}",
    Kind.RANGE: "{0}–{1}",
    Kind.PERCENT_RANGE: "{0}–{1}%",
    Kind.PERCENT: "{0}%",
}


def fits(number: Number, known: Iterable[Fact]) -> bool:
    """Whether one of the facts gives this number exactly as it is printed, rounded half up to the decimals printed."""
    if number.kind is Kind.YEAR and number.mark is None:
        return True
    return not number.foreign and any(number.values == true for fact in known for true in _true(number, fact))


def closest(number: Number, known: Iterable[Fact], language: Language) -> str | None:
    """The true number of the same kind that is closest, as it would be printed; None where the facts hold none of that kind."""
    true = [values for fact in known for values in _true(number, fact)]
    if not true:
        return None
    if number.kind is Kind.QUESTION:
        return true[0][0]
    best = min(true, key=lambda values: sum(abs(Decimal(a) - Decimal(b)) for a, b in zip(values, number.values, strict=True)))
    return _SHAPES.get(number.kind, "{0}").format(*(value.replace(".", DECIMAL_SIGN[language]) for value in best))


def _true(number: Number, fact: Fact) -> Iterator[tuple[str, ...]]:
    """The values, written like those of the number, that would make it true of the fact."""
    decimals = tuple(len(value.partition(".")[2]) for value in number.values)
    if isinstance(fact, Item):
        yield from _of_item(number, fact)
    elif isinstance(fact, Count):
        yield from _of_count(number.kind, fact, decimals)
    elif isinstance(fact, Quotient) and number.kind is Kind.RATIO:
        yield as_decimal(Fraction(fact.over, fact.under), decimals[0]), "1"
    elif isinstance(fact, Printed) and number.kind is Kind.PERCENT:
        yield (fact.percent,)


def _of_item(number: Number, item: Item) -> Iterator[tuple[str, ...]]:
    """A question number; a figure number, for which a plain number passes where a mark says that it speaks of the item."""
    if number.kind is Kind.QUESTION:
        yield (item.number,)
    elif item.figure is not None and (number.kind is Kind.FIGURE or (number.kind is Kind.PLAIN and number.mark is not None)):
        yield (item.figure,)


def _of_count(kind: Kind, count: Count, decimals: tuple[int, ...]) -> Iterator[tuple[str, ...]]:
    ends = sorted({count.low, count.high})
    if kind in (Kind.PLAIN, Kind.YEAR):
        yield from ((str(end),) for end in ends)
    elif kind is Kind.RANGE and len(ends) == 2:
        yield str(count.low), str(count.high)
    elif not count.base:
        return
    elif kind is Kind.COUNT_OF:
        yield from ((str(end), str(count.base)) for end in ends)
    elif kind is Kind.PERCENT:
        yield from ((percent_of(end, count.base, decimals[0]),) for end in ends)
    elif kind is Kind.PERCENT_RANGE and len(ends) == 2:
        low, high = (percent_of(end, count.base, places) for end, places in zip(ends, decimals, strict=True))
        yield low, high


def percent_of(n: int, base: int, decimals: int) -> str:
    """A count of a base as a percent with a decimal point, rounded half up."""
    return as_decimal(Fraction(100 * n, base), decimals)


def as_decimal(value: Fraction, decimals: int) -> str:
    """A number with fixed decimals, rounded half up, as people round."""
    units = 10**decimals
    whole = (2 * value.numerator * units + value.denominator) // (2 * value.denominator)
    return f"{Decimal(whole).scaleb(-decimals):f}"
