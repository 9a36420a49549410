"""What all sections of the part share: the report, the names, and which warnings were told already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from survey.errors import (
    CHI_SQUARE_LEFT_OUT,
    COMMUNALITIES_NEED_PHI,
    FEW_PEOPLE,
    FIT_NOT_JUDGED,
    KAISER_OVERFACTORS,
    LOOKS_LIKE_MISSING_CODE,
    NEAR_CONSTANT_KEPT,
    NUMBER_OF_FACTORS_UNSURE,
    PARTIALS_OF_PEARSON,
    PEARSON_OF_FEW_ANSWERS,
    PHI_INTERVALS_TOO_NARROW,
    REPLICATES_DROPPED,
    RETENTION_RULES_DISAGREE,
    SEVERAL_FACTORS,
    Problem,
)
from survey.i18n.markdown import escape
from survey.instrument.model import Index, IndexModel
from survey.report.layout import bullets, callout
from survey.report.measurement.names import Names
from survey.report.report import Report

FOR_ANALYSTS = frozenset(
    {
        CHI_SQUARE_LEFT_OUT,
        COMMUNALITIES_NEED_PHI,
        FEW_PEOPLE,
        FIT_NOT_JUDGED,
        PARTIALS_OF_PEARSON,
        REPLICATES_DROPPED,
        RETENTION_RULES_DISAGREE,
    }
)
"""Warnings that ask for what the report does: it gives intervals and the replicates behind them, counts with Phi, shows the rules
side by side with the correlations they rest on, and prints neither measures of fit nor ordinal alpha."""
FOR_READERS = {
    KAISER_OVERFACTORS: "kaiser",
    LOOKS_LIKE_MISSING_CODE: "missing_code",
    NEAR_CONSTANT_KEPT: "near_constant",
    NUMBER_OF_FACTORS_UNSURE: "unsure",
    PEARSON_OF_FEW_ANSWERS: "few_answers",
    PHI_INTERVALS_TOO_NARROW: "phi",
    SEVERAL_FACTORS: "several",
}
"""Warnings whose general sentence sends an analyst to a function: the report words them itself."""
SEED = 0
"""Of everything that is drawn by chance: the same answers, the same report."""
REPLICATES = 1000


@dataclass(frozen=True)
class Section:
    """A report with the names that this part uses; `said` holds the warnings that were told."""

    report: Report
    names: Names
    said: set[str] = field(default_factory=set)

    def say(self, key: str, **params: Any) -> str:
        """A phrase of the report as Markdown, in which no parameter is markup."""
        return escape(self.report.say(key, **params))

    def warnings(self, problems: Iterable[Problem]) -> list[str]:
        """A box with the warnings that no earlier box of this part has told; nothing where there are none."""
        told = []
        for found in problems:
            sentence = self._told(found)
            if found.code not in FOR_ANALYSTS and sentence not in self.said:
                self.said.add(sentence)
                told.append(escape(sentence))
        return [callout("warning", self.report.say("please_note"), bullets(told))] if told else []

    def _told(self, found: Problem) -> str:
        """The sentence of a warning; that of the report where the general one speaks of functions of this package."""
        if found.code in FOR_READERS:
            params = self.names.spoken(found, self.report.language)
            return self.report.say(f"measurement_told_{FOR_READERS[found.code]}", **params)
        return self.names.told(found, self.report.language)

    def conclusions(self, key: str) -> str:
        """What may and what may not be concluded."""
        lines = [f"**{self.say(f'measurement_{word}')}** {self.say(f'measurement_{key}_{word}')}" for word in ("may", "may_not")]
        return bullets(lines)

    @property
    def reflective(self) -> tuple[Index, ...]:
        """The indices whose questions are taken for effects of one thing."""
        return tuple(index for index in self.report.instrument.indices if index.model is IndexModel.REFLECTIVE)
