"""Numbers, percents and their ranges as people of a language write them.

A percent is rounded half up from the counts by integer arithmetic, as people and Google Forms do: 54 of 96 is 56.25, printed
56.3, where Python's `round(56.25, 1)` gives 56.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import isnan

from babel import Locale
from babel.numbers import format_decimal

from survey.i18n.signs import DASH as DASH
from survey.i18n.signs import DOTS as DOTS
from survey.i18n.signs import MINUS as MINUS
from survey.i18n.text import Language


@cache
def _percent_sign(language: Language) -> str:
    """The sign with the space that the language puts before it: `%`, in Russian a no-break space and `%`."""
    return str(Locale(language).percent_formats[None].pattern).rpartition("0")[2]


def _written(value: Decimal, language: Language, decimals: int, grouped: bool = True) -> str:
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=language).replace("-", MINUS)


def number(value: float, language: Language, decimals: int = 0, *, grouped: bool = True) -> str:
    """A number with a fixed number of decimals, rounded half up as it is printed; NaN is an en dash.

    `grouped`: whether thousands are set apart; not in what may be a year.

    >>> number(1234.5, "kk", 1), number(1234.5, "en", 1), number(0.125, "ru", 2), number(1985, "en", grouped=False)
    ('1\\xa0234,5', '1,234.5', '0,13', '1985')
    """
    if isnan(value):
        return DASH
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _written(rounded or abs(rounded), language, decimals, grouped)


def number_range(low: float, high: float, language: Language, decimals: int = 0, *, grouped: bool = True) -> str:
    """`1,5–2,0`; one number where both are printed alike; dots where the lower end is negative and a dash would read as a minus.

    >>> number_range(1.5, 2, "kk", 1), number_range(-100, 100, "ru"), number_range(3, 3, "en")
    ('1,5–2,0', '−100…100', '3')
    """
    first, last = (number(end, language, decimals, grouped=grouped) for end in (low, high))
    if first == last:
        return first
    return first + (DOTS if first.startswith(MINUS) else DASH) + last


def decimals_needed(values: Iterable[float], most: int) -> int:
    """The fewest decimals, up to `most`, that write every value as it is.

    >>> decimals_needed([18, 35], 2), decimals_needed([18, 2.5], 2), decimals_needed([1 / 3], 2)
    (0, 1, 2)
    """
    known = [value for value in values if not isnan(value)]
    return next((decimals for decimals in range(most) if all(round(value, decimals) == value for value in known)), most)


def _share(n: int, base: int, language: Language, decimals: int) -> str:
    units = 10**decimals
    return _written(Decimal((2 * 100 * units * n + base) // (2 * base)).scaleb(-decimals), language, decimals)


def percent(n: int, base: int, language: Language, decimals: int = 1) -> str:
    """The share of `n` in `base` in percent; an en dash where the base is 0.

    >>> percent(54, 96, "kk"), percent(54, 96, "ru"), percent(54, 96, "en")
    ('56,3%', '56,3\\xa0%', '56.3%')
    """
    return _share(n, base, language, decimals) + _percent_sign(language) if base else DASH


def percent_range(low: int, high: int, base: int, language: Language, decimals: int = 1) -> str:
    """The share of a count known only as `low` to `high`; equal counts give one percent.

    >>> percent_range(1, 10, 96, "kk"), percent_range(1, 10, 96, "ru"), percent_range(7, 7, 96, "en")
    ('1,0–10,4%', '1,0–10,4\\xa0%', '7.3%')
    """
    if low == high or not base:
        return percent(high, base, language, decimals)
    first, last = (_share(n, base, language, decimals) for n in (low, high))
    return f"{first}{DASH}{last}{_percent_sign(language)}"


def count_range(low: int, high: int, language: Language) -> str:
    """A count, or the two ends between which it lies.

    >>> count_range(1, 10, "kk"), count_range(54, 54, "kk")
    ('1–10', '54')
    """
    return number_range(low, high, language)


def count_and_percent(low: int, high: int, base: int, language: Language, decimals: int = 1) -> str:
    """A count with its share, in one line that does not break at a space.

    >>> count_and_percent(54, 54, 96, "kk"), count_and_percent(1, 10, 96, "en")
    ('54\\xa0(56,3%)', '1–10\\xa0(1.0–10.4%)')
    """
    return f"{count_range(low, high, language)}\N{NO-BREAK SPACE}({percent_range(low, high, base, language, decimals)})"
