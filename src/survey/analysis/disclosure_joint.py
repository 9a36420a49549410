"""What joint answers tell: numbers that follow from several questions at once, and the combinations that few people gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from survey.analysis.disclosure_crossed import Hidden
from survey.analysis.index_scores import indices
from survey.instrument.model import Index, IndexModel
from survey.stats.suppression import small
from survey.wave.missing import Missing
from survey.wave.questions import questions
from survey.wave.wave import Wave


@dataclass(frozen=True)
class Joint:
    """The joint answers to a wave. A combination of fewer than `minimum` people is `few`.

    crossed: what is hidden of each crossed table. A number that follows from joint answers is one more table of these questions:
    with tables that share a question it could tell what they hide, so it is free only of questions that are not in them.
    """

    wave: Wave
    minimum: int
    crossed: Mapping[tuple[str, str], Hidden]

    def few(self, values: pd.Series) -> bool:
        """Whether one of the values, NA apart, is that of few people."""
        return bool(small(values.value_counts().to_numpy().astype(np.int64), self.minimum).any())

    def together(self, columns: Iterable[str]) -> pd.Series:
        """The answers of each person to some columns as one; no answer is one of its own."""
        return self.wave.answers[list(columns)].astype("string").fillna("").agg("\N{NULL}".join, axis=1)

    def few_within(self, groups: pd.Series, columns: Iterable[str]) -> bool:
        """Whether a group, or the people of a group who gave one answer in one of the columns, are few."""
        return self.few(groups) or any(self.few(groups.str.cat(self.together([name]), sep="\N{NULL}")) for name in columns)

    def few_pairs(self, columns: Iterable[str]) -> bool:
        """Whether a pair of answers in any two of the columns is that of few people; no answer is none."""
        answers = self.wave.answers[list(columns)].astype("string")
        return any(
            self.few(answers[one].str.cat(answers[other], sep="\N{NULL}").dropna()) for one, other in combinations(answers, 2)
        )

    @cached_property
    def _crossed(self) -> frozenset[str]:
        """What is crossed in any table, options also under the id of their question; nothing where no table hides anything."""
        if not any(one.whole or one.count for one in self.crossed.values()):
            return frozenset()
        names = [name for pair in self.crossed for name in pair]
        return frozenset([*names, *(name.partition(".")[0] for name in names)])

    def linked(self, names: Iterable[str]) -> int:
        """How many of some questions are crossed, where a crossed table hides counts."""
        return sum(name in self._crossed for name in names)

    # -- indices -------------------------------------------------------------------------------------------------------
    @cached_property
    def _scores(self) -> pd.DataFrame:
        return indices(self.wave)

    def index_hidden(self, index: Index) -> str:
        """What joint answers keep back of an index whose questions hide nothing: `all`, `spread` or nothing.

        The mean of scores follows from the counts of each question, unless some people have a score on a part of the questions
        only. Then it tells, like the base, how those without a score answered the others. A class, and a group of ticks, is a
        joint answer itself. Standard deviation and median follow from joint answers always.
        """
        own = self._scores[self._scores["index"] == index.id]
        few = any(self.few(values["value"]) for _, values in own.groupby("target", dropna=False))
        if index.model is IndexModel.SEPARATE or len(columns := self._columns(index)) < 2:
            return "spread" if few else ""
        linked = bool(self.linked(index.items))
        if self._of_joint(index):
            return "all" if few or linked or self.few(self.together(columns)) else ""
        if (own["answered"].between(1, own["items"] - 1)).any() and (linked or self._few_unscored(index, columns)):
            return "all"
        return "spread" if few or linked or self.few_pairs(columns) else ""

    def _columns(self, index: Index) -> list[str]:
        return [column for item in index.items for column in questions(self.wave.instrument)[item].columns]

    def _of_joint(self, index: Index) -> bool:
        """Whether already the mean is the share of a joint answer: of a class, or of those who ticked any of a group."""
        asked = [questions(self.wave.instrument)[item] for item in index.items]
        grouped = any(question.multiple and any(option.group for option in question.item.options) for question in asked)
        return index.model is IndexModel.TYPOLOGY or grouped

    def _few_unscored(self, index: Index, columns: list[str]) -> bool:
        """Whether few people gave the same answers without a score, or were not asked the same, and answered something alike."""
        marks = []
        for item in index.items:
            column = questions(self.wave.instrument)[item].columns[0]
            without = [code for code, score in index.scores[item].items() if score is None]
            unasked = self.wave.missing[column].eq(Missing.NOT_ASKED.value).fillna(False)
            marks.append(self.wave.answers[column].isin(without) | unasked)
        unscored = pd.concat(marks, axis=1).astype("string").agg("".join, axis=1)
        return unscored.nunique() > 1 and self.few_within(unscored, columns)
