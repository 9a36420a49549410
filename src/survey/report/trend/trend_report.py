"""Several waves in one language: what every part of the report that compares them needs, computed once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from survey.analysis.disclosure import Guard
from survey.analysis.disclosure_public import as_printed
from survey.analysis.trend_breaks import Compared, compared, two_groups
from survey.analysis.trend_chain import Step, as_fielded, chain, check_waves
from survey.errors import (
    BASE_NOT_EXACT,
    TREND_APART,
    TREND_NOWHERE_ELSE,
    TREND_WAVES_NOT_NAMED,
    SurveyError,
    error,
)
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.compare import Status
from survey.instrument.links import Decision
from survey.instrument.links_file import links_of
from survey.report.document import Document
from survey.report.report import profile
from survey.report.shown import Shown
from survey.report.trend.question import TrendQuestion, question_of
from survey.wave.load import load_wave
from survey.wave.questions import questions
from survey.wave.wave import Wave

PARTS = ("overview", "waves", "questions", "indices", "sensitivity", "wording", "colophon")
"""The parts there are, each a module of `survey.report.trend.parts`; reports/trend.qmd says in which order they stand."""

TREND = Document("trend.qmd", "trend", "trend.title", "survey.report.trend.parts", PARTS)


@dataclass(frozen=True)
class TrendReport(Shown):
    """Waves, the earliest first, the language they are told in, and the folder that figures go to."""

    waves: tuple[Wave, ...]
    language: Language
    folder: Path

    @cached_property
    def guards(self) -> tuple[Guard, ...]:
        """What may be printed of each wave."""
        return tuple(map(Guard, self.waves))

    @cached_property
    def printed(self) -> tuple[Wave, ...]:
        """The waves as a reader of their reports knows them: a hidden count is known by bounds only."""
        return tuple(map(as_printed, self.guards))

    @property
    def synthetic(self) -> bool:
        """Whether the answers of any wave were made by a computer."""
        return any(wave.synthetic for wave in self.waves)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each wave is called."""
        return wave_names(self.waves, self.language)

    @cached_property
    def kinds(self) -> tuple[Compared, ...]:
        """Who is compared with whom, from each wave to the next, each once; beside the same people also two groups, where others
        answered as well."""
        found: set[Compared] = set()
        for place, (before, after) in enumerate(zip(self.printed, self.printed[1:], strict=False)):
            found.add(compared(before, after, self.persons(place)))
            if two_groups(before, after, self.persons(place)):
                found.add(Compared.GROUPS)
        return tuple(kind for kind in Compared if kind in found)

    def persons(self, place: int) -> tuple[str, str] | None:
        """The questions by which people are known again, from the wave of a place to the next."""
        found = links_of(as_fielded(self.waves[place]), as_fielded(self.waves[place + 1])).persons
        return None if found is None else (found.earlier, found.later)

    @cached_property
    def questions(self) -> tuple[TrendQuestion, ...]:
        """The questions that can be compared, in the order of the last wave that has them."""
        found: list[TrendQuestion] = []
        for steps in self._chains():
            question = question_of(steps, len(found), self.names, self.language, neutral=self.synthetic)
            if question is not None:
                found.append(question)
        return tuple(found)

    def _chains(self) -> Iterator[tuple[Step, ...]]:
        seen: set[tuple[str, str]] = set()
        for wave in reversed(self.printed):
            for name in questions(wave.instrument):
                if (wave.id, name) in seen:
                    continue
                try:
                    steps = chain(self.printed, name)
                except SurveyError as refused:
                    if refused.code in (TREND_APART, TREND_NOWHERE_ELSE, BASE_NOT_EXACT):
                        continue
                    raise
                seen |= {(step.wave.id, step.question.column) for step in steps}
                if all(map(_comparable, steps)) and all(map(self._counted, steps)):
                    yield steps

    def _counted(self, step: Step) -> bool:
        """Whether how many answered may be told."""
        guard = next(guard for guard in self.guards if guard.wave.id == step.wave.id)
        return not guard.without_base(step.question.column)

    def say(self, key: str, /, **params: Any) -> str:
        """A phrase of the catalogue of trends."""
        return say(f"trend.{key}", self.language, **params)

    def part(self, name: str) -> str:
        """The markdown of one part."""
        return TREND.part(name, self)


def _comparable(step: Step) -> bool:
    """Whether the question may stand beside that of the wave before: with the same answers, or by a decision."""
    if step.pair is None or step.pair.status is not Status.RESCALED:
        return True
    return step.pair.link is not None and step.pair.link.decision is not Decision.APART


def short_names(waves: Sequence[Wave]) -> tuple[str, ...]:
    """The year of the fieldwork of each wave, or its id where a year says too little."""
    years = [str(wave.settings.fieldwork[1].year) if wave.settings.fieldwork else "" for wave in waves]
    return tuple(year if year and years.count(year) == 1 else wave.id for wave, year in zip(waves, years, strict=True))


def wave_names(waves: Sequence[Wave], language: Language) -> dict[str, str]:
    """What each wave is called; synthetic ones say so."""
    return {
        wave.id: say("trend.synthetic_wave", language, name=name) if wave.synthetic else name
        for wave, name in zip(waves, short_names(waves), strict=True)
    }


def open_trend() -> TrendReport:
    """The report that the environment names: SURVEY_WAVES (folders or ids, parted as in PATH) and QUARTO_PROFILE (kk, ru or en).

    `survey report trend` sets both, and so does an author who runs `quarto render reports/trend.qmd --profile kk`.
    """
    language, named = profile(), os.environ.get("SURVEY_WAVES", "")
    if not named.strip():
        raise error(TREND_WAVES_NOT_NAMED)
    waves = [load_wave(name) for name in named.split(os.pathsep) if name]
    return TrendReport(check_waves(waves), language, Path.cwd())
