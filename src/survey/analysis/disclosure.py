"""The one gate between the answers of people and what is printed: which counts are hidden so that nobody is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from survey.analysis.correlation import ordered_answers
from survey.analysis.disclosure_crossed import Hidden, hidden_cells, names_of
from survey.analysis.disclosure_joint import Joint
from survey.analysis.missing_kinds import missing_kinds
from survey.analysis.open_answers import classes
from survey.instrument.model import ItemKind, ShowIf
from survey.instrument.rows import unfolded
from survey.stats.suppression import Bools, hide_exclusive, hide_ticks, small
from survey.wave.missing import Missing
from survey.wave.questions import questions
from survey.wave.settings import Measurement, Protection, Weighting
from survey.wave.wave import Wave

COUNTS = ("n", "low", "high")
SHARES = ("percent", "percent_low", "percent_high", "ci_low", "ci_high", "weighted_n", "weighted_percent")
PEOPLE = ("n_low", "n_high")
MEANS = ("mean_low", "mean_high")
SPREAD = ("sd", "minimum", "q1", "median", "q3", "maximum", "floor", "ceiling", "reliability")


@dataclass(frozen=True)
class Guard:
    """What may be printed of a wave. A wave without protection passes unchanged."""

    wave: Wave

    @property
    def protection(self) -> Protection | None:
        """The rules; None where every count may be printed: published counts and waves that say `disclosure: public`."""
        return None if self.wave.responses is None else self.wave.settings.disclosure

    # -- single questions ----------------------------------------------------------------------------------------------
    @cached_property
    def hidden(self) -> Mapping[str, Bools]:
        """For each countable question the answers whose counts are hidden; none where there is no protection."""
        if self.protection is None:
            return {}
        found = {}
        for column, question in questions(self.wave.instrument).items():
            counts = self.wave.counts(column)
            n, base = counts["low"].to_numpy(), int(counts["base"].iloc[0])
            minimum = self.protection.minimum
            mask = hide_ticks(n, base, minimum) if question.multiple else hide_exclusive(n, minimum)
            found[column] = np.ones(len(n), dtype=bool) if mask is None else mask
        return self._with_followers(found)

    def _with_followers(self, found: dict[str, Bools]) -> dict[str, Bools]:
        """All answers of a question that was put only to some, where how many these are is hidden."""
        for column, question in questions(self.wave.instrument).items():
            if self._follows_hidden(question.item.id, found):
                found[column] = np.ones(len(question.codes), dtype=bool)
        return found

    def _follows_hidden(self, item_id: str, found: Mapping[str, Bools]) -> bool:
        condition = self.wave.instrument.item(item_id).show_if
        if condition is None:
            return False
        if any(self._any_hidden(one.item, found) for one in condition.conditions):
            return True
        return len({one.item for one in condition.conditions}) > 1 and self._joint_asked(item_id, condition)

    def _joint_asked(self, item_id: str, condition: ShowIf) -> bool:
        """Whether how many were asked may not be told where answers to several questions together decide it: such a number is the
        cell of a crossed table, so it is told only if it is not small and these questions are not crossed."""
        assert self.protection is not None
        kinds = missing_kinds(self.wave)
        own = kinds["item"].str.partition(".")[0] == item_id
        unasked = kinds.loc[own, Missing.NOT_ASKED.value].to_numpy(np.int64)
        if small(np.concatenate([unasked, self.wave.n - unasked]), self.protection.minimum).any():
            return True
        names = {one.item.partition(".")[0] for one in condition.conditions}
        crossed = (pair for family in self.wave.settings.crosstabs for pair in names_of(family))
        return any({name.partition(".")[0] for name in pair} <= names for pair in crossed)

    @staticmethod
    def _any_hidden(item: str, found: Mapping[str, Bools]) -> bool:
        return any(mask.any() for column, mask in found.items() if item in (column, column.partition(".")[0]))

    def without_base(self, column: str) -> bool:
        """Whether even how many answered is hidden, because it is the count of a hidden answer to another question."""
        return self.protection is not None and self._follows_hidden(column.partition(".")[0], self.hidden)

    def frame(self, counts: pd.DataFrame, column: str) -> pd.DataFrame:
        """Counts of one question with NA where they are hidden, and a column `hidden`; unchanged where nothing is protected."""
        if self.protection is None:
            return counts
        shown = counts if self.weighted(column) else self.unweighted(counts)
        return self._masked(shown, self.hidden[column], self.without_base(column))

    def unweighted(self, counts: pd.DataFrame) -> pd.DataFrame:
        """Counts without the weighted ones, in a wave that protects its people and does not `show` what is joint."""
        if self.protection is None or (self.protection.measurement is Measurement.SHOW and self.weight_figures):
            return counts
        return counts[[name for name in counts if not str(name).startswith("weighted_")]]

    @cached_property
    def weight_figures(self) -> bool:
        """Whether anything may be told of the weights: how many people have none, the smallest, the largest, the effective size.

        It follows from how many people gave each combination of answers to the questions of the frame: none may be that of few,
        and none of these questions may have a hidden count.
        """
        settings = self.wave.settings.weights
        if self.protection is None or settings is None:
            return True
        columns = self._frame_columns(settings)
        if any(self.hidden[column].any() for column in columns):
            return False
        show = self.protection.measurement is Measurement.SHOW
        return show or not (self.together.linked(columns) > 1 or self.together.few(self.together.together(columns)))

    def weighted(self, column: str) -> bool:
        """Whether weighted numbers of a question may be printed.

        A weighted count tells how many of each combination of answers to the questions of the frame are in it, because the
        weights follow from these answers: no combination may be that of few people.
        """
        settings = self.wave.settings.weights
        if self.protection is None or settings is None:
            return True
        frame = self._frame_columns(settings)
        if not self.weight_figures or self.protection.measurement is Measurement.SHOW or column in frame:
            return self.weight_figures
        own = questions(self.wave.instrument)[column].columns
        linked = self.together.linked([column]) or self.hidden[column].any()
        return not linked and not self.together.few_within(self.together.together(frame), own)

    def _frame_columns(self, settings: Weighting) -> list[str]:
        return [self.wave.question(name).column for name in settings.margins]

    def classes(self, counts: pd.DataFrame, column: str) -> pd.DataFrame:
        """The same for the classes of a question of numbers."""
        if self.protection is None or counts.empty:
            return counts
        mask = hide_exclusive(counts["low"].to_numpy(), self.protection.minimum)
        hidden = np.ones(len(counts), dtype=bool) if mask is None else mask
        return self._masked(counts, hidden, self.without_base(column))

    @staticmethod
    def _masked(counts: pd.DataFrame, hidden: Bools, without_base: bool) -> pd.DataFrame:
        hidden = np.ones(len(counts), dtype=bool) if without_base else hidden
        table = counts.assign(hidden=hidden)
        for name in COUNTS:
            if name in table:
                table[name] = table[name].astype("Int64").mask(hidden)
        for name in SHARES:
            if name in table:
                table[name] = table[name].astype(float).mask(hidden)
        if without_base:
            table["base"] = pd.array([pd.NA] * len(table), dtype="Int64")
        return table

    def numbers(self, summary: pd.DataFrame, column: str) -> pd.DataFrame:
        """A summary of numbers without the smallest and the largest, which are answers of single people, without quartiles that
        too few people lie between, without anything that could tell a hidden class, and without the reasons for missing answers
        that few people have."""
        if self.protection is None:
            return summary
        n, least, unknown = int(summary["n"].iloc[0]), self.protection.minimum, self.without_base(column)
        counted = self.classes(classes(self.wave, column), column)
        followed = unknown or (not counted.empty and bool(counted["hidden"].any()))
        gone = ["minimum", "maximum"]
        figures = ((1, ("mean",)), (2, ("median", "standard_deviation")), (4, ("lower_quartile", "upper_quartile")))
        for needed, names in figures:
            gone += names if followed or n < needed * least else ()  # as many people on each side of a quartile
        shown = summary.assign(**dict.fromkeys([*gone, *(["n"] if unknown else [])], np.nan))
        reasons = {kind: int(summary[kind.value].iloc[0]) for kind in Missing if kind.value in summary}
        for kind, told in self.missing(reasons).items():
            if unknown or told is None:
                shown[kind.value] = np.nan
        return shown

    def left_out(self, summary: pd.DataFrame, column: str) -> tuple[str, ...]:
        """The figures that `numbers` hides; a hidden reason why answers are missing is left away like one that nobody has."""
        shown, figures = self.numbers(summary, column), summary.drop(columns=[kind.value for kind in Missing])
        return tuple(str(name) for name in figures if shown[name].isna().all() and summary[name].notna().all())

    def uncoded(self, name: str, n: int) -> int | None:
        """How many texts of a question no code tells; None where these are few people, or a hidden number of missing answers."""
        if self.protection is None:
            return n
        kinds = missing_kinds(self.wave)
        own = kinds[kinds["item"] == name]
        lost = self.missing({kind: int(own[kind.value].iloc[0]) for kind in Missing})[Missing.NOT_RECORDED]
        return None if n < self.protection.minimum or self.without_base(name) or lost is None else n

    def missing(self, kinds: Mapping[Missing, int]) -> Mapping[Missing, int | None]:
        """Why answers to a question are missing, None where few people have a reason. How many were asked, and how many answered,
        is printed, so the reasons of those who were asked add up to a known sum."""
        if self.protection is None:
            return kinds
        reasons = [kind for kind in kinds if kind is not Missing.NOT_ASKED]
        mask = hide_exclusive(np.array([kinds[kind] for kind in reasons], dtype=np.int64), self.protection.minimum)
        hidden = set(reasons) if mask is None else {kind for kind, gone in zip(reasons, mask, strict=True) if gone}
        return {kind: None if kind in hidden else n for kind, n in kinds.items()}

    # -- several questions ---------------------------------------------------------------------------------------------
    @cached_property
    def crossed(self) -> Mapping[tuple[str, str], Hidden]:
        """For each declared pair of crossed questions what is hidden of its table."""
        if self.protection is None:
            return {}
        return hidden_cells(self.wave, self.protection, self.hidden, self.without_base)

    @cached_property
    def together(self) -> Joint:
        """What joint answers tell; of a wave that is protected."""
        assert self.protection is not None
        return Joint(self.wave, self.protection.minimum, self.crossed)

    def indices(self, summary: pd.DataFrame) -> pd.DataFrame:
        """Bases and means of indices, NaN where a hidden count could follow; `hidden` says `all`, `spread` or nothing."""
        if self.protection is None:
            return summary
        found = summary.assign(hidden=[self._index_hidden(str(index)) for index in summary["index"]])
        for name in PEOPLE:
            found[name] = found[name].astype("Int64").mask(found["hidden"] == "all")
        for names, hidden in ((MEANS, ["all"]), (SPREAD, ["all", "spread"])):
            for name in (name for name in names if name in found):
                found[name] = found[name].astype(float).mask(found["hidden"].isin(hidden))
        return found

    def _index_hidden(self, name: str) -> str:
        """`all`, base and mean too, where an item has hidden counts; else what joint answers keep back."""
        index = self.wave.instrument.index(name)
        if any(self._any_hidden(item, self.hidden) for item in (*index.items, *index.held_out)):
            return "all"
        return self.together.index_hidden(index)

    def index_free(self, name: str) -> bool:
        """Whether everything about an index may be printed."""
        return self.protection is None or not self._index_hidden(name)

    # -- whole parts ---------------------------------------------------------------------------------------------------
    @cached_property
    def measurement(self) -> bool:
        """Whether correlations, factors and distributions may be printed: no pair of answers is that of few people."""
        if self.protection is None or self.protection.measurement is Measurement.SHOW:
            return True
        free = all(self.index_free(index.id) for index in self.wave.instrument.indices)
        columns = [str(column) for column in ordered_answers(self.wave).columns]
        return free and not self.together.linked(columns) and not self.together.few_pairs(columns)

    @property
    def _numbers(self) -> list[str]:
        """The questions of numbers that somebody answered, in a wave that protects its people: extremes are always hidden."""
        items = () if self.protection is None else self.wave.instrument.items
        return [item.id for item in items if item.kind is ItemKind.NUMBER and self.wave.answers[item.id].notna().any()]

    @property
    def changed(self) -> pd.DataFrame:
        """Every table that differs from what it would be without protection: kind (`answers`, `numbers`, `weighted` for a table
        whose weighted numbers are withheld, `crossed`, `index`), first, second (the second question of a crossed table), hidden
        (counts), whole (whether nothing of it is printed)."""
        rows: list[tuple[str, str, str | None, int, bool]] = []
        order = [question.id for item in self.wave.instrument.items for question in unfolded(item)]
        for column in sorted(self.hidden, key=order.index):
            if mask := self.hidden[column].tolist():
                rows += [("answers", column, None, sum(mask), all(mask))] if any(mask) else []
            rows += [] if self.weighted(column) else [("weighted", column, None, 0, False)]
        rows += [("numbers", column, None, 0, False) for column in self._numbers]
        for (first, second), one in self.crossed.items():
            rows += [("crossed", first, second, one.count, one.whole)] if one.whole or one.count else []
        for index in self.wave.instrument.indices if self.protection is not None else ():
            if hidden := self._index_hidden(index.id):
                rows.append(("index", index.id, None, 0, hidden == "all"))
        return pd.DataFrame(rows, columns=["kind", "first", "second", "hidden", "whole"])


__all__ = ["Guard", "Hidden", "names_of"]
