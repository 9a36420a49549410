"""One wave of a study: its settings, its questionnaire, and its answers, as rows or as published counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from survey.errors import ITEM_UNKNOWN, NEEDS_ROWS, NO_WEIGHTS, NOT_A_WAVE, NOT_ONE_ANSWER, Problem, error
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.wave import counts as counting
from survey.wave import stages
from survey.wave.counts import Base, Grouping
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.questions import Question, questions
from survey.wave.responses import Responses
from survey.wave.settings import Settings, WaveKind

AUDIT = ("rule", "respondent", "item", "before", "after", "reason")
FLAGS = ("rule", "respondent", "item", "detail", "kept")
DECISIONS = ("respondent", "id", "do", "item", "value", "rule", "who", "when", "why", "answers")


def expect_wave(wave: object) -> Wave:
    """The wave that was asked about; a refusal that names what else was given."""
    if not isinstance(wave, Wave):
        raise error(NOT_A_WAVE, found=type(wave).__name__)
    return wave


def no_changes() -> pd.DataFrame:
    """The audit log of a wave in which no cell was changed."""
    return pd.DataFrame({name: pd.Series(dtype="string") for name in AUDIT})


def no_flags() -> pd.DataFrame:
    """The flags of a wave in which no rule found anything."""
    return pd.DataFrame({name: pd.Series(dtype="string") for name in FLAGS})


def no_decisions() -> pd.DataFrame:
    """The record of a wave in which nobody decided about single people."""
    return pd.DataFrame({name: pd.Series(dtype="string") for name in DECISIONS})


@dataclass(frozen=True)
class Wave:
    """A wave after cleaning; `survey.load_wave` and `survey.clean` make it.

    responses: the answers, None where only margins are known. margins: the published counts, None where there are rows.
    audit: every changed cell, columns rule, respondent, item, before, after, reason.
    folder: where its files are, None for a wave that was made in memory.
    flags: every case that a rule of cleaning noticed, columns rule, respondent, item, detail, kept (who decided to keep it and
    why). rules: rule -> what it was told to do, in the order in which they ran; `no_data` where the answers hold nothing that it
    could judge. warnings: what the rules could not judge.
    fielded: the questionnaire as it was fielded, where recodes added answers to it or merged some; None where it is the same.
    decisions: those about single people that were applied, as they were written, with the person's number, the platform's id and
    in `answers` the SHA-256 of the answers as received.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(min((root() / "data").glob("*-2022")))
    >>> wave.n, wave.kind.value, wave.synthetic
    (96, 'margins', False)
    >>> wave.counts(wave.instrument.items[1].id)[["code", "n", "base"]].to_numpy().tolist()
    [['yes', 89, 96], ['no', 7, 96]]
    """

    settings: Settings
    instrument: Instrument
    responses: Responses | None
    margins: Margins | None
    audit: pd.DataFrame
    provenance: Provenance
    folder: Path | None = None
    flags: pd.DataFrame = field(default_factory=no_flags)
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Problem, ...] = ()
    fielded: Instrument | None = None
    decisions: pd.DataFrame = field(default_factory=no_decisions)

    @property
    def id(self) -> str:
        """The name of the wave: that of its folder."""
        return self.settings.id

    @property
    def kind(self) -> WaveKind:
        """Whether there are rows or margins."""
        return self.settings.kind

    @property
    def synthetic(self) -> bool:
        """Whether the answers were made by a computer; every page must say so."""
        return self.settings.synthetic

    @property
    def n(self) -> int:
        """People who answered."""
        return self.settings.n if self.responses is None else len(self.responses.answers)

    def needs_rows(self, what: str) -> Responses:
        """The answers row by row; NEEDS_ROWS, naming `what` was asked for, where there are only margins."""
        if self.responses is None:
            raise error(NEEDS_ROWS, what=what)
        return self.responses

    @property
    def answers(self) -> pd.DataFrame:
        """Option codes by respondent and column, NA where missing."""
        return self.needs_rows("wave.answers").answers

    @property
    def missing(self) -> pd.DataFrame:
        """The kind of each missing answer (`survey.Missing`), NA where there is an answer."""
        return self.needs_rows("wave.missing").missing

    @property
    def text(self) -> pd.DataFrame:
        """Each cell as it was received."""
        return self.needs_rows("wave.text").text

    def as_printed(self) -> Wave:
        """A wave of margins before recodes merged any answers: counts and questionnaire as they were published."""
        if self.margins is None or self.margins.printed is None:
            return self
        margins = replace(self.margins, table=self.margins.printed, printed=None)
        return replace(self, margins=margins, instrument=self.fielded or self.instrument, fielded=None, audit=no_changes())

    def counts(
        self, items: str | Sequence[str], by: str | Sequence[str] | None = None, weights: bool = False, base: Base = "answered"
    ) -> pd.DataFrame:
        """How often each answer was given.

        Parameters
        ----------
        items
            One id or several. A matrix stands for its rows, `item.row` for one of them. An item without options has no rows.
        by
            One or several single-answer items: counts are taken in each of their answers, in columns of their ids in front. Who
            did not answer them is in no group.
        weights
            Whether weighted counts stand beside the unweighted ones; a wave without weights refuses.
        base
            `answered`: who gave any answer, "don't know" included; `valid`: without "don't know" and refusals, which then have
            no row; `all`: everybody in the wave (or group).

        Returns
        -------
        Columns item, code, n (Int64, NA unless low = high), low, high, base (int64), rows in the order of the options, each
        option with a row. Of a question with one answer known by margins the bounds are tightened: they add up to the base. Of a
        multiple choice the base counts people, not ticks. With weights also weighted_n and weighted_base: people who are in the
        frame, each counted with the weight of `survey.weighting`; NaN of an answer whose people all have no weight.

        Raises
        ------
        StatisticsError
            NEEDS_ROWS for `by` on margins, a `by` that is no single-answer item, an unknown base, a base that the margins leave
            open, weights where there are none.
        DataError
            An unknown item.
        """
        counting.check_base(base)
        if weights and self.settings.weights is None:
            raise error(NO_WEIGHTS, wave=self.id)
        asked = [question for item in _names(items) for question in self._questions(item)]
        if self.margins is not None:
            if by is not None:
                raise error(NEEDS_ROWS, what="counts(by=...)")
            table = self.margins.by_item
            return _stacked([counting.from_margins(question, table[question.column], self.n, base) for question in asked])
        return _stacked(self._count_rows(asked, _names(by or ()), base, stages.weigh(self) if weights else None))

    def _count_rows(
        self, asked: list[Question], by: tuple[str, ...], base: Base, weights: pd.Series | None
    ) -> list[pd.DataFrame]:
        groups, labels = self._grouping(by)
        frames = []
        for question in asked:
            tables = counting.from_rows(question, self.answers, base, groups)
            if weights is not None:
                weighed = replace(groups, weights=weights.fillna(0).to_numpy(float))
                weighted = counting.from_rows(question, self.answers, base, weighed)
                tables = [counting.beside(*both) for both in zip(tables, weighted, strict=True)]
            for label, table in zip(labels, tables, strict=True):
                for position, (name, code) in enumerate(zip(by, label, strict=True)):
                    table.insert(position, name, code)
                frames.append(table)
        return frames

    def _grouping(self, by: tuple[str, ...]) -> tuple[Grouping, list[tuple[str, ...]]]:
        """The group of each respondent by the answers to `by`, and the answers that make up each group."""
        number = np.zeros(self.n, dtype=np.int64)
        codes = []
        for name in by:
            question = self.question(name)
            position = counting.positions(self.answers[question.column], question.codes)
            number = np.where((number < 0) | (position < 0), -1, number * len(question.codes) + position)
            codes.append(question.codes)
        labels = list(product(*codes))
        return Grouping(number, len(labels)), labels

    def question(self, name: str) -> Question:
        """The question with one answer of an id or `item.row`; an error where it has none or several."""
        found = self._questions(name)
        if len(found) != 1 or found[0].multiple:
            raise error(NOT_ONE_ANSWER, item=name)
        return found[0]

    def _questions(self, name: str) -> tuple[Question, ...]:
        known = questions(self.instrument)
        if name in known:
            return (known[name],)
        items = [item.id for item in self.instrument.items]
        if name not in items:
            raise error(ITEM_UNKNOWN, item=name, nearest=nearest(name, {*items, *known}))
        return tuple(question for question in known.values() if question.item.id == name)


def _names(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _stacked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame({"item": [], "code": [], "n": pd.array([], dtype="Int64"), "low": [], "high": [], "base": []})
    return pd.concat(frames, ignore_index=True) if frames else empty
