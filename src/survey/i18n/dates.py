"""Dates as people of a language write them in running text, by the patterns of CLDR.

CLDR's narrow and thin spaces are not in PT Sans and PT Serif, so a no-break space stands for them.
"""

from __future__ import annotations

import datetime as dt
import re

from babel import Locale
from babel.dates import format_date

from survey.i18n.text import Language

_NARROW, _THIN, _NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NO-BREAK SPACE}"


def date(day: dt.date, language: Language) -> str:
    """A date with its month in words.

    >>> date(dt.date(2022, 9, 15), "ru"), date(dt.date(2022, 9, 15), "en")
    ('15 сентября 2022\\xa0г.', 'September 15, 2022')
    """
    return format_date(day, "long", locale=language).replace(_NARROW, _NO_BREAK)


def date_range(start: dt.date, end: dt.date, language: Language) -> str:
    """From one date to another with what they share said once; one date where both are equal.

    CLDR gives these patterns with abbreviated months only; the month is written out here, as CLDR's rules for longer forms say.

    >>> date_range(dt.date(2022, 9, 1), dt.date(2022, 9, 15), "kk")
    '2022\\xa0ж. 1–15 қыркүйек'
    >>> date_range(dt.date(2022, 9, 1), dt.date(2022, 10, 3), "en")
    'September 1 – October 3, 2022'
    """
    if start == end:
        return date(start, language)
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    patterns = (re.sub("M+", "MMMM", pattern) for pattern in Locale(language).interval_formats["yMMMd"][differs])
    text = "".join(format_date(day, pattern, locale=language) for day, pattern in zip((start, end), patterns, strict=True))
    return text.replace(_NARROW, _NO_BREAK).replace(_THIN, "" if differs == "d" else " ")
