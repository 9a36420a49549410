"""What stands at an address now: the texts of numbers, the rows of tables and the data of figures, as the reports print them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from survey.analysis.disclosure_public import as_printed
from survey.analysis.indices import index_summary
from survey.analysis.open_answers import answered, classes, number_summary
from survey.audit.facts import Count, Facts, Quotient, facts
from survey.chapter.address import NONE, Address
from survey.chapter.chart_data import chart_data
from survey.chapter.formats import Format, read_format
from survey.chapter.notes import note
from survey.errors import LOST, NO_INTERVAL, NOT_OF_THIS_WAVE, STATISTIC_UNKNOWN, SurveyError, error
from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.numbers import count_range, decimals_needed, number, number_range, percent, percent_range
from survey.i18n.signs import DASH, HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item, ItemKind
from survey.instrument.nearest import nearest
from survey.instrument.rows import item_or_row
from survey.report.report import Report
from survey.tables.indices import has_spread, index_decimals
from survey.tables.number import FIGURES, class_frame, figure_text

INDEX = "index:"
INDICES = "indices"  # the table of all of them
FIGURE, TABLE, NOTE = "figure", "table", "note"
OF_COUNTS = ("n", "percent", "least", "most", "least_percent", "most_percent")
OF_ANSWERS = (*OF_COUNTS, "base", "low", "high", "interval", "ratio", "weighted_n", "weighted_percent", "weighted_base")
OF_NUMBERS = ("n", *FIGURES)
OF_TEXTS = ("n", "asked")
OF_INDICES = ("n", "mean", "percent", "median", "standard_deviation", "minimum", "maximum")
OF_WAVES = ("n", "fieldwork", "frame_size", "questions")
_COLUMNS = {"standard_deviation": "sd"}
# In an address the codes of several answers stand together: `education+researcher`, `not a+b`, `yes&other.no`; `:` is a ratio.
_SIGNS = re.compile(r"\s*([+&:])\s*")
_SEVERAL = re.compile(r"[+&:]|^not | - ")


@dataclass(frozen=True)
class Values:
    """What a wave says in one language, by address; the guard of its report stands before every number."""

    report: Report

    @property
    def language(self) -> Language:
        """The language that numbers are written in."""
        return self.report.language

    def text(self, address: Address) -> str:
        """The text of a number, in the language and with the case ending that the format asks for.

        What the guard hides is the sign for hidden numbers; a count known only by bounds is a range, as in the report.

        Raises
        ------
        ChapterError
            NOT_OF_THIS_WAVE for the address of another wave; LOST where the item, the answer or the index is not there;
            STATISTIC_UNKNOWN for a statistic that there is not of such a thing; FORMAT_UNKNOWN.
        """
        self._of_this_wave(address)
        form = read_format(address)
        return form.written(self._told(address, form), self.report.language)

    def rows(self, address: Address) -> tuple[str, ...]:
        """The codes of the rows of a table: answers, statistics of numbers, or indices with their targets."""
        self._of_this_wave(address)
        if address.item == INDICES:
            return tuple(f"{row['index']}/{_target(row['target'])}" for row in self.indices.to_dict("records"))
        item = self._item(address)
        if item.kind is ItemKind.NUMBER:
            return OF_NUMBERS
        return tuple(str(code) for code in self._frame(item.id)["code"])

    def columns(self, address: Address) -> tuple[str, ...]:
        """The statistics in the columns of a table of answers or of indices; none of a table of numbers, whose rows they are."""
        self._of_this_wave(address)
        if address.item == INDICES:
            return ("n", "mean", *(("standard_deviation", "median") if has_spread(self.indices) else ()))
        item = self._item(address)
        if item.kind is ItemKind.NUMBER:
            return ()
        frame = self._frame(item.id)
        intervals = "ci_low" in frame and bool(frame["ci_low"].notna().any())
        weighted = ("weighted_n", "weighted_percent") if "weighted_n" in frame else ()
        return ("n", "percent", *(("interval",) if intervals else ()), *weighted)

    def data(self, address: Address) -> tuple[str, ...]:
        """What a figure shows, in the order of its bars: each answer with its number, because two may change places."""
        self._of_this_wave(address)
        item = self._item(address)
        frame = self.figure_frame(item)
        return () if frame.empty else chart_data(frame, item, self.report.language).told

    def figure_frame(self, item: Item) -> pd.DataFrame:
        """The frame of a figure: the answers of a question, or the classes of one of numbers."""
        if item.kind is not ItemKind.NUMBER:
            return self._frame(item.id)
        found = self.report.guard.classes(classes(self.report.wave, item.id), item.id)
        return found if found.empty else class_frame(found, self.report.language)

    # -- which one -----------------------------------------------------------------------------------------------------
    def _of_this_wave(self, address: Address) -> None:
        if address.wave != self.report.wave.id:
            raise error(NOT_OF_THIS_WAVE, title=address.title, wave=self.report.wave.id)

    def _told(self, address: Address, form: Format) -> str:
        if address.item == NONE:
            return self._wave(address)
        if address.item.startswith(INDEX):
            return self._index(address, form)
        item = self._item(address)
        if address.statistic == NOTE and (item.options or item.kind is ItemKind.NUMBER):
            counted = replace(address, statistic="base" if item.options else "n", format="0")
            return note(self.report, item, self.text(counted))
        if item.options:
            return self._answer(address, form)
        return self._number(address, item, form) if item.kind is ItemKind.NUMBER else self._texts(address, item)

    def _item(self, address: Address) -> Item:
        try:
            return item_or_row(self.report.instrument, address.item)
        except (KeyError, SurveyError):
            raise _lost(address) from None

    def _frame(self, item: str) -> pd.DataFrame:
        return self.report.frequencies(item)

    def _row(self, address: Address) -> Mapping[str, Any]:
        """The row of an answer; the first one for what belongs to all."""
        frame = self._frame(address.item)
        found = frame if address.code == NONE else frame[frame["code"] == address.code]
        if found.empty:
            raise _lost(address)
        return {str(name): value for name, value in found.iloc[0].items()}

    # -- answers -------------------------------------------------------------------------------------------------------
    def _answer(self, address: Address, form: Format) -> str:
        _known(address, OF_ANSWERS)
        if address.statistic == "ratio" or _SEVERAL.search(address.code):
            return self._several(address, form)
        row, language, statistic = self._row(address), self.report.language, address.statistic
        if address.code == NONE or statistic in ("base", "weighted_base"):
            return self._base(address, row, form)
        if row.get("hidden"):
            return HIDDEN
        if statistic in OF_COUNTS:
            return self._counted(statistic, Count(int(row["low"]), int(row["high"]), int(row["base"])), form)
        name = {"low": "ci_low", "high": "ci_high", "interval": "ci_low"}.get(statistic, statistic)
        if name.startswith("ci_") and (name not in row or pd.isna(row[name])):
            raise error(NO_INTERVAL, title=address.title)
        if name not in row:
            raise _lost(address)
        if statistic == "interval":
            return number_range(row["ci_low"], row["ci_high"], language, form.decimals)
        told = number(row[name], language, form.decimals)
        signed = statistic == "weighted_percent" and told != DASH and not form.bare
        return say("tables.percent", language, value=told) if signed else told

    def _base(self, address: Address, row: Mapping[str, Any], form: Format) -> str:
        """How many answered; their share, the whole, stands in the last row of a table."""
        language, statistic = self.report.language, address.statistic
        if statistic not in ("base", "weighted_base", "percent") or (statistic == "weighted_base" and statistic not in row):
            raise _lost(address)
        if pd.isna(row["base"]):
            return HIDDEN
        base = int(row["base"])
        if statistic == "percent":
            return form.sign(percent(base, base, language, form.decimals))
        return number(base, language) if statistic == "base" else number(row[statistic], language, form.decimals)

    def _counted(self, statistic: str, count: Count, form: Format) -> str:
        """A count or share, or one end of where it lies."""
        language, end = self.report.language, statistic.partition("_")[0]
        if end in ("least", "most"):
            n = count.low if end == "least" else count.high
            count = replace(count, low=n, high=n)
        if not statistic.endswith("percent"):
            return count_range(count.low, count.high, language)
        return form.sign(percent_range(count.low, count.high, count.base, language, form.decimals))

    def _several(self, address: Address, form: Format) -> str:
        """What follows from several answers by arithmetic, as the marks of the commentary say it."""
        expression = _SIGNS.sub(lambda sign: f" {sign[1].replace(':', '/')} ", address.code)
        try:
            ((found,),) = self._facts.named(expression, address.item)
        except (KeyError, ValueError, SurveyError):
            raise _lost(address) from None
        if isinstance(found, Quotient) and address.statistic == "ratio":
            return number(found.over / found.under, self.report.language, form.decimals)
        if not isinstance(found, Count) or address.statistic not in OF_COUNTS:
            raise _lost(address)
        if self.report.guard.protection is not None and (found.low != found.high or not found.base):
            return HIDDEN  # bounds of what is hidden
        return self._counted(address.statistic, found, form)

    @cached_property
    def _facts(self) -> Facts:
        """What a reader knows who sees no hidden count."""
        wave = as_printed(self.report.guard)
        return facts(wave.instrument, wave.n, wave.counts([item.id for item in wave.instrument.items if item.options]))

    # -- numbers and texts ---------------------------------------------------------------------------------------------
    def _number(self, address: Address, item: Item, form: Format) -> str:
        _known(address, OF_NUMBERS)
        if self.report.wave.margins is not None:
            raise _lost(address)
        guard, language, statistic = self.report.guard, self.report.language, address.statistic
        summary = number_summary(self.report.wave, item.id)
        if statistic in guard.left_out(summary, item.id):
            return HIDDEN
        row = {str(name): value for name, value in guard.numbers(summary, item.id).to_dict("records")[0].items()}
        if statistic == "n":
            return HIDDEN if pd.isna(row["n"]) else number(row["n"], language)
        return figure_text(statistic, row, language) if form.natural else number(row[statistic], language, form.decimals)

    def _texts(self, address: Address, item: Item) -> str:
        _known(address, OF_TEXTS)
        if self.report.wave.margins is not None:
            raise _lost(address)
        if self.report.guard.without_base(item.id):
            return HIDDEN
        counts = answered(self.report.wave, item.id).to_dict("records")[0]
        told = counts["n"] if address.statistic == "n" else self.report.wave.n - counts["not_asked"]
        return number(told, self.report.language)

    # -- indices and the wave ------------------------------------------------------------------------------------------
    @cached_property
    def indices(self) -> pd.DataFrame:
        """The summary of the indices as the guard lets it through."""
        return self.report.guard.indices(index_summary(self.report.wave))

    def _index(self, address: Address, form: Format) -> str:
        _known(address, OF_INDICES)
        found, language = self.indices, self.report.language
        found = found[found["index"] == address.item.removeprefix(INDEX)]
        found = found[[_target(target) == address.code for target in found["target"]]]
        if found.empty:
            raise _lost(address)
        row = found.iloc[0]
        if address.statistic == "n":
            known = not pd.isna(row["n_low"])
            return count_range(int(row["n_low"]), int(row["n_high"]), language) if known else HIDDEN
        if address.statistic in ("mean", "percent"):
            ends = (row["mean_low"], row["mean_high"])
        else:
            value = row[_COLUMNS.get(address.statistic, address.statistic)]
            ends = (value, value)
        if pd.isna(ends[0]):
            return HIDDEN if row.get("hidden") else DASH
        places = form.decimals if not form.natural else index_decimals(self.report.instrument.index(str(row["index"])))
        if form.natural and address.statistic == "median":
            places = decimals_needed([ends[0]], 1)
        return number_range(float(ends[0]), float(ends[1]), language, places)

    def _wave(self, address: Address) -> str:
        _known(address, OF_WAVES)
        settings, language = self.report.wave.settings, self.report.language
        if address.statistic == "fieldwork":
            if settings.fieldwork is None:
                raise _lost(address)
            return date_range(*settings.fieldwork, language)
        if address.statistic == "questions":
            return number(len(self.report.instrument.items), language)
        value = self.report.wave.n if address.statistic == "n" else settings.frame_size
        if value is None:
            raise _lost(address)
        return number(value, language)


def _known(address: Address, statistics: tuple[str, ...]) -> None:
    if address.statistic not in statistics:
        known = nearest(address.statistic, statistics)
        raise error(STATISTIC_UNKNOWN, statistic=address.statistic, item=address.item, known=statistics, nearest=known)


def _target(target: object) -> str:
    """The code of a target of an index; that of none for a whole index."""
    return target if isinstance(target, str) else NONE


def _lost(address: Address) -> SurveyError:
    return error(LOST, title=address.title, what=f"{address.code}/{address.statistic}")
