"""The predictors of a logit as columns of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from survey.analysis.nominal import Answers, answers_to
from survey.errors import ANSWER_UNKNOWN, error
from survey.instrument.model import ItemKind
from survey.instrument.nearest import nearest
from survey.stats.intervals import Floats
from survey.wave.counts import Base
from survey.wave.wave import Wave


@dataclass(frozen=True)
class Term:
    """One coefficient: an answer against the reference answer, or a number.

    group: the columns of the same question in the design, None for a number, whose code and reference are empty.
    """

    item: str
    code: str
    reference: str
    group: tuple[int, ...] | None

    @property
    def name(self) -> str:
        return f"{self.item} = {self.code}" if self.code else self.item


@dataclass(frozen=True)
class Predictor:
    """A question that explains: answers, or numbers with NaN where missing."""

    name: str
    answers: Answers | None
    numbers: Floats

    @property
    def given(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.numbers) if self.answers is None else self.answers.number >= 0

    def of(self, people: NDArray[np.bool_]) -> Predictor:
        """The same for some of the people."""
        if self.answers is None:
            return Predictor(self.name, None, self.numbers[people])
        chosen = Answers(self.name, self.answers.codes, self.answers.number[people])
        return Predictor(self.name, chosen, self.numbers)


def terms_of(data: Wave | pd.DataFrame, name: str, base: Base) -> Predictor:
    """A predictor of a wave or of a frame; a column with more than two numbers is a number, everything else has answers."""
    if isinstance(data, pd.DataFrame):
        column = data.get(name)
        numeric = column is not None and pd.api.types.is_numeric_dtype(column.dtype) and column.nunique() > 2
        if column is not None and numeric:
            return Predictor(name, None, column.to_numpy(dtype=float, na_value=np.nan))
    elif isinstance(data, Wave) and any(item.id == name and item.kind is ItemKind.NUMBER for item in data.instrument.items):
        answers = data.needs_rows("logit").answers[name]
        return Predictor(name, None, pd.to_numeric(answers).to_numpy(dtype=float, na_value=np.nan))
    return Predictor(name, answers_to(data, name, base), np.zeros(0))


def design_of(predictors: Sequence[Predictor], references: Mapping[str, str]) -> tuple[list[Term], Floats]:
    """The terms and the design, shape (n, terms); a predictor that does not vary has no term.

    references: question -> reference answer; the most frequent one where it is not named (the first of several).
    """
    terms: list[Term] = []
    columns: list[Floats] = []
    for predictor in predictors:
        if predictor.answers is None:
            if predictor.numbers.min() < predictor.numbers.max():
                terms.append(Term(predictor.name, "", "", None))
                columns.append(predictor.numbers)
            continue
        codes, number = predictor.answers.codes, predictor.answers.number
        counts = np.bincount(number, minlength=len(codes))
        reference = _reference(predictor.name, codes, counts, references.get(predictor.name))
        shown = [place for place in range(len(codes)) if counts[place] and place != reference]
        group = tuple(range(len(terms), len(terms) + len(shown)))
        terms += [Term(predictor.name, codes[place], codes[reference], group) for place in shown]
        columns += [(number == place).astype(float) for place in shown]
    return terms, np.column_stack(columns) if columns else np.zeros((0, 0))


def _reference(item: str, codes: tuple[str, ...], counts: NDArray[np.int64], wanted: str | None) -> int:
    if wanted is None:
        return int(counts.argmax())
    given = tuple(code for code, count in zip(codes, counts, strict=True) if count)
    if str(wanted) not in given:
        raise error(ANSWER_UNKNOWN, item=item, answer=wanted, known=given, nearest=nearest(str(wanted), given))
    return codes.index(str(wanted))
