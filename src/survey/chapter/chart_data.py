"""What a native chart shows: the bars of one question, and the columns of the workbook behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import number_range
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.plots.alt import alt_text
from survey.plots.answers import in_picture_order


@dataclass(frozen=True)
class Bar:
    """An answer: its words, its share in percent from `low` to `high`, the limits of its interval where the design allows one,
    and what stands behind the bar. Of a hidden answer no share is known here."""

    label: str
    low: float | None
    high: float | None
    value: str
    ci: tuple[float, float] | None = None

    @property
    def words(self) -> str:
        """The words before the bar; those of a hidden answer hold its x: a chart writes nothing behind a bar without value."""
        return f"{self.label}: {self.value}" if self.low is None else self.label

    @property
    def end(self) -> float | None:
        """Where the bar or its whisker ends; there its words begin."""
        return self.high if self.ci is None or self.high is None else max(self.high, self.ci[1])


@dataclass(frozen=True)
class ChartData:
    """The bars of one question from top to bottom, the picture in words, and the language of both.

    notice: that answers were invented, empty where they were not; the words of the picture begin with it, and the workbook behind
    a chart ends with it: both go with a chart that is copied elsewhere.
    """

    bars: tuple[Bar, ...]
    alt: str
    language: Language
    notice: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The numbers that the chart shows, as they are printed."""
        return tuple(bar.value for bar in self.bars)

    @property
    def told(self) -> tuple[str, ...]:
        """Each answer with its number and the limits of its interval: what the digest of a figure control is made of."""
        return tuple(f"{bar.label}: {bar.value}{_limits(bar, self.language)}" for bar in self.bars)

    @property
    def series(self) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
        """Heading and percents of each column of the workbook; the last one is what is certain.

        A column of ends is there only where something is not certain: it carries the hatched part and the words behind the bars.
        """
        share = say("charts.share", self.language)
        low = tuple(bar.low for bar in self.bars)
        if any(bar.ci for bar in self.bars):
            return (say("charts.limit", self.language), tuple(bar.end for bar in self.bars)), (share, low)
        if any(bar.low != bar.high for bar in self.bars):
            highest = (say("charts.most", self.language), tuple(bar.high for bar in self.bars))
            return highest, (say("charts.least", self.language), low)
        return ((share, low),)

    @property
    def whiskers(self) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
        """How far the interval reaches above and below each share; None where there are no intervals."""
        if not any(bar.ci for bar in self.bars):
            return None
        pairs = [(bar.low, bar.ci) for bar in self.bars]
        above = tuple(ci[1] - low if ci and low is not None else 0.0 for low, ci in pairs)
        return above, tuple(low - ci[0] if ci and low is not None else 0.0 for low, ci in pairs)


def chart_data(frame: pd.DataFrame, item: Item, language: Language, notice: str = "") -> ChartData:
    """What a chart of one question shows.

    Parameters
    ----------
    frame : result of `survey.frequencies`, as it passed the guard: `code`, `low`, `high`, `base` (counts) and, where they apply,
        `ci_low`, `ci_high` (percent) and `hidden`.
    item : the question, or a row of a matrix.
    language : of the words and numbers.
    notice : what is to be said wherever the chart is, such as that answers were invented.

    Returns
    -------
    ChartData; hidden answers are in it with their words and an x, without a share.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import ItemKind, Level, Option
    >>> yes, no = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> item = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(en="Tea?"), Text(en="Drinks tea"), (yes, no))
    >>> frame = pd.DataFrame({"code": ["yes", "no"], "low": [54, 42], "high": [54, 42], "base": 96})
    >>> [(bar.label, bar.low) for bar in chart_data(frame, item, "en").bars]
    [('Yes', 56.25), ('No', 43.75)]
    """
    bars = tuple(
        Bar(
            answer.text,
            None if answer.hidden else 100 * answer.share(answer.low),
            None if answer.hidden else 100 * answer.share(answer.high),
            answer.value(language),
            None if answer.hidden else answer.ci,
        )
        for answer in in_picture_order(frame, item, language)
    )
    words = " ".join((*([f"{notice.rstrip('.')}."] if notice else []), alt_text(frame, item, language)))
    return ChartData(bars, words, language, notice)


def _limits(bar: Bar, language: Language) -> str:
    """The ends of the whisker of a bar, as far as a picture shows them."""
    return "" if bar.ci is None else f" [{number_range(*bar.ci, language, 1)}]"


def column(letter: int, rows: int) -> str:
    """The cells of a column of the workbook below its heading, as a chart names them; `letter` counts from 0.

    >>> column(2, 4)
    'Sheet1!$C$2:$C$5'
    """
    name = chr(ord("A") + letter)
    return f"Sheet1!${name}$2:${name}${rows + 1}"


def texts_column(data: ChartData) -> int:
    """The column of the workbook with the words behind the bars, counted from 0."""
    return 1 + len(data.series) + (2 if data.whiskers else 0)


def columns(data: ChartData) -> Sequence[tuple[str, Sequence[object]]]:
    """The columns of the workbook behind a chart: answers, shares, whiskers, words behind the bars."""
    found: list[tuple[str, Sequence[object]]] = [(say("tables.answer", data.language), [bar.words for bar in data.bars])]
    found += data.series
    if data.whiskers is not None:
        found += zip((say("charts.above", data.language), say("charts.below", data.language)), data.whiskers, strict=True)
    return [*found, (say("charts.value", data.language), list(data.texts))]
